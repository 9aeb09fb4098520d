"""Days that lie too far back or ahead to be true."""

from collections.abc import Collection, Iterator
from datetime import date

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.records.cells import DAY
from scorers.records.schema import Field, Table
from scorers.text import Text


RULES = (
    EARLY := Rule(
        "early-year",
        expected=Text(es="un año desde {first}", en="a year from {first} on"),
        remedy=Text(
            es="Escriba el año con sus cuatro cifras, como 2016.",
            en="Write the year with all four digits, such as 2016.",
        ),
    ),
    FUTURE := Rule(
        "future-day",
        expected=Text(es="un día no posterior a {last}", en="a day not after {last}"),
        remedy=Text(
            es="Escriba el día en que ocurrió; lo que aún no ocurre no se anota.",
            en="Write the day on which it happened; what has not happened yet is not recorded.",
        ),
    ),
)
FIRST_YEAR = {"institutions": 1500}  # the oldest institutions are older than any record
YEARS_AHEAD = 10


def check(table: Table, field: Field, cells: Collection[str], known: Known) -> Iterator[Finding]:
    """Yield days before the first year and after the last day that the column can hold."""
    if field.type not in {"date", "datetime"}:
        return
    first = f"{FIRST_YEAR.get(table.name, 1900):04d}"
    last = known.today
    if field.ahead:
        last = date(min(last.year + YEARS_AHEAD, date.max.year), 12, 31)
    latest = last.isoformat()
    for cell in cells:
        if not DAY.match(cell):
            continue
        day = cell[:10]
        if day < first:
            near = f"20{cell[2:]}" if cell.startswith("00") else None
            yield Finding(EARLY, cell, near=near, holes={"first": first})
        elif day > latest:
            yield Finding(FUTURE, cell, holes={"last": latest})
