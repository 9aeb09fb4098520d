"""HTML in texts, which are plain."""

import re
from collections.abc import Collection, Iterator

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.records.schema import Field, Table
from scorers.text import Text


RULES = (
    MARKUP := Rule(
        "markup",
        expected=Text(es="texto sin etiquetas HTML", en="text without HTML tags"),
        remedy=Text(
            es="Escriba solo las palabras, sin < ni >.", en="Write the words alone, without < or >."
        ),
    ),
)
TAG = re.compile(r"<[A-Za-z/!?]")


def check(table: Table, field: Field, cells: Collection[str], known: Known) -> Iterator[Finding]:
    """Yield cells in which a tag begins."""
    del table, known
    if not field.is_text:
        return
    for cell in cells:
        if "<" in cell and TAG.search(cell):
            yield Finding(MARKUP, cell)
