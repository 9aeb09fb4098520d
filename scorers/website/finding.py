"""What the search box reads: the names of all institutions in one small file for both languages."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from scorers.country import Country
from scorers.text import LANGUAGES, Text
from scorers.website.views import Entry


ADDRESS = "api/v1/names.json"

# Words that say nothing of which institution is meant: a question may have them wrong.
SMALL = ("a", "al", "and", "de", "del", "e", "el", "for", "la", "las", "los", "of", "para", "por",
         "the", "y")  # fmt: skip


def names_json(country: Country, entries: Mapping[str, Entry]) -> str:
    """Return what the search box looks through, as JSON in as few bytes as will do.

    `small`: words that a question may have wrong. `regions`: the names of each. `rows`: one list an
    institution of its id (0 where the first name says it), name in each language (0 where it is
    that of the first), short name, number of its region (-1 without one), province and, for what it
    has replaced, their row numbers; blank ends are left out. Where two fit a question equally well
    the earlier row comes first: the programme's institutions, then the kinds in the country's
    order.
    """
    placed = sorted(entries.values(), key=_place(country))
    numbers = {entry.id: number for number, entry in enumerate(placed)}
    regions = {one: number for number, one in enumerate(country.regions)}
    replaced: dict[str, list[int]] = {}
    for entry in placed:
        for successor in _successors(entry, entries):
            replaced.setdefault(successor, []).append(numbers[entry.id])
    return json.dumps(
        {
            "small": SMALL,
            "regions": [_both(one.name) for one in country.regions.values()],
            "rows": [
                _without_blank_end(
                    0 if entry.id == _id_said(entry.name) else entry.id,
                    *_both(entry.name),
                    entry.short_name,
                    regions[entry.region.id] if entry.region else -1,
                    entry.province,
                    replaced.get(entry.id, ""),
                )
                for entry in placed
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _place(country: Country) -> Callable[[Entry], tuple[object, ...]]:
    """Return the key by which entries are sorted."""
    first = {one: number for number, one in enumerate(country.programme)}
    kinds = {one: number for number, one in enumerate(country.kinds)}
    return lambda entry: (
        first.get(entry.id, len(first)),
        kinds[entry.kind.id],
        entry.place(country.language),
    )


def _successors(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[str]:
    """Yield what has replaced an institution, and what has replaced that, each once."""
    seen = {entry.id}
    while entry.successor and entry.successor.id not in seen:
        seen.add(entry.successor.id)
        yield entry.successor.id
        entry = entries[entry.successor.id]


def _id_said(name: Text) -> str:
    """Return the id that theme/static/find.js makes of a name: most of them are just that."""
    split = unicodedata.normalize("NFD", name[LANGUAGES[0]])
    bare = "".join(sign for sign in split if not unicodedata.category(sign).startswith("M"))
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")


def _both(name: Text) -> list[object]:
    first, *others = (name[language] for language in LANGUAGES)
    return [first, *(0 if other == first else other for other in others)]


def _without_blank_end(*cells: object) -> list[object]:
    row = list(cells)
    while row[-1] in ("", -1):
        row.pop()
    return row
