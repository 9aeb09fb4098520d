"""`consta index`: what it writes, and what it warns of."""

import csv
import io
from pathlib import Path

import pytest


EXAMPLE = Path(__file__).parents[1] / "data" / "index"
METHOD = (EXAMPLE / "method.toml").read_text("utf-8")
VALUES = (EXAMPLE / "values.csv").read_text("utf-8")


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_every_indicator_and_node_is_written_and_a_blank_is_missing(index):
    status, out, err = index()
    first, second, third = rows(out)

    assert status == 0
    assert list(first) == ["country", "LPI", "Tariff", "CPI", "Index", "Physical", "Social"]
    # Goalposts after direction are -9 and 1: (-4 + 9) / 10. CPI 45 is half of the way to 60.
    assert [float(first[name]) for name in ("LPI", "Tariff", "CPI")] == [1, 50, 30]
    assert float(first["Physical"]) == pytest.approx(2500 ** (1 / 3))
    assert float(first["Index"]) == pytest.approx((2500 ** (1 / 3) + 3 * 30) / 4)
    assert float(second["Social"]) == pytest.approx(80)
    assert (third["country"], third["CPI"], third["Social"], third["Index"]) == (
        ("Cockaigne", "", "", "")
    )
    assert err == 'consta: warning: "Index" is left blank where too much is missing: Cockaigne\n'


def test_numbers_are_written_so_that_they_are_read_as_the_same(index):
    plain = METHOD.replace('{ method = "min-max", lower = 1, upper = 100 }', '{ method = "none" }')

    out = index(method=plain, values=VALUES.replace(",1,a", ",0.30000000000000004,a"))[1]

    assert rows(out)[0]["LPI"] == "0.30000000000000004"


def test_ranks_are_whole_and_a_blank_has_none(index):
    found = rows(index("--ranks")[1])

    assert [row["Index_rank"] for row in found] == ["2", "1", ""]
    assert [row["Physical_rank"] for row in found] == ["3", "1", "2"]


def test_draws_add_the_spread_of_the_score_and_the_rank_of_the_root(index):
    out = index("--draws", "50", "--seed", "3")[1]
    again = index("--draws", "50", "--seed", "3")[1]
    other = index("--draws", "50", "--seed", "4")[1]
    first, _, third = rows(out)

    assert out == again != other
    names = [f"Index_{what}_{word}" for what in ("score", "rank") for word in ("mean", "p05")]
    assert set(names) < set(first)
    low, middle, high = (float(first[f"Index_score_{word}"]) for word in ("p05", "p50", "p95"))
    assert low < middle < high
    assert low < float(first["Index"]) < high
    assert third["Index_score_mean"] == third["Index_rank_p95"] == ""


def test_removal_gives_the_change_of_rank_of_each_element_of_a_level(index):
    status, out, _ = index("--remove", "1")

    assert status == 0
    assert out.splitlines()[0] == "id,mean_absolute_rank_change"
    assert [row["id"] for row in rows(out)] == ["LPI", "Tariff", "CPI"]
    assert [row["id"] for row in rows(index("--remove", "2")[1])] == ["Physical", "Social"]


def test_importance_gives_two_weights_and_a_ratio_of_each_indicator(index):
    found = rows(index("--importance")[1])

    assert [row["nominal_weight"] for row in found] == ["1.0", "2.0", "3.0"]
    weights = [float(row["effective_weight"]) for row in found]
    assert weights == pytest.approx([1 / 12, 2 / 12, 9 / 12])


def test_a_file_is_written_whole_and_nothing_is_printed(index, tmp_path):
    printed = index()[1]

    assert index("--output", "out.csv")[:2] == (0, "")
    assert (tmp_path / "out.csv").read_bytes() == printed.encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "method.toml",
        "out.csv",
        "values.csv",
    ]


def test_warnings_are_in_the_language_asked_for(index):
    err = index(language="es", values=VALUES.replace(",45,", ",,").replace(",95,", ",,"))[2]

    said = err.splitlines()
    assert said[0] == 'consta: aviso: el indicador "CPI" no tiene ningún valor'
    assert said[1].endswith("donde falta demasiado: Atlantis, Brigadoon, Cockaigne")


def test_a_column_without_a_range_is_blank_and_told(index):
    err = index(values=VALUES.replace(",3,", ",1,").replace(",2,", ",1,"))[2]

    assert 'indicator "LPI" is left blank: its values are all alike' in err


def test_many_units_without_a_value_are_counted(index):
    empty = "".join(f"u{number},,,,\n" for number in range(5))

    err = index(values=VALUES + empty)[2]

    assert "where there is no value at all: u0, u1, u2 and 2 more" in err
