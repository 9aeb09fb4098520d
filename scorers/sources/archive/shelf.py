"""The folder of one source in an archive, wherever the archive is."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from scorers.exceptions import SourceError
from scorers.paths import Place
from scorers.sources.archive import warc
from scorers.sources.archive.entry import Closing, Entry, Spot, digest, read_line
from scorers.sources.archive.warc import Read


WARC, INDEX = ".warc.gz", ".jsonl"
# What reading and writing raise, here or far away.
FAULTS = (OSError, ValueError)
ELSEWHERE = ("://", "::")


def root(place: Place) -> str:
    """Return where archives are: CONSTA_ARCHIVE, any address that fsspec knows, or archive/."""
    return os.environ.get("CONSTA_ARCHIVE") or str(place.root / "archive")


@dataclass
class Shelf:
    """The archive of one source.

    Attributes:
        root: The archive's address.
        folder: COUNTRY/SOURCE below it.
        work: The local folder in which a pull is written until it is whole.
        is_local: Whether the archive is a folder of this machine.
    """

    root: str
    folder: str
    work: Path
    is_local: bool = field(init=False)
    _fs: Any = field(init=False)
    _base: str = field(init=False)
    _open: dict[str, BinaryIO] = field(default_factory=dict)

    @classmethod
    def of(cls, address: str, country_id: str, source_id: str, cache: Path) -> "Shelf":
        """Return the shelf of a source.

        Args:
            address: The archive's: a folder, or what fsspec knows.
            country_id: The country's.
            source_id: The source's.
            cache: Where a pull is written until it is whole, if the archive is not on this machine.

        Raises:
            SourceError: The address is not one that fsspec knows.
        """
        folder = f"{country_id}/{source_id}"
        shelf = cls(address, folder, cache / folder)
        if shelf.is_local:
            shelf.work = Path(shelf._base) / ".part"
        return shelf

    def __post_init__(self) -> None:
        """Find the file system."""
        here = self.root.removeprefix("file://")
        self.is_local = not any(mark in here for mark in ELSEWHERE)
        if self.is_local:
            self._fs, base = _Here(), str(Path(here).expanduser().absolute())
        else:
            from fsspec.core import url_to_fs  # noqa: PLC0415 - slow to load, for these alone

            try:
                self._fs, base = url_to_fs(self.root)
            except (ValueError, ImportError) as error:
                raise SourceError(f"CONSTA_ARCHIVE: {self.root}: {error}") from error
        self._base = f"{base.rstrip('/')}/{self.folder}"

    def names(self) -> list[str]:
        """Return the names of whole pulls, the oldest first, without their ending."""
        try:
            found = self._fs.ls(self._base, detail=False, refresh=True)
        except FileNotFoundError:
            return []
        except FAULTS as error:
            raise SourceError(f"{self.root}/{self.folder}: {error}") from error
        files = (path.rsplit("/", 1)[-1] for path in found)
        return sorted(name.removesuffix(WARC) for name in files if name.endswith(WARC))

    def index(self, name: str) -> Iterator[Entry | Closing]:
        """Yield the entries of a pull, its closing last; from its WARC where the index lacks any.

        Raises:
            SourceError: The WARC is damaged, or is not that of a whole pull.
        """
        self._mend(name)
        try:
            with self._fs.open(f"{self._base}/{name}{INDEX}", "rt", encoding="utf-8") as lines:
                for line in lines:
                    yield read_line(line)
        except (*FAULTS, KeyError, TypeError) as error:
            raise SourceError(f"{self.folder}/{name}{INDEX}: {error}") from error

    def closing(self, name: str) -> Closing:
        """Return how a pull ended; SourceError as for `index`."""
        self._mend(name)
        found = self._closing(name)
        if found is None:
            raise SourceError(f"{self.folder}/{name}{INDEX}: has no end")
        return found

    def _mend(self, name: str) -> None:
        """Make the index of a pull anew from its WARC where it is missing or not whole."""
        if self._closing(name) is not None:
            return
        self.work.mkdir(parents=True, exist_ok=True)
        fresh = self.work / f"{name}{INDEX}"
        lines, closing = 0, None
        with fresh.open("w", encoding="utf-8") as index:
            for found in self._scan(name):
                if isinstance(found, Closing):
                    closing = found
                else:
                    index.write(f"{found.line()}\n")
                    lines += 1
            if closing is None:
                raise SourceError(f"{self.folder}/{name}{WARC}: is not whole: no closing record")
            index.write(f"{closing.line(lines + 1)}\n")
        self.put(fresh, f"{name}{INDEX}")

    def _scan(self, name: str) -> Iterator[Entry | Closing]:
        """Yield what the WARC of a pull says of its replies and its end."""
        try:
            for read in warc.records(self.file(f"{name}{WARC}")):
                found = warc.entry(read)
                if found is not None:
                    yield found
        except SourceError as error:
            raise SourceError(f"{self.folder}/{name}{WARC}: {error}") from error

    def _closing(self, name: str) -> Closing | None:
        """Return the end of an index, None if there is none that counts the lines before it."""
        try:
            with self._fs.open(f"{self._base}/{name}{INDEX}", "rb") as file:
                lines, last = 0, b""
                for line in file:
                    lines, last = lines + 1, line
            found = read_line(last.decode())
            is_whole = last.endswith(b"\n") and json.loads(last)["lines"] == lines
        except (*FAULTS, KeyError, TypeError):
            return None
        return found if is_whole and isinstance(found, Closing) else None

    def put(self, path: Path, name: str) -> None:
        """Move a file of this machine into the shelf, whole or not at all."""
        target = f"{self._base}/{name}"
        try:
            self._fs.makedirs(self._base, exist_ok=True)
            if self.is_local:
                path.replace(target)
            else:
                self._fs.put_file(str(path), target)
                path.unlink()
        except FAULTS as error:
            raise SourceError(f"{self.folder}/{name}: cannot be written: {error}") from error

    def file(self, name: str) -> BinaryIO:
        """Return a file of the shelf, open; it stays open until `close`."""
        if name not in self._open:
            unfinished = self.work / name
            try:
                if unfinished.is_file():
                    self._open[name] = unfinished.open("rb")
                else:
                    self._open[name] = self._fs.open(f"{self._base}/{name}", "rb")
            except FAULTS as error:
                raise SourceError(f"{self.folder}/{name}: cannot be read: {error}") from error
        return self._open[name]

    def record(self, spot: Spot, length: int = warc.PIECE_BYTES) -> Read:
        """Return the record at a spot, read at once where its length is known.

        Raises:
            SourceError: There is no such file, or no whole record stands there.
        """
        try:
            found = next(warc.records(self.file(spot.file), spot.offset, length), None)
        except SourceError as error:
            raise SourceError(f"{self.folder}/{spot.file}: {error}") from error
        if found is None:
            raise SourceError(f"{self.folder}/{spot}: the record is cut")
        return found

    def body(self, spot: Spot, sha256: str, length: int = warc.PIECE_BYTES) -> Read:
        """Return the record at a spot, whose body has this digest; SourceError if it has not."""
        found = self.record(spot, length)
        if digest(found.body) != sha256:
            raise SourceError(f"{self.folder}/{spot}: the body does not have the digest {sha256}")
        return found

    def close(self) -> None:
        """Close all files."""
        for file in self._open.values():
            file.close()
        self._open.clear()

    def state(self) -> Mapping[str, Any]:
        """Return what the last pulls left to tell; empty where there was none."""
        try:
            with self._fs.open(f"{self._base}/state.json", "rb") as file:
                found: Mapping[str, Any] = json.load(file)
                return found
        except FAULTS:
            return {}

    def keep_state(self, state: Mapping[str, Any]) -> None:
        """Keep what there is to tell of the last pulls."""
        path = self.work / "state.json"
        text = json.dumps(state, ensure_ascii=False, indent=1)
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise SourceError(f"{self.folder}: cannot be written: {error.strerror}") from error
        self.put(path, "state.json")


class _Here:
    """The files of this machine, in those words of fsspec that a shelf needs."""

    def ls(self, path: str, **_: bool) -> list[str]:
        return [entry.path for entry in os.scandir(path)]

    def open(self, path: str, mode: str, encoding: str | None = None) -> Any:
        return Path(path).open(mode, encoding=encoding)

    def makedirs(self, path: str, *, exist_ok: bool) -> None:
        Path(path).mkdir(parents=True, exist_ok=exist_ok)
