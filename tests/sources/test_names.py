"""The table of a source's names, and keys that are official ids."""

import pytest

from scorers.exceptions import SourceError
from scorers.sources import declaration
from scorers.sources.names import Names
from scorers.sources.systems.base import Body


PORTAL = """
[[source]]
id = "clouds"
system = "portal"
address = "https://clouds.example"
every = "month"
publisher = "Invented"
licence = "CC0"

[source.scope]
keys = "KEYS"
entities = "all"
"""


def declared(fantasia, keys):
    path = fantasia.folder / "sources.toml"
    path.write_text(PORTAL.replace("KEYS", keys), encoding="utf-8")
    return declaration.read(fantasia).systems["clouds"]


def test_keys_that_are_an_official_id_lead_to_its_institution(fantasia):
    names = Names.of(fantasia, "clouds", "cloud_number")

    assert names.of_body(Body("N-001", "Whatever it is called")) == "ministerio-de-las-nubes"
    assert names.of_body(Body("N-999", "Other")) is None


def test_keys_may_be_our_own_ids(fantasia):
    names = Names.of(fantasia, "visit", "institution_id")

    assert names.of_body(Body("oficina-de-faros", "")) == "oficina-de-faros"


def test_the_table_of_names_may_not_say_otherwise(fantasia):
    (fantasia.folder / "names").mkdir()
    (fantasia.folder / "names" / "clouds.csv").write_text(
        "key,name,institution_id\nN-001,x,oficina-de-faros\n"
    )

    with pytest.raises(SourceError, match='"N-001" means two institutions'):
        Names.of(fantasia, "clouds", "cloud_number")


def test_an_id_that_two_institutions_have_leads_to_neither(fantasia):
    path = fantasia.folder / "institutions.csv"
    path.write_text(path.read_text().replace("N-002", "N-001"))

    assert Names.of(fantasia, "clouds", "cloud_number").of_body(Body("N-001", "")) is None


def test_all_entities_are_the_ids_that_our_institutions_have(fantasia):
    assert declared(fantasia, "cloud_number").scope["entities"] == [
        f"N-00{number}" for number in range(1, 6)
    ]


def test_all_entities_need_a_column_that_is_there(fantasia):
    with pytest.raises(SourceError, match=r'needs keys, a column .*, not "sky_number"'):
        declared(fantasia, "sky_number")
