"""How heavy is the page of an institution on the wire, with the styles that it asks for?"""

import gzip
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from bench.timing import Row
from scorers.text import LANGUAGES
from scorers.website import addresses


MOST = 14 * 1024
STYLES = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


def rows(site: Path) -> Iterator[Row]:
    """Yield what the heaviest of all pages of institutions weighs, those of every country."""
    site = site.resolve()
    packed = {path: len(gzip.compress(path.read_bytes())) for path in site.rglob("static/*.css")}
    heaviest, which = 0, site / "none"
    sections = (addresses.INSTITUTIONS[language] for language in LANGUAGES)
    for path in chain.from_iterable(site.rglob(f"{one}*/index.html") for one in sections):
        text = path.read_bytes()
        styles = (path.parent / one for one in STYLES.findall(text.decode()))
        total = len(gzip.compress(text)) + sum(packed[style.resolve()] for style in styles)
        if total > heaviest:
            heaviest, which = total, path.parent
    what = f"HTML and CSS of {which.relative_to(site)}, the heaviest"
    yield Row(what, f"<= {MOST:,} B", f"{heaviest:,} B", 0 < heaviest <= MOST)
