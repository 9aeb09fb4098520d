"""`consta index`: every input that it refuses, in one line that names the cell."""

from pathlib import Path

import pytest


EXAMPLE = Path(__file__).parents[1] / "data" / "index"
METHOD = (EXAMPLE / "method.toml").read_text("utf-8")
VALUES = (EXAMPLE / "values.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("NA", "is no number"),
        ("nan", "is no number"),
        ("-", "is no number"),
        ("1_000", "is no number"),
        ('"1,000"', "is no number"),
        (" ", "is no number"),
        ("٣", "is no number"),
        ("0x10", "is no number"),
        ("inf", "is infinite"),
        ("-Infinity", "is infinite"),
        ("1e999", "is infinite"),
    ],
)
def test_a_cell_that_holds_no_finite_number_is_named(index, cell, words):
    status, out, err = index(values=VALUES.replace(",3,", f",{cell},"))

    assert (status, out) == (2, "")
    assert err.startswith('consta: values.csv:4: LPI of unit "Brigadoon": "')
    assert words in err


@pytest.mark.parametrize("cell", ["3.", "+3", ".3e1", "3E0", "3e-0"])
def test_every_plain_way_of_writing_a_number_is_read(index, cell):
    assert index(values=VALUES.replace(",3,", f",{cell},")) == index(values=VALUES)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ("", "values.csv: has no header"),
        ("country,CPI,LPI,Tariff\n", "has no unit"),
        (VALUES.replace("LPI", "LPi"), 'indicator "LPI" has no column; did you mean "LPi"?'),
        (VALUES.replace("note", "LPI"), 'indicator "LPI" has 2 columns'),
        (VALUES.replace("country", "CPI", 1), 'the first column is the unit, and "CPI"'),
        (VALUES.replace("Brigadoon", "Atlantis"), 'values.csv:4: unit "Atlantis" is on line 2'),
        (VALUES.replace("Brigadoon", ""), "values.csv:4: country is blank"),
        (VALUES.replace(",c,4", ",c"), "values.csv:5: 4 cells; the header has 5 columns"),
        (VALUES.replace(",c,4", ",c,4,5"), "values.csv:5: 6 cells"),
        (VALUES.replace(",c,4", ',"c,4'), "not CSV in UTF-8"),
        (VALUES.encode("utf-16"), "not CSV in UTF-8"),
        (VALUES.replace("a,4", "a,9"), 'node "Physical", unit "Atlantis": no geometric mean'),
    ],
    ids=[
        "empty",
        "header only",
        "no column",
        "two columns",
        "no unit column",
        "unit twice",
        "unit blank",
        "cells too few",
        "cells too many",
        "open quote",
        "not UTF-8",
        "geometric of zero",
    ],
)
def test_a_table_that_cannot_be_is_refused_in_one_line(index, values, words):
    status, out, err = index(values=values)

    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert words in err


@pytest.mark.parametrize(
    ("found", "put", "words"),
    [
        ('id = "Index"', 'id = "Index', "method.toml: not TOML"),
        ('parent = "Index"\nweight = 1.0', "weight = 1.0", "have no parent; expected one root"),
        ('id = "Index"', 'id = "Index"\nparent = "Social"\nweight = 1', "circle"),
        ('parent = "Social"', 'parent = "Socail"', 'an orphan: there is no node "Socail"'),
        ("weight = 3.0", "weight = -1.0", 'node "Index": the weights of its children'),
        ("low = -1", "low = 9", 'indicator "Tariff": goalposts: low and high are both 9'),
        ("[95, 80]", "[90, 80]", 'indicator "CPI": anchors: the values of the points do not rise'),
        ('"anchors"', '"anchor"', 'did you mean "anchors"?'),
    ],
)
def test_a_tree_that_cannot_be_is_refused_in_one_line(index, found, put, words):
    status, out, err = index(method=METHOD.replace(found, put, 1))

    assert (status, out) == (2, "")
    assert err.startswith("consta: method.toml: ")
    assert err.count("\n") == 1
    assert words in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--remove", "3"], "the levels below the root are 1 to 2"),
        (["--remove", "0"], "the levels below the root are 1 to 2"),
        (["--importance", "--ranks"], "--importance writes a table of its own"),
        (["--remove", "1", "--draws", "9"], "--remove writes a table of its own"),
        (["--output", "values.csv"], "is read from, so it is not written over"),
        (["--output", "nowhere/out.csv"], "nowhere/out.csv: No such file"),
    ],
)
def test_options_that_cannot_be_are_refused_and_change_nothing(index, tmp_path, words, said):
    status, out, err = index(*words)

    assert (status, out) == (2, "")
    assert said in err
    assert (tmp_path / "values.csv").read_text() == VALUES


def test_two_columns_of_one_name_are_not_written(index):
    clash = METHOD.replace('"LPI"', '"Index_rank"')

    err = index("--ranks", method=clash, values=VALUES.replace("LPI", "Index_rank"))[2]

    assert 'there would be two columns "Index_rank"' in err


def test_files_that_are_not_there_are_named(index, tmp_path):
    (tmp_path / "values.csv").unlink()
    assert "values.csv: No such file" in index()[2]
    (tmp_path / "method.toml").unlink()
    assert "method.toml: No such file" in index()[2]


@pytest.mark.parametrize("words", [["--draws", "0"], ["--draws", "x"], ["--seed", "-1"]])
def test_a_number_of_draws_or_a_seed_that_cannot_be_is_refused(index, words):
    with pytest.raises(SystemExit) as stopped:
        index(*words)

    assert stopped.value.code == 2
