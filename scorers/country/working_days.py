"""The working days of a country over years, counted for whole columns of days at once.

Loaded when working days are first counted: most commands, such as a pull, count none.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from scorers.country.calendar import EVERYWHERE, WEEKDAYS, Calendar


Days = npt.NDArray[np.datetime64]
Counts = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True)
class WorkingDays:
    """The working days of a country over a span of whole years.

    Attributes:
        first: The first day of the span.
        regions: EVERYWHERE, then the regions that have non-working days of their own.
        least: Working days from `first` up to and including each day, shape (regions, days), with
            all decreed days off.
        most: The same, with days of which that is not confirmed as working days.
    """

    first: np.datetime64
    regions: tuple[str, ...]
    least: Counts
    most: Counts

    def place(self, region: str) -> int:
        """Return the row of a region: that of EVERYWHERE if it has no days of its own."""
        return self.regions.index(region) if region in self.regions else 0

    def between(
        self, since: Days, until: Days, places: Counts | int = 0, *, most: bool = False
    ) -> Counts:
        """Return how many working days lie after one day, up to and including another.

        The first working day after filing is so day 1 of a term, and the last day of a term of D
        is day D. A day that is none belongs to the working day before it.

        Args:
            since: Days inside the span.
            until: Days inside the span; an earlier one than `since` gives a number below 0.
            places: The row of each one's region.
            most: Count the days of which it is unclear.
        """
        table = self.most if most else self.least
        ends = [places, (until - self.first).astype(np.int64)]
        starts = [places, (since - self.first).astype(np.int64)]
        passed: Counts = table[tuple(ends)] - table[tuple(starts)]
        return passed

    def after(
        self, since: date, days: int, region: str = EVERYWHERE, *, most: bool = False
    ) -> date:
        """Return the working day that is the given one after `since`: 1 is where a term starts.

        IndexError if it lies outside the span.
        """
        counted = (self.most if most else self.least)[self.place(region)]
        begun = counted[int((np.datetime64(since) - self.first).astype(np.int64))]
        at = int(np.searchsorted(counted, begun + days))
        if at == len(counted):
            raise IndexError(f"{days} working days after {since} lie outside the span")
        return (self.first + at).astype(date)  # type: ignore[no-any-return]


@lru_cache(maxsize=32)
def working_days(calendar: Calendar, first_year: int, last_year: int) -> WorkingDays:
    """Return the working days of whole years; CountryError as `Calendar.working_days`."""
    first, end = np.datetime64(f"{first_year:04}-01-01"), np.datetime64(f"{last_year:04}-12-31")
    days = np.arange(first, end + 1)
    # 1970-01-01 was a Thursday.
    is_off = np.isin((days.astype(np.int64) + WEEKDAYS.index("thursday")) % 7, calendar.weekend)
    is_off |= np.isin(days, _as_days(calendar.public_holidays(first_year, last_year)))
    regions = (EVERYWHERE, *sorted({name for one in calendar.decreed for name in one.regions}))
    tables = [np.empty((len(regions), len(days)), dtype=np.int32) for _ in range(2)]
    for row, region in enumerate(regions):
        here = [one for one in calendar.decreed if not one.regions or region in one.regions]
        for table, off in zip(tables, (here, [one for one in here if one.confirmed]), strict=True):
            is_decreed = np.isin(days, _as_days([one.day for one in off]))
            table[row] = np.cumsum(~(is_off | is_decreed))
    for table in tables:
        table.flags.writeable = False  # what is kept is shared
    return WorkingDays(first, regions, *tables)


def _as_days(days: list[date]) -> Days:
    return np.array(days, dtype="datetime64[D]")
