"""Rows of the table requests, as every system makes them.

Each request once. A day is the one that the system writes, in its own local time. An outcome that
is an answer without the day of the answer is left out, and so is a day before the day of filing:
neither is guessed. Everything left out is counted with its reason.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from scorers.exceptions import SourceChangedError
from scorers.sources.reporting import Ledger, Report
from scorers.sources.systems.base import Body, Found, Reply, required
from scorers.text import Text


ANSWERED = frozenset({"released", "partly_released", "refused", "not_held", "transferred"})
GIVEN = frozenset({"released", "partly_released"})
INSTANT = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ].*)?", re.DOTALL)

REQUESTS = Text("Solicitudes", "Requests")
REPEATED = Text("la misma solicitud otra vez", "the same request again")
NOT_FILED = Text("sin día de presentación", "without a day of filing")
NOT_SENT = Text("aún no enviada", "not sent yet")
NO_BODY = Text("sin institución", "without an institution")
NO_DAY = Text("respondida, sin el día de la respuesta", "answered, without the day of the answer")
OUT_OF_ORDER = Text("con un día anterior al de presentación", "with a day before the day of filing")
UNCLASSIFIED = Text(
    "respondida, y nadie ha dicho cómo", "answered, and nobody has said what the answer was"
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a request; "" is not known."""

    filed: str
    answered: str = ""
    delivered: str = ""
    appealed: str = ""


@dataclass
class Rows:
    """The requests of one reading: those met so far, and the ledger of used and left out."""

    ledger: Ledger
    _seen: set[str] = field(default_factory=set)
    _read: int = 0

    @classmethod
    def of(cls, report: Report) -> "Rows":
        """Return the rows of a new reading."""
        return cls(report.ledger(REQUESTS))

    def is_repeated(self, key: str) -> bool:
        """Return whether a request was met before; one call for each request of a reply."""
        self._read += 1
        if key in self._seen:
            self.ledger.leave(REPEATED, key)
            return True
        self._seen.add(key)
        return False

    def leave(self, reason: Text, key: str) -> None:
        """Leave a request out for a reason."""
        self.ledger.leave(reason, key)

    def row(
        self,
        key: str,
        body: Body,
        reply: Reply,
        outcome: str,
        days: Days,
        **cells: str,
    ) -> Iterator[Found]:
        """Yield the row of a request, or none if its days cannot stand beside its outcome."""
        answered = days.answered if outcome in ANSWERED else ""
        delivered = days.delivered if outcome in GIVEN else ""
        if not days.filed:
            self.leave(NOT_FILED, key)
        elif outcome in ANSWERED and not answered:
            self.leave(NO_DAY, key)
        elif any(one and one < days.filed for one in (answered, delivered, days.appealed)):
            self.leave(OUT_OF_ORDER, key)
        else:
            self.ledger.use()
            all_cells = {
                "filed_on": days.filed,
                "answered_on": answered,
                "delivered_on": delivered,
                "outcome": outcome,
                "appealed_on": days.appealed,
                **cells,
            }
            filled = {name: cell for name, cell in all_cells.items() if cell}
            yield Found("requests", key, body, filled, reply.document_id)

    def close(self) -> None:
        """Check that every request met was used or left out; SourceError if not."""
        self.ledger.must_read(self._read)


def table(reply: Reply, value: Any) -> Mapping[str, Any]:
    """Return a part of a reply that must be a JSON object; SourceChangedError if it is none."""
    if not isinstance(value, dict):
        raise SourceChangedError(f"{reply.address}: not a JSON object: {str(value)[:80]}")
    return value


def rows(reply: Reply, value: Any) -> list[Any]:
    """Return a part of a reply that must be a JSON array; SourceChangedError if it is none."""
    if not isinstance(value, list):
        raise SourceChangedError(f"{reply.address}: not a JSON array: {str(value)[:80]}")
    return value


def word(reply: Reply, table_: Mapping[str, Any], name: str) -> str:
    """Return a field that must be there and text, "" for null; SourceChangedError if it is not."""
    value = required(reply, table_, name)
    if value is not None and not isinstance(value, str):
        raise SourceChangedError(f'{reply.address}: {name}: "{str(value)[:80]}" is not text')
    return value or ""


def number(reply: Reply, table_: Mapping[str, Any], name: str) -> int:
    """Return a field that must be there, a whole number; SourceChangedError if it is not."""
    value = required(reply, table_, name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise SourceChangedError(
            f'{reply.address}: {name}: "{str(value)[:80]}" is not a whole number'
        )
    return value


def flag(reply: Reply, table_: Mapping[str, Any], name: str) -> bool:
    """Return a field that must be there, true or false; SourceChangedError if it is neither."""
    value = required(reply, table_, name)
    if not isinstance(value, bool):
        raise SourceChangedError(f'{reply.address}: {name}: "{str(value)[:80]}" is not a yes or no')
    return value


def day(reply: Reply, name: str, value: Any) -> str:
    """Return the day of an instant, as written there and then; "" for null.

    2013/06/18 10:18:19 +1000 and 2013-06-18T10:18:19+10:00 are both 2013-06-18.

    Raises:
        SourceChangedError: It begins with no day of the calendar.
    """
    if value is None or value == "":
        return ""
    written = INSTANT.fullmatch(value) if isinstance(value, str) else None
    try:
        if written:
            return date(*map(int, written.groups())).isoformat()
    except ValueError:
        pass
    raise SourceChangedError(f'{reply.address}: {name}: "{str(value)[:80]}" is not a day')


def fee(reply: Reply, name: str, value: Any) -> str:
    """Return what was charged; "" for null and for zero, which systems write where none is known.

    Raises:
        SourceChangedError: It is no amount.
    """
    try:
        amount = Decimal(str(value or 0))
    except InvalidOperation:
        amount = Decimal("nan")
    if not amount.is_finite() or amount < 0:
        raise SourceChangedError(f'{reply.address}: {name}: "{str(value)[:80]}" is not an amount')
    return f"{amount.normalize():f}" if amount else ""
