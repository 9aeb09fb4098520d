"""Control reports per institution and year of publication, and the people presumed responsible.

A report presumes; it does not find guilty. An institution that the list does not name gets no row:
unknown is not zero.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.sources.local_names import LocalNames
from scorers.sources.made import Made
from scorers.sources.places import Places
from scorers.sources.proper_names import slug
from scorers.sources.registry import Registry
from scorers.sources.reporting import Report
from scorers.sources.table_source import Source
from scorers.sources.tabular import Row
from scorers.text import Text


NOT_OURS = Text("de una entidad que no está en la lista", "of a body that is not in the list")
UNCLEAR = Text("de una municipalidad que no queda clara", "of a local government that is unclear")
OUTSIDE = Text("publicado fuera del período que cubre", "published outside the period covered")
REPEATED = Text("el mismo informe otra vez", "the same report again")


def build(
    country: Country, words: Mapping[str, Any], rows: Mapping[str, Sequence[Row]], report: Report
) -> Made:
    """Return the control-report rows of the table statistics.

    Args:
        country: Whose institutions.
        words: [import.control-reports] of sources.toml, and the forms of local names.
        rows: By role: control-reports.
        report: Gets the counts.
    """
    registry = Registry.of(country, words["joints"])
    locals_ = LocalNames(registry, Places(country, words, ()))
    counts: defaultdict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    seen: set[tuple[str, str]] = set()
    ledger = report.ledger(Text("Informes de control", "Control reports"))
    source = None
    for row in rows["control-reports"]:
        source = row.source
        published, persons = row.day("published"), row.number("persons")
        if published is None or persons is None:
            raise row.fault("published" if published is None else "persons", "filled in")
        institution = _institution(registry, locals_, words, row)
        if (row["report"], row["body"]) in seen:
            ledger.leave(REPEATED, row["report"])
        elif not words["covers"]["first"] <= published <= words["covers"]["last"]:
            ledger.leave(OUTSIDE, row["report"])
        elif institution is None:
            unclear = locals_.speaks_of(row["body"])
            ledger.leave(UNCLEAR if unclear else NOT_OURS, row["body"])
        else:
            ledger.use()
            counts[institution, published.year][0] += 1
            counts[institution, published.year][1] += persons
        seen.add((row["report"], row["body"]))
    ledger.must_read(len(rows["control-reports"]))
    report.note(
        Text("Instituciones con informes", "Institutions with reports"),
        len({one for one, _ in counts}),
    )
    if source is None:
        raise SourceError("control-reports: the source has no rows")
    measures = words["measures"]["reports"], words["measures"]["persons"]
    made = [
        _statistic(words, measure, institution, year, count, source)
        for (institution, year), pair in counts.items()
        for measure, count in zip(measures, pair, strict=True)
    ]
    return Made("statistics", {words["file"]: made})


def _institution(
    registry: Registry, locals_: LocalNames, words: Mapping[str, Any], row: Row
) -> str | None:
    named = registry.named(row["body"])
    if named is not None:
        return named or None
    regions = words["regions_of"].get(row["region"], [slug(row["region"])])
    return locals_.find(row["body"], regions)


def _statistic(
    words: Mapping[str, Any],
    measure: str,
    institution: str,
    year: int,
    count: int,
    source: Source,
) -> dict[str, str]:
    start = max(date(year, 1, 1), words["covers"]["first"])
    end = min(date(year, 12, 31), words["covers"]["last"])
    return {
        "statistic_id": words["id"].format(measure=measure, institution=institution, year=year),
        "institution_id": institution,
        "measure": measure,
        "period_start": start.isoformat(),
        "period_end": end.isoformat(),
        "count": str(count),
        "publisher": source.publisher,
        "self_reported": "false",
        "document_id": source.document["id"],
    }
