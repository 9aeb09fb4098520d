"""Institutions side by side: like with like, and ahead only where the method says so."""

import json
import re
from dataclasses import replace

import pytest

from scorers import editions
from scorers.editions import standing
from scorers.editions.sensitivity import varied_by
from scorers.editions.supposing import suppose
from scorers.website import standings
from scorers.website.standings import Standings, Statement


CLOUDS, CLOCK = "ministerio-de-las-nubes", "consejo-del-reloj"


@pytest.fixture(name="scored")
def _scored(place, fantasia):
    """Score the invented country; what a test changes in its files must stand before this one."""
    return editions.score(place, fantasia, editions.read(place, "fantasia", "2024"))


@pytest.mark.usefixtures("apart")
def test_one_is_ahead_only_as_often_as_the_method_asks(place, scored):
    made = Standings(place, scored)
    supposed = suppose(scored, varied_by(place, scored.method))
    pair = standing.pairs(supposed, "R", [CLOCK, CLOUDS]).iloc[0]

    said = made.statement("R", CLOCK, CLOUDS)

    assert made.needed == 950
    assert said == Statement("ahead", CLOUDS, CLOCK, round(pair["probability"] * 1000))
    assert pair["is_ahead"]
    assert said == made.statement("R", CLOUDS, CLOCK)


@pytest.mark.usefixtures("alike")
def test_less_often_the_difference_may_be_chance(place, scored):
    said = Standings(place, scored).statement("R", CLOUDS, CLOCK)

    assert said.says == "chance"
    assert 500 <= said.count < 950


def test_two_of_another_kind_or_level_are_not_called_ahead(place, scored):
    made = Standings(place, scored)

    assert made.statement("R", CLOUDS, CLOCK) == Statement("unlike", CLOUDS, CLOCK)
    assert not made.alike([CLOUDS, "oficina-de-faros"])  # the same kind at another level
    assert made.alike(["villa-abajo", "villa-arriba"])


@pytest.mark.usefixtures("alike")
def test_what_is_not_rated_is_behind_nobody(place, scored):
    made = Standings(place, scored)

    for part in ("A", "C", "total"):
        assert made.statement(part, CLOUDS, CLOCK).says == "unrated"


@pytest.mark.usefixtures("apart")
def test_a_method_that_says_nothing_of_pairs_leaves_them_unsaid(place, scored):
    other = replace(scored, method=replace(scored.method, version="7.0.0", sensitivity=None))

    made = Standings(place, other)

    assert made.needed == 0
    assert made.statement("R", CLOUDS, CLOCK).says == "method"


@pytest.mark.usefixtures("apart")
def test_of_too_many_no_table_is_made(place, scored, monkeypatch):
    monkeypatch.setattr(standings, "MOST_RATED", 1)

    made = Standings(place, scored)

    assert made.statement("R", CLOUDS, CLOCK).says == "many"
    assert made.tables("cloud-ministry")["R"] == []


@pytest.mark.usefixtures("apart")
def test_the_table_of_a_kind_says_who_is_above_by_its_sign(place, scored):
    made = Standings(place, scored)
    count = made.statement("R", CLOUDS, CLOCK).count

    assert made.tables("cloud-ministry")["R"] == [{"ids": [CLOCK, CLOUDS], "above": [[-count]]}]
    assert made.tables("guild")["R"] == []


def test_a_kind_lists_those_that_are_scored_with_their_level_and_names(site):
    guilds = json.loads((site / "api/v1/kinds/guild.json").read_text(encoding="utf-8"))
    clouds = json.loads((site / "api/v1/kinds/cloud-ministry.json").read_text(encoding="utf-8"))

    assert guilds["institutions"] == [
        [CLOCK, "national", "Consejo del Reloj", "Council of the Clock"]
    ]  # the one that has ended is not scored
    assert [one[:2] for one in clouds["institutions"]] == [
        [CLOUDS, "national"],
        ["oficina-de-faros", "regional"],
    ]


@pytest.mark.parametrize(
    ("address", "unlike"),
    [("es/comparar", "no son del mismo tipo"), ("en/compare", "not of the same kind")],
)
def test_a_ready_pair_shows_the_words_of_its_cards_and_says_that_it_is_unlike(
    site, address, unlike
):
    text = (site / address / f"{CLOUDS}-{CLOCK}" / "index.html").read_text(encoding="utf-8")
    language = address[:2]

    assert unlike in text
    for one in (CLOUDS, CLOCK):
        card = json.loads((site / f"api/v1/institutions/{one}.json").read_text(encoding="utf-8"))
        words = [each["words"] for each in card["indicators"].values() if each["words"]]
        assert words
        assert [both for both in words if f"<td>{both[language]}" not in text] == []
        for pillar in card["pillars"].values():
            low, high = round(pillar["low"]), round(pillar["high"])
            assert re.search(rf'aria-label="[^"]* {low} [^"]* {high} ', text)


def test_the_page_of_an_institution_leads_to_the_comparison(site):
    text = (site / "en/institutions" / CLOCK / "index.html").read_text(encoding="utf-8")
    ended = (site / "en/institutions/gremio-antiguo/index.html").read_text(encoding="utf-8")

    assert f'href="../../../en/compare/?a={CLOCK}"' in text
    assert "en/compare/" not in ended
