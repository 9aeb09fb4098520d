"""Templates as they were compiled, kept below .cache from one build to the next.

Compiling takes longer than reading all tables. Deleting what is kept is always safe.
"""

import hashlib
import os
import pickle
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from scorers.paths import Place


# Beside its own text a compiled template holds translations and other constants, which come from
# these and from the libraries that the lock names.
SOURCES = ("theme/translations/**/*.po", "scorers/website/*.py", "scorers/text.py", "*.lock")


class Kept(FileSystemBytecodeCache):
    """Compiled templates of one environment; what came from other sources is made again."""

    def __init__(self, folder: Path, name: str, sources: str) -> None:
        """Keep them in a folder; `sources` is a digest of what their constants come from."""
        super().__init__(str(folder), f"%s-{name}")
        self._sources = sources

    def get_source_checksum(self, source: str) -> str:
        """Return what tells whether a kept template is still that of this text."""
        return super().get_source_checksum(self._sources + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what is kept of a template; a file that was cut off counts as none."""
        try:
            super().load_bytecode(bucket)
        except (EOFError, ValueError, TypeError, pickle.UnpicklingError):
            bucket.reset()


def kept(place: Place, name: str) -> Kept | None:
    """Return where the templates of one environment are kept; None where nothing can be written.

    Environments need names of their own: the same template is compiled otherwise in each.
    """
    folder = place.cache / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return Kept(folder, name, _digest(place.root)) if os.access(folder, os.W_OK) else None


def _digest(root: Path) -> str:
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
