"""The systems that hold requests and disclosures: one file each, alike in what they offer.

`fetch` asks for one reply after the other, `parse` turns stored replies into rows and touches
neither the network nor a clock. So what was read once can be parsed again, years later, with the
same result.
"""

from collections.abc import Mapping

from scorers.sources.systems import (
    alaveteli,
    ckan,
    dkan,
    foia_gov,
    froide,
    muckrock,
    ocds,
    portal,
    tabular,
    visit,
)
from scorers.sources.systems.base import System


# By the name that sources.toml gives as `system`.
SYSTEMS: Mapping[str, System] = {
    "alaveteli": alaveteli,
    "ckan": ckan,
    "dkan": dkan,
    "foia_gov": foia_gov,
    "froide": froide,
    "muckrock": muckrock,
    "ocds": ocds,
    "portal": portal,
    "tabular": tabular,
    "visit": visit,
}
