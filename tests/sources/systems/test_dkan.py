"""Peru's kind of catalogue: list-shaped answers, files in two encodings, a firewall before it.

Rows without the mark `recordings` are invented.
"""

import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from scorers.exceptions import SourceChangedError, SourceError, SourceUnavailableError
from scorers.sources.reporting import Report
from scorers.sources.systems import SYSTEMS, dkan
from scorers.sources.systems.base import Reply, SystemSource, one_by_one


SOURCE = SystemSource(
    id="invented",
    country_id="fantasia",
    system="dkan",
    address="https://datos.example.org",
    hosts=("datos.example.org",),
    scope={
        "dataset": "solicitudes",
        "resources": "2024",
        "columns": {"key": "id", "body": "entidad", "filed_on": "ingreso", "outcome": "estado"},
        "encodings": ["utf-8", "cp1252"],
        "delimiters": [";", ","],
    },
    outcomes={"Atendida": "released", "Denegada": "refused"},
    pace_seconds=1,
    permission="",
    is_private=False,
    every="week",
    publisher="Invented",
    licence="CC0",
)
SHOW = "https://datos.example.org/api/3/action/package_show?id=solicitudes"
SEARCH = "https://datos.example.org/api/action/datastore/search.json"
FILE = "https://datos.example.org/sites/default/files/solicitudes_2024.csv"
RESOURCE = {"id": "u", "name": "Solicitudes 2024", "url": FILE, "last_modified": "Date changed"}
TEXT = "id;entidad;ingreso;estado\n1;Municipalidad de Ñuñoa;2024-01-02;Atendida\n"


def reply(body, address=FILE):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return Reply(address, address, 200, {}, raw, at, "d:1")


def package(*resources):
    return {"success": True, "result": [{"id": "p", "resources": list(resources)}]}


def serving(bodies):
    asked = []

    def ask(one):
        asked.append(one.address)
        return reply(bodies[one.address], one.address)

    return ask, asked


def test_the_system_is_registered_by_its_name():
    assert SYSTEMS["dkan"] is dkan


@pytest.mark.parametrize("shape", [list, lambda result: result[0]])
def test_a_data_set_in_a_list_or_bare_leads_to_its_files(shape):
    shown = package(RESOURCE, {**RESOURCE, "name": "Otro", "url": "/otro.csv"})
    shown["result"] = shape(shown["result"])
    ask, asked = serving({SHOW: shown, FILE: TEXT.encode()})

    replies = list(dkan.fetch(SOURCE, ask, None))

    assert asked == [SHOW, FILE]
    assert [found.key for found in one_by_one(dkan.parse(SOURCE, replies, Report("x")))] == ["1"]


def test_a_list_of_no_or_of_two_data_sets_stops():
    ask, _ = serving({SHOW: {"success": True, "result": []}})

    with pytest.raises(SourceChangedError, match="0 data sets instead of one"):
        list(dkan.fetch(SOURCE, ask, None))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_files_of_both_encodings_and_delimiters_give_the_same_rows(encoding, delimiter):
    body = TEXT.replace(";", delimiter).encode(encoding)

    rows = list(one_by_one(dkan.parse(SOURCE, [reply(body)], Report("x"))))

    assert rows[0].body.name == "Municipalidad de Ñuñoa"
    assert rows[0].cells == {"filed_on": "2024-01-02", "outcome": "released"}


def test_a_file_in_an_encoding_that_is_not_declared_stops():
    source = replace(SOURCE, scope={**SOURCE.scope, "encodings": ["utf-8"]})

    with pytest.raises(SourceChangedError, match=r"2024\.csv: not in the encoding utf-8"):
        list(one_by_one(dkan.parse(source, [reply(TEXT.encode("latin-1"))], Report("x"))))


def test_a_web_page_instead_of_a_file_counts_as_not_answering():
    with pytest.raises(SourceUnavailableError, match="web page"):
        list(
            one_by_one(
                dkan.parse(SOURCE, [reply(b"<!DOCTYPE html><h1>posible ataque")], Report("x"))
            )
        )


def test_what_the_firewall_refuses_is_not_caught():
    def refused(asked):
        raise SourceUnavailableError(f"{asked.address}: answered 418")

    with pytest.raises(SourceUnavailableError, match="418"):
        list(dkan.fetch(SOURCE, refused, None))


def test_a_datastore_is_read_a_hundred_rows_at_a_time_in_the_order_of_its_ids():
    source = replace(SOURCE, scope={**SOURCE.scope, "read": "datastore"})
    asked = []

    def ask(one):
        asked.append(one.address)
        if one.address == SHOW:
            return reply(package(RESOURCE), SHOW)
        query = parse_qs(urlsplit(one.address).query)
        start = int(query["offset"][0])
        records = [
            {"id": str(number), "entidad": "E", "ingreso": "2024-01-02", "estado": "Denegada"}
            for number in range(start, min(start + 100, 250))
        ]
        fields = [{"id": name} for name in ("id", "entidad", "ingreso", "estado")]
        result = {"fields": fields, "records": records, "limit": 100, "total": "250"}
        return reply({"help": "", "success": True, "result": result}, one.address)

    replies = list(dkan.fetch(source, ask, None))

    query = "resource_id=u&limit=100&fields=id%2Centidad%2Cingreso%2Cestado&sort=id&offset="
    assert asked == [SHOW, *[f"{SEARCH}?{query}{offset}" for offset in (0, 100, 200)]]
    assert len(list(one_by_one(dkan.parse(source, replies, Report("x"))))) == 250


CATALOGUE = {
    "dataset": [
        {"identifier": "other", "distribution": []},
        {
            "identifier": "solicitudes",
            "modified": "2024-05-01",
            "distribution": [
                {"title": "Solicitudes 2024", "downloadURL": FILE, "format": "csv"},
                {"title": "Solicitudes 2024, página", "accessURL": "https://example.org/"},
            ],
        },
    ]
}
LISTED = replace(SOURCE, scope={**SOURCE.scope, "catalogue": "data.json"})
LIST = "https://datos.example.org/data.json"


def test_the_catalogue_as_a_file_leads_to_the_same_files():
    ask, asked = serving({LIST: CATALOGUE, FILE: TEXT.encode()})

    assert len(list(dkan.fetch(LISTED, ask, date(2024, 5, 1)))) == 1
    assert asked == [LIST, FILE]


def test_since_leaves_out_a_data_set_that_the_catalogue_says_is_older():
    ask, asked = serving({LIST: CATALOGUE})

    assert list(dkan.fetch(LISTED, ask, date(2024, 5, 2))) == []
    assert asked == [LIST]


def test_a_data_set_that_is_not_in_the_catalogue_stops():
    ask, _ = serving({LIST: {"dataset": []}})

    with pytest.raises(SourceChangedError, match='identifier "solicitudes"'):
        list(dkan.fetch(LISTED, ask, None))


def test_a_scope_without_a_data_set_is_refused():
    source = replace(SOURCE, scope={"columns": {}})

    with pytest.raises(SourceError, match="scope needs dataset"):
        list(dkan.fetch(source, lambda _: None, None))


def test_newest_stops_where_days_are_stated_in_words():
    source = replace(SOURCE, scope={**SOURCE.scope, "newest": "only"})
    ask, _ = serving({SHOW: package(RESOURCE)})

    with pytest.raises(SourceChangedError, match='no day of change for "Solicitudes 2024"'):
        list(dkan.fetch(source, ask, None))


@pytest.mark.recordings
def test_a_recorded_catalogue_gives_the_files_of_its_data_sets():
    if not os.environ.get("CONSTA_RECORDINGS"):
        pytest.skip("CONSTA_RECORDINGS is not set")
    file = Path(os.environ["CONSTA_RECORDINGS"]) / "dkan" / "harvest_tests_data.json"
    shown = reply(file.read_bytes(), "https://datos.example.org/data.json")
    datasets = shown.json()["dataset"]

    found = [one for dataset in datasets for one in dkan.listed(shown, dataset)]

    assert [
        (one.id, one.name, one.format, one.changed_on, one.address.rpartition("/")[2])
        for one in (found[0], found[1])
    ] == [
        (
            "cedcd327-4e5d-43f9-8eb1-c11850fa7c55",
            "Florida Bike Lanes",
            "csv",
            "2019-12-31",
            "Bike_Lane.csv",
        ),
        (
            "fb3525f2-d32a-451e-8869-906ed41f7695",
            "English Indices of Deprivation 2010",
            "zip",
            "2019-12-31",
            "IMD-MAPS.zip",
        ),
    ]
    assert len(found) == len(datasets)
