"""Edition 2024 of Peru: five institutions, recomputed by hand from the committed rows.

Accrued and modified budget are those of content/peru/records/statistics/budget-2024.csv.
"""

from pathlib import Path

import pytest

from scorers import country, editions
from scorers.paths import Place


ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def book():
    """Return the scores of Peru's edition 2024."""
    place = Place(root=ROOT, content=ROOT / "content")
    peru = country.read(place.country("peru"))
    return editions.score(place, peru, editions.read(place, "peru", "2024"))


@pytest.mark.parametrize(
    ("institution", "accrued", "modified", "percent", "score"),
    [
        # 97.35 % is past the upper anchor of 95 %.
        ("poder-judicial", 3_567_583_360, 3_664_791_916, 97.3475, 100),
        ("ministerio-del-interior", 12_333_716_152, 12_480_195_295, 98.826, 100),
        ("defensoria-del-pueblo", 84_716_530, 87_159_893, 97.197, 100),
        # 91.70 % lies 41.70 of the 45 points above 50: 92.67.
        ("contraloria-general-de-la-republica", 1_444_163_700, 1_574_813_521, 91.704, 92.675),
        # 93.88 % lies 43.88 of the 45 points above 50: 97.50.
        (
            "municipalidad-distrital-de-san-juan-de-lurigancho",
            394_703_902,
            420_456_279,
            93.875,
            97.500,
        ),
    ],
)
def test_the_budget_carried_out(book, institution, accrued, modified, percent, score):
    row = book.indicators.loc[(institution, "C7")]

    assert (row["count"], row["total"]) == (accrued, modified)
    assert row["value"] == pytest.approx(percent, abs=0.0005)
    assert row["score"] == pytest.approx(score, abs=0.001)
    assert book.evidence[institution, "C7"] == (
        f"peru:budget_accrued:{institution}:2024",
        f"peru:budget_modified:{institution}:2024",
    )


def test_the_bounds_of_accountability_of_the_comptroller(book):
    # C7 weighs 1 of 13: 92.675 over 13 is 7.129; with 12 times 100, 99.437.
    pillar = book.pillars.loc[("contraloria-general-de-la-republica", "C")]

    assert (pillar["low"], pillar["high"]) == pytest.approx((7.129, 99.437), abs=0.001)
    assert pillar["missing"] == ("C1", "C2", "C3", "C4", "C5", "C6")


def test_the_completeness_of_the_ministry_of_the_interior_has_too_few_items(book):
    # Of its 11 items only the three planning ones were looked at, on 1 July 2022.
    row = book.indicators.loc[("ministerio-del-interior", "A1")]

    assert (row["state"], row["count"], row["total"]) == ("too_few", 3, 11)
    assert str(row["seen_from"])[:10] == str(row["seen_to"])[:10] == "2022-07-01"


def test_the_police_share_a_budget_and_so_have_none_of_their_own(book):
    assert book.indicators.loc[("policia-nacional-del-peru", "C7"), "state"] == "not_measured"


def test_the_council_that_was_replaced_is_kept_and_not_scored(book):
    assert not book.institutions.loc["consejo-nacional-de-la-magistratura", "scored"]
    assert "consejo-nacional-de-la-magistratura" not in book.totals.index


def test_nothing_is_rated_on_three_of_21_indicators(book):
    assert not book.pillars["rated"].any()
    assert book.totals["score"].isna().all()
    assert (book.pillars["low"] <= book.pillars["high"]).all()


def test_counts_never_pass_their_total_where_one_is_a_part_of_the_other(book):
    rows = book.indicators.loc[book.indicators.index.isin(["A1", "A4"], level="indicator_id")]
    known = rows.dropna(subset=["total"])

    assert len(known) > 1000
    assert (known["count"] <= known["total"]).all()


@pytest.mark.parametrize(
    ("page", "claim"),
    [
        ("es/acerca-de", "ninguna institución del Perú está calificada todavía"),
        ("en/about", "no institution of Peru is rated yet"),
    ],
)
def test_the_page_about_us_says_that_none_is_rated_only_while_none_is(book, page, claim):
    text = (ROOT / "content" / "peru" / "pages" / f"{page}.md").read_text(encoding="utf-8")
    is_any_rated = bool(book.pillars["rated"].any() or book.totals["score"].notna().any())

    assert (claim in text) != is_any_rated
