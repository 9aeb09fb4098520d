"""Words and numbers in every language: texts, folding, near matches, days, digits.

Everything is written in both LANGUAGES, at the place where it is said. In a further language a text
looks its words up in that language's catalogue, by the ones written here.
"""

import difflib
import functools
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton


LANGUAGES = ("es", "en")
MOST_PLACES = 3
DAY, MONTH = "YYYY-MM-DD", "YYYY-MM"


@dataclass(frozen=True)
class Text:
    """One thing to say, in both languages: `text["es"]`, `text["en"]`.

    Attributes:
        more: (language, words) of each further language where the words were put together, so that
            no catalogue can have them; see `each`.
    """

    es: str
    en: str
    more: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @classmethod
    def each(cls, write: Callable[[str], str]) -> "Text":
        """Return what `write` makes of each of `languages()`."""
        more = tuple([(one, write(one)) for one in _further]) if _further else ()
        return cls(write("es"), write("en"), more)

    def __getitem__(self, language: str) -> str:
        """Return the words of one language; KeyError if it is not one of `languages()`."""
        if language == "es":
            return self.es
        if language == "en":
            return self.en
        for known, words in self.more:
            if known == language:
                return words
        return _further[language].say(self)

    def format(self, **values: object) -> "Text":
        """Return the same with the named holes filled; a Text fills each with its own words."""
        return Text.each(
            lambda language: self[language].format(
                **{
                    hole: one[language] if isinstance(one, Text) else one
                    for hole, one in values.items()
                }
            )
        )


@dataclass(frozen=True)
class Further:
    """A further language: what its catalogues say.

    Attributes:
        falls_back_to: The one of LANGUAGES that says whatever these do not.
        words: By (Spanish, English), or by ("", English) where that alone tells a text apart.
    """

    falls_back_to: str
    words: Mapping[tuple[str, str], str]

    def say(self, text: Text) -> str:
        """Return the words of a text."""
        found = self.words.get((text.es, text.en)) or self.words.get(("", text.en))
        return found or text[self.falls_back_to]


_further: dict[str, Further] = {}


def speak(further: Mapping[str, Further]) -> None:
    """Let every text of this process be said in these further languages, and in no others."""
    _further.clear()
    _further.update(further)


def languages() -> tuple[str, ...]:
    """Return the languages that every text can now be said in: LANGUAGES, then further ones."""
    return (*LANGUAGES, *_further)


def written(language: str) -> str:
    """Return the one of LANGUAGES whose words stand where a language has none of its own."""
    return language if language in LANGUAGES else _further[language].falls_back_to


def fold(words: str) -> str:
    """Return words without accents and case, for finding: "Ñuñoa" and "nunoa" fold alike."""
    if words.isascii():
        return words.casefold()
    split = unicodedata.normalize("NFD", words.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def near(word: str, words: Iterable[str]) -> str | None:
    """Return the word that `word` was probably meant to be, or None if none is close."""
    folded = {fold(known): known for known in words}
    matches = difflib.get_close_matches(fold(word), folded, n=1, cutoff=0.72)
    return folded[matches[0]] if matches else None


@functools.cache
def day_in_words(written: str, locale: str) -> str:
    """Return a day in words, such as "1 de julio de 2022" for 2022-07-01.

    What is known to the month or the year alone is said so: "julio de 2022", "2022". The day stays
    on one line with its month.
    """
    if len(written) == len(DAY):
        words = format_date(date.fromisoformat(written), "long", locale=locale)
        return words.replace(" ", "\u00a0", 1)
    if len(written) == len(MONTH):
        return format_skeleton("yMMMM", date.fromisoformat(f"{written}-01"), locale=locale)
    return written


@dataclass(frozen=True)
class Digits:
    """How one locale writes numbers; faster than asking Babel for each of them."""

    decimal: str
    group: str

    @classmethod
    def of(cls, locale: str) -> "Digits":
        """Return the marks of a locale such as es_PE (1,234.5) or es_ES (1.234,5)."""
        symbols = Locale.parse(locale).number_symbols["latn"]
        return cls(decimal=symbols["decimal"], group=symbols["group"])

    def write(self, number: float, places: int = 0) -> str:
        """Return the number with `places` decimals, halves rounded to even, groups marked."""
        plain = f"{number:,.{places}f}"
        if self.decimal == "." and self.group == ",":
            return plain
        return plain.translate({ord(","): self.group, ord("."): self.decimal})

    def short(self, number: float) -> str:
        """Return the number with the decimals that it has, up to three: 3, 3.5."""
        places = 0
        while places < MOST_PLACES and round(number, places) != number:
            places += 1
        return self.write(number, places)
