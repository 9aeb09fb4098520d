"""Alaveteli's requests: real replies of 2010 and 2011, and invented ones of both shapes."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources.reporting import Report
from scorers.sources.systems import SYSTEMS, alaveteli
from scorers.sources.systems.base import Body, Reply, SystemSource


DATA = Path(__file__).parent / "data" / "alaveteli"
SITE = "https://alaveteli.example"
OUTCOMES = {
    "waiting_response": "pending",
    "waiting_clarification": "pending",
    "internal_review": "pending",
    "successful": "released",
    "partially_successful": "partly_released",
    "rejected": "refused",
    "not_held": "not_held",
    "user_withdrawn": "withdrawn",
    "other": "pending",
}
OFFICE = Body("oficina", "Oficina Inventada")


def source(permission="", outcomes=OUTCOMES, **scope) -> SystemSource:
    return SystemSource(
        id="alaveteli-example",
        country_id="fantasia",
        system="alaveteli",
        address=SITE,
        hosts=("alaveteli.example",),
        scope=scope,
        outcomes=outcomes,
        pace_seconds=1,
        permission=permission,
        is_private=False,
        every="month",
        publisher="Invented",
        licence="CC0",
    )


def reply(path: str, body: bytes, status=200) -> Reply:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Reply(SITE + path, SITE + path, status, {}, body, at, f"document:{path[-6:]}")


def stored(name: str, path: str = "/request/a.json") -> Reply:
    return reply(path, (DATA / name).read_bytes())


def changed(**fields) -> Reply:
    request = json.loads((DATA / "request-2025.json").read_bytes()) | fields
    return reply("/request/a.json", json.dumps(request).encode())


def event(number: int, kind: str, day: str, state: str | None) -> dict:
    return {"id": number, "event_type": kind, "created_at": f"{day}T09:00:00-03:00"} | {
        "calculated_state": state,
        "described_state": state,
    }


def parsed(*replies: Reply, declared=None):
    report = Report("alaveteli")
    rows = list(alaveteli.parse(declared or source(), replies, report))
    return rows, report


def left(report) -> dict[str, int]:
    return {reason.en: count for reason, count in report.ledgers[0].left.items()}


def test_it_is_registered_by_its_name():
    assert SYSTEMS["alaveteli"] is alaveteli


def test_a_request_of_2025_gives_its_days_as_the_site_writes_them():
    rows, _ = parsed(stored("request-2025.json"))

    assert [(row.key, row.body) for row in rows] == [("501", OFFICE)]
    assert rows[0].cells == {
        "filed_on": "2025-08-01",
        "answered_on": "2025-09-02",  # refused: not the acknowledgement of 5 August
        "delivered_on": "2025-09-29",  # released after the review
        "outcome": "released",
        "appealed_on": "2025-09-04",
        "cohort": "closed",
        "delivery": "dated",
        "source_url": "https://alaveteli.example/request/501",
    }


def test_a_request_of_2010_has_other_days_and_the_name_of_its_body_in_the_list_of_authorities():
    authorities = stored("authorities.csv", "/body/all-authorities.csv")

    rows, _ = parsed(authorities, stored("request-2010.json"))

    assert rows[0].body == Body("tgq", "The Invented Quango")
    assert rows[0].cells["filed_on"] == "2010-11-30"
    assert rows[0].cells["answered_on"] == "2010-12-20"
    assert rows[0].cells["outcome"] == "not_held"


def test_a_declared_body_tells_its_name_too():
    request = changed(public_body="oficina")

    rows, _ = parsed(stored("body.json", "/body/oficina.json"), request)

    assert rows[0].body == OFFICE


def test_without_a_list_the_body_is_called_by_its_key():
    empty = reply("/body/all-authorities.csv", b"", status=204)

    rows, report = parsed(empty, changed(public_body="oficina"))

    assert rows[0].body == Body("oficina", "oficina")
    assert [(label.en, count) for label, count in report.notes] == [
        ("Lists of authorities not made yet", 1)
    ]


@pytest.mark.parametrize(
    "body",
    [b"<!doctype html>", b"Name,Tags\na,b\n", b"Name,URL name\n\xff\n", b'Name,URL name\n"a'],
)
def test_a_list_of_another_shape_stops_with_its_address(body):
    with pytest.raises(SourceChangedError, match=r"/body/all-authorities\.csv"):
        parsed(reply("/body/all-authorities.csv", body))


def test_an_unclassified_request_is_left_out_whatever_its_state_says():
    rows, report = parsed(changed(awaiting_description=True))

    assert rows == []
    assert left(report) == {"answered, and nobody has said what the answer was": 1}


@pytest.mark.parametrize("state", ["gone_postal", "error_message", "requires_admin", "not_foi"])
def test_a_state_that_tells_of_no_answer_is_left_out(state):
    rows, report = parsed(changed(described_state=state))

    assert rows == []
    assert left(report) == {"in a state that says nothing of an answer": 1}


def test_a_state_of_a_theme_is_other_and_noted():
    rows, report = parsed(changed(described_state="ombudsman_complaint"))

    assert rows[0].cells["outcome"] == "pending"
    assert "answered_on" not in rows[0].cells
    assert report.unknown_states == {"ombudsman_complaint": 1}


def test_a_state_of_a_theme_that_is_declared_an_answer_has_its_day():
    events = [
        event(1, "sent", "2025-08-01", "waiting_response"),
        event(2, "response", "2025-08-03", "transferred"),
    ]
    declared = source(outcomes=OUTCOMES | {"transferred": "transferred"})

    rows, _ = parsed(
        changed(described_state="transferred", info_request_events=events), declared=declared
    )

    assert rows[0].cells["outcome"] == "transferred"
    assert rows[0].cells["answered_on"] == "2025-08-03"


def test_under_review_the_answer_before_it_stands_and_the_appeal_is_pending():
    events = [
        event(1, "sent", "2025-08-01", "waiting_response"),
        event(2, "response", "2025-08-03", "rejected"),
        event(3, "followup_sent", "2025-08-04", "internal_review"),
    ]

    rows, _ = parsed(changed(described_state="internal_review", info_request_events=events))

    assert rows[0].cells["outcome"] == "refused"
    assert rows[0].cells["answered_on"] == "2025-08-03"
    assert rows[0].cells["appealed_on"] == "2025-08-04"
    assert rows[0].cells["appeal_outcome"] == "pending"


def test_a_review_of_silence_has_no_answer():
    events = [
        event(1, "sent", "2025-08-01", "waiting_response"),
        event(3, "followup_sent", "2025-09-04", "internal_review"),
    ]

    rows, _ = parsed(changed(described_state="internal_review", info_request_events=events))

    assert rows[0].cells["outcome"] == "pending"
    assert rows[0].cells["appealed_on"] == "2025-09-04"
    assert "answered_on" not in rows[0].cells


def test_an_answer_that_no_response_tells_is_left_out():
    events = [event(1, "sent", "2025-08-01", "waiting_response")]

    _, report = parsed(changed(info_request_events=events))

    assert left(report) == {"answered, without the day of the answer": 1}


@pytest.mark.parametrize("status", [403, 404])
def test_a_request_that_is_hidden_or_gone_is_left_out(status):
    rows, report = parsed(reply("/request/a.json", b"", status), stored("request-2025.json"))

    assert len(rows) == 1
    assert left(report) == {"hidden, under embargo or gone": 1}
    assert (report.ledgers[0].read, report.ledgers[0].used) == (2, 1)


def test_a_hidden_request_that_is_served_is_left_out():
    _, report = parsed(changed(prominence="requester_only"))

    assert left(report) == {"hidden, under embargo or gone": 1}


def test_a_body_that_is_gone_is_passed_over():
    rows, _ = parsed(reply("/body/x.json", b"", 404), stored("request-2025.json"))

    assert len(rows) == 1


def test_a_site_without_json_stops_with_the_address():
    with pytest.raises(SourceChangedError, match=r"/request/a\.json: 406"):
        parsed(reply("/request/a.json", b"", 406))


@pytest.mark.parametrize("name", ["id", "described_state", "awaiting_description", "public_body"])
def test_a_missing_field_stops_with_address_and_field(name):
    request = json.loads((DATA / "request-2025.json").read_bytes())
    del request[name]

    with pytest.raises(SourceChangedError, match=rf'/request/a\.json: there is no field "{name}"'):
        parsed(reply("/request/a.json", json.dumps(request).encode()))


def test_the_localised_status_is_never_read():
    rows, _ = parsed(changed(display_status={"any": "thing"}))

    assert rows[0].cells["outcome"] == "released"


def test_no_name_title_or_snippet_reaches_a_row():
    rows, _ = parsed(stored("request-2025.json"), stored("feed-1.json", "/feed/search/a.json"))

    for word in ("Jane", "jane_roe", "Pedido", "pedido_inventado", "texto"):
        assert word not in str(rows)


def test_a_search_gives_the_same_row_as_the_request_itself():
    feed = [stored(f"feed-{n}.json", f"/feed/search/a.json?page={n}") for n in (1, 2)]

    rows, report = parsed(*feed)

    assert [row.cells for row in rows] == [
        row.cells for row in parsed(stored("request-2025.json"))[0]
    ]
    # Of the request 502 the search gave only a response.
    assert left(report) == {"read without its first message": 1}


def test_a_request_that_a_search_finds_again_is_one_row():
    feed = stored("feed-2.json", "/feed/search/a.json?page=1")

    rows, report = parsed(stored("request-2025.json"), feed)

    assert len(rows) == 1
    assert left(report)["the same request again"] == 1


class Site:
    """Serves stored bodies by address and remembers what was asked."""

    def __init__(self, bodies):
        self.bodies = bodies
        self.asked = []

    def __call__(self, ask):
        self.asked.append(ask.address)
        status, body = self.bodies[ask.address.removeprefix(SITE)]
        assert status in {200, 204} or status in ask.statuses
        return reply(ask.address.removeprefix(SITE), body, status)


def test_fetch_asks_the_authorities_then_the_declared_bodies_then_the_declared_requests():
    site = Site(
        {
            "/body/all-authorities.csv": (204, b""),
            "/body/oficina.json": (200, (DATA / "body.json").read_bytes()),
            "/request/pedido_inventado.json": (200, (DATA / "request-2025.json").read_bytes()),
            "/request/a%2Fb.json": (404, b""),
        }
    )
    declared = source(bodies=["oficina"], requests=["pedido_inventado", "a/b"])

    replies = list(alaveteli.fetch(declared, site, None))

    assert site.asked == [SITE + path for path in site.bodies]
    assert [one.address for one in replies] == site.asked
    assert len(parsed(*replies)[0]) == 1


def test_a_search_without_a_permission_is_refused_before_anything_is_asked():
    site = Site({})

    with pytest.raises(SourceError, match=r"alaveteli-example.*robots\.txt"):
        list(alaveteli.fetch(source(search=["requested_from:oficina"]), site, None))
    assert site.asked == []


SEARCH = "/feed/search/requested_from%3Aoficina.json?page="


def permitted(**scope) -> SystemSource:
    return source(
        permission="Letter of the invented site, 2026-01-02",
        authorities=False,
        search=["requested_from:oficina"],
        **scope,
    )


def test_a_permitted_search_is_read_until_an_empty_page():
    site = Site(
        {f"{SEARCH}{n}": (200, (DATA / f"feed-{n}.json").read_bytes()) for n in (1, 2)}
        | {f"{SEARCH}3": (200, b"[]")}
    )

    replies = list(alaveteli.fetch(permitted(), site, None))

    assert site.asked == [f"{SITE}{SEARCH}{n}" for n in (1, 2, 3)]
    assert len(replies) == 2


def test_since_ends_a_search_where_its_events_are_older():
    pages = [
        [event(3, "response", "2025-09-01", "successful")],
        [event(2, "response", "2025-07-31", "waiting_response")],
        [event(1, "sent", "2025-07-01", "waiting_response")],
    ]
    site = Site({f"{SEARCH}{n}": (200, json.dumps(one).encode()) for n, one in enumerate(pages, 1)})

    list(alaveteli.fetch(permitted(), site, date(2025, 8, 1)))

    assert site.asked == [f"{SITE}{SEARCH}1", f"{SITE}{SEARCH}2"]


def test_a_search_that_repeats_a_page_stops_instead_of_never_ending():
    page = json.dumps([event(1, "sent", "2025-07-01", "waiting_response")]).encode()
    site = Site({f"{SEARCH}{n}": (200, page) for n in (1, 2)})

    with pytest.raises(SourceChangedError, match="do not end"):
        list(alaveteli.fetch(permitted(), site, None))


def recorded(name: str, path: str) -> Reply:
    if "CONSTA_RECORDINGS" not in os.environ:
        pytest.skip("needs CONSTA_RECORDINGS")
    folder = Path(os.environ["CONSTA_RECORDINGS"]) / "alaveteli"
    return reply(path, (folder / name).read_bytes())


@pytest.mark.recordings
def test_the_recorded_search_of_2011_gives_its_four_requests():
    rows, report = parsed(recorded("wdtk_feed_search_2011.json", "/feed/search/tag%3Aa.json"))

    days = ("filed_on", "appealed_on", "answered_on", "delivered_on")
    # 20 events of 4 requests, all four read by hand.
    assert {row.key: (row.body.name, row.cells["outcome"]) for row in rows} == {
        "55568": ("Greater London Authority", "released"),
        "48731": ("Birmingham City Council", "partly_released"),
        "48721": ("Wandsworth Borough Council", "released"),
        "48851": ("Bedford Borough Council", "released"),
    }
    assert {row.key: tuple(row.cells.get(name) for name in days) for row in rows} == {
        "55568": ("2010-12-22", None, "2011-01-18", "2011-02-09"),
        "48731": ("2010-10-04", "2010-11-05", "2010-11-05", "2010-11-05"),
        "48721": ("2010-10-04", None, "2010-11-25", "2010-11-25"),
        "48851": ("2010-10-06", None, "2010-10-15", "2010-10-15"),
    }
    assert (report.ledgers[0].read, report.ledgers[0].used) == (4, 4)


@pytest.mark.recordings
def test_the_recorded_request_of_2010_waits_for_its_answer():
    rows, _ = parsed(recorded("wdtk_request_2010.json", "/request/a.json"))

    assert [(row.key, row.body.key) for row in rows] == [("48721", "wandsworth_borough_council")]
    assert rows[0].cells == {
        "filed_on": "2010-10-04",
        "outcome": "pending",
        "cohort": "closed",
        "delivery": "dated",
        "source_url": f"{SITE}/request/48721",
    }


@pytest.mark.recordings
def test_the_recorded_list_of_authorities_names_a_body_without_an_internal_id():
    authorities = recorded(
        "all-authorities_alaveteli_spec_fixture.csv", "/body/all-authorities.csv"
    )

    rows, _ = parsed(authorities, changed(public_body="sensible_walks"))

    assert rows[0].body == Body("sensible_walks", "Ministry of Sensible Walks")
