"""`make audit`: are pages valid HTML, and are they quick, open to all and light on a cheap phone?

    python -m tests.audit SITE [html] [weight] [phone] [lighthouse]

Words choose parts; without any, all are done, in about a quarter of an hour. Exit status: 0 if all
goals are met, 1 if one is missed or a tool breaks, 2 if something that it takes is not there.
"""

import sys
from pathlib import Path

from bench.timing import table
from tests.audit import html, lighthouse, phone, weight
from tests.audit.tools import AuditError, BrokenError


PARTS = {
    "html": html.rows,
    "weight": weight.rows,
    "phone": phone.rows,
    "lighthouse": lighthouse.rows,
}


def main(arguments: list[str]) -> int:
    """Return the exit status, after printing what was found and one table of the goals."""
    site, chosen = Path(arguments[0]), arguments[1:] or list(PARTS)
    try:
        _look(site, chosen)
        rows = [row for part in chosen for row in PARTS[part](site)]
    except (AuditError, BrokenError) as error:
        print(f"audit: {error}", file=sys.stderr)
        return 2 if isinstance(error, AuditError) else 1
    print(table(rows))
    return int(any(row.met is False for row in rows))


def _look(site: Path, chosen: list[str]) -> None:
    if not (site / "index.html").is_file():
        raise AuditError(f"there is no site in {site}. To build it: make site")
    if unknown := [part for part in chosen if part not in PARTS]:
        raise AuditError(f'"{unknown[0]}" is no part of it: they are {", ".join(PARTS)}')


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
