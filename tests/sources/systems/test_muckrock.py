"""MuckRock's requests: invented replies in the documented shape; no recorded reply is known."""

import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from scorers.exceptions import SourceChangedError, SourceError, SourceUnavailableError
from scorers.sources.reporting import Report
from scorers.sources.systems import SYSTEMS, muckrock
from scorers.sources.systems.base import Body, Reply, SystemSource


DATA = Path(__file__).parent / "data" / "muckrock"
SITE = "https://muckrock.example"
LIST = f"{SITE}/api_v2/requests/?"
COMMUNICATIONS = f"{SITE}/api_v2/communications/?"
LOGIN = "https://accounts.example/api/token/"
OUTCOMES = {
    "submitted": "pending",
    "ack": "pending",
    "processed": "pending",
    "fix": "pending",
    "payment": "pending",
    "done": "released",
    "partial": "partly_released",
    "rejected": "refused",
    "no_docs": "not_held",
    "abandoned": "withdrawn",
    "other": "pending",
}


def source(pace=4, private=False, **scope) -> SystemSource:
    return SystemSource(
        id="muckrock-example",
        country_id="fantasia",
        system="muckrock",
        address=SITE,
        hosts=("muckrock.example", "accounts.example"),
        scope={"from": date(2024, 1, 1), "accounts": "https://accounts.example"} | scope,
        outcomes=OUTCOMES,
        pace_seconds=pace,
        permission="",
        is_private=private,
        every="month",
        publisher="Invented",
        licence="CC0",
    )


def reply(address: str, body: object, status=200) -> Reply:
    at = datetime(2024, 6, 30, tzinfo=UTC)
    whole = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Reply(address, address, status, {}, whole, at, f"document:{address[-2:]}")


def envelope(*results: dict, **fields) -> dict:
    return {"count": len(results), "next": None, "previous": None, "results": results} | fields


def request(key: int, filed: str, status="processed", done=None, **fields) -> dict:
    return {
        "id": key,
        "status": status,
        "agency": 2,
        "embargo_status": "public",
        "datetime_submitted": f"{filed}T21:08:48.911320-04:00",
        "datetime_done": done and f"{done}T23:00:00-05:00",
        "price": "0.00",
    } | fields


def agency(key=2, name="Invented Agency") -> Reply:
    return reply(f"{SITE}/api_v2/agencies/{key}/", {"id": key, "name": name})


def stored() -> list[Reply]:
    communications = reply(f"{COMMUNICATIONS}foia=5", (DATA / "communications.json").read_bytes())
    return [agency(), communications, reply(LIST, (DATA / "requests.json").read_bytes())]


def parsed(*replies: Reply):
    report = Report("muckrock")
    return list(muckrock.parse(source(), replies, report)), report


def left(report) -> dict[str, int]:
    return {reason.en: count for reason, count in report.ledgers[0].left.items()}


def test_it_is_registered_by_its_name():
    assert SYSTEMS["muckrock"] is muckrock


def test_requests_give_rows_with_days_outcomes_and_prices():
    rows, report = parsed(*stored())

    assert {row.key: row.cells["outcome"] for row in rows} == {
        "1": "released",
        "2": "pending",
        "3": "withdrawn",
        "4": "partly_released",
        "5": "refused",
        "6": "pending",
    }
    assert rows[0].body == Body("2", "Invented Agency")
    assert rows[0].cells == {
        "filed_on": "2024-01-05",
        "answered_on": "2024-02-09",
        "outcome": "released",
        "fee": "12.5",
        "cohort": "filed",
        "delivery": "unknown",
    }
    assert report.unknown_states == {"paused": 1}


def test_an_end_without_its_day_has_that_of_the_last_response_that_is_an_answer():
    rows, _ = parsed(*stored())

    # 20 January acknowledged, 3 March partial; on 1 April the requester wrote.
    assert rows[3].cells["answered_on"] == "2024-03-03"


def test_under_appeal_the_last_answer_before_it_stands():
    rows, _ = parsed(*stored())

    assert rows[4].cells["outcome"] == "refused"
    assert rows[4].cells["answered_on"] == "2024-02-02"
    assert rows[4].cells["appeal_outcome"] == "pending"


def test_what_says_nothing_of_an_outcome_is_left_out_with_its_reason():
    _, report = parsed(*stored())

    assert left(report) == {
        "under embargo": 1,
        "not sent yet": 1,
        "made part of another request": 1,
        "without an institution": 1,
        "under appeal, without the answer before it": 1,
        "answered, without the day of the answer": 1,
    }
    assert (report.ledgers[0].read, report.ledgers[0].used) == (12, 6)


def test_an_agency_that_is_not_listed_has_no_rows():
    gone = reply(f"{SITE}/api_v2/agencies/2/", b"", 404)

    rows, report = parsed(gone, reply(LIST, envelope(request(1, "2024-01-05"))))

    assert rows == []
    assert left(report) == {"without an institution": 1}


def test_no_title_or_name_reaches_a_row():
    one = request(1, "2024-01-05", title="JANE ROE", slug="JANE ROE", tracking_id="JANE ROE")

    rows, _ = parsed(agency(), reply(LIST, envelope(one)))

    assert len(rows) == 1
    assert "JANE ROE" not in str(rows)


@pytest.mark.parametrize(
    "name",
    ["id", "status", "agency", "embargo_status", "datetime_submitted", "datetime_done", "price"],
)
def test_a_missing_field_stops_with_address_and_field(name):
    one = request(1, "2024-01-05")
    del one[name]

    with pytest.raises(SourceChangedError, match=rf'/api_v2/requests/\?: .*no field "{name}"'):
        parsed(agency(), reply(LIST, envelope(one)))


def test_a_price_that_is_no_amount_stops_with_the_word():
    one = request(1, "2024-01-05", price="NaN")

    with pytest.raises(SourceChangedError, match='price: "NaN" is not an amount'):
        parsed(agency(), reply(LIST, envelope(one)))


class Server:
    """Serves a list, agencies and responses to who has a token that still holds."""

    def __init__(self, requests, lasts=1_000, password="secret", cap=100):
        self.requests, self.lasts, self.password, self.cap = requests, lasts, password, cap
        self.asked, self.secrets = [], []
        self.tokens = 0
        self.uses = 0
        self.seconds = 0

    def __call__(self, ask):
        if ask.address == LOGIN:
            return self.log_in(ask)
        assert not ask.is_secret
        self.asked.append(ask.address.removeprefix(SITE))
        self.uses += 1
        if (
            ask.headers != {"Authorization": f"Bearer token-{self.tokens}"}
            or self.uses > self.lasts
        ):
            assert 401 in ask.statuses
            return reply(ask.address, {}, 401)
        url = urlsplit(ask.address)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path.startswith("/api_v2/agencies/"):
            return agency(int(url.path.split("/")[3]))
        if url.path == "/api_v2/communications/":
            one = {"foia": int(query["foia"]), "response": True, "status": "partial"}
            return reply(ask.address, envelope(one | {"datetime": "2024-03-03T09:00:00-05:00"}))
        return self.list(ask.address, query)

    def log_in(self, ask):
        self.secrets.append(ask)
        if json.loads(ask.body) != {"username": "someone", "password": self.password}:
            return reply(ask.address, {"detail": "no"}, 401)
        self.tokens += 1
        self.uses = 0
        return self.now(reply(ask.address, {"access": f"token-{self.tokens}", "refresh": "x"}))

    def now(self, answer):
        """Give a reply the time of a clock that every ask moves by 30 seconds."""
        self.seconds += 30
        return replace(answer, at=answer.at + timedelta(seconds=self.seconds))

    def list(self, address, query):
        first = query["datetime_submitted__gte"]
        last = query.get("datetime_submitted__lte", "9999")
        fitting = [one for one in self.requests if first <= one["datetime_submitted"] <= last]
        size = min(int(query["page_size"]), self.cap)
        start = (int(query["page"]) - 1) * size
        shown = fitting[start : start + size]
        following = "x" if start + size < len(fitting) else None
        return self.now(reply(address, envelope(*shown, count=len(fitting), next=following)))


@pytest.fixture(autouse=True)
def _login(monkeypatch):
    monkeypatch.setenv("CONSTA_MUCKROCK_EXAMPLE_USERNAME", "someone")
    monkeypatch.setenv("CONSTA_MUCKROCK_EXAMPLE_PASSWORD", "secret")


def listed(page: int, first="2024-01-01") -> str:
    return (
        f"/api_v2/requests/?embargo_status=public&datetime_submitted__gte={first}"
        f"&ordering=datetime_submitted&page_size=100&page={page}"
    )


def test_fetch_logs_in_once_and_asks_pages_each_agency_once_and_the_responses_it_needs():
    requests = [request(n, "2024-01-05", agency=n % 2 + 1) for n in range(150)]
    requests[3]["status"] = "partial"
    server = Server(requests)

    replies = list(muckrock.fetch(source(), server, None))

    assert server.asked == [
        listed(1),
        "/api_v2/agencies/1/",
        "/api_v2/agencies/2/",
        "/api_v2/communications/?foia=3&response=true&page_size=100&page=1",
        listed(2),
    ]
    assert len(server.secrets) == 1
    assert all(one.address != LOGIN for one in replies)
    rows, _ = parsed(*replies)
    assert len(rows) == 150
    assert next(row for row in rows if row.key == "3").cells["answered_on"] == "2024-03-03"


def test_the_login_is_marked_as_secret():
    server = Server([])

    list(muckrock.fetch(source(), server, None))

    assert [(one.address, one.is_secret) for one in server.secrets] == [(LOGIN, True)]


def test_a_token_that_runs_out_is_renewed_and_nothing_is_lost():
    server = Server([request(n, "2024-01-05") for n in range(450)], lasts=2)

    replies = list(muckrock.fetch(source(), server, None))

    assert server.tokens > 1
    assert all(one.status == 200 for one in replies)
    assert len(parsed(*replies)[0]) == 450


def test_a_token_is_renewed_before_it_can_run_out():
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 7) for day in range(1, 29)]
    server = Server([request(n, days[n * len(days) // 2_000]) for n in range(2_000)])

    list(muckrock.fetch(source(), server, None))

    assert len(server.asked) == 28  # one agency, 27 lists of half a minute each
    assert server.tokens == 3


def test_a_refused_login_names_the_variables_and_never_their_values():
    server = Server([], password="another")

    with pytest.raises(SourceUnavailableError) as caught:
        list(muckrock.fetch(source(), server, None))
    assert "CONSTA_MUCKROCK_EXAMPLE_PASSWORD" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "someone" not in str(caught.value)


def test_a_new_token_that_is_refused_as_well_stops_the_source():
    server = Server([], lasts=0)

    with pytest.raises(SourceUnavailableError, match="401 with a new token as well"):
        list(muckrock.fetch(source(), server, None))
    assert server.tokens == 2


def test_without_a_login_in_the_environment_nothing_is_asked(monkeypatch):
    monkeypatch.delenv("CONSTA_MUCKROCK_EXAMPLE_PASSWORD")
    server = Server([])

    with pytest.raises(SourceError, match="CONSTA_MUCKROCK_EXAMPLE_USERNAME and CONSTA_"):
        list(muckrock.fetch(source(), server, None))
    assert server.asked == server.secrets == []


def test_a_faster_pace_than_its_own_client_is_refused():
    with pytest.raises(SourceError, match="pace_seconds must be 4 or more"):
        list(muckrock.fetch(source(pace=1), Server([]), None))

    assert list(muckrock.fetch(source(pace=1, private=True), Server([]), None)) != []


def test_since_narrows_to_what_was_submitted_from_that_day():
    server = Server([request(1, "2024-01-05"), request(2, "2024-05-06")])

    replies = list(muckrock.fetch(source(), server, date(2024, 5, 6)))

    assert server.asked[0] == listed(1, first="2024-05-06")
    assert [row.key for row in parsed(*replies)[0]] == ["2"]


def test_a_site_that_gives_fewer_at_a_time_is_read_whole():
    server = Server([request(n, "2024-01-05") for n in range(120)], cap=50)

    replies = list(muckrock.fetch(source(), server, None))

    assert [one for one in server.asked if "requests" in one] == [listed(n) for n in (1, 2, 3)]
    assert len(parsed(*replies)[0]) == 120


def test_the_last_declared_day_is_read_whole():
    server = Server([request(1, "2024-03-31"), request(2, "2024-04-02")])

    replies = list(muckrock.fetch(source(until=date(2024, 3, 31)), server, None))

    assert "datetime_submitted__lte=2024-04-01&" in server.asked[0]
    assert [row.key for row in parsed(*replies)[0]] == ["1"]


def test_a_long_list_is_read_in_windows_and_whole():
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 7) for day in range(1, 29)]
    server = Server([request(n, days[n * len(days) // 2_000]) for n in range(2_000)])

    replies = list(muckrock.fetch(source(), server, None))

    assert len(parsed(*replies)[0]) == 2_000
    assert max(int(one.rpartition("=")[2]) for one in server.asked if "page=" in one) <= 5


def recorded(name: str):
    if "CONSTA_RECORDINGS" not in os.environ:
        pytest.skip("needs CONSTA_RECORDINGS")
    return json.loads((Path(os.environ["CONSTA_RECORDINGS"]) / "muckrock" / name).read_bytes())


@pytest.mark.recordings
def test_the_documented_examples_parse_in_their_shape():
    examples = recorded("api_v2_documented_examples.json")
    named = examples["agency"] | {"id": 2}  # the example request's
    communications = envelope(examples["communication"])

    rows, _ = parsed(
        reply(f"{SITE}/api_v2/agencies/2/", named),
        reply(f"{COMMUNICATIONS}foia=72048", communications),
        reply(LIST, examples["requests"]),
    )

    assert [(row.key, row.body) for row in rows] == [
        ("1", Body("2", "Environmental Protection Agency"))
    ]
    assert rows[0].cells == {
        "filed_on": "2018-05-20",
        "outcome": "pending",
        "cohort": "filed",
        "delivery": "unknown",
    }


@pytest.mark.recordings
def test_every_status_of_the_system_s_own_fixtures_is_known():
    fixtures = recorded("django_fixture__test_foiarequests.json")

    statuses = {one["fields"]["status"] for one in fixtures if one["model"] == "foia.foiarequest"}

    assert statuses
    assert statuses <= OUTCOMES.keys() | muckrock.APPEALED | {muckrock.DRAFT, muckrock.MERGED}
