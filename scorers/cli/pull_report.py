"""What `consta pull` prints of a source or an import, and the table of what failed."""

from collections.abc import Iterable, Iterator, Sequence

from scorers.country import Country
from scorers.sources.reporting import Ledger, Outcome
from scorers.text import Digits, Text


USED = Text("usadas", "used")
FAILED = Text(
    "no se pudo leer; quedan las últimas filas buenas",
    "could not be read; the last good rows stay",
)
WRITTEN = Text("escrito", "written")
ROWS = Text("filas", "rows")
UNKNOWN = Text(
    'aviso: estado desconocido "{state}", tomado por "other"',
    'warning: unknown state "{state}", taken for "other"',
)
NOT_READ = Text("No se leyeron {count} de {total}:", "{count} of {total} were not read:")
SHOWN = 20
MORE = Text("y {count} más", "and {count} more")


def lines(outcome: Outcome, country: Country, language: str) -> Iterator[str]:
    """Yield the lines about one source or import."""
    yield f"\n{outcome.name}"
    if outcome.report is None:
        yield f"  {FAILED[language]}"
        return
    digits = Digits.of(country.locales[language])
    for ledger in outcome.report.ledgers:
        yield from _ledger(ledger, digits, language)
    yield from _table(((label[language], count) for label, count in outcome.report.notes), digits)
    states = outcome.report.unknown_states.most_common()
    yield from _table(((UNKNOWN[language].format(state=state), n) for state, n in states), digits)
    for label, entries in outcome.report.lists:
        if entries:
            yield f"  {label[language]}:"
            yield from (f"    {entry}" for entry in entries[:SHOWN])
        if len(entries) > SHOWN:
            yield f"    {MORE[language].format(count=digits.write(len(entries) - SHOWN))}"
    for file, count in outcome.written.items():
        yield f"  {WRITTEN[language]}: {file}, {digits.write(count)} {ROWS[language]}"


def failures(outcomes: Sequence[Outcome], language: str) -> Iterator[str]:
    """Yield the table of what failed; nothing if nothing did."""
    failed = [outcome for outcome in outcomes if outcome.failure]
    if failed:
        yield "\n" + NOT_READ[language].format(count=len(failed), total=len(outcomes))
        width = max(len(outcome.name) for outcome in failed)
        yield from (f"  {outcome.name:{width}}  {outcome.failure}" for outcome in failed)


def _ledger(ledger: Ledger, digits: Digits, language: str) -> Iterator[str]:
    yield f"  {ledger.of[language]}: {digits.write(ledger.read)} {ROWS[language]}"
    yield from _table(
        [(USED[language], ledger.used)]
        + [(reason[language], count) for reason, count in ledger.left.most_common()],
        digits,
    )


def _table(rows: Iterable[tuple[str, int]], digits: Digits) -> Iterator[str]:
    for label, count in rows:
        yield f"  {digits.write(count):>10}  {label}"
