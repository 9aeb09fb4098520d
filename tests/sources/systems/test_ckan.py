"""A catalogue's tables become rows; what is asked, in which order, and where it ends.

All rows are invented.
"""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources.reporting import Report
from scorers.sources.systems import SYSTEMS, ckan
from scorers.sources.systems.base import Body, Reply, SystemSource, one_by_one


DATA = Path(__file__).parent / "data"
COLUMNS = {"key": "Id", "body": "Entidad", "filed_on": "Ingreso", "answered_on": "Respuesta"}
SOURCE = SystemSource(
    id="invented",
    country_id="fantasia",
    system="ckan",
    address="https://data.example.org",
    hosts=("data.example.org",),
    scope={"dataset": "solicitudes", "columns": {**COLUMNS, "outcome": "Estado"}},
    outcomes={"Entregada": "released", "Denegada": "refused", "En plazo": "pending"},
    pace_seconds=1,
    permission="",
    is_private=False,
    every="day",
    publisher="Invented",
    licence="CC0",
)
ACTIONS = "https://data.example.org/api/3/action/"
PAGE = f"{ACTIONS}datastore_search?resource_id=t"
FIELDS = ["_id", "Id", "Entidad", "Ingreso", "Respuesta", "Estado"]


def reply(body, address=PAGE):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return Reply(address, address, 200, {}, raw, at, "d:1")


def scope(**changes):
    return replace(SOURCE, scope={**SOURCE.scope, **changes})


def envelope(result):
    return {"help": "", "success": True, "result": result}


def table(rows, total=None, fields=FIELDS):
    records = [dict(zip(fields, row, strict=True)) for row in rows]
    return envelope(
        {
            "fields": [{"id": name, "type": "text"} for name in fields],
            "records": records,
            "total": len(rows) if total is None else total,
        }
    )


def row(number, filed="2024-03-01", answered="2024-03-08", state="Entregada", body="Entidad A"):
    return [number, f"S-{number}", body, filed, answered, state]


def parse(source, *bodies):
    report = Report("invented")
    return list(one_by_one(ckan.parse(source, [reply(body) for body in bodies], report))), report


def package(*resources):
    return envelope({"id": "p", "name": "solicitudes", "resources": list(resources)})


def resource(name, **more):
    return {"id": name, "name": name, "url": f"/files/{name}.csv", "format": "CSV", **more}


class Server:
    """Serves datastore rows by offset, and other bodies by address; keeps what was asked."""

    def __init__(self, rows=(), bodies=(), most=32_000, *, refuses=False):
        self.rows, self.bodies, self.most = list(rows), dict(bodies), most
        self.refuses = refuses
        self.asked = []

    def __call__(self, ask):
        self.asked.append(ask.address)
        assert ask.body is None
        if ask.address in self.bodies:
            return reply(self.bodies[ask.address], ask.address)
        if self.refuses:
            assert 409 in ask.statuses
            return replace(reply(REFUSED, ask.address), status=409)
        query = parse_qs(urlsplit(ask.address).query)
        start = int(query.get("offset", ["0"])[0])
        count = min(int(query["limit"][0]), self.most)
        return reply(table(self.rows[start : start + count], len(self.rows)), ask.address)


def test_the_system_is_registered_by_its_name():
    assert SYSTEMS["ckan"] is ckan


def test_records_become_requests_with_our_columns_only():
    rows, report = parse(SOURCE, table([row(1), row(2, answered=None, state="En plazo")]))

    assert [found.key for found in rows] == ["S-1", "S-2"]
    assert rows[0].body == Body("Entidad A", "Entidad A")
    assert rows[0].cells == {
        "filed_on": "2024-03-01",
        "answered_on": "2024-03-08",
        "outcome": "released",
    }
    assert rows[1].cells == {"filed_on": "2024-03-01", "outcome": "pending"}
    assert (rows[0].table, rows[0].document_id) == ("requests", "d:1")
    report.ledgers[0].must_read(2)


def test_days_in_several_formats_are_read_as_the_same_day():
    source = scope(days=["%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%dT%H:%M:%S"])

    rows, _ = parse(source, table([row(1, "3/4/2024", None), row(2, "2024-04-03T10:00:00", None)]))

    assert [found.cells["filed_on"] for found in rows] == ["2024-04-03", "2024-04-03"]


def test_formats_that_read_one_text_as_two_days_are_refused():
    with pytest.raises(SourceError, match="two different days"):
        parse(scope(days=["%d/%m/%Y", "%m/%d/%Y"]), table([]))


@pytest.mark.parametrize(
    "day", ["2024-02-30", "0024-03-01", "5/5/2024", "Ana Inventada", "2999-01-01", "1709251200"]
)
def test_a_day_that_cannot_be_leaves_the_row_out_and_lists_it_without_repeating_the_cell(day):
    rows, report = parse(SOURCE, table([row(7, answered=day), row(8)]))

    assert [found.key for found in rows] == ["S-8"]
    assert [text for _, text in report.lists] == [[f'{PAGE}, row 7 (S-7), column "Respuesta"']]
    report.ledgers[0].must_read(2)


def test_a_row_that_is_answered_before_it_was_filed_is_left_out():
    rows, report = parse(SOURCE, table([row(1, "2024-03-09", "2024-03-08")]))

    assert rows == []
    assert len(report.lists[0][1]) == 1


def test_a_day_ahead_of_the_reading_is_kept_where_a_day_may_lie_ahead():
    source = scope(columns={**SOURCE.scope["columns"], "extended_to": "Respuesta"})
    source.scope["columns"].pop("answered_on")

    rows, _ = parse(source, table([row(1, answered="2999-01-01")]))

    assert rows[0].cells["extended_to"] == "2999-01-01"


def test_declared_blanks_are_missing_and_an_empty_cell_is_no_key_and_no_body():
    bodies = table([row(1, answered="-"), [2, "", *row(2)[2:]], row(3, body=" ")])

    rows, report = parse(scope(blanks=["-"]), bodies)

    assert [found.key for found in rows] == ["S-1"]
    assert "answered_on" not in rows[0].cells
    assert {reason.en for reason in report.ledgers[0].left} == {
        "without an id",
        "without an institution",
    }


def test_a_request_without_its_day_of_filing_is_left_out():
    rows, report = parse(SOURCE, table([row(1, filed="")]))

    assert rows == []
    assert report.ledgers[0].left.total() == 1


def test_a_state_to_come_is_other_with_a_note_or_stops_with_the_word():
    known = replace(SOURCE, outcomes={**SOURCE.outcomes, "other": "pending"})

    rows, report = parse(known, table([row(1, state="Derivada")]))

    assert rows[0].cells["outcome"] == "pending"
    assert report.unknown_states == {"Derivada": 1}
    with pytest.raises(SourceChangedError, match=r"datastore_search.*Derivada"):
        parse(SOURCE, table([row(1, state="Derivada")]))


def test_the_same_id_on_two_pages_is_one_row():
    rows, report = parse(SOURCE, table([row(1), row(2)], 3), table([row(2), row(3)], 3))

    assert [found.key for found in rows] == ["S-1", "S-2", "S-3"]
    report.ledgers[0].must_read(4)


def test_ids_with_other_marks_are_joined_by_hyphens():
    body = table([[1, "EX-2024- -APN#MJ / Ñ 7", *row(1)[2:]]])

    assert [found.key for found in parse(SOURCE, body)[0]] == ["EX-2024-APN-MJ-N-7"]


def test_a_column_that_went_away_stops_with_address_and_name():
    body = table([row(1)[:4]], fields=FIELDS[:4])

    with pytest.raises(SourceChangedError, match=r'datastore_search.*no column "Respuesta"'):
        parse(SOURCE, body)


@pytest.mark.parametrize("name", ["topic", "submitted_by", "institution_id", "request_id"])
def test_free_text_and_ids_of_ours_can_be_given_no_column(name):
    columns = {**SOURCE.scope["columns"], name: "Entidad"}

    with pytest.raises(SourceError, match=name):
        parse(scope(columns=columns), table([]))


def test_numbers_words_and_addresses_are_read_as_declared():
    fields = ["_id", "n", "cuota", "via", "url"]
    source = scope(
        body={"key": "5", "name": "Ministerio inventado"},
        columns={"key": "n", "fee": "cuota", "channel": "via", "source_url": "url"},
        numbers={"decimal": ",", "group": "."},
        words={"channel": {"Web": "portal"}},
        fixed={"filed_on": "2024-01-02", "cohort": "filed", "delivery": "unknown"},
    )
    source = replace(source, outcomes={"unanswered": "pending"})
    body = table(
        [
            [1, "a", "1.234,50", "Web", "https://example.org/a"],
            [2, "b", 2.5, "Web", ""],
            [3, "c", "1,234.5", "Web", ""],
            [4, "d", "", "", "javascript:alert(1)"],
        ],
        fields=fields,
    )

    rows, report = parse(source, body)

    assert [found.cells.get("fee") for found in rows] == ["1234.50", "2.5"]
    assert rows[0].body == Body("5", "Ministerio inventado")
    assert rows[0].cells == {
        "filed_on": "2024-01-02",
        "cohort": "filed",
        "delivery": "unknown",
        "fee": "1234.50",
        "channel": "portal",
        "source_url": "https://example.org/a",
        "outcome": "pending",
    }
    assert len(report.lists[0][1]) == 2


def test_statistics_have_the_publisher_of_the_source():
    source = scope(
        table="statistics",
        columns={"key": ["Id", "Año"], "body": "Entidad", "count": "n", "period_start": "Año"},
        days=["%Y"],
        fixed={"measure": "requests_received", "self_reported": "true"},
    )

    rows, _ = parse(source, table([[1, "x", "E", 2023, 12]], fields=[*FIELDS[:3], "Año", "n"]))

    assert (rows[0].table, rows[0].key) == ("statistics", "x-2023")
    assert rows[0].cells["publisher"] == "Invented"
    assert rows[0].cells["count"] == "12"
    assert rows[0].cells["period_start"] == "2023-01-01"


@pytest.mark.parametrize(
    "body",
    [
        b'"Bad request - Action name not known: nope"',
        b'{"success": false, "error": {"__type": "Not Found Error", "message": "No encontrado"}}',
        b'{"success": false, "error": "No"}',
        b'{"success": true, "result": {"fields": []}}',
        b'{"success": true, "result": 7}',
        b'{"success": true, "result": {"fields": [7], "records": []}}',
        b'{"success": true, "result": {"fields": [{}], "records": []}}',
        b'{"success": true, "result": {"fields": null, "records": null}}',
        b"<html>",
        b'{"success": true, "res',
    ],
)
def test_what_is_no_answer_of_an_action_stops_with_its_address(body):
    with pytest.raises(SourceChangedError, match=r"data\.example\.org"):
        parse(SOURCE, body)


def test_a_data_set_is_shown_then_its_tables_are_read_by_offset_and_only_in_their_columns():
    server = Server(
        [row(number) for number in range(1, 8)],
        {
            f"{ACTIONS}package_show?id=solicitudes": package(
                resource("t", datastore_active=True),
                resource("notas", datastore_active=True),
                resource("f"),
            ),
            "https://data.example.org/files/f.csv": b"Id,Entidad,Ingreso,Respuesta,Estado\n",
        },
        most=3,
    )

    replies = list(ckan.fetch(scope(resources="^[tf]$"), server, None))

    wanted = (
        "resource_id=t&limit=10000&include_total=true"
        "&fields=_id%2CId%2CEntidad%2CIngreso%2CRespuesta%2CEstado&sort=_id&offset="
    )
    assert server.asked == [
        f"{ACTIONS}package_show?id=solicitudes",
        *[f"{ACTIONS}datastore_search?{wanted}{offset}" for offset in (0, 3, 6)],
        "https://data.example.org/files/f.csv",
    ]
    assert [one.address for one in replies] == server.asked[1:]
    rows = list(one_by_one(ckan.parse(SOURCE, replies, Report("invented"))))
    assert [found.key for found in rows] == [f"S-{number}" for number in range(1, 8)]


def test_whole_rows_are_asked_for_where_a_name_holds_a_comma_since_ckan_parts_names_by_commas():
    fields = [*FIELDS[:3], "Ingreso, día", *FIELDS[4:]]
    page = (
        f"{ACTIONS}datastore_search?resource_id=t&limit=10000&include_total=true&sort=_id&offset=0"
    )
    server = Server(bodies={page: table([row(1)], fields=fields)})
    columns = {**SOURCE.scope["columns"], "filed_on": "Ingreso, día"}

    list(ckan.fetch(scope(resource="t", columns=columns), server, None))

    assert server.asked == [page]


@pytest.mark.parametrize("total", [None, -1, "x", True, [], 1.5])
def test_a_count_that_is_none_stops(total):
    server = Server()
    address = asked(server)[-1]
    server.bodies[address] = table([row(1)])
    server.bodies[address]["result"]["total"] = total

    with pytest.raises(SourceChangedError, match="total is"):
        list(ckan.fetch(scope(resource="t"), server, None))


@pytest.mark.parametrize("resources", [None, 7, [7], [{}], {"a": 1}])
def test_resources_that_are_none_stop(resources):
    shown = envelope({"id": "p", "resources": resources})
    server = Server(bodies={f"{ACTIONS}package_show?id=solicitudes": shown})

    with pytest.raises(SourceChangedError, match="package_show"):
        list(ckan.fetch(SOURCE, server, None))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"days": "%d/%m/%Y"}, "days needs a list"),
        ({"blanks": "-"}, "blanks needs a list"),
        ({"table": "documents"}, 'table is "documents"'),
        ({"columns": {"body": "Entidad"}}, 'columns needs "key"'),
        ({"body": {"key": "1", "name": "x"}}, "needs either"),
        ({"columns": {"key": "Id", "body": "Entidad", "channel": "via"}}, 'the words of "channel"'),
        ({"fixed": {"topic": "x"}}, '"topic" is no column'),
    ],
)
def test_a_scope_that_cannot_be_is_refused_by_name(changes, message):
    with pytest.raises(SourceError, match=message):
        parse(scope(**changes), table([]))


def test_a_scope_without_a_place_to_read_is_refused():
    with pytest.raises(SourceError, match="dataset, resource or search"):
        list(ckan.fetch(replace(SOURCE, scope={}), lambda _: None, None))


def test_a_word_that_is_not_declared_stops_with_its_column():
    source = scope(columns={**COLUMNS, "channel": "Estado"}, words={"channel": {"Web": "portal"}})

    with pytest.raises(SourceChangedError, match='column "Estado": unknown "Entregada"'):
        parse(source, table([row(1)]))


def test_observations_have_their_periods_addresses_and_words():
    source = scope(
        table="observations",
        columns={
            "key": "Id",
            "body": "Entidad",
            "looked_on": "Ingreso",
            "period": "Respuesta",
            "found": "Estado",
        },
        words={"found": {"Entregada": "complete"}},
        fixed={"item": "contracts"},
    )

    rows, report = parse(source, table([row(1, answered="2024-Q1"), row(2, answered="Q1 2024")]))

    assert [found.cells for found in rows] == [
        {
            "item": "contracts",
            "looked_on": "2024-03-01",
            "period": "2024-Q1",
            "found": "complete",
        }
    ]
    assert len(report.lists[0][1]) == 1


REFUSED = {"success": False, "error": {"__type": "Validation Error", "fields": ['no "Id"']}}


def test_a_table_that_lacks_a_column_stops_with_the_columns_that_it_has():
    server = Server(refuses=True)
    server.bodies[f"{ACTIONS}datastore_search?resource_id=t&limit=0"] = table([], fields=["_id"])

    with pytest.raises(SourceChangedError, match='no column "Id"; it has: _id'):
        list(ckan.fetch(scope(resource="t"), server, None))

    assert [address.partition("&")[2][:8] for address in server.asked] == ["limit=10", "limit=0"]


def test_a_table_that_is_refused_for_another_reason_stops_with_the_kind_of_error():
    server = Server(refuses=True)
    server.bodies[f"{ACTIONS}datastore_search?resource_id=t&limit=0"] = table([])

    with pytest.raises(SourceChangedError, match="the action failed: "):
        list(ckan.fetch(scope(resource="t"), server, None))


def test_a_page_that_comes_again_stops_instead_of_looping():
    server = Server([row(number) for number in range(9)], most=3)
    server.rows = Same(server.rows)

    with pytest.raises(SourceChangedError, match="the page before it again"):
        list(ckan.fetch(scope(resource="t"), server, None))


class Same(list):
    """Rows of which every page is the first one."""

    def __getitem__(self, at):
        return super().__getitem__(slice(0, at.stop - at.start))


def test_pages_that_end_before_the_count_stop():
    server = Server([row(number) for number in range(9)], most=3)
    first = next(address for address in asked(server) if "offset=3" in address)
    server.bodies[first] = table([], 9)

    with pytest.raises(SourceChangedError, match="ends at 3 of 9 rows"):
        list(ckan.fetch(scope(resource="t"), server, None))


def asked(server):
    list(ckan.fetch(scope(resource="t"), server, None))
    addresses, server.asked = server.asked, []
    return addresses


class Shrinking(Server):
    """Loses its first row while the second page is read, as often as told."""

    losses = 1

    def __call__(self, ask):
        if "offset=3" in ask.address and self.losses:
            self.losses -= 1
            self.rows.pop(0)
        return super().__call__(ask)


def test_a_table_that_shrinks_while_it_is_read_is_read_again_and_loses_no_row():
    server = Shrinking([row(number) for number in range(1, 8)], most=3)

    replies = list(ckan.fetch(scope(resource="t"), server, None))

    rows = list(one_by_one(ckan.parse(SOURCE, replies, Report("invented"))))
    assert sorted(found.key for found in rows) == [f"S-{number}" for number in range(1, 8)]


def test_a_table_that_never_stops_shrinking_stops_the_source():
    server = Shrinking([row(number) for number in range(20)], most=3)
    server.losses = 20

    with pytest.raises(SourceChangedError, match="rows vanished"):
        list(ckan.fetch(scope(resource="t"), server, None))


def test_a_search_is_paged_in_a_stable_order_until_its_count():
    query = "fq=tags%3Asolicitudes&sort=name+asc&rows=1000&start="
    names = ["a", "b", "c"]
    found = [{"id": name, "resources": [resource(name)]} for name in names]
    server = Server(
        bodies={
            f"{ACTIONS}package_search?{query}0": envelope({"count": 3, "results": found[:2]}),
            f"{ACTIONS}package_search?{query}2": envelope({"count": 3, "results": found[1:2]}),
            **{f"https://data.example.org/files/{name}.csv": b"Id\n" for name in names},
        }
    )
    source = replace(SOURCE, scope={"search": "tags:solicitudes", "columns": COLUMNS})

    list(ckan.fetch(source, server, None))

    assert [address.rpartition("/")[2] for address in server.asked] == [
        f"package_search?{query}0",
        "a.csv",
        "b.csv",
        f"package_search?{query}2",
    ]


def test_a_search_that_ends_before_its_count_stops():
    address = f"{ACTIONS}package_search?fq=x&sort=name+asc&rows=1000&start=0"
    server = Server(bodies={address: envelope({"count": 3, "results": []})})
    source = replace(SOURCE, scope={"search": "x", "columns": COLUMNS})

    with pytest.raises(SourceChangedError, match="0 of 3 data sets"):
        list(ckan.fetch(source, server, None))


def test_since_leaves_out_files_that_are_known_not_to_have_changed():
    shown = package(
        resource("old", last_modified="2024-01-01T00:00:00"),
        resource("new", last_modified="2024-03-01T00:00:00"),
        resource("undated"),
    )
    files = {f"https://data.example.org/files/{name}.csv": b"" for name in ("new", "undated")}
    server = Server(bodies={f"{ACTIONS}package_show?id=solicitudes": shown, **files})

    replies = list(ckan.fetch(SOURCE, server, date(2024, 2, 1)))

    assert [one.address for one in replies] == list(files)


def test_since_reads_a_table_from_its_latest_change_back_where_a_column_says_so():
    rows = [[*row(number), f"2024-03-{10 - number:02}"] for number in range(1, 10)]
    server = Server(most=2)
    fields = [*FIELDS, "cambio"]

    def ask(asked):
        server.asked.append(asked.address)
        query = parse_qs(urlsplit(asked.address).query)
        start, count = int(query.get("offset", ["0"])[0]), min(int(query["limit"][0]), 2)
        return reply(table(rows[start : start + count], 9, fields), asked.address)

    source = scope(resource="t", changed="cambio")

    replies = list(ckan.fetch(source, ask, date(2024, 3, 7)))

    assert len(replies) == 2
    assert parse_qs(urlsplit(replies[0].address).query)["sort"] == ['"cambio" desc, _id']


class Latest(Server):
    """Serves rows in the order given, each with its day of change; those without one come first."""

    def __call__(self, ask):
        self.asked.append(ask.address)
        query = parse_qs(urlsplit(ask.address).query)
        start, count = int(query.get("offset", ["0"])[0]), int(query["limit"][0])
        found = self.rows[start : start + count]
        return reply(table(found, len(self.rows), [*FIELDS, "cambio"]), ask.address)

    @property
    def pages(self):
        queries = [parse_qs(urlsplit(address).query) for address in self.asked]
        return [(int(query["limit"][0]), int(query["offset"][0])) for query in queries]


@pytest.mark.parametrize(
    ("changed", "pages"),
    [
        (0, [(100, 0)]),
        (99, [(100, 0)]),
        (100, [(100, 0), (100, 100)]),
        (500, [(100, 0), (100, 100), (200, 200), (400, 400)]),
    ],
)
def test_since_asks_for_little_more_than_has_changed(changed, pages):
    days = ["2024-03-09"] * changed + ["2024-03-01"] * (20_000 - changed)
    server = Latest([[*row(number), day] for number, day in enumerate(days, 1)])

    list(ckan.fetch(scope(resource="t", changed="cambio"), server, date(2024, 3, 7)))

    assert server.pages == pages


def test_since_reads_rows_without_a_day_of_change_since_they_may_have_changed():
    days = [None] * 150 + ["2024-03-09"] * 20 + ["2024-03-01"] * 2_000
    server = Latest([[*row(number), day] for number, day in enumerate(days, 1)])

    replies = list(ckan.fetch(scope(resource="t", changed="cambio"), server, date(2024, 3, 7)))

    assert server.pages == [(100, 0), (100, 100)]
    assert sum(one.body.count(b"2024-03-09") for one in replies) == 20


def test_of_several_resources_the_newest_alone_or_first_is_read():
    shown = package(
        resource("2023", created="2023-05-01"),
        resource("2024", created="2024-05-01"),
    )
    files = {f"https://data.example.org/files/{name}.csv": b"" for name in ("2023", "2024")}
    bodies = {f"{ACTIONS}package_show?id=solicitudes": shown, **files}

    only = list(ckan.fetch(scope(newest="only"), Server(bodies=bodies), None))
    first = list(ckan.fetch(scope(newest="first"), Server(bodies=bodies), None))

    assert [one.address[-8:] for one in only] == ["2024.csv"]
    assert [one.address[-8:] for one in first] == ["2024.csv", "2023.csv"]


def test_a_name_that_no_resource_has_stops_with_the_names_that_are_there():
    server = Server(bodies={f"{ACTIONS}package_show?id=solicitudes": package(resource("x"))})

    with pytest.raises(SourceChangedError, match=r'like "\^y"; there are: x'):
        list(ckan.fetch(scope(resources="^y"), server, None))


def test_resources_can_be_chosen_by_the_names_of_their_files():
    shown = package(resource("a", url="https://data.example.org/x/log-20240131.csv"), resource("b"))
    server = Server(
        bodies={
            f"{ACTIONS}package_show?id=solicitudes": shown,
            "https://data.example.org/x/log-20240131.csv": b"",
        }
    )

    replies = list(ckan.fetch(scope(files=r"^log-[0-9]{8}\.csv$"), server, None))

    assert [one.address[-16:] for one in replies] == ["log-20240131.csv"]
    with pytest.raises(
        SourceChangedError,
        match=r'resource has a file like "\^y"; there are: a \(log-20240131\.csv\), b \(b\.csv\)',
    ):
        list(ckan.fetch(scope(files="^y"), server, None))


def test_a_line_with_cells_too_many_or_too_few_is_left_out_since_they_have_moved_or_are_cut():
    text = "Id,Entidad,Ingreso,Respuesta,Estado\na,E,2024-01-02,,Denegada\nb,E,x,2024-01-02,,y\nc,E"
    report = Report("invented")

    rows = list(
        one_by_one(ckan.parse(SOURCE, [reply(text.encode(), "https://x.example/a.csv")], report))
    )

    assert [found.key for found in rows] == ["a"]
    assert report.lists[0][1] == [
        "https://x.example/a.csv, line 3",
        "https://x.example/a.csv, line 4",
    ]


def test_the_argentine_columns_give_requests_without_signer_gender_or_free_text():
    source = scope(
        columns={
            "key": "identificacion_expediente",
            "body": "area_responsable_respuesta",
            "filed_on": "fecha_ingreso",
            "extended_to": "fecha_segundo_vencimiento",
            "answered_on": "fecha_respuesta",
        },
        when={"extended_to": {"column": "respuesta_prorrogada", "words": ["SI"]}},
        days=["%Y-%m-%d", "%d/%m/%Y"],
        blanks=["N/A"],
        fixed={"cohort": "filed", "delivery": "unknown"},
    )
    # The table has no state: that there was an answer does not tell which, so none is written.
    source = replace(source, outcomes={"answered": "", "unanswered": "pending"})
    body = (DATA / "solicitudes-justicia-invented.csv").read_bytes()
    report = Report("invented")

    rows = list(one_by_one(ckan.parse(source, [reply(body, "https://x.example/s.csv")], report)))

    assert [(found.key, dict(found.cells)) for found in rows] == [
        (
            "EX-2024-00000001-APN-INVENTADA-MJ",
            {
                "cohort": "filed",
                "delivery": "unknown",
                "filed_on": "2024-02-01",
                "answered_on": "2024-02-20",
            },
        ),
        (
            "EX-2024-00000002-APN-INVENTADA-MJ",
            {
                "cohort": "filed",
                "delivery": "unknown",
                "filed_on": "2024-02-05",
                "extended_to": "2024-03-20",
                "answered_on": "2024-03-15",
            },
        ),
        (
            "EX-2024-00000003-APN-INVENTADA-MJ",
            {
                "cohort": "filed",
                "delivery": "unknown",
                "filed_on": "2024-03-01",
                "outcome": "pending",
            },
        ),
    ]
    assert [found.body.name for found in rows] == [f"Unidad inventada {unit}" for unit in "ABA"]
    assert report.lists[0][1] == [
        f'https://x.example/s.csv, line {line} (EX-2024-{number}-APN-INVENTADA-MJ), column "{name}"'
        for line, number, name in (
            (5, "00000004", "fecha_respuesta"),
            (6, "00000005", "fecha_ingreso"),
        )
    ]
    said = repr(rows) + repr(report)
    for private in ("Persona", "directora", "Texto", "Síntesis", "Nota"):
        assert private not in said
