"""`make pictures`: what every kind of page looks like, on a phone, a tablet and a desk.

    python -m tests.pictures SITE FOLDER [START ...]

Of the pages that stand beside each other, such as those of institutions, the one of fewest and the
one of most bytes are taken: with hardly anything on record, and with everything. STARTs choose the
addresses that begin with one of them. A page that is longer than TALLEST is cut off there.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from tests import chromium, kinds


WIDTHS = (320, 768, 1280)
HEIGHT, TALLEST = 720, 6000


def main(arguments: list[str]) -> int:
    """Return 0 if the pictures were taken, 2 if they cannot be."""
    site, folder = map(Path, arguments[:2])
    program = chromium.program()
    if program is None:
        print(
            "pictures: no chromium here. On Debian: sudo apt-get install chromium", file=sys.stderr
        )
        return 2
    if not (site / "index.html").is_file():
        print(f"pictures: there is no site in {site}. To build it: make site", file=sys.stderr)
        return 2
    addresses = [one for one in chosen(site) if one.startswith(tuple(arguments[2:]) or "")]
    folder.mkdir(parents=True, exist_ok=True)
    with chromium.opened(program) as browser, chromium.served(site) as home:
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": HEIGHT})
            for address in addresses:
                page.goto(home + address)
                tall = page.evaluate("document.documentElement.scrollHeight")
                page.screenshot(
                    path=folder / f"{address.strip('/').replace('/', '_')}-{width}.png",
                    full_page=True,
                    clip={"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)},
                )
            page.close()
    print(f"{len(addresses) * len(WIDTHS)} pictures of {len(addresses)} pages in {folder}")
    return 0


def chosen(site: Path) -> Iterator[str]:
    """Yield the addresses of the pages to show, those of a kind next to each other."""
    for pages in kinds.of(site).values():
        yield from dict.fromkeys([pages[0], pages[-1]])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
