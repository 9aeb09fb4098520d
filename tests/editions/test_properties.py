"""What holds for any records: irrelevant rows, order of rows, bounds, ranges."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorers import method as methods
from scorers.country import Item
from scorers.editions import measuring, rating
from scorers.indicators.base import Inputs
from scorers.text import Text


METHOD = methods.read(Path(__file__).parents[2] / "content" / "method" / "1.0.0.toml")
ITEMS = [f"item-{number:02}" for number in range(1, 13)]
IDS = ["a", "b", "c"]
LOOKS = st.lists(
    st.tuples(
        st.sampled_from(IDS),
        st.sampled_from(ITEMS),
        st.sampled_from(["", "2023", "2024"]),
        st.dates(date(2021, 11, 1), date(2025, 1, 31)),
        st.sampled_from(["complete", "partial", "listed", "absent", "not_applicable"]),
        st.sampled_from(["", *METHOD.ladder]),
    ),
    max_size=60,
)
AMOUNTS = st.lists(
    st.tuples(
        st.sampled_from(IDS),
        st.sampled_from(["budget_accrued", "budget_modified", "budget_initial"]),
        st.sampled_from([2022, 2023, 2024, 2025]),
        st.one_of(st.just(float("nan")), st.integers(-10, 1000).map(float)),
        st.sampled_from(["Mint", "Gazette"]),
    ),
    max_size=25,
)


def observations(looks):
    columns = ["institution_id", "item", "period", "looked_on", "found", "format"]
    table = pd.DataFrame(looks, columns=columns).astype(
        {name: "str" for name in columns if name != "looked_on"}
    )
    table["looked_on"] = pd.to_datetime(table["looked_on"]).astype("datetime64[s]")
    return table.assign(observation_id=pd.Series(map(repr, looks), dtype="str"))


def statistics(amounts):
    columns = ["institution_id", "measure", "year", "value", "publisher"]
    table = pd.DataFrame(amounts, columns=columns)
    year = table.pop("year").astype("str")
    start = pd.to_datetime(year + "-01-01").astype("datetime64[s]")
    return table.assign(
        institution_id=table["institution_id"].astype("str"),
        measure=table["measure"].astype("str"),
        publisher=table["publisher"].astype("str"),
        value=table["value"].astype("float64"),
        count=pd.Series(float("nan"), index=table.index),
        total=pd.Series(float("nan"), index=table.index),
        period_start=start,
        period_end=pd.to_datetime(year + "-12-31").astype("datetime64[s]"),
        self_reported=pd.Series(False, index=table.index, dtype="boolean"),
        statistic_id=pd.Series(map(repr, amounts), dtype="str"),
    )


def scored(looks, amounts, ids=IDS):
    items = {
        name: Item(name, Text(es=name, en=name), "", high_risk=False, kinds=(), confirmed=True)
        for name in ITEMS
    }
    inputs = Inputs(
        institutions=pd.DataFrame({"kind": "office"}, index=pd.Index(ids, name="institution_id")),
        requests=pd.DataFrame(),
        observations=observations(looks),
        statistics=statistics(amounts),
        window_start=date(2024, 1, 1),
        window_end=date(2024, 12, 31),
        cut_off=date(2024, 12, 31),
        seen_since=date(2021, 12, 31),
        absence_days=METHOD.absence_days,
        items=items,
        ladder=METHOD.ladder,
    )
    measured = measuring.measure(METHOD, "barataria", inputs)
    return measured, rating.rate(METHOD, measured)


def assert_same(first, second, institution):
    for one, other in zip(first, second, strict=True):
        for name in ("indicators", "pillars", "totals"):
            if hasattr(one, name):
                pd.testing.assert_frame_equal(
                    getattr(one, name).loc[[institution]], getattr(other, name).loc[[institution]]
                )


@settings(max_examples=25, deadline=None)
@given(LOOKS, AMOUNTS)
def test_bounds_contain_the_score_and_all_stay_within_0_and_100(looks, amounts):
    measured, rated = scored(looks, amounts)

    scores = measured.indicators["score"].dropna()
    known = rated.pillars.dropna(subset=["score"])
    assert scores.between(0, 100).all()
    assert rated.pillars["low"].between(0, 100).all()
    assert rated.pillars["high"].between(0, 100).all()
    assert (known["low"] <= known["score"]).all()
    assert (known["score"] <= known["high"]).all()
    assert (rated.totals["low"] <= rated.totals["high"]).all()


@settings(max_examples=25, deadline=None)
@given(LOOKS, AMOUNTS)
def test_unknown_is_never_zero(looks, amounts):
    measured, rated = scored(looks, amounts)

    is_known = measured.indicators["state"].isin(["measured", "absent"])
    assert (measured.indicators["score"].notna() == is_known).all()
    assert (rated.pillars["score"].isna() == (rated.pillars["measured_count"] == 0)).all()


@settings(max_examples=25, deadline=None)
@given(LOOKS, AMOUNTS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_never_matters(looks, amounts, random):
    shuffled_looks, shuffled_amounts = list(looks), list(amounts)
    random.shuffle(shuffled_looks)
    random.shuffle(shuffled_amounts)

    first, second = scored(looks, amounts), scored(shuffled_looks, shuffled_amounts)

    for institution in IDS:
        assert_same(first, second, institution)
    assert first[0].evidence == second[0].evidence


@settings(max_examples=25, deadline=None)
@given(LOOKS, AMOUNTS)
def test_an_irrelevant_row_changes_nothing(looks, amounts):
    irrelevant_looks = [
        ("b", "item-01", "", date(2024, 5, 1), "complete", "open"),
        ("nowhere", "item-01", "", date(2024, 5, 1), "complete", "open"),
        ("a", "item-01", "", date(2021, 12, 30), "complete", "open"),
        ("a", "item-01", "", date(2025, 1, 1), "complete", "open"),
    ]
    irrelevant_amounts = [
        ("b", "budget_modified", 2024, 5.0, "Mint"),
        ("a", "budget_modified", 2023, 5.0, "Mint"),
        ("a", "budget_modified", 2025, 5.0, "Mint"),
        ("a", "budget_initial", 2024, 5.0, "Mint"),
        ("a", "something_else", 2024, 5.0, "Mint"),
    ]

    first = scored(looks, amounts)
    second = scored(irrelevant_looks + looks, irrelevant_amounts + amounts)

    assert_same(first, second, "a")


@settings(max_examples=25, deadline=None)
@given(LOOKS, AMOUNTS)
def test_an_institution_more_changes_nothing_for_the_others(looks, amounts):
    first = scored(looks, amounts)
    second = scored(looks, amounts, [*IDS, "d"])

    for institution in IDS:
        assert_same(first, second, institution)


@settings(max_examples=25, deadline=None)
@given(LOOKS)
def test_finding_one_more_item_never_lowers_completeness(looks):
    day = date(2024, 12, 31)
    taken = [look for look in looks if look[3] < day - timedelta(days=1)]
    visit = [("a", name, "", date(2024, 1, 1), "listed", "") for name in ITEMS[:11]]
    before, _ = scored(taken + visit, [])
    after, _ = scored([*taken, *visit, ("a", "item-12", "", day, "complete", "")], [])

    known = before.indicators.loc[("a", "A1"), "score"]
    assert np.isnan(known) or after.indicators.loc[("a", "A1"), "score"] >= known - 1e-9


def test_an_item_found_after_two_absences_is_found():
    days = [date(2024, 1, 1), date(2024, 2, 1)]
    looks = [("a", name, "", day, "absent", "") for name in ITEMS for day in days]
    found = [("a", name, "", date(2024, 3, 1), "complete", "") for name in ITEMS[:6]]

    measured, _ = scored(looks + found, [])

    assert measured.indicators.loc[("a", "A1"), "score"] == pytest.approx(50)
