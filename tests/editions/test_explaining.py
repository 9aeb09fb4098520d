"""Where a score comes from, for every state, in both languages and in arithmetic by hand."""

import json
import math
import re

import pytest

from scorers.editions.explaining import explain
from scorers.exceptions import EditionError


ITEMS = [f"item-{number:02}" for number in range(1, 11)]
RESPONSE = {
    "requests_in_term": (90, 100),
    "requests_answered": (98, 100),
    "requests_granted": (30, 60),
    "requests_partly_granted": (12, 60),
    "requests_extended": (10, 100),
}


@pytest.fixture
def book(land, look, budget, counted):
    """Return scores of which one institution or another shows every state."""
    land.institutions("norte", "sur", "este")
    rows = [look("norte", item, "complete", form="open") for item in ITEMS[:9]]
    rows += [look("norte", "item-10", "absent", day) for day in ("2024-05-01", "2024-05-15")]
    rows += [
        look("sur", item, "absent", day) for item in ITEMS for day in ("2024-05-01", "2024-06-01")
    ]
    rows += [look("este", item, "listed", form="pdf") for item in ITEMS[:3]]
    land.write("observations", rows)
    rows = [*budget("norte", 800, 1000), *budget("sur", 100, 1000)]
    rows += counted("norte", **RESPONSE, appeals_partly_lost=(1, 4), appeals_wholly_lost=(0, 4))
    rows += counted("sur", requests_in_term=(300, 400))
    land.write("statistics", rows)
    return land.score()


def step(total, *ids):
    for one in ids:
        (total,) = (each for each in total.steps if each.id == one)
    return total


def said(one, language="en"):
    return "\n".join([one.said[language], *(line[language] for line in one.arithmetic)])


def every(one):
    yield one
    for below in one.steps:
        yield from every(below)


def test_a_shrunk_rate_is_explained_by_its_pool_and_its_anchors(book):
    # Pooled: 90 and 300 of 100 and 400, 0.78. (90 + 5 x 0.78) / 105 is 89.43 %; between 80 (40)
    # and 90 (60): 40 + 9.43 / 10 x 20 = 58.86.
    one = step(explain(book, "norte"), "R", "R1")

    assert "90.0 %, 58.86 points; weight 3" in said(one)
    assert "Value: 100 × 90 / 100 = 90.00 %" in said(one)
    assert "100 × (90 + 5 × 0.7800) / (100 + 5) = 89.43 %" in said(one)
    assert "the pooled rate of all institutions in this edition" in said(one)
    assert "40 + (89.43 − 80) / (90 − 80) × (60 − 40) = 58.86" in said(one)
    assert "Self-reported" in said(one)


def test_a_rate_over_cases_stands_with_its_plain_interval_before_it_is_shrunk(book):
    # Wilson, z = 1.6449: (0.9 + z^2/200 ± z sqrt(0.09/100 + z^2/40000)) / (1 + z^2/100), which is
    # (0.91353 ± 0.05116) / 1.02706.
    total = explain(book, "norte")
    english, spanish = (said(step(total, "R", "R1"), language) for language in ("en", "es"))

    assert "Unadjusted: 90 of 100, 90.0 %, plain 90 % interval 84.0–93.9" in english
    assert "Sin ajuste: 90 de 100, 90.0 %, intervalo simple del 90 %: 84.0–93.9" in spanish
    assert english.index("Value: ") < english.index("Unadjusted") < english.index("Adjusted for")


def test_what_is_no_sample_or_has_no_score_has_no_plain_interval(book):
    total = explain(book, "norte")

    for ids in (("A", "A1"), ("C", "C7"), ("C", "C1"), ("R", "R7")):
        assert "Unadjusted" not in said(step(total, *ids))


def test_half_a_case_is_shown_as_half(book):
    # 30 in full and 12 in part, of 60: 36 of 60, 60 %.
    assert "Value: 100 × 36 / 60 = 60.00 %" in said(step(explain(book, "norte"), "R", "R4"))


def test_a_rated_pillar_is_a_mean_with_its_coverage_interval_and_bounds(book):
    pillar = step(explain(book, "norte"), "R")
    row = book.pillars.loc[("norte", "R")]
    weights = {"R1": 3, "R2": 3, "R4": 2, "R6": 1}
    scores = book.indicators["score"].loc["norte"]
    terms = " + ".join(f"{weight} × {scores[name]:.2f}" for name, weight in weights.items())

    assert (pillar.state, row["rated"]) == ("rated", True)
    assert f"({terms}) / 9 = {row['score']:.2f}" in said(pillar)
    assert "Coverage: 9 of an applicable weight of 13, 69.2 %" in said(pillar)
    assert "R1 has, R2 has" in said(pillar)
    assert f"({terms} + 4 × 0.00) / 13 = {row['low']:.2f}" in said(pillar)
    assert f"({terms} + 4 × 100.00) / 13 = {row['high']:.2f}" in said(pillar)
    assert "90 % interval" in said(pillar)
    assert "Not yet measured: R3, R5, R7" in said(pillar)


def test_an_unrated_pillar_and_total_say_what_is_missing(book):
    # 3 x 90 and 2 x 75 of a weight of 5 of 13.
    total = explain(book, "norte")
    pillar = step(total, "A")

    assert pillar.state == "coverage"
    assert "(3 × 90.00 + 2 × 75.00) / 5 = 84.00" in said(pillar)
    assert "is not published as a score: too little is measured" in said(pillar)
    assert "5 of an applicable weight of 13, 38.5 %; 66.7 % is needed, which is not" in said(pillar)
    assert total.said.en == "not rated: A, C must be rated first"
    assert "^0.35 × max(" in said(total)
    assert total.values["score"] is None


def test_a_rated_total_is_a_product(book, land):
    text = (land.place.content / "method" / "1.0.0.toml").read_text("utf-8")
    text = text.replace("coverage_minimum = [2, 3]", "coverage_minimum = [1, 100]")
    text = text.replace('any = ["C1", "C2", "C4"]', "any = []")
    (land.place.content / "method" / "1.0.0.toml").write_text(text, "utf-8")
    book = land.score()

    total = explain(book, "norte")
    scores = [step(total, name).values["score"] for name in "ARC"]

    product = scores[0] ** 0.35 * scores[1] ** 0.40 * scores[2] ** 0.25
    assert total.state == "rated"
    assert total.arithmetic[0].en.endswith(f"max({scores[2]:.2f}, 1)^0.25 = {product:.2f}")
    assert total.said.en.startswith(f"{product:.2f} points, ")


def test_what_is_absent_counts_zero_and_shows_both_visits(book):
    one = step(explain(book, "sur"), "A", "A1")

    assert one.state == "absent"
    assert "required and not disclosed: 0.0 %, 0.00 points" in said(one)
    assert "two visits 14 days or more apart" in said(one)
    assert "0 is not above the first anchor, 0 → 0.00" in said(one).replace("0.00 is", "0 is")
    assert len(one.rows) == 10
    assert one.rows[0].said.es == "Rubro 1 (inventado): no estaba el 2024-06-01"


def test_the_days_of_the_data_are_said_in_words_and_one_day_once(book):
    absent, budget = (step(explain(book, "sur"), *ids) for ids in (("A", "A1"), ("C", "C7")))
    listed = step(explain(book, "este"), "A", "A1")

    assert "The data are of June\u00a01, 2024." in said(absent)
    assert "Los datos son del 1\u00a0de junio de 2024." in said(absent, "es")
    assert "The data run from January\u00a01, 2024 to December\u00a031, 2024." in said(budget)
    assert "Los datos van del 1\u00a0de enero de 2024 al 31\u00a0de diciembre de 2024." in said(
        budget, "es"
    )
    assert "The data are of" in said(listed)


def test_too_few_cases_are_counted_against_what_is_needed(book):
    total = explain(book, "este")

    assert "Looked at so far: 3 of 10; needed: 10 items looked at" in said(step(total, "A", "A1"))
    assert "Cases so far: 3; needed: 5" in said(step(total, "A", "A4"))
    assert len(step(total, "A", "A4").rows) == 3


def test_what_does_not_apply_is_left_out_and_says_why(book):
    pillar = step(explain(book, "norte"), "C")
    one = step(pillar, "C1")

    assert one.state == "not_applicable"
    assert "Cases so far: 4; needed: 5 decided appeals" in said(one)
    assert "fewer than 5 decided appeals" in said(one)
    assert "Does not apply and is left out of all sums: C1" in said(pillar)
    assert "1 of an applicable weight of 11" in said(pillar)


def test_what_is_not_measured_says_what_it_would_take(book):
    one = step(explain(book, "este"), "C", "C7")

    assert one.state == "not_measured"
    assert book.method.indicators["C7"].needs.en in said(one)
    assert one.rows == ()


def test_a_value_beyond_the_anchors_says_so(book):
    one = step(explain(book, "sur"), "C", "C7")

    assert "10.00 is not above the first anchor, 50 → 0.00" in said(one)


def test_it_ends_at_the_line_of_a_file_and_its_document(book, land):
    row = step(explain(book, "norte"), "C", "C7").rows[0]

    text = (land.place.content / row.path).read_text("utf-8").split("\n")
    assert text[row.line - 1].startswith("budget_accrued:norte:2024,norte,")
    assert row.document.id == "budget"


def test_every_text_is_whole_in_both_languages_and_numbers_are_the_books(book):
    for institution in ("norte", "sur", "este"):
        for one in every(explain(book, institution)):
            texts = [one.name, one.said, *one.arithmetic, *(row.said for row in one.rows)]
            for text in texts:
                for words in (text.es, text.en):
                    assert words
                    assert not re.search(r"[{}]|\b(nan|None|NaT)\b", words), words
            json.dumps(dict(one.values), allow_nan=False)
            if one.level == "indicator":
                score = book.indicators.loc[(institution, one.id), "score"]
                assert one.values["score"] == (None if math.isnan(score) else score)


@pytest.mark.parametrize(
    ("name", "expected"), [("nort", 'did you mean "norte"'), ("<b>", 'no institution "<b>"')]
)
def test_an_unknown_institution_is_refused(book, name, expected):
    with pytest.raises(EditionError, match=expected):
        explain(book, name)
