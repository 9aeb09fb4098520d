"""Scores of what was looked at and counted under method 1.1.0, from rows to words. All invented."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from scorers import country, editions
from scorers.editions.explaining import explain
from scorers.website import wording


METHOD = Path(__file__).parents[2] / "content" / "method" / "1.1.0.toml"
ITEMS = [f"item-{number:02}" for number in range(1, 11)]
ASK = ["a7-officer", "a7-address", "a7-term", "a7-cost", "a7-appeal", "a7-index"]
MEASURES = """
[[measure]]
id = "recommendations_implemented"
name = { es = "Recomendaciones (inventadas)", en = "Recommendations (invented)" }
form = "count"

[[measure]]
id = "declarations_published"
name = { es = "Declaraciones (inventadas)", en = "Declarations (invented)" }
form = "count"

[[private]]
id = "none"
name = { es = "nada", en = "nothing" }
pattern = "^$"
"""


@pytest.fixture(name="island")
def _island(land):
    """Return the island of three institutions whose edition 2024 is under method 1.1.0."""
    shutil.copy(METHOD, land.place.content / "method")
    land.change("editions/2024/edition.toml", 'method = "1.0.0"', 'method = "1.1.0"')
    toml = land.folder / "country.toml"
    text = toml.read_text(encoding="utf-8")
    for item in ITEMS[:5]:
        text = text.replace(f'id = "{item}"\n', f'id = "{item}"\nhigh_risk = true\n')
    toml.write_text(text + MEASURES, encoding="utf-8")
    land.country = country.read(land.folder)
    land.institutions("norte", "sur", "este")
    return land


@pytest.fixture(name="seen")
def _seen(look):
    """Return a maker of looks with a due day and an address."""

    def make(item, found, day, due="", first="", url="", of="norte"):
        row = look(of, item, found, day, period="2023")
        return {**row, "due_on": due, "first_seen_on": first, "url": url}

    return make


def told(book, pillar, indicator, of="norte", language="en"):
    (part,) = (each for each in explain(book, of).steps if each.id == pillar)
    (one,) = (each for each in part.steps if each.id == indicator)
    return one, "\n".join([one.said[language], *(line[language] for line in one.arithmetic)])


def row_of(book, indicator, of="norte"):
    return book.indicators.loc[(of, indicator)]


def test_items_that_were_due_are_scored_by_how_many_and_how_late(island, seen):
    due = "2024-03-31"
    rows = [seen(item, "complete", "2024-06-01", due, "2024-03-01") for item in ITEMS[:6]]
    # 73 days late, a fifth of the year 2023; and missed until 10 December, 254 days.
    rows.append(seen("item-07", "complete", "2024-07-01", due, "2024-06-12"))
    rows += [seen("item-08", "absent", day, due) for day in ("2024-06-01", "2024-12-10")]
    island.write("observations", rows)

    book = island.score()

    assert row_of(book, "A2")[["state", "value", "count", "total", "score"]].tolist() == [
        "measured", 75, 6, 8, 75,
    ]  # fmt: skip
    # S: 1/4 after 0, 1/8 after 0.2, and so it stays: 0.2 / 4 + 0.8 / 8 = 0.15.
    late = row_of(book, "A3")
    assert late[["value", "score"]].tolist() == pytest.approx([0.15, 85])
    assert (late["count"], late["total"], late["sample"]) == (7, 8, "provisional")
    # To these 8 come five that wait as they do: 13 in all, of which 6/8, 1/8 and 1/8 wait 0, 0.2
    # and 1. Their mean is then 0.2 x the second + the third share of a Dirichlet distribution.
    chance = np.random.default_rng(1).dirichlet([13 * 6 / 8, 13 / 8, 13 / 8], 1_000_000)
    low, high = 100 - 100 * np.quantile(0.2 * chance[:, 1] + chance[:, 2], [0.95, 0.05])
    # 1,000 draws know each end to about one point.
    assert late["interval_low"] == pytest.approx(low, abs=1)
    assert late["interval_high"] == pytest.approx(high, abs=1)
    one, words = told(book, "A", "A3")
    assert "0.1500 of the period, the mean of 8 waits cut at 1; 7 have ended" in words
    assert "100 + (0.1500 − 0) / (1 − 0) × (0 − 100) = 85.00" in words
    assert f"90 % interval: {late['interval_low']:.1f} to {late['interval_high']:.1f}" in words
    assert len(one.rows) == 9
    assert one.rows[0].said.en == (
        "Item 1 (invented) (2023): complete on 2024-06-01, due on 2024-03-31, "
        "first seen on 2024-03-01"
    )
    assert (
        wording.value(book.method.indicators["A3"], late.to_dict(), island.country).en
        == "0.15\u00a0of the period"
    )


def test_too_few_items_that_were_due_are_counted(island, seen):
    rows = [seen(item, "complete", "2024-03-01", "2024-03-31") for item in ITEMS[:6]]
    rows.append(seen("item-07", "partial", "2024-05-01", "2024-03-31"))
    island.write("observations", rows)

    book = island.score()

    assert row_of(book, "A2")[["state", "count", "total"]].tolist() == ["too_few", 6, 7]
    assert "Cases so far: 7; needed: 8 items of a period" in told(book, "A", "A2")[1]
    assert "Cases so far: 7; needed: 8 items of a period" in told(book, "A", "A3")[1]
    assert row_of(book, "A3", "sur")["state"] == "not_measured"


def test_ten_addresses_that_were_opened_twice_are_enough(island, seen):
    def visits(count):
        rows = []
        for item in ITEMS[:count]:
            url = f"https://norte.example/{item}"
            rows += [seen(item, "listed", day, url=url) for day in ("2024-01-01", "2024-02-15")]
        island.write("observations", rows)
        return island.score()

    few, enough = visits(9), visits(10)

    assert row_of(few, "A5")[["state", "count", "total"]].tolist() == ["too_few", 9, 9]
    assert "Cases so far: 9; needed: 10 addresses visited twice" in told(few, "A", "A5")[1]
    assert row_of(enough, "A5")[["state", "value", "score"]].tolist() == ["measured", 100, 100]


def test_items_of_high_risk_are_scored_from_five_on(island, seen):
    rows = [seen(item, "complete", "2024-05-01") for item in ITEMS[:4]]
    island.write("observations", rows)
    few = island.score()
    island.write("observations", [*rows, seen("item-05", "partial", "2024-05-01")])
    enough = island.score()

    assert row_of(few, "A6")[["state", "count", "total"]].tolist() == ["too_few", 4, 4]
    assert "Cases so far: 4; needed: 5 of the 6 items looked at" in told(few, "A", "A6")[1]
    assert row_of(enough, "A6")[["state", "value", "score"]].tolist() == ["measured", 80, 80]


def test_checks_are_scored_when_all_were_looked_at_and_rows_say_which(island, seen):
    rows = [seen(check, "complete", "2024-05-01") for check in ASK[:4]]
    rows += [seen(ASK[4], "absent", day) for day in ("2024-05-01", "2024-05-15")]
    island.write("observations", rows)
    few = island.score()
    island.write("observations", [*rows, seen(ASK[5], "partial", "2024-05-01")])
    enough = island.score()

    assert row_of(few, "A7")[["state", "count", "total"]].tolist() == ["too_few", 5, 6]
    assert "Looked at so far: 5 of 6; needed: all 6 checks" in told(few, "A", "A7")[1]
    asked = row_of(enough, "A7")
    assert asked[["state", "value", "count", "total"]].tolist() == ["measured", 4, 4, 6]
    assert asked["score"] == pytest.approx(200 / 3)
    one, words = told(enough, "A", "A7")
    assert "4 of 6 checks, 66.67 points" in words
    assert "Value: 4.00 of 6 checks" in words
    assert (
        one.rows[0].said.en
        == "Gives a form or an address that works (2023): complete on 2024-05-01"
    )
    indicator = enough.method.indicators["A7"]
    assert (
        wording.value(indicator, asked.to_dict(), island.country).es == "4\u00a0de 6 comprobaciones"
    )
    assert (
        wording.value(indicator, row_of(few, "A7").to_dict(), island.country).es
        == "5\u00a0de\u00a06"
    )
    # A check is nothing that must be published.
    assert row_of(enough, "A1")["state"] == "not_measured"


def test_no_check_passed_is_a_zero_that_says_so(island, seen):
    island.write(
        "observations",
        [
            seen(check, "absent", day)
            for check in ("c6-named", "c6-contact", "c6-answer")
            for day in ("2024-05-01", "2024-05-15")
        ],
    )

    book = island.score()

    assert row_of(book, "C6")[["state", "value", "score"]].tolist() == ["measured", 0, 0]
    assert "Value: 0.00 of 3 checks" in told(book, "C", "C6")[1]


def test_recommendations_and_declarations_are_scored_from_five_on(island, counted):
    island.write(
        "statistics",
        counted("norte", recommendations_implemented=(3, 4), declarations_published=(4, 5)),
    )

    book = island.score()

    assert row_of(book, "C3")[["state", "count", "total"]].tolist() == ["too_few", 3, 4]
    assert "Cases so far: 4; needed: 5 recommendations due" in told(book, "C", "C3")[1]
    assert row_of(book, "C5")[["state", "value", "score"]].tolist() == ["measured", 80, 80]


def declared(seen, count, total, found="partial"):
    """Return a look that counted declarations."""
    return {**seen("c5-declarations", found, "2024-05-01"), "count": count, "total": total}


def test_declarations_that_were_counted_are_scored_and_what_is_said_stands_beside(
    island, seen, counted
):
    island.write("observations", [declared(seen, 38, 40)])
    island.write("statistics", counted("norte", declarations_published=(40, 40)))

    book = island.score()

    row = row_of(book, "C5")
    assert row[["state", "value", "count", "total", "score"]].tolist() == [
        "measured", 95, 38, 40, 95,
    ]  # fmt: skip
    assert not row["self_reported"]
    one, words = told(book, "C", "C5")
    assert "Value: 100 × 38 / 40 = 95.00 %" in words
    (beside,) = one.beside
    assert beside.en == (
        "The institution says: 100.0 % (40 of 40). What visitors counted is scored."
    )
    assert beside.es == (
        "La institución dice: 100.0 % (40 de 40). Se califica lo que se contó en la visita."
    )
    assert one.source == "observations"
    assert [shown.said.en for shown in one.rows if shown.table == "observations"] == [
        "Declarations of the officials bound to declare (2023): in part on 2024-05-01, 38 of 40"
    ]
    assert (
        wording.value(book.method.indicators["C5"], row.to_dict(), island.country).en
        == "38 of 40 (95.0\u00a0%)"
    )


def test_too_few_declarations_that_were_counted_stand_beside_what_is_said(island, seen, counted):
    island.write("observations", [declared(seen, 3, 4)])
    island.write("statistics", counted("norte", declarations_published=(30, 40)))

    book = island.score()

    assert row_of(book, "C5")[["state", "value"]].tolist() == ["measured", 75]
    assert row_of(book, "C5")["self_reported"]
    one, _ = told(book, "C", "C5")
    assert one.source == "statistics"
    assert [text.en for text in one.beside] == [
        "Visitors counted: 3 of 4. They are too few to be scored."
    ]


@pytest.mark.parametrize(("total", "state"), [(4, "too_few"), (5, "measured")])
def test_five_officials_are_enough_for_their_declarations_to_be_scored(island, seen, total, state):
    island.write("observations", [declared(seen, 2, total)])

    book = island.score()

    assert row_of(book, "C5")["state"] == state
    if state == "too_few":
        assert "Cases so far: 4; needed: 5 officials bound to declare" in told(book, "C", "C5")[1]


def test_an_earlier_method_does_not_see_what_was_not_computed_then(island, seen):
    rows = [seen(check, "complete", "2024-05-01") for check in ASK]
    rows += [seen(item, "complete", "2024-03-01", "2024-03-31") for item in ITEMS]
    island.write("observations", rows)
    now = editions.score(island.place, island.country, island.read())
    island.change("editions/2024/edition.toml", 'method = "1.1.0"', 'method = "1.0.0"')

    before = editions.score(island.place, island.country, island.read())

    names = ["A2", "A3", "A6", "A7"]
    assert now.indicators.loc["norte"].loc[names, "state"].eq("measured").all()
    assert before.indicators.loc["norte"].loc[names, "state"].eq("not_measured").all()
    for name in ("A1", "A4"):
        assert row_of(now, name)["value"] == pytest.approx(
            row_of(before, name)["value"], nan_ok=True
        )
