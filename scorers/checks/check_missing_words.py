"""Words written where nothing is known: a blank is missing, and only a blank."""

from collections.abc import Collection, Iterator

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.records.schema import Field, Table
from scorers.text import Text, fold


RULES = (
    WORD := Rule(
        "word-for-missing",
        expected=Text(es="un dato, o nada si no se conoce", en="a fact, or nothing if unknown"),
        remedy=Text(
            es='Deje la celda en blanco: "NA", "-" y 0 no significan que el dato falta.',
            en='Leave the cell blank: "NA", "-" and 0 do not mean that a fact is missing.',
        ),
    ),
)
SIGNS = ("-", "--", "---", "–", "—", ".", "?", "??")
SHORT = ("na", "n/a", "n.a.", "n.a", "n/d", "n.d.", "nd", "s/d", "s.d.", "s/i", "#n/a", "#n/d")
ENGLISH = ("none", "null", "nil", "nan", "no data", "unknown", "missing")
SPANISH = ("sin dato", "sin datos", "no consta", "desconocido", "desconocida")
WORDS = frozenset((*SIGNS, *SHORT, *ENGLISH, *SPANISH))
LONGEST = max(map(len, WORDS))


def check(table: Table, field: Field, cells: Collection[str], known: Known) -> Iterator[Finding]:
    """Yield cells that say in a word that nothing is known, and a 0 where no number stands."""
    del table, known
    for cell in cells:
        if len(cell) > LONGEST:
            continue
        is_zero = cell == "0" and field.type == "string" and field.pattern is None
        if (is_zero or fold(cell) in WORDS) and cell not in (field.values or ()):
            yield Finding(WORD, cell)
