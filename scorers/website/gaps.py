"""What is missing of each institution: indicators that nobody has measured, items nobody has seen.

An indicator is missing in the edition that the site shows; an item in today's records.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scorers.country import Country, Letters
from scorers.editions.book import ScoreBook
from scorers.text import Text
from scorers.website.facts import Facts


ITEMS = "items"  # the group of the items; that of an indicator is its pillar
UNKNOWN = ("not_measured", "too_few")


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing.

    Attributes:
        id: Its anchor: the id of the indicator, or that of the item behind "item-".
        group: ITEMS, or the id of the indicator's pillar.
        state: not_measured or too_few for an indicator; absent or never_seen for an item.
        ask: What a letter asks for; None where no letter settles it.
        needs: What it takes to measure the indicator; None for an item.
    """

    id: str
    name: Text
    group: str
    state: str
    ask: Text | None
    needs: Text | None


@dataclass(frozen=True, slots=True)
class Missing:
    """All that is missing of an institution: the same object for all that miss the same.

    Attributes:
        key: What tells it apart from others.
        counts: How many gaps each group has, without empty groups, in order.
    """

    key: str
    gaps: tuple[Gap, ...]
    counts: tuple[tuple[str, int], ...]


def missing(book: ScoreBook, facts: Facts, letters: Letters) -> dict[str, Missing]:
    """Return what a letter can ask of each institution that still exists, by its id.

    Those of which nothing can be asked are left out.
    """
    items = _items(book.country, letters)
    seen = _seen(book)
    states = _states(book)
    indicators = {
        (one.id, state): Gap(
            one.id, one.name, one.pillar, state, letters.asks.get(one.id), one.needs
        )
        for one in book.method.indicators.values()
        for state in UNKNOWN
    }
    known: dict[str, Missing] = {}
    found: dict[str, Missing] = {}
    for institution_id, row in facts.institutions.items():
        if row["until_on"] or row["successor_id"]:
            continue
        gaps = [
            *_unseen(items, row["kind"], seen.get(institution_id, {}), book.country),
            *(indicators[one] for one in states.get(institution_id, ())),
        ]
        if any(gap.ask for gap in gaps):
            key = " ".join(f"{gap.id}:{gap.state}" for gap in gaps)
            found[institution_id] = known.setdefault(key, _missing(key, gaps))
    return found


def _missing(key: str, gaps: list[Gap]) -> Missing:
    counts: dict[str, int] = {}
    for gap in gaps:
        counts[gap.group] = counts.get(gap.group, 0) + 1
    return Missing(key, tuple(gaps), tuple(counts.items()))


def _items(country: Country, letters: Letters) -> dict[tuple[str, str], Gap]:
    """Return the gap of each item that must be published, absent and never seen."""
    made = {}
    for item in country.items.values():
        ask = None
        if letters.items:
            ask = letters.items[1].format(item=item.name, heading=item.heading or item.name)
        for state in ("absent", "never_seen"):
            made[item.id, state] = Gap(f"item-{item.id}", item.name, ITEMS, state, ask, None)
    return made


def _unseen(
    items: Mapping[tuple[str, str], Gap], kind: str, seen: Mapping[str, str], country: Country
) -> Iterator[Gap]:
    """Yield the gaps of the items that bind a kind: only confirmed duties are asked for."""
    for item in country.items.values():
        if item.confirmed and item.applies_to(kind):
            state = "absent" if seen.get(item.id) == "absent" else "never_seen"
            if state == "absent" or item.id not in seen:
                yield items[item.id, state]


def _seen(book: ScoreBook) -> dict[str, dict[str, str]]:
    """Return what the last look at each item found, by institution; of one day, the kinder."""
    looks = book.frames["observations"][["institution_id", "item", "looked_on", "found"]]
    ordered = looks.assign(there=looks["found"] != "absent").sort_values(["looked_on", "there"])
    last = ordered.drop_duplicates(["institution_id", "item"], keep="last")
    found: dict[str, dict[str, str]] = {}
    columns = (last[name].tolist() for name in ("institution_id", "item", "found"))
    for institution_id, item, said in zip(*columns, strict=True):
        found.setdefault(institution_id, {})[item] = said
    return found


def _states(book: ScoreBook) -> dict[str, list[tuple[str, str]]]:
    """Return the indicators that are not measured, with their state, by institution."""
    states = book.indicators["state"]
    unknown = states[states.isin(UNKNOWN)]
    order = {one: place for place, one in enumerate(book.method.indicators)}
    found: dict[str, list[tuple[str, str]]] = {}
    pairs: list[tuple[Any, Any]] = unknown.index.tolist()
    for (institution_id, indicator_id), state in zip(pairs, unknown.tolist(), strict=True):
        found.setdefault(institution_id, []).append((indicator_id, state))
    for one in found.values():
        one.sort(key=lambda pair: order[pair[0]])
    return found
