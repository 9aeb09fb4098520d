"""Portal ids of local governments, by executing-unit number and, failing that, by unique name.

The list of executing units repeats some numbers: one stands on many rows of other bodies. Where a
number is repeated, only the row whose portal name is the body's own counts; where it is not, the
names must still agree.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scorers.sources.places import LocalName, Places, agree
from scorers.sources.proper_names import key
from scorers.sources.tabular import Row


@dataclass
class Match:
    """Which portal id belongs to which executing-unit number.

    Attributes:
        by_number: Portal ids found through the number.
        by_name: Portal ids found through a name that is unique in both lists.
        repeated: How many rows of the list repeat a local government's number.
        disputed: Numbers whose rows all name another body: "number: ours / the portal's".
    """

    by_number: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)
    repeated: int = 0
    disputed: list[str] = field(default_factory=list)

    def of(self, number: str) -> str:
        """Return the portal id of a number, "" if there is none."""
        return self.by_number.get(number) or self.by_name.get(number, "")


def match(
    bodies: Mapping[str, LocalName], units: Sequence[Row], names: Sequence[Row], places: Places
) -> Match:
    """Return the portal ids of local governments.

    Args:
        bodies: The local governments by executing-unit number.
        units: Rows with portal_id and unit.
        names: Rows with portal_id and name: the portal's own list.
        places: Takes names apart.
    """
    portal = {row["portal_id"]: places.local(row["name"]) for row in names}
    found = Match()
    rows_of: defaultdict[str, list[str]] = defaultdict(list)
    for row in units:
        rows_of[row["unit"]].append(row["portal_id"])
    found.repeated = sum(len(rows_of[number]) - 1 for number in bodies if number in rows_of)
    for number, body in bodies.items():
        ids = rows_of.get(number, [])
        good = [one for one in ids if _same(body, portal.get(one), strictly=len(ids) > 1)]
        if len(good) == 1:
            found.by_number[number] = good[0]
        elif ids:
            others = [one.place if one else "?" for one in map(portal.get, ids[:3])]
            found.disputed.append(f"{number}: {body.place} / {', '.join(others)}")
    _by_name(bodies, portal, found)
    return found


def _same(body: LocalName, portal: LocalName | None, *, strictly: bool) -> bool:
    if portal is None:
        return False
    if strictly:
        return _named(body) == _named(portal)
    return agree(body.place, portal.place)


def _by_name(
    bodies: Mapping[str, LocalName], portal: Mapping[str, LocalName | None], found: Match
) -> None:
    ours = Counter(_named(body) for body in bodies.values())
    theirs: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for portal_id, name in portal.items():
        if name is not None:
            theirs[_named(name)].append(portal_id)
    taken = set(found.by_number.values())
    for number, body in bodies.items():
        ids = theirs.get(_named(body), [])
        if number in found.by_number or ours[_named(body)] != 1 or len(ids) != 1:
            continue
        if ids[0] not in taken:
            found.by_name[number] = ids[0]


def _named(name: LocalName) -> tuple[str, str]:
    return name.form["kind"], key(name.place)
