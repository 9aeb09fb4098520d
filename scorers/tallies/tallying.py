"""From rows of requests to counts: what was known of each at the cut-off, and how long it waited.

The rules are those of the method: a wait begins on the first working day after filing and ends with
the answer in hand; silence is a wait that has not ended.
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from scorers.country import Country
from scorers.country.calendar import EVERYWHERE
from scorers.country.working_days import Days
from scorers.exceptions import RecordsError
from scorers.tallies import knowing, pausing
from scorers.tallies.counting import COHORTS, Codes, Flags, count, merge
from scorers.tallies.rows import Requests


MOST_TERMS = 3  # silence is no event in three terms


def tally(
    requests: pd.DataFrame, country: Country, regions: Mapping[str, str], cut_off: date
) -> pd.DataFrame:
    """Return how many requests are alike, as they were known on the day of the cut-off.

    Any part of the rows may be given: `scorers.tallies.merge` adds up what comes of each. The order
    of rows changes nothing.

    Columns, which are the keys in the order of sorting, and `count`:

    - institution_id, period: category, sorted, only those that occur. The period is the quarter of
      filing, "2024-Q3".
    - outcome: category; "" where it was answered and how is not known. An answer after the cut-off
      is not known: "pending". "no_answer" stays, and so does a withdrawal without a day.
    - waited_days: int, working days after the day of filing up to and including the day of the
      event, or where there was none the day of withdrawal or the cut-off. The first working day
      after filing is day 1, so the last day of a term of D is day D: D is in time, D + 1 is not. A
      day that is none, such as a Saturday, belongs to the working day before it. A request that was
      withdrawn on an unknown day waited 0: nothing is known of its wait. Where the law stops the
      clock for a clarification, the working days after the day on which it was asked for, up to and
      including the day on which it was given, do not count; while it is not given none does, so
      that a request still open waited until the day on which it was asked.
    - waited_most_days: the same, with decreed days that may not stop the clock counted as well.
    - is_closed: bool, whether the event happened: the answer with the information in hand, or a
      refusal, notice of no record or of transfer. Not closed are silence, what is pending, a
      withdrawal (it ends the wait without an event) and information that is announced and not
      delivered: the day of delivery is blank or after the cut-off, and `delivery` says that it
      would be known (dated). Where it does not say so, the day of the answer counts.
    - term_days: int, D on the day of filing.
    - extended_days: int, D as it was lawfully extended: working days up to `extended_to`, without
      those of a clarification that do not count, never below D; D where there was no extension.
      When an extension was announced is in no column: it counts as known.
    - watched_terms: int, how many whole terms D lie between filing and the cut-off, whether the
      clock ran or not, at most MOST_TERMS: only a request that was watched for a term can be late
      by it.
    - is_extended: bool.
    - cohort: category, "filed", "closed" or "".
    - is_reasoned: bool, refused with the exception and the way to appeal cited.
    - is_hollow: bool, ended without substance: transferred, or closed or withdrawn for a reason of
      `closed_without`.
    - appeal: category; "" none, "pending", or how it was decided up to the cut-off.
    - order: category; "" none, "open" up to and including its last day, "obeyed", "late", or
      "ignored": not obeyed by the cut-off, and its last day is past.
    - count: int, at least 1.

    A request filed after the cut-off is left out.

    Args:
        requests: Columns of the table requests; institution_id and filed_on at least, a column that
            is missing is blank throughout. Days as datetime64, words as text or category.
        country: Whose law and calendar hold.
        regions: The region of each institution that has one.
        cut_off: The last day of which anything is known.

    Raises:
        RecordsError: A request has no institution or no day of filing, or an answer or, where it
            counts, a clarification before it, or a cell holds a word that it must not.
            `consta check` says where.
    """
    last = np.datetime64(cut_off)
    rows = _seen(Requests(requests), last)
    filed = rows.days("filed_on")
    if not len(filed):
        return merge()
    institutions, names = rows.institutions()
    periods, quarters = _quarters(filed)
    known = knowing.known(rows, filed, last)
    pauses = pausing.known(rows, country, filed, last)
    term = country.law.term_on(filed)
    extended_to = rows.days("extended_to")
    is_extended = ~np.isnat(extended_to)
    # Where there is none, any day of the span will do: the term is longer.
    extended_to = np.where(is_extended, extended_to, filed)
    years = np.array([filed.min(), last, extended_to.max()]).astype("datetime64[Y]").astype(date)
    span = country.calendar.working_days(years[0].year, years[1:].max().year)
    places = np.array([span.place(regions.get(name, EVERYWHERE)) for name in names])[institutions]
    until = np.full(len(filed), last)

    def waited(end: Days, *, most: bool = False) -> Codes:
        days = span.between(filed, end, places, most=most)
        return days - pauses.within(span, end, places, most=most) if pauses else days

    codes: dict[str, Codes | Flags] = {
        "institution_id": institutions,
        "period": periods,
        "outcome": known.outcome,
        "waited_days": waited(known.until),
        "waited_most_days": waited(known.until, most=True),
        "is_closed": known.is_closed,
        "term_days": term,
        "extended_days": np.maximum(term, waited(extended_to)),
        "watched_terms": np.minimum(span.between(filed, until, places) // term, MOST_TERMS),
        "is_extended": is_extended,
        "cohort": rows.words("cohort", COHORTS),
        "is_reasoned": known.is_reasoned,
        "is_hollow": known.is_hollow,
        "appeal": known.appeal,
        "order": known.order,
    }
    return count(codes, {"institution_id": names, "period": quarters})


def _seen(rows: Requests, last: np.datetime64) -> Requests:
    filed = rows.days("filed_on")
    if np.isnat(filed).any():
        raise RecordsError("a request has no day of filing: filed_on is blank")
    is_seen = filed <= last
    return rows if is_seen.all() else Requests(rows.frame[is_seen])


def _quarters(filed: Days) -> tuple[Codes, list[str]]:
    """Return the place of each day's quarter among the quarters, and these, sorted."""
    months = filed.astype("datetime64[M]").astype(np.int64)
    first = int(months.min()) // 3
    codes = months // 3 - first
    quarters = range(first, first + int(codes.max()) + 1)
    return codes, [f"{1970 + one // 4:04}-Q{one % 4 + 1}" for one in quarters]
