"""Spaces before or behind the words of a cell."""

from collections.abc import Collection, Iterator

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.records.schema import Field, Table
from scorers.text import Text


RULES = (
    SPACES := Rule(
        "outer-space",
        expected=Text(
            es="un texto sin espacios al comienzo ni al final",
            en="a text without spaces at its beginning or end",
        ),
        remedy=Text(es="Borre esos espacios.", en="Delete those spaces."),
    ),
)


def check(table: Table, field: Field, cells: Collection[str], known: Known) -> Iterator[Finding]:
    """Yield cells that begin or end with a space."""
    del table, field, known
    for cell in cells:
        if cell[0] == " " or cell[-1] == " ":
            yield Finding(SPACES, cell, near=cell.strip() or None)
