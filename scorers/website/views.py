"""What the page of an institution shows, as plain values without any computing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from scorers.country import Item, Kind, Measure, OfficialId, Region
from scorers.method import Band, Indicator, Pillar
from scorers.text import Text


@dataclass(frozen=True, slots=True)
class Document:
    """A document that facts of the card rest on; `number` is its anchor on the page."""

    number: int
    title: str
    publisher: str
    url: str
    published_on: str
    sha256: str
    licence: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row that a number rests on: its id and its place among the records."""

    id: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator's value in each year that was published.

    Attributes:
        label: First and last year with their values, in words.
        years: Every year with its value, in words.
        points: Where the line goes: x and y in drawing units, 0 to 120 and 36 to 0.
    """

    label: Text
    years: Text
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One indicator of one institution, as measured.

    Attributes:
        state: measured, absent or too_few; the others have no reading.
        words: The value in words and digits.
        sample: "provisional" or "flagged" for few cases, else "".
        looked_on: The last day on which someone looked, for what visitors found.
        publisher: Who published the figures, for statistics.
        rows: The first ROWS_SHOWN of its rows; `more_rows` counts the others.
    """

    indicator: Indicator
    state: str
    value: float
    words: Text
    score: float
    interval: tuple[float, float] | None
    sample: str
    self_reported: bool
    looked_on: date | None
    publisher: str
    rows: tuple[Row, ...]
    more_rows: int
    documents: tuple[Document, ...]
    series: Series | None


@dataclass(frozen=True, slots=True)
class PillarView:
    """One pillar of one institution. `missing` are the indicators without a reading."""

    pillar: Pillar
    score: float
    low: float
    high: float
    interval: tuple[float, float] | None
    rated: bool
    bands: tuple[Band, ...]
    measured_count: int
    applicable_count: int
    weight_applicable: float
    readings: tuple[Reading, ...]
    missing: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure: its period in digits, and its value in words and digits."""

    period: str
    words: Text
    document: Document


@dataclass(frozen=True, slots=True)
class Context:
    """A published measure that feeds no indicator: shown beside, with its caution."""

    measure: Measure
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One published item as it was seen: period, form and address, each "" if unknown."""

    period: str
    form: str
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
class Card:
    """One institution's page. `pillars` is empty for one that a successor has replaced.

    The three mappings hold the same as the ScoreBook does, for the downloads.
    """

    id: str
    name: Text
    listed: Text
    short_name: str
    kind: Kind
    region: Region | None
    province: str
    website_url: str
    official_ids: tuple[tuple[OfficialId, str], ...]
    parent: Link | None
    successor: Link | None
    predecessors: tuple[Link, ...]
    pillars: tuple[PillarView, ...]
    measured_count: int
    applicable_count: int
    verdict: tuple[Text, ...]
    context: tuple[Context, ...]
    papers: tuple[Papers, ...]
    documents: tuple[Document, ...]
    row: Mapping[str, Any]
    pillar_rows: Mapping[str, Mapping[str, Any]]
    indicator_rows: Mapping[str, Mapping[str, Any]]

    def reading(self, indicator_id: str) -> Reading | None:
        """Return the reading of one indicator, or None if it was not measured."""
        readings = (reading for view in self.pillars for reading in view.readings)
        return next((found for found in readings if found.indicator.id == indicator_id), None)
