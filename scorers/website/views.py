"""What the page of an institution shows, as plain values without any computing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from scorers.country import Item, Kind, Measure, OfficialId, Region
from scorers.editions.citing import Citation
from scorers.editions.edition import Edition
from scorers.editions.evidence import Row
from scorers.editions.explaining import Step
from scorers.editions.flags import Raised
from scorers.method import Band, Indicator, Method, Pillar
from scorers.text import Text, fold


@dataclass(frozen=True, slots=True)
class Document:
    """A document that facts of the card rest on; `number` is its anchor on the page."""

    id: str
    number: int
    title: str
    publisher: str
    url: str
    published_on: str
    retrieved_on: str | None
    sha256: str
    licence: str


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator's value in each year that was published.

    Attributes:
        label: First and last year with their values, in words.
        years: Every year with its value, in words.
        path: The line as SVG draws it, in drawing units: 0 to 120 across, 36 to 0 upwards.
        end: Where it ends.
    """

    label: Text
    years: Text
    path: str
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a histogram of scores: from `low` to `high`, with its height in drawing units."""

    low: int
    high: int
    count: int
    height: float


@dataclass(frozen=True, slots=True)
class Spread:
    """How the institutions of one kind stand on one indicator: alike for all of them.

    Attributes:
        words: Between which values the middle half of them lies.
        bars: How many have each score.
    """

    kind: Kind
    indicator: Indicator
    words: Text
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One indicator of one institution, as measured.

    Attributes:
        state: measured, absent or too_few; the others have no reading.
        count: The cases that count, and `total` all of them; None where no cases are counted.
        words: The value in words and digits.
        sample: "provisional" or "flagged" for few cases, else "".
        looked_on: The last day on which someone looked, for what visitors found.
        publisher: Who published the figures, for statistics.
        beside: What stands beside the value without being scored: the other side's word.
        arithmetic: How value and score come about, one sentence or formula each.
        cited: The sentence to cite it by.
        spread: Where the others of its kind stand; None for few of them, or without a score.
        rows: The first ROWS_SHOWN of its rows; `more_rows` counts the others.
    """

    indicator: Indicator
    state: str
    value: float | None
    count: float | None
    total: float | None
    words: Text
    score: float | None
    interval: tuple[int, int] | None
    sample: str
    self_reported: bool
    looked_on: date | None
    publisher: str
    beside: tuple[Text, ...]
    arithmetic: tuple[Text, ...]
    cited: Text
    rows: tuple[Row, ...]
    more_rows: int
    documents: tuple[Document, ...]
    spread: Spread | None
    series: Series | None


@dataclass(frozen=True, slots=True)
class FlagView:
    """A red flag, with its first rows and all its documents; `more_rows` counts the others."""

    flag: Raised
    more_rows: int
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A pillar's or the total's score: what it is, if it is rated, and what it could be.

    All are whole points of 100, rounded here once; `score` and `interval` are None and `bands` is
    empty where it is not rated.
    """

    score: int | None
    low: int
    high: int
    interval: tuple[int, int] | None
    bands: tuple[Band, ...]
    measured_count: int
    applicable_count: int

    @property
    def sight(self) -> tuple[object, ...]:
        """All of it in plain values."""
        bands = tuple(band.id for band in self.bands)
        counts = (self.measured_count, self.applicable_count)
        return (self.score, self.low, self.high, self.interval, bands, *counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarView:
    """One pillar of one institution.

    Attributes:
        step: How its score comes about.
        missing: The indicators that nobody has measured.
        outside: What is said of those that do not apply.
        trend: Its score in each edition that rated it, up to this one; None for fewer than two.
    """

    pillar: Pillar
    rating: Rating
    step: Step
    weight_applicable: float
    readings: tuple[Reading, ...]
    missing: tuple[Indicator, ...]
    outside: tuple[Step, ...]
    trend: Series | None

    @property
    def missing_ids(self) -> tuple[str, ...]:
        """The ids of `missing`."""
        return tuple(indicator.id for indicator in self.missing)


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure: its period, and its value, in words and digits."""

    period: Text
    words: Text
    document: Document


@dataclass(frozen=True, slots=True)
class Context:
    """A published measure that feeds no indicator: shown beside, with its caution."""

    measure: Measure
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One published item as it was seen; the address is "" if unknown."""

    period: Text
    form: Text
    url: str


@dataclass(frozen=True, slots=True)
class Papers:
    """What was seen of one item on one day: the first PAPERS_SHOWN, and how many in all."""

    item: Item
    looked_on: date
    count: int
    shown: tuple[Paper, ...]
    document: Document


@dataclass(frozen=True, slots=True)
class Link:
    """Another institution: enough to link to it."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class EditionView:
    """One edition in the list of editions.

    Attributes:
        states: For each indicator, how many institutions are in each state, by its name.
        rated: Each pillar with the number of institutions rated on it.
        rated_in_all: How many have a total.
        scored: How many institutions it scores.
        is_newest: Whether the site's undated pages show it.
        is_varied: Whether it has a page on the robustness of its scores.
    """

    edition: Edition
    inputs_hash: str
    method: Method
    states: tuple[tuple[Indicator, Mapping[str, int]], ...]
    rated: tuple[tuple[Pillar, int], ...]
    rated_in_all: int
    scored: int
    is_newest: bool
    is_varied: bool


@dataclass(frozen=True, slots=True)
class CountryView:
    """One country in the list of countries.

    Attributes:
        folder: Where its site stands below the root: "" or "united-kingdom/".
        languages: Those that its site speaks.
        edition: The edition that its site shows.
        institutions: How many institutions it has.
        rated: Each pillar with the number of institutions rated on it, without those of nobody.
        rated_in_all: How many have a total.
    """

    name: Text
    folder: str
    languages: tuple[str, ...]
    edition: str
    institutions: int
    rated: tuple[tuple[Pillar, int], ...]
    rated_in_all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One institution as lists show it.

    Attributes:
        listed: The name without the words that all names of its kind begin with.
        successor: What has replaced it, if anything.
        measured_count: How many indicators are measured, of `applicable_count`; 0 of 0 where the
            edition does not score it.
    """

    id: str
    name: Text
    listed: Text
    short_name: str
    kind: Kind
    region: Region | None
    province: str
    successor: Link | None
    measured_count: int
    applicable_count: int

    def place(self, language: str) -> tuple[str, str]:
        """Return where it stands in a list by name: accents and case do not count."""
        return fold(self.listed[language]), self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One institution in the list of an indicator's values."""

    entry: Entry
    state: str
    words: Text
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Entry):
    """One institution's page. `total` is None and `pillars` empty where it is not scored.

    `flags` are the first FLAGS_SHOWN; `more_flags` counts the others.

    `documents` are those of the scores, `further` those of context and papers alone.

    `row` is its row of the table institutions, `step` tells how its total comes about, and
    `citation` how to cite the page; both are None where it is not scored.
    """

    website_url: str
    official_ids: tuple[tuple[OfficialId, str], ...]
    parent: Link | None
    predecessors: tuple[Link, ...]
    total: Rating | None
    flags: tuple[FlagView, ...]
    pillars: tuple[PillarView, ...]
    verdict: tuple[Text, ...]
    context: tuple[Context, ...]
    papers: tuple[Papers, ...]
    documents: tuple[Document, ...]
    further: tuple[Document, ...]
    row: Mapping[str, Any]
    step: Step | None
    citation: Citation | None

    @property
    def more_flags(self) -> int:
        """How many red flags are not shown."""
        return len(self.step.flags) - len(self.flags) if self.step else 0

    @property
    def sight(self) -> tuple[object, ...]:
        """What the picture of its ratings depends on: quicker to compare than they are."""
        return tuple(part for _, rating in self.ratings for part in rating.sight) + (
            self.total.sight if self.total else ()
        )

    @property
    def ratings(self) -> tuple[tuple[Pillar, Rating], ...]:
        """Each pillar with its rating: alike for many institutions."""
        return tuple((view.pillar, view.rating) for view in self.pillars)
