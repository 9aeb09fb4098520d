"""Tells where a score comes from: from the total down to pillars, indicators, rows and documents.

Every number is the book's; the arithmetic beside it is written out so that a reader can follow it
by hand. All words are in both languages, and the same for the terminal, for JSON and for pages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from scorers.editions import asides, flags, indicator_arithmetic, request_counts
from scorers.editions import explaining_words as words
from scorers.editions.book import ScoreBook
from scorers.editions.evidence import Evidence, Row
from scorers.editions.flags import Raised
from scorers.editions.institutions import require_scored
from scorers.editions.plain import Rows
from scorers.editions.request_counts import Counted
from scorers.editions.telling import Teller
from scorers.index import aggregate, bands
from scorers.method import Indicator, Pillar
from scorers.text import Text


Cells = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One score, or why there is none, with what it is made of.

    Attributes:
        level: total, pillar or indicator.
        id: Of the pillar or indicator; "total" for the total.
        state: Of an indicator as in `ScoreBook`; else "rated", or why not.
        said: The result in a few words.
        arithmetic: How it comes about, one sentence or formula each.
        values: The same for machines: the row of the `ScoreBook`, None for what is missing.
        weight: Of an indicator inside its pillar.
        source: Of an indicator, the table that its value is from; "" of others.
        flags: Of the total, the red flags that stand beside it.
        steps: The scores that it is made of.
        row_ids: Ids of the rows of the records that it rests on.
        rows: These rows, or the first of them where an `Explainer` was asked for fewer.
    """

    level: str
    id: str
    name: Text
    state: str
    said: Text
    arithmetic: tuple[Text, ...]
    values: Cells
    weight: int | None = None
    steps: tuple["Step", ...] = ()
    source: str = ""
    flags: tuple[Raised, ...] = ()
    beside: tuple[Text, ...] = ()
    row_ids: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def explain(book: ScoreBook, institution_id: str) -> Step:
    """Return the total of an institution, and below it all that leads to it.

    Raises:
        EditionError: There is no such institution, or it is not scored in this edition.
    """
    require_scored(book, institution_id)
    needed = [row for one, rows in book.rests_on() if one == institution_id for row in rows]
    alone = replace(
        book,
        indicators=book.indicators.loc[[institution_id]],
        pillars=book.pillars.loc[[institution_id]],
        totals=book.totals.loc[[institution_id]],
        beside=book.beside[book.beside.index.get_level_values(0) == institution_id],
        flags=book.flags[book.flags["institution_id"] == institution_id],
    )
    return Explainer(alone, Evidence(book.country, book.frames, needed)).explain(institution_id)


class Explainer:
    """Explains the scores of one book, each institution when it is asked for.

    Attributes:
        indicators, pillars, totals: The tables of the book as plain rows.
    """

    def __init__(self, book: ScoreBook, evidence: Evidence, most_rows: int | None = None) -> None:
        """Read what all explanations share.

        Args:
            book: The scores.
            evidence: The rows that they rest on.
            most_rows: How many rows of the records a step holds; all if None.
        """
        self.book = book
        self.indicators = Rows(book.indicators.reset_index())
        self.pillars = Rows(book.pillars.reset_index())
        self.totals = Rows(book.totals.reset_index())
        self._beside = Rows(book.beside.reset_index())
        self._flags = Rows(book.flags)
        self._evidence, self._most_rows = evidence, most_rows
        self._teller = Teller(book)
        self._known: dict[object, tuple[Text, ...]] = {}
        self._unmeasured: dict[str, Step] = {}

    def explain(self, institution_id: str) -> Step:
        """Return the total of a scored institution, and below it all that leads to it."""
        found = {row["indicator_id"]: row for row in self.indicators.of(institution_id)}
        pillars = [
            self._pillar(
                institution_id, row, [found[one.id] for one in self.book.method.of_pillar(pillar)]
            )
            for pillar, row in zip(
                self.book.method.pillars, self.pillars.of(institution_id), strict=True
            )
        ]
        (total,) = self.totals.of(institution_id)
        return replace(self._total(total, pillars), flags=self._raised(institution_id))

    def _raised(self, institution_id: str) -> tuple[Raised, ...]:
        return tuple(
            flags.told(self.book, self._teller, self._evidence, row, self._most_rows)
            for row in self._flags.of(institution_id)
        )

    def _total(self, row: Cells, pillars: list[Step]) -> Step:
        said, *arithmetic = _total(self.book, self._teller, row, pillars)
        return Step(
            level="total",
            id="total",
            name=words.TOTAL,
            state=row["unrated"] or "rated",
            said=said,
            arithmetic=tuple(arithmetic),
            values=row,
            steps=tuple(pillars),
        )

    def _pillar(self, institution_id: str, row: Cells, indicators: list[Cells]) -> Step:
        pillar = self.book.method.pillars[row["pillar_id"]]
        # Most pillars of most institutions are alike: nothing is measured.
        key = None if row["measured_count"] else (pillar.id, row["missing"])
        told = self._known.get(key)
        if told is None:
            told = tuple(_pillar(self.book, self._teller, pillar, row, indicators))
            if key:
                self._known[key] = told
        said, *arithmetic = told
        return Step(
            level="pillar",
            id=pillar.id,
            name=pillar.name,
            state=row["unrated"] or "rated",
            said=said,
            arithmetic=tuple(arithmetic),
            values=row,
            steps=tuple(self._indicator(institution_id, one) for one in indicators),
        )

    def _indicator(self, institution_id: str, row: Cells) -> Step:
        indicator = self.book.method.indicators[row["indicator_id"]]
        ids = self.book.evidence.get((institution_id, indicator.id), ())
        if row["state"] == "not_measured" and not ids and not row["seen_from"]:
            # Of what nobody has looked at everywhere the same is known.
            if indicator.id not in self._unmeasured:
                self._unmeasured[indicator.id] = self._step(indicator, row, ())
            return self._unmeasured[indicator.id]
        aside = [
            one for one in self._beside.of(institution_id) if one["indicator_id"] == indicator.id
        ]
        return self._step(indicator, row, ids, institution_id, aside)

    def _step(
        self,
        indicator: Indicator,
        row: Cells,
        ids: tuple[str, ...],
        institution_id: str = "",
        aside: Sequence[Cells] = (),
    ) -> Step:
        said, *arithmetic = indicator_arithmetic.tell(self.book, self._teller, indicator, row)
        source = self._source(indicator, ids, aside)
        own = self._counted.get(institution_id) if source == "requests" else None
        if own:
            arithmetic = [*request_counts.told(self._teller, own), *arithmetic]
            if indicator.estimate == "wait":
                share = self.book.method.uncertainty.interval
                arithmetic.append(request_counts.middle(self._teller, own, share))
        return Step(
            level="indicator",
            id=indicator.id,
            name=indicator.name,
            state=row["state"],
            said=said,
            arithmetic=tuple(arithmetic),
            values=row,
            weight=indicator.weight,
            source=source,
            beside=asides.told(self._teller, indicator, aside),
            row_ids=ids,
            rows=self._evidence.rows(self._teller, ids[: self._most_rows]),
        )

    def _source(self, indicator: Indicator, ids: tuple[str, ...], aside: Sequence[Cells]) -> str:
        """Return the table that a value is from: of two, the one that does not stand beside it."""
        first, *others = indicator.sources
        if not (others and ids):
            return first
        found = {self._evidence.table_of(one) for one in ids}
        left = found - {"", *(one["kind"] for one in aside)}
        return left.pop() if len(left) == 1 else first

    @cached_property
    def _counted(self) -> dict[str, Counted]:
        return request_counts.counted(self.book)


def _total(book: ScoreBook, teller: Teller, row: Cells, pillars: Sequence[Step]) -> list[Text]:
    """Return what is said of a total, then how it comes about."""
    method = book.method
    floor = f"{method.total_floor:g}"

    def product(column: str) -> Text:
        parts = [(pillar.values[column], method.pillars[pillar.id].weight) for pillar in pillars]
        return teller.formula(
            lambda digits: " × ".join(
                f"max({digits.write(score, 2)}, {floor})^{digits.short(weight)}"
                for score, weight in parts
            )
        )

    missing = teller.join(", ", (Text(name, name) for name in row["missing"]))
    if row["unrated"] == "pillars":
        first = words.NO_PRODUCT.format(missing=missing)
    else:
        # A total whose interval is too wide has no score of its own in the book.
        score = float(
            aggregate.geometric(
                [pillar.values["score"] for pillar in pillars],
                [method.pillars[pillar.id].weight for pillar in pillars],
                method.total_floor,
            )
        )
        first = words.PRODUCT.format(
            floor=floor, terms=product("score"), score=teller.number(score, 2)
        )
    lines = [_rated(teller, row, missing), first]
    for text, column in ((words.LOWEST, "low"), (words.HIGHEST, "high")):
        lines.append(text.format(terms=product(column), score=teller.number(row[column], 2)))
    return [*lines, *_interval(book, teller, row)]


def _pillar(
    book: ScoreBook, teller: Teller, pillar: Pillar, row: Cells, indicators: Sequence[Cells]
) -> list[Text]:
    """Return what is said of a pillar, then how it comes about."""
    weights = {one.id: one.weight for one in book.method.of_pillar(pillar.id)}
    scored = {one["indicator_id"]: one["score"] for one in indicators}
    states = {one["indicator_id"]: one["state"] for one in indicators}
    applicable = [name for name, state in states.items() if state != "not_applicable"]

    def mean(end: float | None) -> Text:
        """Return the sum over its weight; what has no score counts `end`, or not at all."""
        terms = [(weights[name], one) for name, one in scored.items() if one is not None]
        missing = sum(weights[name] for name in applicable if scored[name] is None)
        if end is not None and missing:
            terms.append((missing, end))
        whole = sum(weight for weight, _ in terms)
        return teller.formula(
            lambda digits: (
                "("
                + " + ".join(f"{weight} × {digits.write(one, 2)}" for weight, one in terms)
                + f") / {whole}"
            )
        )

    lines = [_rated(teller, row, Text("", ""))]
    if row["measured_count"]:
        lines.append(words.MEAN.format(terms=mean(None), score=teller.number(row["score"], 2)))
        if not row["rated"]:
            lines.append(words.PROVISIONAL_MEAN.format(why=words.UNRATED[row["unrated"]]))
    else:
        lines.append(words.NO_MEAN)
    lines += _coverage(book, teller, row)
    lines += _required(teller, pillar, scored)
    for text, column, end in ((words.LOWEST, "low", 0.0), (words.HIGHEST, "high", 100.0)):
        if applicable:
            score = teller.number(row[column], 2)
            lines.append(text.format(terms=mean(end), score=score))
    lines += _interval(book, teller, row)
    outside = [name for name, state in states.items() if state == "not_applicable"]
    for text, names in ((words.LEFT_OUT, outside), (words.MISSING, row["missing"])):
        if names:
            lines.append(text.format(names=", ".join(names)))
    return lines


def _rated(teller: Teller, row: Cells, missing: Text) -> Text:
    if not row["rated"]:
        why = words.UNRATED[row["unrated"]].format(missing=missing)
        return words.NOT_RATED.format(why=why)
    score = teller.number(row["score"], 2)
    return words.RATED.format(score=score, bands=teller.bands(row["bands"]))


def _coverage(book: ScoreBook, teller: Teller, row: Cells) -> list[Text]:
    available, applicable = row["weight_available"], row["weight_applicable"]
    if not applicable:
        return []
    is_met = available >= book.method.coverage_minimum * applicable and available > 0
    return [
        words.COVERAGE.format(
            available=f"{available:g}",
            applicable=f"{applicable:g}",
            share=teller.number(100 * available / applicable, 1),
            least=teller.number(100 * book.method.coverage_minimum, 1),
            met=words.MET if is_met else words.NOT_MET,
        )
    ]


def _required(teller: Teller, pillar: Pillar, scored: Mapping[str, float | None]) -> list[Text]:
    lines = []
    for text, names in ((words.NEEDS_ALL, pillar.needs_all), (words.NEEDS_ANY, pillar.needs_any)):
        if names:
            said = (
                (words.HAS_NOT if scored[name] is None else words.HAS).format(name=name)
                for name in names
            )
            lines.append(text.format(names=teller.join(", ", said)))
    return lines


def _interval(book: ScoreBook, teller: Teller, row: Cells) -> list[Text]:
    lines = indicator_arithmetic.interval(book, teller, row)
    # Of an edition that was frozen the interval of what is not rated may not be known.
    if row["unrated"] == "interval" and row["interval_low"] is not None:
        limits = book.method.uncertainty
        starts = [band.start for band in book.method.bands.values()]
        count = int(bands.touched(row["interval_low"], row["interval_high"], starts))
        lines.append(words.BANDS.format(count=count, most=limits.bands_touched))
    return lines
