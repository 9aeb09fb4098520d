"""Institutions that stand above or after themselves."""

from collections.abc import Iterator
from pathlib import Path

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Holes, Rule
from scorers.records.reading import Chunk
from scorers.records.schema import Table
from scorers.text import Text


RULES = (
    ITSELF := Rule(
        "refers-to-itself",
        expected=Text(
            es="otra institución que la de la fila", en="another institution than the row's"
        ),
        remedy=Text(
            es="Escriba la otra institución, o deje la celda en blanco.",
            en="Write the other institution, or leave the cell blank.",
        ),
    ),
    CIRCLE := Rule(
        "circle",
        expected=Text(
            es="una cadena con fin, y esta vuelve a su comienzo: {chain}",
            en="a chain with an end, and this one comes back to its beginning: {chain}",
        ),
        remedy=Text(
            es="Deje en blanco la celda de la que no depende de otra.",
            en="Leave the cell blank for the one that depends on no other.",
        ),
    ),
)
OWN = {
    "institutions": ("institution_id", ("parent_id", "successor_id")),
    "requests": ("institution_id", ("transferred_to",)),
}


class Check:
    """Remembers who stands above and after whom."""

    def __init__(self, table: Table, known: Known) -> None:
        """Begin with no rows."""
        del known
        self.table = table.name
        self.next: dict[str, dict[str, str]] = {}
        self.places: dict[str, tuple[Path, int]] = {}

    def look(self, chunk: Chunk) -> Iterator[Finding]:
        """Yield cells that name their own row's institution."""
        own, columns = OWN.get(self.table, ("", ()))
        for column in columns:
            if not {own, column} <= chunk.columns.keys() or not any(chunk.columns[column]):
                continue
            pairs = zip(chunk.columns[own], chunk.columns[column], strict=True)
            for line, (institution, other) in zip(chunk.lines, pairs, strict=True):
                if other and institution == other:
                    yield Finding(ITSELF, other, line=line, column=column)
                elif other and self.table == "institutions":
                    self.next.setdefault(column, {})[institution] = other
                    self.places[institution] = (chunk.path, line)

    def close(self) -> Iterator[Finding]:
        """Yield each circle once, at the institution whose id comes first."""
        for column, follows in self.next.items():
            done: set[str] = set()
            for start in sorted(follows):
                chain = [start]
                while chain[-1] in follows and chain[-1] not in done:
                    done.add(chain[-1])
                    chain.append(follows[chain[-1]])
                if chain[-1] in chain[:-1]:
                    circle = chain[chain.index(chain[-1]) :]
                    path, line = self.places[circle[0]]
                    holes: Holes = {"chain": " → ".join(circle)}
                    yield Finding(
                        CIRCLE, circle[1], line=line, column=column, holes=holes, path=path
                    )
