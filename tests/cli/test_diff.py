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


def test_an_edition_that_is_not_there_is_refused(consta):
    status, out, err = consta("diff", "2024", "2031")

    assert (status, out) == (2, "")
    assert 'no edition "2031" of fantasia. Editions: 2024' in err
