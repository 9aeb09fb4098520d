"""Contracting processes become counts of what was disclosed, by buyer and period.

Releases without the mark `recordings` are invented.
"""

import gzip
import io
import json
import os
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from scorers.exceptions import SourceChangedError, SourceError, SourceUnavailableError
from scorers.sources.reporting import Report
from scorers.sources.systems import SYSTEMS, contracting, json_documents, ocds
from scorers.sources.systems.base import Body, Reply, SystemSource


SOURCE = SystemSource(
    id="invented",
    country_id="fantasia",
    system="ocds",
    address="https://ocds.example.org",
    hosts=("ocds.example.org",),
    scope={"start": "api/v1/records?order=desc", "prompt_days": 10},
    outcomes={},
    pace_seconds=1,
    permission="",
    is_private=False,
    every="month",
    publisher="Invented",
    licence="CC0",
)
FIRST = "https://ocds.example.org/api/v1/records?order=desc"


def reply(body, address=FIRST, document="d:1"):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return Reply(address, address, 200, {}, raw, at, document)


def release(number=1, moment="2024-03-01T10:00:00-05:00", tag=("compiled",), **tender):
    return {
        "ocid": f"ocds-x-{number}",
        "id": f"r-{number}-{moment}",
        "date": moment,
        "tag": list(tag),
        "buyer": {"id": "B-1", "name": "Entidad  inventada"},
        "tender": {
            "datePublished": "2024-02-28T23:30:00-05:00",
            "procurementMethod": "open",
            "value": {"amount": 10.5},
            **tender,
        },
    }


def document(kind, day="2024-03-05T00:00:00Z", url="https://example.org/a.pdf"):
    return {"id": kind, "documentType": kind, "datePublished": day, "url": url}


def parse(*bodies, source=SOURCE):
    replies = [one if isinstance(one, Reply) else reply(one) for one in bodies]
    report = Report("invented")
    return list(ocds.parse(source, replies, report)), report


def counts(*bodies, source=SOURCE):
    return {
        found.cells["measure"].removeprefix("procurement_"): (
            int(found.cells["count"]),
            int(found.cells["total"]),
        )
        for found in parse(*bodies, source=source)[0]
    }


def serving(bodies):
    asked = []

    def ask(one):
        asked.append(one.address)
        return reply(bodies[one.address], one.address)

    return ask, asked


def test_the_system_is_registered_by_its_name():
    assert SYSTEMS["ocds"] is ocds


def test_a_process_becomes_counts_of_its_buyer_and_year():
    rows, report = parse({"releases": [release()]})

    assert [(found.key, found.body) for found in rows[:1]] == [
        ("procurement_open:B-1:2024-01-01", Body("B-1", "Entidad inventada"))
    ]
    assert rows[0].cells == {
        "measure": "procurement_open",
        "period_start": "2024-01-01",
        "period_end": "2024-12-31",
        "count": "1",
        "total": "1",
        "publisher": "Invented",
        "self_reported": "true",
    }
    report.ledgers[0].must_read(1)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("month", "2024-02-01", "2024-02-29"),
        ("quarter", "2024-01-01", "2024-03-31"),
        ("year", "2024-01-01", "2024-12-31"),
    ],
)
def test_the_day_of_the_call_is_that_of_the_publishers_own_clock(period, start, end):
    source = replace(SOURCE, scope={**SOURCE.scope, "period": period})

    rows, _ = parse({"releases": [release()]}, source=source)

    assert {(found.cells["period_start"], found.cells["period_end"]) for found in rows} == {
        (start, end)
    }


def test_an_unknown_period_is_refused():
    with pytest.raises(SourceError, match='period is "decade"'):
        parse({"releases": []}, source=replace(SOURCE, scope={"period": "decade"}))


def test_only_a_stated_method_counts_as_open_or_not():
    bodies = [release(1), release(2, procurementMethod="direct"), release(3, procurementMethod="")]

    assert counts({"releases": bodies})["open"] == (1, 2)


@pytest.mark.parametrize(
    ("tender", "expected"),
    [
        ({"numberOfTenderers": 1}, (1, 1)),
        ({"numberOfTenderers": 4}, (0, 1)),
        ({"tenderers": [{"id": "a"}]}, (1, 1)),
        ({"tenderers": [{"id": "a"}, {"identifier": {"id": "b"}}], "numberOfTenderers": 2}, (0, 1)),
        ({"tenderers": [{"id": "a"}, {"id": "a"}]}, (1, 1)),
        ({"numberOfTenderers": 3, "tenderers": [{"id": "a"}]}, None),
        ({"numberOfTenderers": 0}, None),
        ({}, None),
        ({"numberOfTenderers": 1, "procurementMethod": "direct"}, None),
        ({"numberOfTenderers": 1, "procurementMethod": "limited"}, None),
    ],
)
def test_a_single_bid_is_told_only_of_competitions_whose_number_is_not_in_doubt(tender, expected):
    awarded = {**release(**tender), "awards": [{"id": "1", "status": "active"}]}

    assert counts({"releases": [awarded]}).get("single_bid") == expected


def test_a_call_that_is_still_open_has_no_single_bid_yet():
    assert "single_bid" not in counts({"releases": [release(numberOfTenderers=1)]})
    cancelled = {**release(numberOfTenderers=1), "awards": [{"status": "cancelled"}]}
    assert "single_bid" not in counts({"releases": [cancelled]})


def test_processes_whose_tenderers_disagree_are_counted_as_a_note():
    _, report = parse({"releases": [release(numberOfTenderers=3, tenderers=[{"id": "a"}])]})

    assert report.notes == [(ocds.DOUBTFUL, 1)]


def test_tenderers_may_be_listed_among_the_parties():
    body = {
        **release(),
        "awards": [{"id": "1"}],
        "parties": [{"id": "a", "roles": ["tenderer"]}, {"id": "b", "roles": ["buyer"]}],
    }

    assert counts({"releases": [body]})["single_bid"] == (1, 1)


def test_documents_count_by_their_type_wherever_they_stand():
    body = release(documents=[document("biddingDocuments"), document("awardNotice")])

    assert counts({"releases": [{**body, "awards": [{"id": "1"}]}]}) == {
        "open": (1, 1),
        "call_documents": (1, 1),
        "award_documents": (1, 1),
        "value_stated": (1, 1),
    }


def test_a_document_without_a_type_counts_where_it_stands_and_one_without_address_not_at_all():
    body = release(documents=[document(None)])
    body["awards"] = [{"id": "1", "documents": [document("awardNotice", url="")]}]
    body["contracts"] = [{"id": "1", "documents": [document("physicalProgressReport")]}]

    found = counts({"releases": [body]})

    assert found["call_documents"] == (1, 1)
    assert found["award_documents"] == (0, 1)
    assert found["contract_documents"] == (0, 1)


@pytest.mark.parametrize("amount", [0.0, 0, None, "12"])
def test_a_value_of_zero_is_one_that_was_not_published(amount):
    assert counts({"releases": [release(value={"amount": amount})]})["value_stated"] == (0, 1)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024-03-11", (1, 1)),
        ("2024-03-12", (0, 1)),
        ("2024-03-01", (1, 1)),
        ("2024-02-28", None),
        ("", None),
    ],
)
def test_a_contract_is_prompt_up_to_the_declared_day_and_never_before_it_was_signed(
    published, expected
):
    contract = {
        "dateSigned": "2024-03-01T09:00:00-05:00",
        "documents": [document("contractSigned", published)],
    }
    body = {**release(), "contracts": [contract]}

    assert counts({"releases": [body]}).get("prompt") == expected
    undeclared = replace(SOURCE, scope={})
    assert "prompt" not in counts({"releases": [body]}, source=undeclared)


def test_a_process_without_a_call_counts_in_the_period_of_its_award():
    body = {**release(), "awards": [{"date": "2022-05-05T00:00:00Z"}]}
    body["tender"] = {"procurementMethod": "direct"}

    rows, _ = parse({"releases": [body]})

    assert {found.cells["period_start"] for found in rows} == {"2022-01-01"}
    assert "procurement_call_documents" not in {found.cells["measure"] for found in rows}


def test_processes_without_a_buyer_or_a_day_are_left_out_and_counted():
    nameless, undated = release(1), release(2)
    nameless["buyer"] = {"id": "B-1"}
    undated["tender"] = {}

    rows, report = parse({"releases": [nameless, undated]})

    assert rows == []
    assert report.ledgers[0].left == {ocds.NO_BODY_OR_DAY: 2}


def test_a_buyer_without_an_id_is_told_by_its_name_and_its_rows_by_a_digest():
    body = release()
    body["buyer"] = {"name": "机构"}

    rows, _ = parse({"releases": [body]})

    assert rows[0].body == Body("机构", "机构")
    assert len(rows[0].key.split(":")[1]) == 12


def test_the_latest_compiled_release_of_a_process_counts_and_no_process_twice():
    early = release(moment="2024-03-01T10:00:00-05:00", procurementMethod="open")
    late = release(moment="2024-03-01T15:30:00+00:00", procurementMethod="direct")

    for order in ([early, late], [late, early]):
        records = [{"ocid": one["ocid"], "compiledRelease": one} for one in order]

        assert counts({"records": records})["open"] == (0, 1)


def test_releases_of_one_process_are_merged_across_packages_and_a_repeated_one_adds_nothing():
    tender = release(tag=["tender"], tenderers=[{"name": "A"}])
    award = {
        "ocid": "ocds-x-1",
        "id": "later",
        "date": "2024-04-01T00:00:00Z",
        "tag": ["award"],
        "awards": [{"id": "1", "date": "2024-03-30"}],
        "tender": {"tenderers": [{"name": "A"}]},
    }

    rows, report = parse({"releases": [award, tender]}, {"releases": [tender]})

    assert report.ledgers[0].used == 1
    by_measure = {found.cells["measure"]: found.cells for found in rows}
    assert by_measure["procurement_single_bid"]["count"] == "1"
    assert by_measure["procurement_award_documents"]["count"] == "0"


def test_releases_that_cannot_be_merged_are_left_out_and_counted():
    undated = release(tag=["award"])
    del undated["date"]
    undated["id"] = "other"

    rows, report = parse({"releases": [release(tag=["tender"]), undated]})

    assert rows == []
    assert report.ledgers[0].left == {ocds.UNMERGED: 1}


def test_a_compiled_release_is_preferred_to_the_releases_beside_it():
    record = {
        "ocid": "ocds-x-1",
        "releases": [release(tag=["tender"], procurementMethod="direct")],
        "compiledRelease": release(),
    }

    assert counts({"records": [record]})["open"] == (1, 1)


def test_a_record_of_links_alone_is_left_out_and_counted():
    record = {"ocid": "ocds-x-1", "releases": [{"url": "https://example.org/r", "date": ""}]}

    rows, report = parse({"records": [record]})

    assert rows == []
    assert report.ledgers[0].left == {ocds.LINKED: 1}


@pytest.mark.parametrize("field", ["buyer", "tender", "awards", "contracts", "parties", "tag"])
@pytest.mark.parametrize(
    "value", [None, 7, "x", [], [7], ["x"], [[]], {}, {"id": []}, [{"id": {}}]]
)
def test_a_field_of_another_shape_is_none_and_never_a_defect(field, value):
    whole = {**release(tag=["tender"]), "awards": [{"id": "1"}], "contracts": [{"id": "1"}]}
    other = {**whole, "id": "other", "date": "2024-05-01T00:00:00Z", field: value}

    for bodies in ([other], [whole, other]):
        _, report = parse({"releases": bodies})

        assert report.ledgers[0].read == 1


def test_no_supplier_and_no_person_is_kept():
    body = release(tenderers=[{"id": "a", "name": "Ana Inventada"}])
    body["buyer"]["contactPoint"] = {"name": "Beto Inventado"}

    rows, report = parse({"releases": [body]})

    assert "Inventad" not in repr(rows) + repr(report)
    assert "contactPoint" not in contracting.pruned(body)["buyer"]


PACKAGE = json.dumps({"uri": "x", "releases": [release(1), release(2)]}, indent=1)


@pytest.mark.parametrize(
    "text",
    [
        PACKAGE,
        "\ufeff" + PACKAGE,
        json.dumps(release(1)) + "\n" + json.dumps(release(2)) + "\n",
        json.dumps({"releases": [release(1)]}) + json.dumps({"releases": [release(2)]}),
        json.dumps([release(1), release(2)]),
        json.dumps([{"releases": [release(1)]}, {"releases": [release(2)]}]),
    ],
    ids=["package", "mark", "lines", "concatenated", "list", "list of packages"],
)
def test_documents_packed_in_any_way_give_the_same_counts(text):
    assert counts(text.encode())["open"] == (2, 2)


@pytest.mark.parametrize("piece", [1, 2, 7, 64])
def test_a_file_that_is_read_in_pieces_gives_the_same_elements(monkeypatch, piece):
    monkeypatch.setattr(json_documents, "PIECE", piece)
    body = '{"a": 12345, "releases": [1.5, {"n": "ñ\\u00f1"}, 77], "b": []}  {"c": true} [8]'

    found = list(json_documents.elements(reply(body.encode()), ("releases",)))

    assert found == [
        ("releases", 1.5),
        ("releases", {"n": "ññ"}),
        ("releases", 77),
        ("", {"c": True}),
        ("", 8),
    ]


def test_raw_line_breaks_inside_strings_are_read():
    text = PACKAGE.replace("Entidad  inventada", "Entidad\ninventada")

    assert parse(text.encode())[0][0].body.name == "Entidad inventada"


def test_latin_1_is_read_where_it_is_no_utf_8():
    text = json.dumps({"releases": [release()]}, ensure_ascii=False).replace("Entidad", "Ñuñoa")

    assert parse(text.encode("latin-1"))[0][0].body.name == "Ñuñoa inventada"


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b'{"releases": [{"ocid": "a"',
        b'{"releases": [1 2]}',
        b'{"a" 1}',
        b'{"error": "no"}',
        b'{"releases": [7]}',
        b'{"releases": [{"id": "r"}]}',
        b'{"releases": [{"ocid": null}]}',
        b'{"releases": 7}',
        b'[{"releases": 7, "records": [7]}]',
        b"[7]",
        b"[" * 100_000,
        b"PK\x03\x04 cut off",
        b"\x1f\x8b cut off",
    ],
)
def test_what_is_no_package_stops_with_its_address(body):
    with pytest.raises(SourceChangedError, match=r"ocds\.example\.org"):
        parse(body)


def zipped(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)
    return file.getvalue()


def test_a_month_in_a_zip_or_gzip_gives_the_same_counts():
    assert counts(zipped(a_json=PACKAGE, leeme_txt="no"))["open"] == (2, 2)
    assert counts(gzip.compress(PACKAGE.encode()))["open"] == (2, 2)


def test_a_zip_without_json_stops():
    with pytest.raises(SourceChangedError, match="no JSON file in the ZIP"):
        parse(zipped(leeme_txt="no"))


def test_what_unpacks_to_too_much_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(json_documents, "LARGEST_UNPACKED", 5000)
    bomb = b" " * 10_000 + b"{}"

    for body in (zipped(a_json=bomb), gzip.compress(bomb)):
        with pytest.raises(SourceUnavailableError, match="unpacks to"):
            parse(body)


def test_a_zip_that_understates_its_size_is_cut_off_all_the_same(monkeypatch):
    monkeypatch.setattr(json_documents, "LARGEST_UNPACKED", 5000)
    body = bytearray(zipped(a_json=b" " * 10_000 + b"{}"))
    size = (10_002).to_bytes(4, "little")
    at = body.rindex(size)
    body[at : at + 4] = (100).to_bytes(4, "little")

    with pytest.raises((SourceUnavailableError, SourceChangedError)):
        parse(bytes(body))


def test_a_zip_of_too_many_files_is_refused(monkeypatch):
    monkeypatch.setattr(json_documents, "MOST_MEMBERS", 1)

    with pytest.raises(SourceUnavailableError, match="2 files"):
        parse(zipped(a_json="{}", b_json="{}"))


def linked(following, *numbers):
    return {"records": [{"compiledRelease": release(n)} for n in numbers], "links": following}


def test_pages_are_followed_by_their_links_with_addresses_mended_until_there_is_none():
    source = replace(SOURCE, scope={**SOURCE.scope, "rewrite": {".old.": ".example."}})
    second = "https://ocds.example.org/api/v1/records?after=2"
    third = "https://ocds.example.org/api/v1/records?after=3"
    ask, asked = serving(
        {
            FIRST: linked({"next": "https://ocds.old.org/api/v1/records?after=2"}, 1),
            second: linked({"next": "?after=3", "prev": None}, 1, 2),
            third: linked({"next": None}, 3),
        }
    )

    replies = list(ocds.fetch(source, ask, None))

    assert asked == [FIRST, second, third]
    assert counts(*replies)["open"] == (3, 3)


def test_a_page_without_links_stops_since_what_follows_it_cannot_be_known():
    ask, _ = serving({FIRST: {"records": []}})

    with pytest.raises(SourceChangedError, match='no field "links"'):
        list(ocds.fetch(SOURCE, ask, None))


def test_a_link_back_stops_instead_of_looping():
    second = f"{FIRST}&page=2"
    ask, asked = serving({FIRST: linked({"next": second}), second: linked({"next": FIRST})})

    with pytest.raises(SourceChangedError, match="leads back"):
        list(ocds.fetch(SOURCE, ask, None))
    assert asked == [FIRST, second]


def test_since_is_asked_for_where_the_scope_names_its_parameter():
    source = replace(SOURCE, scope={**SOURCE.scope, "since": "startDate"})
    ask, asked = serving({f"{FIRST}&startDate=2024-02-01": linked({})})

    list(ocds.fetch(source, ask, date(2024, 2, 1)))

    assert asked == [f"{FIRST}&startDate=2024-02-01"]


def files(pages, *addresses):
    return {
        "pagination": {"num_pages": pages},
        "results": [{"files": {"json": address, "csv": ""}} for address in addresses],
    }


LIST = "https://ocds.example.org/api/v1/files?page={}&format=json"
LISTED = replace(
    SOURCE,
    scope={
        "files": "api/v1/files?page=1&format=json",
        "choose": "/json/2024/",
        "rewrite": {".old.": ".example."},
    },
)


def test_the_files_of_a_list_are_read_once_each_in_the_order_of_its_pages():
    old, new = "https://ocds.old.org/file/json/2024/", "https://ocds.example.org/file/json/2024/"
    ask, asked = serving(
        {
            LIST.format(1): files(2, f"{old}2/", "https://ocds.old.org/file/json/2023/1/"),
            LIST.format(2): files(2, f"{old}2/", f"{old}1/"),
            f"{new}2/": b"{}",
            f"{new}1/": b"{}",
        }
    )

    replies = list(ocds.fetch(LISTED, ask, None))

    assert asked == [LIST.format(1), LIST.format(2), f"{new}2/", f"{new}1/"]
    assert [one.address for one in replies] == asked[2:]


def test_a_list_without_a_chosen_file_or_without_its_count_of_pages_stops():
    ask, _ = serving({LIST.format(1): files(1, "https://ocds.old.org/file/json/2023/1/")})
    with pytest.raises(SourceChangedError, match="lists no file like"):
        list(ocds.fetch(LISTED, ask, None))

    ask, _ = serving({LIST.format(1): {"results": []}})
    with pytest.raises(SourceChangedError, match='no field "pagination"'):
        list(ocds.fetch(LISTED, ask, None))


@pytest.mark.parametrize(
    "listing",
    [
        [],
        7,
        {"pagination": 7},
        {"pagination": {"num_pages": "x"}, "results": [{}]},
        {"pagination": {"num_pages": 9}, "results": []},
        {"pagination": {"num_pages": 9}, "results": {"a": 1}},
        {"pagination": {"num_pages": 9}, "results": [7]},
        {"pagination": {"num_pages": 9}, "results": [{"files": {"csv": "x"}}]},
    ],
)
def test_a_list_of_files_of_another_shape_stops_with_its_address(listing):
    ask, asked = serving({LIST.format(1): listing})

    with pytest.raises(SourceChangedError, match=r"api/v1/files\?page=1"):
        list(ocds.fetch(LISTED, ask, None))
    assert len(asked) == 1


@pytest.mark.parametrize("page", [[], 7, {"links": None}, {"links": []}, {"links": "next"}])
def test_a_page_whose_links_are_of_another_shape_stops_with_its_address(page):
    ask, _ = serving({FIRST: page})

    with pytest.raises(SourceChangedError, match='"links" is no object'):
        list(ocds.fetch(SOURCE, ask, None))


def test_known_addresses_are_read_in_their_order():
    source = replace(SOURCE, scope={"addresses": ["b.zip", "https://ocds.example.org/a.zip"]})
    bodies = {f"https://ocds.example.org/{name}.zip": b"" for name in "ab"}
    ask, asked = serving(bodies)

    list(ocds.fetch(source, ask, None))

    assert [address[-5:] for address in asked] == ["b.zip", "a.zip"]


def test_a_scope_that_says_nothing_to_read_is_refused():
    with pytest.raises(SourceError, match="start, files or addresses"):
        list(ocds.fetch(replace(SOURCE, scope={}), lambda _: None, None))


@pytest.fixture(name="recordings")
def _recordings():
    """Give the folder of real packages and of documented examples."""
    if not os.environ.get("CONSTA_RECORDINGS"):
        pytest.skip("CONSTA_RECORDINGS is not set")
    return Path(os.environ["CONSTA_RECORDINGS"]) / "ocds"


MEXICO_CITY = {
    "open": (0, 2),
    "single_bid": (1, 2),
    "call_documents": (2, 2),
    "award_documents": (2, 2),
    "contract_documents": (2, 2),
    "value_stated": (2, 2),
    "prompt": (2, 2),
}


@pytest.mark.recordings
@pytest.mark.parametrize(
    "name",
    [
        "record-package_linked-releases",
        "record-package_package",
        "record-package_split",
        "record-package_versioned",
        "release-package-1-2",
        "release-package_split",
    ],
)
def test_recorded_processes_count_alike_in_whichever_package_they_come(recordings, name):
    body = (recordings / "ocdskit_realdata" / f"{name}.json").read_bytes()

    rows, report = parse(body)

    assert counts(body) == MEXICO_CITY
    assert rows[0].body == Body("GDF9712054NA", "SECRETARÍA DE FINANZAS")
    assert {found.cells["period_start"] for found in rows} == {"2015-01-01"}
    assert report.ledgers[0].used == 2


@pytest.mark.recordings
def test_recorded_compiled_releases_give_what_merging_their_releases_gives(recordings):
    folder = recordings / "ocdskit_realdata"
    for number in "12":
        compiled = (folder / f"compiled-release-{number}.json").read_bytes()
        releases = (folder / f"release-package-{number}.json").read_bytes()

        assert counts(compiled) == counts(releases)


@pytest.mark.recordings
def test_a_recorded_package_in_latin_1_gives_the_rows_of_its_twin_in_utf_8(recordings):
    folder = recordings / "ocdskit_realdata"
    names = ("encoding-iso-8859-1", "encoding-utf-8")
    latin, utf = (
        parse((folder / f"release-package_{name}.json").read_bytes())[0] for name in names
    )

    assert latin == utf
    assert latin[0].body.name == "SECRETARÍA DE FINANZAS"
    assert parse((folder / "compile_encoding_encoding.json").read_bytes())[0] == utf


@pytest.mark.recordings
@pytest.mark.parametrize(
    ("name", "used", "left", "rows"),
    [
        ("record-package-1-2", 2, 0, 10),
        ("record-package-1", 1, 0, 5),
        ("record-package-2", 1, 0, 5),
        ("record-package_1.0", 1, 0, 3),
        ("record-package_1.1", 1, 0, 3),
        ("record-package_package_1.1", 2, 0, 14),
        ("record-package_record-package", 2, 0, 10),
        ("release-package_1.0-1", 1, 0, 3),
        ("release-package_1.0-2", 0, 1, 0),
        ("release-package_1.1-1", 1, 0, 3),
        ("release-package_1.1-2", 0, 1, 0),
        ("release-package_record-package", 2, 0, 10),
        ("versioned-release-1", 0, 1, 0),
        ("versioned-release-2", 0, 1, 0),
    ],
)
def test_every_other_recorded_package_gives_its_rows(recordings, name, used, left, rows):
    found, report = parse((recordings / "ocdskit_realdata" / f"{name}.json").read_bytes())

    assert (len(found), report.ledgers[0].used) == (rows, used)
    assert report.ledgers[0].left.total() == left


@pytest.mark.recordings
def test_three_recorded_rows_as_a_person_reads_them(recordings):
    body = (recordings / "ocdskit_realdata" / "record-package-1-2.json").read_bytes()

    rows, _ = parse(body)

    by_key = {found.key: found for found in rows}
    # A direct award of 2016 by the institute of anthropology, without a document or a value.
    direct = by_key["procurement_open:INAH-195:2016-01-01"]
    assert direct.body.name == "Instituto Nacional de Antropología e Historia"
    assert (direct.cells["count"], direct.cells["total"]) == ("0", "1")
    value = by_key["procurement_value_stated:SEMAR-272:2017-01-01"]
    assert value.body.name == "Secretaría de Marina"
    assert (value.cells["count"], value.cells["total"]) == ("0", "1")
    contract = by_key["procurement_contract_documents:SEMAR-272:2017-01-01"]
    assert (contract.cells["count"], contract.cells["total"]) == ("0", "1")


@pytest.mark.recordings
def test_the_documented_peruvian_release_states_no_value_and_has_tenderers_in_doubt(recordings):
    body = (recordings / "peru_oece_release_documented_example.json").read_bytes()

    rows, report = parse(body)

    assert counts(body) == {"open": (1, 1), "call_documents": (1, 1), "value_stated": (0, 1)}
    assert rows[0].body == Body("PE-CONSUCODE-28", "PODER JUDICIAL")
    assert report.notes == [(ocds.DOUBTFUL, 1)]


@pytest.mark.recordings
def test_real_peruvian_releases_disclose_their_call_award_and_value(recordings):
    folder = recordings / ".." / ".." / "data" / "peru"
    kinds = ("goods_contratada", "services_adjudicada", "works_contratada")
    bodies = [(folder / f"release_{kind}.json").read_bytes() for kind in kinds]

    rows, report = parse(*bodies)

    assert report.ledgers[0].used == 3
    assert {found.body.name for found in rows} == {
        "EJERCITO PERUANO",
        "SERVICIO INDUSTRIAL DE LA MARINA S.A.",
        "MUNICIPALIDAD DISTRITAL DE UCHIZA",
    }
    for body in bodies:
        found = counts(body)
        assert found["call_documents"] == found["award_documents"] == (1, 1)
        assert found["value_stated"] == (1, 1)
    # Only this one states its method; eight tenderers are stated and listed.
    assert counts(bodies[2])["single_bid"] == (0, 1)


@pytest.mark.recordings
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("change_history__tender", {"open": (1, 1), "call_documents": (1, 1)}),
        ("change_history__award", {"award_documents": (1, 1)}),
        ("change_history__contract", {"contract_documents": (1, 1), "prompt": (1, 1)}),
        ("change_history__records__implementation", {"open": (1, 1), "prompt": (1, 1)}),
        ("release_schema_reference__release_package", {"single_bid": (1, 1)}),
        ("unsuccessful_tender__tender", {"open": (1, 1), "call_documents": (0, 1)}),
        ("merging__deletions__array_record", {"award_documents": (0, 1)}),
        ("primer__primer", {}),
    ],
)
def test_the_examples_of_the_standard_give_what_they_show(recordings, name, expected):
    found = counts((recordings / "standard_examples" / f"{name}.json").read_bytes())

    assert expected.items() <= found.items()
    assert bool(expected) == bool(found)
