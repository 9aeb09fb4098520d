"""How scores are spread: over all institutions, and over those of one kind beside one of them.

It counts what the edition holds and ranks nobody.
"""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scorers.country import Country, Kind
from scorers.editions.book import ScoreBook
from scorers.editions.plain import plain
from scorers.method import Indicator
from scorers.website import wording
from scorers.website.views import Bar, Spread


BARS = 10
TALLEST = 56  # drawing units
FEWEST = 10  # of fewer the middle half says too little


def bars(scores: Sequence[float]) -> tuple[Bar, ...]:
    """Return scores as a histogram of ten bars of ten points; empty without scores."""
    if not scores:
        return ()
    counts = [0] * BARS
    for score in scores:
        counts[min(BARS - 1, int(score // BARS))] += 1
    tallest = max(counts)
    return tuple(
        Bar(low=10 * number, high=10 * number + 10, count=count, height=TALLEST * count / tallest)
        for number, count in enumerate(counts)
    )


def of_kinds(
    book: ScoreBook, institutions: Mapping[str, Mapping[str, Any]]
) -> dict[tuple[str, str], Spread]:
    """Return the spread of each kind and indicator, by the ids of both.

    Left out is what fewer than FEWEST institutions of the kind have measured.

    Args:
        book: The scores of the edition.
        institutions: The row of each institution by its id.
    """
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    frame = book.indicators[["value", "score"]].dropna().reset_index()
    for row in plain(frame):
        key = (institutions[row["institution_id"]]["kind"], row["indicator_id"])
        found.setdefault(key, []).append((row["value"], row["score"]))
    return {
        (kind, indicator): _spread(
            book.country, book.country.kinds[kind], book.method.indicators[indicator], pairs
        )
        for (kind, indicator), pairs in found.items()
        if len(pairs) >= FEWEST
    }


def _spread(
    country: Country, kind: Kind, indicator: Indicator, pairs: Iterable[tuple[float, float]]
) -> Spread:
    values, scores = zip(*pairs, strict=True)
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(
        kind=kind,
        indicator=indicator,
        words=wording.middle_half(indicator, kind, len(values), (low, high), country),
        bars=bars(scores),
    )
