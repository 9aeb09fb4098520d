"""Finds local governments by the names that other publishers give them.

"MUNICIPALIDAD DISTRITAL DE TAMBO-LA MAR" names its province, "… SAN JERÓNIMO - CUSCO" its region;
a bare name counts where only one local government of that region has it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping

from scorers.sources.places import BRACKETED, Places
from scorers.sources.registry import Registry


class LocalNames:
    """The local governments of a registry, by kind and place."""

    def __init__(self, registry: Registry, places: Places) -> None:
        """Index them once."""
        self._rows = registry.rows
        self._loose = registry.loose
        self._places = places
        self._found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for institution_id, row in registry.rows.items():
            name = places.local(row["name_es"]) if row["level"] == "local" else None
            if name is not None:
                self._found[row["kind"], self._loose(name.place)].append(institution_id)

    def speaks_of(self, name: str) -> bool:
        """Return whether a name has the form of a local government's."""
        return self._places.local(name) is not None

    def find(self, name: str, regions: Collection[str]) -> str | None:
        """Return the local government of a name in one of these regions, None if unclear."""
        parts = BRACKETED.sub("", name).split("-")
        # From the whole name to its first part: what is cut off says where it lies.
        for end in range(len(parts), 0, -1):
            local = self._places.local("-".join(parts[:end]).strip())
            if local is None:
                continue
            ids = self._found.get((local.form["kind"], self._loose(local.place)), [])
            ids = [one for one in ids if self._rows[one]["region"] in regions]
            if end < len(parts):
                where = self._loose(" ".join(parts[end:]))
                # Some names end in their seat, which no row holds.
                ids = self._lying_in(ids, where) or (ids if local.form.get("seat") else [])
            if len(ids) == 1:
                return ids[0]
        return None

    def _lying_in(self, ids: Collection[str], where: str) -> list[str]:
        """Return those in a province of this name or, failing that, in a region of this name."""
        for name in (self._provinces, self._regions):
            found = [one for one in ids if where in name(self._rows[one])]
            if found:
                return found
        return []

    def _provinces(self, row: Mapping[str, str]) -> set[str]:
        return {self._loose(row["province"]), self._loose(f"{row['province']} {row['region']}")}

    def _regions(self, row: Mapping[str, str]) -> set[str]:
        return {self._loose(row["region"])}
