"""The proper names of places, and what kind of local government a name in capitals speaks of."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.sources import reviewed
from scorers.sources.proper_names import Spelling, key, learned


BRACKETED = re.compile(r"\s*\([^)]*\)?\s*$")
SEAT = re.compile(r"\s+-\s+.*$")
NEAR = 0.75


@dataclass(frozen=True)
class LocalName:
    """The name of a local government taken apart.

    Attributes:
        form: Which of the declared forms it has: the kind and how its proper name is written.
        joint: The word between form and place, such as "del".
        place: The place in the source's capitals, without its seat.
    """

    form: Mapping[str, str]
    joint: str
    place: str


class Places:
    """Names of places, by the country's rules, what its sources accent, and its exceptions."""

    def __init__(self, country: Country, words: Mapping[str, Any], accented: Iterable[str]) -> None:
        """Learn accents from names, then let the reviewed exceptions have the last word."""
        exceptions = reviewed.rows(country, "exceptions.csv", ("scope", "key", "written"))
        by_scope: dict[str, dict[str, str]] = {"word": {}, "province": {}, "place": {}}
        for row in exceptions:
            if row["scope"] not in by_scope:
                raise SourceError(f'exceptions.csv: the scope "{row["scope"]}" is unknown')
            by_scope[row["scope"]][row["key"]] = row["written"]
        accents = {**learned(accented), **by_scope["word"]}
        self._spelling = Spelling(small=frozenset(words["small_words"]), accents=accents)
        self._exceptions = by_scope
        self._forms = [(re.compile(form["pattern"]), form) for form in words["form"]]
        self._same: Mapping[str, str] = words.get("same_places", {})
        self._letters = str.maketrans(words["mangled_letters"])

    def province(self, code: str, name: str) -> str:
        """Return the proper name of a province."""
        return self._exceptions["province"].get(code) or self._spelling.proper(name)

    def place(self, code: str, name: str) -> str:
        """Return the proper name of the place of a local government."""
        return self._exceptions["place"].get(code) or self._spelling.proper(name)

    def local(self, name: str) -> LocalName | None:
        """Return the parts of a local government's name, None if it is none."""
        clean = BRACKETED.sub("", " ".join(name.translate(self._letters).split()).upper())
        for pattern, form in self._forms:
            match = pattern.match(clean)
            if match:
                joint = (match.groupdict().get("joint") or form.get("joint", "")).lower()
                place = SEAT.sub("", clean[match.end() :])
                return LocalName(form, joint, self._same.get(place, place))
        return None


def agree(one: str, other: str) -> bool:
    """Return whether two names of places may be one: equal, nearly so, or one within the other."""
    first, second = key(one), key(other)
    if first == second or SequenceMatcher(None, first, second).ratio() >= NEAR:
        return True
    words = set(first.split()), set(second.split())
    return bool(words[0] and words[1]) and (words[0] <= words[1] or words[1] <= words[0])
