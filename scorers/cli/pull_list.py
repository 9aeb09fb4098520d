"""What `consta pull` shows without pulling: the sources, and what it would ask first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.sources import pulling
from scorers.sources.declaration import Declaration
from scorers.sources.options import Options
from scorers.sources.systems.base import SystemSource
from scorers.text import Digits, Text


NO_ADDRESS = Text("(lista hecha a mano; use --files)", "(list made by hand; use --files)")
HEADER = Text(
    "fuente|sistema|cada|última lectura|filas|problemas|dirección",
    "source|system|every|last success|rows|problems|address",
)
EVERY = {
    "day": Text("día", "day"),
    "week": Text("semana", "week"),
    "month": Text("mes", "month"),
    "year": Text("año", "year"),
}
LEFT_OUT = Text("{count} dejadas fuera", "{count} left out")
WOULD_ASK = Text("{source}: pediría primero {address}", "{source}: would ask first {address}")
WOULD_LOG_IN = Text(
    "{source}: entraría primero por {address}", "{source}: would log in at {address}"
)
ASKS_NOTHING = Text("{source}: no pediría nada", "{source}: would ask nothing")
FROM = Text("  solo a {hosts}; pausa de {pace} s", "  of {hosts} only; {pace} s apart")


def sources(
    country: Country, declared: Declaration, options: Options, language: str
) -> Iterator[str]:
    """Yield a table of all sources, a line each, under its header."""
    digits = Digits.of(country.locales[language])
    table = [HEADER[language].split("|")]
    for source in declared.sources.values():
        state = options.shelf(country.id, source.id).state()
        address = source.address or NO_ADDRESS[language]
        table.append([source.id, "tabular", "", *_told(state, digits, language), address])
    for system in declared.systems.values():
        state = options.shelf(country.id, system.id).state()
        told = _told(state, digits, language)
        every = EVERY[system.every][language]
        table.append([system.id, system.system, every, *told, system.address])
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _told(state: Mapping[str, Any], digits: Digits, language: str) -> tuple[str, str, str]:
    """Return last success, rows and problems of a source."""
    left = state.get("left_out", 0)
    problems = state.get("failure", "")
    if not problems and left:
        problems = LEFT_OUT[language].format(count=digits.write(left))
    rows = digits.write(state["rows"]) if "rows" in state else ""
    return state.get("succeeded_at", ""), rows, problems


def first_asks(systems: Sequence[SystemSource], since: date | None, language: str) -> Iterator[str]:
    """Yield what each source would ask first, and from where; nothing is asked."""
    for source in systems:
        try:
            ask = pulling.first(source, since)
        except SourceError as error:
            yield f"{source.id}: {error}"
            continue
        if ask is None:
            yield ASKS_NOTHING[language].format(source=source.id)
            continue
        said = WOULD_LOG_IN if ask.is_secret else WOULD_ASK
        address = ask.address.partition("?")[0] if ask.is_secret else ask.address
        yield said[language].format(source=source.id, address=address)
        pace = f"{source.pace_seconds:g}"
        yield FROM[language].format(hosts=", ".join(source.hosts), pace=pace)
