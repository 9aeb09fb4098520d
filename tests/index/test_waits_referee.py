"""Curves of waits against figures that others published or computed.

R: the saved outputs of the survival package's own tests, doaml.Rout.save and quantile.Rout.save,
and the table that its lung data give, as STHDA and many after it print it. statsmodels 0.15.0: its
figures are copied here. scipy's empirical distribution of censored data computes along; so does
lifelines, in test_lifelines.py.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from scorers.index import medians, waits


# Times below 0 are censored.
MAINTAINED = [9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161]
NOT_MAINTAINED = [5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45]
TIED = [*(5, 1, 2, 5, 5, 8, 10, 10, 14, 20, 25, 31), *(-1, -5, -10, -11, -20, -30, -40, -60)]
LUNG_MEN = [
    *(11, 11, 11, 12, 13, 13, 15, 26, 30, 31, 53, 53, 54, 59, 60, 65, 65, 71, 81, 88, 88, 92, 93),
    *(95, 105, 107, 110, 116, 118, 131, 132, 132, 135, 142, 144, 147, 156, 156, 163, 163, 163, 166),
    *(170, -174, 175, 176, 177, 179, 179, 180, 181, 181, 183, -185, -188, 189, -191, -196, 197),
    *(-197, 202, 207, 210, 212, 218, -221, 222, -222, 223, -225, -225, 229, 230, -237, 239, 246),
    *(-259, 267, 269, 270, -279, 283, 284, -284, 285, 286, 288, 291, -292, -300, 301, -301, 303),
    *(-303, 306, 310, 320, 329, 337, 353, 353, 363, 364, 371, 387, 390, 394, -404, -413, 428, 429),
    *(442, -444, 455, 457, -458, 460, 477, 519, 524, 533, 558, 567, 574, 583, 613, 624, 643, 655),
    *(689, 707, 791, -806, 814, -840, 883, -1010, -1022),
]
LUNG_WOMEN = [
    *(5, 60, 61, 62, 79, 81, -92, 95, -105, 107, 122, 145, 145, 153, 166, 167, -173, -175, -177),
    *(182, 186, -192, 194, 199, 201, 201, -202, -203, 208, -211, -224, 226, -235, 239, -240, -243),
    *(245, -252, -266, 268, -269, -272, -276, 285, -292, 293, -296, 305, 310, -315, -332, 340, 345),
    *(348, 350, 351, -356, 361, 363, -364, 371, -376, -382, -384, 426, 433, 444, 450, 473, -511),
    *(-511, 520, 524, -529, -543, 550, -551, -559, -588, 641, 654, 687, 705, 728, 731, 735, -740),
    *(765, -821, -965),
]


def curve_of(times):
    times = np.array(times)
    return waits.curve(np.abs(times), times > 0, times < 0)


def test_survival_and_error_are_those_that_r_prints_for_the_maintained():
    curves, at = curve_of(MAINTAINED), [9, 13, 18, 23, 31, 34, 48]

    assert waits.survival(curves, at).round(3) == pytest.approx(
        [0.909, 0.818, 0.716, 0.614, 0.491, 0.368, 0.184]
    )
    assert waits.standard_error(curves, at).round(4) == pytest.approx(
        [0.0867, 0.1163, 0.1397, 0.1526, 0.1642, 0.1627, 0.1535]
    )


def test_survival_and_error_are_those_that_r_prints_for_the_not_maintained():
    curves, at = curve_of(NOT_MAINTAINED), [5, 8, 12, 23, 27, 30, 33, 43, 45]

    assert waits.survival(curves, at).round(4) == pytest.approx(
        [0.8333, 0.6667, 0.5833, 0.4861, 0.3889, 0.2917, 0.1944, 0.0972, 0]
    )
    assert waits.standard_error(curves, at).round(4) == pytest.approx(
        [0.1076, 0.1361, 0.1423, 0.1481, 0.1470, 0.1387, 0.1219, 0.0919, np.nan], nan_ok=True
    )


def test_the_band_is_the_one_that_r_prints():
    curves = curve_of(NOT_MAINTAINED)

    low, high = medians.band(curves, 0.95, "log")

    drops = curves.events.astype(bool) & (np.diff(curves.time, append=np.inf) > 0)
    assert low[drops][:-1].round(4) == pytest.approx(
        [0.6470, 0.4468, 0.3616, 0.2675, 0.1854, 0.1148, 0.0569, 0.0153]
    )
    assert high[drops][:-1].round(3) == pytest.approx(
        [1, 0.995, 0.941, 0.883, 0.816, 0.741, 0.664, 0.620]
    )


@pytest.mark.parametrize(
    ("times", "median", "limits"),
    [
        (MAINTAINED, 31, (18, np.nan)),
        (LUNG_MEN, 270, (212, 310)),
        (LUNG_WOMEN, 426, (348, 550)),
        # quantile.Rout.save: over all, its group 0 and its group 1
        ([1, -1, 6, 6, -8, 9, -10], 9, (6, np.nan)),
        ([6, -8, 9, -10], 9, (6, np.nan)),
        ([1, -1, 6], 6, (1, np.nan)),
    ],
)
def test_the_median_and_its_limits_are_those_that_r_prints(times, median, limits):
    curves = curve_of(times)

    assert medians.median(curves, minimum=1) == median
    assert medians.median_limits(curves, 0.95, "log", minimum=1) == pytest.approx(
        limits, nan_ok=True
    )


def test_where_r_leaves_a_limit_open_at_the_end_of_all_cases_there_is_one():
    # R prints 23 (8, NA): S is 0 at 45, and its band has no value there.
    assert medians.median(curve_of(NOT_MAINTAINED)) == 23
    assert medians.median_limits(curve_of(NOT_MAINTAINED), 0.95, "log") == (8, 45)


@pytest.mark.parametrize(
    ("times", "mean", "error"),
    [(LUNG_MEN, 325.0663, 22.59845), (LUNG_WOMEN, 458.2757, 33.78530)],
)
def test_the_restricted_mean_and_its_error_are_those_that_r_prints(times, mean, error):
    # The common limit of R's table is halfway between the last times of the two groups.
    curves, tau = curve_of(times), (1022 + 965) / 2

    assert waits.restricted_mean(curves, tau) == pytest.approx(mean, abs=5e-5)
    assert waits.restricted_mean_error(curves, tau) == pytest.approx(error, abs=5e-6)


@pytest.mark.parametrize(
    ("times", "probability", "median", "limits"),
    [
        (MAINTAINED, 0.95, 31, (13, np.nan)),
        (MAINTAINED, 0.90, 31, (18, 48)),
        (NOT_MAINTAINED, 0.95, 23, (5, 33)),
        (NOT_MAINTAINED, 0.90, 23, (8, 33)),
        (TIED, 0.95, 14, (5, 31)),
        (TIED, 0.90, 14, (8, 31)),
    ],
)
def test_the_median_and_its_limits_are_those_of_statsmodels(times, probability, median, limits):
    curves = curve_of(times)

    assert medians.median(curves) == median
    assert medians.median_limits(curves, probability) == pytest.approx(limits, nan_ok=True)


@given(
    st.lists(
        st.integers(1, 30).flatmap(lambda time: st.sampled_from([time, -time])),
        min_size=1,
        max_size=40,
    ).filter(lambda times: max(times) > 0),
    st.integers(0, 35),
)
def test_survival_is_that_of_scipy(times, at):
    sample = stats.CensoredData(
        uncensored=[time for time in times if time > 0],
        right=[-time for time in times if time < 0],
    )

    assert waits.survival(curve_of(times), at) == pytest.approx(
        stats.ecdf(sample).sf.evaluate(at), abs=1e-12
    )


@pytest.mark.parametrize(("scale", "method"), [("log-log", "log-log"), ("linear", "linear")])
def test_the_band_is_that_of_scipy(scale, method):
    curves = curve_of(LUNG_MEN)
    sample = stats.CensoredData(
        uncensored=[time for time in LUNG_MEN if time > 0],
        right=[-time for time in LUNG_MEN if time < 0],
    )
    expected = stats.ecdf(sample).sf.confidence_interval(0.9, method=method)
    at = np.array([20, 180, 310, 700])

    if scale == "linear":
        half = 1.6448536269514722 * waits.standard_error(curves, at)
        low, high = waits.survival(curves, at) - half, waits.survival(curves, at) + half
    else:
        cell = np.searchsorted(curves.time, at, side="right") - 1
        low, high = (end[cell] for end in medians.band(curves, 0.9))

    assert low == pytest.approx(expected.low.evaluate(at))
    assert high == pytest.approx(expected.high.evaluate(at))
