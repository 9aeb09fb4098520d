"""One country: languages, law, kinds, regions, items and measures, as its country.toml says.

No code knows a country: whatever differs between countries is read here, from a folder of content/.
"""

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
    "Country",
    "Item",
    "Kind",
    "Law",
    "Letter",
    "Letters",
    "Measure",
    "OfficialId",
    "Private",
    "Region",
    "Rule",
    "read",
    "read_letters",
]
