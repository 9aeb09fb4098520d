"""Scores of five invented institutions, worked out by hand beside the assertions."""

import pytest


ITEMS = [f"item-{number:02}" for number in range(1, 11)]
FORMATS = ["open", "open", "open", "pdf", "pdf", "pdf", "spreadsheet", "spreadsheet", "spreadsheet"]


@pytest.fixture
def book(land, look, budget):
    """Return the scores of the five."""
    land.institutions(
        "isla-norte", "isla-sur", "isla-este", "isla-vieja", **{"puerto-oeste": {"kind": "port"}}
    )
    rows = [
        look("isla-norte", item, "complete", form=form)
        for item, form in zip(ITEMS, FORMATS, strict=False)
    ]
    rows += [look("isla-norte", "item-10", "absent", day) for day in ("2024-05-01", "2024-05-15")]
    rows += [
        look("isla-sur", item, "absent", day)
        for item in ITEMS
        for day in ("2024-05-01", "2024-06-01")
    ]
    rows += [look("isla-este", item, "listed", form="pdf") for item in ITEMS[:3]]
    rows += [look("puerto-oeste", item, "listed", form="pdf") for item in ITEMS]
    rows += [look("puerto-oeste", "tides", "partial", form="scan")]
    land.write("observations", rows)
    land.write(
        "statistics",
        [
            *budget("isla-norte", 800, 1000),
            *budget("isla-sur", 950, 1000),
            *budget("isla-este", 1200, 1000),
            *budget("puerto-oeste", 400, 1000),
            *budget("isla-vieja", 0, 0),
        ],
    )
    return land.score()


def scores(book, institution):
    rows = book.indicators.loc[institution]
    return rows.loc[["A1", "A4", "C7"], "score"].tolist()


def test_isla_norte(book):
    # A1: 9 of 10 items, the tenth absent at two visits 14 days apart: 90.
    # A4: three open (75), three PDF (25), three spreadsheets (50): 450 over 9, 50.
    # C7: 800 of 1,000 is 80 %; 30 of the 45 points between 50 and 95: 66.67.
    assert scores(book, "isla-norte") == pytest.approx([90, 50, 200 / 3])

    # Pillar A: 3 times 90 and 2 times 50 are 370; over 5, 74. Of a weight of 13, 8 are missing:
    # 370 over 13 is 28.46; with 8 times 100, 1,170 over 13 is 90.
    pillar = book.pillars.loc[("isla-norte", "A")]
    assert (pillar["score"], pillar["low"], pillar["high"]) == pytest.approx((74, 370 / 13, 90))
    assert (pillar["weight_available"], pillar["weight_applicable"]) == (5, 13)

    # Pillar C: 66.67 of a weight of 1; 66.67 over 13 is 5.13; with 12 times 100, 97.44.
    pillar = book.pillars.loc[("isla-norte", "C")]
    assert (pillar["score"], pillar["low"], pillar["high"]) == pytest.approx(
        (200 / 3, 5.128205, 97.435897)
    )

    # Total: R is wholly unknown, 0 to 100, and 0 counts as 1 in the product:
    # 28.4615^0.35 is 3.2284, 5.1282^0.25 is 1.5048: 4.859. 90^0.35 is 4.8304, 100^0.40 is 6.3096,
    # 97.4359^0.25 is 3.1418: 95.756.
    total = book.totals.loc["isla-norte"]
    assert (total["low"], total["high"]) == pytest.approx((4.859, 95.756), abs=0.001)


def test_isla_sur(book):
    # A1: ten items absent at two visits: 0, and it counts. A4: nothing published to have a format.
    # C7: 95 % is the upper anchor: 100.
    assert scores(book, "isla-sur") == pytest.approx([0, float("nan"), 100], nan_ok=True)
    assert book.indicators.loc[("isla-sur", "A1"), "state"] == "absent"
    assert book.indicators.loc[("isla-sur", "A4"), "state"] == "not_measured"

    # Pillar A: 0 of a weight of 3; bounds 0, and 10 times 100 over 13.
    pillar = book.pillars.loc[("isla-sur", "A")]
    assert (pillar["score"], pillar["low"], pillar["high"]) == pytest.approx((0, 0, 1000 / 13))


def test_isla_este(book):
    # A1: 3 of 10 items looked at, of the 10 that are needed. A4: 3 published, 5 are needed.
    # C7: 120 % is past the upper anchor: 100.
    assert scores(book, "isla-este") == pytest.approx(
        [float("nan"), float("nan"), 100], nan_ok=True
    )
    few = book.indicators.loc["isla-este"].loc[["A1", "A4"]]
    assert few["state"].tolist() == ["too_few", "too_few"]
    assert few["count"].tolist() == [3, 3]
    assert few["total"].tolist() == [10, 3]
    assert few["value"].isna().all()


def test_puerto_oeste(book):
    # A1: ports have 11 items; 10 are listed and one was found in part: 10 of 11, 90.91.
    # A4: ten PDF (25) and one scan (0): 250 over 11, 22.73. C7: 40 % is below the lower anchor: 0.
    assert scores(book, "puerto-oeste") == pytest.approx([1000 / 11, 250 / 11, 0])


def test_isla_vieja(book):
    # A year without a budget is not measured, and unknown is never zero.
    assert (book.indicators.loc["isla-vieja", "state"] == "not_measured").all()
    assert book.indicators.loc["isla-vieja", "score"].isna().all()
    assert book.pillars.loc["isla-vieja", "score"].isna().all()
    assert book.pillars.loc["isla-vieja", ["low", "high"]].to_numpy().tolist() == [[0, 100]] * 3


def test_nothing_is_rated_on_so_little(book):
    assert not book.pillars["rated"].any()
    assert (book.pillars["unrated"] == "coverage").all()
    assert book.totals["score"].isna().all()
    assert set(book.pillars["bands"]) == {()}


def test_the_evidence_leads_to_the_rows(book):
    assert book.evidence["isla-norte", "C7"] == (
        "budget_accrued:isla-norte:2024",
        "budget_modified:isla-norte:2024",
    )
    assert len(book.evidence["isla-norte", "A1"]) == 10
    assert ("isla-vieja", "C7") not in book.evidence
