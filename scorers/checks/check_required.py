"""Blank cells where a row cannot do without."""

from collections.abc import Iterator

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.records.reading import Chunk
from scorers.records.schema import Table
from scorers.text import Text


RULES = (
    BLANK := Rule(
        "blank",
        expected=Text(es='"{title}", que es obligatorio', en='"{title}", which is required'),
        remedy=Text(es="{description}", en="{description}"),
    ),
)


def check(table: Table, chunk: Chunk, known: Known) -> Iterator[Finding]:
    """Yield blank cells of required columns."""
    del known
    for name, cells in chunk.columns.items():
        field = table.fields[name]
        if field.required and "" in cells:
            holes = {"title": field.title, "description": field.description}
            for line, cell in zip(chunk.lines, cells, strict=True):
                if not cell:
                    yield Finding(BLANK, cell, line=line, column=name, holes=holes)
