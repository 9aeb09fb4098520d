"""Ids of institutions and documents that no row has."""

from collections.abc import Collection, Iterator

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.records.schema import Field, Table
from scorers.text import Text


RULES = (
    UNKNOWN := Rule(
        "unknown-id",
        expected=Text(
            es="un identificador que exista en la tabla {table}",
            en="an id that exists in the table {table}",
        ),
        remedy=Text(
            es="Copie el identificador de esa tabla, o agregue allí primero la fila.",
            en="Copy the id from that table, or add the row there first.",
        ),
    ),
)


def check(table: Table, field: Field, cells: Collection[str], known: Known) -> Iterator[Finding]:
    """Yield cells that refer to a row that does not exist."""
    for reference in table.references:
        ids = known.ids.get(reference.table)
        if reference.field == field.name and ids is not None:
            for cell in cells:
                if cell not in ids:
                    yield Finding(UNKNOWN, cell, among=ids, holes={"table": reference.table})
