"""The pages of a built site by their kind, for whatever looks at some of each."""

from pathlib import Path

from scorers.text import LANGUAGES
from scorers.website import addresses


SECTIONS = 2  # a language and what stands below it, such as es/instituciones
# What stands below the page of a thing is named alike for all of them.
BELOW = {
    part[language].strip("/")
    for part in (addresses.ASK, addresses.ROBUSTNESS)
    for language in LANGUAGES
}


def of(site: Path) -> dict[tuple[str, ...], list[str]]:
    """Return the addresses of the pages of each kind, the page of fewest bytes first.

    Pages of one kind share a language and a section, such as ("en", "institutions", "*"): the name
    of the thing itself stands where the star is. A country beneath the site is a site of its own.
    """
    found: dict[tuple[str, ...], list[Path]] = {}
    for language in LANGUAGES:
        for path in sorted((site / language).rglob("index.html")):
            parts = path.parent.relative_to(site).parts
            named = (part if part in BELOW else "*" for part in parts[SECTIONS:])
            kind = (*parts[:SECTIONS], *named)
            found.setdefault(kind, []).append(path)
    return {
        kind: [
            f"{path.parent.relative_to(site).as_posix()}/"
            for path in sorted(paths, key=lambda path: path.stat().st_size)
        ]
        for kind, paths in found.items()
    }
