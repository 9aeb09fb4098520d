"""What freezing publishes of an edition: as it stands in its folder, or as the records give it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from scorers.country import Country
from scorers.editions import inputs, scope, tabulating
from scorers.editions.book import ScoreBook
from scorers.editions.edition import Edition, file
from scorers.editions.scoring import score
from scorers.exceptions import EditionError
from scorers.paths import Place


@dataclass(frozen=True)
class Release:
    """An edition as published.

    Attributes:
        tables: Content of scores.csv, evidence.csv and those of `tabulating.OPTIONAL` that say
            anything, by their names; a missing file is None.
        inputs: SHA-256 of what the scores rest on, by path below content/.
    """

    tables: Mapping[str, bytes | None]
    inputs: Mapping[str, str]


def made(
    place: Place, country: Country, edition: Edition, frames: Mapping[str, pd.DataFrame]
) -> Release:
    """Return what the records give today, even if the method has changed since the edition froze.

    Raises:
        MethodError: The edition's method is missing or cannot be.
    """
    today = replace(edition, status="open", reason=None, inputs={})
    return of_book(place, score(place, country, today, frames))


def of_book(place: Place, book: ScoreBook) -> Release:
    """Return what freezing would publish of scores."""
    kept, hashes = _hashed(place, book)
    return Release(tables=_tables(book, hashes), inputs=kept)


def tables(place: Place, book: ScoreBook) -> Mapping[str, bytes]:
    """Return the tables of a book by name, as frozen or as they would be.

    Raises:
        EditionError: A frozen edition lacks one of them.
    """
    if book.edition.is_frozen:
        return whole(place, book.edition)
    return _tables(book, _hashed(place, book)[1])


def whole(place: Place, edition: Edition) -> dict[str, bytes]:
    """Return the tables of a frozen edition by name.

    Raises:
        EditionError: One of them is not there; the message names it.
    """
    tables = {}
    for name, content in kept(place, edition).tables.items():
        if content is None:
            raise EditionError(
                f"edition {edition.id} of {edition.country_id} is frozen and lacks its {name}; "
                "put the file back"
            )
        tables[name] = content
    return tables


def kept(place: Place, edition: Edition) -> Release:
    """Return what a frozen edition's folder holds."""
    folder = file(place, edition.country_id, edition.id).parent
    names = [tabulating.SCORES, tabulating.EVIDENCE]
    names += [name for name in tabulating.OPTIONAL if (folder / name).is_file()]
    paths = [folder / name for name in names]
    return Release(
        tables={path.name: path.read_bytes() if path.is_file() else None for path in paths},
        inputs=edition.inputs,
    )


def _hashed(place: Place, book: ScoreBook) -> tuple[dict[str, str], dict[str, str]]:
    """Return the hash of each input, and of each row that the edition sees."""
    seen = scope.seen(book.frames, book.edition, book.method)
    return inputs.of_rows(place, book.country, book.edition, book.frames, seen)


def _tables(book: ScoreBook, hashes: Mapping[str, str]) -> dict[str, bytes]:
    found = {
        tabulating.SCORES: tabulating.scores_csv(book).encode(),
        tabulating.EVIDENCE: tabulating.evidence_csv(book, hashes).encode(),
    }
    if len(book.beside):
        found[tabulating.BESIDE] = tabulating.beside_csv(book).encode()
    if not all(one.is_frozen for one in book.baseline_waits.values()):
        found[tabulating.BASELINE_WAITS] = tabulating.baseline_waits_csv(book).encode()
    return found
