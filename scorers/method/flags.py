"""Red flags: serious facts that stand beside a score and take nothing off it, and their limits."""

from collections.abc import Mapping
from dataclasses import dataclass

from scorers.method.entries import Entry
from scorers.text import Text


ORDER, SILENCE, REGISTER, NO_RECORD = "order", "silence", "register", "no_record"
# What each is measured by; how far apart two visits must be is the method's `absence_days`.
LIMITS: Mapping[str, tuple[str, ...]] = {
    ORDER: ("days",),
    SILENCE: ("terms", "least", "share"),
    REGISTER: (),
    NO_RECORD: (),
}
MOST_TERMS = 3  # requests are followed no longer, see `scorers.tallies.tally`


@dataclass(frozen=True)
class Flag:
    """One serious fact.

    Attributes:
        id: One of LIMITS.
        text: When it is raised.
        limits: By name. `days`: more than so many since the last day of an order. Fewer than
            `share`, 0 to 1, of `least` requests or more answered within `terms` legal terms.
    """

    id: str
    name: Text
    text: Text
    limits: Mapping[str, float]


def flag(entry: Entry) -> Flag:
    """Return the flag of an entry; MethodError names what cannot be."""
    name = entry.word("id", tuple(LIMITS))
    found = Flag(
        id=name,
        name=entry.text("name"),
        text=entry.text("text"),
        limits={limit: _limit(entry, limit) for limit in LIMITS[name]},
    )
    entry.done()
    return found


def _limit(entry: Entry, name: str) -> float:
    if name == "share":
        return entry.number(name, 0, 1)
    return entry.whole(name, 1, MOST_TERMS) if name == "terms" else entry.whole(name, 1)
