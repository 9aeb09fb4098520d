"""Single cells of a table, and what each column of ours takes: days, numbers, words, addresses."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any


ADDRESS, DAY, NUMBER, PERIOD, STATE, WHOLE, WORD = (
    "an address",
    "a day",
    "a number",
    "a period",
    "a state",
    "a whole number",
    "a word",
)
AHEAD = ("extended_to", "order_due_on", "due_on", "period_end")  # may lie ahead of the reading
TABLES: Mapping[str, Mapping[str, str]] = {
    "requests": {
        **dict.fromkeys(("filed_on", "extended_to", "answered_on", "delivered_on"), DAY),
        **dict.fromkeys(("clarification_asked_on", "clarified_on"), DAY),
        **dict.fromkeys(("appealed_on", "appeal_decided_on"), DAY),
        **dict.fromkeys(("order_due_on", "order_obeyed_on"), DAY),
        **dict.fromkeys(("channel", "exception_cited", "appeal_route_cited"), WORD),
        **dict.fromkeys(("appeal_outcome", "cohort", "delivery"), WORD),
        "fee": NUMBER,
        "source_url": ADDRESS,
        "outcome": STATE,
    },
    "observations": {
        **dict.fromkeys(("due_on", "looked_on", "first_seen_on"), DAY),
        **dict.fromkeys(("item", "found", "format"), WORD),
        **dict.fromkeys(("count", "total"), WHOLE),
        "period": PERIOD,
        "url": ADDRESS,
    },
    "statistics": {
        **dict.fromkeys(("period_start", "period_end"), DAY),
        **dict.fromkeys(("measure", "unit", "publisher", "self_reported"), WORD),
        **dict.fromkeys(("count", "total"), WHOLE),
        "value": NUMBER,
    },
}
# Days of one row, each of which cannot lie before the first.
ORDERS = (
    (
        "filed_on",
        ("extended_to", "clarification_asked_on", "answered_on", "delivered_on", "appealed_on"),
    ),
    ("clarification_asked_on", ("clarified_on", "answered_on")),
    ("appealed_on", ("appeal_decided_on",)),
    ("appeal_decided_on", ("order_due_on", "order_obeyed_on")),
    ("first_seen_on", ("looked_on",)),
    ("period_start", ("period_end",)),
)
LONGEST_ADDRESS = 500
EARLIEST = "1900"
MOST_REMEMBERED = 100_000  # days of a table are few; a column that is no day must not fill memory
ISO_PERIOD = re.compile(r"(19|20)\d\d(-((19|20)\d\d|S[12]|Q[1-4]|M(0[1-9]|1[0-2])))?")
ISO, ISO_DAY = "%Y-%m-%d", re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
HTTP = re.compile(r"https?://[^\s/@]+(/[^\s]*)?")
PART_OF_KEY = re.compile(r"[A-Za-z0-9]+")
A_KEY = r"[A-Za-z0-9]+([:._-][A-Za-z0-9]+)*"
WHOLE_KEY, WHOLE_KEYS = re.compile(A_KEY), re.compile(rf"{A_KEY}(\n{A_KEY})*")


class Days:
    """Days as a table writes them; each way of writing one is read once."""

    def __init__(self, formats: tuple[str, ...], earliest: str = EARLIEST) -> None:
        """Take formats as strptime writes them, tried in this order; a day before is none."""
        self._formats, self._earliest = formats, earliest
        self._known: dict[str, str | None] = {}

    def ambiguous(self) -> bool:
        """Return whether two formats read 3/4 as two different days."""
        forms = [form for form in self._formats if "%d" in form and "%m" in form]
        slashed = [form for form in forms if form.index("%Y") > form.index("%d")]
        return len({form.index("%d") < form.index("%m") for form in slashed}) > 1

    def iso(self, text: str) -> str | None:
        """Return the day as 2024-02-03, or None if it is none."""
        known = self._known.get(text)
        if known is not None or text in self._known:
            return known
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        day = None
        for form in self._formats:
            try:
                day = _day(text, form).isoformat()
            except ValueError:
                continue
            break
        self._known[text] = day if day is not None and day >= self._earliest else None
        return self._known[text]


def _day(text: str, form: str) -> date:
    """Return the day that a text is in a format of strptime; ValueError if it is none."""
    # Most days are written so: the same is read in a tenth of the time.
    if form == ISO and ISO_DAY.fullmatch(text):
        return date.fromisoformat(text)
    return datetime.strptime(text, form).date()  # noqa: DTZ007


def number(cell: Any, marks: Mapping[str, str], *, whole: bool) -> str | None:
    """Return a number as 1234.5, or None if it is none; a negative one is none."""
    # A number of JSON has its point whatever the table's texts have.
    decimal, group = (".", "") if not isinstance(cell, str) else (marks["decimal"], marks["group"])
    parts = rf"(\d+|\d{{1,3}}({re.escape(group)}\d{{3}})+)({re.escape(decimal)}\d+)?"
    found = text(cell)
    if not re.fullmatch(parts, found):
        return None
    units, _, rest = (found.replace(group, "") if group else found).partition(decimal)
    if whole:
        return None if rest.strip("0") else units
    return f"{units}.{rest}" if rest else units


def address(found: str) -> str | None:
    """Return a web address without a user's name, or None if it is none or too long."""
    return found if HTTP.fullmatch(found) and len(found) <= LONGEST_ADDRESS else None


def period(found: str) -> str | None:
    """Return a period such as 2024-Q1, or None if it is none."""
    return found if ISO_PERIOD.fullmatch(found) else None


def key(found: str) -> str:
    """Return an id that may be part of ours: letters and digits, joined by single marks."""
    if WHOLE_KEY.fullmatch(found):
        return found
    return "-".join(PART_OF_KEY.findall(unicodedata.normalize("NFD", found)))


def keys(found: Sequence[str]) -> list[str]:
    """Return what `key` returns for each."""
    lines = "\n".join(found)
    # Most are what they should be, and are looked at all together.
    is_whole = lines.count("\n") == len(found) - 1 and WHOLE_KEYS.fullmatch(lines)
    return list(found) if is_whole else list(map(key, found))


def text(cell: Any) -> str:
    """Return a cell as text without outer spaces; "" where there is nothing."""
    if isinstance(cell, str):
        return cell.strip()
    return "" if cell is None else str(cell)
