"""Budgets per institution and year: initial, modified and accrued, in the country's currency.

A national holder's amounts are summed over its executing units. A blank amount is unknown: the
source does not say that it is zero, so a sum that lacks a part is not a sum, and is left out.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.sources import reviewed
from scorers.sources.codes import holder_code, numbers
from scorers.sources.made import Cells, Made
from scorers.sources.proper_names import key
from scorers.sources.registry import Registry
from scorers.sources.reporting import Ledger, Report
from scorers.sources.tabular import Row
from scorers.text import Text


YEAR = Text("de un año fuera del período", "of a year outside the period")
UNREVIEWED = Text(
    "de un código cuyo nombre cambió y nadie revisó",
    "of a code whose name changed and nobody reviewed",
)
NOT_OURS = Text("de una entidad que no está en la lista", "of a body that is not in the list")
PARTS = Text("Sumas omitidas: falta una parte", "Sums left out: a part is blank")


def build(
    country: Country, words: Mapping[str, Any], rows: Mapping[str, Sequence[Row]], report: Report
) -> Made:
    """Return the budget rows of the table statistics, a file a year.

    Args:
        country: Whose institutions.
        words: [import.budget] of sources.toml.
        rows: By role: national-budget and local-budget.
        report: Gets the counts.

    Raises:
        SourceChangedError: An amount is no number.
    """
    registry = Registry.of(country, words["joints"])
    sums: defaultdict[tuple[str, str, str], list[int | None]] = defaultdict(list)
    papers: dict[tuple[str, str], Row] = {}
    ledger = report.ledger(Text("Presupuesto nacional", "National budget"))
    for row, institution in _national(country, registry, words, rows["national-budget"], ledger):
        _add(words, row, institution, sums, papers)
    ledger.must_read(len(rows["national-budget"]))
    ledger = report.ledger(Text("Presupuesto local", "Local budget"))
    for row, institution in _local(registry, words, rows["local-budget"], ledger):
        _add(words, row, institution, sums, papers)
    ledger.must_read(len(rows["local-budget"]))
    report.note(PARTS, sum(None in parts for parts in sums.values()))
    report.lists.append(
        (PARTS, sorted(f"{i} {y} {m}" for (m, i, y), parts in sums.items() if None in parts))
    )
    files: defaultdict[str, list[Cells]] = defaultdict(list)
    for (measure, institution, year), parts in sums.items():
        if None not in parts:
            made = _statistic(words, measure, institution, year, parts, papers[institution, year])
            files[words["file"].format(year=year)].append(made)
    return Made("statistics", files)


def _add(
    words: Mapping[str, Any],
    row: Row,
    institution: str,
    sums: defaultdict[tuple[str, str, str], list[int | None]],
    papers: dict[tuple[str, str], Row],
) -> None:
    for measure, column in words["measures"].items():
        sums[measure, institution, row["year"]].append(row.number(column))
    papers[institution, row["year"]] = row


def _in_years(words: Mapping[str, Any], row: Row) -> bool:
    year = row.number("year")
    return year is not None and words["years"]["first"] <= year <= words["years"]["last"]


def _national(
    country: Country,
    registry: Registry,
    words: Mapping[str, Any],
    rows: Sequence[Row],
    ledger: Ledger,
) -> list[tuple[Row, str]]:
    columns = ("code", "name", "institution_id", "decision")
    table = reviewed.rows(country, "budget-codes.csv", columns)
    decided = {(row["code"], key(row["name"])): row for row in table}
    names = defaultdict(set)
    for row in rows:
        names[holder_code(row)].add(key(_name(row)))
    codes = registry.by(words["ids"]["holder"])
    found = []
    for row in rows:
        code = holder_code(row)
        decision = decided.get((code, key(_name(row))))
        institution = decision["institution_id"] if decision else codes.get(code, "")
        if not _in_years(words, row):
            ledger.leave(YEAR)
        elif decision is None and len(names[code]) > 1:
            ledger.leave(UNREVIEWED, f"{code} {_name(row)}")
        elif not institution:
            ledger.leave(NOT_OURS, f"{code} {_name(row)}")
        elif institution not in registry.rows:
            raise SourceError(f'budget-codes.csv: no institution "{institution}"')
        else:
            ledger.use()
            found.append((row, institution))
    return found


def _local(
    registry: Registry, words: Mapping[str, Any], rows: Sequence[Row], ledger: Ledger
) -> list[tuple[Row, str]]:
    ours = registry.by(words["ids"]["unit"])
    found = []
    for row in rows:
        place, number = numbers(row)
        institution = ours.get(number, "")
        if not _in_years(words, row):
            ledger.leave(YEAR)
        elif not institution or registry.rows[institution][words["ids"]["place"]] != place:
            ledger.leave(NOT_OURS, row["body"])
        else:
            ledger.use()
            found.append((row, institution))
    return found


def _name(row: Row) -> str:
    return row["holder"].partition(":")[2].strip()


def _statistic(
    words: Mapping[str, Any],
    measure: str,
    institution: str,
    year: str,
    parts: Sequence[int | None],
    paper: Row,
) -> dict[str, str]:
    return {
        "statistic_id": words["id"].format(measure=measure, institution=institution, year=year),
        "institution_id": institution,
        "measure": measure,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "value": str(sum(part for part in parts if part is not None)),
        "unit": words["unit"],
        "publisher": paper.source.publisher,
        "self_reported": "false",
        "document_id": paper.source.document["id"],
    }
