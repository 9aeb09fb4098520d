"""What `consta gates` prints, and its exit status."""

import json
from pathlib import Path

import pytest

from scorers.cli import main


ROOT = Path(__file__).parents[2]


@pytest.fixture(name="kingdom")
def _kingdom(monkeypatch, capsys):
    """Give `consta gates` on the United Kingdom's published edition of 2020."""
    monkeypatch.chdir(ROOT)

    def kingdom(*words):
        status = main(["gates", "2020", "--country", "united-kingdom", "--lang", "en", *words])
        return status, capsys.readouterr().out

    return kingdom


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["gate", "not applicable", "no pair of indicators is measured", "passed"]),
        ("es", ["requisito", "no aplica", "ningún par de indicadores medido", "cumple"]),
    ],
)
def test_gates_that_do_not_apply_fail_nothing(consta, language, said):
    consta("freeze", "2024")

    status, out, err = consta("gates", "2024", language=language)

    assert (status, err) == (0, "")
    for word in said:
        assert word in out


def test_a_gate_that_fails_names_what_is_wrong_and_ends_with_status_1(consta, content):
    consta("freeze", "2024")
    path = content / "fantasia" / "records" / "statistics" / "budget.csv"
    path.write_text(path.read_text("utf-8").replace(",91200,", ",91201,"), "utf-8")

    status, out, _ = consta("gates", "2024")

    assert status == 1
    assert "FAILED" in out
    assert "  fantasia/records/statistics/budget.csv" in out.splitlines()


def test_an_edition_that_is_not_there_cannot_be_held_against_anything(consta):
    status, out, err = consta("gates", "1999")

    assert (status, out) == (2, "")
    assert 'no edition "1999"' in err


def test_an_edition_of_which_one_pillar_is_rated_is_held_against_the_gates_of_it(kingdom):
    status, out = kingdom()

    assert status == 0
    assert "Assumptions of method 1.1.0; 1,000 draws, seed 27806." in out
    assert "Not varied, for want of a second value: Term to answer." in out
    (kept,) = (line for line in out.splitlines() if line.startswith("Keep their band"))
    assert kept.split("  ")[-1] == "Anchors in between: straight line"
    assert " R " in kept
    assert "≥ 80.0 %" in kept


def test_the_same_for_machines_with_all_that_the_gates_rest_on(kingdom):
    status, out = kingdom("--json")
    facts = json.loads(out)

    assert status == 0
    assert facts["edition"] == "2020"
    assert {one["state"] for one in facts["gates"]} == {"passed", "not_applicable"}
    found = facts["sensitivity"]
    assert found["rated"] == {"A": 0, "R": 41, "C": 0, "total": 0}
    assert found["unknown"] == {"term": {"es": "Plazo de respuesta", "en": "Term to answer"}}
    assert len(found["scores"]) == 41
    assert len(found["bands"]) == 5 * 41
    assert {row["assumption"] for row in found["effects"]} == {
        "data",
        *(name for name in found["assumptions"] if name in {"weights", "anchors", "goalposts"}),
        "strength",
    }
    assert all(0 <= row["kept"] <= 1 for row in found["alternatives"])
