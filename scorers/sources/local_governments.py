"""Local governments, from the budget of the latest closed year, named and numbered by rule."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from scorers.country import Country
from scorers.sources import portal
from scorers.sources.codes import local_name, numbers
from scorers.sources.made import Cells
from scorers.sources.places import LocalName, Places
from scorers.sources.proper_names import slug
from scorers.sources.reporting import Report
from scorers.sources.tabular import Row
from scorers.text import Text


OTHER_YEAR = Text("de otro año que el de la lista", "of another year than the list's")


def build(
    country: Country, words: Mapping[str, Any], rows: Mapping[str, Sequence[Row]], report: Report
) -> list[Cells]:
    """Return the rows of institutions of local governments; arguments as for institutions.build."""
    places = Places(country, words, (row["name"] for row in rows["portal-names"]))
    ledger = report.ledger(
        Text("Presupuesto local: gobiernos locales", "Local budget: local governments")
    )
    found: list[tuple[Row, LocalName]] = []
    for row in rows["local-budget"]:
        if row["year"] != words["year"]:
            ledger.leave(OTHER_YEAR)
            continue
        name = places.local(local_name(row))
        if name is None:
            raise row.fault("body", "a local government in one of the declared forms")
        ledger.use()
        found.append((row, name))
    ledger.must_read(len(rows["local-budget"]))
    by_number = {numbers(row)[1]: name for row, name in found}
    matched = portal.match(by_number, rows["portal-units"], rows["portal-names"], places)
    _tell(report, len(found), matched)
    made = [_local_row(row, name, words, places, matched) for row, name in found]
    return _with_ids(made)


def _local_row(
    row: Row, name: LocalName, words: Mapping[str, Any], places: Places, matched: portal.Match
) -> dict[str, str]:
    ids = words["ids"]
    place_code, number = numbers(row)
    province_code, _, province = row["province"].partition(":")
    region = words["regions"].get(province_code) or words["regions"].get(province_code[:2])
    if region is None:
        raise row.fault("province", "a province of a region that sources.toml names")
    place = places.place(place_code, name.place)
    return {
        "name_es": name.form["es"].format(place=place, joint=name.joint),
        "name_en": name.form["en"].format(place=place),
        "kind": name.form["kind"],
        "level": "local",
        "region": region,
        "province": places.province(province_code, province.strip()),
        ids["place"]: place_code,
        ids["unit"]: number,
        ids["portal"]: matched.of(number),
    }


def _with_ids(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Give each row its id: its name, with the province if any other has the same name."""
    shared = Counter(slug(row["name_es"]) for row in rows)
    taken: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        plain = slug(row["name_es"])
        row["institution_id"] = plain if shared[plain] == 1 else slug(plain, row["province"])
        taken[row["institution_id"]].append(row)
    for same in taken.values():
        if len(same) > 1:
            for row in same:
                row["institution_id"] = slug(row["institution_id"], row["region"])
    return rows


def _tell(report: Report, count: int, matched: portal.Match) -> None:
    report.note(Text("Gobiernos locales", "Local governments"), count)
    by_number, by_name = len(matched.by_number), len(matched.by_name)
    report.note(
        Text("… con id del portal por unidad ejecutora", "… with portal id by executing unit"),
        by_number,
    )
    report.note(
        Text("… con id del portal por nombre único", "… with portal id by unique name"), by_name
    )
    report.note(Text("… sin id del portal", "… without portal id"), count - by_number - by_name)
    report.note(
        Text(
            "Filas del portal que repiten una unidad ejecutora",
            "Portal rows that repeat an executing unit",
        ),
        matched.repeated,
    )
    report.lists.append(
        (
            Text(
                "Unidades cuyas filas nombran otra entidad (nuestra / portal)",
                "Units whose rows name another body (ours / portal)",
            ),
            matched.disputed,
        )
    )
