"""What a cell of each type is worth: the one strict reading of days, instants and numbers.

Python reads more than the tables allow ("1_000", "nan", "20240305", "2024-W10-2"); here only the
form that the tables publish is read.
"""

import re
from datetime import UTC, date, datetime


DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?")
BOOLEANS = {"true": True, "false": False}


def value(kind: str, cell: str) -> str | bool | float | date | datetime:
    """Return what a filled cell of a type holds: an integer column gives an int.

    Args:
        kind: string, integer, number, boolean, date (YYYY-MM-DD) or datetime (in UTC, with a Z).
        cell: The text of the cell.

    Raises:
        ValueError: The cell does not hold that type, or a day that no calendar has.
    """
    if kind == "date" and DAY.fullmatch(cell):
        return date.fromisoformat(cell)
    if kind == "datetime" and INSTANT.fullmatch(cell):
        return datetime.fromisoformat(cell).astimezone(UTC)
    if kind == "integer" and INTEGER.fullmatch(cell):
        return int(cell)
    if kind == "number" and NUMBER.fullmatch(cell):
        return float(cell)
    if kind == "boolean" and cell in BOOLEANS:
        return BOOLEANS[cell]
    if kind == "string":
        return cell
    raise ValueError(f"{cell!r} is not a {kind}")
