"""The checks that an indicator asks of every institution, and the words of rows that name them."""

import re
from pathlib import Path

import pytest

from scorers import country, method
from scorers.exceptions import MethodError
from scorers.records import schema


CONTENT = Path(__file__).parents[2] / "content"
FILE = CONTENT / "method" / "1.1.0.toml"
FANTASIA = CONTENT.parent / "tests" / "data" / "fantasia"


def test_the_lists_are_as_long_as_they_were_decided():
    found = method.read(FILE)

    lengths = {name: len(each.checks) for name, each in found.indicators.items() if each.checks}

    assert lengths == {"A7": 6, "C4": 6, "C5": 1, "C6": 3}
    assert not found.indicators["C5"].counts_checks  # its one check counts officials
    for name, length in lengths.items():
        if name != "C5":
            assert found.indicators[name].counts_checks
            assert found.indicators[name].minimum.count == length
            assert found.indicators[name].anchors[-1] == (length, 100)


def test_a_method_may_have_no_checks():
    assert method.read(FILE.with_name("1.0.0.toml")).checks == {}


def test_a_row_may_name_each_check_in_every_country_and_no_item_has_the_name_of_one():
    ids = set(method.read(FILE).checks)

    for path in [FANTASIA, *(found.parent for found in CONTENT.glob("*/country.toml"))]:
        land = country.read(path)
        words = schema.tables(land)["observations"].fields["item"].values
        assert words == ids | set(land.items)
        assert ids.isdisjoint(land.items)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('id = "a7-cost"', 'id = "cost"', 'check cost: id is "cost"; expected a text like a7-'),
        ('id = "a7-cost"', 'id = "c4-cost"', 'check c4-cost: id is "c4-cost"'),
        ('id = "a7-cost"', 'id = "a7-term"', 'check a7-term is "there twice"'),
        ('name.en = "States the cost"', 'name.en = ""', "check a7-cost: name.en is"),
        ('name.en = "States the cost"', 'name.en = "a"\nnmae = "b"', 'unknown key "nmae"'),
    ],
)
def test_a_check_that_cannot_be_is_refused_by_name(altered, old, new, expected):
    path = altered(FILE, old, new)

    with pytest.raises(MethodError, match=re.escape(expected)):
        method.read(path)
