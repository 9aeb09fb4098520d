"""What `consta diff` prints: a table, CSV and JSON of the same changes."""

import csv
import io
import json

import pytest


@pytest.fixture(name="revised")
def _revised(consta, content):
    consta("freeze", "2024")
    path = content / "fantasia" / "records" / "statistics" / "budget.csv"
    path.write_text(path.read_text("utf-8").replace(",91200,", ",92100,"), "utf-8")
    consta("freeze", "2024", "--revision", "--reason-es", "a", "--reason-en", "b")
    return consta


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["correction: 1", "57.78", "59.44"]), ("es", ["corrección: 1", "57,78", "59,44"])],
)
def test_the_table_names_the_change_and_its_cause(revised, language, words):
    # 92,100 of 120,000 is 76.75 %: 26.75 of the 45 points above 50, 59.44.
    status, out, err = revised("diff", "2024", "2024-r2", language=language)

    assert (status, err) == (0, "")
    for word in ["ministerio-de-las-nubes", "C7", *words]:
        assert word in out


def test_csv_and_json_say_the_same(revised):
    rows = list(csv.DictReader(io.StringIO(revised("diff", "2024", "2024-r2", "--csv")[1])))
    found = json.loads(revised("diff", "2024", "2024-r2", "--json")[1])

    assert [(row["institution_id"], row["id"], row["causes"]) for row in rows] == [
        (one["institution_id"], one["id"], " ".join(one["causes"])) for one in found["changes"]
    ]
    assert (rows[0]["score_before"], rows[0]["score_after"]) == ("57.777777778", "59.444444444")
    assert set(found["causes"]) >= set(found["changes"][0]["causes"])


@pytest.fixture(name="milder")
def _milder(consta, content):
    """Give `consta` where method 1.0.7 asks less of a budget: 90 % is worth 100."""
    folder = content / "method"
    text = (
        (folder / "1.0.0.toml").read_text("utf-8").replace('version = "1.0.0"', 'version = "1.0.7"')
    )
    steep, mild = "anchors = [[50, 0], [95, 100]]", "anchors = [[50, 0], [90, 100]]"
    judged = ("judgement = [50, 95]", "judgement = [50, 90]")
    assert steep in text
    (folder / "1.0.7.toml").write_text(text.replace(steep, mild).replace(*judged), "utf-8")
    return consta


@pytest.mark.parametrize("is_frozen", [False, True])
def test_another_method_moves_who_it_moves_and_says_what_differs(milder, is_frozen):
    if is_frozen:
        milder("freeze", "2024")

    status, out, err = milder("diff", "--method", "1.0.0", "1.0.7", "2024")

    # 91,200 of 120,000 is 76 %: 26 of 45 points, and 26 of 40.
    assert (status, err) == (0, "")
    assert "from 2024, method 1.0.0 to 2024, method 1.0.7" in out
    assert "indicator C7: anchors: [[50, 0], [95, 100]] → [[50, 0], [90, 100]]" in out
    assert "version" not in out
    (line,) = (line for line in out.split("\n") if line.startswith("ministerio-de-las-nubes"))
    for word in ("C7", "57.78", "65.00", "method (rows new 0, corrected 0, passed 0)"):
        assert word in line


def test_the_same_method_moves_nobody(consta):
    status, out, _ = consta("diff", "--method", "1.0.0", "1.0.0", "2024", "--json")

    found = json.loads(out)
    assert (status, found["changes"], found["methods"]) == (0, [], [])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["2024"], "diff compares two editions, A and B, or one edition by two methods"),
        (["--method", "1.0.0", "1.0.7", "2024", "2024"], "or one edition by two methods"),
        (["--method", "1.0.0", "8.0.0", "2024"], 'no method "8.0.0"'),
        (["--method", "1.0.0", "../x", "2024"], 'no method "x"'),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_line(consta, words, expected):
    status, out, err = consta("diff", *words)

    assert (status, out) == (2, "")
    assert expected in err
    assert err.count("\n") == 1


def test_an_edition_that_is_not_there_is_refused(consta):
    status, out, err = consta("diff", "2024", "2031")

    assert (status, out) == (2, "")
    assert 'no edition "2031" of fantasia. Editions: 2024' in err
