"""The systems that hold requests and disclosures: one file each, alike in what they offer.

`fetch` asks for one reply after the other, `parse` turns stored replies into rows and touches
neither the network nor a clock. So what was read once can be parsed again, years later, with the
same result.
"""

from scorers.sources.systems import alaveteli, froide, muckrock
from scorers.sources.systems.base import System


# By the name that sources.toml calls them.
SYSTEMS: dict[str, System] = {
    "alaveteli": alaveteli,
    "froide": froide,
    "muckrock": muckrock,
}
