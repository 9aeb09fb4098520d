"""Days in an order that cannot be: answered before filed."""

from collections.abc import Iterator

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.checks.rows import where
from scorers.records.cells import DAY
from scorers.records.reading import Chunk
from scorers.records.schema import Table
from scorers.text import Text


RULES = (
    ORDER := Rule(
        "days-out-of-order",
        expected=Text(
            es="un día no anterior a {first_column}, {first_day}",
            en="a day not before {first_column}, {first_day}",
        ),
        remedy=Text(
            es="Corrija el que esté mal de los dos días.",
            en="Correct whichever of the two is wrong.",
        ),
    ),
)


def check(table: Table, chunk: Chunk, known: Known) -> Iterator[Finding]:
    """Yield the second day of each pair that the table orders, where it comes before the first."""
    del known
    for first, second in table.order:
        if not any(chunk.columns.get(second, ())):
            continue
        for line, (earlier, later) in where(chunk, (first, second), _wrong):
            holes = {"first_column": first, "first_day": earlier}
            yield Finding(ORDER, later, line=line, column=second, holes=holes)


def _wrong(first: str, second: str) -> bool:
    # Days written as they must be compare as texts do; others are another check's.
    return "" < second < first and bool(DAY.fullmatch(first) and DAY.fullmatch(second))
