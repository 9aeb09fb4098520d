"""A change of one row against a whole build, in an invented country of 2,000 institutions.

Each kind of change is made in turns: the cell gets another text, the site is built, and then once
more with `--full`. Goals: after a change of a request the build takes at most a fifth of a whole
one over the same site; after any change it leaves the same bytes. Both begin with the earlier site
there; the edition is frozen, as published ones are. A row that scores rest on changes what a page
says, so that Pagefind makes its index anew, which takes as long however little has changed: that is
measured without a goal, and the whole build after it finds the same index kept.
"""

import hashlib
import shutil
import statistics
import sys
from pathlib import Path

import invented_country
import timing
from timing import Row


SIZE = 2_000
REQUESTS = 4
TURNS = 3
MOST_OF_WHOLE = 0.2
# What changes, and the file and column where it stands.
GOAL = "a request"
CHANGES = {
    GOAL: ("records/requests/invented.csv", "topic"),
    "a row that scores rest on": ("records/statistics/budget-2024.csv", "publisher"),
}


def main() -> int:
    """Return 0 if all goals are met, 1 if one is missed, 2 if a site could not be built."""
    try:
        with timing.scratch() as folder:
            rows = compare(folder)
    except timing.ProcessError as error:
        print(f"incremental: {error}", file=sys.stderr)
        return 2
    return timing.finish(rows)


def compare(folder: Path) -> list[Row]:
    """Return the rows of every kind of change, made inside `folder`."""
    content, site, whole = folder / "content", folder / "site", folder / "whole"
    invented_country.write(invented_country.model(), content, SIZE, requests=REQUESTS)
    command = [*timing.CONSTA, "build", "--content", content]
    command += ["--country", invented_country.COUNTRY, "--output"]
    timing.progress("building the site once")
    timing.run([*command, site])
    shutil.copytree(site, whole)
    rows = []
    for what, (name, column) in CHANGES.items():
        path = content / invented_country.COUNTRY / name
        after, full = [], []
        for turn in range(TURNS):
            timing.progress(f"{what}, turn {turn + 1} of {TURNS}: after the change, then all of it")
            _change(path, column, f"changed {turn}")
            after.append(timing.run([*command, site]))
            full.append(timing.run([*command, whole, "--full"]))
        rows += _rows(what, after, full, same=_tree(site) == _tree(whole))
    return rows


def _rows(what: str, after: list[timing.Run], full: list[timing.Run], *, same: bool) -> list[Row]:
    part, all_of_it = (statistics.median(run.seconds for run in runs) for runs in (after, full))
    busy, all_busy = (statistics.median(run.busy for run in runs) for runs in (after, full))
    return [
        Row(
            f"{what} changed, {SIZE:,} institutions: build / whole build",
            f"<= {MOST_OF_WHOLE}" if what == GOAL else "",
            f"{part / all_of_it:.2f} ({part:.2f} s / {all_of_it:.2f} s)",
            part / all_of_it <= MOST_OF_WHOLE if what == GOAL else None,
        ),
        Row(f"{what} changed: processors busy", "", f"{busy:.2f} s / {all_busy:.2f} s", None),
        Row(
            f"{what} changed: bytes of the site",
            "as of a whole build",
            "the same" if same else "others",
            same,
        ),
    ]


def _change(path: Path, column: str, cell: str) -> None:
    """Write a cell in the middle of a file."""
    header, rows = invented_country.read(path)
    rows[len(rows) // 2][column] = cell
    invented_country.write_rows(path, header, rows)


def _tree(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).digest()
        for path in site.rglob("*")
        if path.is_file()
    }


if __name__ == "__main__":
    sys.exit(main())
