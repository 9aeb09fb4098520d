"""Says what stands beside a scored value: what the other side says, and the law read otherwise."""

from collections.abc import Mapping, Sequence
from typing import Any

from scorers.editions import siding
from scorers.editions.telling import Teller
from scorers.method import Indicator
from scorers.text import Text


Cells = Mapping[str, Any]
OWN = "own"
KINDS = {
    OWN: Text(
        es="La institución dice: {value}. {scored}", en="The institution says: {value}. {scored}"
    ),
    siding.STATISTICS: Text(
        es="Las estadísticas publicadas dicen: {value}. {scored}",
        en="Published statistics say: {value}. {scored}",
    ),
    siding.REQUESTS: Text(
        es="Las solicitudes registradas muestran: {value}. Son muy pocas para calificar.",
        en="Requests on record show: {value}. They are too few to be scored.",
    ),
    siding.OBSERVATIONS: Text(
        es="En la visita se contó: {value}. Son muy pocos para calificar.",
        en="Visitors counted: {value}. They are too few to be scored.",
    ),
    siding.EXTENDED: Text(
        es="Si una prórroga legal contara como plazo: {value}.",
        en="If a lawful extension counted as the term: {value}.",
    ),
    siding.MOST_DAYS: Text(
        es="Si contaran los días de los que no es claro si cuentan: {value}.",
        en="If the days counted of which it is unclear whether they do: {value}.",
    ),
}
SCORED = {
    siding.REQUESTS: Text(
        es="Se califica lo que muestran las solicitudes.", en="What requests show is scored."
    ),
    siding.OBSERVATIONS: Text(
        es="Se califica lo que se contó en la visita.", en="What visitors counted is scored."
    ),
}
COUNTED = Text(es="{count} de {total}", en="{count} of {total}")
MEASURED = Text(es="{value} {unit}", en="{value} {unit}")
SHARE = Text(es="{value} {unit} ({counted})", en="{value} {unit} ({counted})")


def told(teller: Teller, indicator: Indicator, rows: Sequence[Cells]) -> tuple[Text, ...]:
    """Return a sentence for each row of `ScoreBook.beside` of one indicator, in their order."""
    return tuple(_told(teller, indicator, row) for row in rows)


def _told(teller: Teller, indicator: Indicator, row: Cells) -> Text:
    counted = COUNTED.format(
        count=teller.number(row["count"] or 0, 0),
        total=teller.number(row["total"] or 0, 0),
    )
    value = counted
    if row["state"] in siding.SCORED:
        is_share = indicator.estimate in {"rate", "checks"}
        value = (SHARE if is_share else MEASURED).format(
            value=teller.number(row["value"], indicator.places),
            unit=indicator.unit,
            counted=counted,
        )
    is_own = row["kind"] == siding.STATISTICS and row["self_reported"]
    scored = SCORED[siding.tested_by(indicator)]
    return KINDS[OWN if is_own else row["kind"]].format(value=value, scored=scored)
