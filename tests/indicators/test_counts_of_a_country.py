"""R1, R2, R4, R6 and C1 of the invented country: no code knows it, its folder is enough."""

import pytest

from scorers import editions
from scorers.editions.histories import histories


# records/statistics/requests.csv of the invented country. Of the ministry's year 2024 both the year
# and its quarters stand there; the year was corrected later: the quarters come to 439 of 492.


@pytest.fixture(name="found")
def _found(place, fantasia):
    """Return the indicators of the invented country's edition 2024, by institution."""
    book = editions.score(place, fantasia, editions.read(place, "fantasia", "2024"))

    def of(institution):
        table = book.indicators.loc[institution].loc[["R1", "R2", "R4", "R6", "C1"]]
        return table[["state", "count", "total"]].to_dict("index")

    of.book = book
    return of


def counts(state, count, total):
    return {"state": state, "count": count, "total": total}


def test_a_whole_year_counts_without_its_quarters_and_part_granted_as_one_half(found):
    assert found("ministerio-de-las-nubes") == {
        "R1": counts("measured", 456, 500),
        "R2": counts("measured", 475, 500),
        "R4": counts("measured", 210.5, 320),
        "R6": counts("measured", 50, 500),
        "C1": counts("measured", 7, 12),
    }


def test_without_a_year_its_quarters_are_added_and_two_appeals_do_not_apply(found):
    assert found("consejo-del-reloj") == {
        "R1": counts("measured", 21, 30),
        "R2": counts("measured", 29, 30),
        "R4": counts("measured", 6.5, 9),
        "R6": counts("measured", 6, 30),
        "C1": counts("not_applicable", 1, 2),
    }


def test_too_few_requests_are_told_and_no_appeal_at_all_does_not_apply(found):
    few = found("oficina-de-faros")

    assert few["R1"] == counts("too_few", 3, 4)
    assert few["R4"] == counts("too_few", 0, 0)
    assert few["C1"] == counts("not_applicable", 0, 0)


def test_response_is_rated_from_statistics_and_the_total_is_not(found):
    pillars = found.book.pillars.loc["ministerio-de-las-nubes", "rated"]

    assert pillars.to_dict() == {"A": False, "R": True, "C": False}
    assert found.book.totals.loc["ministerio-de-las-nubes", "unrated"] == "pillars"


def test_the_score_leans_on_the_countrys_own_pooled_rate(found):
    # Pooled: 456, 21 and 3 of 500, 30 and 4 are 480 of 534, 89.888 %. Of the ministry: 456 and
    # five cases of that are 460.494 of 505, 91.187 %; between 90 (60) and 95 (80): 64.748.
    row = found.book.indicators.loc[("ministerio-de-las-nubes", "R1")]

    assert found.book.baselines["R1"].rate == pytest.approx(480 / 534)
    assert row["estimate"] == pytest.approx(91.187, abs=0.001)
    assert row["score"] == pytest.approx(64.748, abs=0.001)


def test_who_counted_the_rows_and_the_days_are_kept(found):
    own = found.book.indicators["self_reported"]

    assert own["ministerio-de-las-nubes", "R1"]
    assert not own["consejo-del-reloj", "R1"]
    assert found.book.evidence["consejo-del-reloj", "R1"] == tuple(
        f"requests_in_term:consejo-del-reloj:2024-Q{quarter}" for quarter in (1, 2, 3)
    )


def test_every_year_that_was_published_is_known_beside_the_score(found):
    book = found.book
    known = histories(book.country, book.edition, book.method, book.frames)

    assert known["ministerio-de-las-nubes"]["R1"] == [(2022, 75.0), (2023, 75.0), (2024, 91.2)]
