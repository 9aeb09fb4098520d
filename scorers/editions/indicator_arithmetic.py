"""How the value and the score of one indicator come about, in words and arithmetic."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from scorers.editions import explaining_words as words
from scorers.editions import waiting
from scorers.editions.book import ScoreBook
from scorers.editions.telling import Teller
from scorers.index import shrinkage
from scorers.method import Indicator
from scorers.text import Text


Cells = Mapping[str, Any]
# A wait is a small number: with fewer decimals its score could not be followed by hand.
OF_WAIT = 4
OF_OTHERS = 2
NOTHING = 1e-6  # a difference that is only one of digits


def tell(book: ScoreBook, teller: Teller, indicator: Indicator, row: Cells) -> list[Text]:
    """Return what is said of an indicator, then how it comes about, one sentence or formula each.

    Args:
        book: The scores.
        teller: Writes for the book.
        indicator: Which.
        row: Its row in the table `indicators` of the book, None for what is missing.
    """
    state = book.method.states[row["state"]]
    has_score = row["score"] is not None
    said = state.name
    if has_score:
        scored = words.SCORED.format(
            value=teller.number(row["value"], indicator.places),
            unit=indicator.unit,
            score=teller.number(row["score"], 2),
        )
        said = teller.join(": ", (state.name, scored)) if row["state"] == "absent" else scored
    how = _scored(book, teller, indicator, row) if has_score else _unscored(teller, indicator, row)
    if row["state"] != "measured":
        how = [state.text, *how]
    weight = words.WEIGHT.format(weight=indicator.weight)
    return [teller.join("; ", (said, weight)), *how]


def interval(book: ScoreBook, teller: Teller, row: Cells) -> list[Text]:
    """Return the interval of a score in words; nothing where nothing is sampled."""
    low, high = row["interval_low"], row["interval_high"]
    if low is None:
        return []
    return [
        words.INTERVAL.format(
            share=f"{100 * book.method.uncertainty.interval:g}",
            low=teller.number(low, 1),
            high=teller.number(high, 1),
        )
    ]


def _scored(book: ScoreBook, teller: Teller, indicator: Indicator, row: Cells) -> list[Text]:
    lines = [indicator.arithmetic, _value(teller, indicator, row)]
    lines += _as_sure(teller, indicator, row)
    lines += _plain(book, teller, indicator, row)
    lines += _shrunk(book, teller, indicator, row)
    lines.append(_anchored(teller, indicator, row))
    lines += interval(book, teller, row)
    if row["sample"]:
        first, last = getattr(book.method.uncertainty, row["sample"])
        lines.append(words.SAMPLE[row["sample"]].format(first=first, last=last))
    return [*lines, *_source(teller, row)]


def _as_sure(teller: Teller, indicator: Indicator, row: Cells) -> list[Text]:
    """Return what counts are that are no cases."""
    count, total = row["count"], row["total"]
    is_rate = indicator.estimate == "rate" and None not in (count, total)
    if not is_rate or waiting.is_counted(count, total):
        return []
    return [words.AS_SURE.format(count=teller.short(count), total=teller.short(total))]


def _plain(book: ScoreBook, teller: Teller, indicator: Indicator, row: Cells) -> list[Text]:
    """Return a rate over cases as it is, with Wilson's interval: METHOD section 6."""
    count, total = row["count"], row["total"]
    if indicator.estimate != "rate" or count is None or total is None or total < 1:
        return []
    share = book.method.uncertainty.interval
    low, high = (float(end) for end in shrinkage.wilson(count, total, share))
    return [
        words.PLAIN.format(
            count=teller.short(count),
            total=teller.short(total),
            value=teller.number(100 * count / total, 1),
            share=f"{100 * share:g}",
            low=teller.number(100 * low, 1),
            high=teller.number(100 * high, 1),
        )
    ]


def _shrunk(book: ScoreBook, teller: Teller, indicator: Indicator, row: Cells) -> list[Text]:
    """Return how the value is brought nearer to the baseline, if it is."""
    holes: dict[str, Any] = {
        "count": teller.short(row["count"]),
        "total": teller.short(row["total"]),
        "strength": teller.short(book.method.strength),
        "estimate": teller.number(row["estimate"], _decimals(indicator)),
        "unit": indicator.unit,
    }
    if indicator.shrinks_wait and indicator.id in book.baseline_waits:
        return [_shrunk_wait(book, teller, indicator, row, holes)]
    baseline = book.baselines.get(indicator.id) if indicator.shrinks_rate else None
    if baseline is None:
        return []
    source = words.FIXED if baseline.is_frozen else words.POOLED
    return [words.SHRUNK.format(rate=teller.number(baseline.rate, 4), source=source, **holes)]


def _shrunk_wait(
    book: ScoreBook, teller: Teller, indicator: Indicator, row: Cells, holes: dict[str, Any]
) -> Text:
    baseline, strength = book.baseline_waits[indicator.id], book.method.strength
    mean = baseline.mean(indicator.up_to)
    # Only where nobody stopped being watched before the cut is it the mean of the two means.
    both = (row["total"] * row["value"] + strength * mean) / (row["total"] + strength)
    text = words.SHRUNK_WAIT if abs(both - row["estimate"]) < NOTHING else words.SHRUNK_CURVE
    return text.format(
        value=teller.number(row["value"], OF_WAIT),
        mean=teller.number(mean, OF_WAIT),
        source=words.FIXED_WAIT if baseline.is_frozen else words.POOLED_WAIT,
        **holes,
    )


def _value(teller: Teller, indicator: Indicator, row: Cells) -> Text:
    count, total, value = row["count"], row["total"], row["value"]
    known: dict[str, Any] = {
        "count": teller.short(count),
        "total": teller.short(total),
        "value": teller.number(value, _decimals(indicator)),
        "unit": indicator.unit,
    }
    if count is None or total is None or indicator.counts_checks:
        return words.ALONE.format(**known)
    if indicator.estimate == "wait":
        return words.WAITED.format(most=teller.short(indicator.up_to), **known)
    # The points of a mean are not in its counts: a share is one only if it gives the value.
    is_share = total > 0 and abs(100 * count / total - value) < NOTHING
    is_share = is_share and indicator.estimate != "mean"
    return (words.RATIO if is_share else words.VALUE).format(**known)


def _anchored(teller: Teller, indicator: Indicator, row: Cells) -> Text:
    x, points = row["estimate"], indicator.anchors
    score = teller.number(row["score"], 2)
    shown = teller.number(x, _decimals(indicator))
    if x <= points[0][0]:
        return words.BELOW.format(x=shown, x0=teller.short(points[0][0]), score=score)
    if x >= points[-1][0]:
        return words.ABOVE.format(x=shown, x1=teller.short(points[-1][0]), score=score)
    (x0, y0), (x1, y1) = next(pair for pair in pairwise(points) if x <= pair[1][0])
    ends = {"x0": x0, "y0": y0, "x1": x1, "y1": y1}
    shorts = {name: teller.short(end) for name, end in ends.items()}
    return words.BETWEEN.format(x=shown, score=score, **shorts)


def _decimals(indicator: Indicator) -> int:
    return OF_WAIT if indicator.estimate == "wait" else OF_OTHERS


def _unscored(teller: Teller, indicator: Indicator, row: Cells) -> list[Text]:
    lines: list[Text] = []
    state, of = row["state"], indicator.minimum
    # What the minimum counts: the part of a list, what a mean is taken over, or else all cases.
    counts_part = indicator.is_list or indicator.estimate == "mean"
    cases = row["count" if counts_part else "total"]
    if state != "not_measured" and cases is not None:
        holes = {"count": teller.short(cases), "minimum": of.text}
        few = words.FEW_OF if indicator.is_list else words.FEW
        lines.append(few.format(total=teller.short(row["total"]), **holes))
    if state == "not_applicable" and indicator.not_applicable is not None:
        lines.append(indicator.not_applicable)
    if state in {"too_few", "not_measured"}:
        lines.append(words.NEEDS.format(needs=indicator.needs))
    return [*lines, *_source(teller, row)]


def _source(teller: Teller, row: Cells) -> list[Text]:
    lines: list[Text] = []
    if row["self_reported"]:
        lines.append(words.SELF_REPORTED)
    if row["seen_from"]:
        first, last = teller.day(row["seen_from"]), teller.day(row["seen_to"])
        is_one = row["seen_from"] == row["seen_to"]
        lines.append(
            words.SEEN_ONCE.format(day=first)
            if is_one
            else words.SEEN.format(first=first, last=last)
        )
    return lines
