"""The systems that hold requests and disclosures: one file each, alike in what they offer.

`fetch` asks for one reply after the other, `parse` turns stored replies into rows and touches
neither the network nor a clock. So what was read once can be parsed again, years later, with the
same result.
"""

import importlib
from collections.abc import Iterator, MutableMapping
from typing import cast

from scorers.sources.systems.base import System


class Systems(MutableMapping[str, System]):
    """Systems by name. Each is loaded when it is first used: some stand on a lot."""

    def __init__(self, *names: str) -> None:
        """Load nothing yet."""
        self._loaded: dict[str, System | None] = dict.fromkeys(names)

    def __getitem__(self, name: str) -> System:
        """Return a system; KeyError if there is none of that name."""
        system = self._loaded[name]
        if system is None:
            system = cast("System", importlib.import_module(f"{__name__}.{name}"))
            self._loaded[name] = system
        return system

    def __setitem__(self, name: str, system: System) -> None:
        """Add a system."""
        self._loaded[name] = system

    def __delitem__(self, name: str) -> None:
        """Take a system out."""
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(self._loaded)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._loaded)

    def __contains__(self, name: object) -> bool:
        """Return whether there is a system of that name, and load none."""
        return name in self._loaded


# By the name that sources.toml gives as `system`.
SYSTEMS = Systems(
    "alaveteli",
    "ckan",
    "dkan",
    "foia_gov",
    "froide",
    "muckrock",
    "ocds",
    "portal",
    "tabular",
    "visit",
)
