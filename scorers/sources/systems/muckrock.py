"""MuckRock: requests to agencies of the United States in its API v2, with a login.

Asks: the public requests by day of submission, 100 at a time; each agency once; the responses to a
    request that is under appeal, or ended without a day. Never faster than 15 asks a minute.
    The login is in CONSTA_SOURCE_USERNAME and CONSTA_SOURCE_PASSWORD, SOURCE being the source's id.
Keeps: the day of filing, the outcome, the day of the answer (`datetime_done`, else that of the
    last response whose state is an answer) and the price. Under appeal or in court, the last
    answer before it stands.
Cannot know: extensions, the day of an appeal and of delivery, and embargoed requests. The due dates
    of v1 are the ordinary ones of the law and have no column. Success rates of agencies are never
    used: 0 also stands for unknown.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from scorers.exceptions import SourceError, SourceUnavailableError
from scorers.sources.reporting import Report
from scorers.sources.systems import request_rows, windows
from scorers.sources.systems.base import Ask, Body, Found, Reply, SystemSource, outcome, required
from scorers.sources.systems.request_rows import ANSWERED, Days, Rows, flag, number, word
from scorers.sources.systems.windows import Page
from scorers.text import Text


REQUESTS = "/api_v2/requests/"
AGENCIES = "/api_v2/agencies/"
COMMUNICATIONS = "/api_v2/communications/"
ACCOUNTS = "https://accounts.muckrock.com"
PAGE_SIZE = 100
PACE_SECONDS = 4  # as its own client: 15 a minute
RENEW_AFTER = timedelta(minutes=4)  # such tokens usually hold for five
UNAUTHORISED = 401
NOT_LISTED = 404  # agencies that are not approved yet
DRAFT = "started"
APPEALED = frozenset({"appealing", "lawsuit"})
MERGED = "consolidated"

EMBARGOED = Text("bajo embargo", "under embargo")
CONSOLIDATED = Text("unida a otra solicitud", "made part of another request")
APPEALED_ONLY = Text(
    "apelada, sin la respuesta anterior", "under appeal, without the answer before it"
)


def fetch(source: SystemSource, ask: Callable[[Ask], Reply], since: date | None) -> Iterator[Reply]:
    """Yield each page of requests submitted since a day, after its agencies and responses.

    Raises:
        SourceError: The environment has no login, or the declared pace is too fast.
        SourceUnavailableError: The login is refused.
    """
    if source.pace_seconds < PACE_SECONDS and not source.is_private:
        raise SourceError(
            f'sources.toml: [[source]] "{source.id}": pace_seconds must be {PACE_SECONDS} or more'
        )
    session = _Session(source, ask)

    def turn(first: date, last: date | None, turned: int, passed: int) -> Page:
        del passed
        reply = session.get(_list_address(source, first, last, turned))
        results = _results(reply)
        keys = [str(number(reply, one, "id")) for one in results]
        count = number(reply, reply.json(), "count")
        return Page(reply, keys, count, is_last=_is_last(reply))

    named: set[str] = set()
    asked: set[str] = set()
    for page in windows.pages(turn, windows.first_day(source, since), windows.last_day(source)):
        for one in _results(page.reply):
            agency, key = _agency(page.reply, one), str(number(page.reply, one, "id"))
            if agency and agency not in named:
                named.add(agency)
                yield session.get(f"{source.address}{AGENCIES}{agency}/", statuses=(NOT_LISTED,))
            if key not in asked and _needs_responses(source, page.reply, one):
                asked.add(key)
                yield from _responses(source, session, key)
        yield page.reply


def parse(source: SystemSource, replies: Iterable[Reply], report: Report) -> Iterator[Found]:
    """Yield one row a public request that was sent to a listed agency."""
    rows = Rows.of(report)
    agencies: dict[str, str] = {}
    answers: dict[str, list[tuple[str, str]]] = {}
    for reply in replies:
        path = urlsplit(reply.address).path
        if path.endswith(COMMUNICATIONS):
            for one in _results(reply):
                key = str(number(reply, one, "foia"))
                answers.setdefault(key, []).extend(_answer(source, reply, one))
        elif AGENCIES in path:
            if reply.status != NOT_LISTED:
                agency = request_rows.table(reply, reply.json())
                agencies[str(number(reply, agency, "id"))] = word(reply, agency, "name")
        else:
            for one in _results(reply):
                key = str(number(reply, one, "id"))
                if not rows.is_repeated(key):
                    last = max(answers.pop(key, []), default=("", ""))
                    yield from _row(source, reply, one, agencies, last, rows, report)
    rows.close()


def _row(
    source: SystemSource,
    reply: Reply,
    one: Mapping[str, Any],
    agencies: Mapping[str, str],
    last: tuple[str, str],
    rows: Rows,
    report: Report,
) -> Iterator[Found]:
    key, agency = str(one["id"]), _agency(reply, one)
    state = word(reply, one, "status")
    filed = request_rows.day(
        reply, "datetime_submitted", required(reply, one, "datetime_submitted")
    )
    done = request_rows.day(reply, "datetime_done", required(reply, one, "datetime_done"))
    if word(reply, one, "embargo_status") != "public":
        rows.leave(EMBARGOED, key)
    elif state == DRAFT or not filed:
        rows.leave(request_rows.NOT_SENT, key)
    elif state == MERGED:
        rows.leave(CONSOLIDATED, key)
    elif agency not in agencies:
        rows.leave(request_rows.NO_BODY, key)
    elif state in APPEALED and not last[0]:
        rows.leave(APPEALED_ONLY, key)
    else:
        is_appealed = state in APPEALED
        yield from rows.row(
            key,
            Body(agency, agencies[agency]),
            reply,
            outcome(source, reply, last[1] if is_appealed else state, report),
            Days(filed, answered=last[0] if is_appealed else done or last[0]),
            fee=request_rows.fee(reply, "price", required(reply, one, "price")),
            appeal_outcome="pending" if is_appealed else "",
            cohort="filed",
            delivery="unknown",
        )


class _Session:
    """Asks with a token, and logs in when there is none or it has run out."""

    def __init__(self, source: SystemSource, ask: Callable[[Ask], Reply]) -> None:
        prefix = f"CONSTA_{source.id.upper().replace('-', '_')}"
        self._names = f"{prefix}_USERNAME", f"{prefix}_PASSWORD"
        self._source, self._ask = source, ask
        self._token = ""
        self._since = self._now = datetime.min.replace(tzinfo=UTC)
        if not all(os.environ.get(name) for name in self._names):
            raise SourceError(f"{source.id}: set {' and '.join(self._names)} in the environment")

    def get(self, address: str, statuses: tuple[int, ...] = ()) -> Reply:
        """Return the reply; SourceUnavailableError if a new token is refused as well."""
        for is_refused in (False, True):
            if is_refused or not self._token or self._now - self._since > RENEW_AFTER:
                self._log_in()
            headers = {"Authorization": f"Bearer {self._token}"}
            reply = self._ask(Ask(address, headers=headers, statuses=(UNAUTHORISED, *statuses)))
            self._now = reply.at
            if reply.status != UNAUTHORISED:
                return reply
        raise SourceUnavailableError(f"{address}: 401 with a new token as well")

    def _log_in(self) -> None:
        address = f"{self._source.scope.get('accounts', ACCOUNTS)}/api/token/"
        username, password = (os.environ[name] for name in self._names)
        reply = self._ask(
            Ask(
                address,
                headers={"Content-Type": "application/json"},
                body=json.dumps({"username": username, "password": password}).encode(),
                is_secret=True,
                statuses=(400, UNAUTHORISED),
            )
        )
        if reply.status in {400, UNAUTHORISED}:
            raise SourceUnavailableError(
                f"{address}: refuses the login of {' and '.join(self._names)}"
            )
        self._token = word(reply, request_rows.table(reply, reply.json()), "access")
        self._since = self._now = reply.at


def _list_address(source: SystemSource, first: date, last: date | None, turned: int) -> str:
    query = dict(source.scope.get("filters", {}))
    query["embargo_status"] = "public"
    query["datetime_submitted__gte"] = first.isoformat()
    if last is not None:  # a day is its first moment there
        query["datetime_submitted__lte"] = (last + timedelta(days=1)).isoformat()
    query |= {"ordering": "datetime_submitted", "page_size": PAGE_SIZE, "page": turned + 1}
    return f"{source.address}{REQUESTS}?{urlencode(query)}"


def _responses(source: SystemSource, session: _Session, key: str) -> Iterator[Reply]:
    page, is_last = 1, False
    while not is_last:
        query = {"foia": key, "response": "true", "page_size": PAGE_SIZE, "page": page}
        reply = session.get(f"{source.address}{COMMUNICATIONS}?{urlencode(query)}")
        yield reply
        page, is_last = page + 1, _is_last(reply)


def _agency(reply: Reply, one: Mapping[str, Any]) -> str:
    return "" if required(reply, one, "agency") is None else str(number(reply, one, "agency"))


def _needs_responses(source: SystemSource, reply: Reply, one: Mapping[str, Any]) -> bool:
    state = word(reply, one, "status")
    is_answered = source.outcomes.get(state) in ANSWERED
    return state in APPEALED or (is_answered and not required(reply, one, "datetime_done"))


def _answer(
    source: SystemSource, reply: Reply, one: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    state = word(reply, one, "status")
    if flag(reply, one, "response") and source.outcomes.get(state) in ANSWERED:
        yield request_rows.day(reply, "datetime", required(reply, one, "datetime")), state


def _results(reply: Reply) -> list[Mapping[str, Any]]:
    results = required(reply, request_rows.table(reply, reply.json()), "results")
    return [request_rows.table(reply, one) for one in request_rows.rows(reply, results)]


def _is_last(reply: Reply) -> bool:
    return not required(reply, reply.json(), "next")
