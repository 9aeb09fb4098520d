"""What freezing publishes of an edition: as it stands in its folder, or as the records give it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from scorers.country import Country
from scorers.editions import inputs, scope, tabulating
from scorers.editions.book import ScoreBook
from scorers.editions.edition import Edition, file
from scorers.editions.scoring import score
from scorers.paths import Place


@dataclass(frozen=True)
class Release:
    """An edition as published.

    Attributes:
        tables: Content of scores.csv and evidence.csv by their names; a missing file is None.
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
    seen = scope.seen(book.frames, book.edition, book.method)
    kept, hashes = inputs.of_rows(place, book.country, book.edition, book.frames, seen)
    tables = {
        tabulating.SCORES: tabulating.scores_csv(book).encode(),
        tabulating.EVIDENCE: tabulating.evidence_csv(book, hashes).encode(),
    }
    return Release(tables=tables, inputs=kept)


def kept(place: Place, edition: Edition) -> Release:
    """Return what a frozen edition's folder holds."""
    folder = file(place, edition.country_id, edition.id).parent
    paths = [folder / name for name in (tabulating.SCORES, tabulating.EVIDENCE)]
    return Release(
        tables={path.name: path.read_bytes() if path.is_file() else None for path in paths},
        inputs=edition.inputs,
    )
