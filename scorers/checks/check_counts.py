"""Counts of nothing, of more than there is, or that say something else than what was found."""

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
    HALF := Rule(
        "half-a-count",
        expected=Text(
            es="llenas ambas celdas, count y total", en="both cells filled, count and total"
        ),
        remedy=Text(
            es="Escriba de cuántos y de cuántos en total, o deje ambas en blanco.",
            en="Write of how many and of how many in all, or leave both blank.",
        ),
    ),
    UNLIKE := Rule(
        "count-unlike-found",
        expected=Text(
            es="lo que dice found, que es {found}: complete, todos; partial, algunos; absent, "
            "ninguno; con otra palabra no se cuenta",
            en="what found says, which is {found}: complete, all; partial, some; absent, none; "
            "with another word nothing is counted",
        ),
        remedy=Text(
            es="Corrija found, o corrija count y total.",
            en="Correct found, or correct count and total.",
        ),
    ),
)
COUNTED = ("observations", "statistics")


def check(table: Table, chunk: Chunk, known: Known) -> Iterator[Finding]:
    """Yield counts above their total, and statistics that hold no figure.

    Of observations also half a count, and a count that is not what was found.
    """
    del known
    if table.name not in COUNTED:
        return
    for line, (count, total) in where(chunk, ("count", "total"), _above):
        yield Finding(MORE, count, line=line, column="count", holes={"total": total})
    if table.name == "observations":
        yield from _of_looks(chunk)
        return
    for line, _ in where(chunk, ("count", "value"), lambda count, value: not (count or value)):
        yield Finding(EMPTY, "", line=line, column="value")


def _of_looks(chunk: Chunk) -> Iterator[Finding]:
    if not any(any(chunk.columns.get(name, ())) for name in ("count", "total")):
        return
    for line, (count, _) in where(chunk, ("count", "total"), lambda *both: any(both) != all(both)):
        yield Finding(HALF, "", line=line, column="total" if count else "count", holes={})
    for line, (count, _, found) in where(chunk, ("count", "total", "found"), _is_unlike):
        yield Finding(UNLIKE, count, line=line, column="count", holes={"found": found})


def _is_unlike(count: str, total: str, found: str) -> bool:
    if not (INTEGER.fullmatch(count) and INTEGER.fullmatch(total)):
        return False
    part, whole = int(count), int(total)
    said = {"complete": part == whole, "partial": 0 < part < whole, "absent": part == 0}
    return part <= whole and not said.get(found, False)


def _above(count: str, total: str) -> bool:
    whole = INTEGER.fullmatch(count) and INTEGER.fullmatch(total)
    return bool(whole) and int(count) > int(total)
