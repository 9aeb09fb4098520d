"""Keeps what was made, below .cache, with a fingerprint of all that it came from.

Deleting what is kept is always safe, and so is a cache that cannot be written: it is made again.
What is kept are pickles, which like compiled templates are code that runs: nobody else's belong
into a cache.
"""

import contextlib
import pickle
import tempfile
from pathlib import Path
from typing import Any


def read(path: Path, fingerprint: str) -> Any | None:
    """Return what is kept with this fingerprint; None if there is nothing that can be used."""
    head = _head(fingerprint)
    try:
        content = path.read_bytes()
        if content.startswith(head):
            return pickle.loads(memoryview(content)[len(head) :])  # noqa: S301 - our own
    except (OSError, EOFError, ValueError, pickle.UnpicklingError):  # cut off
        pass
    return None


def keep(path: Path, fingerprint: str, value: object) -> None:
    """Keep a value instead of the one that was kept there before."""
    write(path, _head(fingerprint) + pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def write(path: Path, content: bytes) -> None:
    """Write a file of the cache, whole or not at all; where nothing can be written, nothing is."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            beside = Path(file.name)
            try:
                file.write(content)
                file.close()
                beside.replace(path)
            except BaseException:
                beside.unlink(missing_ok=True)
                raise


def _head(fingerprint: str) -> bytes:
    return fingerprint.encode() + b"\n"
