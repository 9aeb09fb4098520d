"""What sources.toml states: every source with its shape, and the words of every import."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from scorers.country import Country
from scorers.exceptions import SourceError


FORMATS = ("csv", "xlsx")
FIND = 0
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
        ),
    ),
    int: ('a whole number, or header_row = "find"', ("header_row",)),
    list: ('a list, such as ["budget"]', ("feeds",)),
    dict: ('a table, such as { name = "Pliego" }', ("columns", "numbers", "document")),
}
NEEDED = ("id", "system", "role", "feeds", "file", "format", "columns", "publisher", "licence")


@dataclass(frozen=True)
class Source:
    """One file that the state or someone else publishes.

    Attributes:
        role: What its rows are: an import asks for its sources by role.
        feeds: The imports that need it.
        address: Where it is published; "" for a list made by hand, which is read from a file only.
        file: Its file name, used with `--files`.
        header_row: The row of the column names; the first row is 1, and FIND is the first row that
            holds all of them.
        columns: Our column names, each with the source's own; "Total#2" is its second "Total".
        decimal: The decimal mark of its numbers; `group` parts thousands.
        days: The format of its days, as strptime writes it.
        document: The row of the table documents, or {} where its rows name their own pages.
        member: The file to read where the address leads to a ZIP archive; "" where it does not.
    """

    id: str
    role: str
    feeds: tuple[str, ...]
    address: str
    file: str
    format: str
    sheet: str
    header_row: int
    encoding: str
    delimiter: str
    columns: Mapping[str, str]
    decimal: str
    group: str
    days: str
    publisher: str
    licence: str
    document: Mapping[str, str]
    member: str = ""

    @property
    def place(self) -> str:
        """What messages call it: the address, or the file's name."""
        return self.address or self.file


@dataclass(frozen=True)
class Declaration:
    """sources.toml as a whole.

    Attributes:
        sources: By id, in the file's order.
        words: The table [import.NAME] of every import, by name, in the file's order.
    """

    sources: Mapping[str, Source]
    words: Mapping[str, Mapping[str, Any]]

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
    sources: dict[str, Source] = {}
    for entry in table.get("source", []):
        source = _source(entry, str(path), words)
        if source.id in sources:
            raise SourceError(f'{path}: two [[source]] entries have the id "{source.id}"')
        sources[source.id] = source
    return Declaration(sources=sources, words=words)


def _source(entry: Mapping[str, Any], path: str, imports: Mapping[str, Any]) -> Source:
    where = f'{path}: [[source]] "{entry.get("id", "?")}"'
    for key in NEEDED:
        if key not in entry:
            raise SourceError(f'{where} needs "{key}"')
    if entry.get("header_row") == "find":
        entry = {**entry, "header_row": FIND}
    for shape, (due, keys) in SHAPES.items():
        for key in keys:
            if key in entry and type(entry[key]) is not shape:
                raise SourceError(f'{where}: {key} is "{entry[key]}"; write {due}')
    if entry["file"] != PurePath(entry["file"]).name:
        raise SourceError(f'{where}: file is "{entry["file"]}"; write a name without a folder')
    if entry["system"] != "tabular":
        raise SourceError(f'{where}: system is "{entry["system"]}"; write tabular')
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
    )
