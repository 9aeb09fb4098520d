"""Days that a clarification took, where the law stops the clock until it comes."""

from dataclasses import dataclass

import numpy as np

from scorers.country import Country
from scorers.country.working_days import Counts, Days, WorkingDays
from scorers.exceptions import RecordsError
from scorers.tallies.rows import Requests


NEVER = np.datetime64("9999-12-31")


@dataclass(frozen=True)
class Pauses:
    """The pause of each row; in a row without one both days are that of filing.

    Attributes:
        since: The day on which the clarification was asked for: the clock stops when it ends.
        until: The day on which it was given; NEVER where that was not known at the cut-off.
    """

    since: Days
    until: Days

    def within(
        self, span: WorkingDays, end: Days, places: Counts | int, *, most: bool = False
    ) -> Counts:
        """Return how many working days up to a day each clock stood still; as `span.between`."""
        since, until = (np.minimum(one, end) for one in (self.since, self.until))
        return span.between(since, until, places, most=most)


def known(rows: Requests, country: Country, filed: Days, last: np.datetime64) -> Pauses | None:
    """Return the pauses as they were known at the cut-off; None where the law stops no clock.

    Args:
        rows: Requests that were filed by then.
        country: Whose law holds.
        filed: Their days of filing.
        last: The cut-off.

    Raises:
        RecordsError: A clarification was asked for before the filing, or given before it was asked.
    """
    if not country.law.clarification_stops_clock:
        return None
    asked, given = rows.days("clarification_asked_on"), rows.days("clarified_on")
    if (asked < filed).any():
        raise RecordsError("a request has a clarification asked before the day of its filing")
    if (given < asked).any():
        raise RecordsError("a request has a clarification given before it was asked for")
    is_paused = asked <= last
    until = np.where(given <= last, given, NEVER)
    return Pauses(np.where(is_paused, asked, filed), np.where(is_paused, until, filed))
