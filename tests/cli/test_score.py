"""What `consta score` prints, and how it refuses."""

import json
import shutil
from pathlib import Path

import pytest

from scorers.cli import main


ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.usefixtures("checkout")


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """Return a checkout of the invented country, with its open edition 2024."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content" / "method", content / "method")
    shutil.copytree(ROOT / "tests" / "data" / "fantasia", content / "fantasia")
    (tmp_path / "pelican.conf.py").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys, *arguments):
    status = main(["score", *arguments, "--country", "fantasia"])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["not rated", "measured", "What it takes to be rated", "among them A1"]),
        ("es", ["sin calificar", "medido", "Qué falta para calificar", "entre ellos A1"]),
    ],
)
def test_the_summary_speaks_both_languages(capsys, language, words):
    status, out, err = run(capsys, "2024", "--lang", language)

    assert (status, err) == (0, "")
    for word in words:
        assert word in out


def test_the_summary_says_how_far_scores_could_go(capsys):
    _, out, _ = run(capsys, "2024", "--lang", "en")

    assert "could be 9 to 100; measured 1 of 6" in out


def test_the_arithmetic_of_one_institution_is_shown(capsys):
    # C7 of the ministry: 91,200 of 120,000 is 76 %; 26 of the 45 points above 50: 57.78.
    # C1: 7 of 12 appeals lost, of all 8 of 14; (7 + 5 x 8/14) / 17 is 57.98 %, which is 31.45
    # points on the way from 80 to 10.
    status, out, _ = run(capsys, "2024", "--lang", "en", "--institution", "ministerio-de-las-nubes")

    assert status == 0
    assert "76.0 % -> 57.78 points; weight 1; anchors 50:0, 95:100" in out
    assert "     210.5 of 320" in out
    assert "Mean: (2 × 31.45 + 1 × 57.78) / 3 = 40.23" in out
    assert "Coverage: 3 of 13 (23 %); 66.7 % is needed" in out
    assert "Bounds: 9.3 if what is missing were 0, 86.2 if it were 100" in out


def test_the_same_for_machines(capsys):
    _, out, _ = run(capsys, "2024", "--json", "--institution", "ministerio-de-las-nubes")
    found = json.loads(out)

    assert found["indicators"]["C7"]["score"] == pytest.approx(57.777777778)
    assert found["indicators"]["R3"]["score"] is None
    assert found["pillars"]["C"]["weight_applicable"] == 13
    assert found["total"]["rated"] is False


def test_the_summary_for_machines_counts_every_institution_once(capsys):
    _, out, _ = run(capsys, "2024", "--json")
    found = json.loads(out)

    for indicator in found["indicators"].values():
        assert sum(indicator["states"].values()) == found["institutions_scored"]
    assert found["rated"]["total"] == 0


def test_the_same_inputs_print_the_same(capsys):
    assert run(capsys, "2024", "--json") == run(capsys, "2024", "--json")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["1999"], 'no edition "1999" of fantasia. Editions: 2024'),
        (["../2024"], 'no edition "../2024" of fantasia'),
        (
            ["2024", "--institution", "ministerio-de-las-nubs"],
            'did you mean "ministerio-de-las-nubes"?',
        ),
        (["2024", "--institution", "gremio-antiguo"], "its successor is consejo-del-reloj"),
        (["2024", "--institution", "<script>"], 'no institution "<script>"'),
    ],
)
def test_what_is_not_there_gives_one_message_and_status_2(capsys, arguments, expected):
    status, out, err = run(capsys, *arguments)

    assert (status, out) == (2, "")
    assert expected in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("weight = 0.35", "weight = 0.9", "the weights of the pillars sum to 1.55"),
        ("anchors = [[50, 0], [95, 100]]", "anchors = [[95, 0], [50, 100]]", "C7: anchors is"),
    ],
)
def test_a_method_that_is_nonsense_gives_one_message_and_status_2(
    checkout, capsys, old, new, expected
):
    path = checkout / "content" / "method" / "1.0.0.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    shutil.rmtree(path.parent / "published")

    status, out, err = run(capsys, "2024")

    assert (status, out) == (2, "")
    assert expected in err
    assert err.count("\n") == 1
