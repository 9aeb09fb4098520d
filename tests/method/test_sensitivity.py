"""What a method says of what could be otherwise, and what is refused."""

import re
from pathlib import Path

import pytest

from scorers import method
from scorers.exceptions import MethodError
from scorers.method.sensitivity import ASSUMPTIONS


FOLDER = Path(__file__).parents[2] / "content" / "method"
TEXT = (FOLDER / "1.1.0.toml").read_text(encoding="utf-8")


def read(folder, text):
    path = folder / "1.1.0.toml"
    path.write_text(text, encoding="utf-8")
    return method.read(path)


def test_the_first_version_says_nothing_of_it():
    assert method.read(FOLDER / "1.0.0.toml").sensitivity is None


def test_the_second_varies_all_that_was_decided_to_be():
    found = method.read(FOLDER / "1.1.0.toml").sensitivity

    assert set(found.assumptions) == set(ASSUMPTIONS)
    assert all(one.judgement for one in found.assumptions.values())
    assert (found.assumptions["weights"].noise, found.assumptions["anchors"].noise) == (0.25, 0.10)
    strengths = [one.strength for one in found.assumptions["strength"].alternatives]
    assert strengths == [2.5, 10]
    assert found.assumptions["aggregation"].alternatives[0].aggregate == "arithmetic"
    thirds = found.assumptions["pillar_weights"].alternatives[0].weights
    assert thirds == {"A": 1, "R": 1, "C": 1}
    assert found.assumptions["tree"].alternatives[0].weights == {"D1": 1, "D2": 1, "D3": 1}
    assert (found.least_kept, found.most_total_effect, found.ahead) == (0.80, 0.50, 0.95)
    assert (found.least_correlation, found.most_correlation) == (-0.4, 0.9)
    assert (found.least_institutions, found.least_group) == (20, 10)


def test_apart_from_it_both_versions_score_alike():
    first, second = (method.read(FOLDER / f"{version}.toml") for version in ("1.0.0", "1.1.0"))

    for name in ("pillars", "bands", "uncertainty", "strength", "baselines", "total_floor"):
        assert getattr(first, name) == getattr(second, name)


def test_an_assumption_may_be_left_out(tmp_path):
    text = re.sub(
        r'\[\[sensitivity\.assumption\]\]\nid = "term".*?(?=\[\[sensitivity\.assumption\]\])',
        "",
        TEXT,
        flags=re.DOTALL,
    )

    assert "term" not in read(tmp_path, text).sensitivity.assumptions


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "goalposts"', 'id = "goalpost"', "assumption goalpost: id"),
        ("noise = 0.25", "noise = 0", "a number from 0.001"),
        ("noise = 0.25", "noises = 0.25", 'has no "noise"'),
        ('aggregate = "arithmetic"', 'aggregate = "harmonic"', "one of geometric, arithmetic"),
        ("strength = 2.5", "strength = -1", "a number from 0"),
        ("{ A = 1, R = 1, C = 1 }", "{ A = 1, R = 1 }", 'has no "C"'),
        ("{ A = 1, R = 1, C = 1 }", "{ A = 1, R = 1, C = 0 }", "a number from 0.001"),
        ("{ D1 = 1,", "{ D9 = 1,", 'has no "D1"'),
        ("least_kept = 0.80", "least_kept = 80", "from 0 to 1"),
        ("least_group = 10", "least_group = 1", "from 2 up"),
        ('judgement = ["least_kept"', 'judgement = ["most_kept"', "least_kept"),
        ('assumption = "goalposts"', 'assumption = "luck"', "one of weights"),
        ('parts = ["R"]', 'parts = ["X"]', "total"),
        ('name.es = "línea recta"', "", "words in both languages"),
        ('name.es = "s = 10"', 'name.es = "s = 10"\nextra = 1', 'unknown key "extra"'),
    ],
)
def test_what_cannot_be_is_refused_by_its_place(tmp_path, old, new, words):
    assert old in TEXT

    with pytest.raises(MethodError) as refused:
        read(tmp_path, TEXT.replace(old, new, 1))

    assert "sensitivity: " in str(refused.value)
    assert words in str(refused.value)
