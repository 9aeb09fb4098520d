"""Proper names from names in capitals: small words, Roman numerals and learned accents."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scorers.text import fold


WORD = re.compile(r"[^\W\d_]+")
ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})")
KEPT = "\N{COMBINING TILDE}"  # ñ is a letter of its own, not an accent
STRESS = "\N{COMBINING ACUTE ACCENT}"


@dataclass(frozen=True)
class Spelling:
    """How words are written in one country's proper names.

    Attributes:
        small: Words in lower case unless they begin the name: de, del, y...
        accents: The written form, in lower case, of words by their `bare` form.
    """

    small: frozenset[str] = frozenset()
    accents: Mapping[str, str] = field(default_factory=dict)

    def proper(self, name: str) -> str:
        """Return a name with its capitals and accents: "RIO DE LA VEGA" is "Río de la Vega"."""
        clean = " ".join(name.split())
        return WORD.sub(lambda match: self._word(match[0], first=match.start() == 0), clean)

    def _word(self, word: str, *, first: bool) -> str:
        written = self.accents.get(bare(word), word.lower())
        if not first and written in self.small:
            return written
        if len(word) > 1 and ROMAN.fullmatch(word):
            return word
        return written[0].upper() + written[1:]


def bare(words: str) -> str:
    """Return words in lower case without accents, keeping ñ: "Cañón" is "cañon"."""
    split = unicodedata.normalize("NFD", words.lower())
    kept = (letter for letter in split if letter == KEPT or not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", "".join(kept))


def learned(names: Iterable[str]) -> dict[str, str]:
    """Return the accented form of every word that names write with an accent at least once.

    Names in capitals leave accents out more often than they put them in, so one accented
    occurrence outweighs any number of plain ones. Of several accented forms the most frequent
    wins, then the first in the alphabet. A form counts only with exactly one acute accent: others
    are slips.
    """
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        for word in WORD.findall(name.lower()):
            if _accents(word) == [STRESS]:
                forms[bare(word)][word] += 1
    return {plain: _most_frequent(counts) for plain, counts in sorted(forms.items())}


def slug(*names: str) -> str:
    """Return names as an id: lower-case letters and digits joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(" ".join(names))))


def key(name: str) -> str:
    """Return a name for comparing: folded words, single spaces, no marks."""
    return slug(name).replace("-", " ")


def _most_frequent(counts: Counter[str]) -> str:
    return min(counts, key=lambda form: (-counts[form], form))


def _accents(word: str) -> list[str]:
    split = unicodedata.normalize("NFD", word)
    return [mark for mark in split if unicodedata.combining(mark) and mark != KEPT]
