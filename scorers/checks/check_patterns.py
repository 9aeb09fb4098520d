"""Cells that are not written as their column's pattern asks."""

from collections.abc import Collection, Iterator

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Holes, Rule
from scorers.records.schema import Field, Table
from scorers.text import Text, fold


RULES = (
    PATTERN := Rule(
        "wrong-form",
        expected=Text(es='"{title}" en su forma propia', en='"{title}" in its own form'),
        remedy=Text(
            es="{description} La forma exacta es {pattern}",
            en="{description} The exact form is {pattern}",
        ),
    ),
)
LONGEST_GUESSED = 80
SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"


def check(table: Table, field: Field, cells: Collection[str], known: Known) -> Iterator[Finding]:
    """Yield cells that the column's pattern does not match from end to end."""
    del table, known
    if field.pattern is None:
        return
    matches = field.pattern.fullmatch
    for cell in cells:
        if not matches(cell):
            holes: Holes = {
                "title": field.title,
                "description": field.description,
                "pattern": field.pattern.pattern,
            }
            yield Finding(PATTERN, cell, near=_meant(field, cell), holes=holes)


def _meant(field: Field, cell: str) -> str | None:
    """Return the slug that a name was meant to be, as "Ministerio de Salud" is."""
    if field.pattern is None or field.pattern.pattern != SLUG or len(cell) > LONGEST_GUESSED:
        return None
    meant = "-".join(fold(cell).replace("_", " ").split())
    return meant if field.pattern.fullmatch(meant) else None
