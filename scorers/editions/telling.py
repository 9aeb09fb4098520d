"""Puts numbers, days and bands into words in both languages, as the country writes them."""

import math
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from scorers.editions import explaining_words as words
from scorers.editions.book import ScoreBook
from scorers.text import LANGUAGES, Digits, Text


MOST_PLACES = 3


class Teller:
    """Writes for one book."""

    def __init__(self, book: ScoreBook) -> None:
        """Learn how the book's country writes numbers, and what the bands are called."""
        self._bands = book.method.bands
        self._digits = {name: Digits.of(book.country.locales[name]) for name in LANGUAGES}

    def number(self, number: float, places: int) -> Text:
        """Return a number with fixed decimals."""
        return Text(**{name: one.write(number, places) for name, one in self._digits.items()})

    def short(self, number: float) -> Text:
        """Return a number with the decimals that it has, up to three: 3, 3.5."""
        if math.isnan(number):
            return Text("?", "?")
        places = next(
            (count for count in range(MOST_PLACES) if round(number, count) == number), MOST_PLACES
        )
        return self.number(number, places)

    def day(self, day: Any) -> str:
        """Return a day as 2024-12-31, "" if it is not known."""
        return day.isoformat()[:10] if is_known(day) else ""

    def bands(self, ids: Iterable[str]) -> Text:
        """Return the name of one band, or of two: "fair to good"."""
        names = [self._bands[name].name for name in ids]
        if len(names) == 1:
            return names[0]
        return self.fill(words.TO, first=names[0], last=names[-1])

    def fill(self, text: Text, **holes: object) -> Text:
        """Return a text with its holes filled; a Text fills each language with its own words."""
        return Text(
            **{
                name: text[name].format(
                    **{
                        hole: value[name] if isinstance(value, Text) else value
                        for hole, value in holes.items()
                    }
                )
                for name in LANGUAGES
            }
        )

    def join(self, by: str, texts: Iterable[Text]) -> Text:
        """Return texts in one line."""
        parts = list(texts)
        return Text(**{name: by.join(text[name] for text in parts) for name in LANGUAGES})


def row(table: pd.DataFrame, key: Hashable) -> dict[str, Any]:
    """Return the row of a key, by column."""
    (found,) = table.loc[[key]].to_dict("records")
    return {str(column): value for column, value in found.items()}


def is_known(value: Any) -> bool:
    """Return whether a cell holds something: neither NaN nor NaT."""
    return bool(value == value)  # noqa: PLR0124


def plain(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as JSON can hold it: None for NaN and NaT, days as text, lists for tuples."""
    return {str(name): _plain(value) for name, value in cells.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if not is_known(value):
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    return value.item() if hasattr(value, "item") else value
