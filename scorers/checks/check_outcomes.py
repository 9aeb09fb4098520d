"""Cells that an outcome asks for, or that cannot stand beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.checks.rows import where
from scorers.records.reading import Chunk
from scorers.records.schema import Table
from scorers.text import Text


RULES = (
    NEEDED := Rule(
        "missing-beside-outcome",
        expected=Text(
            es="una celda llena, porque {when_column} es {when}",
            en="a filled cell, because {when_column} is {when}",
        ),
        remedy=Text(
            es="Llénela, o corrija {when_column}.", en="Fill it in, or correct {when_column}."
        ),
    ),
    UNEXPECTED := Rule(
        "unexpected-beside-outcome",
        expected=Text(
            es="una celda en blanco, porque {when_column} es {when}",
            en="a blank cell, because {when_column} is {when}",
        ),
        remedy=Text(
            es="Déjela en blanco, o corrija {when_column}.",
            en="Leave it blank, or correct {when_column}.",
        ),
    ),
    UNTOLD := Rule(
        "neither-outcome-nor-answer",
        expected=Text(
            es="un resultado, o el día de una respuesta de la que no se sabe más",
            en="an outcome, or the day of an answer of which no more is known",
        ),
        remedy=Text(
            es="Escriba el resultado: pending si sigue abierta, no_answer si nadie respondió.",
            en="Write the outcome: pending if it is still open, no_answer if nobody answered.",
        ),
    ),
)


@dataclass(frozen=True)
class Pair:
    """Where `when_column` says one of `words`, `column` must be filled, or must be blank."""

    table: str
    when_column: str
    words: frozenset[str]
    column: str
    filled: bool


ANSWERED = frozenset({"released", "partly_released", "refused", "not_held", "transferred"})
OPEN = frozenset({"no_answer", "pending"})
NOT_GIVEN = OPEN | {"refused", "not_held"}
NOT_SENT_ON = (ANSWERED | OPEN | {"withdrawn"}) - {"transferred"}
DECIDED = frozenset({"upheld", "partly_upheld", "dismissed", "inadmissible"})
PAIRS = (
    Pair("requests", "outcome", ANSWERED, "answered_on", filled=True),
    Pair("requests", "outcome", OPEN, "answered_on", filled=False),
    Pair("requests", "outcome", NOT_GIVEN, "delivered_on", filled=False),
    Pair("requests", "outcome", NOT_SENT_ON, "transferred_to", filled=False),
    Pair("requests", "appeal_outcome", DECIDED, "appeal_decided_on", filled=True),
    Pair("requests", "appeal_outcome", frozenset({"pending"}), "appeal_decided_on", filled=False),
)


def check(table: Table, chunk: Chunk, known: Known) -> Iterator[Finding]:
    """Yield cells that contradict the outcome of their row."""
    del known
    for either in table.either:
        for line, _ in where(chunk, either, _is_untold):
            yield Finding(UNTOLD, "", line=line, column=either[0], holes={})
    for when_column, needed in table.needs:
        for line, (when, _) in where(chunk, (when_column, needed), _is_half_told):
            holes = {"when_column": when_column, "when": when}
            yield Finding(NEEDED, "", line=line, column=needed, holes=holes)
    for pair in PAIRS:
        if pair.table != table.name:
            continue
        if not pair.filled and not any(chunk.columns.get(pair.column, ())):
            continue

        def wrong(word: str, cell: str, pair: Pair = pair) -> bool:
            return bool(cell) != pair.filled and word in pair.words

        for line, (word, cell) in where(chunk, (pair.when_column, pair.column), wrong):
            yield Finding(
                NEEDED if pair.filled else UNEXPECTED,
                cell,
                line=line,
                column=pair.column,
                holes={"when_column": pair.when_column, "when": word},
            )


def _is_half_told(first: str, second: str) -> bool:
    return bool(first) and not second


def _is_untold(first: str, second: str) -> bool:
    return not (first or second)
