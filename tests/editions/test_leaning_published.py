"""Shrunk waits explained, frozen, read again and varied, in the invented country under 1.1.0."""

import csv
import io

import pytest

from scorers import country, editions
from scorers.editions import freezing, releasing, reproducing
from scorers.editions.explaining import explain
from scorers.editions.scoring import drawn_again
from scorers.editions.sensitivity import sensitivity
from scorers.editions.supposing import suppose
from scorers.index import shrunk_waits, waits
from scorers.records.frames import read_all


NUBES = "ministerio-de-las-nubes"


@pytest.fixture(name="edition")
def _edition(place, under):
    under("1.1.0")
    return editions.read(place, "fantasia", "2024")


@pytest.fixture(name="book")
def _book(place, fantasia, edition):
    return editions.score(place, fantasia, edition)


@pytest.fixture(name="frozen")
def _frozen(place, fantasia, edition):
    return freezing.freeze(place, fantasia, edition)


def told(book, institution, indicator, language):
    steps = (one for pillar in explain(book, institution).steps for one in pillar.steps)
    return next(
        [*(line[language] for line in one.arithmetic)] for one in steps if one.id == indicator
    )


def test_the_own_wait_the_baseline_and_the_shrunk_wait_are_told_in_both_languages(book):
    row, mean = book.indicators.loc[NUBES, "R3"], book.baseline_waits["R3"].mean(3)
    value, pool, estimate = (f"{one:.4f}" for one in (row["value"], mean, row["estimate"]))

    english, spanish = ("\n".join(told(book, NUBES, "R3", one)) for one in ("en", "es"))

    assert f"Value: {value} legal terms, the mean of 12 waits cut at 3; 8 have ended" in english
    assert f"to the 12 waits come 5 more that take {pool} on average, the mean wait of" in english
    assert f"is {estimate} legal terms\n" in english
    value, pool, estimate = (one.replace(".", ",") for one in (value, pool, estimate))
    assert f"Valor: {value} plazos legales, media de 12 esperas cortadas en 3;" in spanish
    assert f"a las 12 esperas se suman 5 que duran {pool} en promedio, la espera media" in spanish
    assert f"es {estimate} plazos legales\n" in spanish


def test_a_clarification_stands_with_its_days_on_the_row_and_with_its_clock_on_the_waits(book):
    steps = (one for pillar in explain(book, NUBES).steps for one in pillar.steps)
    step = next(one for one in steps if one.id == "R3")

    (row,) = (one for one in step.rows if "clarification" in one.said.en)

    assert row.said.en.endswith(
        "released in part, clarification asked for on 2024-10-20, given on 2024-10-24"
    )
    assert row.said.es.endswith("aclaración pedida el 2024-10-20, dada el 2024-10-24")
    assert any("asked of 1: by law" in line.en for line in step.arithmetic)


def test_where_nobody_left_early_the_sum_can_be_followed_by_hand(book):
    row, mean = book.indicators.loc["consejo-del-reloj", "R3"], book.baseline_waits["R3"].mean(3)
    by_hand = (row["total"] * row["value"] + 5 * mean) / (row["total"] + 5)

    said = (
        f"({row['total']:g} × {row['value']:.4f} + 5 × {mean:.4f}) / ({row['total']:g} + 5) "
        f"= {by_hand:.4f} legal terms"
    )

    assert row["estimate"] == pytest.approx(by_hand, abs=1e-9)
    assert any(said in line for line in told(book, "consejo-del-reloj", "R3", "en"))


def test_the_curve_in_the_table_of_the_edition_gives_the_shrunk_wait_again(place, book):
    table = releasing.tables(place, book)["baseline_waits.csv"].decode()
    steps = [
        (float(row["time"]), float(row["waiting"]))
        for row in csv.DictReader(io.StringIO(table))
        if row["indicator_id"] == "R3"
    ]
    own = book.waits["R3"].waits[NUBES]
    time, events, censored = zip(*own, strict=True)
    prior = shrunk_waits.prior_cases(steps, 5, 3)

    curve = waits.curve([*time, *prior[0]], [*events, *prior[1]], [*censored, *prior[2]])

    expected = book.indicators.loc[(NUBES, "R3"), "estimate"]
    assert waits.restricted_mean(curve, 3) == pytest.approx(expected, abs=1e-9)


def test_a_frozen_edition_keeps_what_its_waits_lean_on(place, fantasia, frozen, book):
    again = editions.published(place, fantasia, frozen)
    one = editions.published(place, fantasia, frozen, institution_id=NUBES)

    assert again.baseline_waits == one.baseline_waits == book.baseline_waits
    assert told(again, NUBES, "R3", "es") == told(book, NUBES, "R3", "es")
    assert reproducing.reproduce(place, fantasia, frozen, read_all(fantasia)).is_same


def test_a_change_of_the_kept_curve_is_found_whoever_is_asked_for(place, fantasia, frozen):
    path = place.country("fantasia") / "editions" / "2024" / "baseline_waits.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:-1], lines[-1].rpartition(",")[0] + ",0.001\n"]), "utf-8")

    for institution in (None, NUBES):
        found = reproducing.reproduce(place, fantasia, frozen, read_all(fantasia), institution)
        cells = [(one.table, one.institution_id, one.column, one.frozen) for one in found.cells]
        assert cells == [("baseline_waits.csv", "", "waiting", "0.001")]


def test_a_law_that_no_longer_stops_the_clock_is_found(place, frozen):
    path = place.country("fantasia") / "country.toml"
    path.write_text(path.read_text("utf-8").replace("clock = true", "clock = false"), "utf-8")
    now = country.read(path.parent)

    found = reproducing.reproduce(place, now, frozen, read_all(now))

    assert "fantasia/country.toml" in [one.path for one in found.files]
    assert (NUBES, "R3", "value") in [
        (one.institution_id, one.id, one.column) for one in found.cells
    ]


def test_how_much_waits_lean_is_varied(book):
    supposed = suppose(book)
    levels = supposed.space.valued_by["R3"]
    at = levels.index("strength")
    rows = book.totals.index.get_indexer([NUBES])
    keys = [
        tuple(level if place == at else 0 for place in range(len(levels))) for level in range(3)
    ]

    values, drawn = (
        [found["R3"][key] for key in keys]
        for found in (supposed.values(rows), supposed.draws(rows, 0))
    )

    own, mean = book.indicators.loc[(NUBES, "R3"), "value"], book.baseline_waits["R3"].mean(3)
    published, half, double = (one.item() for one in values)
    assert own > half > published > double > mean
    assert drawn[1].std() > drawn[0].std() > drawn[2].std()


def test_a_frozen_edition_is_as_robust_as_an_open_one(place, fantasia, frozen, book):
    again = drawn_again(place, editions.published(place, fantasia, frozen))

    assert sensitivity(again).alternatives.equals(sensitivity(book).alternatives)
