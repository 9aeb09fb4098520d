"""What a country is made of: law, kinds, regions, items, measures and private data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scorers.country.calendar import Calendar
from scorers.text import Text


if TYPE_CHECKING:
    from scorers.country.working_days import Counts, Days


@dataclass(frozen=True)
class Law:
    """The access-to-information law.

    Attributes:
        term_days: Working days in which to answer, D.
        earlier_terms: What D was before: the last day of filing under it, and its working days, the
            earliest first.
        confirmed: Whether a source at hand confirms the term; the site prints it only then as fact.
        appeal: What can be said about the appeal; `appeal_confirmed` says how sure that is.
        clarification_stops_clock: Whether a source at hand says that the term stands still from the
            day on which the institution asks for a clarification until it gets it.
    """

    name: Text
    url: str
    term_days: int
    confirmed: bool
    appeal: Text
    appeal_confirmed: bool
    earlier_terms: tuple[tuple[date, int], ...] = ()
    clarification_stops_clock: bool = False

    def term_on(self, filed: "Days") -> "Counts":
        """Return D, in working days, for each day of filing."""
        import numpy as np  # noqa: PLC0415 - slow to load, and needed with days alone

        ends = np.array([until for until, _ in self.earlier_terms], dtype="datetime64[D]")
        terms = np.array([*(days for _, days in self.earlier_terms), self.term_days])
        found: Counts = terms[np.searchsorted(ends, filed)]
        return found


@dataclass(frozen=True)
class OfficialId:
    """An identifier that the state gives its institutions: a column of institutions.csv.

    `url`, if any, holds `{id}` where the identifier goes.
    """

    id: str
    name: Text
    pattern: str
    url: str | None


@dataclass(frozen=True)
class Kind:
    """A kind of institution, with its name in singular and plural.

    Attributes:
        lead: By language, the words that names of this kind begin with, longest first: an A-Z list
            puts "Municipalidad Distrital de Ate" under A.
    """

    id: str
    name: Text
    plural: Text
    lead: Mapping[str, tuple[str, ...]]

    def listed(self, name: Text) -> Text:
        """Return a name without the words that all names of its kind begin with."""
        return Text(es=self._listed(name.es, "es"), en=self._listed(name.en, "en"))

    def _listed(self, name: str, language: str) -> str:
        for words in self.lead.get(language, ()):
            if name.startswith(f"{words} "):
                return name.removeprefix(f"{words} ")
        return name


@dataclass(frozen=True)
class Region:
    """A region, with its place (column, row) on the home page's tile grid."""

    id: str
    name: Text
    code: str
    tile: tuple[int, int]


@dataclass(frozen=True)
class Item:
    """Something that institutions must publish.

    Attributes:
        kinds: The kinds of institution that it applies to; empty for all.
        confirmed: Whether a source at hand confirms the duty: only those count in an indicator.
    """

    id: str
    name: Text
    heading: str
    high_risk: bool
    kinds: tuple[str, ...]
    confirmed: bool

    def applies_to(self, kind: str) -> bool:
        """Return whether institutions of this kind must publish the item."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True)
class Measure:
    """Something that statistics count.

    Attributes:
        form: "amount" in the country's currency, "count", or "figure" as published.
        caution: What a reader must know; set for a measure shown as context only.
    """

    id: str
    name: Text
    form: str
    caution: Text | None


@dataclass(frozen=True)
class Private:
    """Something by which a person can be known or reached, which no record may hold.

    Attributes:
        pattern: What it looks like in a text.
        in_addresses: Whether web addresses are searched for it as well.
    """

    id: str
    name: Text
    pattern: re.Pattern[str]
    in_addresses: bool


@dataclass(frozen=True)
class Country:
    """Everything that country.toml says. The mappings keep the file's order.

    Attributes:
        possessive: The name as the end of a sentence: "del Perú", "of Peru".
        default: Whether it stands at the root of the site.
        edition: The edition that the site shows.
        programme: Institutions that the home page names, in this order, under `programme_title`.
        locales: The locale of each language; the first language is the country's own, in which
            institutions have their official names.
        fallbacks: The further languages, each with the one of LANGUAGES that says what it does not.
    """

    id: str
    name: Text
    possessive: Text
    folder: Path
    default: bool
    currency: str
    currency_sign: str
    edition: str
    programme: tuple[str, ...]
    programme_title: Text
    locales: Mapping[str, str]
    law: Law
    calendar: Calendar
    official_ids: Mapping[str, OfficialId]
    kinds: Mapping[str, Kind]
    regions: Mapping[str, Region]
    items: Mapping[str, Item]
    measures: Mapping[str, Measure]
    private: Mapping[str, Private] = field(default_factory=dict)
    fallbacks: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The country's own language."""
        return next(iter(self.locales))

    def words(self, list_name: str) -> frozenset[str]:
        """Return the ids of "kinds", "regions", "items" or "measures": what a cell may say."""
        return frozenset(getattr(self, list_name))
