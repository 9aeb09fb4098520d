"""The pages of a built site by their kind, for whatever looks at some of each."""

from itertools import chain, zip_longest
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


def sample(site: Path, size: int) -> list[str]:
    """Return as many addresses of pages: of each kind, language and country one, then another.

    Of each kind come the lightest and the heaviest page first, then those between, evenly.
    """
    turns = [["", "404.html"]]
    for folder in [site, *(one.parent for one in sorted(site.glob("*/es")))]:
        above = "" if folder == site else f"{folder.name}/"
        turns += [
            [above + pages[place] for place in spread(len(pages), size)]
            for pages in of(folder).values()
        ]
    rounds = chain.from_iterable(zip_longest(*turns))
    return [page for page in rounds if page is not None][:size]


def spread(length: int, most: int) -> list[int]:
    """Return places in a list: both ends, the middle, the middles of those halves, and so on."""
    last, parts = length - 1, 1
    found = dict.fromkeys([0, last])
    while len(found) < min(most, length):
        parts *= 2
        found |= dict.fromkeys(last * part // parts for part in range(1, parts, 2))
    return list(found)[:most]
