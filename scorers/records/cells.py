"""What a cell of each type is worth: the one strict reading of days, instants and numbers.

Python reads more than the tables allow ("1_000", "nan", "20240305", "2024-W10-2"); here only the
form that the tables publish is read.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime


DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?")
BOOLEANS = {"true": True, "false": False}
# A spreadsheet runs a cell that begins with one of these (OWASP, CSV injection).
FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")


def _instant(cell: str) -> datetime:
    return datetime.fromisoformat(cell).astimezone(UTC)


Value = str | bool | float | date | datetime
# Of each type: whether a cell has its form, and what such a cell holds.
FORMS: Mapping[str, tuple[Callable[[str], object], Callable[[str], Value]]] = {
    "date": (DAY.fullmatch, date.fromisoformat),
    "datetime": (INSTANT.fullmatch, _instant),
    "integer": (INTEGER.fullmatch, int),
    "number": (NUMBER.fullmatch, float),
    "boolean": (BOOLEANS.__contains__, BOOLEANS.__getitem__),
    "string": (lambda _: True, str),
}


def value(kind: str, cell: str) -> Value:
    """Return what a filled cell of a type holds: an integer column gives an int.

    Args:
        kind: string, integer, number, boolean, date (YYYY-MM-DD) or datetime (in UTC, with a Z).
        cell: The text of the cell.

    Raises:
        ValueError: The cell does not hold that type, or a day that no calendar has.
    """
    if kind in FORMS:
        has_form, held = FORMS[kind]
        if has_form(cell):
            return held(cell)
    raise ValueError(f"{cell!r} is not a {kind}")
