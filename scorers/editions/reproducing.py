"""Holds a frozen edition against the records: what was published must come out byte by byte."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from scorers.country import Country
from scorers.editions import inputs, releasing, row_texts, tabulating
from scorers.editions.edition import Edition
from scorers.editions.evidence import KEYS
from scorers.editions.institutions import require
from scorers.editions.releasing import Release
from scorers.exceptions import EditionError
from scorers.paths import Place
from scorers.text import Text


CHANGED = Text(es="cambió desde que se congeló", en="has changed since it was frozen")
PUBLISHED = Text(
    es="es de una revisión anterior y cambió desde que se publicó",
    en="belongs to an earlier revision and has changed since it was published",
)
METHOD = Text(
    es="el método cambió desde que se congeló la edición",
    en="the method has changed since the edition was frozen",
)
GONE = Text(es="falta, y estaba al congelar", en="is missing, and was there when it was frozen")
ADDED = Text(es="no estaba al congelar", en="was not there when it was frozen")
ORDER = Text(
    es="dice lo mismo con otros bytes: orden, saltos de línea o formato",
    en="says the same in other bytes: order, line ends or format",
)
OTHER = Text(
    es="no dice lo que dan los registros, ver las diferencias",
    en="does not say what the records give, see the differences",
)


@dataclass(frozen=True)
class FileDifference:
    """A file that is not what it was: `path` below content/."""

    path: str
    said: Text


@dataclass(frozen=True)
class Difference:
    """A cell that comes out otherwise today; the row as a whole where `column` is "".

    Attributes:
        table: Its name.
        institution_id: Whose row; "" in baseline_waits.csv, which all share.
        part: Of scores.csv: indicator, pillar or total; of the others: indicator.
        id: Which indicator or pillar.
        row_id: Of evidence.csv: which row of the records; of beside.csv: which kind; of
            baseline_waits.csv: which time.
        column: Which column, or "" where the whole row was added or is missing.
        frozen: What the edition says; "" is blank or missing.
        now: What the records give.
    """

    table: str
    institution_id: str
    part: str
    id: str
    row_id: str
    column: str
    frozen: str
    now: str


@dataclass(frozen=True)
class Reproduction:
    """What came of it; `files` and `cells` are empty if all is as it was.

    Attributes:
        successor: The newest revision, where this one was not held against the records because of
            it: they may have been corrected, and the newest vouches for the files of this one.
    """

    edition: Edition
    institution_id: str | None = None
    files: tuple[FileDifference, ...] = ()
    cells: tuple[Difference, ...] = ()
    successor: str = ""

    @property
    def is_same(self) -> bool:
        """Whether what was published came out again."""
        return not (self.files or self.cells)


def reproduce(
    place: Place,
    country: Country,
    edition: Edition,
    frames: Mapping[str, pd.DataFrame],
    institution_id: str | None = None,
) -> Reproduction:
    """Return how a frozen edition differs from what the records give today.

    Args:
        place: The checkout.
        country: Whose edition.
        edition: A frozen one.
        frames: The tables of the country, as `read_all` returns them.
        institution_id: If given, only its rows are compared, and of the inputs only the method and
            the edition's own file: the others hold the rows of all institutions.

    Raises:
        EditionError: The edition is open, or there is no such institution.
    """
    if not edition.is_frozen:
        raise EditionError(
            f"edition {edition.id} of {country.id} is open: its scores may still change, and only "
            "a frozen one can be reproduced; freeze it with consta freeze"
        )
    if institution_id is not None:
        require(country, frames["institutions"]["institution_id"], institution_id)
    return held(place, edition, releasing.made(place, country, edition, frames), institution_id)


def held(
    place: Place, edition: Edition, made: Release, institution_id: str | None = None
) -> Reproduction:
    """Return how a frozen edition differs from what was made today, as `reproduce` does."""
    kept = releasing.kept(place, edition)
    files = [] if institution_id else list(_earlier(place, edition))
    files += list(_inputs(edition, kept, made, institution_id))
    cells: list[Difference] = []
    folder = f"{edition.country_id}/editions/{edition.id}"
    for name in {**made.tables, **kept.tables}:
        content, now = kept.tables.get(name), made.tables.get(name)
        if content is None:
            files.append(FileDifference(f"{folder}/{name}", GONE))
        elif content != now:
            found = list(_cells(name, content, now or b"", institution_id))
            if institution_id is None:
                files.append(FileDifference(f"{folder}/{name}", OTHER if found else ORDER))
            cells += found
    return Reproduction(edition, institution_id, tuple(files), tuple(cells))


def changed_rows(
    place: Place,
    country: Country,
    edition: Edition,
    frames: Mapping[str, pd.DataFrame],
    institution_id: str,
) -> list[str]:
    """Return the rows that the scores of an institution were frozen on and that say otherwise now.

    Args:
        place: The checkout.
        country: Whose edition.
        edition: A frozen one.
        frames: The tables of the country, as `read_all` returns them.
        institution_id: Whose scores.

    Returns:
        Ids in the order of evidence.csv; also of rows that the records no longer have.

    Raises:
        EditionError: The edition lacks its evidence.csv.
    """
    lines = releasing.whole(place, edition)[tabulating.EVIDENCE].decode().splitlines()
    own = (line for line in lines if line.startswith(f"{institution_id},"))
    frozen = {row: row_hash for _, _, row, row_hash in csv.reader(own)}
    now: dict[str, str] = {}
    for table, key in KEYS.items():
        chosen = frames[table][key].isin(list(frozen))
        files = row_texts.of_files(country, frames[table], chosen, institution_id)
        texts = [text for _, lines in files for text in lines]
        ids = frames[table].loc[chosen, key].tolist()
        now.update(zip(ids, map(row_texts.short, texts), strict=True))
    return [row for row, kept in frozen.items() if now.get(row) != kept]


def _earlier(place: Place, edition: Edition) -> Iterator[FileDifference]:
    """Yield the files of earlier revisions that are not as they were published."""
    now = inputs.of_files(place, (place.content / path for path in edition.earlier))
    for path, kept in edition.earlier.items():
        if now[path] != kept:
            yield FileDifference(path, PUBLISHED if now[path] else GONE)


def _inputs(
    edition: Edition, kept: Release, made: Release, institution_id: str | None
) -> Iterator[FileDifference]:
    method = f"method/{edition.method}.toml"
    for path in sorted({*kept.inputs, *made.inputs}):
        if institution_id and path != method and not path.endswith("/edition.toml"):
            continue
        before, after = kept.inputs.get(path), made.inputs.get(path)
        if before != after:
            said = METHOD if path == method else CHANGED
            said = ADDED if before is None else GONE if after is None else said
            yield FileDifference(path, said)


def _cells(name: str, kept: bytes, made: bytes, institution_id: str | None) -> Iterator[Difference]:
    key_columns = tabulating.KEYS[name]
    before, after = (read(content, key_columns) for content in (kept, made))
    for key in sorted({*before, *after}):
        whose = key[0] if key_columns[0] == "institution_id" else ""
        if institution_id is not None and whose not in {institution_id, ""}:
            continue
        is_score = name == tabulating.SCORES
        part, of, row = (key[1], key[2], "") if is_score else ("indicator", *key[-2:])
        was, now = before.get(key), after.get(key)
        if was is None or now is None:
            yield Difference(name, whose, part, of, row, "", _whole(was), _whole(now))
            continue
        for column in {**was, **now}:
            frozen, today = was.get(column) or "", now.get(column) or ""
            if frozen != today:
                yield Difference(name, whose, part, of, row, column, frozen, today)


def _whole(row: Mapping[str, str | None] | None) -> str:
    """Return what stands for a row that only one side has: its state, its hash or its share."""
    if row is None:
        return ""
    return row.get("state") or row.get("row_hash") or row.get("waiting") or "?"


def read(
    content: bytes, key_columns: tuple[str, ...]
) -> dict[tuple[str, ...], dict[str, str | None]]:
    """Return the rows of a table by their key; what cannot be read as text is replaced."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8", errors="replace"), newline=""))
    return {tuple(row.get(name) or "" for name in key_columns): row for row in rows}
