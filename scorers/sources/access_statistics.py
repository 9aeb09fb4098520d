"""Published counts of access requests: how many were answered in time, granted, extended, appealed.

One row of the source is one body and period, a whole year or a part of one; both are kept, each
with its own days, and never added up. A count whose cell or whose total says "not published" gets
no row: unknown is not zero.
"""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.sources.made import Cells, Made
from scorers.sources.registry import Registry
from scorers.sources.reporting import Ledger, Report
from scorers.sources.tabular import Row
from scorers.text import Text


MONTHS = 12
CELLS = Text("Celdas de {measure}", "Cells of {measure}")
UNPUBLISHED = Text("sin publicar la cantidad o su total", "count or its total not published")
TOO_MANY = Text("con una cantidad mayor que su total", "with a count above its total")
DIFFERENT = Text(
    "Años enteros que difieren de la suma de sus partes",
    "Whole years that differ from the sum of their parts",
)
COMPARED = Text("Años enteros comparados con sus partes", "Whole years compared with their parts")
LARGEST = Text(
    "Las mayores diferencias (año entero / suma de sus partes)",
    "The largest differences (whole year / sum of its parts)",
)
SHOWN = 20


def build(
    country: Country, words: Mapping[str, Any], rows: Mapping[str, Sequence[Row]], report: Report
) -> Made:
    """Return the rows of the table statistics, in a file a year.

    Args:
        country: Whose institutions; names/aliases.csv joins the source's names to their ids.
        words: [import.access-statistics] of sources.toml.
        rows: By role: access-statistics.
        report: Gets the counts: of cells, since each row of the source holds one of every measure.

    Raises:
        SourceChangedError: A body or period that sources.toml and aliases.csv do not know.
    """
    registry = Registry.of(country, ())
    year, part = re.compile(words["year"]), re.compile(words["part"])
    ledgers = {
        measure: report.ledger(CELLS.format(measure=measure)) for measure in words["measures"]
    }
    files: dict[str, list[Cells]] = defaultdict(list)
    counts: dict[tuple[str, int, str], dict[str, int]] = defaultdict(dict)
    source_rows = rows["access-statistics"]
    for row in source_rows:
        institution = registry.named(row["body"])
        match = year.fullmatch(row["period"]) or part.fullmatch(row["period"])
        if not institution:
            raise row.fault("body", "a name of names/aliases.csv")
        if match is None:
            raise row.fault("period", f"a period as {words['year']} or {words['part']} writes it")
        number, parts = match.groupdict().get("part") or "", int(words["parts"])
        span = _span(int(match["year"]), int(number or 0), parts)
        period = f"{match['year']}-{words['letter']}{number}" if number else match["year"]
        for measure, (count_column, total_column) in words["measures"].items():
            count, total = (_known(row, column, words) for column in (count_column, total_column))
            if not _fits(ledgers[measure], count, total, f"{institution} {period}"):
                continue
            counts[institution, span[0].year, measure][number] = count or 0
            statistic_id = words["id"].format(
                measure=measure, institution=institution, period=period
            )
            files[words["file"].format(year=match["year"])].append(
                {
                    "statistic_id": statistic_id,
                    "institution_id": institution,
                    "measure": measure,
                    "period_start": span[0].isoformat(),
                    "period_end": span[1].isoformat(),
                    "count": str(count),
                    "total": str(total),
                    "publisher": row.source.publisher,
                    "self_reported": "true",
                    "document_id": row.source.document["id"],
                }
            )
    for ledger in ledgers.values():
        ledger.must_read(len(source_rows))
    if not files:
        raise SourceError("access-statistics: the source has no rows")
    _compare(counts, int(words["parts"]), report)
    return Made("statistics", files)


def _known(row: Row, column: str, words: Mapping[str, Any]) -> int | None:
    return None if row[column] in words["unpublished"] else row.number(column)


def _fits(ledger: Ledger, count: int | None, total: int | None, example: str) -> bool:
    if count is None or total is None:
        ledger.leave(UNPUBLISHED)
        return False
    if count > total:
        ledger.leave(TOO_MANY, f"{example}: {count} > {total}")
        return False
    ledger.use()
    return True


def _span(year: int, number: int, parts: int) -> tuple[date, date]:
    """Return first and last day of a year, or of one of its equal parts, numbered from 1."""
    if not number:
        return date(year, 1, 1), date(year, MONTHS, 31)
    last = number * MONTHS // parts
    first = last - MONTHS // parts + 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _compare(
    counts: Mapping[tuple[str, int, str], Mapping[str, int]], parts: int, report: Report
) -> None:
    """Report the whole years that are not the sum of all their parts."""
    differences: list[tuple[int, str]] = []
    compared = 0
    for (institution, year, measure), by_part in sorted(counts.items()):
        if "" not in by_part or len(by_part) <= parts:
            continue
        compared += 1
        whole, total = by_part[""], sum(count for number, count in by_part.items() if number)
        if whole != total:
            line = f"{institution}, {year}, {measure}: {whole:,} / {total:,}"
            differences.append((abs(whole - total), line))
    report.note(COMPARED, compared)
    report.note(DIFFERENT, len(differences))
    differences.sort(key=lambda each: (-each[0], each[1]))
    report.lists.append((LARGEST, [line for _, line in differences[:SHOWN]]))
