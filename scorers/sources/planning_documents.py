"""Observations from a list of planning documents: which plan, of which period, at which address.

A title tells which item a document is: patterns of sources.toml are tried in their order, first
those that leave it out. One row stays for an institution, item and period: the most open format,
then one with an address, then the first in the list.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.sources.addresses import Address, ending, mend
from scorers.sources.made import Made
from scorers.sources.periods import Period, Periods
from scorers.sources.registry import Registry
from scorers.sources.reporting import Report
from scorers.sources.tabular import Row
from scorers.text import Text, fold


NOT_OURS = Text("de una entidad que no está en la lista", "of a body that is not in the list")
NO_ITEM = Text("de ningún rubro declarado", "of none of the declared items")
FURTHER = Text(
    "otro documento del mismo rubro y período", "further document of the same item and period"
)
PERIODS = {
    "stated": Text("Período dicho en el título", "Period stated in the title"),
    "none": Text("Período no dicho: queda en blanco", "Period not stated: left blank"),
    "unclear": Text("Período poco claro: queda en blanco", "Period unclear: left blank"),
}
ADDRESSES = {
    "whole": Text("Dirección tal cual", "Address as it stood"),
    "mended": Text("Dirección corregida", "Address mended"),
    "private": Text(
        "Dirección de una red interna: en blanco", "Address of an inner network: blank"
    ),
    "lost": Text("Dirección que no se pudo corregir: en blanco", "Address beyond mending: blank"),
    "blank": Text("Sin dirección", "No address"),
}


def build(
    country: Country, words: Mapping[str, Any], rows: Mapping[str, Sequence[Row]], report: Report
) -> Made:
    """Return the rows of the table observations.

    Args:
        country: Whose institutions and items.
        words: [import.planning-documents] of sources.toml.
        rows: By role: planning-documents.
        report: Gets the counts.
    """
    ours = Registry.of(country, words["joints"]).by(words["ids"]["portal"])
    periods = Periods(words["periods"])
    leave, items = _patterns(words["leave"]), _patterns(words["item"])
    unknown = [entry["item"] for _, entry in items if entry["item"] not in country.items]
    if unknown:
        raise SourceError(f'sources.toml: country.toml has no item "{unknown[0]}"')
    best: dict[tuple[str, str, str], tuple[tuple[int, bool, int], dict[str, str]]] = {}
    kept: dict[tuple[str, str, str], tuple[Period, Address]] = {}
    fitting = Counter[tuple[str, str, str]]()
    ledger = report.ledger(Text("Documentos de planeamiento", "Planning documents"))
    for row in rows["planning-documents"]:
        institution = ours.get(row["portal_id"])
        if institution is None:
            ledger.leave(NOT_OURS, row["name"])
            continue
        title = " ".join(fold(row["title"]).split())
        if entry := _first(leave, title):
            ledger.leave(Text(**entry["reason"]), row["title"])
        elif not (item := _first(items, title)):
            ledger.leave(NO_ITEM, row["title"])
        else:
            period = periods.read(row["title"], parts=item.get("parts", False))
            address = mend(row["link"])
            made = _observation(words, row, institution, item["item"], period, address)
            key = (institution, item["item"], period.text)
            rank = (words["openness"].index(made["format"]), not address.url, row.line)
            fitting[key] += 1
            if key not in best or rank < best[key][0]:
                best[key] = rank, made
                kept[key] = period, address
    for count in fitting.values():
        ledger.use()
        for _ in range(count - 1):
            ledger.leave(FURTHER)
    ledger.must_read(len(rows["planning-documents"]))
    _tell(report, list(kept.values()))
    return Made("observations", {words["file"]: [made for _, made in best.values()]})


def _patterns(
    entries: Sequence[Mapping[str, Any]],
) -> list[tuple[re.Pattern[str], Mapping[str, Any]]]:
    return [(re.compile(entry["pattern"]), entry) for entry in entries]


def _first(
    patterns: Sequence[tuple[re.Pattern[str], Mapping[str, Any]]], title: str
) -> Mapping[str, Any] | None:
    return next((entry for pattern, entry in patterns if pattern.search(title)), None)


def _observation(
    words: Mapping[str, Any],
    row: Row,
    institution: str,
    item: str,
    period: Period,
    address: Address,
) -> dict[str, str]:
    return {
        "observation_id": words["id"].format(
            portal_id=row["portal_id"], item=item, period=period.text or "undated"
        ),
        "institution_id": institution,
        "item": item,
        "period": period.text,
        "looked_on": words["looked_on"].isoformat(),
        "found": words["found"],
        "format": words["formats"].get(ending(address.url), ""),
        "url": address.url,
        "document_id": row.source.document["id"],
    }


def _tell(report: Report, kept: Sequence[tuple[Period, Address]]) -> None:
    periods = Counter(period.state for period, _ in kept)
    addresses = Counter(address.state for _, address in kept)
    for state, label in PERIODS.items():
        report.note(label, periods[state])
    for state, label in ADDRESSES.items():
        report.note(label, addresses[state])
