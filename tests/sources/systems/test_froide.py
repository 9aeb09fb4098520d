"""Froide's requests: real lists of 2021, and invented replies of the versions 5 and 6."""

import json
import os
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources.reporting import Report
from scorers.sources.systems import SYSTEMS, froide, windows
from scorers.sources.systems.base import Body, Reply, SystemSource


DATA = Path(__file__).parent / "data" / "froide"
OUTCOMES = {
    "awaiting_response": "pending",
    "asleep": "pending",
    "successful": "released",
    "partially_successful": "partly_released",
    "not_held": "not_held",
    "refused": "refused",
    "user_withdrew": "withdrawn",
    "user_withdrew_costs": "withdrawn",
    "other": "pending",
}
LIST = "https://froide.example/api/v1/request/?"
MESSAGES = "https://froide.example/api/v1/message/?"


def source(outcomes=OUTCOMES, **scope) -> SystemSource:
    return SystemSource(
        id="froide-example",
        country_id="fantasia",
        system="froide",
        address="https://froide.example",
        hosts=("froide.example",),
        scope={"from": date(2024, 3, 1)} | scope,
        outcomes=outcomes,
        pace_seconds=1,
        permission="",
        is_private=False,
        every="week",
        publisher="Invented",
        licence="CC0",
    )


def reply(address: str, body: bytes) -> Reply:
    at = datetime(2024, 6, 30, 22, tzinfo=UTC)
    return Reply(address, address, 200, {}, body, at, f"document:{address[-3:]}")


def page(total: int, *objects: dict, address: str = LIST) -> Reply:
    whole = {"meta": {"total_count": total, "next": None}, "objects": objects}
    return reply(address, json.dumps(whole).encode())


def stored(name: str, address: str) -> Reply:
    return reply(address, (DATA / name).read_bytes())


def request(key: int, filed: str, **fields) -> dict:
    return {
        "id": key,
        "status": "awaiting_response",
        "resolution": "",
        "created_at": f"{filed}T12:00:00+01:00",
        "costs": 0.0,
        "public_body": {"id": 7, "name": "Invented"},
    } | fields


def of_version_6() -> list[Reply]:
    messages = [stored(f"messages-{n}.json", f"{MESSAGES}request={n}") for n in (11, 12, 17, 21)]
    return [stored("requests-6.json", LIST), *messages]


def parsed(replies, declared=None):
    report = Report("froide")
    rows = list(froide.parse(declared or source(), replies, report))
    return rows, report


def left(report) -> dict[str, int]:
    return {reason.en: count for reason, count in report.ledgers[0].left.items()}


class Server:
    """A list of requests as Froide serves it: newest message first, 50 a page, by filing day."""

    def __init__(self, requests, cap=50):
        self.requests, self.cap = requests, cap
        self.asked = []

    def __call__(self, ask):
        self.asked.append(ask.address)
        query = {name: value[0] for name, value in parse_qs(urlsplit(ask.address).query).items()}
        after, before = query["created_at_after"], query.get("created_at_before", "9999")
        fitting = [one for one in self.requests if after <= one["created_at"][:10] <= before]
        offset = int(query["offset"])
        shown = fitting[offset : offset + self.cap]
        self.after_asking()
        return page(len(fitting), *shown, address=ask.address)

    def after_asking(self):
        pass


def test_it_is_registered_by_its_name():
    assert SYSTEMS["froide"] is froide


def test_version_6_gives_rows_with_days_outcomes_and_costs():
    rows, _ = parsed(of_version_6())

    assert {row.key: row.cells["outcome"] for row in rows} == {
        "11": "released",
        "12": "refused",
        "13": "pending",
        "14": "pending",
        "17": "withdrawn",
        "20": "pending",
    }
    assert rows[0].body == Body("7", "Oficina Inventada de Archivos")
    assert rows[0].cells == {
        "filed_on": "2024-03-04",
        "answered_on": "2024-03-19",
        "outcome": "released",
        "cohort": "closed",
        "delivery": "unknown",
        "source_url": "https://froide.example/api/v1/request/11/",
    }
    assert (rows[1].cells["answered_on"], rows[1].cells["fee"]) == ("2024-04-12", "12.5")
    assert (rows[4].cells["fee"], "answered_on" in rows[4].cells) == ("60", False)


def test_the_answer_is_the_last_response_until_the_requester_called_it_resolved():
    rows, _ = parsed(of_version_6())

    # 6 March, 19 March, 2 May; resolved on 20 March.
    assert rows[0].cells["answered_on"] == "2024-03-19"


def test_a_resolution_beside_a_status_that_is_not_resolved_is_not_used_and_counted():
    rows, report = parsed(of_version_6())

    assert rows[3].key == "14"
    assert rows[3].cells["outcome"] == "pending"
    assert [(label.en, count) for label, count in report.notes] == [
        ("Resolutions beside a status that is not resolved: not used", 1)
    ]


def test_what_says_nothing_of_an_outcome_is_left_out_with_its_reason():
    _, report = parsed(of_version_6())

    assert left(report) == {
        "answered, and nobody has said what the answer was": 1,
        "not sent yet": 1,
        "not a request for information": 1,
        "without an institution": 1,
        "answered, without the day of the answer": 1,
    }
    assert (report.ledgers[0].read, report.ledgers[0].used) == (11, 6)


def test_an_unknown_state_is_other_and_noted():
    rows, report = parsed(of_version_6())

    assert rows[5].key == "20"
    assert report.unknown_states == {"parked": 1}


def test_an_unknown_state_stops_where_other_is_not_declared():
    outcomes = {state: ours for state, ours in OUTCOMES.items() if state != "other"}

    with pytest.raises(SourceChangedError, match=r'/api/v1/request/\?: unknown state "parked"'):
        parsed(of_version_6(), source(outcomes))


def test_version_5_gives_the_same_with_messages_in_the_list_a_law_object_and_first_message():
    rows, _ = parsed([stored("requests-5.json", LIST)])

    assert rows[0].cells["filed_on"] == "2023-11-30"
    assert rows[0].cells["answered_on"] == "2023-12-11"
    assert rows[0].cells["outcome"] == "released"


@pytest.mark.parametrize("field", ["id", "status", "resolution", "created_at"])
def test_a_missing_field_stops_with_address_and_field(field):
    one = request(1, "2024-03-04")
    del one[field]

    with pytest.raises(SourceChangedError, match=rf'froide\.example.*no field "{field}"'):
        parsed([page(1, one)])


@pytest.mark.parametrize("body", [b"[]", b"null", b'{"meta": {}}', b"<p>", b'{"objects": 1}'])
def test_another_shape_stops_with_the_address(body):
    with pytest.raises(SourceChangedError, match=r"https://froide\.example"):
        parsed([reply(LIST, body)])


def test_a_day_that_is_none_stops_with_address_field_and_word():
    one = request(1, "2024-03-04", created_at="31.02.2024")

    with pytest.raises(SourceChangedError, match=r'created_at: "31\.02\.2024" is not a day'):
        parsed([page(1, one)])


def test_an_answer_dated_before_the_filing_is_left_out():
    one = request(1, "2024-03-04", status="resolved", resolution="successful")
    one["messages"] = [{"is_response": True, "timestamp": "2024-03-03T09:00:00+01:00"}]

    rows, report = parsed([page(1, one)])

    assert rows == []
    assert left(report) == {"with a day before the day of filing": 1}


def test_no_name_or_free_text_reaches_a_row():
    one = request(1, "2024-03-04", title="JANE ROE", description="JANE ROE", user="JANE ROE")
    one |= {"url": "/request/JANE ROE/", "slug": "JANE ROE", "refusal_reason": "JANE ROE"}

    rows, _ = parsed([page(1, one)])

    assert "JANE ROE" not in str(rows)


def test_fetch_asks_each_page_then_the_responses_to_what_is_resolved():
    bodies = {
        f"{LIST}jurisdiction=1&is_foi=true&created_at_after=2024-03-01"
        "&format=json&limit=50&offset=0": "requests-6.json"
    } | {
        f"{MESSAGES}request={n}&is_response=true&format=json&limit=50&offset=0": (
            f"messages-{n}.json"
        )
        for n in (11, 12, 17, 21)
    }
    asked = []

    def ask(one):
        asked.append(one.address)
        return stored(bodies[one.address], one.address)

    declared = source(filters={"jurisdiction": 1, "is_foi": True})
    replies = list(froide.fetch(declared, ask, None))

    assert asked == list(bodies)
    assert [one.address for one in replies] == asked
    assert len(parsed(replies)[0]) == 6


def test_fetch_asks_further_responses_until_all_are_there():
    messages = [{"id": n, "is_response": True, "timestamp": "2024-03-05"} for n in range(60)]
    one = request(1, "2024-03-04", status="resolved", resolution="successful")
    asked = []

    def ask(what):
        asked.append(what.address)
        offset = int(what.address.rpartition("=")[2])
        if "/message/" in what.address:
            return page(60, *messages[offset : offset + 50], address=what.address)
        return page(1, one, address=what.address)

    list(froide.fetch(source(), ask, None))

    assert [address.rpartition("&")[2] for address in asked] == [
        "offset=0",
        "offset=0",
        "offset=50",
    ]


def test_fetch_goes_on_by_what_came_and_never_by_the_limit_it_asked_for():
    server = Server([request(n, "2024-03-04") for n in range(120)])

    replies = list(froide.fetch(source(until=date(2024, 3, 31)), server, None))

    assert server.asked == [
        f"{LIST}created_at_after=2024-03-01&created_at_before=2024-03-31"
        f"&format=json&limit=50&offset={offset}"
        for offset in (0, 50, 100)
    ]
    assert len(parsed(replies)[0]) == 120


def test_a_site_that_gives_fewer_at_a_time_is_read_whole():
    server = Server([request(n, "2024-03-04") for n in range(50)], cap=20)

    replies = list(froide.fetch(source(), server, None))

    assert [int(address.rpartition("=")[2]) for address in server.asked] == [0, 20, 40]
    assert len(parsed(replies)[0]) == 50


def test_since_narrows_to_what_was_filed_from_that_day():
    server = Server([request(1, "2024-03-04"), request(2, "2024-05-06")])

    replies = list(froide.fetch(source(), server, date(2024, 5, 6)))

    assert [row.key for row in parsed(replies)[0]] == ["2"]
    assert "created_at_after=2024-05-06" in server.asked[0]


def test_a_since_before_the_declared_first_day_changes_nothing():
    server = Server([])

    list(froide.fetch(source(), server, date(2020, 1, 1)))

    assert len(server.asked) == 1
    assert "created_at_after=2024-03-01" in server.asked[0]


def test_a_since_after_the_declared_last_day_asks_nothing():
    server = Server([])

    assert list(froide.fetch(source(until=date(2024, 3, 9)), server, date(2024, 3, 10))) == []
    assert server.asked == []


def test_a_deep_list_is_read_in_windows_of_filing_days():
    days = [f"2024-{month:02}-{day:02}" for month in (3, 4, 5, 6) for day in range(1, 31)]
    server = Server([request(n, days[n % len(days)]) for n in range(1_200)])

    replies = list(froide.fetch(source(), server, None))

    assert len(parsed(replies)[0]) == 1_200
    assert max(int(address.rpartition("=")[2]) for address in server.asked) < windows.DEEPEST


def test_a_list_that_moves_while_it_is_read_loses_no_request():
    class Moving(Server):
        def after_asking(self):
            if len(self.asked) == 1:  # an old one gets a message and goes to the front
                self.requests.insert(0, self.requests.pop())

    server = Moving([request(n, f"2024-03-{n % 30 + 1:02}") for n in range(130)])

    rows, report = parsed(froide.fetch(source(), server, None))

    assert sorted(int(row.key) for row in rows) == list(range(130))
    assert left(report)["the same request again"] > 0


def test_a_single_day_that_never_gives_all_it_announces_is_unavailable():
    def ask(one):
        return page(3, request(1, "2024-03-04"), request(2, "2024-03-04"), address=one.address)

    day = date(2024, 3, 4)
    with pytest.raises(SourceChangedError, match="3 announced for 2024-03-04, only 2 given"):
        list(froide.fetch(source(**{"from": day}, until=day), ask, None))


def test_a_version_that_does_not_heed_the_days_is_told_and_not_read_through():
    def ask(one):
        old = [request(n, "2015-01-01") for n in range(50)]
        return page(90_000, *old, address=one.address)

    with pytest.raises(SourceChangedError, match="2015-01-01: the list does not heed"):
        list(froide.fetch(source(), ask, None))


def test_a_request_that_was_put_in_later_stops_nothing():
    def ask(one):
        return page(1, request(1, "2015-01-01"), address=one.address)

    assert len(parsed(froide.fetch(source(), ask, None))[0]) == 1


@pytest.mark.parametrize("scope", [{"from": "2024"}, {"until": 2024}])
def test_a_scope_without_days_says_how_to_write_them(scope):
    with pytest.raises(SourceError, match="must be a day, such as 2024"):
        list(froide.fetch(source(**scope), Server([]), None))


@pytest.fixture(name="recorded", scope="module")
def _recorded():
    if "CONSTA_RECORDINGS" not in os.environ:
        pytest.skip("needs CONSTA_RECORDINGS")
    folder = Path(os.environ["CONSTA_RECORDINGS"]) / "froide"
    files = sorted(folder.glob("fragdenstaat_request_list_*.json"))
    assert len(files) == 6
    return [reply(f"{LIST}{file.name}", file.read_bytes()) for file in files]


@pytest.mark.recordings
def test_the_recorded_lists_give_rows_and_every_request_is_used_or_left_out(recorded):
    rows, report = parsed(recorded)

    # Six lists of 50; the list moved while they were recorded, so 33 of them came twice.
    assert report.ledgers[0].read == 300
    assert Counter(row.cells["outcome"] for row in rows) == {"pending": 79, "withdrawn": 10}
    assert left(report) == {
        "the same request again": 33,
        "answered, and nobody has said what the answer was": 142,
        "answered, without the day of the answer": 36,
    }
    assert report.notes[0][1] == 16
    assert report.unknown_states == {}


@pytest.mark.recordings
def test_three_recorded_requests_are_as_read_by_hand(recorded):
    rows = {row.key: row for row in parsed(recorded)[0]}

    federal = Body("92", "Bundesministerium für Gesundheit")
    assert (rows["215573"].body, rows["215573"].cells["filed_on"]) == (federal, "2021-03-16")
    assert rows["215573"].cells["outcome"] == "pending"
    assert rows["216972"].body == Body("9133", "Stadt Albstadt")
    assert rows["216972"].cells == {
        "filed_on": "2021-03-29",
        "outcome": "withdrawn",
        "fee": "600",
        "cohort": "closed",
        "delivery": "unknown",
        "source_url": "https://froide.example/api/v1/request/216972/",
    }
    assert rows["141970"].cells["filed_on"] == "2019-05-14"
    assert (rows["141970"].body.key, rows["141970"].cells["outcome"]) == ("15285", "pending")


@pytest.mark.recordings
def test_a_recorded_request_with_an_invented_response_is_answered_on_its_day(recorded):
    response = {"id": 1, "is_response": True, "timestamp": "2019-05-16T09:34:27+02:00"}
    address = f"{MESSAGES}request=142831"

    rows, _ = parsed([recorded[-1], page(1, response, address=address)])

    row = next(row for row in rows if row.key == "142831")
    assert row.body == Body("69", "Bundesinstitut für Risikobewertung")
    assert row.cells["filed_on"] == row.cells["answered_on"] == "2019-05-16"
    assert row.cells["outcome"] == "released"
