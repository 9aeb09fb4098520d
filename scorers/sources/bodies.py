"""National and regional bodies: a reviewed table, checked against the budget and the portal.

Names, ids, English names, short names and portal ids stand in names/bodies.csv. A budget holder or
regional government that the sources name and the table lacks stops the import: add it there.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.sources import reviewed
from scorers.sources.codes import holder_code, unit_code
from scorers.sources.made import Cells
from scorers.sources.places import agree
from scorers.sources.reporting import Report
from scorers.sources.tabular import Row
from scorers.text import Text


COLUMNS = ("institution_id", "name_es", "name_en", "kind", "level", "portal_name")
OTHER_YEAR = Text("de otro año que el de la lista", "of another year than the list's")
OTHER_UNIT = Text("otra unidad ejecutora del mismo pliego", "another unit of the same holder")


def build(
    country: Country, words: Mapping[str, Any], rows: Mapping[str, Sequence[Row]], report: Report
) -> list[Cells]:
    """Return the rows of the reviewed table; arguments as for institutions.build."""
    ids = words["ids"]
    table = reviewed.rows(country, "bodies.csv", (*COLUMNS, ids["portal"], ids["holder"]))
    units = {row["portal_id"]: row for row in rows["portal-units"]}
    names = {row["portal_id"]: row["name"] for row in rows["portal-names"]}
    for body in table:
        portal_id = body[ids["portal"]]
        body[ids["unit"]] = units[portal_id]["unit"] if portal_id in units else ""
        theirs = names.get(portal_id, "")
        if portal_id and not agree(body["portal_name"] or body["name_es"], theirs):
            raise SourceError(
                f'bodies.csv: {body["institution_id"]}: the portal calls {portal_id} "{theirs}"'
            )
    codes = {body[ids["holder"]] for body in table}
    ledger = report.ledger(Text("Presupuesto nacional: pliegos", "National budget: holders"))
    seen: set[str] = set()
    for row in rows["national-budget"]:
        code = holder_code(row)
        if row["year"] != words["year"]:
            ledger.leave(OTHER_YEAR)
        elif code in seen:
            ledger.leave(OTHER_UNIT)
        elif code not in codes:
            raise row.fault("holder", "a budget holder of names/bodies.csv; add it there")
        else:
            seen.add(code)
            ledger.use()
    ledger.must_read(len(rows["national-budget"]))
    regional = {unit_code(row) for row in rows["portal-units"] if row["level"] == words["regional"]}
    missing = sorted(regional - codes)
    if missing:
        raise SourceError(f"bodies.csv lacks the regional governments {missing}")
    report.note(Text("Códigos presupuestales nacionales", "National budget codes"), len(seen))
    report.note(Text("Gobiernos regionales", "Regional governments"), len(regional))
    with_portal = sum(bool(body[ids["portal"]]) for body in table)
    report.note(
        Text("Nacionales y regionales con id del portal", "National and regional with portal id"),
        with_portal,
    )
    return table
