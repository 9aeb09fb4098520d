"""Working days: weekends, public holidays and days that a decree makes non-working.

Public holidays come from the package `holidays`, which is loaded only when working days are asked
for. Whether a decreed day stops the clock of a term may be unclear in law: such a day is off in one
count and a working day in the other, and both are given.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scorers.exceptions import CountryError


if TYPE_CHECKING:
    from scorers.country.working_days import WorkingDays


EVERYWHERE = ""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class NonWorkingDay:
    """A day that a decree takes from the working days.

    Attributes:
        regions: Where; empty for the whole country.
        norm: The decree; "" where the source does not name it.
        source: What says so.
        confirmed: Whether it is confirmed that the day does not count in a term.
    """

    day: date
    regions: tuple[str, ...]
    norm: str
    source: str
    confirmed: bool


@dataclass(frozen=True)
class Calendar:
    """What country.toml and non_working_days.csv say of working days.

    Attributes:
        path: The country.toml, for messages.
        weekend: Days of the week that are never working days, 0 is Monday.
        holidays: The country's code in the package `holidays`; "" if it has none there.
        subdivisions: Parts of the country whose holidays hold everywhere as well, in that package's
            codes; empty for those of the whole country alone.
        decreed: Days beside these, by day.
    """

    path: Path
    weekend: tuple[int, ...]
    holidays: str
    subdivisions: tuple[str, ...]
    decreed: tuple[NonWorkingDay, ...]

    def working_days(self, first_year: int, last_year: int) -> "WorkingDays":
        """Return the working days of whole years, the last one included.

        Raises:
            CountryError: The package `holidays` does not know the country or a subdivision.
        """
        from scorers.country.working_days import working_days  # noqa: PLC0415 - loads numpy

        return working_days(self, first_year, last_year)

    def public_holidays(self, first_year: int, last_year: int) -> list[date]:
        """Return the public holidays of whole years, sorted; CountryError as `working_days`."""
        if not self.holidays:
            return []
        from holidays import country_holidays  # noqa: PLC0415 - slow to load, seldom needed

        years = range(first_year, last_year + 1)
        try:
            found = {
                day
                for part in self.subdivisions or (None,)
                for day in country_holidays(self.holidays, subdiv=part, years=years)
            }
        except NotImplementedError as error:
            words = f'{self.path}: [calendar]: the package "holidays" does not know '
            wanted = f"{self.holidays}, subdivisions {list(self.subdivisions)}"
            raise CountryError(words + wanted) from error
        return sorted(found)
