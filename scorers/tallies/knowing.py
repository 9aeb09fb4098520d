"""What was known of each request at the cut-off: nothing that happened after it is."""

from dataclasses import dataclass

import numpy as np

from scorers.country.working_days import Days
from scorers.exceptions import RecordsError
from scorers.tallies.counting import APPEALS, ORDERS, OUTCOMES, Codes, Flags
from scorers.tallies.rows import Requests


PENDING, WITHDRAWN, TRANSFERRED = map(OUTCOMES.index, ("pending", "withdrawn", "transferred"))
DELIVERY = ("", "dated", "unknown")


def _is_one(*words: str) -> Flags:
    return np.array([word in words for word in OUTCOMES])


GIVES = _is_one("released", "partly_released")
MAY_GIVE = GIVES | _is_one("")
OPEN = _is_one("no_answer", "pending")
CLOSES = ~(OPEN | _is_one("withdrawn"))


@dataclass(frozen=True)
class Known:
    """Arrays over the rows; words are places in the lists of `scorers.tallies.counting`.

    Attributes:
        until: The day on which the wait ended, or up to which it is known to have lasted.
        is_closed: Whether it ended with the event.
    """

    outcome: Codes
    until: Days
    is_closed: Flags
    is_reasoned: Flags
    is_hollow: Flags
    appeal: Codes
    order: Codes


def known(rows: Requests, filed: Days, last: np.datetime64) -> Known:
    """Return what was known on the day of the cut-off, by the rules that `tally` tells.

    Args:
        rows: Requests that were filed by then.
        filed: Their days of filing.
        last: The cut-off.

    Raises:
        RecordsError: An answer stands before its request, or a cell holds a strange word.
    """
    recorded = rows.words("outcome", OUTCOMES)
    answered, delivered = rows.days("answered_on"), rows.days("delivered_on")
    # A withdrawal and silence may be on record without a day.
    is_undated = np.isnat(answered) & (OPEN[recorded] | (recorded == WITHDRAWN))
    answered = np.where(np.isnat(answered), delivered, answered)
    is_answered = answered <= last
    outcome = np.where(is_answered | is_undated, recorded, PENDING)
    end = np.where(MAY_GIVE[recorded], np.fmax(answered, delivered), answered)
    if (end < filed).any():
        raise RecordsError("a request has an answer before the day of its filing")
    is_awaited = np.isnat(delivered) & (rows.words("delivery", DELIVERY) == DELIVERY.index("dated"))
    is_closed = CLOSES[outcome] & (end <= last) & ~(GIVES[outcome] & is_awaited)
    withdrawn = np.where(np.isnat(answered), filed, answered)
    until = np.where(is_closed, end, np.where(outcome == WITHDRAWN, withdrawn, last))
    is_reasoned = (
        (outcome == OUTCOMES.index("refused"))
        & rows.is_filled("exception_cited")
        & rows.is_true("appeal_route_cited")
    )
    decided = rows.days("appeal_decided_on")
    return Known(
        outcome=outcome,
        until=until,
        is_closed=is_closed,
        is_reasoned=is_reasoned,
        is_hollow=_is_hollow(rows, outcome, is_closed),
        appeal=_appeals(rows, decided, last),
        order=_orders(rows, decided, last),
    )


def _is_hollow(rows: Requests, outcome: Codes, is_closed: Flags) -> Flags:
    """Return what was transferred, closed for an empty reason, or given up for one."""
    is_over = is_closed | (outcome == WITHDRAWN)
    is_empty = rows.is_filled("closed_without")
    return np.asarray((is_closed & (outcome == TRANSFERRED)) | (is_over & is_empty))


def _appeals(rows: Requests, decided: Days, last: np.datetime64) -> Codes:
    recorded, appealed = rows.words("appeal_outcome", APPEALS), rows.days("appealed_on")
    is_withdrawn = recorded == APPEALS.index("withdrawn")
    # One without its day was made at some time before its decision.
    is_made = (appealed <= last) | (np.isnat(appealed) & (recorded > 0) & ~(decided > last))
    is_known = (decided <= last) | (is_withdrawn & np.isnat(decided))
    appeal = np.where(is_known & (recorded > 0), recorded, APPEALS.index("pending"))
    return np.where(is_made, appeal, 0)


def _orders(rows: Requests, decided: Days, last: np.datetime64) -> Codes:
    due, obeyed = rows.days("order_due_on"), rows.days("order_obeyed_on")
    is_given = ~(np.isnat(due) & np.isnat(obeyed)) & ~(decided > last)
    is_obeyed = obeyed <= last
    order = np.where(due < last, ORDERS.index("ignored"), ORDERS.index("open"))
    order = np.where(is_obeyed, ORDERS.index("obeyed"), order)
    order = np.where(is_obeyed & (obeyed > due), ORDERS.index("late"), order)
    return np.where(is_given, order, 0)
