"""The whole site as one file that can be read from a folder, without a server or a network.

A browser that opens a folder does not look for index.html in it, so links to folders are made to
name it; nothing else on a page changes.
"""

import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from scorers.exceptions import SiteError


# What only a server, a robot or another site asks for: scripts may read no file beside theirs.
LEFT_OUT = frozenset({"404.html", "card", "pagefind", "robots.txt", "sitemap.xml"})
FOLDER = "consta/"  # what it unpacks to
DAY = (1980, 1, 1, 0, 0, 0)  # the first one that a zip can hold: no clock is read
# A relative address that ends in a slash, before a query or fragment.
TO_FOLDER = re.compile(rb'((?: href| action)="|url=)((?![a-z]+:|/)[^"?#]*/)(?=["?#])')


def write(output: Path, target: Path) -> int:
    """Write a built site into one zip file and return how many files it holds.

    The same site gives the same bytes. An earlier zip is replaced once the new one is whole.

    Args:
        output: The root of the site.
        target: The zip file; it must not stand in the site.

    Raises:
        SiteError: Something cannot be read or written, or the target stands in the site.
    """
    if target.resolve().is_relative_to(output.resolve()):
        raise SiteError(f"{target} would be part of the site that it holds; name another place")
    fresh = target.with_name(f"{target.name}.new")
    count = 0
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
                for path in _files(output):
                    archive.writestr(_entry(path.relative_to(output)), _content(path))
                    count += 1
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise SiteError(f"cannot write {error.filename or target}: {error.strerror}") from error
    return count


def offline(page: bytes) -> bytes:
    """Return a page whose links to folders name the file in them."""
    return TO_FOLDER.sub(rb"\1\2index.html", page)


def _files(output: Path) -> Iterator[Path]:
    """Yield the files to pack, in an order that hangs on their names alone."""
    for folder, below, names in os.walk(output):
        # A country has what the site has, one folder further down.
        is_root = "es" in below and "en" in below
        left_out = LEFT_OUT if is_root else frozenset()
        below[:] = sorted(set(below) - left_out)
        yield from (Path(folder, name) for name in sorted(set(names) - left_out))


def _entry(path: Path) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(FOLDER + path.as_posix(), DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # else it names the system it was made on
    entry.external_attr = 0o100644 << 16
    return entry


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    return offline(content) if path.suffix == ".html" else content
