"""Bayesian bootstrap draws of waits."""

import numpy as np
import pytest
from scipy import stats

from scorers.index import bootstrap, draws, shrunk_waits, waits


TIME, EVENTS, CENSORED = [4, 10, 20, 30], [20, 30, 10, 0], [0, 10, 5, 25]


def draw(time=TIME, events=EVENTS, censored=CENSORED, *, count=1000, seed=(1, 2)):
    return bootstrap.waits(time, events, censored, at=[10, 30], tau=30, count=count, seed=seed)


def test_the_same_seed_and_keys_give_the_same_draws():
    assert (draw()[0] == draw()[0]).all()
    assert (draw()[1] != draw(seed=(1, 3))[1]).all()


def test_order_and_splitting_of_cells_change_no_draw():
    split = draw([30, 10, 4, 10, 20, 4], [0, 25, 1, 5, 10, 19], [25, 3, 0, 7, 5, 0])

    assert (split[0] == draw()[0]).all()
    assert (split[1] == draw()[1]).all()


def test_draws_lie_about_the_estimate_as_its_standard_error_says():
    curves = waits.curve(TIME, EVENTS, CENSORED)

    survival, mean = draw(count=20_000)

    assert survival.mean(axis=1) == pytest.approx(waits.survival(curves, [10, 30]), abs=0.002)
    assert survival.std(axis=1) == pytest.approx(waits.standard_error(curves, [10, 30]), rel=0.03)
    assert mean.mean() == pytest.approx(waits.restricted_mean(curves, 30), abs=0.05)
    assert mean.std() == pytest.approx(waits.restricted_mean_error(curves, 30), rel=0.03)


def test_draws_are_curves_of_cases_weighed_by_dirichlet():
    generator = np.random.default_rng(5)
    weights = generator.dirichlet([2, 3, 1, 1, 2], 4000)
    # Ends at 3 and 9, leavers at 5, watched to the end of 12; the last cell is 9 again, split.
    time, ended = np.array([3, 9, 5, 12, 9]), np.array([1, 1, 0, 0, 1])
    curves = waits.curve(time, weights * ended, weights * (1 - ended))
    expected = waits.restricted_mean(curves, 12)

    _, found = bootstrap.waits(
        [3, 9, 5, 12], [2, 5, 0, 0], [0, 0, 1, 1], at=[9], tau=12, count=4000, seed=[5]
    )

    assert stats.ks_2samp(found, expected).pvalue > 0.01


def test_without_censoring_the_share_in_time_is_a_beta_draw():
    survival, _ = draw([4, 20], [3, 5], [0, 0], count=20_000)

    assert stats.kstest(1 - survival[0], stats.beta(3, 5).cdf).pvalue > 0.01


def test_the_share_falls_with_time_in_every_draw_and_the_mean_stays_below_its_cut():
    survival, mean = draw()

    assert (survival[0] >= survival[1]).all()
    assert ((mean >= 0) & (mean <= 30)).all()


def test_without_cases_there_are_no_draws():
    survival, mean = draw([4], [0], [0], count=3)

    assert survival.shape == (2, 3)
    assert np.isnan(survival).all()
    assert np.isnan(mean).all()


def test_where_none_or_all_ended_at_once_the_draws_are_a_point():
    assert (draw([9], [0], [7])[1] == 30).all()
    assert (draw([9], [7], [0])[1] == 9).all()


def test_answers_past_all_times_are_waits_without_end():
    assert (draw([31, 90], [5, 1], [0, 0])[0] == 1).all()


def test_prior_cases_leave_doubt_where_all_cases_ended_at_once():
    known = shrunk_waits.steps(waits.curve(TIME, EVENTS, CENSORED), 30)
    cells = np.column_stack([[9, 7, 0], shrunk_waits.prior_cases(known, 5, 30)])

    _, mean = draw(*cells)

    assert np.ptp(draws.interval(mean, 0.9)) > 3


def test_draws_among_prior_cases_lie_about_the_shrunk_mean():
    known = shrunk_waits.steps(waits.curve(TIME, EVENTS, CENSORED), 30)
    own = np.array([[3.0, 9.0, 12.0], [2, 1, 0], [0, 1, 1]])

    _, mean = draw(*np.hstack([own, shrunk_waits.prior_cases(known, 5, 30)]), count=20_000)

    expected = shrunk_waits.restricted_mean(own[:, np.newaxis], known, 5, 30)
    assert mean.mean() == pytest.approx(expected, abs=0.05)


def test_parts_of_cases_as_small_as_can_be_still_draw_curves():
    survival, mean = draw([3, 9, 12], [1e-5, 1e-5, 1e-5], [0, 0, 0], count=5000)

    assert ((survival >= 0) & (survival <= 1)).all()
    assert ((mean >= 0) & (mean <= 30)).all()
