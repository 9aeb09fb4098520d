"""Froide, the software of FragDenStaat: requests in its API v1.

Asks: the public requests by day of filing, 50 at a time; the responses to each that is resolved.
Keeps: the day of filing, the outcome, the day of the answer and what it cost. The day of the answer
    is that of the last response until the requester called the request resolved, or of the last
    one of all where that moment is not told.
Cannot know: extensions, appeals, and the day of delivery, since it does not say which message
    brought the information. Requesters classify; while one has not, an answered request says
    nothing of its outcome and is left out, so that the rows are told as those of closed requests.
    A resolution beside another status than "resolved" is taken for an earlier one: the status
    holds.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from scorers.exceptions import SourceChangedError
from scorers.sources.reporting import Report
from scorers.sources.systems import request_rows, windows
from scorers.sources.systems.base import Ask, Body, Found, Reply, SystemSource, outcome, required
from scorers.sources.systems.request_rows import Days, Rows, flag, number, word
from scorers.sources.systems.windows import Page
from scorers.text import Text


REQUESTS = "/api/v1/request/"
MESSAGES = "/api/v1/message/"
LIMIT = 50  # more is cut to this without a word
# Filters that a version does not know are not heeded, without a word. A request may be sent some
# days after it was created, and a few long before, where paper was put in later.
MARGIN = timedelta(days=31)
ENOUGH = 10
UNCLASSIFIED = "awaiting_classification"
NOT_SENT = frozenset(
    {"awaiting_user_confirmation", "publicbody_needed", "awaiting_publicbody_confirmation"}
)

NOT_A_REQUEST = Text("no es una solicitud de acceso", "not a request for information")
OVERTAKEN = Text(
    "Resultados junto a un estado no resuelto: no se usan",
    "Resolutions beside a status that is not resolved: not used",
)


def fetch(source: SystemSource, ask: Callable[[Ask], Reply], since: date | None) -> Iterator[Reply]:
    """Yield each page of requests filed since a day, each followed by its requests' responses.

    What was filed before `since` and has moved after it is not asked for.
    """

    def turn(first: date, last: date | None, turned: int, passed: int) -> Page:
        del turned
        reply = ask(Ask(_list_address(source, first, last, passed)))
        _must_heed_days(reply, first, last)
        return _page(reply, passed)

    asked: set[str] = set()
    for page in windows.pages(turn, windows.first_day(source, since), windows.last_day(source)):
        yield page.reply
        for one in _objects(page.reply):
            key = str(number(page.reply, one, "id"))
            if key not in asked and _is_closed(page.reply, one) and "messages" not in one:
                asked.add(key)
                yield from _responses(source, ask, key)


def parse(source: SystemSource, replies: Iterable[Reply], report: Report) -> Iterator[Found]:
    """Yield one row a request whose state tells how it stands."""
    rows = Rows.of(report)
    overtaken: list[str] = []
    page: Reply | None = None
    responses: dict[str, list[str]] = {}
    for reply in replies:
        if urlsplit(reply.address).path.endswith(MESSAGES):
            days = _response_days(reply, _objects(reply))
            responses.setdefault(_request_of(reply), []).extend(days)
            continue
        if page is not None:
            yield from _rows(source, page, responses, rows, report, overtaken)
        page, responses = reply, {}
    if page is not None:
        yield from _rows(source, page, responses, rows, report, overtaken)
    report.note(OVERTAKEN, len(overtaken))
    rows.close()


def _rows(
    source: SystemSource,
    page: Reply,
    responses: Mapping[str, list[str]],
    rows: Rows,
    report: Report,
    overtaken: list[str],
) -> Iterator[Found]:
    for one in _objects(page):
        key = str(number(page, one, "id"))
        if rows.is_repeated(key):
            continue
        status, resolution = word(page, one, "status"), word(page, one, "resolution")
        body = one.get("public_body")
        if resolution and status != "resolved":
            overtaken.append(key)
        if not one.get("is_foi", True):
            rows.leave(NOT_A_REQUEST, key)
        elif status in NOT_SENT:
            rows.leave(request_rows.NOT_SENT, key)
        elif not body:
            rows.leave(request_rows.NO_BODY, key)
        elif status == UNCLASSIFIED:
            rows.leave(request_rows.UNCLASSIFIED, key)
        else:
            state = (resolution or status) if _is_closed(page, one) else status
            days = responses.get(key, [])
            if "messages" in one:
                days = _response_days(page, request_rows.rows(page, one["messages"]))
            yield from rows.row(
                key,
                _body(page, body),
                page,
                outcome(source, page, state, report),
                Days(_filed(page, one), _answered(page, one, days)),
                fee=request_rows.fee(page, "costs", one.get("costs")),
                cohort="closed",
                delivery="unknown",
                # The page's own address is made of the title, which can name people.
                source_url=f"{source.address}{REQUESTS}{key}/",
            )


def _list_address(source: SystemSource, first: date, last: date | None, offset: int) -> str:
    query: dict[str, Any] = {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in source.scope.get("filters", {}).items()
    }
    query["created_at_after"] = first.isoformat()
    if last is not None:
        query["created_at_before"] = last.isoformat()
    query |= {"format": "json", "limit": LIMIT, "offset": offset}
    return f"{source.address}{REQUESTS}?{urlencode(query)}"


def _responses(source: SystemSource, ask: Callable[[Ask], Reply], key: str) -> Iterator[Reply]:
    # Only what the institution wrote: what people wrote is not needed.
    offset, is_last = 0, False
    while not is_last:
        query = {"request": key, "is_response": "true", "format": "json", "limit": LIMIT}
        reply = ask(Ask(f"{source.address}{MESSAGES}?{urlencode({**query, 'offset': offset})}"))
        page = _page(reply, offset)
        yield reply
        offset, is_last = offset + len(page.keys), page.is_last


def _page(reply: Reply, passed: int) -> Page:
    meta = request_rows.table(reply, required(reply, _whole(reply), "meta"))
    total = number(reply, meta, "total_count")
    keys = [str(number(reply, one, "id")) for one in _objects(reply)]
    return Page(reply, keys, total, is_last=not keys or passed + len(keys) >= total)


def _whole(reply: Reply) -> Mapping[str, Any]:
    return request_rows.table(reply, reply.json())


def _objects(reply: Reply) -> list[Mapping[str, Any]]:
    objects = request_rows.rows(reply, required(reply, _whole(reply), "objects"))
    return [request_rows.table(reply, one) for one in objects]


def _request_of(reply: Reply) -> str:
    return parse_qs(urlsplit(reply.address).query)["request"][0]


def _is_closed(reply: Reply, one: Mapping[str, Any]) -> bool:
    return word(reply, one, "status") == "resolved"


def _body(reply: Reply, body: Any) -> Body:
    body = request_rows.table(reply, body)
    # A name may be an address of several lines.
    name = " ".join(word(reply, body, "name").split())
    return Body(str(number(reply, body, "id")), name)


def _filed(reply: Reply, one: Mapping[str, Any]) -> str:
    # Version 6 has created_at in the place of first_message.
    name = "first_message" if "first_message" in one else "created_at"
    return request_rows.day(reply, name, required(reply, one, name))


def _response_days(reply: Reply, messages: Iterable[Any]) -> list[str]:
    return [
        request_rows.day(reply, "timestamp", required(reply, message, "timestamp"))
        for message in (request_rows.table(reply, message) for message in messages)
        if flag(reply, message, "is_response") and not message.get("is_draft", False)
    ]


def _answered(reply: Reply, one: Mapping[str, Any], days: list[str]) -> str:
    resolved = request_rows.day(reply, "resolved_on", one.get("resolved_on"))
    before = [day for day in days if day <= resolved]
    return max(before or days, default="")


def _must_heed_days(reply: Reply, first: date, last: date | None) -> None:
    days = [date.fromisoformat(day) for one in _objects(reply) if (day := _filed(reply, one))]
    end = last or reply.at.date()
    is_within = any(first - MARGIN <= day <= end + MARGIN for day in days)
    if len(days) >= ENOUGH and not is_within:
        raise SourceChangedError(
            f"{reply.address}: requests of {min(days)} to {max(days)}: the list does not heed "
            "created_at_after and created_at_before"
        )
