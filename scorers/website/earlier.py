"""What the build before this one has left: its files, and what each job made them from.

A record of it lies below .cache, one for each site. It says of a job: with this fingerprint it
makes these files, which then had this size, time and inode. That stays true whatever happens to the
site, so a file is taken over only where all of it still holds; else it is made again. Deleting a
record is always safe: the next build makes every file.
"""

import contextlib
import hashlib
import os
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scorers import keeping
from scorers.paths import Place


OLD = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
FORM = "1"  # of a record: one of another form is as good as none
RECORDS_KEPT = 16  # of so many sites; those of sites that were built longest ago go

State = tuple[int, int, int]  # size in bytes, time of the last change in nanoseconds, inode
Files = Mapping[str, State]  # by address below the folder of the site


@dataclass(frozen=True)
class Earlier:
    """The site that the last build left.

    Attributes:
        folder: Where it stands; None if there is none.
        jobs: Fingerprint and files of each job, by its name; empty if nothing is known.
        is_trusted: Whether what was kept from earlier builds may be used instead of making it.
    """

    folder: Path | None = None
    jobs: Mapping[str, tuple[str, Files]] = field(default_factory=dict)
    is_trusted: bool = True

    def files(self, name: str, fingerprint: str) -> Files | None:
        """Return the files of a job if they are as it would make them now; else None."""
        known, files = self.jobs.get(name, ("", {}))
        if known != fingerprint or self.folder is None:
            return None
        folder = str(self.folder)
        for address, kept in files.items():
            try:
                found = os.lstat(f"{folder}/{address}")
            except OSError:
                return None
            if state(found) != kept or not stat.S_ISREG(found.st_mode):
                return None
        return files

    def holds(self, address: str, content: bytes) -> bool:
        """Return whether there is a file with exactly this content."""
        if self.folder is None:
            return False
        try:
            file = os.open(f"{self.folder}/{address}", OLD)
        except OSError:
            return False
        try:
            found = os.fstat(file)
            return (
                stat.S_ISREG(found.st_mode)
                and found.st_size == len(content)
                and os.read(file, len(content) + 1) == content
            )
        finally:
            os.close(file)

    def take(self, address: str, path: str) -> bool:
        """Put a file where none is; return whether it is the same one, else it is a copy.

        Raises:
            FileNotFoundError: The folder that it is for is not there.
            FileExistsError: There is a file already.
        """
        old = f"{self.folder}/{address}"
        try:
            os.link(old, path, follow_symlinks=False)
        except (FileNotFoundError, FileExistsError):
            raise
        except OSError:  # a file system without hard links
            shutil.copy2(old, path)
            return False
        return True


def state(found: os.stat_result) -> State:
    """Return what is kept of how a file stands."""
    return found.st_size, found.st_mtime_ns, found.st_ino


def read(place: Place, folder: Path, *, is_trusted: bool = True) -> Earlier:
    """Return what is known of the site in a folder.

    Nothing is known of its jobs if its record is not to be trusted, is missing or was cut off.
    """
    there = folder if folder.is_dir() else None
    if not (is_trusted and there):
        return Earlier(there, is_trusted=is_trusted)
    return Earlier(folder, keeping.read(_path(place, folder), FORM) or {})


def record(place: Place, folder: Path, jobs: Mapping[str, tuple[str, Files]]) -> None:
    """Keep what each job made, for the next build; without a cache nothing is kept."""
    path = _path(place, folder)
    keeping.keep(path, FORM, jobs)
    with contextlib.suppress(OSError):
        records = sorted(path.parent.glob("*.pickle"), key=lambda one: one.stat().st_mtime_ns)
        for old in records[:-RECORDS_KEPT]:
            old.unlink()


def _path(place: Place, folder: Path) -> Path:
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    return place.cache / "sites" / f"{name}.pickle"
