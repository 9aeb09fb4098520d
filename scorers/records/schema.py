"""The tables: columns, types and rules, read from schema.json, the only place that knows them.

schema.json is a Data Package v2 descriptor whose resources carry Table Schemas. Beside the
standard's own keys it says, in keys that the standard leaves to us: titles and descriptions in
Spanish (`title_es`, `description_es`), `words` (a cell must be one of that list of the country, or
of the enum that stands beside it: those words are the same everywhere),
`ahead` (the day may still lie ahead), `order` (pairs of days, the first never after the second),
and `either` (pairs of columns, one of which at least is filled).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from scorers.country import Country
from scorers.text import Text


@dataclass(frozen=True)
class Field:
    """One column.

    Attributes:
        type: string, integer, number, boolean, date (a day) or datetime (an instant, UTC).
        words: The list of the country that a cell must come from, if any.
        values: The words that a cell must come from: the standard's enum, the country's list, or
            both together.
        is_address: Whether the cell is an http(s) address.
        ahead: Whether the day may lie in the future.
    """

    name: str
    type: str
    title: Text
    description: Text
    required: bool
    unique: bool
    pattern: re.Pattern[str] | None
    max_length: int | None
    minimum: float | None
    values: frozenset[str] | None
    words: str | None
    is_address: bool
    ahead: bool

    @property
    def is_text(self) -> bool:
        """Whether the cell holds free words: no address, no listed word, no fixed form."""
        fixed = self.values is not None or self.pattern is not None or self.is_address
        return self.type == "string" and not fixed


@dataclass(frozen=True)
class Reference:
    """A column whose cells are ids of another table."""

    field: str
    table: str


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes:
        key: The column whose cells name a row.
        order: Pairs of date columns, the first never after the second.
        either: Pairs of columns, one of which at least is filled.
        needs: Pairs of columns, the second filled wherever the first is.
    """

    name: str
    title: Text
    description: Text
    fields: Mapping[str, Field]
    key: str
    references: tuple[Reference, ...]
    order: tuple[tuple[str, str], ...]
    either: tuple[tuple[str, str], ...]
    needs: tuple[tuple[str, str], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns, in the order of the header."""
        return tuple(self.fields)


def descriptor(country: Country) -> dict[str, Any]:
    """Return the Data Package descriptor with the country's own columns and words filled in.

    The country adds a column per official id to institutions, behind its other columns, and its
    words to the enum of every column that takes some from it. Shape: as schema.json.
    """
    text = resources.files("scorers.records").joinpath("schema.json").read_text(encoding="utf-8")
    package: dict[str, Any] = json.loads(text)
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        if resource["name"] == "institutions":
            fields.extend(_official_id_fields(country))
        for field in fields:
            if "words" in field:
                constraints = field.setdefault("constraints", {})
                everywhere = constraints.get("enum", ())
                constraints["enum"] = sorted({*everywhere, *country.words(field["words"])})
    return package


def tables(country: Country) -> dict[str, Table]:
    """Return every table by name, in the order of schema.json."""
    return {resource["name"]: _table(resource) for resource in descriptor(country)["resources"]}


def _official_id_fields(country: Country) -> list[dict[str, Any]]:
    return [
        {
            "name": official.id,
            "type": "string",
            "title": official.name.en,
            "title_es": official.name.es,
            "description": "Official identifier.",
            "description_es": "Identificador oficial.",
            "constraints": {"pattern": official.pattern},
        }
        for official in country.official_ids.values()
    ]


def _table(resource: dict[str, Any]) -> Table:
    schema = resource["schema"]
    references = tuple(
        Reference(field=key["fields"][0], table=key["reference"]["resource"] or resource["name"])
        for key in schema.get("foreignKeys", [])
    )
    return Table(
        name=resource["name"],
        title=Text(es=resource["title_es"], en=resource["title"]),
        description=Text(es=resource["description_es"], en=resource["description"]),
        fields={field["name"]: _field(field) for field in schema["fields"]},
        key=schema["primaryKey"][0],
        references=references,
        order=tuple((first, second) for first, second in resource.get("order", [])),
        either=tuple((first, second) for first, second in resource.get("either", [])),
        needs=tuple((first, second) for first, second in resource.get("needs", [])),
    )


def _field(field: dict[str, Any]) -> Field:
    constraints = field.get("constraints", {})
    enum = constraints.get("enum")
    return Field(
        name=field["name"],
        type=field["type"],
        title=Text(es=field["title_es"], en=field["title"]),
        description=Text(es=field["description_es"], en=field["description"]),
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        pattern=re.compile(constraints["pattern"]) if "pattern" in constraints else None,
        max_length=constraints.get("maxLength"),
        minimum=constraints.get("minimum"),
        values=frozenset(enum) if enum is not None else None,
        words=field.get("words"),
        is_address=field.get("format") == "uri",
        ahead=field.get("ahead", False),
    )
