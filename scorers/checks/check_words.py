"""Words that are not in the list that their column allows."""

from collections.abc import Collection, Iterator

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.records.schema import Field, Table
from scorers.text import Text


RULES = (
    UNKNOWN := Rule(
        "unknown-word",
        expected=Text(es='una palabra de la lista "{title}"', en='a word of the list "{title}"'),
        remedy=Text(es="Escriba una de estas: {words}.", en="Write one of these: {words}."),
    ),
)
WORDS_SHOWN = 12
NO_WORDS = Text(es="(ninguna)", en="(none)")
MORE = Text(es="{some} y {more} más", en="{some} and {more} more")


def check(table: Table, field: Field, cells: Collection[str], known: Known) -> Iterator[Finding]:
    """Yield cells that are not one of the column's words."""
    del table
    if field.values is None:
        return
    wrong = [cell for cell in cells if cell not in field.values]
    if wrong:
        # The country's own words first: those that are the same everywhere are asked for by few.
        own = known.country.words(field.words) if field.words else field.values
        words = [*sorted(own), *sorted(field.values - own)]
        holes = {"title": field.title, "words": _listed(words)}
        for cell in wrong:
            yield Finding(UNKNOWN, cell, among=field.values, holes=holes)


def _listed(words: list[str]) -> Text:
    some = ", ".join(words[:WORDS_SHOWN])
    more = len(words) - WORDS_SHOWN
    if more <= 0:
        return Text(es=some, en=some) if some else NO_WORDS
    return MORE.format(some=some, more=more)
