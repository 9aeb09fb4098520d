"""A live list read whole, although it moves while it is read.

What is new or has moved to the front pushes the rest across the page ends: some come twice and
some not at all. So a list is read in windows of filing days, none of them deep, and a window that
gave fewer than it announced is read again in two halves.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources.systems.base import Reply, SystemSource


DEEPEST = 500


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a window.

    Attributes:
        keys: The ids of what stands on it, in its order.
        total: How many the whole window holds, as the page says.
        is_last: Whether nothing follows.
    """

    reply: Reply
    keys: Sequence[str]
    total: int
    is_last: bool


# Asks for a page of the window from a first to a last day: the pages and the keys before it.
Turn = Callable[[date, date | None, int, int], Page]


def first_day(source: SystemSource, since: date | None) -> date:
    """Return the first filing day to read: scope.from, or `since` if it is later.

    Raises:
        SourceError: scope.from is no day.
    """
    first = source.scope.get("from")
    if type(first) is not date:
        raise SourceError(
            f'sources.toml: [[source]] "{source.id}": scope.from must be a day, such as 2024-01-01'
        )
    return max(first, since) if since else first


def last_day(source: SystemSource) -> date | None:
    """Return scope.until, or None if it is not stated: all until now.

    Raises:
        SourceError: scope.until is no day.
    """
    last = source.scope.get("until")
    if last is not None and type(last) is not date:
        raise SourceError(
            f'sources.toml: [[source]] "{source.id}": scope.until must be a day, such as 2024-12-31'
        )
    return last


def pages(turn: Turn, first: date, last: date | None) -> Iterator[Page]:
    """Yield the pages of all windows from the first to the last day, both included.

    Raises:
        SourceChangedError: A single day never gave as many as it announced.
    """
    if last is not None and last < first:
        return
    page = turn(first, last, 0, 0)
    end = last or page.reply.at.date()
    if page.total > DEEPEST and first < end:
        yield from _halves(turn, first, last, end)
        return
    yield page
    announced, seen = page.total, set(page.keys)
    turned, passed = 1, len(page.keys)
    while page.keys and not page.is_last:
        page = turn(first, last, turned, passed)
        yield page
        seen.update(page.keys)
        turned, passed = turned + 1, passed + len(page.keys)
    if len(seen) >= announced:
        return
    if first >= end:
        raise SourceChangedError(
            f"{page.reply.address}: {announced} announced for {first}, only {len(seen)} given: "
            "the list changed while it was read"
        )
    yield from _halves(turn, first, last, end)


def _halves(turn: Turn, first: date, last: date | None, end: date) -> Iterator[Page]:
    middle = first + (end - first) // 2
    yield from pages(turn, first, middle)
    yield from pages(turn, middle + timedelta(days=1), last)
