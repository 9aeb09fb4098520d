"""Tallies of any split add up to the same bytes; the order of rows changes nothing."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorers import country
from scorers.tallies import counting, merge, tally


CUT_OFF = date(2024, 6, 30)
FIRST = date(2023, 12, 1)
DAYS = st.integers(0, 300).map(lambda days: FIRST + timedelta(days=days))


@st.composite
def requests(draw):
    """Draw the cells of a request, of any outcome, with days on both sides of the cut-off."""
    filed = draw(DAYS)
    later = st.integers(0, 200).map(lambda days: filed + timedelta(days=days))
    outcome = draw(st.sampled_from(counting.OUTCOMES))
    is_open = outcome in {"no_answer", "pending"}
    cells = {
        "institution_id": draw(st.sampled_from("abc")),
        "filed_on": filed,
        "outcome": outcome,
        "extended_to": draw(st.none() | later),
        "answered_on": None if is_open else draw(later),
        "delivered_on": draw(st.none() | later) if "released" in outcome else None,
        "cohort": draw(st.sampled_from(counting.COHORTS)),
        "delivery": draw(st.sampled_from(["", "dated", "unknown"])),
        "exception_cited": draw(st.sampled_from(["", "art. 7"])),
        "appeal_route_cited": draw(st.sampled_from([None, True, False])),
        "order_due_on": draw(st.none() | later),
        "order_obeyed_on": draw(st.none() | later),
    }
    if draw(st.booleans()):
        asked = draw(later)
        wait = st.integers(0, 60).map(lambda days: asked + timedelta(days=days))
        cells |= {"clarification_asked_on": asked, "clarified_on": draw(st.none() | wait)}
    appeal = draw(st.sampled_from(counting.APPEALS))
    if appeal:
        cells |= {"appeal_outcome": appeal, "appealed_on": draw(later)}
        cells["appeal_decided_on"] = None if appeal == "pending" else draw(later)
    return cells


@pytest.fixture(name="land", scope="module")
def _land(pytestconfig):
    return country.read(pytestconfig.rootpath / "tests" / "data" / "fantasia")


def written(frame):
    return frame.to_csv().encode()


@settings(deadline=None, max_examples=60)
@given(
    cells=st.lists(requests(), max_size=12),
    cuts=st.lists(st.integers(0, 12), max_size=3),
    order=st.randoms(use_true_random=False),
)
def test_any_split_in_any_order_adds_up_to_the_same_bytes(rows, land, cells, cuts, order):
    regions = {"a": "islas-del-norte", "b": "valle-del-nandu"}
    whole = tally(rows(*cells), land, regions, CUT_OFF)
    shuffled = order.sample(cells, len(cells))
    ends = sorted(min(cut, len(cells)) for cut in cuts)
    parts = [
        tally(rows(*shuffled[start:end]), land, regions, CUT_OFF)
        for start, end in zip([0, *ends], [*ends, len(cells)], strict=True)
    ]
    order.shuffle(parts)

    flat = merge(*parts)
    nested = merge(merge(*parts[:2]), *parts[2:])

    for found in (flat, nested):
        pd.testing.assert_frame_equal(found, whole)
        assert written(found) == written(whole)
    assert int(whole["count"].sum()) == sum(one["filed_on"] <= CUT_OFF for one in cells)


@settings(deadline=None, max_examples=60)
@given(cells=requests(), later=st.integers(0, 200))
def test_a_wait_never_shrinks_as_the_cut_off_moves_on(rows, land, cells, later):
    early = CUT_OFF
    first = tally(rows(cells), land, {}, early)
    then = tally(rows(cells), land, {}, early + timedelta(days=later))

    if len(first):
        assert first["waited_days"][0] <= first["waited_most_days"][0]
        assert first["waited_days"][0] <= then["waited_days"][0]
        assert not first["is_closed"][0] or then["is_closed"][0]


def test_codes_that_no_number_could_hold_are_numbered_anew():
    huge = np.array([0, 2**40, 5, 2**40], dtype=np.int64)
    packing = counting.Packing(np.zeros(4, dtype=np.int64))
    columns = [huge, huge[::-1].copy(), huge // 2, np.array([0, 1, 0, 1])]
    for codes in columns:
        packing.add(codes)

    assert packing.room <= counting.MOST
    apart = [*packing.taken_apart(packing.key)][::-1]
    assert [codes.tolist() for codes in apart] == [codes.tolist() for codes in columns]
    assert np.argsort(packing.key, kind="stable").tolist() == [0, 2, 3, 1]
