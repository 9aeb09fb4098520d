"""One file out of a ZIP archive, with caps on what it may unpack to."""

import io
import zipfile
import zlib

from scorers.exceptions import SourceChangedError, SourceUnavailableError


LARGEST_MEMBER = 400_000_000
# What zipfile raises where an archive is cut off, damaged, encrypted or packed in an unknown way.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError)


def member(data: bytes, name: str, place: str) -> bytes:
    """Return the bytes of one file of an archive.

    Raises:
        SourceUnavailableError: It unpacks to more than the cap, whatever the archive states.
        SourceChangedError: Not an archive, or there is no such file in it, or it stands twice.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if names.count(name) != 1:
                found = "no" if name not in names else "more than one"
                raise SourceChangedError(
                    f'{place}: {found} file "{name}" in the archive; it has: '
                    + (", ".join(names[:20]) or "nothing")
                )
            with archive.open(name) as file:
                whole = file.read(LARGEST_MEMBER + 1)
    except BROKEN as error:
        raise SourceChangedError(f"{place}: not a ZIP archive, or damaged: {error}") from error
    if len(whole) > LARGEST_MEMBER:
        raise SourceUnavailableError(
            f'{place}: "{name}" unpacks to more than {LARGEST_MEMBER} bytes'
        )
    return whole
