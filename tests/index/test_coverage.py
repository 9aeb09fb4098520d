"""What intervals promise, on thousands of invented institutions whose true rates are known."""

import numpy as np
import pytest

from scorers.index import bootstrap, draws, medians, shrinkage, waits


TERM, END = 10, 30
STRENGTH, POOLED = 5, 0.7
Z90 = 1.6448536269514722


def answered(count, cases, share, generator):
    """Return waits in days: a share ends on days 1 to 10, most others by day 60, some never."""
    in_time = generator.random((count, cases)) < np.reshape(share, (-1, 1))
    late = np.where(
        generator.random((count, cases)) < 0.6, generator.integers(11, 61, (count, cases)), 999
    )
    return np.where(in_time, generator.integers(1, 11, (count, cases)), late)


def table(days, watched):
    """Return the days that occur, and the counts of each institution on each of them."""
    unit = np.repeat(np.arange(len(days)), days.shape[1])
    ended = (days <= watched).ravel()
    return waits.grid(unit, np.minimum(days, watched).ravel(), ended, ~ended, len(days))


def simulated(count, cases, share=0.6, seed=1):
    """Return the table of institutions that are watched for 1 to 90 days after each filing."""
    generator = np.random.default_rng(seed)
    days = answered(count, cases, share, generator)
    return table(days, generator.integers(1, 91, days.shape))


def true_survival(day, share=0.6):
    """Return the share that waits longer than a day in `answered`."""
    return 1 - share * np.clip(day / 10, 0, 1) - (1 - share) * 0.6 * np.clip((day - 10) / 50, 0, 1)


TRUE_MEAN = sum(true_survival(day) for day in range(END))


def coverage(low, high, truth):
    return np.mean((low <= truth) & (truth <= high))


def beta_interval(k, n):
    a, b = shrinkage.parameters(k, n, STRENGTH, POOLED)
    return shrinkage.quantile(0.05, a, b), shrinkage.quantile(0.95, a, b)


def test_the_mean_of_closed_waits_is_biased_and_the_restricted_mean_is_not():
    days, ended, open_ = simulated(4000, 60)
    within = days <= END

    naive = (ended * days)[:, within].sum() / ended[:, within].sum()
    every = np.mean(waits.restricted_mean(waits.curve(days, ended, open_), END))

    assert naive < TRUE_MEAN - 4
    assert every == pytest.approx(TRUE_MEAN, abs=0.1)


def test_the_share_of_closed_ones_in_time_is_biased_and_that_of_the_curve_is_not():
    days, ended, open_ = simulated(4000, 60)

    closed = ended[:, : TERM + 1].sum() / ended.sum()
    every = np.mean(1 - waits.survival(waits.curve(days, ended, open_), TERM))

    assert closed > 0.6 + 0.1
    assert every == pytest.approx(0.6, abs=0.005)


def test_beta_intervals_of_shrunk_rates_hold_nine_of_ten_true_rates():
    generator = np.random.default_rng(2)
    truth = generator.beta(STRENGTH * POOLED, STRENGTH * (1 - POOLED), 4000)
    n = generator.integers(5, 200, 4000)

    low, high = beta_interval(generator.binomial(n, truth), n)

    assert 0.87 <= coverage(low, high, truth) <= 0.93


@pytest.mark.parametrize("cases", [8, 30, 120])
def test_beta_intervals_of_waits_hold_nine_of_ten_true_shares(cases):
    truth = np.random.default_rng(3).beta(STRENGTH * POOLED, STRENGTH * (1 - POOLED), 4000)
    curves = waits.curve(*simulated(4000, cases, truth))

    low, high = beta_interval(*waits.effective(curves, TERM))

    assert 0.87 <= coverage(low, high, truth) <= 0.93


@pytest.mark.parametrize("day", [5, TERM, END])
def test_the_band_of_the_curve_holds_nine_of_ten_true_shares(day):
    curves = waits.curve(*simulated(4000, 60))
    cell = (curves.time[0] <= day).sum() - 1

    low, high = (end[:, cell] for end in medians.band(curves, 0.9))

    assert 0.87 <= coverage(low, high, true_survival(day)) <= 0.93


def test_the_error_of_the_restricted_mean_holds_nine_of_ten_true_means():
    curves = waits.curve(*simulated(4000, 60))
    mean, half = waits.restricted_mean(curves, END), waits.restricted_mean_error(curves, END) * Z90

    assert 0.87 <= coverage(mean - half, mean + half, TRUE_MEAN) <= 0.93


def test_the_bayesian_bootstrap_holds_nine_of_ten_true_means_and_shares():
    days, ended, open_ = simulated(1500, 60)
    drawn = [
        bootstrap.waits(
            days, ended[unit], open_[unit], at=[TERM, END], tau=END, count=400, seed=(4, unit)
        )
        for unit in range(1500)
    ]

    shares = draws.interval(np.array([survival for survival, _ in drawn]), 0.9)
    means = draws.interval(np.array([mean for _, mean in drawn]), 0.9)

    for at, day in enumerate((TERM, END)):
        low, high = (end[:, at] for end in shares)
        assert 0.87 <= coverage(low, high, true_survival(day)) <= 0.93
    assert 0.87 <= coverage(*means, TRUE_MEAN) <= 0.93


def test_the_limits_of_the_median_hold_nine_of_ten_true_medians():
    generator = np.random.default_rng(5)
    days = generator.exponential(20, (4000, 60))
    watched = generator.uniform(5, 90, days.shape)
    curves = waits.curve(np.minimum(days, watched), days <= watched, days > watched)

    low, high = medians.median_limits(curves, 0.9)

    assert 0.87 <= coverage(low, np.nan_to_num(high, nan=np.inf), 20 * np.log(2)) <= 0.93
