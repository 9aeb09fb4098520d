"""Reads one [[indicator]] of a method file."""

from itertools import pairwise

from scorers.method.entries import Entry, is_pair
from scorers.method.model import Check, Indicator, Minimum


TABLES = ("requests", "statistics", "observations")
ESTIMATES = ("rate", "mean", "wait", "checks", "amount")
SHRINKABLE = ("rate", "wait")
BELOW = ("too_few", "not_applicable")
ANCHORS = (
    "two or more [value, score] pairs, values strictly rising, scores from 0 to 100 that never "
    "fall (or, where lower is better, never rise) and are not all the same"
)


def indicator(entry: Entry, pillars: list[str], drivers: list[str]) -> Indicator:
    """Return the indicator of an entry; MethodError names what cannot be."""
    found = Indicator(
        id=entry.word("id", pattern="[A-Z][0-9]+"),
        pillar=entry.word("pillar", pillars),
        driver=entry.word("driver", drivers),
        weight=entry.whole("weight", 1),
        sources=entry.words("from", TABLES, least=1),
        estimate=entry.word("estimate", ESTIMATES),
        shrink=entry.flag("shrink"),
        places=entry.whole("places", 0, 4),
        anchors=_anchors(entry),
        judgement=entry.numbers("judgement"),
        minimum=_minimum(entry),
        name=entry.text("name"),
        unit=entry.text("unit"),
        definition=entry.text("definition"),
        arithmetic=entry.text("arithmetic"),
        basis=entry.text("basis"),
        basis_confirmed=entry.flag("basis_confirmed"),
        basis_url=(
            entry.word("basis_url", pattern="https?://[^ ]+") if entry.has("basis_url") else None
        ),
        needs=entry.text("needs"),
        not_applicable=entry.text("not_applicable") if entry.has("not_applicable") else None,
        checks=_checks(entry),
    )
    entry.done()
    if not found.id.startswith(found.pillar):
        raise entry.error("pillar", found.pillar, f"the letter of its id, {found.id[0]}")
    if found.shrink and found.estimate not in SHRINKABLE:
        raise entry.error(
            "shrink", found.shrink, "false: only a rate over cases or a wait is shrunk"
        )
    values = [value for value, _ in found.anchors]
    if any(value not in values for value in found.judgement):
        raise entry.error("judgement", list(found.judgement), f"anchor values: {values}")
    if found.minimum.below == "not_applicable" and found.not_applicable is None:
        raise entry.error("not_applicable", "missing", "words, since minimum.below says so")
    return found


def _anchors(entry: Entry) -> tuple[tuple[float, float], ...]:
    pairs = entry.get("anchors", ANCHORS)
    if not isinstance(pairs, list) or not all(map(is_pair, pairs)):
        raise entry.error("anchors", pairs, ANCHORS)
    anchors = tuple((float(value), float(score)) for value, score in pairs)
    values = [value for value, _ in anchors]
    scores = [score for _, score in anchors]
    is_rising = all(first < second for first, second in pairwise(values))
    is_within = all(0 <= score <= 100 for score in scores)  # noqa: PLR2004
    is_monotone = scores in (sorted(scores), sorted(scores, reverse=True))
    if not (is_rising and is_within and is_monotone and len(set(scores)) > 1):
        raise entry.error("anchors", pairs, ANCHORS)
    return anchors


def _checks(entry: Entry) -> dict[str, Check]:
    if not entry.has("check"):
        return {}
    checks: dict[str, Check] = {}
    for one in entry.entries("check"):
        check = Check(
            id=one.word("id", pattern=f"{entry.table['id'].lower()}-[a-z]+"),
            name=one.text("name"),
            how=one.text("how"),
        )
        one.done()
        checks[check.id] = check
    return checks


def _minimum(entry: Entry) -> Minimum:
    limits = entry.entry("minimum")
    minimum = Minimum(
        count=limits.whole("count", 1),
        share=limits.number("share", 0, 1) if limits.has("share") else 0.0,
        below=limits.word("below", BELOW),
        text=entry.text("minimum_text"),
    )
    limits.done()
    return minimum
