"""Statistics that count nothing, or more than there is."""

from collections.abc import Iterator

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.checks.rows import where
from scorers.records.cells import INTEGER
from scorers.records.reading import Chunk
from scorers.records.schema import Table
from scorers.text import Text


RULES = (
    MORE := Rule(
        "count-above-total",
        expected=Text(es="a lo más el total, {total}", en="at most the total, {total}"),
        remedy=Text(
            es="count es la parte y total es el todo: corrija el que esté mal.",
            en="count is the part and total is the whole: correct whichever is wrong.",
        ),
    ),
    EMPTY := Rule(
        "no-figure",
        expected=Text(es="una cifra en count o en value", en="a figure in count or in value"),
        remedy=Text(
            es="Escriba la cifra publicada, o quite la fila.",
            en="Write the published figure, or take the row out.",
        ),
    ),
)


def check(table: Table, chunk: Chunk, known: Known) -> Iterator[Finding]:
    """Yield counts above their total, and rows with neither count nor value."""
    del known
    if table.name != "statistics":
        return
    for line, (count, total) in where(chunk, ("count", "total"), _above):
        yield Finding(MORE, count, line=line, column="count", holes={"total": total})
    for line, _ in where(chunk, ("count", "value"), lambda count, value: not (count or value)):
        yield Finding(EMPTY, "", line=line, column="value")


def _above(count: str, total: str) -> bool:
    whole = INTEGER.fullmatch(count) and INTEGER.fullmatch(total)
    return bool(whole) and int(count) > int(total)
