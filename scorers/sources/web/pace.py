"""Time: how long to wait before a host is asked again, and what tells the time."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """What tells the time and lets it pass.

    Attributes:
        monotonic: Seconds from any beginning that never go back.
        now: The instant, in UTC.
    """

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _now


@dataclass
class Pace:
    """The least time between two asks of one host.

    Attributes:
        seconds: Where robots.txt asks for no more.
        slower: Hosts that ask for more, with their seconds.
    """

    clock: Clock
    seconds: float
    slower: dict[str, float] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str) -> None:
        """Return when the host may be asked again, and count this as an ask."""
        gap = max(self.seconds, self.slower.get(host, 0.0))
        if host in self._asked:
            left = self._asked[host] + gap - self.clock.monotonic()
            if left > 0:
                self.clock.sleep(left)
        self._asked[host] = self.clock.monotonic()
