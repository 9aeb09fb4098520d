"""Numbers below the least and texts longer than the column allows."""

from collections.abc import Collection, Iterator

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.records.schema import Field, Table
from scorers.text import Text


RULES = (
    MINIMUM := Rule(
        "below-minimum",
        expected=Text(es="un número desde {minimum}", en="a number from {minimum} up"),
        remedy=Text(
            es="Escriba el número publicado; si no se conoce, deje la celda en blanco.",
            en="Write the published number; if it is unknown, leave the cell blank.",
        ),
    ),
    LONG := Rule(
        "too-long",
        expected=Text(
            es="a lo más {longest} caracteres, y hay {length}",
            en="at most {longest} characters, and there are {length}",
        ),
        remedy=Text(
            es="Escríbalo más corto; los detalles van en el documento.",
            en="Write it shorter; details belong in the document.",
        ),
    ),
)


def check(table: Table, field: Field, cells: Collection[str], known: Known) -> Iterator[Finding]:
    """Yield cells outside what the column allows."""
    del table, known
    longest, minimum = field.max_length, field.minimum
    if longest is not None:
        for cell in cells:
            if len(cell) > longest:
                holes = {"longest": str(longest), "length": str(len(cell))}
                yield Finding(LONG, cell, holes=holes)
    if minimum is not None:
        for cell in cells:
            if float(cell) < minimum:
                yield Finding(MINIMUM, cell, holes={"minimum": f"{minimum:g}"})
