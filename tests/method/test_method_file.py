"""Reading a method file, and refusing what could not be a method."""

import re
from pathlib import Path

import pytest

from scorers import method
from scorers.exceptions import MethodError
from scorers.text import Text


FILE = Path(__file__).parents[2] / "content" / "method" / "1.0.0.toml"

# As METHOD.md section 4 has them: weight, driver, anchors.
EXPECTED = {
    "A1": (3, "D1", ((0, 0), (100, 100))),
    "A2": (2, "D3", ((0, 0), (100, 100))),
    "A3": (1, "D3", ((0, 100), (1, 0))),
    "A4": (2, "D1", ((0, 0), (100, 100))),
    "A5": (1, "D1", ((70, 0), (100, 100))),
    "A6": (2, "D3", ((0, 0), (100, 100))),
    "A7": (2, "D1", ((0, 0), (6, 100))),
    "R1": (3, "D3", ((0, 0), (60, 20), (80, 40), (90, 60), (95, 80), (100, 100))),
    "R2": (3, "D2", ((0, 0), (80, 20), (90, 40), (95, 60), (98, 80), (100, 100))),
    "R3": (2, "D3", ((0.5, 100), (3, 0))),
    "R4": (2, "D3", ((0, 0), (90, 100))),
    "R5": (1, "D2", ((0, 0), (100, 100))),
    "R6": (1, "D3", ((20, 100), (60, 0))),
    "R7": (1, "D3", ((10, 100), (50, 0))),
    "C1": (2, "D2", ((10, 100), (80, 0))),
    "C2": (3, "D2", ((0, 0), (100, 100))),
    "C3": (2, "D2", ((0, 0), (95, 100))),
    "C4": (2, "D1", ((0, 0), (6, 100))),
    "C5": (2, "D2", ((0, 0), (100, 100))),
    "C6": (1, "D2", ((0, 0), (3, 100))),
    "C7": (1, "D3", ((50, 0), (95, 100))),
}


def changed(folder, old, new):
    text = FILE.read_text(encoding="utf-8")
    assert old in text

    path = folder / FILE.name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_method_holds_the_indicators_as_they_were_decided():
    found = method.read(FILE)

    assert {
        name: (each.weight, each.driver, each.anchors) for name, each in found.indicators.items()
    } == EXPECTED


def test_the_method_holds_the_limits_as_they_were_decided():
    found = method.read(FILE)

    assert [pillar.weight for pillar in found.pillars.values()] == [0.35, 0.40, 0.25]
    assert found.pillars["R"].needs_all == ("R1", "R2")
    assert found.pillars["C"].needs_any == ("C1", "C2", "C4")
    assert found.coverage_minimum == pytest.approx(2 / 3)
    assert (found.strength, found.total_floor) == (5, 1)
    assert (found.observation_months, found.absence_days) == (36, 14)
    assert found.uncertainty.band_probability == 0.80
    assert list(found.bands) == ["very-poor", "poor", "fair", "good", "very-good"]


def test_only_rates_over_cases_are_shrunk():
    found = method.read(FILE)

    shrunk = {name for name, each in found.indicators.items() if each.shrink}

    assert shrunk == {"R1", "R2", "R4", "R5", "R6", "R7", "C1", "C2"}


def test_an_unconfirmed_basis_is_marked():
    found = method.read(FILE)

    assert not found.indicators["A2"].basis_confirmed
    assert found.indicators["R1"].basis_confirmed
    assert found.indicators["R1"].judgement == (60, 80)


def test_a_baseline_is_read(tmp_path):
    path = changed(tmp_path, "[shrinkage]", "[baseline.narnia]\nR1 = 0.8\n\n[shrinkage]")

    assert method.read(path).baselines["narnia"] == {"R1": 0.8}


def test_a_baseline_of_waits_is_a_curve(tmp_path):
    lines = "[baseline.narnia]\nR3 = [[0, 0.9], [1.5, 0.25]]\nR1 = 0.8\n\n[shrinkage]"

    found = method.read(changed(tmp_path, "[shrinkage]", lines))

    assert found.baselines["narnia"] == {"R1": 0.8}
    assert found.baseline_waits["narnia"] == {"R3": ((0, 0.9), (1.5, 0.25))}


@pytest.mark.parametrize(
    "curve",
    [
        "0.8", "[]", "[0.5, 0.5]", "[[0.5, 0.5, 1]]", "[[0.5, 1]]", "[[0.5, -0.1]]",
        "[[-1, 0.5]]", "[[3, 0.5]]", "[[1, 0.5], [1, 0.4]]", "[[1, 0.5], [2, 0.5]]",
        "[[1, nan]]", '[["1", 0.5]]',
    ],
)  # fmt: skip
def test_what_is_no_curve_of_waits_is_refused(tmp_path, curve):
    path = changed(tmp_path, "[shrinkage]", f"[baseline.narnia]\nR3 = {curve}\n[shrinkage]")

    with pytest.raises(MethodError, match=r"baseline: narnia: R3 is .* shares falling"):
        method.read(path)


def test_words_are_in_both_languages():
    found = method.read(FILE)

    assert found.bands["fair"].name == Text(es="regular", en="fair")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("weight = 0.35", "weight = 0.45", "sum to 1.1 (0.45 + 0.4 + 0.25); expected 1"),
        ("weight = 0.35", "weight = 0", 'pillar A: weight is "0"; expected more than 0'),
        ("weight = 0.35", "weight = -1", 'pillar A: weight is "-1"; expected a number'),
        ("weight = 0.35", "weight = nan", 'pillar A: weight is "nan"; expected a number'),
        ("weight = 0.35", 'weight = "0.35"', "pillar A: weight is"),
        ("weight = 3\n", "weight = 0\n", 'A1: weight is "0"; expected a whole number from 1'),
        ("weight = 3\n", "weight = 1.5\n", 'A1: weight is "1.5"; expected a whole number'),
        ("weight = 3\n", "weight = true\n", 'A1: weight is "true"; expected a whole number'),
        ("weight = 3\n", "", 'indicator A1 has no "weight"'),
        ("weight = 3\n", "weight = 3\nwieght = 3\n", 'A1 has an unknown key "wieght"'),
        ("anchors = [[0, 0], [100, 100]]", "anchors = [[0, 0]]", "A1: anchors is"),
        ("anchors = [[0, 0], [100, 100]]", "anchors = [[5, 0], [5, 100]]", "strictly rising"),
        ("anchors = [[0, 0], [100, 100]]", "anchors = [[9, 0], [5, 100]]", "strictly rising"),
        ("anchors = [[0, 0], [100, 100]]", "anchors = [[0, 0], [100, 101]]", "0 to 100"),
        ("anchors = [[0, 0], [100, 100]]", "anchors = [[0, 50], [9, 50]]", "not all the same"),
        ("anchors = [[0, 0], [100, 100]]", "anchors = [[0, 0], [1, 9], [2, 3]]", "never"),
        ("anchors = [[0, 0], [100, 100]]", "anchors = [[0, 0], [inf, 100]]", "A1: anchors is"),
        ("anchors = [[0, 0], [100, 100]]", 'anchors = "steep"', 'A1: anchors is "steep"'),
        ("judgement = [60, 80]", "judgement = [61]", "R1: judgement is"),
        ("judgement = [60, 80]", "judgement = 60", "expected a list of numbers"),
        ('driver = "D1"', 'driver = "D9"', 'A1: driver is "D9"; expected one of D1, D2, D3'),
        ('pillar = "A"', 'pillar = "R"', "expected the letter of its id, A"),
        ('pillar = "A"', 'pillar = "Z"', 'A1: pillar is "Z"; expected one of A, R, C'),
        ('all = ["A1"]', 'all = ["R1"]', 'pillar A: all or any names "R1"'),
        ('all = ["A1"]', 'all = ["A9"]', "pillar A: all is"),
        ('id = "A2"', 'id = "A1"', 'indicator A1 is "there twice"'),
        ('estimate = "checks"', 'estimate = "guess"', "A1: estimate is"),
        ("shrink = false", "shrink = true", "only a rate over cases or a wait is"),
        ("count = 10, share = 0.8", "count = 10, share = 8", 'A1: minimum: share is "8"'),
        ("count = 10, share = 0.8", "count = 0", 'A1: minimum: count is "0"'),
        ("to = 40", "to = 39", 'band fair is "40 to 60"; expected it to start at 39'),
        ("to = 100", "to = 99", "the bands end at 99; expected 100"),
        ('id = "absent"', 'id = "gone"', 'state gone: id is "gone"'),
        ('name.en = "fair"\n', "", "band fair: name is"),
        ('name.en = "fair"', 'name.en = " "', "band fair: name.en is"),
        ('name.en = "fair"', 'name.en = "fair"\nname.fr = "moyen"', "both languages"),
        ('version = "1.0.0"', 'version = "2.0.0"', 'expected the name of the file, "1.0.0"'),
        ("coverage_minimum = [2, 3]", "coverage_minimum = [3, 2]", "coverage_minimum is"),
        ("coverage_minimum = [2, 3]", "coverage_minimum = [0, 0]", "coverage_minimum is"),
        ("strength = 5", "strength = -5", 'shrinkage: strength is "-5"'),
        ("flagged = [10, 29]", "flagged = [9, 29]", 'flagged begins at "9"'),
        ("open = 75", "open = 750", 'ladder: open is "750"'),
        ("open = 75", "", 'ladder has no "open"'),
        ("[shrinkage]", "[baseline.narnia]\nR9 = 0.5\n[shrinkage]", "narnia: R9 is"),
        ("[shrinkage]", "[baseline.narnia]\nR1 = 5\n[shrinkage]", 'R1 is "5"'),
        ("[shrinkage]", "[baseline]\nnarnia = 5\n[shrinkage]", "narnia is"),
        ("[shrinkage]", "[shrinkage", "not TOML in UTF-8"),
        ('count = 8, below = "too_few"', 'count = 8, below = "not_applicable"', "A2: not_app"),
    ],
)
def test_nonsense_gives_one_message_that_names_file_place_and_remedy(tmp_path, old, new, expected):
    path = changed(tmp_path, old, new)

    with pytest.raises(MethodError, match=re.escape(expected)) as caught:
        method.read(path)

    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_a_missing_method_names_those_there_are(tmp_path):
    (tmp_path / "1.0.0.toml").write_bytes(FILE.read_bytes())

    with pytest.raises(MethodError, match=r'no method "9\.9\.9".*Methods: 1\.0\.0'):
        method.read(tmp_path / "9.9.9.toml")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b'version = "1.0.0"'])
def test_an_empty_foreign_or_bare_file_is_refused(tmp_path, content):
    path = tmp_path / "1.0.0.toml"
    path.write_bytes(content)

    with pytest.raises(MethodError, match=r"1\.0\.0\.toml: "):
        method.read(path)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path):
    path = tmp_path / "1.0.0.toml"
    path.mkdir()

    with pytest.raises(MethodError, match="not TOML"):
        method.read(path)
