"""Rows sorted by id, in memory and in runs on disk."""

import contextlib
import random

import pytest

from scorers.exceptions import SourceChangedError
from scorers.sources import sorting
from scorers.sources.sorting import Sorting


def row(number, *, key=None, line=None):
    return f"id-{number:04}", key or str(number), number, line or f"line {number}"


def ordered(rows, size=7):
    with contextlib.closing(Sorting()) as kept:
        for start in range(0, len(rows), size):
            kept.add(rows[start : start + size])
        return [one for batch in kept.batches() for one in batch], kept.repeated


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(sorting, "RUN", 20)
    monkeypatch.setattr(sorting, "BLOCK", 3)


def test_without_a_row_there_is_none():
    assert ordered([]) == ([], 0)


@pytest.mark.parametrize("count", [1, 19, 20, 21, 500])
def test_rows_come_sorted_whatever_their_order(count):
    rows = [row(number) for number in range(count)]
    shuffled = rows.copy()
    random.Random(count).shuffle(shuffled)

    assert ordered(shuffled) == (rows, 0)
    assert ordered(rows[::-1]) == (rows, 0)


def test_of_one_id_the_row_that_came_last_stays_wherever_the_others_are():
    first = [row(number) for number in range(100)]
    again = [row(number, line="later") for number in range(0, 100, 3)]
    last = [row(0, line="last"), row(0, line="very last")]

    found, repeated = ordered([*first, *again, *last])

    assert repeated == len(again) + len(last)
    assert [one[0] for one in found] == [one[0] for one in first]
    assert found[0][3] == "very last"
    assert {one[3] for one in found[3::3]} == {"later"}
    assert found[1:3] == first[1:3]


@pytest.mark.parametrize("apart", [0, 200])
def test_two_keys_that_make_one_id_stop_the_source(apart):
    between = [row(number) for number in range(1, 1 + apart)]
    rows = [row(0, key="a b"), *between, row(0, key="a-b")]

    with pytest.raises(SourceChangedError, match='the keys "a b" and "a-b" make one id, id-0000'):
        ordered(rows)
