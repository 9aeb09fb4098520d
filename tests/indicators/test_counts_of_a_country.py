"""R1, R2, R4, R6 and C1 of the invented country: no code knows it, its folder is enough."""

import pytest

from scorers import country, editions


# What one publisher counted of each measure, in this order; all figures are invented.
MEASURES = (
    "requests_in_term",
    "requests_answered",
    "requests_extended",
    "requests_granted",
    "requests_partly_granted",
    "appeals_partly_lost",
    "appeals_wholly_lost",
)
COUNTS = [
    ("ministerio-de-las-nubes", "2022", (300,), (400,)),
    ("ministerio-de-las-nubes", "2023", (345,), (460,)),
    (
        "ministerio-de-las-nubes",
        "2024",
        (456, 475, 50, 180, 61, 3, 4),
        (500, 500, 500, 320, 320, 12, 12),
    ),
    # The year was corrected later: its four quarters come to 439 of 492.
    ("ministerio-de-las-nubes", "2024-Q1", (110,), (120,)),
    ("ministerio-de-las-nubes", "2024-Q2", (112,), (124,)),
    ("ministerio-de-las-nubes", "2024-Q3", (108,), (121,)),
    ("ministerio-de-las-nubes", "2024-Q4", (109,), (127,)),
    ("consejo-del-reloj", "2024-Q1", (9, 12, 1), (12, 12, 12)),
    ("consejo-del-reloj", "2024-Q2", (5, 9, 3, 6, 1, 0, 1), (10, 10, 10, 9, 9, 2, 2)),
    ("consejo-del-reloj", "2024-Q3", (7, 8, 2), (8, 8, 8)),
    ("oficina-de-faros", "2024", (3, 4, 0, 0, 0, 0, 0), (4, 4, 4, 0, 0, 0, 0)),
]
DAYS = {
    "": ("01-01", "12-31"),
    "Q1": ("01-01", "03-31"),
    "Q2": ("04-01", "06-30"),
    "Q3": ("07-01", "09-30"),
    "Q4": ("10-01", "12-31"),
}
COLUMNS = (
    "statistic_id", "institution_id", "measure", "period_start", "period_end", "count", "total",
    "value", "unit", "publisher", "self_reported", "document_id",
)  # fmt: skip


def rows(institution, period, parts, totals):
    """Yield the rows of one institution and period."""
    year, _, quarter = period.partition("-")
    start, end = (f"{year}-{day}" for day in DAYS[quarter])
    own = "false" if institution == "consejo-del-reloj" else "true"
    for measure, count, total in zip(MEASURES, parts, totals, strict=False):
        yield (
            f"{measure}:{institution}:{period}", institution, measure, start, end, str(count),
            str(total), "", "", "Oficina de Buzones (inventada)", own, "letters",
        )  # fmt: skip


@pytest.fixture(name="found")
def _found(place):
    """Return the indicators of the invented country's edition 2024, by institution."""
    folder = place.country("fantasia")
    lines = [COLUMNS, *(row for counted in COUNTS for row in rows(*counted))]
    path = folder / "records" / "statistics" / "requests.csv"
    path.write_text("".join(",".join(line) + "\n" for line in lines), encoding="utf-8")
    with (folder / "country.toml").open("a", encoding="utf-8") as file:
        for name in MEASURES:
            words = f'{{ es = "{name} (inventado)", en = "{name} (invented)" }}'
            file.write(f'\n[[measure]]\nid = "{name}"\nname = {words}\nform = "count"\n')
    fantasia = country.read(folder)
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
    assert found.book.history["ministerio-de-las-nubes", "R1"] == (
        (2022, 75.0),
        (2023, 75.0),
        (2024, 91.2),
    )
