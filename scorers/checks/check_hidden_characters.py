"""Characters that cannot be seen: control, text direction, zero-width and odd spaces."""

from collections.abc import Collection, Iterator

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule, is_unseen
from scorers.records.schema import Field, Table
from scorers.text import Text


RULES = (
    HIDDEN := Rule(
        "hidden-character",
        expected=Text(
            es="solo caracteres que se ven, en una línea",
            en="only characters that can be seen, on one line",
        ),
        remedy=Text(
            es="Borre {name} o escriba un espacio en su lugar.",
            en="Delete {name}, or write a space in its place.",
        ),
    ),
)


def check(table: Table, field: Field, cells: Collection[str], known: Known) -> Iterator[Finding]:
    """Yield cells with an unseen character in them, once a cell: the first one is named."""
    del table, field, known
    # One look at all cells at once: nearly always every one of them can be printed.
    if "".join(cells).isprintable():
        return
    for cell in cells:
        if not cell.isprintable():
            for letter in cell:
                if letter != " " and is_unseen(letter):
                    yield Finding(HIDDEN, cell, holes={"name": f"U+{ord(letter):04X}"})
                    break
