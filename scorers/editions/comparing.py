"""What changed between two editions of a country, and why.

Of a frozen edition its published tables are compared, of an open one what the records give. Causes
are found indicator by indicator, from the rows that it rests on before and after:

- method: the method differs, and the later edition's rows give something else under the earlier
  method. Only then; and if that is all, it is the only cause.
- new evidence: rows that the earlier edition did not rest on.
- correction: rows of both editions whose cells differ; rows of the earlier one that are no longer
  in the records; rows that no longer count although the later edition sees them and no new row
  takes their place; or the same rows, where what changed is the country's list of items or what
  kind of institution it is.
- passage of time: rows that the later edition no longer sees, since its window or the horizon of
  its looks has moved on; or the same rows seen from a later day.
- baseline: the same rows and value, shrunk to a pooled rate or wait that others have moved.

A pillar or total has the causes of its parts. What a row said before it was corrected is not
known, only that it was another text: so causes are told apart, not added up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from scorers import method as methods
from scorers.country import Country
from scorers.editions import releasing, scope, sides
from scorers.editions.change import CAUSES, Change
from scorers.editions.edition import Edition
from scorers.editions.evidence import KEYS
from scorers.editions.sides import Key, Side, differ
from scorers.exceptions import MethodError
from scorers.method import Method
from scorers.paths import Place


def compare(
    place: Place,
    country: Country,
    before: Edition,
    after: Edition,
    frames: Mapping[str, pd.DataFrame],
) -> list[Change]:
    """Return what changed from one edition to another, by institution in the order of scores.csv.

    Args:
        place: The checkout.
        country: Whose editions.
        before: The earlier one.
        after: The later one.
        frames: The tables of the country, as `read_all` returns them.

    Raises:
        EditionError: A frozen edition lacks its tables.
        MethodError: The method of one of them is missing or cannot be.
    """
    first, second = (sides.side(place, country, one, frames) for one in (before, after))
    later = methods.read(place.method(after.method))
    why = _Why(
        first=first,
        second=second,
        same=_under_method_of(place, country, first, second, frames),
        method=later,
        seen=_seen(frames, after, later),
        moved=_days(before) != _days(after),
    )
    order = {name: at for at, name in enumerate((*later.indicators, *later.pillars, "total"))}
    changes: dict[Key, Change] = {}
    for key in sorted(
        {*first.scores, *second.scores}, key=lambda key: (key[0], order.get(key[2], -1), key[2])
    ):
        if differ(first.cells(key), second.cells(key)):
            changes[key] = _change(why, key, changes)
    return list(changes.values())


def under(
    place: Place,
    country: Country,
    edition: Edition,
    versions: tuple[str, str],
    frames: Mapping[str, pd.DataFrame],
) -> list[Change]:
    """Return what changes where the records of an edition are scored by another method.

    Both sides are computed, also of a frozen edition: nothing but the method differs.

    Args:
        place: The checkout.
        country: Whose edition.
        edition: Says the window and the cut-off.
        versions: The two versions, the earlier first.
        frames: The tables of the country, as `read_all` returns them.

    Raises:
        MethodError: One of the methods is missing or cannot be.
    """
    before, after = (
        replace(edition, method=version, status="open", reason=None, inputs={}, earlier={})
        for version in versions
    )
    return compare(place, country, before, after, frames)


@dataclass(frozen=True)
class _Why:
    """What tells the causes of a change.

    Attributes:
        same: What the later edition says under the earlier method; None if they share theirs.
        method: Of the later edition.
        seen: Whether the later edition sees each row of the records, by its id.
        moved: Whether its window or cut-off is another one.
    """

    first: Side
    second: Side
    same: Side | None
    method: Method
    seen: Mapping[str, bool]
    moved: bool


@dataclass(frozen=True)
class _Rows:
    added: int
    corrected: int
    passed: int


def _days(edition: Edition) -> tuple[Any, ...]:
    return edition.window_start, edition.window_end, edition.cut_off


def _change(why: _Why, key: Key, earlier: Mapping[Key, Change]) -> Change:
    was, now = why.first.cells(key), why.second.cells(key)
    if key[1] == "indicator":
        rows = _rows(why, key)
        causes = _causes(why, key, rows)
    else:
        rows, causes = _of_parts(why, key, earlier)
    return Change(
        institution_id=key[0],
        part=key[1],
        id=key[2],
        state_before=was.get("state") or "",
        state_after=now.get("state") or "",
        score_before=_number(was.get("score")),
        score_after=_number(now.get("score")),
        causes=tuple(cause for cause in CAUSES if cause in causes),
        rows_added=rows.added,
        rows_corrected=rows.corrected,
        rows_passed=rows.passed,
    )


def _of_parts(why: _Why, key: Key, earlier: Mapping[Key, Change]) -> tuple[_Rows, set[str]]:
    """Return the rows and causes of a pillar or total, of those of its parts that changed."""
    method = why.method
    kind, names = (
        ("pillar", list(method.pillars))
        if key[1] == "total"
        else ("indicator", [one.id for one in method.of_pillar(key[2])])
    )
    found = (earlier.get((key[0], kind, name)) for name in names)
    parts = [one for one in found if one]
    rows = _Rows(
        sum(one.rows_added for one in parts),
        sum(one.rows_corrected for one in parts),
        sum(one.rows_passed for one in parts),
    )
    causes = {cause for one in parts for cause in one.causes}
    if why.same is not None and differ(why.same.cells(key), why.second.cells(key)):
        causes.add("method")
    return rows, causes or {"deadline" if why.moved else "correction"}


def _under_method_of(
    place: Place,
    country: Country,
    first: Side,
    second: Side,
    frames: Mapping[str, pd.DataFrame],
) -> Side | None:
    """Return what the later edition says under the earlier method; None if they share theirs.

    What it says is nothing where that is not known.
    """
    names = [f"method/{side.edition.method}.toml" for side in (first, second)]
    if names[0] == names[1]:
        if first.inputs.get(names[0]) == second.inputs.get(names[1]):
            return None
        # One version whose file has changed: what it said before is not known.
        return Side(second.edition, {}, (), {}, {})
    earlier = replace(second.edition, method=first.edition.method)
    if earlier == first.edition:
        return first
    try:
        release = releasing.made(place, country, earlier, frames)
    except MethodError:
        return Side(earlier, {}, (), {}, {})
    return sides.read(earlier, release)


def _seen(frames: Mapping[str, pd.DataFrame], edition: Edition, method: Method) -> dict[str, bool]:
    """Return, for the id of every row of the records, whether an edition sees it."""
    rows = scope.seen(frames, edition, method)
    return {
        name: is_seen
        for table, key in KEYS.items()
        for name, is_seen in zip(frames[table][key].tolist(), rows[table].tolist(), strict=True)
    }


def _rows(why: _Why, key: Key) -> _Rows:
    was = why.first.rows.get((key[0], key[2]), {})
    now = why.second.rows.get((key[0], key[2]), {})
    added = sum(name not in was for name in now)
    changed = sum(name in now and now[name] != text for name, text in was.items())
    gone = [name for name in was if name not in now]
    withdrawn = sum(name not in why.seen for name in gone)
    passed = sum(why.seen.get(name) is False for name in gone)
    # A row that is there and seen and no longer counts has given way to a newer one, if any.
    replaced = 0 if added else len(gone) - withdrawn - passed
    return _Rows(added=added, corrected=changed + withdrawn + replaced, passed=passed)


def _causes(why: _Why, key: Key, rows: _Rows) -> set[str]:
    was, now = why.first.cells(key), why.second.cells(key)
    causes: set[str] = set()
    if why.same is not None:
        then = why.same.cells(key)
        if not then or differ(then, now):
            causes.add("method")
        if then and not differ(was, then):
            return causes  # the rows alone would have changed nothing
    if rows.added:
        causes.add("evidence")
    if rows.corrected:
        causes.add("correction")
    if rows.passed:
        causes.add("deadline")
    if causes:
        return causes
    indicator = why.method.indicators.get(key[2])
    if indicator and indicator.shrink and was.get("value") == now.get("value"):
        return {"baseline"}
    return {"deadline" if why.moved else "correction"}


def _number(text: Any) -> float | None:
    return float(text) if text else None
