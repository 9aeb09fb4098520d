"""What a ScoreBook holds, whatever the tables."""

import hashlib

import pytest

from scorers.exceptions import RecordsError


def test_every_scored_institution_has_a_row_an_indicator_and_a_pillar(land):
    land.institutions("b", "a")

    book = land.score()

    assert list(book.institutions.index) == ["a", "b"]
    assert len(book.indicators) == 2 * 21
    assert list(book.pillars.index)[:3] == [("a", "A"), ("a", "R"), ("a", "C")]
    assert list(book.totals.index) == ["a", "b"]


def test_a_country_without_institutions_has_no_book(land):
    with pytest.raises(RecordsError, match=r"institutions\.csv: no such file"):
        land.score()


@pytest.mark.parametrize(
    ("columns", "is_scored"),
    [
        ({"until_on": "2023-12-31"}, False),
        ({"until_on": "2024-01-01"}, True),
        ({"since_on": "2024-12-31"}, True),
        ({"since_on": "2025-01-01"}, False),
        ({"successor_id": "a"}, False),
        ({"successor_id": "a", "until_on": "2024-06-30"}, True),
    ],
)
def test_only_what_was_there_in_the_window_is_scored(land, columns, is_scored):
    land.institutions("a", z=columns)

    book = land.score()

    assert book.institutions.loc["z", "scored"] == is_scored
    assert ("z" in book.totals.index) == is_scored


def test_inputs_are_the_files_that_were_read(land, budget):
    land.institutions("a")
    land.write("statistics", budget("a", 9, 10))

    book = land.score()

    assert list(book.inputs) == [
        "barataria/country.toml",
        "barataria/editions/2024/edition.toml",
        "barataria/institutions.csv",
        "barataria/records/documents.csv",
        "barataria/records/statistics.csv",
        "method/1.0.0.toml",
    ]
    path = land.folder / "institutions.csv"
    assert (
        book.inputs["barataria/institutions.csv"] == hashlib.sha256(path.read_bytes()).hexdigest()
    )


def test_the_hash_moves_with_any_input(land, budget):
    land.institutions("a")
    before = land.score().inputs_hash
    again = land.score().inputs_hash

    land.write("statistics", budget("a", 9, 10))

    assert before == again
    assert land.score().inputs_hash != before


def test_an_observation_older_than_the_horizon_is_unknown_and_never_zero(land, look):
    land.institutions("a")
    items = [f"item-{number:02}" for number in range(1, 11)]

    land.write("observations", [look("a", item, "complete", "2021-12-31") for item in items])
    inside = land.score().indicators.loc[("a", "A1"), "state"]
    land.write("observations", [look("a", item, "complete", "2021-12-30") for item in items])
    outside = land.score().indicators.loc[("a", "A1"), "state"]

    assert (inside, outside) == ("measured", "not_measured")


def test_the_minimum_share_of_the_list_must_have_been_looked_at(land, look):
    land.method("count = 10, share = 0.8", "count = 1, share = 0.8")
    land.institutions("a", "b")
    items = [f"item-{number:02}" for number in range(1, 9)]
    rows = [look("a", item, "complete") for item in items]
    rows += [look("b", item, "complete") for item in items[:7]]
    land.write("observations", rows)

    states = land.score().indicators["state"].xs("A1", level="indicator_id")

    assert states.to_dict() == {"a": "measured", "b": "too_few"}


def test_few_published_items_make_the_format_provisional_or_flagged(land, look):
    land.institutions("a", "b", "c")
    periods = [str(year) for year in range(1990, 2020)]
    rows = [
        look(name, "item-01", "complete", form="open", period=period)
        for name, count in (("a", 9), ("b", 10), ("c", 30))
        for period in periods[:count]
    ]
    land.write("observations", rows)

    samples = land.score().indicators["sample"].xs("A4", level="indicator_id")

    assert samples.to_dict() == {"a": "provisional", "b": "flagged", "c": ""}


def test_a_pillar_that_is_measured_enough_is_rated_and_banded(land, look):
    # A method in which A1 weighs 30 of 40.
    land.method("weight = 3\nfrom", "weight = 30\nfrom")
    land.institutions("a")
    items = [f"item-{number:02}" for number in range(1, 11)]
    rows = [look("a", item, "complete") for item in items[:8]]
    rows += [look("a", item, "partial") for item in items[8:]]
    land.write("observations", rows)

    pillar = land.score().pillars.loc[("a", "A")]

    assert (pillar["rated"], pillar["unrated"], pillar["bands"]) == (True, "", ("very-good",))
    assert pillar["score"] == 80


def test_a_pillar_without_a_required_indicator_is_not_rated(land, look):
    land.method(
        'id = "A4"\npillar = "A"\ndriver = "D1"\nweight = 2',
        'id = "A4"\npillar = "A"\ndriver = "D1"\nweight = 99',
    )
    land.institutions("a")
    land.write(
        "observations",
        [
            look("a", "item-01", "complete", form="open", period=str(year))
            for year in range(2000, 2009)
        ],
    )

    pillar = land.score().pillars.loc[("a", "A")]

    assert (pillar["rated"], pillar["unrated"]) == (False, "required")
    assert "A1" in pillar["missing"]
