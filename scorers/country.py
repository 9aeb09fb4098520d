"""One country: languages, law, kinds, regions, items and measures, as its country.toml says.

No code knows a country: whatever differs between countries is read here, from a folder of content/.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scorers.exceptions import CountryError
from scorers.text import LANGUAGES, Text


SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Law:
    """The access-to-information law.

    Attributes:
        term_days: Working days in which to answer.
        confirmed: Whether a source at hand confirms the term; the site prints it only then as fact.
        appeal: What can be said about the appeal; `appeal_confirmed` says how sure that is.
    """

    name: Text
    url: str
    term_days: int
    confirmed: bool
    appeal: Text
    appeal_confirmed: bool


@dataclass(frozen=True)
class OfficialId:
    """An identifier that the state gives its institutions: a column of institutions.csv.

    `url`, if any, holds `{id}` where the identifier goes.
    """

    id: str
    name: Text
    pattern: str
    url: str | None


@dataclass(frozen=True)
class Kind:
    """A kind of institution, with its name in singular and plural.

    Attributes:
        lead: By language, the words that names of this kind begin with, longest first: an A-Z list
            puts "Municipalidad Distrital de Ate" under A.
    """

    id: str
    name: Text
    plural: Text
    lead: Mapping[str, tuple[str, ...]]

    def listed(self, name: Text) -> Text:
        """Return a name without the words that all names of its kind begin with."""
        return Text(**{language: self._listed(name[language], language) for language in LANGUAGES})

    def _listed(self, name: str, language: str) -> str:
        for words in self.lead.get(language, ()):
            if name.startswith(f"{words} "):
                return name.removeprefix(f"{words} ")
        return name


@dataclass(frozen=True)
class Region:
    """A region, with its place (column, row) on the home page's tile grid."""

    id: str
    name: Text
    code: str
    tile: tuple[int, int]


@dataclass(frozen=True)
class Item:
    """Something that institutions must publish.

    Attributes:
        kinds: The kinds of institution that it applies to; empty for all.
        confirmed: Whether a source at hand confirms the duty: only those count in an indicator.
    """

    id: str
    name: Text
    heading: str
    high_risk: bool
    kinds: tuple[str, ...]
    confirmed: bool

    def applies_to(self, kind: str) -> bool:
        """Return whether institutions of this kind must publish the item."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True)
class Measure:
    """Something that statistics count.

    Attributes:
        form: "amount" in the country's currency, "count", or "figure" as published.
        caution: What a reader must know; set for a measure shown as context only.
    """

    id: str
    name: Text
    form: str
    caution: Text | None


@dataclass(frozen=True)
class Private:
    """Something by which a person can be known or reached, which no record may hold.

    Attributes:
        pattern: What it looks like in a text.
        in_addresses: Whether web addresses are searched for it as well.
    """

    id: str
    name: Text
    pattern: re.Pattern[str]
    in_addresses: bool


@dataclass(frozen=True)
class Country:
    """Everything that country.toml says. The mappings keep the file's order.

    Attributes:
        possessive: The name as the end of a sentence: "del Perú", "of Peru".
        default: Whether it stands at the root of the site.
        edition: The edition that the site shows.
        programme: Institutions that the home page names, in this order.
    """

    id: str
    name: Text
    possessive: Text
    folder: Path
    default: bool
    currency: str
    currency_sign: str
    edition: str
    programme: tuple[str, ...]
    locales: Mapping[str, str]
    law: Law
    official_ids: Mapping[str, OfficialId]
    kinds: Mapping[str, Kind]
    regions: Mapping[str, Region]
    items: Mapping[str, Item]
    measures: Mapping[str, Measure]
    private: Mapping[str, Private] = field(default_factory=dict)

    def words(self, list_name: str) -> frozenset[str]:
        """Return the ids of "kinds", "regions", "items" or "measures": what a cell may say."""
        return frozenset(getattr(self, list_name))


def read(folder: Path) -> Country:
    """Return the country of a folder.

    Raises:
        CountryError: country.toml is missing, is not TOML, or leaves out or misspells something;
            the message names the file and the place in it.
    """
    path = folder / "country.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CountryError(f"{path}: there is no such file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CountryError(f"{path}: not TOML in UTF-8: {error}") from error
    return _Reader(path).country(table)


@dataclass(frozen=True)
class _Reader:
    """Turns the tables of one country.toml into the classes above, naming what is missing."""

    path: Path

    def country(self, table: dict[str, Any]) -> Country:
        locales = {
            self.need(entry, "id", "[[language]]"): self.need(entry, "locale", "[[language]]")
            for entry in table.get("language", [])
        }
        if tuple(locales) != LANGUAGES:
            raise CountryError(
                f"{self.path}: [[language]] lists {list(locales)}; write one entry each for "
                f"{list(LANGUAGES)}, in this order"
            )
        country_id = self.need(table, "id", "the top")
        if country_id != self.path.parent.name:
            raise CountryError(
                f'{self.path}: id is "{country_id}"; write the name of the folder, '
                f'"{self.path.parent.name}"'
            )
        return Country(
            id=country_id,
            name=self.text(table, "name", "the top"),
            possessive=self.text(table, "possessive", "the top"),
            folder=self.path.parent,
            default=bool(table.get("default", False)),
            currency=self.need(table, "currency", "the top"),
            currency_sign=self.need(table, "currency_sign", "the top"),
            edition=self.need(table, "edition", "the top"),
            programme=tuple(table.get("programme", [])),
            locales=locales,
            law=self.law(self.need(table, "law", "the top")),
            official_ids=self.listed(table, "official_id", self.official_id),
            kinds=self.listed(table, "kind", self.kind),
            regions=self.listed(table, "region", self.region),
            items=self.listed(table, "item", self.item),
            measures=self.listed(table, "measure", self.measure),
            private=self.listed(table, "private", self.private),
        )

    def need(self, table: dict[str, Any], key: str, where: str) -> Any:
        if key not in table:
            raise CountryError(f'{self.path}: {where} needs "{key}"')
        return table[key]

    def text(self, table: dict[str, Any], key: str, where: str) -> Text:
        pair = self.need(table, key, where)
        if not isinstance(pair, dict) or not all(pair.get(language) for language in LANGUAGES):
            raise CountryError(
                f'{self.path}: "{key}" of {where} needs both languages: '
                f'{key} = {{ es = "…", en = "…" }}'
            )
        return Text(es=pair["es"], en=pair["en"])

    def listed(self, table: dict[str, Any], name: str, make: Any) -> Any:
        entries: dict[str, Any] = {}
        for entry in table.get(name, []):
            entry_id = self.need(entry, "id", f"[[{name}]]")
            if entry_id in entries:
                raise CountryError(f'{self.path}: two [[{name}]] entries have the id "{entry_id}"')
            entries[entry_id] = make(entry, f'[[{name}]] "{entry_id}"')
        return entries

    def law(self, entry: dict[str, Any]) -> Law:
        return Law(
            name=self.text(entry, "name", "[law]"),
            url=self.need(entry, "url", "[law]"),
            term_days=int(self.need(entry, "term_days", "[law]")),
            confirmed=bool(entry.get("confirmed", False)),
            appeal=self.text(entry, "appeal", "[law]"),
            appeal_confirmed=bool(entry.get("appeal_confirmed", False)),
        )

    def official_id(self, entry: dict[str, Any], where: str) -> OfficialId:
        return OfficialId(
            id=entry["id"],
            name=self.text(entry, "name", where),
            pattern=self.need(entry, "pattern", where),
            url=entry.get("url"),
        )

    def kind(self, entry: dict[str, Any], where: str) -> Kind:
        return Kind(
            id=self.slug(entry, where),
            name=self.text(entry, "name", where),
            plural=self.text(entry, "plural", where),
            lead={
                language: tuple(words) for language, words in sorted(entry.get("lead", {}).items())
            },
        )

    def region(self, entry: dict[str, Any], where: str) -> Region:
        column, row = self.need(entry, "tile", where)
        return Region(
            id=self.slug(entry, where),
            name=self.text(entry, "name", where),
            code=self.need(entry, "code", where),
            tile=(int(column), int(row)),
        )

    def item(self, entry: dict[str, Any], where: str) -> Item:
        return Item(
            id=self.slug(entry, where),
            name=self.text(entry, "name", where),
            heading=entry.get("heading", ""),
            high_risk=bool(entry.get("high_risk", False)),
            kinds=tuple(entry.get("kinds", [])),
            confirmed=bool(entry.get("confirmed", False)),
        )

    def measure(self, entry: dict[str, Any], where: str) -> Measure:
        form = self.need(entry, "form", where)
        if form not in {"amount", "count", "figure"}:
            raise CountryError(
                f'{self.path}: form of {where} is "{form}"; write amount, count or figure'
            )
        caution = self.text(entry, "caution", where) if "caution" in entry else None
        return Measure(
            id=entry["id"], name=self.text(entry, "name", where), form=form, caution=caution
        )

    def private(self, entry: dict[str, Any], where: str) -> Private:
        try:
            pattern = re.compile(self.need(entry, "pattern", where))
        except re.error as error:
            raise CountryError(f"{self.path}: the pattern of {where} cannot be: {error}") from error
        return Private(
            id=entry["id"],
            name=self.text(entry, "name", where),
            pattern=pattern,
            in_addresses=bool(entry.get("in_addresses", False)),
        )

    def slug(self, entry: dict[str, Any], where: str) -> str:
        if not SLUG.fullmatch(entry["id"]):
            raise CountryError(
                f"{self.path}: the id of {where} becomes part of addresses; write lower-case "
                "letters and digits joined by hyphens"
            )
        return str(entry["id"])
