"""Figures that supervisors published about single institutions, from a list compiled by hand.

Averages and sums over many bodies, figures of no stated year and bodies that are not ours stay
out. Every page that a kept figure stands on becomes a row of the table documents.
"""

import hashlib
import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.sources.made import Made
from scorers.sources.proper_names import slug
from scorers.sources.registry import Registry
from scorers.sources.reporting import Report
from scorers.sources.tabular import Row
from scorers.text import Text


GROUP = Text("promedio o suma de muchas entidades", "average or sum of many bodies")
NO_MEASURE = Text("de una medida que no usamos", "of a measure that we do not use")
UNDATED = Text("sin año", "of no stated year")
NOT_OURS = Text("de una entidad que no está en la lista", "of a body that is not in the list")
REPEATED = Text("segunda cifra del mismo período", "second figure of the same period")
PERIOD = re.compile(r"((?:19|20)\d\d)(?:-(?:[SH]([12])|Q([1-4])))?")
PUBLISHED = re.compile(r"(19|20)\d\d(-\d\d(-\d\d)?)?")
NUMBER = re.compile(r"\d+(\.\d+)?")


def build(
    country: Country, words: Mapping[str, Any], rows: Mapping[str, Sequence[Row]], report: Report
) -> Made:
    """Return rows of the table statistics, and the pages that they rest on as documents.

    Args:
        country: Whose institutions and measures.
        words: [import.published-figures] of sources.toml.
        rows: By role: published-figures.
        report: Gets the counts.

    Raises:
        SourceChangedError: A unit or number is not one that sources.toml knows.
    """
    registry = Registry.of(country, words["joints"])
    for entry in words["measures"].values():
        if entry["measure"] not in country.measures:
            raise SourceError(f'sources.toml: country.toml has no measure "{entry["measure"]}"')
    group = re.compile(words["group"])
    made: dict[str, dict[str, str]] = {}
    pages: dict[str, dict[str, str]] = {}
    ledger = report.ledger(Text("Cifras publicadas", "Published figures"))
    for row in rows["published-figures"]:
        text = words["periods"].get(row["period"], row["period"])
        period = PERIOD.fullmatch(text)
        institution = registry.named(row["body"])
        if group.search(row["body"]):
            ledger.leave(GROUP, row["body"])
        elif row["measure"] not in words["measures"]:
            ledger.leave(NO_MEASURE, row["measure"])
        elif period is None:
            ledger.leave(UNDATED, f"{row['body']}: {row['period']}")
        elif not institution:
            ledger.leave(NOT_OURS, row["body"])
        else:
            page = _page(words, row)
            figure = _figure(words, row, institution, text, period, page["document_id"])
            if figure["statistic_id"] in made:
                ledger.leave(REPEATED, figure["statistic_id"])
            else:
                ledger.use()
                made[figure["statistic_id"]] = figure
                pages[page["document_id"]] = page
    ledger.must_read(len(rows["published-figures"]))
    report.note(Text("Páginas citadas", "Pages cited"), len(pages))
    return Made("statistics", {words["file"]: list(made.values())}, list(pages.values()))


def _figure(
    words: Mapping[str, Any],
    row: Row,
    institution: str,
    text: str,
    period: re.Match[str],
    document_id: str,
) -> dict[str, str]:
    entry = words["measures"][row["measure"]]
    unit = entry["units"].get(row["unit"])
    if unit is None:
        raise row.fault("unit", f"one of {sorted(entry['units'])}")
    if not NUMBER.fullmatch(row["value"]):
        raise row.fault("value", "a number")
    start, end = _days(period)
    of_one = unit == "of-one"
    return {
        "statistic_id": words["id"].format(
            measure=entry["measure"], institution=institution, period=text
        ),
        "institution_id": institution,
        "measure": entry["measure"],
        "period_start": start.isoformat(),
        "period_end": end.isoformat(),
        "count": row["value"] if of_one else "",
        "total": "1" if of_one else "",
        "value": "" if of_one else row["value"],
        "unit": "" if of_one else unit,
        "publisher": _said(words, row["publisher"]),
        "self_reported": "false",
        "document_id": document_id,
    }


def _days(period: re.Match[str]) -> tuple[date, date]:
    """Return the first and the last day of 2024, 2024-S1 (or H1) or 2024-Q1."""
    year = int(period[1])
    months = 6 if period[2] else 3 if period[3] else 12
    last = months * int(period[2] or period[3] or 1)
    return date(year, last - months + 1, 1), date(year, last, monthrange(year, last)[1])


def _page(words: Mapping[str, Any], row: Row) -> dict[str, str]:
    parts = urlsplit(row["page"])
    whole = parts.scheme in {"http", "https"}
    host = parts.hostname or "" if whole else row["page"].split(" ", 1)[0]
    digest = hashlib.sha256(row["page"].encode()).hexdigest()[:8]
    publisher = _said(words, row["publisher"])
    notes = [note for part, note in words["page_notes"].items() if part in row["page"]]
    title = words["title"].format(publisher=publisher, page=host if whole else row["page"])
    return {
        "document_id": words["document_id"].format(page=f"{slug(host)}-{digest}"),
        "title": "; ".join([title, *notes]),
        "publisher": publisher,
        "url": row["page"] if whole else "",
        "published_on": row["published"] if PUBLISHED.fullmatch(row["published"]) else "",
        "licence": "not stated",
    }


def _said(words: Mapping[str, Any], text: str) -> str:
    for theirs, ours in words["phrases"].items():
        text = text.replace(theirs, ours)
    return text
