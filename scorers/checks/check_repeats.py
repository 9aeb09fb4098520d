"""Statistics that say the same thing twice under two ids."""

from collections.abc import Iterator
from pathlib import Path

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Holes, Rule
from scorers.records.reading import Chunk
from scorers.records.schema import Table
from scorers.text import Text


RULES = (
    TWICE := Rule(
        "same-figure-twice",
        expected=Text(
            es="una sola fila por institución, medida, período, unidad y documento; "
            "ya está en {file}:{line}",
            en="one row per institution, measure, period, unit and document; "
            "it already stands at {file}:{line}",
        ),
        remedy=Text(es="Quite una de las dos filas.", en="Take one of the two rows out."),
    ),
)
TOGETHER = ("institution_id", "measure", "period_start", "period_end", "unit", "document_id")


class Check:
    """Remembers what every statistic is about."""

    def __init__(self, table: Table, known: Known) -> None:
        """Begin with no rows."""
        del known
        self.applies = table.name == "statistics"
        self.key = table.key
        self.seen: dict[tuple[str, ...], tuple[Path, int, str]] = {}

    def look(self, chunk: Chunk) -> Iterator[Finding]:
        """Yield the ids of rows that say again what another row has said."""
        if not self.applies or not {self.key, *TOGETHER} <= chunk.columns.keys():
            return
        about = zip(*(chunk.columns[name] for name in TOGETHER), strict=True)
        for line, key, same in zip(chunk.lines, chunk.columns[self.key], about, strict=True):
            path, first, first_key = self.seen.setdefault(same, (chunk.path, line, key))
            # Two rows of one id are another check's.
            if (path, first) != (chunk.path, line) and key != first_key:
                holes: Holes = {"file": path, "line": str(first)}
                yield Finding(TWICE, key, line=line, column=self.key, holes=holes)

    def close(self) -> Iterator[Finding]:
        """Yield nothing: every problem was told at its row."""
        yield from ()
