"""Fingerprints of all that a page may rest on: while they stay the same, so does the page.

What a page may rest on is divided so that everything belongs somewhere:

- the site: code, libraries, theme, settings, methods, and of the country whatever is not listed
  below: names, law, prose, the institutions, what each edition says of itself;
- an edition: its tables as frozen; of an open one all records, for each moves its scores;
- an institution: its rows of the records, the rows that its scores in any edition rest on, and the
  documents that these name. Where a row stands counts too, since pages say it.

Whoever lets a page show more must let it rest on more; what says nothing rests on everything.
"""

import hashlib
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pelican

import scorers
from scorers.country import Country
from scorers.editions import Edition, scoring
from scorers.editions.book import ScoreBook
from scorers.paths import Place
from scorers.records import reading, schema
from scorers.records.schema import Table
from scorers.text import Text


# What a build sets for each country, beside the file of settings.
SETTINGS = (
    "SITEURL",
    "FEED_DOMAIN",
    "CONSTA_COUNTRY",
    "CONSTA_COUNTRIES",
    "CONSTA_FOLDER",
    "CONSTA_OTHERS",
)
Hashes = npt.NDArray[np.uint64]
# Stands for a row that the records no longer have, and for a document where none is named.
GONE = np.zeros((1, 2), dtype=np.uint64)


class Fingerprints:
    """Fingerprints of one country's site.

    Attributes:
        site: Of what every page rests on.
        tables: Of each table as it stands, by name.
        records: Of all tables.
        editions: Of each edition that is shown, the oldest first, by its id.
    """

    def __init__(
        self, place: Place, country: Country, shown: Sequence[Edition], settings: Mapping[str, Any]
    ) -> None:
        """Read every file that the site is made from."""
        shapes = schema.tables(country)
        files = {name: reading.files(country, table) for name, table in shapes.items()}
        facts = {path for name in files if _is_told_by_rows(shapes[name]) for path in files[name]}
        folders = country.folder / "editions"
        frozen = {path for path in folders.glob("*/*") if path.name != "edition.toml"}
        self.site = _digest(_of_site(place, country, facts | frozen, settings))
        self.tables = {
            name: _joined(self.site, _digest(_contents(paths))) for name, paths in files.items()
        }
        self.records = _joined(*self.tables.values())
        self.editions = {
            one.id: _digest(_contents(path for path in frozen if path.parent.name == one.id))
            if one.is_frozen
            else self.records
            for one in shown
        }
        self._one_method = len({one.method for one in shown}) == 1
        self._institutions: dict[str, str] = {}
        self._evidence = ""
        self._drawn_from_records: set[str] = set()

    def look(
        self,
        frames: Mapping[str, pd.DataFrame],
        hashes: Mapping[str, Hashes],
        books: Sequence[ScoreBook],
    ) -> None:
        """Read the rows of the records, and which of them the scores of all editions rest on.

        Args:
            frames: The tables.
            hashes: Of each of them, as `hashed` returns it.
            books: Of all editions that are shown.
        """
        rows, places = _rows(frames, hashes)
        digests: dict[str, Any] = defaultdict(partial(hashlib.blake2b, digest_size=16))
        for name, cells in rows.items():
            codes, names = pd.factorize(frames[name]["institution_id"].to_numpy(dtype=object))
            ends = np.bincount(codes, minlength=len(names)).cumsum()
            ordered = cells[np.argsort(codes, kind="stable")]
            for one, own in zip(names.tolist(), np.split(ordered, ends[:-1]), strict=False):
                digests[one].update(name.encode() + own.tobytes())
        together = np.concatenate([*rows.values(), GONE])
        rested: dict[str, list[int]] = defaultdict(list)
        for book in books:
            for one, ids in book.rests_on():
                rested[one].extend(places.get(row, -1) for row in ids)
        every = hashlib.blake2b(digest_size=16)
        for one, at in rested.items():
            part = together[at].tobytes()
            digests[one].update(part)
            every.update(part)
        self._institutions = {one: digest.hexdigest() for one, digest in digests.items()}
        self._evidence = every.hexdigest()
        self._drawn_from_records = {book.edition.id for book in books if scoring.draws_waits(book)}

    def scores(self, edition: Edition | None = None) -> str:
        """Return that of whatever shows the scores of an edition; None: of all of them."""
        shown = list(self.editions) if edition is None else [edition.id]
        return _joined(self.site, *(self.editions[one] for one in shown))

    def robustness(self, edition: Edition) -> str:
        """Return that of what is drawn from an edition's scores, and whether they reproduce today.

        The second is seen in the records.
        """
        return _joined(self.scores(edition), self.records)

    def comparison(self, edition: Edition, *institutions: str) -> str:
        """Return that of what sets institutions of an edition beside each other.

        Who is ahead is drawn from the scores, but where waits have one from the records.
        """
        drawn = [self.records] if edition.id in self._drawn_from_records else []
        each = (self.institution(edition, one) for one in institutions)
        return _joined(self.scores(edition), *drawn, *each)

    def institution(self, edition: Edition, institution_id: str) -> str:
        """Return that of an institution's page in an edition, which shows earlier ones as well."""
        ids = list(self.editions)
        shown = ids[: ids.index(edition.id) + 1]
        own = self._institutions.get(institution_id, "")
        return _joined(self.site, *(self.editions[one] for one in shown), own)

    def listing(self, addresses: Iterable[Text]) -> str:
        """Return that of what lists pages by their addresses, and says nothing of them."""
        return _joined(self.site, _digest(repr((one, one.more)).encode() for one in addresses))

    def changes(self) -> str:
        """Return that of what tells how editions differ, and why."""
        # Under another method the later edition is scored again, from all its rows.
        rows = self._evidence if self._one_method else self.records
        return _joined(self.scores(), rows)


def _is_told_by_rows(table: Table) -> bool:
    """Return whether a row of a table is about one institution, or is a document."""
    if table.name == "institutions":
        return False
    return table.name == "documents" or "institution_id" in table.fields


def _of_site(
    place: Place, country: Country, without: set[Path], settings: Mapping[str, Any]
) -> Iterable[bytes]:
    package = Path(scorers.__file__).parent
    countries = {place.content / one for one in place.countries()}
    files = [
        *(path for path in place.root.iterdir() if path.suffix in {".py", ".toml", ".lock"}),
        *(path for path in package.rglob("*") if "__pycache__" not in path.parts),
        *place.theme.rglob("*"),
        *(path for path in country.folder.rglob("*") if path not in without),
    ]
    for path in place.content.iterdir():
        if path not in countries:
            files += path.rglob("*") if path.is_dir() else [path]
    yield from _contents(files)
    libraries = Path(pelican.__file__).parent.parent.glob("*.dist-info")
    yield "\n".join([sys.version, *sorted(path.name for path in libraries)]).encode()
    ours = {name: one for name, one in os.environ.items() if name.startswith("CONSTA_")}
    yield repr(sorted(ours.items())).encode()
    yield repr([(name, settings[name]) for name in SETTINGS]).encode()


def _contents(paths: Iterable[Path]) -> Iterable[bytes]:
    """Yield name, length and content of each file, in the order of their paths."""
    for path in sorted(paths):
        if path.is_file():
            content = path.read_bytes()
            yield f"{path}\0{len(content)}\0".encode()
            yield content


def _rows(
    frames: Mapping[str, pd.DataFrame], hashes: Mapping[str, Hashes]
) -> tuple[dict[str, Hashes], dict[str, int]]:
    """Return for each table two numbers a row: of its cells and place, and of its document.

    Then, by id, where a row stands when the tables follow each other. The numbers are 64 bits wide:
    chance does not make two texts of one row alike.
    """
    documents = frames["documents"]
    known = pd.Index(documents["document_id"].to_numpy(dtype=object))
    named = np.concatenate([hashes["documents"], GONE[0, :1]])  # the last one: of no document
    rows: dict[str, Hashes] = {}
    places: dict[str, int] = {}
    start = 0
    for name, frame in frames.items():
        if name != "institutions" and "institution_id" in frame:
            document = frame["document_id"].to_numpy(dtype=object)
            rows[name] = np.column_stack([hashes[name], named[known.get_indexer(document)]])
            places.update(zip(frame.iloc[:, 0].tolist(), count(start), strict=False))
            start += len(frame)
    return rows, places


def hashed(frame: pd.DataFrame) -> Hashes:
    """Return a number for each row of a table, of its cells."""
    return np.asarray(pd.util.hash_pandas_object(frame, index=False), dtype=np.uint64)


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def _joined(*parts: str) -> str:
    return _digest([" ".join(parts).encode()])[:32]
