"""Replies read ahead in a thread of their own."""

import threading
import time
from types import SimpleNamespace

import pytest

from scorers.exceptions import SourceError
from scorers.sources import ahead
from scorers.sources.ahead import Ahead


def reply(number):
    return SimpleNamespace(number=number, reply=SimpleNamespace(body=bytes(number)))


class Reading:
    """Gives replies, and tells how many were read."""

    def __init__(self, count, error=None):
        self.count, self.error, self.read = count, error, 0

    def __iter__(self):
        for number in range(self.count):
            self.read += 1
            yield reply(number)
        if self.error:
            raise self.error

    def comes_to(self, count):
        """Return whether so many are read, and no more."""
        until = time.monotonic() + 5
        while self.read < count and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(0.02)
        return self.read == count


@pytest.mark.parametrize("few", [1, 3])
def test_replies_come_in_their_order(few):
    found = Ahead(iter(Reading(50)), few)

    assert [one.number for one in found] == list(range(50))


@pytest.mark.parametrize("few", [1, 3])
def test_no_more_are_read_than_may_be_before_they_are_asked_for(few):
    reading = Reading(10)
    found = iter(Ahead(iter(reading), few))

    assert reading.comes_to(few)
    for number in range(4):
        assert next(found).number == number
        assert reading.comes_to(few + number + 1)


def test_beside_a_large_reply_nothing_is_read(monkeypatch):
    monkeypatch.setattr(ahead, "LARGE_BYTES", 0)
    reading = Reading(3)
    found = iter(Ahead(iter(reading)))

    assert [next(found).number, next(found).number] == [0, 1]
    assert reading.comes_to(2)
    assert next(found).number == 2


def test_what_stops_the_reading_is_raised_behind_all_that_came_before():
    found = iter(Ahead(iter(Reading(2, SourceError("gone")))))

    assert [next(found).number, next(found).number] == [0, 1]
    with pytest.raises(SourceError, match="gone"):
        next(found)


def test_once_closed_nothing_more_is_read():
    reading, threads = Reading(10), threading.active_count()
    reader = Ahead(iter(reading))
    assert reading.comes_to(1)

    reader.close()

    assert reading.comes_to(1)
    assert threading.active_count() == threads
