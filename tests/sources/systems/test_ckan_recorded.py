"""Real replies of two CKANs, one of 2.12 and one older, and of a portal's catalogue."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scorers.exceptions import SourceChangedError
from scorers.sources.reporting import Report
from scorers.sources.systems import catalogues, ckan
from scorers.sources.systems.base import Reply, SystemSource, one_by_one


pytestmark = pytest.mark.recordings
SOURCE = SystemSource(
    id="recorded",
    country_id="fantasia",
    system="ckan",
    address="https://data.example.org",
    hosts=("data.example.org",),
    scope={},
    outcomes={},
    pace_seconds=1,
    permission="",
    is_private=False,
    every="day",
    publisher="Recorded",
    licence="CC0",
)
PAGE = "https://data.example.org/api/3/action/datastore_search?resource_id=t"


def reply(body, address=PAGE):
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return Reply(address, address, 200, {}, body, at, "d:1")


def scope(**changes):
    return replace(SOURCE, scope=changes)


def parse(source, *bodies):
    report = Report("recorded")
    return list(one_by_one(ckan.parse(source, [reply(body) for body in bodies], report))), report


@pytest.fixture(name="recordings")
def _recordings():
    """Give the folder of real replies of CKAN."""
    if not os.environ.get("CONSTA_RECORDINGS"):
        pytest.skip("CONSTA_RECORDINGS is not set")
    return Path(os.environ["CONSTA_RECORDINGS"]) / "ckan"


DOJ = scope(
    columns={
        "key": "Tracking Number",
        "body": "Sub-Office",
        "filed_on": "Submitted Date",
        "answered_on": "Closed Date",
        "outcome": "Disposition",
    },
    days=["%m/%d/%Y"],
    fixed={"cohort": "closed", "delivery": "unknown"},
)
DOJ = replace(
    DOJ,
    outcomes={
        "Full grant": "released",
        "Partial grant/partial denial": "partly_released",
        "Full denial based on exemptions": "refused",
        "No records": "not_held",
        "Request withdrawn": "withdrawn",
        "All records referred to another agency": "transferred",
        "other": "refused",
    },
)


def test_pages_recorded_from_ckan_2_12_become_requests(recordings):
    folder = recordings / "local_ckan_2.12.0"
    names = ("limit5", "limit5_offset5", "past_end")
    bodies = [(folder / f"datastore_search_{name}.json").read_bytes() for name in names]

    rows, report = parse(DOJ, *bodies)

    assert len(rows) == 10
    report.ledgers[0].must_read(10)
    assert [
        (rows[at].key, rows[at].body.name, *list(rows[at].cells.values())[2:]) for at in (0, 2, 5)
    ] == [
        (
            "DOJ-2017-005712",
            "Office of Information Policy",
            "2017-07-03",
            "2017-08-01",
            "released",
        ),
        (
            "DOJ-2017-005211",
            "Office of the Attorney General",
            "2017-07-03",
            "2017-08-01",
            "not_held",
        ),
        (
            "DOJ-2017-000657",
            "Office of the Attorney General",
            "2016-11-08",
            "2017-08-01",
            "partly_released",
        ),
    ]


def test_a_recorded_page_with_a_link_onwards_becomes_the_same_requests(recordings):
    folder = recordings / "local_ckan_2.12.0"

    rows, _ = parse(DOJ, (folder / "datastore_search_include_next_page.json").read_bytes())

    assert [found.key for found in rows] == ["DOJ-2017-005712", "DOJ-2017-002724"]


def test_a_recorded_page_of_two_columns_lacks_the_others(recordings):
    body = (recordings / "local_ckan_2.12.0" / "datastore_search_filters.json").read_bytes()

    with pytest.raises(SourceChangedError, match='no column "Sub-Office"'):
        parse(DOJ, body)


def test_a_recorded_dump_that_was_cut_off_gives_its_whole_lines_only(recordings):
    raw = (recordings / "local_ckan_2.12.0" / "datastore_dump_bom.csv.http").read_bytes()
    body = raw.partition(b"\r\n\r\n")[2]
    report = Report("recorded")

    rows = list(
        one_by_one(
            ckan.parse(DOJ, [reply(body, "https://data.example.org/datastore/dump/x")], report)
        )
    )

    assert len(rows) == 117
    assert len(report.lists[0][1]) == 1
    assert report.unknown_states.total() == 11
    by_key = {found.key: found for found in rows}
    assert by_key["DOJ-2017-005712"].cells["outcome"] == "released"
    assert by_key["DOJ-2017-005211"].cells["outcome"] == "not_held"
    assert by_key["DOJ-2017-000657"].cells["answered_on"] == "2017-08-01"


# The tables of demo.ckan.org hold no requests: what is in them is taken for counts.
COUNTED = {"measure": "invented", "period_start": "2020-01-01", "period_end": "2020-12-31"}
DEMO = [
    ("66cac6ef-c56d-41ae-b245-c381f50d15e9", "string", "integer", [("1", "english", "1")]),
    ("6ee1e0f4-23a2-4290-b994-3dfef4ccb5ec", "enum", "minimum", [("1", "passing", "5")]),
    (
        "711069ae-b409-4584-843a-3d6f5a47e129",
        "name",
        "id",
        [("1", "english", "1"), ("2", "中国人", "2")],
    ),
    (
        "e24ccb9d-f0e6-44a6-9b9e-dde50241f424",
        "description",
        "main_id",
        [("1", "note1", "1"), ("2", "note2", "2")],
    ),
    (
        "f7e2f51f-aae9-4eb1-8519-3c86c8750007",
        "time",
        "_id",
        [(str(number), "15:00:00", str(number)) for number in range(1, 5)],
    ),
    (
        "f99f2621-2136-451b-afef-a1eeb2e66f87",
        "description",
        "parent",
        [("1", "english", None), ("2", "中国人", "1")],
    ),
]


@pytest.mark.parametrize(("table_id", "name", "number", "expected"), DEMO)
def test_recorded_tables_of_an_older_ckan_become_statistics(
    recordings, table_id, name, number, expected
):
    source = scope(
        table="statistics",
        columns={"key": "_id", "body": name, "count": number},
        fixed=COUNTED,
    )
    body = recordings / (
        f"demo.ckan.org__datastore_search_resource_id_{table_id}_include_total_False.json"
    )

    rows, _ = parse(source, body.read_bytes())

    assert [(found.key, found.body.name, found.cells.get("count")) for found in rows] == expected


def test_recorded_pages_of_no_rows_give_none_though_they_link_onwards(recordings):
    files = sorted(recordings.glob("demo.ckan.org__datastore_search_limit_0_*.json"))
    files += sorted(recordings.glob("demo.ckan.org__datastore_search_offset_100_*.json"))
    source = scope(table="statistics", columns={"key": "_id", "body": "_id"}, fixed=COUNTED)

    assert len(files) == 20
    for file in files:
        assert "next" in catalogues.result(reply(file.read_bytes()))["_links"]
        assert parse(source, file.read_bytes())[0] == []


def test_a_recorded_data_set_gives_its_resources(recordings):
    file = recordings / "legado.dados.gov.br__package_show_id_bolsa-familia-pagamentos.json"
    shown = reply(file.read_bytes())

    found = catalogues.resources(shown, catalogues.result(shown))

    assert len(found) == 59
    assert (found[0].name, found[0].format, found[0].changed_on) == (
        "Dicionário de Dados",
        "html",
        "2018-11-21",
    )
    assert found[1].address.endswith("/bolsa-familia-pagamentos/202110")
    assert found[-1].id == "582ef6ca-9c4f-46be-a730-52ee8e8c9996"
    assert not any(one.in_datastore for one in found)
    january = scope(resources="Janeiro/201[78]")
    assert len(catalogues.chosen(january, shown, found)) == 2


def test_recorded_data_sets_of_2_12_and_of_demo_have_tables_in_the_datastore(recordings):
    files = [recordings / "local_ckan_2.12.0" / "package_show.json"]
    files += sorted(recordings.glob("demo.ckan.org__package_show_*.json"))
    shown = [reply(file.read_bytes()) for file in files]
    found = [catalogues.resources(one, catalogues.result(one)) for one in shown]

    assert sorted(map(len, found)) == [0] * 5 + [1] * 7 + [2] * 3 + [3]
    assert all(one.in_datastore for some in found for one in some)
    assert found[0][0].name == "DOJ OIP request log 2017"
    assert found[0][0].changed_on == "2026-11-23"
    assert found[0][0].id == "de441ef8-88b9-4c1c-9a79-9dd119322aad"


def test_recorded_searches_give_the_resources_of_their_data_sets(recordings):
    counts = {}
    for file in sorted(recordings.glob("*package_search*.json")):
        shown = reply(file.read_bytes())
        found = catalogues.result(shown)["results"]
        counts[file.stem.partition("_q_")[2]] = (
            len(found),
            sum(len(catalogues.resources(shown, dataset)) for dataset in found),
        )

    assert counts == {
        "2A_3A_2A": (10, 227),
        "2A_3A_2A_rows_2": (2, 85),
        "name_3Abolsa_2A": (10, 158),
        "organization_3Aagencia-espacial-brasileira-aeb": (6, 18),
        "organization_3Aagricultura-extrativismo-e-pescaa": (0, 0),
        "title_3AContratos_7C_7C_title_3AFederal": (10, 27),
        "title_3AContratos_7C_7C_title_3AFederal_start_3": (10, 27),
    }


def test_recorded_failures_stop_with_their_type_and_not_with_localised_words(recordings):
    files = [recordings / "legado.dados.gov.br__package_show_id_no-dataset.json"]
    files += sorted((recordings / "local_ckan_2.12.0").glob("datastore_search_40*.json"))
    files += sorted(recordings.glob("*group_package_show*pescaa.json"))

    assert len(files) == 4
    for file in files:
        with pytest.raises(SourceChangedError, match=r"(Not Found|Validation) Error") as stopped:
            catalogues.result(reply(file.read_bytes()))
        assert "encontrado" not in str(stopped.value)
