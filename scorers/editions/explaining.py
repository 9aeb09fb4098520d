"""Tells where a score comes from: from the total down to pillars, indicators, rows and documents.

Every number is the book's; the arithmetic beside it is written out so that a reader can follow it
by hand. All words are in both languages, and the same for the terminal, for JSON and for pages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from scorers.editions import explaining_words as words
from scorers.editions import scope
from scorers.editions.book import ScoreBook
from scorers.editions.evidence import Row, rows_of
from scorers.editions.institutions import require_scored
from scorers.editions.telling import Teller, is_known, plain
from scorers.editions.telling import row as row_of
from scorers.index import aggregate, bands
from scorers.method import Indicator, Pillar
from scorers.text import Text


@dataclass(frozen=True)
class Step:
    """One score, or why there is none, with what it is made of.

    Attributes:
        level: total, pillar or indicator.
        id: Of the pillar or indicator; "total" for the total.
        state: Of an indicator as in `ScoreBook`; else "rated", or why not.
        said: The result in a few words.
        arithmetic: How it comes about, one sentence or formula each.
        values: The same for machines: the row of the `ScoreBook`, None for NaN.
        steps: The scores that it is made of.
        rows: The rows of the records that it rests on.
    """

    level: str
    id: str
    name: Text
    state: str
    said: Text
    arithmetic: tuple[Text, ...]
    values: Mapping[str, Any]
    steps: tuple["Step", ...] = ()
    rows: tuple[Row, ...] = ()


def explain(book: ScoreBook, institution_id: str) -> Step:
    """Return the total of an institution, and below it all that leads to it.

    Raises:
        EditionError: There is no such institution, or it is not scored in this edition.
    """
    require_scored(book, institution_id)
    teller = Teller(book)
    seen = scope.seen(book.frames, book.edition, book.method)
    indicators = {
        indicator.id: _indicator(book, teller, institution_id, indicator, seen)
        for indicator in book.method.indicators.values()
    }
    pillars = [
        _pillar(
            book,
            teller,
            institution_id,
            pillar,
            [indicators[one.id] for one in book.method.of_pillar(pillar.id)],
        )
        for pillar in book.method.pillars.values()
    ]
    return _total(book, teller, institution_id, pillars)


def _total(book: ScoreBook, teller: Teller, institution_id: str, pillars: list[Step]) -> Step:
    row = row_of(book.totals, institution_id)
    method = book.method
    floor = f"{method.total_floor:g}"

    def product(column: str) -> Text:
        return teller.join(
            " × ",
            (
                teller.fill(
                    words.POWER,
                    score=teller.number(pillar.values[column], 2),
                    floor=floor,
                    weight=teller.short(method.pillars[pillar.id].weight),
                )
                for pillar in pillars
            ),
        )

    missing = teller.join(", ", (Text(name, name) for name in row["missing"]))
    if row["unrated"] == "pillars":
        first = teller.fill(words.NO_PRODUCT, missing=missing)
    else:
        # A total whose interval is too wide has no score of its own in the book.
        score = float(
            aggregate.geometric(
                [pillar.values["score"] for pillar in pillars],
                [method.pillars[pillar.id].weight for pillar in pillars],
                method.total_floor,
            )
        )
        first = teller.fill(
            words.PRODUCT, floor=floor, terms=product("score"), score=teller.number(score, 2)
        )
    lines = [first]
    for text, column in ((words.LOWEST, "low"), (words.HIGHEST, "high")):
        lines.append(teller.fill(text, terms=product(column), score=teller.number(row[column], 2)))
    return Step(
        level="total",
        id="total",
        name=words.TOTAL,
        state=row["unrated"] or "rated",
        said=_rated(teller, row, missing),
        arithmetic=(*lines, *_interval(book, teller, row)),
        values=plain(row),
        steps=tuple(pillars),
    )


def _pillar(
    book: ScoreBook, teller: Teller, institution_id: str, pillar: Pillar, steps: list[Step]
) -> Step:
    row = row_of(book.pillars, (institution_id, pillar.id))
    weights = {one.id: one.weight for one in book.method.of_pillar(pillar.id)}
    scored = {step.id: step.values["score"] for step in steps}
    applicable = [step.id for step in steps if step.state != "not_applicable"]

    def mean(end: float | None) -> Text:
        """Return the sum over its weight; what has no score counts `end`, or not at all."""
        terms = [(weights[name], one) for name, one in scored.items() if one is not None]
        missing = sum(weights[name] for name in applicable if scored[name] is None)
        if end is not None and missing:
            terms.append((missing, end))
        return teller.fill(
            words.OVER,
            terms=teller.join(
                " + ",
                (
                    teller.fill(words.TERM, weight=weight, score=teller.number(one, 2))
                    for weight, one in terms
                ),
            ),
            weight=sum(weight for weight, _ in terms),
        )

    lines = []
    if row["measured_count"]:
        lines.append(
            teller.fill(words.MEAN, terms=mean(None), score=teller.number(row["score"], 2))
        )
        if not row["rated"]:
            lines.append(teller.fill(words.PROVISIONAL_MEAN, why=words.UNRATED[row["unrated"]]))
    else:
        lines.append(words.NO_MEAN)
    lines += _coverage(book, teller, row)
    lines += _required(teller, pillar, scored)
    for text, column, end in ((words.LOWEST, "low", 0.0), (words.HIGHEST, "high", 100.0)):
        if applicable:
            score = teller.number(row[column], 2)
            lines.append(teller.fill(text, terms=mean(end), score=score))
    lines += _interval(book, teller, row)
    outside = [step.id for step in steps if step.state == "not_applicable"]
    for text, names in ((words.LEFT_OUT, outside), (words.MISSING, row["missing"])):
        if names:
            lines.append(text.format(names=", ".join(names)))
    return Step(
        level="pillar",
        id=pillar.id,
        name=pillar.name,
        state=row["unrated"] or "rated",
        said=_rated(teller, row, Text("", "")),
        arithmetic=tuple(lines),
        values=plain(row),
        steps=tuple(steps),
    )


def _rated(teller: Teller, row: Mapping[str, Any], missing: Text) -> Text:
    if not row["rated"]:
        why = teller.fill(words.UNRATED[row["unrated"]], missing=missing)
        return teller.fill(words.NOT_RATED, why=why)
    score = teller.number(row["score"], 2)
    return teller.fill(words.RATED, score=score, bands=teller.bands(row["bands"]))


def _coverage(book: ScoreBook, teller: Teller, row: Mapping[str, Any]) -> list[Text]:
    available, applicable = row["weight_available"], row["weight_applicable"]
    if not applicable:
        return []
    is_met = available >= book.method.coverage_minimum * applicable and available > 0
    return [
        teller.fill(
            words.COVERAGE,
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
            lines.append(teller.fill(text, names=teller.join(", ", said)))
    return lines


def _interval(book: ScoreBook, teller: Teller, row: Mapping[str, Any]) -> list[Text]:
    low, high = row["interval_low"], row["interval_high"]
    if not is_known(low):  # nothing is sampled
        return []
    limits = book.method.uncertainty
    lines = [
        teller.fill(
            words.INTERVAL,
            share=f"{100 * limits.interval:g}",
            low=teller.number(low, 1),
            high=teller.number(high, 1),
        )
    ]
    if row.get("unrated") == "interval":
        starts = [band.start for band in book.method.bands.values()]
        count = int(bands.touched(low, high, starts))
        lines.append(words.BANDS.format(count=count, most=limits.bands_touched))
    return lines


def _indicator(
    book: ScoreBook,
    teller: Teller,
    institution_id: str,
    indicator: Indicator,
    seen: scope.Rows,
) -> Step:
    row = row_of(book.indicators, (institution_id, indicator.id))
    state = book.method.states[row["state"]]
    has_score = is_known(row["score"])
    said = state.name
    if has_score:
        scored = teller.fill(
            words.SCORED,
            value=teller.number(row["value"], indicator.places),
            unit=indicator.unit,
            score=teller.number(row["score"], 2),
        )
        said = teller.join(": ", (state.name, scored)) if row["state"] == "absent" else scored
    how = _scored(book, teller, indicator, row) if has_score else _unscored(teller, indicator, row)
    if row["state"] != "measured":
        how = [state.text, *how]
    weight = words.WEIGHT.format(weight=indicator.weight)
    ids = book.evidence.get((institution_id, indicator.id), ())
    return Step(
        level="indicator",
        id=indicator.id,
        name=indicator.name,
        state=row["state"],
        said=teller.join("; ", (said, weight)),
        arithmetic=tuple(how),
        values={**plain(row), "weight": indicator.weight},
        rows=rows_of(book, teller, ids, seen),
    )


def _scored(
    book: ScoreBook, teller: Teller, indicator: Indicator, row: Mapping[str, Any]
) -> list[Text]:
    lines = [indicator.arithmetic, _value(teller, indicator, row)]
    baseline = book.baselines.get(indicator.id) if indicator.shrink else None
    if baseline is not None:
        lines.append(
            teller.fill(
                words.SHRUNK,
                count=teller.short(row["count"]),
                total=teller.short(row["total"]),
                strength=teller.short(book.method.strength),
                rate=teller.number(baseline.rate, 4),
                estimate=teller.number(row["estimate"], 2),
                source=words.FIXED if baseline.is_frozen else words.POOLED,
            )
        )
    lines.append(_anchored(teller, indicator, row))
    lines += _interval(book, teller, row)
    if row["sample"]:
        first, last = getattr(book.method.uncertainty, row["sample"])
        lines.append(words.SAMPLE[row["sample"]].format(first=first, last=last))
    return [*lines, *_source(teller, row)]


def _value(teller: Teller, indicator: Indicator, row: Mapping[str, Any]) -> Text:
    count, total, value = row["count"], row["total"], row["value"]
    known: dict[str, Any] = {
        "count": teller.short(count),
        "total": teller.short(total),
        "value": teller.number(value, 2),
        "unit": indicator.unit,
    }
    if not (is_known(count) and is_known(total)):
        return teller.fill(words.ALONE, **known)
    # The points of a mean are not in its counts: a share is one only if it gives the value.
    is_share = total > 0 and abs(100 * count / total - value) < 1e-6  # noqa: PLR2004
    is_share = is_share and indicator.estimate != "mean"
    return teller.fill(words.RATIO if is_share else words.VALUE, **known)


def _anchored(teller: Teller, indicator: Indicator, row: Mapping[str, Any]) -> Text:
    x, points = row["estimate"], indicator.anchors
    score = teller.number(row["score"], 2)
    shown = teller.number(x, 2)
    if x <= points[0][0]:
        return teller.fill(words.BELOW, x=shown, x0=teller.short(points[0][0]), score=score)
    if x >= points[-1][0]:
        return teller.fill(words.ABOVE, x=shown, x1=teller.short(points[-1][0]), score=score)
    (x0, y0), (x1, y1) = next(pair for pair in pairwise(points) if x <= pair[1][0])
    ends = {"x0": x0, "y0": y0, "x1": x1, "y1": y1}
    shorts = {name: teller.short(end) for name, end in ends.items()}
    return teller.fill(words.BETWEEN, x=shown, score=score, **shorts)


def _unscored(teller: Teller, indicator: Indicator, row: Mapping[str, Any]) -> list[Text]:
    lines: list[Text] = []
    state, of = row["state"], indicator.minimum
    # What the minimum counts: a part of a list, all cases of a rate, or what a mean is taken over.
    cases = row["total" if indicator.estimate == "rate" else "count"]
    if state != "not_measured" and is_known(cases):
        holes = {"count": teller.short(cases), "minimum": of.text}
        few = words.FEW_OF if of.share else words.FEW
        lines.append(teller.fill(few, total=teller.short(row["total"]), **holes))
    if state == "not_applicable" and indicator.not_applicable is not None:
        lines.append(indicator.not_applicable)
    if state in {"too_few", "not_measured"}:
        lines.append(teller.fill(words.NEEDS, needs=indicator.needs))
    return [*lines, *_source(teller, row)]


def _source(teller: Teller, row: Mapping[str, Any]) -> list[Text]:
    lines: list[Text] = []
    if row["self_reported"]:
        lines.append(words.SELF_REPORTED)
    days: Iterable[Any] = (row["seen_from"], row["seen_to"])
    first, last = (teller.day(day) for day in days)
    if first:
        lines.append(words.SEEN.format(first=first, last=last))
    return lines
