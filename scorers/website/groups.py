"""Lists of institutions that need no script: by region and province, and by kind and region."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scorers.country import Country
from scorers.text import Text, fold, languages
from scorers.website import addresses
from scorers.website.pages import Page
from scorers.website.views import Entry


NATIONAL = Text(es="De alcance nacional", en="National")
REGIONAL = Text(es="De toda la región", en="Of the whole region")
EVERYWHERE = "everywhere"  # the anchor of those that stand in no province, or in no region

# Where an institution stands in a list: the anchor and the name of its heading.
Place = Callable[[Entry], tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class Group:
    """Institutions under one heading; `anchor` is the id of that heading."""

    anchor: str
    name: Text
    members: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Row:
    """One region or kind in the table of all.

    Attributes:
        id: Of its page, which stands below the table's; "" for what is in no region.
        count: How many institutions it has.
        on_record: How many of them have at least one indicator measured.
    """

    id: str
    name: Text
    count: int
    on_record: int


@dataclass(frozen=True)
class Whole:
    """One region or kind as a whole.

    Attributes:
        address: Of its page.
        name: Of the region, or of the kind in the plural.
        feed: Names its feed, as in "regions/lima".
        members: The institutions.
        place: Where each of them stands on the page.
    """

    address: Text
    name: Text
    feed: str
    members: Sequence[Entry]
    place: Place


def wholes(country: Country, entries: Collection[Entry]) -> Iterator[Whole]:
    """Yield each region and kind, in a fixed order."""
    for region in country.regions.values():
        members = [entry for entry in entries if entry.region == region]
        address = addresses.below(addresses.REGIONS, region.id)
        yield Whole(address, region.name, f"regions/{region.id}", members, _province)
    for kind in country.kinds.values():
        members = [entry for entry in entries if entry.kind == kind]
        address = addresses.below(addresses.KINDS, kind.id)
        yield Whole(address, kind.plural, f"kinds/{kind.id}", members, _region)


def from_entries(country: Country, entries: Collection[Entry]) -> Iterator[Page]:
    """Yield the page of each region and kind, and the tables of both, in a fixed order."""
    if country.regions:
        rows = [
            _row(one.id, one.name, (entry for entry in entries if entry.region == one))
            for one in country.regions.values()
        ]
        nowhere = _row("", NATIONAL, (entry for entry in entries if not entry.region))
        yield _table(addresses.REGIONS, [*rows, nowhere] if nowhere.count else rows)
    kinds = country.kinds.values()
    yield _table(
        addresses.KINDS,
        [
            _row(one.id, one.plural, (entry for entry in entries if entry.kind == one))
            for one in kinds
        ],
    )
    yield from (_list(country, whole) for whole in wholes(country, entries))


def _row(page_id: str, name: Text, members: Iterable[Entry]) -> Row:
    counts = [entry.measured_count for entry in members]
    return Row(page_id, name, len(counts), sum(count > 0 for count in counts))


def _table(address: Text, rows: Sequence[Row]) -> Page:
    """Return the page that lists regions or kinds; kinds keep the country's order."""
    is_regions = address == addresses.REGIONS

    def variables() -> dict[str, Any]:
        by_name = {
            language: sorted(rows, key=lambda row: (row.id == "", fold(row.name[language])))
            for language in languages()
        }
        return {
            "is_regions": is_regions,
            "rows": by_name if is_regions else dict.fromkeys(languages(), rows),
        }

    return Page(address, "groups.html", variables, shows_scores_alone=True)


def _list(country: Country, whole: Whole) -> Page:
    """Return the page of one region or kind; each group has the kinds in the country's order."""
    kinds = {one: number for number, one in enumerate(country.kinds)}

    def grouped(language: str) -> list[Group]:
        names: dict[str, Text] = {}
        groups: dict[str, list[Entry]] = {}
        for entry in sorted(
            whole.members, key=lambda one: (kinds[one.kind.id], *one.place(language))
        ):
            anchor, name = whole.place(entry)
            names.setdefault(anchor, name)
            groups.setdefault(anchor, []).append(entry)
        return sorted(
            (Group(anchor, names[anchor], found) for anchor, found in groups.items()),
            key=lambda group: (group.anchor != EVERYWHERE, fold(group.name[language])),
        )

    def variables() -> dict[str, Any]:
        return {
            "title": whole.name,
            "is_region": whole.place is _province,
            "count": len(whole.members),
            "feed": addresses.changes_feed(whole.feed),
            "groups": {language: grouped(language) for language in languages()},
        }

    return Page(whole.address, "group.html", variables, shows_scores_alone=True)


def _province(entry: Entry) -> tuple[str, Text]:
    if not entry.province:
        return EVERYWHERE, REGIONAL
    return addresses.anchor(entry.province), Text(es=entry.province, en=entry.province)


def _region(entry: Entry) -> tuple[str, Text]:
    if not entry.region:
        return EVERYWHERE, NATIONAL
    return addresses.anchor(entry.region.id), entry.region.name
