"""What a host's robots.txt lets us read, the most specific rule first."""

from dataclasses import dataclass, field

from protego import Protego

from scorers.exceptions import SourceError


AGENT = "Consta"
# Nobody's robots.txt may stop a pull for good.
LONGEST_DELAY = 60.0


@dataclass
class Robots:
    """The robots.txt of one host.

    Attributes:
        address: Where it stands.
        text: Its words; "" where there is none, which lets everything be read.
    """

    address: str
    text: str
    _rules: Protego = field(init=False)

    def __post_init__(self) -> None:
        """Read the rules."""
        self._rules = Protego.parse(self.text)

    @property
    def delay(self) -> float:
        """The seconds that it asks for between two asks, 0 if it does not."""
        return min(float(self._rules.crawl_delay(AGENT) or 0.0), LONGEST_DELAY)

    def admit(self, address: str, path: str) -> None:
        """Raise SourceError, with the path and the rule, for an address that it refuses."""
        if not self._rules.can_fetch(address, AGENT):
            raise SourceError(
                f"{path}: {self.address} refuses it ({self._rule(address)}); with a written "
                "permission, state it in sources.toml as permission"
            )

    def _rule(self, address: str) -> str:
        """Return the longest line that refuses the address."""
        refusing = [""]
        for line in self.text.splitlines():
            name, _, value = line.partition("#")[0].partition(":")
            if name.strip().lower() != "disallow" or not value.strip():
                continue
            alone = Protego.parse(f"User-agent: *\nDisallow: {value.strip()}")
            if not alone.can_fetch(address, AGENT):
                refusing.append(value.strip())
        return f"Disallow: {max(refusing, key=len)[:200]}"
