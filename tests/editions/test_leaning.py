"""Waits of R3 and A3 as an edition publishes them: shrunk, drawn, with their baseline.

All institutions are invented. R3 is computed from tallies of requests, A3 is a stand-in that gives
the same waits in its own unit.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scorers import method as methods
from scorers.editions import measuring
from scorers.index import anchors, draws
from scorers.indicators import base, r3_time_to_answer


METHOD = methods.read(Path(__file__).parents[2] / "content" / "method" / "1.1.0.toml")
TERM, END = 10, 30
# What part of all simulated waits is over after each second day up to three terms: half end in the
# term, others until the end, a fifth later or never.
DAYS = np.arange(2, END + 1, 2)
OVER = np.where(DAYS <= TERM, 0.05 * DAYS, 0.5 + 0.015 * (DAYS - TERM))


def tallies(institution, cells):
    """Return tallies of an institution: cells of (days waited, closed, open)."""
    rows = [
        (institution, days, count, is_closed)
        for days, closed, waiting in cells
        for count, is_closed in ((closed, True), (waiting, False))
        if count
    ]
    table = pd.DataFrame(rows, columns=["institution_id", "waited_days", "count", "is_closed"])
    return table.assign(term_days=TERM, cohort="", watched_terms=3)


def measured(method=METHOD, **institutions):
    """Return R3, and A3 with the same waits in parts of three terms: measured(a=[(5, 1, 0)])."""
    tables = [tallies(name, cells) for name, cells in institutions.items()]
    nothing = {"request_id": [], "institution_id": [], "cohort": []}
    requests = pd.DataFrame(nothing, dtype="str").assign(filed_on=pd.Series(dtype="datetime64[s]"))
    day = date(2024, 12, 31)
    ids = pd.Index([*institutions], name="institution_id")
    inputs = base.Inputs(
        institutions=pd.DataFrame({"kind": "office"}, index=ids),
        requests=requests,
        tallies=pd.concat(tables, ignore_index=True),
        observations=pd.DataFrame(),
        statistics=pd.DataFrame(),
        window_start=date(2024, 1, 1),
        window_end=day,
        cut_off=day,
        seen_since=day,
        absence_days=14,
        items={},
        ladder={},
    )

    def lateness(inputs):
        table = r3_time_to_answer.measure(inputs)
        shorter = [
            tuple((time / 3, ended, left) for time, ended, left in cells)
            for cells in table["waits"]
        ]
        return table.assign(waits=pd.Series(shorter, index=table.index, dtype="object"))

    registry = {"R3": r3_time_to_answer.measure, "A3": lateness}
    return measuring.measure(method, "barataria", inputs, registry)


def row(found, institution, indicator="R3"):
    return found.indicators.loc[(institution, indicator)]


def with_baseline(*steps):
    return replace(METHOD, baseline_waits={"barataria": {"R3": tuple(steps)}})


FAST, SLOW = [(5, 4, 0), (10, 4, 0)], [(20, 2, 0), (40, 0, 4)]


def test_the_score_is_read_from_the_wait_shrunk_to_that_of_all():
    # Fast: 4 of half a term and 4 of one, 0.75. Slow: 2 of two terms and 4 of three, 8 / 3. All 14:
    # 0.5 x 4, 1 x 4, 2 x 2 and 3 x 4, 22 / 14. For fast (8 x 0.75 + 5 x 22/14) / 13.
    found = measured(fast=FAST, slow=SLOW)

    fast, slow = row(found, "fast"), row(found, "slow")

    pooled = 22 / 14
    assert (fast["value"], slow["value"]) == pytest.approx((0.75, 8 / 3))
    assert fast["estimate"] == pytest.approx((6 + 5 * pooled) / 13)
    assert slow["estimate"] == pytest.approx((16 + 5 * pooled) / 11)
    assert fast["score"] == pytest.approx(100 * (3 - fast["estimate"]) / 2.5)
    assert found.waits["R3"].baseline.mean(3) == pytest.approx(pooled)
    assert not found.waits["R3"].baseline.is_frozen


def test_a_baseline_of_the_method_takes_the_place_of_that_of_the_edition():
    # Half wait one term, half three: two on average.
    found = measured(with_baseline((1.0, 0.5)), fast=FAST)

    assert row(found, "fast")["estimate"] == pytest.approx((6 + 5 * 2) / 13)
    assert found.waits["R3"].baseline.is_frozen


def test_too_few_waits_have_no_score_and_are_still_part_of_what_all_lean_on():
    found = measured(fast=FAST, few=[(40, 0, 4)])

    few = row(found, "few")
    assert few["state"] == "too_few"
    assert np.isnan([few["estimate"], few["score"], few["interval_low"]]).all()
    assert row(found, "fast")["estimate"] == pytest.approx((6 + 5 * (6 + 4 * 3) / 12) / 13)


def test_the_interval_is_that_of_the_draws_of_the_pillar():
    found = measured(fast=FAST, slow=SLOW)

    low, high = draws.interval(found.drawn["R3"].T, 0.9)

    for place, name in enumerate(("fast", "slow")):
        ends = anchors.apply(np.array([high[place], low[place]]), METHOD.indicators["R3"].anchors)
        own = row(found, name)
        assert [own["interval_low"], own["interval_high"]] == pytest.approx(ends.tolist())
        assert own["interval_low"] < own["score"] < own["interval_high"]


def test_all_answered_at_once_leaves_doubt():
    own = row(measured(fast=[(5, 5, 0)], slow=SLOW), "fast")

    assert own["value"] == 0.5
    assert own["interval_high"] - own["interval_low"] > 10


def test_one_more_answer_in_time_never_worsens_the_wait():
    for more in ((5, 1, 0), (10, 1, 0)):
        before, after = measured(slow=SLOW, fast=FAST), measured(slow=[*SLOW, more], fast=FAST)
        assert row(after, "slow")["score"] >= row(before, "slow")["score"]


def test_the_order_and_splitting_of_tallies_change_nothing():
    first = measured(fast=FAST, slow=SLOW)
    second = measured(fast=[(10, 3, 0), (5, 4, 0), (10, 1, 0)], slow=SLOW[::-1])

    pd.testing.assert_frame_equal(first.indicators, second.indicators)
    assert (first.drawn["R3"] == second.drawn["R3"]).all()


def test_a_method_that_does_not_shrink_waits_scores_their_own_mean():
    plain = {**METHOD.indicators, "R3": replace(METHOD.indicators["R3"], shrink=False)}
    found = measured(replace(METHOD, indicators=plain), fast=FAST, slow=SLOW)

    assert row(found, "fast")["estimate"] == row(found, "fast")["value"] == 0.75
    assert "R3" not in found.waits
    assert "A3" in found.waits


SIZES = (5, 8, 10, 20, 30, 100)
EACH = 800


@pytest.fixture(scope="module", name="simulated")
def _simulated():
    """Return an edition of institutions of each size, and the true mean wait of each.

    How institutions differ is what s says: their own shares of waits are drawn about those of all.
    Each request is watched for 1 to 90 days. Intervals are those of 300 draws, to be quick.
    """
    generator = np.random.default_rng(8)
    parts = np.diff(OVER, prepend=0, append=1)
    shares = generator.dirichlet(METHOD.strength * parts, EACH * len(SIZES))
    truth = shares @ np.append(DAYS, END)
    institutions = {}
    for number, own in enumerate(shares):
        cases = SIZES[number % len(SIZES)]
        waited = generator.choice(np.append(DAYS, 999), cases, p=own)
        watched = generator.integers(1, 91, cases)
        days, cell = np.unique(np.minimum(waited, watched), return_inverse=True)
        closed = np.bincount(cell, weights=waited <= watched).astype(int)
        left = np.bincount(cell, weights=waited > watched).astype(int)
        institutions[f"i{number}"] = [*zip(days.tolist(), closed, left, strict=True)]
    fewer = replace(METHOD.uncertainty, draws=300)
    return measured(replace(METHOD, uncertainty=fewer), **institutions).indicators, truth / TERM


@pytest.mark.parametrize(
    ("indicator", "cases"),
    [*(("R3", cases) for cases in SIZES), *(("A3", cases) for cases in SIZES if cases >= 8)],
)
def test_nine_of_ten_published_intervals_hold_the_true_score(simulated, indicator, cases):
    table, truth = simulated
    own = table.xs(indicator, level="indicator_id").reset_index().iloc[SIZES.index(cases) :: 6]
    unit = 1 if indicator == "R3" else 1 / 3
    true = anchors.apply(truth[own.index] * unit, METHOD.indicators[indicator].anchors)

    holds = (own["interval_low"] <= true + 1e-9) & (true - 1e-9 <= own["interval_high"])

    assert len(own) == EACH
    assert 0.87 <= holds.mean() <= 0.93
