"""What sources.toml states: every source with its shape, and the words of every import."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Any

from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.records import schema
from scorers.sources import writing
from scorers.sources.system_entries import KEYS, system_source
from scorers.sources.systems import SYSTEMS
from scorers.sources.systems.base import SystemSource
from scorers.sources.table_source import FIND, FORMATS, Source
from scorers.sources.web.hosts import is_host
from scorers.text import near


ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SHAPES = {
    str: (
        "words in quotes",
        (
            "id",
            "system",
            "role",
            "address",
            "file",
            "format",
            "sheet",
            "member",
            "encoding",
            "delimiter",
            "days",
            "publisher",
            "licence",
            "permission",
        ),
    ),
    int: ('a whole number, or header_row = "find"', ("header_row",)),
    bool: ("true or false", ("is_private",)),
    list: ('a list, such as ["budget"]', ("feeds", "hosts")),
    dict: ('a table, such as { name = "Pliego" }', ("columns", "numbers", "document")),
}
NEEDED = ("id", "system", "role", "feeds", "file", "format", "columns", "publisher", "licence")


@dataclass(frozen=True)
class Declaration:
    """sources.toml as a whole.

    Attributes:
        sources: By id, in the file's order.
        words: The table [import.NAME] of every import, by name, in the file's order.
        systems: The sources that a system reads, by id, in the file's order.
    """

    sources: Mapping[str, Source]
    words: Mapping[str, Mapping[str, Any]]
    systems: Mapping[str, SystemSource] = field(default_factory=dict)

    def feeding(self, name: str) -> list[Source]:
        """Return the sources that an import needs."""
        return [source for source in self.sources.values() if name in source.feeds]

    def words_of(self, name: str) -> Mapping[str, Any]:
        """Return the words of an import, on top of those that it says it shares."""
        words = self.words[name]
        return {**self.words.get(words.get("shares", ""), {}), **words}


def read(country: Country) -> Declaration:
    """Return what the country's sources.toml states.

    Raises:
        SourceError: There is no such file, it is not TOML, or an entry lacks something.
    """
    path = country.folder / "sources.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SourceError(f"{path}: there is no such file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: not TOML in UTF-8: {error}") from error
    words = table.get("import", {})
    outcomes = sorted(schema.tables(country)["requests"].fields["outcome"].values or ())
    sources: dict[str, Source] = {}
    systems: dict[str, SystemSource] = {}
    for entry in table.get("source", []):
        source_id = _id(entry, path)
        if source_id in sources or source_id in systems:
            raise SourceError(f'{path}: two [[source]] entries have the id "{source_id}"')
        system = entry.get("system")
        # A table with a scope gives rows as any system does; one without feeds an import.
        if system in SYSTEMS and (system != "tabular" or "scope" in entry):
            where = f'{path}: [[source]] "{source_id}"'
            source = system_source(entry, where, country.id, outcomes)
            systems[source_id] = _with_entities(source, country, where)
        else:
            sources[source_id] = _source(entry, str(path), words)
    return Declaration(sources=sources, words=words, systems=systems)


def _with_entities(source: SystemSource, country: Country, where: str) -> SystemSource:
    """Return a source whose entities = "all" has become every id in its column of keys."""
    if source.scope.get("entities") != "all":
        return source
    column = source.scope.get("keys", "")
    rows = writing.stored(country.folder / "institutions.csv")
    if not rows or column not in rows[0]:
        raise SourceError(
            f'{where}: entities = "all" needs keys, a column of institutions.csv, not "{column}"'
        )
    ids = sorted({row[column] for row in rows} - {""}, key=lambda one: (len(one), one))
    return replace(source, scope={**source.scope, "entities": ids})


def _id(entry: Mapping[str, Any], path: Path) -> str:
    """Return the id of an entry; it becomes the name of files and folders."""
    source_id = entry.get("id")
    if source_id is None:
        raise SourceError(f'{path}: [[source]] "?" needs "id"')
    if not isinstance(source_id, str) or not ID.fullmatch(source_id):
        raise SourceError(f'{path}: id is "{source_id}"; write lower-case words joined by hyphens')
    return source_id


def _source(entry: Mapping[str, Any], path: str, imports: Mapping[str, Any]) -> Source:
    where = f'{path}: [[source]] "{entry.get("id", "?")}"'
    system = entry.get("system")
    if system is not None and system != "tabular":
        known = list(dict.fromkeys(["tabular", *SYSTEMS]))
        meant = near(str(system), known)
        hint = f'did you mean "{meant}"?' if meant else f"write one of: {', '.join(known)}"
        raise SourceError(f'{where}: system is "{system}"; {hint}')
    for key in NEEDED:
        if key not in entry:
            raise SourceError(f'{where} needs "{key}"')
    if entry.get("header_row") == "find":
        entry = {**entry, "header_row": FIND}
    for shape, (due, keys) in SHAPES.items():
        for key in keys:
            if key in entry and type(entry[key]) is not shape:
                raise SourceError(f'{where}: {key} is "{entry[key]}"; write {due}')
    hosts = entry.get("hosts", ())
    if not all(isinstance(name, str) and is_host(name) for name in hosts):
        raise SourceError(f"{where}: hosts is {hosts}; write {KEYS['hosts'][1]}")
    if entry["file"] != PurePath(entry["file"]).name:
        raise SourceError(f'{where}: file is "{entry["file"]}"; write a name without a folder')
    if entry["format"] not in FORMATS:
        raise SourceError(f'{where}: format is "{entry["format"]}"; write csv or xlsx')
    unknown = [name for name in entry["feeds"] if name not in imports]
    if unknown:
        raise SourceError(f'{where} feeds "{unknown[0]}", but there is no [import.{unknown[0]}]')
    numbers = entry.get("numbers", {})
    return Source(
        id=entry["id"],
        role=entry["role"],
        feeds=tuple(entry["feeds"]),
        address=entry.get("address", ""),
        file=entry["file"],
        format=entry["format"],
        sheet=entry.get("sheet", ""),
        header_row=entry.get("header_row", 1),
        encoding=entry.get("encoding", "utf-8"),
        delimiter=entry.get("delimiter", ","),
        columns=entry["columns"],
        decimal=numbers.get("decimal", "."),
        group=numbers.get("group", ","),
        days=entry.get("days", "%Y-%m-%d"),
        publisher=entry["publisher"],
        licence=entry["licence"],
        document=entry.get("document", {}),
        member=entry.get("member", ""),
        hosts=tuple(name.lower() for name in hosts),
        permission=entry.get("permission", ""),
        is_private=entry.get("is_private", False),
    )
