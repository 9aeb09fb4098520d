"""The United Kingdom: five bodies and years, recomputed from the published counts by fractions.

Shrinkage: (k + 5 m) / (n + 5), with the baseline m of 2015: R1 0.8498, R2 0.9831, R4 0.5470,
R6 0.0509. Anchors as in METHOD section 4; the pillar is (3 R1 + 3 R2 + 2 R4 + R6) / 9.
"""

from pathlib import Path

import pytest

from scorers import country, editions
from scorers.editions.histories import histories
from scorers.paths import Place


ROOT = Path(__file__).parents[2]
YEARS = ("2015", "2016", "2017", "2018", "2019", "2020")


@pytest.fixture(scope="module")
def books():
    """Return the scores of each edition, by year."""
    place = Place(root=ROOT, content=ROOT / "content")
    kingdom = country.read(place.country("united-kingdom"))
    return {
        year: editions.score(place, kingdom, editions.read(place, kingdom.id, year))
        for year in YEARS
    }


@pytest.mark.parametrize(
    ("year", "institution", "r1", "r2", "r4", "pillar"),
    [
        # 3,282 and 3,907 of 4,061; 1,296 + 306/2 of 2,844
        ("2020", "home-office", 41.6453, 68.0694, 56.6177, 60.2644),
        # 4,352 and 4,605 of 4,645; 1,414.5 of 3,483
        ("2018", "ministry-of-justice", 74.7311, 91.3797, 45.1464, 76.5139),
        # 1,383 and 1,623 of 1,649; 297 of 987
        ("2016", "cabinet-office", 47.7447, 84.2294, 33.5725, 62.5631),
        # 912 and 1,042 of 1,062; 226 of 630
        ("2015", "hm-treasury", 51.7430, 81.1767, 40.0236, 64.3118),
        # 2,308 and 2,472 of 2,490; 1,268 of 2,071
        ("2019", "department-for-transport", 70.7012, 92.7517, 68.0119, 80.7092),
    ],
)
def test_a_score_is_that_of_the_hand(books, year, institution, r1, r2, r4, pillar):
    book = books[year]
    scores = book.indicators.loc[institution, "score"]

    assert scores["R1"] == pytest.approx(r1, abs=5e-5)
    assert scores["R2"] == pytest.approx(r2, abs=5e-5)
    assert scores["R4"] == pytest.approx(r4, abs=5e-5)
    assert scores["R6"] == 100  # under 20 % extended
    assert book.pillars.loc[(institution, "R"), "score"] == pytest.approx(pillar, abs=5e-5)
    assert book.pillars.loc[(institution, "R"), "rated"]


def test_every_ministry_with_published_counts_is_rated_on_response_and_none_in_all(books):
    for book in books.values():
        ministries = book.institutions[book.institutions["kind"] == "ministry"].index
        states = book.indicators["state"].unstack()
        counted = [
            one for one in ministries if one in states.index and states.loc[one, "R1"] == "measured"
        ]
        assert len(counted) >= 20
        assert all(book.pillars.loc[(one, "R"), "rated"] for one in counted)
        assert not book.totals["rated"].any()


def test_every_published_count_is_the_institutions_own(books):
    for book in books.values():
        measured = book.indicators[book.indicators["state"] == "measured"]
        assert measured["self_reported"].all()


def test_merged_departments_keep_their_history_apart(books):
    def cases(year, institution):
        row = books[year].indicators.loc[(institution, "R1")]
        return row["count"], row["total"]

    merged = "foreign-commonwealth-and-development-office"
    parts = ("foreign-and-commonwealth-office", "department-for-international-development")

    assert merged not in books["2019"].totals.index
    assert all(cases("2019", one)[1] > 0 for one in parts)
    assert len({cases("2020", one) for one in (merged, *parts)}) == 3
    book = books["2020"]
    known = histories(book.country, book.edition, book.method, book.frames)
    assert [year for year, _ in known[merged]["R1"]] == [2020]
    assert {year for one in parts for year, _ in known[one]["R1"]} >= set(range(2011, 2020))
