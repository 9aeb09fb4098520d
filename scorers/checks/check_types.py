"""Cells that do not hold the type of their column."""

import re
from collections.abc import Callable, Collection, Iterator

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.records import cells as worth
from scorers.records.schema import Field, Table
from scorers.text import Text, fold


RULES = (
    DAY := Rule(
        "not-a-day",
        expected=Text(es="un día del calendario", en="a day of the calendar"),
        remedy=Text(
            es="Escriba año-mes-día, como 2026-02-28.",
            en="Write year-month-day, such as 2026-02-28.",
        ),
    ),
    INSTANT := Rule(
        "not-an-instant",
        expected=Text(es="un instante en UTC", en="an instant in UTC"),
        remedy=Text(
            es="Escríbalo como 2026-02-28T10:00:00Z.", en="Write it as 2026-02-28T10:00:00Z."
        ),
    ),
    INTEGER := Rule(
        "not-an-integer",
        expected=Text(es="un número entero", en="a whole number"),
        remedy=Text(
            es="Escriba solo cifras, sin comas ni puntos, como 1204.",
            en="Write digits alone, without commas or points, such as 1204.",
        ),
    ),
    NUMBER := Rule(
        "not-a-number",
        expected=Text(es="un número", en="a number"),
        remedy=Text(
            es="Escriba cifras con punto decimal y sin separador de miles, como 1204.5.",
            en="Write digits with a decimal point and no thousands mark, such as 1204.5.",
        ),
    ),
    BOOLEAN := Rule(
        "not-a-boolean",
        expected=Text(es="true (sí) o false (no)", en="true (yes) or false (no)"),
        remedy=Text(
            es="Escriba true o false, en minúsculas.", en="Write true or false, in lower case."
        ),
    ),
)
OF_TYPE = {
    "date": DAY,
    "datetime": INSTANT,
    "integer": INTEGER,
    "number": NUMBER,
    "boolean": BOOLEAN,
}
BOOLEAN_WORDS = {
    **dict.fromkeys(("si", "s", "yes", "y", "1", "true", "verdadero", "x"), "true"),
    **dict.fromkeys(("no", "n", "0", "false", "falso"), "false"),
}
LONGEST_GUESSED = 40
# Day and month are told apart only where one of them cannot be a month.
DAY_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[T ][0-9:.Z+]*)?",
        r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<day>1[3-9]|2\d|3[01])[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})",
        r"(?P<month>\d{1,2})[-/.](?P<day>1[3-9]|2\d|3[01])[-/.](?P<year>\d{4})",
    )
)
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")


def check(table: Table, field: Field, cells: Collection[str], known: Known) -> Iterator[Finding]:
    """Yield cells that do not hold the column's type, with what was meant where that is plain."""
    del table, known
    if field.type == "string":
        return
    for cell in cells:
        try:
            worth.value(field.type, cell)
        except ValueError:
            yield Finding(OF_TYPE[field.type], cell, near=_meant(field.type, cell))


def _meant(kind: str, cell: str) -> str | None:
    guess: Callable[[str], str | None] = {
        "date": _day,
        "boolean": lambda words: BOOLEAN_WORDS.get(fold(words)),
    }.get(kind, _number)
    meant = guess(cell) if len(cell) <= LONGEST_GUESSED else None
    try:
        return None if meant is None else meant if worth.value(kind, meant) is not None else None
    except ValueError:
        return None


def _day(cell: str) -> str | None:
    for form in DAY_FORMS:
        if match := form.fullmatch(cell):
            return f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"
    return None


def _number(cell: str) -> str | None:
    return cell.replace(",", "") if THOUSANDS.fullmatch(cell) else None
