"""The tables as data. Fantasia is invented."""

from importlib import resources
from pathlib import Path

import frictionless
import pytest

from scorers import country
from scorers.records import schema


ROOT = Path(__file__).parents[2]
FANTASIA = country.read(ROOT / "tests" / "data" / "fantasia")


def test_a_country_adds_its_official_ids_and_its_words():
    tables = schema.tables(FANTASIA)

    assert tables["institutions"].columns[-1] == "cloud_number"
    assert tables["institutions"].fields["kind"].values == {
        "cloud-ministry",
        "guild",
        "town-council",
    }
    assert (
        "cloud_number"
        not in schema.tables(country.read(ROOT / "content" / "peru"))["institutions"].columns
    )


def test_every_column_is_said_in_both_languages_and_has_a_known_type():
    for table in schema.tables(FANTASIA).values():
        assert table.title.es
        assert table.title.en
        for field in table.fields.values():
            assert field.title.es
            assert field.title.en
            assert field.description.es
            assert field.description.en
            assert field.type in {"string", "integer", "number", "boolean", "date", "datetime"}


def test_the_suffix_of_a_column_tells_its_type():
    for table in schema.tables(FANTASIA).values():
        for field in table.fields.values():
            if field.name.endswith("_on") and field.pattern is None:
                assert field.type == "date"
            if field.name.endswith("_at"):
                assert field.type == "datetime"
            if field.name.endswith("_url"):
                assert field.is_address


def test_keys_references_and_orders_name_columns_that_exist():
    tables = schema.tables(FANTASIA)
    for table in tables.values():
        assert table.fields[table.key].required
        assert table.fields[table.key].unique
        for reference in table.references:
            assert reference.field in table.fields
            assert reference.table in tables
        for first, second in table.order:
            assert {table.fields[first].type, table.fields[second].type} == {"date"}


def test_only_days_may_lie_ahead():
    ahead = {
        (table.name, field.name)
        for table in schema.tables(FANTASIA).values()
        for field in table.fields.values()
        if field.ahead
    }

    assert ahead == {
        ("institutions", "until_on"),
        ("requests", "extended_to"),
        ("requests", "order_due_on"),
        ("observations", "due_on"),
        ("statistics", "period_end"),
    }


@pytest.mark.parametrize("name", ["institutions", "requests", "documents"])
def test_an_independent_reader_finds_the_invented_tables_valid(name):
    table = schema.tables(FANTASIA)[name]
    description = next(r for r in schema.descriptor(FANTASIA)["resources"] if r["name"] == name)
    description["schema"].pop("foreignKeys", None)
    path = "institutions.csv" if name == "institutions" else f"records/{name}"
    files = sorted((FANTASIA.folder / path).glob("*.csv")) or [FANTASIA.folder / path]
    files = files if name != "documents" else [FANTASIA.folder / "records" / "documents.csv"]

    for file in files:
        resource = frictionless.Resource(
            path=file.name,
            basepath=str(file.parent),
            schema=frictionless.Schema.from_descriptor(description["schema"]),
        )
        report = resource.validate()
        assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
        assert report.tasks[0].labels == list(table.columns)


def test_the_schema_is_plain_utf_8_with_line_feeds():
    raw = resources.files("scorers.records").joinpath("schema.json").read_bytes()

    assert b"\r" not in raw
    assert raw.decode("utf-8").endswith("}\n")
