"""Header lines that are not the table's."""

from collections import Counter
from collections.abc import Iterator, Sequence

from scorers.checks.problem import Finding, Holes, Rule
from scorers.records.schema import Table
from scorers.text import Text


RULES = (
    MISSING := Rule(
        "missing-column",
        expected=Text(es='la columna "{column}"', en='the column "{column}"'),
        remedy=Text(
            es="Escriba esta línea de encabezado: {header}", en="Write this header line: {header}"
        ),
    ),
    UNKNOWN := Rule(
        "unknown-column",
        expected=Text(
            es="solo columnas de la tabla {table}", en="only columns of the table {table}"
        ),
        remedy=Text(
            es="Corrija el nombre o quite la columna. El encabezado es: {header}",
            en="Correct the name or take the column out. The header is: {header}",
        ),
    ),
    TWICE := Rule(
        "duplicate-column",
        expected=Text(es="cada columna una vez", en="each column once"),
        remedy=Text(
            es="Quite una de las dos; las filas no se revisaron.",
            en="Take one of the two out; the rows were not checked.",
        ),
    ),
    ORDER := Rule(
        "column-order",
        expected=Text(
            es="las columnas en el orden de la tabla {table}",
            en="the columns in the order of the table {table}",
        ),
        remedy=Text(es="Ordénelas así: {header}", en="Order them so: {header}"),
    ),
)


def check(table: Table, names: Sequence[str]) -> Iterator[Finding]:
    """Yield missing, unknown and repeated columns, or columns in another order."""
    header = ",".join(table.columns)
    words: Holes = {"header": Text(es=header, en=header), "table": table.name}
    unknown = [name for name in dict.fromkeys(names) if name not in table.fields]
    missing = [name for name in table.columns if name not in names]
    twice = [name for name, count in Counter(names).items() if count > 1]
    for name in unknown:
        yield Finding(UNKNOWN, name, line=1, among=missing, holes=words)
    for name in missing:
        yield Finding(MISSING, "", line=1, column=name, holes={**words, "column": name})
    for name in twice:
        yield Finding(TWICE, name, line=1, holes=words)
    if not unknown and not missing and not twice and tuple(names) != table.columns:
        first = next(name for name, due in zip(names, table.columns, strict=True) if name != due)
        yield Finding(ORDER, first, line=1, column=first, holes=words)
