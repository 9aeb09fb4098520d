"""The next page travels while the one before it is understood: what that may not change."""

import threading
import time
from dataclasses import replace

import pytest


PAGES = ["/requests?offset=0", "/requests?offset=10", "/requests?offset=20"]


@pytest.fixture(name="late")
def _late():
    """Give what a page waits for before it is sent; nothing waits for it in the end."""
    late = threading.Event()
    yield late
    late.set()


def until(happened):
    end = time.monotonic() + 5
    while not happened() and time.monotonic() < end:
        time.sleep(0.001)
    assert happened()


def stopped(pull, invented, monkeypatch, when, error):
    """Pull until the first row; there an error is raised once something has happened."""
    parse = invented.parse

    def stop(source, replies, report):
        for _ in parse(source, replies, report):
            until(when)
            raise error

    monkeypatch.setattr(invented, "parse", stop)
    try:
        return pull().failure
    finally:
        monkeypatch.setattr(invented, "parse", parse)


def test_a_page_is_asked_for_while_the_one_before_it_is_understood(pull, invented, monkeypatch):
    asked = pull.site.asked
    error = ValueError("a row")

    failure = stopped(pull, invented, monkeypatch, lambda: PAGES[1] in asked, error)

    # What is at fault is the page that was being understood, not the one that travels.
    assert failure == f"{pull.site.url(PAGES[0])}: cannot be understood (ValueError: a row)"
    assert PAGES[2] not in asked


def test_where_a_row_stops_the_pull_nothing_is_waited_for(pull, invented, monkeypatch, late):
    pull.site.faults[PAGES[1]] = [lambda *_: late.wait(30)]
    begun = time.monotonic()

    failure = stopped(
        pull, invented, monkeypatch, lambda: PAGES[1] in pull.site.asked, ValueError("a row")
    )

    assert "cannot be understood" in failure
    assert time.monotonic() - begun < 2
    # Hung up, it is neither tried again nor stored.
    time.sleep(0.1)
    assert pull.site.asked.count(PAGES[1]) == 1
    late.set()
    assert pull().failure == ""


def test_a_page_that_was_stored_but_not_understood_is_not_asked_for_again(
    pull, invented, monkeypatch
):
    pull()
    undisturbed = pull.records
    pull.options = replace(pull.options, archive=str(pull.folder / "another"))
    pull.site.asked.clear()
    part = pull.folder / "another" / pull.country.id / "ask" / ".part"

    def both_are_stored():
        return b"".join(path.read_bytes() for path in part.glob("*.gz")).count(b"\x1f\x8b\x08") >= 5

    with pytest.raises(KeyboardInterrupt):
        stopped(pull, invented, monkeypatch, both_are_stored, KeyboardInterrupt())
    assert pull.site.asked[1:] == PAGES[:2]

    assert pull().failure == ""

    assert [path for path in pull.site.asked if path in PAGES] == PAGES
    assert {path: rows.count(b"\n") for path, rows in pull.records.items()} == {
        path: rows.count(b"\n") for path, rows in undisturbed.items()
    }


def test_pages_that_are_read_ahead_keep_the_pace(pull):
    pull.but(pace_seconds=7.0)

    assert pull().failure == ""

    assert pull.site.asked[1:] == PAGES
    assert pull.time.slept == [7.0] * 3
