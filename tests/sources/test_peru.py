"""The import of Peru's real files gives exactly the committed tables.

The files are in data/peru beside the folder that CONSTA_RECORDINGS names.
"""

import csv
import os
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from scorers import country
from scorers.sources import declaration, importing


pytestmark = pytest.mark.recordings
PERU = Path(__file__).parents[2] / "content" / "peru"
RECORDINGS = os.environ.get("CONSTA_RECORDINGS", "")
FILES = Path(RECORDINGS) / ".." / "data" / "peru"
if not RECORDINGS:
    pytest.skip("CONSTA_RECORDINGS is not set", allow_module_level=True)


@pytest.fixture(name="pulled", scope="module")
def _pulled(tmp_path_factory):
    """Give a folder of Peru that held no tables before, and the outcomes of its imports."""
    folder = tmp_path_factory.mktemp("content") / "peru"
    shutil.copytree(PERU / "names", folder / "names")
    for name in ("country.toml", "sources.toml"):
        shutil.copy(PERU / name, folder / name)
    peru = country.read(folder)
    declared = declaration.read(peru)
    outcomes = importing.run(peru, declared, declared.sources, FILES, lambda _: None)
    return folder, {outcome.name: outcome for outcome in outcomes}


def read(folder, name):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(name="institutions", scope="module")
def _institutions(pulled):
    return {row["institution_id"]: row for row in read(pulled[0], "institutions.csv")}


def notes(outcome):
    return {label.en: count for label, count in outcome.report.notes}


def test_every_committed_table_comes_from_the_files_byte_for_byte(pulled):
    folder, outcomes = pulled
    written = sorted(file for outcome in outcomes.values() for file in outcome.written)

    different = [
        file for file in written if (folder / file).read_bytes() != (PERU / file).read_bytes()
    ]

    assert [outcome.failure for outcome in outcomes.values() if outcome.failure] == []
    assert len(written) == 14
    assert different == []
    ours = {row["document_id"]: row for row in read(folder, "records/documents.csv")}
    committed = {row["document_id"]: row for row in read(PERU, "records/documents.csv")}
    assert {one: committed.get(one) for one in ours} == ours


def test_the_numbers_of_institutions_are_those_of_the_files(pulled, institutions):
    counted = notes(pulled[1]["institutions"])

    assert counted["National budget codes"] == 158
    assert counted["Regional governments"] == 26
    assert counted["Local governments"] == 1891
    assert counted["… with portal id by executing unit"] == 1717
    assert counted["Portal rows that repeat an executing unit"] == 109
    assert len(institutions) == 158 + 26 + 1891 + 2


@pytest.mark.parametrize(
    ("institution", "portal"),
    [
        ("poder-judicial", "10051"),
        ("ministerio-del-interior", "132"),
        ("policia-nacional-del-peru", "13185"),
        ("contraloria-general-de-la-republica", "19"),
        ("defensoria-del-pueblo", "23"),
        ("junta-nacional-de-justicia", "10021"),
        ("ministerio-publico", "10044"),
        ("municipalidad-distrital-de-uchiza", "10395"),
        ("municipalidad-distrital-de-cabanaconde", "10546"),
    ],
)
def test_portal_ids_are_those_of_the_bodies_themselves(institutions, institution, portal):
    assert institutions[institution]["pte_id"] == portal


def test_no_two_institutions_share_an_official_id_or_a_short_address(institutions):
    for column in ("pte_id", "budget_code", "sec_ejec", "ubigeo"):
        filled = [row[column] for row in institutions.values() if row[column]]

        assert len(filled) == len(set(filled)), column


@pytest.mark.parametrize(
    ("institution", "name", "region", "province"),
    [
        ("ministerio-de-economia-y-finanzas", "Ministerio de Economía y Finanzas", "", ""),
        ("gobierno-regional-de-ayacucho", "Gobierno Regional de Ayacucho", "ayacucho", ""),
        (
            "municipalidad-metropolitana-de-lima",
            "Municipalidad Metropolitana de Lima",
            "lima-metropolitana",
            "Lima",
        ),
        (
            "municipalidad-distrital-de-santa-rosa-melgar",
            "Municipalidad Distrital de Santa Rosa",
            "puno",
            "Melgar",
        ),
        (
            "municipalidad-provincial-de-paucar-del-sara-sara",
            "Municipalidad Provincial de Páucar del Sara Sara",
            "ayacucho",
            "Páucar del Sara Sara",
        ),
        (
            "municipalidad-distrital-de-quequena",
            "Municipalidad Distrital de Quequeña",
            "arequipa",
            "Arequipa",
        ),
        (
            "municipalidad-provincial-del-callao",
            "Municipalidad Provincial del Callao",
            "callao",
            "Callao",
        ),
        ("municipalidad-distrital-de-tomas", "Municipalidad Distrital de Tomas", "lima", "Yauyos"),
        (
            "municipalidad-provincial-de-canete",
            "Municipalidad Provincial de Cañete",
            "lima",
            "Cañete",
        ),
    ],
)
def test_names_and_places_are_proper(institutions, institution, name, region, province):
    row = institutions[institution]

    assert (row["name_es"], row["region"], row["province"]) == (name, region, province)


def test_districts_of_one_name_all_carry_their_province(institutions):
    named = defaultdict(list)
    for row in institutions.values():
        named[row["name_es"]].append(row["institution_id"])

    shared = [ids for ids in named.values() if len(ids) > 1]

    assert len(shared) > 50
    plain = {name.lower().replace(" ", "-") for name in named}
    assert [one for ids in shared for one in ids if one in plain] == []


def statistics(folder):
    for year in range(2015, 2025):
        yield from read(folder, f"records/statistics/budget-{year}.csv")


def test_budgets_add_up_to_the_sums_of_their_sectors(pulled, institutions):
    sums = defaultdict(int)
    for row in statistics(pulled[0]):
        body = institutions[row["institution_id"]]
        code = body["budget_code"] or institutions.get(body["successor_id"], {}).get("budget_code")
        if code:
            sums[row["measure"], code[:2], row["period_start"][:4]] += int(row["value"])
    columns = {"budget_initial": "PIA", "budget_modified": "PIM", "budget_accrued": "Devengado"}
    for row in read(FILES, "six_institutions_budget_2015-2024.csv"):
        sector, year = row["Sector"][:2], row["Año"]
        if sector == "07" and year < "2018":
            continue  # two bodies of the sector that have ended are not in our list
        for measure, column in columns.items():
            if measure == "budget_initial" and year == "2020" and sector in {"07", "22"}:
                continue  # a unit's initial budget is blank: the sum is left out
            assert sums[measure, sector, year] == int(float(row[column])), (measure, sector, year)


def test_a_sum_with_a_blank_part_is_left_out_and_not_taken_for_zero(pulled):
    years = {
        (row["institution_id"], row["period_start"][:4], row["measure"])
        for row in statistics(pulled[0])
    }

    assert ("ministerio-del-interior", "2020", "budget_initial") not in years
    assert ("ministerio-del-interior", "2020", "budget_modified") in years
    assert notes(pulled[1]["budget"])["Sums left out: a part is blank"] == 12


def test_a_code_whose_name_changed_belongs_to_the_body_of_that_year(pulled):
    held = defaultdict(set)
    for row in statistics(pulled[0]):
        held[row["institution_id"]].add(int(row["period_start"][:4]))

    assert held["consejo-nacional-de-la-magistratura"] == set(range(2015, 2019))
    assert held["junta-nacional-de-justicia"] == set(range(2019, 2025))
    assert held["intendencia-nacional-de-bomberos-del-peru"] == set(range(2018, 2025))
    assert held["ministerio-de-desarrollo-agrario-y-riego"] == set(range(2015, 2025))
    assert held["policia-nacional-del-peru"] == set()
    assert held["ministerio-de-educacion"] == set(range(2016, 2025))


@pytest.mark.parametrize(
    ("institution", "reports", "persons"),
    [
        ("poder-judicial", 11, 42),
        ("ministerio-del-interior", 8, 37),
        ("policia-nacional-del-peru", 8, 38),
        ("contraloria-general-de-la-republica", 8, 28),
        ("ministerio-publico", 4, 11),
        ("defensoria-del-pueblo", 1, 3),
        ("junta-nacional-de-justicia", 1, 4),
    ],
)
def test_control_reports_are_those_counted_by_hand(pulled, institution, reports, persons):
    counts = defaultdict(int)
    for row in read(pulled[0], "records/statistics/control-reports.csv"):
        if row["institution_id"] == institution:
            counts[row["measure"]] += int(row["count"])

    assert counts == {"control_reports": reports, "control_report_persons": persons}


def test_an_institution_without_control_reports_has_no_row_and_no_zero(pulled):
    rows = read(pulled[0], "records/statistics/control-reports.csv")

    assert all(int(row["count"]) > 0 for row in rows if row["measure"] == "control_reports")


def test_published_figures_keep_the_year_and_the_publisher(pulled):
    rows = {
        row["statistic_id"]: row
        for row in read(pulled[0], "records/statistics/published-figures.csv")
    }

    assert rows["peru:pte_compliance:ministerio-del-interior:2013-S1"]["value"] == "82"
    assert rows["peru:inco:policia-nacional-del-peru:2024"]["value"] == "75.7"
    assert rows["peru:lcv_pte:municipalidad-distrital-de-miraflores-lima:2012"]["value"] == "7.71"
    assert rows["peru:access_report_sent:poder-judicial:2017"]["count"] == "0"
    assert {row["self_reported"] for row in rows.values()} == {"false"}


def test_planning_documents_are_joined_by_portal_id_and_never_by_executing_unit(
    pulled, institutions
):
    rows = read(pulled[0], "records/observations/planning-2022-07-01.csv")

    for row in rows:
        portal = row["observation_id"].split(":pte-")[1].split(":")[0]
        assert institutions[row["institution_id"]]["pte_id"] == portal
    uchiza = [r for r in rows if r["institution_id"] == "municipalidad-distrital-de-uchiza"]
    assert len(uchiza) < 20


def test_no_address_leads_into_an_inner_network(pulled):
    rows = read(pulled[0], "records/observations/planning-2022-07-01.csv")

    hosts = [row["url"].split("/")[2] for row in rows if row["url"]]

    assert not [host for host in hosts if host.startswith(("10.", "172.", "192.168.", "localhost"))]


def test_what_was_read_is_what_was_used_and_left_out(pulled):
    for outcome in pulled[1].values():
        for ledger in outcome.report.ledgers:
            assert ledger.read == ledger.used + ledger.left.total()
            assert ledger.read > 0
