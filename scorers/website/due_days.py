"""The days on which a country does not work, for the script that tells when an answer is due."""

from collections.abc import Iterable
from datetime import date

from scorers.country import Country, NonWorkingDay
from scorers.website.downloads import as_json


ADDRESS = "api/v1/non-working-days.json"
YEARS_AHEAD = 15  # no clock is read: the file must last until the site is built again


def non_working_days_json(country: Country, first_year: int) -> str:
    """Return the days on which a country does not work, as JSON.

    `years` are the first and last year; `weekend` the days of the week, 0 is Sunday as scripts have
    it; `days` those off in the whole country; `unclear` those of which it is not confirmed that
    they stop a legal term; `regions` holds both for each region that has days of its own.

    Args:
        country: Whose calendar.
        first_year: The first year told.
    """
    calendar = country.calendar
    last_year = first_year + YEARS_AHEAD
    told = [one for one in calendar.decreed if first_year <= one.day.year <= last_year]
    regions = sorted({region for one in told for region in one.regions})
    holidays = calendar.public_holidays(first_year, last_year)
    return as_json(
        {
            "years": [first_year, last_year],
            "weekend": [(day + 1) % 7 for day in calendar.weekend],
            **_days((one for one in told if not one.regions), holidays),
            "regions": {
                region: _days(one for one in told if region in one.regions) for region in regions
            },
        }
    )


def _days(decreed: Iterable[NonWorkingDay], holidays: Iterable[date] = ()) -> dict[str, list[str]]:
    found = list(decreed)
    sure = {*holidays, *(one.day for one in found if one.confirmed)}
    unclear = {one.day for one in found if not one.confirmed} - sure
    return {
        "days": [day.isoformat() for day in sorted(sure)],
        "unclear": [day.isoformat() for day in sorted(unclear)],
    }
