"""The tables and the scores that a site shows, as far as they can be: as they were read before.

Reading a table, or an edition that is frozen, takes ten times as long as reading what came of it,
which therefore is kept below .cache with the fingerprint of all that it came from.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from scorers import editions, keeping, method
from scorers.country import Country
from scorers.editions import Edition, ScoreBook, inputs
from scorers.paths import Place
from scorers.records.frames import read_all
from scorers.website.fingerprints import Fingerprints, Hashes, hashed


GIVEN = frozenset({"country", "edition", "frames", "method"})  # read anew for each build


@dataclass(frozen=True)
class Kept:
    """What is kept of one country; with `anew` nothing is read of it."""

    place: Place
    country: Country
    fingerprints: Fingerprints
    anew: bool

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return every table by name; errors are those of `read_all`."""
        tables = self.fingerprints.tables
        known = {name: kept for name in tables if (kept := self._read(name, tables[name]))}
        frames = read_all(self.country, known={name: kept[0] for name, kept in known.items()})
        for name, fingerprint in tables.items():
            if name not in known:
                keeping.keep(self._path(name), fingerprint, (frames[name],))
        return frames

    def hashes(self, frames: Mapping[str, pd.DataFrame]) -> dict[str, Hashes]:
        """Return a number for each row of each table."""
        return {
            name: self.made(f"{name}-rows", fingerprint, partial(hashed, frames[name]))
            for name, fingerprint in self.fingerprints.tables.items()
        }

    def books(
        self, shown: Sequence[Edition], frames: Mapping[str, pd.DataFrame]
    ) -> list[ScoreBook]:
        """Return the scores of editions in their order; errors are those of `published`."""
        return [self._book(one, frames) for one in shown]

    def made(self, name: str, fingerprint: str, make: Callable[[], Any]) -> Any:
        """Return what is kept under a name with this fingerprint, or make and keep it."""
        kept = self._read(name, fingerprint)
        if kept is None:
            kept = make()
            keeping.keep(self._path(name), fingerprint, kept)
        return kept

    def _book(self, edition: Edition, frames: Mapping[str, pd.DataFrame]) -> ScoreBook:
        if not edition.is_frozen:
            return editions.published(self.place, self.country, edition, frames)
        fingerprint = self.fingerprints.scores(edition)
        kept = self._read(edition.id, fingerprint)
        if kept is None:
            book = editions.published(self.place, self.country, edition, frames)
            names = [one.name for one in fields(book) if one.name not in GIVEN]
            kept = {name: getattr(book, name) for name in names}
            keeping.keep(self._path(edition.id), fingerprint, kept)
            return book
        inputs.require_method(self.place, edition)
        named = method.read(self.place.method(edition.method))
        given: dict[str, Any] = {
            "country": self.country,
            "edition": edition,
            "frames": frames,
            "method": named,
        }
        return ScoreBook(**given, **kept)

    def _read(self, name: str, fingerprint: str) -> Any:
        return None if self.anew else keeping.read(self._path(name), fingerprint)

    def _path(self, name: str) -> Path:
        return self.place.cache / "read" / f"{self.country.id}-{name}.pickle"
