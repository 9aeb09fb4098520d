"""Periods written in titles: a year, years from-to, a semester, a trimester or a month."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scorers.text import fold


YEAR = r"(?<!\d)((?:19|20)\d\d)(?!\d)"
# "Resolución 0171-2020-JUS", "R.M. N° 116-2014" and "31/12/2019" name no period.
NUMBERED = re.compile(r"(?<![\d])(?:0\d{3}|\d{1,3}|\d{5,6})-(?:19|20)\d\d(?!\d)(?:-[a-z][\w./-]*)?")
NUMBERED_UNIT = re.compile(r"(?<!\d)\d{1,5}-(?:19|20)\d\d-[a-z][\w./-]*")
DATED = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d(?!\d)")
LONGEST_YEARS = 15


@dataclass(frozen=True)
class Period:
    """What a title says of its period.

    Attributes:
        text: As the table observations writes it: 2021, 2020-2022, 2021-S1, 2021-Q3, 2021-M08; ""
            if it is not stated or not clear.
        state: "stated", "none" or "unclear".
    """

    text: str
    state: str


class Periods:
    """Reads periods with the words of one language, as sources.toml states them folded."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        """Make the patterns once."""
        to = "|".join(re.escape(word) for word in words["to"])
        self._range = re.compile(rf"{YEAR}\s*(?:{to})\s*((?:19|20)?\d\d)(?!\d)")
        ordinals = {form: number for number, forms in words["ordinals"].items() for form in forms}
        self._ordinals = ordinals
        self._parts = [
            ("S", _part(ordinals, words["semester"]), 2),
            ("Q", _part(ordinals, words["trimester"]), 4),
        ]
        self._months = [re.compile(rf"(?<![a-z])(?:{month})(?![a-z])") for month in words["months"]]

    def read(self, title: str, *, parts: bool) -> Period:
        """Return the period of a title.

        Args:
            title: What is written.
            parts: Whether a semester, trimester or month of the year is the period; a plan's
                period is its year even where its title tells when it was changed.
        """
        text = fold(title)
        for numbers in (DATED, NUMBERED_UNIT, NUMBERED):
            text = numbers.sub(" ", text)
        spans = {span for match in self._range.finditer(text) if (span := _span(*match.groups()))}
        years = set(re.findall(YEAR, text))
        if not years:
            return Period("", "none")
        if len(spans) == 1:
            span = next(iter(spans))
            clear = years <= set(span.split("-"))
            return Period(span, "stated") if clear else Period("", "unclear")
        if spans or len(years) > 1:
            return Period("", "unclear")
        year = next(iter(years))
        if not parts:
            return Period(year, "stated")
        found = self._part_of_year(text)
        if len(found) > 1:
            return Period("", "unclear")
        return Period(f"{year}-{found.pop()}" if found else year, "stated")

    def _part_of_year(self, text: str) -> set[str]:
        found = set()
        for letter, pattern, most in self._parts:
            for match in pattern.finditer(text):
                number = self._ordinals[next(filter(None, match.groups()))]
                if int(number) <= most:
                    found.add(f"{letter}{number}")
        if found:
            return found
        return {f"M{at:02}" for at, month in enumerate(self._months, 1) if month.search(text)}


def _part(ordinals: Mapping[str, str], units: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern of "II trimestre" and "trimestre II"."""
    order = "|".join(sorted(map(re.escape, ordinals), key=len, reverse=True))
    unit = "|".join(sorted(units, key=len, reverse=True))
    return re.compile(
        rf"(?<![a-z0-9])({order})[.°º]*[\s_-]*(?:{unit})(?![a-z])"
        rf"|(?<![a-z])(?:{unit})[\s_.-]*({order})(?![a-z0-9])"
    )


def _span(first: str, last: str) -> str:
    """Return "2020-2022" for 2020 and 22, "" if that is no span of years."""
    whole = last if len(last) == len(first) else first[:2] + last
    return f"{first}-{whole}" if 0 < int(whole) - int(first) <= LONGEST_YEARS else ""
