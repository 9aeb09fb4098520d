"""What requests show beside what statistics say, in the invented country under method 1.1.0."""

import pandas as pd
import pytest

from scorers import editions
from scorers.editions import freezing, reproducing
from scorers.editions.explaining import explain
from scorers.records.frames import read_all


@pytest.fixture(name="edition")
def _edition(place, under):
    under("1.1.0")
    return editions.read(place, "fantasia", "2024")


@pytest.fixture(name="book")
def _book(place, fantasia, edition):
    return editions.score(place, fantasia, edition)


def beside(book, institution, indicator):
    table = book.beside.sort_index()
    return table.loc[institution, indicator].to_dict("index")


def step(book, institution, indicator):
    pillars = explain(book, institution).steps
    return next(one for pillar in pillars for one in pillar.steps if one.id == indicator)


def test_what_requests_show_is_scored_and_what_the_institution_says_stands_beside_it(book):
    row = book.indicators.loc["ministerio-de-las-nubes", "R1"]
    claim = beside(book, "ministerio-de-las-nubes", "R1")["statistics"]

    assert not row["self_reported"]
    assert (row["count"], row["total"]) != (456, 500)
    assert (claim["count"], claim["total"], claim["self_reported"]) == (456, 500, True)
    (said,) = step(book, "ministerio-de-las-nubes", "R1").beside
    assert said.en == ("The institution says: 91.2 % (456 of 500). What requests show is scored.")
    assert said.es.startswith("La institución dice: 91,2 % (456 de 500).")


def test_too_few_requests_stand_beside_the_statistics_that_are_scored(book):
    row = book.indicators.loc["consejo-del-reloj", "R6"]

    assert row["state"] == "measured"
    assert beside(book, "consejo-del-reloj", "R6")["requests"]["state"] == "too_few"
    (said,) = step(book, "consejo-del-reloj", "R6").beside
    assert said.en == "Requests on record show: 1 of 8. They are too few to be scored."


def test_days_of_which_it_is_unclear_are_counted_both_ways(book):
    row = book.indicators.loc["villa-arriba", "R1"]
    other = beside(book, "villa-arriba", "R1")["most_days"]

    assert other["count"] < row["count"]
    assert (
        "unclear whether they do: 20.0 % (1 of 5)" in step(book, "villa-arriba", "R1").beside[-1].en
    )


def test_rows_of_both_sides_are_the_evidence(book):
    rows = book.evidence["ministerio-de-las-nubes", "R1"]

    assert {row.partition(":")[0] for row in rows} >= {"fantasia"}
    assert any("requests_in_term" in row for row in rows)


def test_under_the_first_method_requests_show_nothing(place, fantasia):
    path = place.country("fantasia") / "editions" / "2024" / "edition.toml"
    path.write_text(path.read_text("utf-8").replace("1.1.0", "1.0.0"), "utf-8")

    assert editions.score(place, fantasia, editions.read(place, "fantasia", "2024")).beside.empty


def test_it_is_frozen_read_again_and_reproduced(place, fantasia, edition, book):
    freezing.freeze(place, fantasia, edition)
    frozen = editions.read(place, "fantasia", "2024")

    again = editions.published(place, fantasia, frozen)

    pd.testing.assert_frame_equal(again.beside, book.beside, check_dtype=False)
    frames = read_all(fantasia)
    assert reproducing.reproduce(place, fantasia, frozen, frames).is_same


@pytest.mark.parametrize("change", ["cell", "file"])
def test_a_change_of_what_stands_beside_is_found(place, fantasia, edition, change):
    freezing.freeze(place, fantasia, edition)
    path = place.country("fantasia") / "editions" / "2024" / "beside.csv"
    if change == "cell":
        path.write_text(path.read_text("utf-8").replace(",456,", ",457,"), "utf-8")
    else:
        path.unlink()

    frozen = editions.read(place, "fantasia", "2024")
    found = reproducing.reproduce(place, fantasia, frozen, read_all(fantasia))

    assert [one.path for one in found.files] == ["fantasia/editions/2024/beside.csv"]
    cells = [(one.institution_id, one.id, one.row_id, one.column) for one in found.cells]
    expected = [("ministerio-de-las-nubes", "R1", "statistics", "count")]
    assert cells == (expected if change == "cell" else [])


def test_counts_that_are_no_cases_say_so_where_they_are_told(book):
    curved, plain = (step(book, "ministerio-de-las-nubes", name) for name in ("R1", "R2"))

    assert any(
        "2.977 of 11.163 is the rate that would be as sure" in one.en for one in curved.arithmetic
    )
    assert any("2,977 de 11,163 es la tasa" in one.es for one in curved.arithmetic)
    assert not any("as sure" in one.en for one in plain.arithmetic)
