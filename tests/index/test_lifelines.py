"""Curves of waits beside lifelines, which computes each anew, on invented cases.

lifelines wants an older pandas than ours, so a python of its own runs it: bash setup.sh referee.
"""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest

from scorers.index import medians, waits


REFEREE = Path(__file__).parents[2] / ".venv-referee"
pytestmark = pytest.mark.skipif(
    not (REFEREE / ".ready-referee").exists(),  # written last, once all is installed
    reason="needs lifelines: bash setup.sh referee",
)

TERM, PROBABILITY = 10, 0.9
DAYS, CUTS = range(91), [0, 1, TERM, 12.5, 3 * TERM, 60, 100]
# Few times each: lifelines finds this variance by numerical integration, worse over many steps.
SPREADS = [([3] * 9, 5), ([2, 2, 7, 12], TERM), ([0, 1, 1, 4, 4, 4, 9], 8)]


def invented():
    """Return samples, each the days waited and whether each wait ended (1) or was cut off (0)."""
    random = np.random.default_rng(1958)
    made = [([day], [ended]) for day in (0, 1, TERM, 80) for ended in (0, 1)]
    for cases in (*range(2, 10), 15, 30, 100):
        for longest in (4, 30, 80):
            time = random.integers(0, longest, cases, endpoint=True)
            some = random.random(cases) < random.random()
            mostly_term = np.where(random.random(cases) < 0.6, TERM, time)
            made += [(time, some), (mostly_term, some)]
            made += [(time, np.ones(cases)), (time, np.zeros(cases))]
    return [(np.array(time).tolist(), np.array(ended, int).tolist()) for time, ended in made]


SAMPLES = invented()


@pytest.fixture(name="answers", scope="module")
def _answers():
    asked = {
        "samples": SAMPLES,
        "days": list(DAYS),
        "cuts": CUTS,
        "probability": PROBABILITY,
        "spreads": SPREADS,
    }
    done = subprocess.run(
        [REFEREE / "bin" / "python", "-I", Path(__file__).with_name("ask_lifelines.py")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(name="said", scope="module")
def _said(answers):
    """Give a function that returns one of lifelines' answers, a row a sample; NaN is never."""

    def said(name):
        found = np.array([sample[name] for sample in answers["samples"]])
        assert len(found) == len(SAMPLES)
        return np.where(np.isinf(found), np.nan, found)

    return said


@pytest.fixture(name="curves", scope="module")
def _curves():
    unit = np.repeat(np.arange(len(SAMPLES)), [len(time) for time, _ in SAMPLES])
    time, ended = (np.concatenate(part) for part in zip(*SAMPLES, strict=True))
    return waits.curve(*waits.grid(unit, time, ended, 1 - ended, len(SAMPLES)))


def each(measure, curves, times):
    return np.stack([measure(curves, time) for time in times], axis=-1)


def same(expected):
    return pytest.approx(expected, rel=1e-12, abs=1e-12, nan_ok=True)


def test_survival_is_that_of_lifelines_on_every_day(curves, said):
    assert each(waits.survival, curves, DAYS) == same(said("survival"))


def test_the_band_is_that_of_lifelines_while_someone_waits(curves, said):
    # Where S is 0 lifelines' band ends with it; ours says there what so few cases leave open.
    ends = medians.band(curves, PROBABILITY)
    cell = np.searchsorted(curves.time[0], DAYS, side="right") - 1
    low, high = (end[:, cell] for end in ends)
    waiting = each(waits.survival, curves, DAYS) > 0

    expected_low, expected_high = said("band").swapaxes(0, 1)

    assert low == same(expected_low)
    assert high[waiting] == same(expected_high[waiting])
    assert (high[~waiting] > expected_high[~waiting]).all()


def test_the_restricted_mean_is_that_of_lifelines(curves, said):
    assert each(waits.restricted_mean, curves, CUTS) == same(said("mean"))


def test_the_error_of_the_restricted_mean_is_the_formula_on_counts_and_means_of_lifelines(
    curves, said
):
    assert each(waits.restricted_mean_error, curves, CUTS) == same(said("error"))


def test_without_leavers_the_variance_that_lifelines_gives_is_that_of_one_wait(answers):
    # It is that of min(wait, cut), not of its estimated mean: the number of cases times as much.
    ours = []
    for time, cut in SPREADS:
        curve = waits.curve(time, np.ones(len(time)), np.zeros(len(time)))
        ours.append(len(time) * float(waits.restricted_mean_error(curve, cut)) ** 2)

    assert ours == same(answers["spreads"])


def test_the_median_is_that_of_lifelines_save_where_the_curve_rests_on_one_half(curves, said):
    # There lifelines takes the start of the rest, or its end where rounding lifts S above one half.
    # Ours is halfway between both; a rest that no event ends goes to the last time seen.
    found, expected = medians.median(curves, minimum=1), said("median")
    start, end = said("around").T
    rests = ~np.isnan(start) & (start != end)
    until = np.where(np.isnan(end), curves.last, end)

    assert found[~rests] == same(expected[~rests])
    assert found[rests] == same((start + until)[rests] / 2)
    assert {True, False} == set(rests) == set(np.isnan(end[rests]))


def test_the_limits_of_the_median_are_those_of_lifelines_save_at_the_last_of_few(curves, said):
    # lifelines' band falls to 0 with S, and its upper limit is that day at the latest. Where ours
    # stays above one half there, the upper limit is open.
    low, high = medians.median_limits(curves, PROBABILITY, minimum=1)
    expected_low, expected_high = said("limits").T
    open_ = np.isnan(high) & (curves.survival[:, -1] == 0)

    assert low == same(expected_low)
    assert high[~open_] == same(expected_high[~open_])
    assert (expected_high[open_] == _last_event(curves)[open_]).all()
    assert {True, False} == set(open_)


def _last_event(curves):
    return np.where(curves.events > 0, curves.time, 0).max(axis=-1)
