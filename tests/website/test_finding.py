"""What the search box reads: small, the same on every machine, and true to the tables."""

import csv
import gzip
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorers import country
from scorers.paths import Place
from scorers.text import Text
from scorers.website import finding
from scorers.website.views import Entry, Link


ROOT = Path(__file__).parents[2]
MOST_BYTES = 40 * 1024


def entry(kind, name_es, name_en="", **cells):
    return Entry(
        **{
            "id": name_es.lower().replace(" ", "-"),
            "name": Text(es=name_es, en=name_en or name_es),
            "listed": Text(es=name_es, en=name_en or name_es),
            "short_name": "",
            "kind": kind,
            "region": None,
            "province": "",
            "successor": None,
            "measured_count": 0,
            "applicable_count": 0,
            **cells,
        }
    )


def read(chosen, entries):
    return json.loads(finding.names_json(chosen, {one.id: one for one in entries}))


def test_the_index_of_all_of_peru_fits_in_40_kilobytes_on_the_wire():
    peru = country.read(Place(root=ROOT, content=ROOT / "content").country("peru"))
    with (peru.folder / "institutions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    made = [
        entry(
            peru.kinds[row["kind"]],
            row["name_es"],
            row["name_en"],
            id=row["institution_id"],
            short_name=row["short_name"],
            region=peru.regions.get(row["region"]),
            province=row["province"],
        )
        for row in rows
    ]

    text = finding.names_json(peru, {one.id: one for one in made})

    assert len(made) > 2000
    assert len(gzip.compress(text.encode(), 6, mtime=0)) <= MOST_BYTES


def test_the_order_of_the_table_changes_no_byte(fantasia):
    kinds = list(fantasia.kinds.values())
    made = [entry(kinds[number % 3], f"Casa {number}") for number in range(9)]
    mixed = random.Random(1).sample(made, len(made))

    one, other = (
        finding.names_json(fantasia, {each.id: each for each in order}) for order in (made, mixed)
    )

    assert one == other


def test_those_of_the_programme_come_first_then_the_kinds_in_the_order_of_the_country(fantasia):
    kinds = list(fantasia.kinds.values())
    made = [
        entry(kinds[2], "Villa"),
        entry(kinds[1], "Gremio"),
        entry(kinds[2], "Aldea"),
        entry(kinds[1], "Consejo", id=fantasia.programme[1]),
        entry(kinds[0], "Nubes", id=fantasia.programme[0]),
    ]

    names = [row[1] for row in read(fantasia, made)["rows"]]

    assert names == ["Nubes", "Consejo", "Gremio", "Aldea", "Villa"]


def test_a_row_leaves_out_what_others_say_already(fantasia):
    kind = next(iter(fantasia.kinds.values()))
    region = fantasia.regions["valle-del-nandu"]
    rows = read(
        fantasia,
        [
            entry(kind, "Ñandú", id="nandu"),
            entry(kind, "Otra Casa", "Other House", id="casa-2", short_name="OC"),
            entry(kind, "Villa", region=region, province="Altos"),
        ],
    )["rows"]

    assert rows == [
        [0, "Ñandú", 0],
        ["casa-2", "Otra Casa", "Other House", "OC"],
        [0, "Villa", 0, "", list(fantasia.regions).index("valle-del-nandu"), "Altos"],
    ]


def test_a_successor_names_all_that_it_has_replaced_at_any_remove(fantasia):
    kind = next(iter(fantasia.kinds.values()))
    new = entry(kind, "C")
    middle = entry(kind, "B", successor=Link("c", new.name))
    old = entry(kind, "A", successor=Link("b", middle.name))

    rows = read(fantasia, [old, middle, new])["rows"]

    assert [row[6:] for row in rows] == [[], [[0]], [[0, 1]]]


def test_institutions_that_replaced_each_other_do_not_hang_the_build(fantasia):
    kind = next(iter(fantasia.kinds.values()))
    one = entry(kind, "A", successor=Link("b", Text(es="B", en="B")))
    other = entry(kind, "B", successor=Link("a", Text(es="A", en="A")))

    rows = read(fantasia, [one, other, replace(one, id="z", successor=Link("z", one.name))])["rows"]

    assert len(rows) == 3


def test_a_country_without_institutions_has_an_index_without_rows(fantasia):
    assert read(fantasia, [])["rows"] == []


@pytest.mark.parametrize(
    "hostile", ['"],[["x', "</script><script>alert(1)</script>", "\u2028", "\\"]
)
def test_a_hostile_name_stays_one_cell(fantasia, hostile):
    kind = next(iter(fantasia.kinds.values()))

    (row,) = read(fantasia, [entry(kind, hostile, id="y-1", short_name=hostile)])["rows"]

    assert row == ["y-1", hostile, 0, hostile]


@given(st.text(min_size=1, max_size=40))
def test_an_id_is_left_out_only_where_it_can_be_made_of_the_name_again(name):
    said = finding._id_said(Text(es=name, en=""))

    assert finding._id_said(Text(es=said, en="")) == said
    assert not set(said) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
