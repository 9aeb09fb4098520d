"""How the requests of an edition's window stood at its cut-off, in numbers that people count in.

Scores rest on the same tallies; what is told here is context, from the records as they are today.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scorers.editions import explaining_words as words
from scorers.editions import waiting
from scorers.editions.book import ScoreBook
from scorers.editions.scope import filed_in_window
from scorers.editions.telling import Teller
from scorers.index import medians, waits
from scorers.indicators import base
from scorers.tallies import tally
from scorers.text import Text


@dataclass(frozen=True)
class Counted:
    """The requests of one institution, without those of sources that list only closed ones.

    Attributes:
        filed: All of them.
        closed: With their event: the answer with the information, or a final notice.
        waiting: Neither closed nor withdrawn.
        withdrawn: Withdrawn by who asked.
        in_term: Closed within the legal term of their day of filing.
        median: The middle wait in working days; None for fewer than ten, or where more than half
            wait still.
        limits: Ends of its interval; None where the band never comes down to one half.
        asked: Of which the institution asked for a clarification by the cut-off.
        is_stopped: Whether the law stops the clock until it comes.
    """

    filed: int
    closed: int
    waiting: int
    withdrawn: int
    in_term: int
    median: float | None
    limits: tuple[float | None, float | None]
    asked: int = 0
    is_stopped: bool = False


def counted(book: ScoreBook) -> dict[str, Counted]:
    """Return the requests of each institution that has any in the window."""
    requests = filed_in_window(book.frames["requests"], book.edition)
    regions = dict(zip(book.institutions.index, book.institutions["region"], strict=True))
    tallies = tally(requests, book.country, regions, book.edition.cut_off)
    rows = tallies.assign(institution_id=tallies["institution_id"].astype("str"))
    rows = rows[rows["cohort"] != "closed"]
    ids, counts, closed = rows["institution_id"], rows["count"], rows["is_closed"].astype("int64")
    sums = (
        pd.DataFrame(
            {
                "filed": counts,
                "closed": counts * closed,
                "withdrawn": counts * (rows["outcome"] == "withdrawn"),
                "in_term": counts * closed * (rows["waited_days"] <= rows["term_days"]),
            }
        )
        .groupby(ids)
        .sum()
    )
    is_asked = requests["clarification_asked_on"] <= pd.Timestamp(book.edition.cut_off)
    is_asked &= requests["cohort"] != "closed"
    asked = is_asked.groupby(requests["institution_id"]).sum().to_dict()
    cells = base.waits(ids, rows["waited_days"], counts * closed, counts * (1 - closed))
    curves = waits.curve(*waiting.cells(cells.reindex(sums.index)))
    middle = medians.median(curves)
    ends = medians.median_limits(curves, book.method.uncertainty.interval)
    return {
        str(name): Counted(
            filed=int(row["filed"]),
            closed=int(row["closed"]),
            waiting=int(row["filed"] - row["closed"] - row["withdrawn"]),
            withdrawn=int(row["withdrawn"]),
            in_term=int(row["in_term"]),
            median=_known(middle[place]),
            limits=(_known(ends[0][place]), _known(ends[1][place])),
            asked=int(asked.get(str(name), 0)),
            is_stopped=book.country.law.clarification_stops_clock,
        )
        for place, (name, row) in enumerate(sums.iterrows())
    }


def told(teller: Teller, own: Counted) -> list[Text]:
    """Return in words how many there are and how they stood.

    Args:
        teller: Writes for the book.
        own: The requests of an institution.
    """
    lines = [words.REQUESTS.format(**_counts(teller, own))]
    if own.asked:
        clock = words.CLOCK_STOPPED if own.is_stopped else words.CLOCK_RAN
        lines.append(clock.format(count=teller.short(own.asked)))
    return lines


def middle(teller: Teller, own: Counted, share: float) -> Text:
    """Return in words how long the middle wait is, or why that is not known.

    Args:
        teller: Writes for the book.
        own: The requests of an institution.
        share: Probability inside the interval of the middle wait.
    """
    if own.median is None:
        text = words.NO_MEDIAN if own.filed >= medians.MINIMUM else words.FEW_WAITS
        return text.format(**_counts(teller, own))
    low, high = own.limits
    text = words.MEDIAN if high is not None else words.MEDIAN_OPEN
    return text.format(
        median=teller.short(own.median),
        low=teller.short(low),
        high=teller.short(high),
        share=f"{100 * share:g}",
    )


def _counts(teller: Teller, own: Counted) -> Mapping[str, object]:
    names = ("filed", "closed", "waiting", "withdrawn", "in_term")
    return {name: teller.short(getattr(own, name)) for name in names}


def _known(number: np.float64) -> float | None:
    return None if np.isnan(number) else float(number)
