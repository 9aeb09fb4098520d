"""Words and numbers in both languages: pairs of texts, folding, near matches, digits."""

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale


LANGUAGES = ("es", "en")
MOST_PLACES = 3


@dataclass(frozen=True)
class Text:
    """One thing to say, in both languages: `text["es"]`, `text["en"]`."""

    es: str
    en: str

    def __getitem__(self, language: str) -> str:
        """Return the words of one language; KeyError if it is not one of LANGUAGES."""
        if language == "es":
            return self.es
        if language == "en":
            return self.en
        raise KeyError(language)

    def format(self, **values: object) -> "Text":
        """Return the same with the named holes filled; a Text fills each with its own words."""
        spanish, english = (
            {hole: one[lang] if isinstance(one, Text) else one for hole, one in values.items()}
            for lang in LANGUAGES
        )
        return Text(es=self.es.format(**spanish), en=self.en.format(**english))


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
