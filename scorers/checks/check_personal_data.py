"""Private data: e-mail addresses, and what the country says names or reaches a person."""

from collections.abc import Collection, Iterator

from scorers.checks import privacy
from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.records.schema import Field, Table
from scorers.text import Text


RULES = (
    PERSONAL := Rule(
        "personal-data",
        expected=Text(
            es="un texto sin datos personales, y aquí hay: {kind}",
            en="a text without personal data, and here is: {kind}",
        ),
        remedy=Text(
            es="Bórrelo antes de compartir el archivo: lo publicado queda copiado para siempre.",
            en="Delete it before you share the file: what is published stays copied for ever.",
        ),
    ),
)


def check(table: Table, field: Field, cells: Collection[str], known: Known) -> Iterator[Finding]:
    """Yield texts and addresses that hold private data, whatever else is wrong with them."""
    del table
    if not (field.is_text or field.is_address):
        return
    kinds = privacy.kinds(cells, known.country, is_address=field.is_address)
    for cell, kind in kinds.items():
        yield Finding(PERSONAL, cell, holes={"kind": kind})
