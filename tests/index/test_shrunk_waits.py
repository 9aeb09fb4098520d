"""Waits shrunk to a known curve, by hand."""

import numpy as np
import pytest

from scorers.index import shrunk_waits, waits


# Half of the known waits end at 1, three tenths at 2, and a fifth go on: 1 + 0.5 + 0.2 up to 3.
KNOWN, MEAN = [(1.0, 0.5), (2.0, 0.2)], 1.7


def cells(*units):
    """Return cells of units, each a list of (time, events, censored); all of one length."""
    return np.moveaxis(np.array(units, dtype=float), -1, 0)


def shrunk(*units, strength=5.0):
    return shrunk_waits.restricted_mean(cells(*units), KNOWN, strength, 3.0).tolist()


def test_without_leavers_it_is_the_mean_of_both_means_by_their_cases():
    # Own: 0.5, 0.5 and 3 (cut from 4): 4 over 3. With 5 known ones: (4 + 5 x 1.7) / 8.
    assert shrunk([(0.5, 2, 0), (4.0, 1, 0)]) == pytest.approx([12.5 / 8])


def test_one_who_waits_past_the_cut_counts_to_the_cut():
    assert shrunk([(3.0, 0, 2)]) == pytest.approx([(2 * 3 + 5 * MEAN) / 7])


def test_one_who_leaves_early_goes_on_as_the_others_do():
    # One left at 1.5; 5 known ones: 2.5 end at 1 of 6 at risk, 1.5 at 2 of 2.5. S is 3.5/6, then
    # 3.5/6 x 1/2.5 from 2 on.
    expected = 1 + 3.5 / 6 + 3.5 / 6 / 2.5

    assert shrunk([(1.5, 0, 1)]) == pytest.approx([expected])


def test_an_end_and_a_leaver_at_a_step_of_the_known_curve_are_counted_there():
    # At 1: 2.5 known and 1 own end, of 7; the leaver at 1 was still at risk. Then 2.5 are left, of
    # whom 1.5 end at 2.
    expected = 1 + 3.5 / 7 + 3.5 / 7 / 2.5

    assert shrunk([(1.0, 1, 1)]) == pytest.approx([expected])


def test_with_no_strength_it_is_the_own_mean_and_with_much_that_of_the_baseline():
    own = [(0.5, 3, 1), (2.5, 1, 2)]
    alone = float(waits.restricted_mean(waits.curve(*np.transpose(own)), 3.0))

    assert shrunk(own, strength=0.0) == pytest.approx([alone])
    assert shrunk(own, strength=1e9) == pytest.approx([MEAN])


def test_units_do_not_move_each_other_and_none_known_is_unknown():
    one, none = [(0.5, 2, 0), (1.5, 0, 1)], [(0.0, 0, 0), (0.0, 0, 0)]

    both = shrunk(one, none)

    assert both[0] == shrunk(one)[0]
    assert np.isnan(both[1])


def test_the_steps_of_a_curve_are_where_it_falls_before_the_cut():
    curves = waits.curve([0, 1, 1, 2, 2.5, 3, 4], [1, 1, 1, 0, 2, 2, 1], [0, 0, 0, 1, 0, 1, 0])

    times, shares = zip(*shrunk_waits.steps(curves, 3), strict=True)

    assert times == (0, 1, 2.5)
    assert shares == pytest.approx((0.9, 0.7, 0.7 * 4 / 6))


def test_prior_cases_wait_as_the_curve_says_and_are_worth_their_strength():
    time, events, censored = shrunk_waits.prior_cases(KNOWN, 5, 3)
    prior = waits.curve(time, events, censored)

    assert (events + censored).sum() == pytest.approx(5)
    assert waits.survival(prior, [0.9, 1, 2, 3]) == pytest.approx([1, 0.5, 0.2, 0.2])
    assert waits.restricted_mean(prior, 3) == pytest.approx(MEAN)


def test_where_none_ends_all_wait_to_the_cut():
    assert waits.restricted_mean(waits.curve(*shrunk_waits.prior_cases([], 5, 3)), 3) == 3
