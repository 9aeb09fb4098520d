"""Finds the institution that somebody asks for, or says why it has no scores."""

from collections.abc import Iterable

from scorers.country import Country
from scorers.editions.book import ScoreBook
from scorers.exceptions import EditionError
from scorers.text import near


def require(country: Country, known: Iterable[str], institution_id: str) -> None:
    """Stop if a country has no such institution.

    Raises:
        EditionError: It has none; the message names the one that was probably meant.
    """
    ids = set(known)
    if institution_id not in ids:
        other = near(institution_id, sorted(ids))
        hint = f'; did you mean "{other}"?' if other else ""
        raise EditionError(f'no institution "{institution_id}" in {country.id}{hint}')


def require_scored(book: ScoreBook, institution_id: str) -> None:
    """Stop if an institution has no scores in an edition.

    Raises:
        EditionError: There is no such institution, or it was not there in the edition's window.
    """
    require(book.country, book.institutions.index, institution_id)
    row = book.institutions.loc[institution_id]
    if not row["scored"]:
        after = f"; its successor is {row['successor_id']}" if row["successor_id"] else ""
        raise EditionError(
            f'"{institution_id}" is not scored in edition {book.edition.id}: it did not exist in '
            f"its window{after}"
        )
