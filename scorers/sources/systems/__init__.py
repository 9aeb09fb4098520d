"""The systems that hold requests and disclosures: one file each, alike in what they offer.

`fetch` asks for one reply after the other, `parse` turns stored replies into rows and touches
neither the network nor a clock. So what was read once can be parsed again, years later, with the
same result.
"""

from scorers.sources.systems import foia_gov, portal, tabular, visit
from scorers.sources.systems.base import System


# By the name that sources.toml gives as `system`.
SYSTEMS: dict[str, System] = {
    "foia_gov": foia_gov,
    "portal": portal,
    "tabular": tabular,
    "visit": visit,
}
