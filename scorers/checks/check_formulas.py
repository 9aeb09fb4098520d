"""Cells that a spreadsheet would run as a formula (OWASP, CSV injection)."""

from collections.abc import Collection, Iterator

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.records.cells import FORMULA_STARTS, NUMBER
from scorers.records.schema import Field, Table
from scorers.text import Text


RULES = (
    FORMULA := Rule(
        "formula",
        expected=Text(
            es="un texto que ninguna hoja de cálculo ejecute",
            en="a text that no spreadsheet would run",
        ),
        remedy=Text(
            es="Escríbalo sin =, +, -, @ ni tabulador al comienzo.",
            en="Write it without =, +, -, @ or a tab at its beginning.",
        ),
    ),
)


def check(table: Table, field: Field, cells: Collection[str], known: Known) -> Iterator[Finding]:
    """Yield cells that begin as a formula does; a negative number in a number column does not."""
    del table, known
    numeric = field.type in {"integer", "number"}
    if FORMULA_STARTS.isdisjoint({cell[0] for cell in cells}):
        return
    for cell in cells:
        if cell[0] in FORMULA_STARTS and not (numeric and NUMBER.fullmatch(cell)):
            yield Finding(FORMULA, cell)
