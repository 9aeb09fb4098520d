"""Proposes which institution a name of a source may mean. A person decides: nothing is applied."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.sources import reviewed, writing
from scorers.sources.archive import replaying
from scorers.sources.archive.shelf import Shelf
from scorers.sources.names import Names
from scorers.sources.proper_names import key
from scorers.sources.reporting import Report
from scorers.sources.systems import SYSTEMS
from scorers.sources.systems.base import Body, SystemSource, one_by_one


# How a name was matched, the surest first.
ID, EXACT, FOLDED, CLOSEST, SEVERAL, NONE = "id", "exact", "folded", "closest", "several", "none"
WHOLE = 100.0
# Below this, two names of a country of thousands of municipalities are rarely one.
LEAST_SCORE = 85.0
IN_BRACKETS = re.compile(r"(?<=\w)\s*\([^()]*\)\s*$")
NAMES = ("name_es", "name_en", "short_name")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a name may mean.

    Attributes:
        rows: How many rows of the source use it.
        how: ID, EXACT, FOLDED (but for accents, case and marks), CLOSEST, SEVERAL or NONE.
        score: 0 to 100: how alike the names are.
        institution_ids: One; of SEVERAL those that are equally alike; of NONE none.
    """

    body: Body
    rows: int
    how: str
    score: float
    institution_ids: tuple[str, ...]

    @property
    def institution_id(self) -> str:
        """The institution that is proposed, "" if none or several are."""
        return self.institution_ids[0] if len(self.institution_ids) == 1 else ""


def used(source: SystemSource, shelf: Shelf) -> Iterator[Body]:
    """Yield the bodies of a source's rows as its archive gives them, once a row.

    Raises:
        SourceError: Nothing is archived yet, or the archive cannot be read.
    """
    chain = replaying.chain(shelf)
    if not chain:
        raise SourceError(f"{source.id}: nothing is archived yet; pull it first, or give --names")
    for name in chain:
        replies = (kept.reply for kept in replaying.replies(shelf, name))
        found = SYSTEMS[source.system].parse(source, replies, Report(source.id))
        for row in one_by_one(found):
            yield row.body


def propose(
    country: Country,
    source_id: str,
    bodies: Iterable[Body],
    *,
    keys: str = "",
    official_id: str = "",
) -> list[Proposal]:
    """Return a proposal for each body that names/SOURCE.csv lacks, the most used first.

    Args:
        country: Whose institutions; names/aliases.csv gives further names.
        source_id: Whose table of names.
        bodies: As often as the source uses them.
        keys: The column of institutions.csv that the source says its keys are; what it leads to
            is known already.
        official_id: A column that its keys may be; what it leads to is proposed.

    Raises:
        SourceError: There are no institutions, no such column, or a table of names cannot be.
    """
    names = Names.of(country, source_id, keys)
    counts = Counter(body for body in bodies if names.of_body(body) is None)
    index = _Index.of(country, official_id)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].name, item[0].key))
    return [index.proposal(body, rows) for body, rows in ordered]


@dataclass(frozen=True, slots=True)
class _Index:
    by_id: Mapping[str, set[str]]
    exact: Mapping[str, set[str]]
    folded: Mapping[str, set[str]]

    @classmethod
    def of(cls, country: Country, official_id: str) -> "_Index":
        path = country.folder / "institutions.csv"
        rows = writing.stored(path)
        if not rows:
            raise SourceError(f"{path}: has no institutions yet; pull their sources first")
        if official_id and official_id not in rows[0]:
            raise SourceError(f'{path}: no column "{official_id}"')
        pairs = [(row[column], row["institution_id"]) for row in rows for column in NAMES]
        if (country.folder / "names" / "aliases.csv").is_file():
            aliases = reviewed.rows(country, "aliases.csv", ("alias", "institution_id"))
            pairs += [(row["alias"], row["institution_id"]) for row in aliases]
        pairs = [(name, found) for name, found in pairs if name and found]
        ids = [(row[official_id], row["institution_id"]) for row in rows if official_id]
        return cls(
            by_id=_grouped((number, found) for number, found in ids if number),
            exact=_grouped(pairs),
            folded=_grouped((key(name), found) for name, found in pairs),
        )

    def proposal(self, body: Body, rows: int) -> Proposal:
        sure = (
            (ID, self.by_id.get(body.key)),
            (EXACT, self.exact.get(body.name)),
            (FOLDED, self.folded.get(key(body.name))),
        )
        for how, found in sure:
            if found:
                how_many = how if len(found) == 1 else SEVERAL
                return Proposal(body, rows, how_many, WHOLE, tuple(sorted(found)))
        return self._closest(body, rows)

    def _closest(self, body: Body, rows: int) -> Proposal:
        # What stands in brackets at the end is mostly a short name of the source's own.
        alike = process.extract(
            key(IN_BRACKETS.sub("", body.name)),
            self.folded.keys(),
            scorer=fuzz.token_sort_ratio,
            limit=5,
        )
        best = alike[0][1] if alike else 0.0
        if best < LEAST_SCORE:
            return Proposal(body, rows, NONE, best, ())
        found = {one for name, score, _ in alike if score == best for one in self.folded[name]}
        how = CLOSEST if len(found) == 1 else SEVERAL
        return Proposal(body, rows, how, best, tuple(sorted(found)))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for name, found in pairs:
        groups[name].add(found)
    return dict(groups)
