"""Puts numbers, days and bands into words in both languages, as the country writes them."""

from collections.abc import Callable, Iterable

from scorers.editions import explaining_words as words
from scorers.editions.book import ScoreBook
from scorers.text import Digits, Text, day_in_words


class Teller:
    """Writes for one book."""

    def __init__(self, book: ScoreBook) -> None:
        """Learn how the book's country writes numbers and days, and names of bands and items."""
        self._bands = book.method.bands
        self._items = {name: check.name for name, check in book.method.checks.items()}
        self._items |= {name: item.name for name, item in book.country.items.items()}
        self._locales = book.country.locales
        self._digits = {name: Digits.of(one) for name, one in book.country.locales.items()}
        self._is_same = len(set(self._digits.values())) == 1

    def number(self, number: float, places: int) -> Text:
        """Return a number with fixed decimals."""
        return self.formula(lambda digits: digits.write(number, places))

    def short(self, number: float | None) -> Text:
        """Return a number with the decimals that it has, up to three: 3, 3.5; "?" if unknown."""
        return (
            Text("?", "?") if number is None else self.formula(lambda digits: digits.short(number))
        )

    def day(self, written: str) -> Text:
        """Return a day in words: "1 July 2022" for 2022-07-01."""
        return Text.each(lambda language: day_in_words(written, self._locales[language]))

    def formula(self, written: Callable[[Digits], str]) -> Text:
        """Return what differs between the languages in its digits alone, if at all.

        Args:
            written: Writes it with the digits of one language.
        """
        if self._is_same:
            said = written(self._digits["es"])
            return Text.each(lambda _: said)
        return Text.each(lambda language: written(self._digits[language]))

    def bands(self, ids: Iterable[str]) -> Text:
        """Return the name of one band, or of two: "fair to good"."""
        names = [self._bands[name].name for name in ids]
        if len(names) == 1:
            return names[0]
        return words.TO.format(first=names[0], last=names[-1])

    def looked_at(self, item: str) -> Text:
        """Return the name of what an observation looked at: an item of the country, or a check.

        A check that the book's method does not have goes by its id: no score rests on it.
        """
        return self._items.get(item, Text(item, item))

    def join(self, by: str, texts: Iterable[Text]) -> Text:
        """Return texts in one line."""
        parts = list(texts)
        return Text.each(lambda language: by.join([text[language] for text in parts]))
