"""Says what a red flag rests on: the fact in words, its arithmetic, and the rows of the records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scorers.editions import scope
from scorers.editions.book import ScoreBook
from scorers.editions.evidence import Evidence, Row
from scorers.editions.telling import Teller
from scorers.method.flags import NO_RECORD, ORDER, REGISTER, SILENCE
from scorers.text import Text


Cells = Mapping[str, Any]
FACTS = {
    ORDER: Text(
        es="Tenía hasta el {first} para cumplir lo que le ordenaron en una apelación. Al {last} no "
        "consta que lo cumpliera.",
        en="It had until {first} to obey an order on appeal. By {last} it is not on record that it "
        "did.",
    ),
    SILENCE: Text(
        es="De las {total} solicitudes que se pudieron seguir durante {terms} plazos legales, "
        "{count} tuvieron respuesta en ese tiempo.",
        en="Of the {total} requests that could be followed for {terms} legal terms, {count} were "
        "answered in that time.",
    ),
    REGISTER: Text(
        es="Debe publicar: {item}. No estaba en la visita del {first} ni en la del {last}. De las "
        "{total} visitas que constan del {since} al {until}, ninguna lo halló.",
        en="It must publish this: {item}. It was not there at the visit of {first}, nor at that of "
        "{last}. Of the {total} visits on record from {since} to {until}, none found it.",
    ),
    NO_RECORD: Text(
        es="El {first} respondió que no tiene la información. Quien la pidió apeló esa respuesta, "
        "y el {last} la apelación se resolvió del todo a su favor. Si la información existe, no "
        "consta.",
        en="On {first} it answered that it does not have the information. The requester appealed "
        "that answer, and on {last} the appeal was decided wholly in their favour. Whether the "
        "information exists is not on record.",
    ),
}
SUMS = {
    ORDER: Text(
        es="Del {first} al {last} van {days} días; la alerta empieza después de {limit}.",
        en="From {first} to {last} it is {days} days; the flag begins after {limit}.",
    ),
    SILENCE: Text(
        es="{share} % de {total} son {edge}, y {count} es menos. Hacen falta {least} solicitudes o "
        "más.",
        en="{share} % of {total} is {edge}, and {count} is fewer. It takes {least} requests or "
        "more.",
    ),
    REGISTER: Text(
        es="Del {first} al {last} van {days} días; hacen falta {apart} o más.",
        en="From {first} to {last} it is {days} days; it takes {apart} or more.",
    ),
    NO_RECORD: Text(
        es="Del {first} al {last} van {days} días.", en="From {first} to {last} it is {days} days."
    ),
}


@dataclass(frozen=True, slots=True)
class Raised:
    """One red flag of an institution.

    Attributes:
        id: Of the flag in the method.
        name: What it is called.
        fact: What the rows prove.
        sums: The arithmetic of it.
        values: The same for machines: its row of `ScoreBook.flags`, None for what is missing.
        row_ids: Ids of the rows of the records that it rests on.
        rows: These rows, or the first of them.
    """

    id: str
    name: Text
    fact: Text
    sums: Text
    values: Cells
    row_ids: tuple[str, ...]
    rows: tuple[Row, ...]


def told(
    book: ScoreBook, teller: Teller, evidence: Evidence, row: Cells, most_rows: int | None
) -> Raised:
    """Return one row of `ScoreBook.flags` in words, with at most so many rows of the records."""
    flag = book.method.flags[row["flag"]]
    holes: dict[str, object] = {
        "first": teller.day(row["seen_from"]),
        "last": teller.day(row["seen_to"]),
        "item": teller.looked_at(row["about"]),
        "since": teller.day(scope.seen_since(book.edition, book.method).isoformat()),
        "until": teller.day(book.edition.cut_off.isoformat()),
        "apart": teller.short(book.method.absence_days),
        "limit": teller.short(flag.limits.get("days")),
        "share": teller.short(100 * flag.limits.get("share", 0)),
        **{name: teller.short(row[name]) for name in ("count", "total", "days")},
        **{name: teller.short(flag.limits.get(name)) for name in ("terms", "least")},
    }
    if flag.id == SILENCE:
        holes["edge"] = teller.short(flag.limits["share"] * row["total"])
    return Raised(
        id=flag.id,
        name=flag.name,
        fact=FACTS[flag.id].format(**holes),
        sums=SUMS[flag.id].format(**holes),
        values=row,
        row_ids=row["rows"],
        rows=evidence.rows(teller, row["rows"][:most_rows]),
    )
