"""Reads [sensitivity] of a method file."""

from collections.abc import Sequence

from scorers.method import sensitivity as known
from scorers.method.entries import Entry
from scorers.method.sensitivity import Alternative, Assumption, Discussed, Sensitivity


TOTAL = "total"
MEANS = ("geometric", "arithmetic")
LIMITS = (
    "least_kept",
    "most_total_effect",
    "least_correlation",
    "most_correlation",
    "least_institutions",
    "least_group",
    "ahead",
)


def sensitivity(entry: Entry, pillars: Sequence[str], drivers: Sequence[str]) -> Sensitivity:
    """Return what is varied and the limits of the gates; MethodError names what cannot be."""
    found = Sensitivity(
        judgement=entry.words("judgement", LIMITS),
        least_kept=entry.number("least_kept", 0, 1),
        most_total_effect=entry.number("most_total_effect", 0, 1),
        least_correlation=entry.number("least_correlation", -1, 1),
        most_correlation=entry.number("most_correlation", -1, 1),
        least_institutions=entry.whole("least_institutions", 3),
        least_group=entry.whole("least_group", 2),
        ahead=entry.number("ahead", 0.5, 1),
        assumptions={
            one.table["id"]: _assumption(one, pillars, drivers)
            for one in entry.entries("assumption")
        },
        discussed=tuple(
            _discussed(one, pillars)
            for one in (entry.entries("discussed") if entry.has("discussed") else [])
        ),
    )
    entry.done()
    return found


def _assumption(entry: Entry, pillars: Sequence[str], drivers: Sequence[str]) -> Assumption:
    name = entry.word("id", known.ASSUMPTIONS)
    is_noisy = name in known.NOISY
    assumption = Assumption(
        id=name,
        name=entry.text("name"),
        text=entry.text("text"),
        judgement=entry.flag("judgement"),
        noise=entry.number("noise", 0.001, 0.5) if is_noisy else None,
        alternatives=()
        if is_noisy
        else tuple(
            _alternative(one, name, pillars, drivers) for one in entry.entries("alternative")
        ),
    )
    entry.done()
    return assumption


def _alternative(
    entry: Entry, assumption: str, pillars: Sequence[str], drivers: Sequence[str]
) -> Alternative:
    parts = {known.PILLAR_WEIGHTS: pillars, known.TREE: drivers}.get(assumption, ())
    found = Alternative(
        id=entry.word("id", pattern=r"[a-z0-9]+([-.][a-z0-9]+)*"),
        name=entry.text("name"),
        weights=_weights(entry.entry("weights"), parts) if parts else {},
        aggregate=entry.word("aggregate", MEANS) if assumption == known.AGGREGATION else "",
        strength=entry.number("strength", 0) if assumption == known.STRENGTH else None,
    )
    entry.done()
    return found


def _weights(entry: Entry, parts: Sequence[str]) -> dict[str, float]:
    weights = {part: entry.number(part, 0.001) for part in parts}
    entry.done()
    return weights


def _discussed(entry: Entry, pillars: Sequence[str]) -> Discussed:
    found = Discussed(
        assumption=entry.word("assumption", known.ASSUMPTIONS),
        parts=entry.words("parts", (*pillars, TOTAL), least=1),
        text=entry.text("text"),
    )
    entry.done()
    return found
