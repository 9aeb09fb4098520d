"""One country: languages, law, calendar, kinds, regions, items and measures.

No code knows a country: whatever differs between countries is read here, from a folder of content/.
"""

from scorers.country.calendar import Calendar, NonWorkingDay
from scorers.country.letters import Letter, Letters, Rule, read_letters
from scorers.country.model import (
    Country,
    Item,
    Kind,
    Law,
    Measure,
    OfficialId,
    Private,
    Region,
)
from scorers.country.reading import read


__all__ = [
    "Calendar",
    "Country",
    "Item",
    "Kind",
    "Law",
    "Letter",
    "Letters",
    "Measure",
    "NonWorkingDay",
    "OfficialId",
    "Private",
    "Region",
    "Rule",
    "read",
    "read_letters",
]
