"""How much the scores of an edition hang on data and method; rated.py holds what is invented."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scorers import country, editions
from scorers import method as methods
from scorers.editions import siding
from scorers.editions.sensitivity import sensitivity, varied_by
from scorers.editions.standing import pairs, rank_intervals
from scorers.editions.supposing import suppose
from scorers.exceptions import EditionError
from scorers.paths import Place
from tests.editions.rated import METHOD, book


ROOT = Path(__file__).parents[2]
TABLES = ("scores", "bands", "effects", "medians", "alternatives", "left_out", "importance")
# R1 and R2 at 60 and 80 % of very many cases, where anchors bend most; R4 and R6 are worth 50.
BENT = {
    "R1": (600_000, 1_000_000),
    "R2": (800_000, 1_000_000),
    "R4": (450_000, 1_000_000),
    "R6": (400_000, 1_000_000),
}


@pytest.fixture(scope="module", name="three")
def _three():
    return book(a={}, b={"R1": (3, 9), "R2": (9, 10)}, c=BENT)


@pytest.fixture(scope="module", name="found")
def _found(three):
    return sensitivity(three)


def rows(table, **where):
    for column, value in where.items():
        table = table[table[column] == value]
    return table


def test_every_part_of_every_rated_institution_has_scores(found):
    assert found.rated == {"A": 3, "R": 3, "C": 3, "total": 3}
    assert len(found.scores) == 12


def test_the_data_interval_is_the_one_that_was_published(three, found):
    for part in ("R", "C", "total"):
        table = three.totals if part == "total" else three.pillars.xs(part, level="pillar_id")
        own = rows(found.scores, part=part).set_index("institution_id")
        assert own["data_low"].to_dict() == table["interval_low"].to_dict()
        assert own["data_high"].to_dict() == table["interval_high"].to_dict()


def test_where_nothing_is_sampled_the_data_interval_is_the_score(found):
    own = rows(found.scores, part="A")

    assert own["data_low"].to_numpy() == pytest.approx(own["score"].to_numpy())
    assert own["data_high"].to_numpy() == pytest.approx(own["score"].to_numpy())
    assert (own["low"] < own["score"]).all()
    assert (own["score"] < own["high"]).all()


def test_the_interval_of_the_score_lies_within_its_bounds(three, found):
    for part in ("A", "R", "C", "total"):
        table = three.totals if part == "total" else three.pillars.xs(part, level="pillar_id")
        own = rows(found.scores, part=part).set_index("institution_id")
        assert (own["score"] >= table["low"]).all()
        assert (own["score"] <= table["high"]).all()


def test_shares_of_bands_add_up_to_one(found):
    sums = found.bands.groupby(["part", "institution_id"])[["data", "all"]].sum()

    assert len(sums) == 12
    assert sums.to_numpy() == pytest.approx(1)


def test_straight_goalposts_by_hand(three, found):
    # R of c: (3 * 20 + 3 * 20 + 2 * 50 + 50) / 9 = 30, poor; straight (180 + 240 + 150) / 9 = 63,
    # good, two bands higher; a goes from fair to very good likewise. b goes from 43 to 70, the
    # band beside its own.
    assert three.pillars.loc[("c", "R"), "score"] == pytest.approx(30, abs=0.01)
    own = rows(found.alternatives, part="R", assumption="goalposts")

    assert own["institutions"].item() == 3
    assert own["kept"].item() == pytest.approx(1 / 3)


def test_what_makes_a_total_of_pillars_changes_no_pillar(found):
    for name in ("pillar_weights", "aggregation", "tree"):
        assert set(rows(found.alternatives, assumption=name)["part"]) == {"total"}
        assert set(rows(found.effects, assumption=name)["part"]) == {"total"}
    assert set(rows(found.alternatives, assumption="weights")["part"]) == {"A", "R", "C", "total"}


def test_a_pillar_without_an_indicator_by_hand(found):
    # Without R6, worth 50 as the rest of c: (270 - 50) / 8.
    own = rows(found.left_out, part="R", institution_id="c", indicator="R6")

    assert own["change"].item() == pytest.approx((270 - 50) / 8 - 30, abs=0.01)
    assert not len(rows(found.left_out, indicator="R3"))


def test_what_was_not_sampled_has_no_effect_of_data(found):
    own = rows(found.effects, part="A", assumption="data")

    assert own["total"].tolist() == [0, 0, 0]
    assert rows(found.medians, part="A", assumption="weights")["total"].item() > 0.9


def test_few_cases_make_data_weigh_more(found):
    own = rows(found.effects, part="R", assumption="data").set_index("institution_id")["total"]

    assert own["b"] > own["a"] > own["c"]


def test_with_few_institutions_there_are_no_correlations(found):
    assert not len(found.correlations)
    assert found.importance["correlation_ratio"].isna().all()


def test_effective_weights_of_a_part_add_up_to_one(found):
    sums = found.importance.groupby("part")["effective"].sum()

    assert sums.to_numpy() == pytest.approx(1)


def test_the_same_edition_gives_the_same_bytes(three, found):
    again = sensitivity(three)

    for name in TABLES:
        assert getattr(again, name).to_csv() == getattr(found, name).to_csv()


def test_the_draws_of_an_institution_do_not_move_with_others(found):
    alone = sensitivity(book(b={"R1": (3, 9), "R2": (9, 10)}))

    for name in ("scores", "bands", "effects", "left_out"):
        own = rows(getattr(found, name), institution_id="b").reset_index(drop=True)
        pd.testing.assert_frame_equal(getattr(alone, name), own, rtol=1e-12)


def test_the_legal_term_is_varied_where_a_second_value_is_known(three, found):
    index = pd.MultiIndex.from_tuples(
        [(name, "R1", "extended") for name in ("a", "c")], names=siding.KEY
    )
    beside = pd.DataFrame({name: [99.0, 99.0] for name in siding.SHOWN}, index=index)

    with_term = sensitivity(replace(three, beside=beside))

    assert "term" in found.unknown
    assert "term" in with_term.assumptions
    own = rows(with_term.effects, part="R", assumption="term").set_index("institution_id")["total"]
    assert own["b"] == 0
    assert own["c"] > 0.05
    assert rows(with_term.alternatives, part="R", assumption="term")["kept"].item() == 1


def test_draws_that_an_indicator_gives_widen_the_interval_of_its_pillar(three, found):
    drawn = np.full((METHOD.uncertainty.draws, 3), np.nan)
    drawn[:, 0] = np.linspace(0, 100, len(drawn))

    other = sensitivity(replace(three, drawn={"A1": drawn}))

    own = rows(other.scores, part="A").set_index("institution_id")
    # A1 is 3 of the 9 that are measured: its middle nine tenths move A by 30.
    assert own.loc["a", "data_high"] - own.loc["a", "data_low"] == pytest.approx(30)
    before = rows(found.scores, part="A").set_index("institution_id")
    assert own.loc["b"].to_dict() == before.loc["b"].to_dict()


def test_with_twenty_institutions_there_are_correlations_and_ranks():
    many = {
        f"i{place:02}": {"R1": (50 + 2 * place, 100), "R2": (60 + 2 * place, 100), "A1": 4 * place}
        for place in range(20)
    }
    edition = book(**many)

    found = sensitivity(edition)
    own = rows(found.correlations, first="R1", second="R2")

    first, second = (
        edition.indicators["score"].xs(name, level="indicator_id") for name in ("R1", "R2")
    )
    assert own["institutions"].item() == 20
    assert own["correlation"].item() == pytest.approx(first.corr(second))
    # What is the same for all has no correlation.
    assert not len(rows(found.correlations, first="A2"))

    supposed = suppose(edition)
    group = [*many][10:]
    ranks = rank_intervals(supposed, "R", group)
    assert (ranks["first"] <= ranks["last"]).all()
    assert ranks.iloc[-1]["first"] == 1
    with pytest.raises(EditionError, match="a group of 10 or more"):
        rank_intervals(supposed, "R", group[:9])


def test_there_are_no_ranks_of_an_edition_of_few(three):
    with pytest.raises(EditionError, match="no ranks of 3 of 3"):
        rank_intervals(suppose(three), "R", ["a", "b", "c"])


def test_who_is_ahead_is_said_from_the_probability_of_the_method_on(three):
    found = pairs(suppose(three), "R", ["c", "a"])

    assert found.iloc[0].to_dict() == {
        "first": "a",
        "second": "c",
        "probability": 1.0,
        "is_ahead": True,
    }


def test_who_is_not_rated_is_not_compared(three):
    with pytest.raises(EditionError, match='"d" is not rated in R'):
        pairs(suppose(three), "R", ["a", "d"])


def test_an_edition_in_which_nothing_is_rated_has_empty_tables():
    found = sensitivity(book(a={"R1": None, "A1": None, "C1": None, "C4": None}))

    assert set(found.rated.values()) == {0}
    for name in TABLES:
        assert not len(getattr(found, name))


def test_a_method_that_does_not_say_what_is_varied_is_refused(three):
    with pytest.raises(EditionError, match=r"has no \[sensitivity\]"):
        sensitivity(replace(three, method=replace(METHOD, sensitivity=None)))


def test_an_older_version_is_varied_as_the_latest_of_its_major_says(tmp_path):
    content = tmp_path / "content"
    (content / "method").mkdir(parents=True)
    folder = ROOT / "content" / "method"
    text = (folder / "1.1.0.toml").read_text("utf-8")
    (content / "method" / "1.0.0.toml").write_bytes((folder / "1.0.0.toml").read_bytes())
    place = Place(root=tmp_path, content=content)
    old = methods.read(content / "method" / "1.0.0.toml")

    assert varied_by(place, old) is None
    for version in ("1.9.0", "1.10.0", "2.0.0"):
        other = text.replace('version = "1.1.0"', f'version = "{version}"')
        (content / "method" / f"{version}.toml").write_text(other, "utf-8")
    assert varied_by(place, old).version == "1.10.0"


def test_a_frozen_edition_gives_from_its_folder_what_it_gives_from_the_records():
    place = Place(root=ROOT, content=ROOT / "content")
    kingdom = country.read(place.country("united-kingdom"))
    edition = editions.read(place, kingdom.id, "2020")
    books = (read(place, kingdom, edition) for read in (editions.published, editions.score))

    frozen, scored = (sensitivity(book, varied_by(place, book.method)) for book in books)

    assert frozen.rated["R"] > 20
    for name in (*TABLES, "correlations"):
        pd.testing.assert_frame_equal(getattr(frozen, name), getattr(scored, name), rtol=1e-9)
