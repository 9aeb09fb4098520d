"""Rates over cases: shrinkage, intervals, bands. The indicators are stand-ins that read a list."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from scorers import method as methods
from scorers.editions import measuring, rating
from scorers.index import anchors
from scorers.indicators.base import Inputs, result


METHOD = methods.read(Path(__file__).parents[2] / "content" / "method" / "1.0.0.toml")


def inputs_of(*ids):
    empty = pd.DataFrame()
    return Inputs(
        institutions=pd.DataFrame({"kind": "office"}, index=pd.Index(ids, name="institution_id")),
        requests=empty,
        observations=empty,
        statistics=empty,
        window_start=date(2024, 1, 1),
        window_end=date(2024, 12, 31),
        cut_off=date(2024, 12, 31),
        seen_since=date(2022, 1, 1),
        absence_days=14,
        items={},
        ladder={},
    )


def counts(**of):
    """Return an indicator that finds k of n cases: counts(a=(3, 4))."""

    def measure(_):
        table = pd.DataFrame.from_dict(of, orient="index", columns=["count", "total"], dtype=float)
        return result(
            table.assign(cases=table["total"], value=100 * table["count"] / table["total"])
        )

    return measure


def scored(registry, *ids, method=METHOD):
    measured = measuring.measure(method, "barataria", inputs_of(*ids), registry)
    return measured, rating.rate(method, measured)


def with_baseline(**rates):
    return METHOD.__class__(**{**vars(METHOD), "baselines": {"barataria": rates}})


def test_the_score_is_read_from_the_rate_shrunk_to_the_baseline():
    # 3 of 6, five cases' worth of 0.8: 7 over 11, 63.64 %; between 60 (20) and 80 (40): 23.64.
    measured, _ = scored({"R1": counts(a=(3, 6))}, "a", method=with_baseline(R1=0.8))

    row = measured.indicators.loc[("a", "R1")]

    assert (row["value"], row["estimate"]) == pytest.approx((50, 700 / 11))
    assert row["score"] == pytest.approx(20 + (700 / 11 - 60))
    assert measured.baselines["R1"].is_frozen


def test_without_a_baseline_the_pooled_rate_of_the_edition_is_used_and_said():
    # Pooled: 3 and 9 of 6 and 14, 0.6. For a: 3 and 3 over 6 and 5, 54.55 %.
    measured, _ = scored({"R1": counts(a=(3, 6), b=(9, 14))}, "a", "b")

    assert measured.baselines["R1"].rate == pytest.approx(0.6)
    assert not measured.baselines["R1"].is_frozen
    assert measured.indicators.loc[("a", "R1"), "estimate"] == pytest.approx(600 / 11)


def test_the_interval_holds_the_scores_of_the_beta_quantiles():
    measured, _ = scored({"R6": counts(a=(6, 20))}, "a", method=with_baseline(R6=0.4))

    row = measured.indicators.loc[("a", "R6")]
    ends = 100 * stats.beta.ppf([0.95, 0.05], 6 + 2, 14 + 3)

    # Fewer extensions are better: the high rate is the low score.
    assert [row["interval_low"], row["interval_high"]] == pytest.approx(
        anchors.apply(ends, METHOD.indicators["R6"].anchors).tolist()
    )


@pytest.mark.parametrize(("n", "state"), [(4, "too_few"), (5, "measured")])
def test_fewer_cases_than_the_minimum_are_counted_and_not_scored(n, state):
    measured, _ = scored({"R1": counts(a=(2, n))}, "a")

    row = measured.indicators.loc[("a", "R1")]

    assert (row["state"], row["count"], row["total"]) == (state, 2, n)
    assert np.isnan(row["score"]) == (state == "too_few")


@pytest.mark.parametrize(
    ("n", "sample"), [(9, "provisional"), (10, "flagged"), (29, "flagged"), (30, "")]
)
def test_small_samples_are_marked(n, sample):
    measured, _ = scored({"R1": counts(a=(5, n))}, "a")

    assert measured.indicators.loc[("a", "R1"), "sample"] == sample


def test_too_few_refusals_to_explain_leave_the_pillar_out_of_coverage():
    measured, rated = scored({"R5": counts(a=(1, 4))}, "a", "b")

    assert measured.indicators["state"].xs("R5", level="indicator_id").to_dict() == {
        "a": "not_applicable",
        "b": "not_measured",
    }
    weights = rated.pillars["weight_applicable"].xs("R", level="pillar_id")
    assert weights.to_dict() == {"a": 12, "b": 13}


FULL = {
    "R1": counts(a=(900, 1000), b=(20, 40), c=(6, 6)),
    "R2": counts(a=(980, 1000), b=(36, 40), c=(5, 6)),
    "R4": counts(a=(700, 1000), b=(20, 40), c=(2, 6)),
    "R6": counts(a=(100, 1000), b=(14, 40), c=(4, 10)),
    "R7": counts(a=(100, 1000), b=(14, 40), c=(4, 10)),
}
FIXED = with_baseline(R1=0.6, R2=0.9, R4=0.6, R6=0.3, R7=0.3)


def test_many_cases_give_one_band_and_few_give_none():
    _, rated = scored(FULL, "a", "b", "c", method=FIXED)
    pillars = rated.pillars.xs("R", level="pillar_id")

    assert pillars.loc["a", "rated"]
    assert pillars.loc["a", "bands"] == ("good",)
    assert pillars.loc["c", "unrated"] == "interval"
    assert pillars.loc["c", "bands"] == ()


def test_the_interval_of_a_pillar_holds_its_score_and_is_wider_with_fewer_cases():
    _, rated = scored(FULL, "a", "b", "c", method=FIXED)
    pillars = rated.pillars.xs("R", level="pillar_id")

    assert (pillars["interval_low"] < pillars["score"]).all()
    assert (pillars["score"] < pillars["interval_high"]).all()
    width = pillars["interval_high"] - pillars["interval_low"]
    assert width["a"] < width["b"] < width["c"]


def test_the_draws_of_an_institution_do_not_move_with_others():
    _, alone = scored(FULL, "b", method=FIXED)
    _, together = scored(FULL, "a", "b", "c", method=FIXED)

    pd.testing.assert_frame_equal(alone.pillars.loc[["b"]], together.pillars.loc[["b"]])
    pd.testing.assert_frame_equal(alone.totals.loc[["b"]], together.totals.loc[["b"]])


def test_draws_that_an_indicator_gives_count_as_its_rates_do():
    measured, rated = scored(FULL, "a", "c", method=FIXED)
    # Those of R6 of c alone, which is worth 0 or 100 in half of them each.
    drawn = np.full((FIXED.uncertainty.draws, 2), np.nan)
    drawn[:, 1] = [0, 100] * (len(drawn) // 2)

    other = rating.rate(FIXED, replace(measured, drawn={"R6": drawn}))

    for part, same in (("a", True), ("c", False)):
        before, after = (one.pillars.loc[(part, "R"), "interval_low"] for one in (rated, other))
        assert (before == after) == same


def test_the_total_is_rated_when_all_pillars_are():
    def whole(value):
        def measure(inputs):
            ids = inputs.institutions.index
            return result(pd.DataFrame({"value": value, "cases": 100.0, "total": 100.0}, index=ids))

        return measure

    registry = {
        **FULL,
        "A1": whole(80.0),
        "A2": whole(80.0),
        "A4": whole(80.0),
        "A6": whole(80.0),
        "C1": counts(a=(100, 1000)),
        "C2": counts(a=(900, 1000)),
        "C3": whole(80.0),
        "C4": whole(5.0),
    }
    _, rated = scored(registry, "a", "b", method=FIXED)

    pillars, total = rated.pillars.loc["a", "score"], rated.totals.loc["a"]
    expected = pillars["A"] ** 0.35 * pillars["R"] ** 0.40 * pillars["C"] ** 0.25
    assert rated.pillars.loc["a", "rated"].all()
    assert total["score"] == pytest.approx(expected)
    assert total["low"] <= total["score"] <= total["high"]
    assert total["interval_low"] < total["score"] < total["interval_high"]
    assert np.isnan(rated.totals.loc["b", "score"])
    assert "C" in rated.totals.loc["b", "missing"]
