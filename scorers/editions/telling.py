"""Puts numbers, days and bands into words in both languages, as the country writes them."""

from collections.abc import Iterable

from scorers.editions import explaining_words as words
from scorers.editions.book import ScoreBook
from scorers.text import LANGUAGES, Digits, Text


MOST_PLACES = 3


class Teller:
    """Writes for one book."""

    def __init__(self, book: ScoreBook) -> None:
        """Learn how the book's country writes numbers, and what the bands are called."""
        self._bands = book.method.bands
        self._es, self._en = (Digits.of(book.country.locales[name]) for name in LANGUAGES)
        self._is_same = self._es == self._en
        # The same few numbers stand in most explanations: 0, 100, the weights.
        self._written: dict[tuple[float, int], Text] = {}

    def number(self, number: float, places: int) -> Text:
        """Return a number with fixed decimals."""
        text = self._written.get((number, places))
        if text is None:
            written = self._es.write(number, places)
            text = Text(written, written if self._is_same else self._en.write(number, places))
            self._written[number, places] = text
        return text

    def short(self, number: float | None) -> Text:
        """Return a number with the decimals that it has, up to three: 3, 3.5; "?" if unknown."""
        if number is None:
            return Text("?", "?")
        places = 0
        while places < MOST_PLACES and round(number, places) != number:
            places += 1
        return self.number(number, places)

    def bands(self, ids: Iterable[str]) -> Text:
        """Return the name of one band, or of two: "fair to good"."""
        names = [self._bands[name].name for name in ids]
        if len(names) == 1:
            return names[0]
        return self.fill(words.TO, first=names[0], last=names[-1])

    def fill(self, text: Text, **holes: object) -> Text:
        """Return a text with its holes filled; a Text fills each language with its own words."""
        english = dict(holes)
        for hole, value in holes.items():
            if isinstance(value, Text):
                holes[hole], english[hole] = value.es, value.en
        spanish = text.es.format(**holes)
        # A formula is the same in both languages, and most of what is told is formulas.
        is_same = text.es is text.en and holes == english
        return Text(spanish, spanish if is_same else text.en.format(**english))

    def join(self, by: str, texts: Iterable[Text]) -> Text:
        """Return texts in one line."""
        parts = list(texts)
        return Text(by.join([text.es for text in parts]), by.join([text.en for text in parts]))
