"""Our institutions as the last import left them, found by official ids and by name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.sources import reviewed, writing
from scorers.sources.proper_names import key


ACRONYM = re.compile(r"\s*(-|–|\()\s*(?P<acronym>[^-–()]+?)\s*\)?$")


@dataclass(frozen=True)
class Registry:
    """The table institutions, indexed.

    Attributes:
        rows: The rows, as text, by institution_id.
        aliases: Other names, each with its institution_id, or "" for a body that is not ours.
        joints: Words that sources put in or leave out: "GOBIERNO REGIONAL (DE) CUSCO".
    """

    rows: Mapping[str, Mapping[str, str]]
    aliases: Mapping[str, str]
    joints: frozenset[str]
    _by_name: Mapping[str, str]

    @classmethod
    def of(cls, country: Country, joints: Iterable[str]) -> "Registry":
        """Return the registry of a country.

        Raises:
            SourceError: There are no institutions yet, or an alias names one that is not there.
        """
        path = country.folder / "institutions.csv"
        rows = {row["institution_id"]: row for row in writing.stored(path)}
        if not rows:
            raise SourceError(f"{path}: has no institutions yet; pull their sources first")
        aliases = {}
        for row in reviewed.rows(country, "aliases.csv", ("alias", "institution_id")):
            if row["institution_id"] and row["institution_id"] not in rows:
                raise SourceError(f'aliases.csv: no institution "{row["institution_id"]}"')
            aliases[key(row["alias"])] = row["institution_id"]
        left_out = frozenset(joints)
        named = defaultdict(list)
        for institution_id, row in rows.items():
            named[_loose(row["name_es"], left_out)].append(institution_id)
        unique = {name: ids[0] for name, ids in named.items() if len(ids) == 1}
        return cls(rows=rows, aliases=aliases, joints=left_out, _by_name=unique)

    def by(self, column: str) -> dict[str, str]:
        """Return institution ids by an official id."""
        return {row[column]: name for name, row in self.rows.items() if row[column]}

    def named(self, name: str) -> str | None:
        """Return the institution of a name, "" if it is known not to be ours, None if unknown.

        A name may end in the institution's own short name: "… - ONPE", "… (SUNAFIL)".
        """
        if key(name) in self.aliases:
            return self.aliases[key(name)]
        whole = self._by_name.get(self.loose(name))
        if whole is not None:
            return whole
        match = ACRONYM.search(name)
        if match is None:
            return None
        found = self._by_name.get(self.loose(name[: match.start()]))
        if found and key(self.rows[found]["short_name"]) == key(match["acronym"]):
            return found
        return None

    def loose(self, name: str) -> str:
        """Return a name for comparing, without the words that sources put in or leave out."""
        return _loose(name, self.joints)


def _loose(name: str, joints: frozenset[str]) -> str:
    return " ".join(word for word in key(name).split() if word not in joints)
