"""Alaveteli, the software of WhatDoTheyKnow and Qué Sabés: requests and their events as JSON.

Asks: the list of authorities, the declared bodies and requests; searches only where the site's
    permission is stated, since robots.txt refuses feeds.
Keeps: the day of filing (the first `sent`), of the answer (the first response whose state is an
    answer), of delivery (the first response with the state that the request has now) and of the
    appeal (the first internal review). Under review, the last answer before it stands.
Cannot know: extensions, how an appeal ended, and what an answer was until the requester says it
    (`awaiting_description` overrides the state): left out. The requests read are those declared
    or found, not all that were filed: their rows are told as those of closed requests. The five
    counters of a body have no period and no measure: not kept. `display_status` is localised and
    never read.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources.reporting import Report
from scorers.sources.systems import request_rows
from scorers.sources.systems.base import Ask, Body, Found, Reply, SystemSource, outcome, required
from scorers.sources.systems.request_rows import ANSWERED, Days, Rows, flag, number, word
from scorers.text import Text


AUTHORITIES = "/body/all-authorities.csv"
REFUSED = 403  # hidden; 404 is missing or under embargo, 406 no JSON: all with empty bodies
MISSING = 404
NO_JSON = 406
HIDDEN = frozenset({"hidden", "requester_only"})
# These tell of the site, of paper or of moderation, not of an answer; the first four are left out
# of the statistics of the software's makers too.
SILENT = frozenset(
    {
        "error_message",
        "gone_postal",
        "requires_admin",
        "not_foi",
        "attention_requested",
        "vexatious",
    }
)
REVIEW = "internal_review"

GONE = Text("oculta, bajo embargo o borrada", "hidden, under embargo or gone")
NO_FACT = Text(
    "en un estado que nada dice de una respuesta", "in a state that says nothing of an answer"
)
PARTIAL = Text("leída sin su primer envío", "read without its first message")
NO_LIST = Text("Listas de autoridades aún no generadas", "Lists of authorities not made yet")


def fetch(source: SystemSource, ask: Callable[[Ask], Reply], since: date | None) -> Iterator[Reply]:
    """Yield the list of authorities, the declared bodies and requests, then each search's pages.

    A search ends at an empty page, or with `since` at a page without an event since that day.

    Raises:
        SourceError: A search is declared without a permission.
    """
    scope = source.scope
    searches = scope.get("search", [])
    if searches and not source.permission:
        raise SourceError(
            f'sources.toml: [[source]] "{source.id}": scope.search reads /feed/, which robots.txt '
            "refuses: state the site's written permission, or declare scope.requests"
        )
    if scope.get("authorities", True):
        yield ask(Ask(f"{source.address}{AUTHORITIES}", kinds=("",)))
    for kind, names in (("body", scope.get("bodies", [])), ("request", scope.get("requests", []))):
        for name in names:
            address = f"{source.address}/{kind}/{quote(name, safe='')}.json"
            yield ask(Ask(address, statuses=(REFUSED, MISSING, NO_JSON)))
    for search in searches:
        yield from _search(source, ask, search, since)


def parse(source: SystemSource, replies: Iterable[Reply], report: Report) -> Iterator[Found]:
    """Yield one row a request whose state and events tell how it stands."""
    rows = Rows.of(report)
    names: dict[str, str] = {}
    found: dict[str, _History] = {}
    for reply in replies:
        path = urlsplit(reply.address).path
        if path.endswith(AUTHORITIES):
            names |= _names(reply, report)
        elif "/feed/" in path:
            _gather(reply, found)
        elif _is_gone(reply):
            # Its address is made of its title, which can name people: no example of it.
            if "/request/" in path and not rows.is_repeated(path):
                rows.leave(GONE, "")
        elif "/request/" in path:
            request = request_rows.table(reply, reply.json())
            history = _History(reply, request, _body(reply, request, names))
            events = request_rows.rows(reply, required(reply, request, "info_request_events"))
            history.events = [_event(reply, event) for event in events]
            yield from _rows(source, history, rows, report)
        else:
            body = _body(reply, {"public_body": reply.json()}, names)
            names[body.key] = body.name
    for history in found.values():
        yield from _rows(source, history, rows, report)
    rows.close()


@dataclass(frozen=True, slots=True, order=True)
class _Event:
    """An event; ids grow with time."""

    id: int
    type: str
    day: str
    states: tuple[str, str]  # as calculated now, as described then


@dataclass
class _History:
    """A request, where it was read, and its events."""

    reply: Reply
    request: Mapping[str, Any]
    body: Body
    events: list[_Event] = field(default_factory=list)
    is_found: bool = False


def _rows(source: SystemSource, history: _History, rows: Rows, report: Report) -> Iterator[Found]:
    reply, request = history.reply, history.request
    key = str(number(reply, request, "id"))
    if rows.is_repeated(key):
        return
    events = sorted(set(history.events))
    sent = [event.day for event in events if event.type == "sent"]
    state = word(reply, request, "described_state")
    if word(reply, request, "prominence") in HIDDEN:
        rows.leave(GONE, key)
    elif flag(reply, request, "awaiting_description"):
        rows.leave(request_rows.UNCLASSIFIED, key)
    elif state in SILENT:
        rows.leave(NO_FACT, key)
    elif history.is_found and not sent:
        # Its later events may be all that the search gave: the first answer is not known.
        rows.leave(PARTIAL, key)
    else:
        answers = [
            event
            for event in events
            if event.type == "response" and source.outcomes.get(event.states[0]) in ANSWERED
        ]
        cells = {"cohort": "closed", "delivery": "dated"}
        if state == REVIEW:
            cells["appeal_outcome"] = "pending"
            state = answers[-1].states[0] if answers else state
        filed = sent[0] if sent else ""
        days = Days(
            filed or request_rows.day(reply, "created_at", required(reply, request, "created_at")),
            answered=_first(event.day for event in answers),
            delivered=_first(event.day for event in answers if event.states[0] == state),
            appealed=_first(event.day for event in events if REVIEW in event.states),
        )
        # The page's own address is made of the title, which can name people.
        cells["source_url"] = f"{source.address}/request/{key}"
        ours = outcome(source, reply, state, report)
        yield from rows.row(key, history.body, reply, ours, days, **cells)


def _search(
    source: SystemSource, ask: Callable[[Ask], Reply], search: str, since: date | None
) -> Iterator[Reply]:
    seen: set[int] = set()
    page = 1
    while True:
        address = f"{source.address}/feed/search/{quote(search, safe='')}.json?page={page}"
        reply = ask(Ask(address))
        events = [request_rows.table(reply, one) for one in request_rows.rows(reply, reply.json())]
        if not events:
            return
        yield reply
        ids = {number(reply, event, "id") for event in events}
        if ids <= seen:
            raise SourceChangedError(f"{address}: the same events again: the pages do not end")
        seen |= ids
        # Newest description first.
        newest = max(
            request_rows.day(reply, name, event.get(name))
            for event in events
            for name in ("created_at", "last_described_at")
        )
        if since and newest < since.isoformat():
            return
        page += 1


def _gather(reply: Reply, found: dict[str, _History]) -> None:
    for one in request_rows.rows(reply, reply.json()):
        event = request_rows.table(reply, one)
        request = request_rows.table(reply, required(reply, event, "info_request"))
        key = str(number(reply, request, "id"))
        if key not in found:
            found[key] = _History(reply, request, _body(reply, event, {}), is_found=True)
        found[key].events.append(_event(reply, event))


def _event(reply: Reply, event: Any) -> _Event:
    event = request_rows.table(reply, event)
    return _Event(
        number(reply, event, "id"),
        word(reply, event, "event_type"),
        request_rows.day(reply, "created_at", required(reply, event, "created_at")),
        (word(reply, event, "calculated_state"), word(reply, event, "described_state")),
    )


def _body(reply: Reply, holder: Mapping[str, Any], names: Mapping[str, str]) -> Body:
    body = required(reply, holder, "public_body")
    if isinstance(body, str):  # in 2010; the list of authorities has its name
        return Body(body, names.get(body, body))
    body = request_rows.table(reply, body)
    return Body(word(reply, body, "url_name"), word(reply, body, "name"))


def _is_gone(reply: Reply) -> bool:
    if reply.status == NO_JSON:
        raise SourceChangedError(f"{reply.address}: 406: the site gives no JSON of it")
    return reply.status in {REFUSED, MISSING}


def _names(reply: Reply, report: Report) -> dict[str, str]:
    report.note(NO_LIST, int(not reply.body))
    if not reply.body:  # 204: not generated yet
        return {}
    try:
        text = reply.body.decode("utf-8-sig")
        table = csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True)
        # Columns come by their header: older lists lack the first one, Internal ID.
        for name in ("URL name", "Name"):
            if name not in (table.fieldnames or ()):
                raise SourceChangedError(f'{reply.address}: there is no column "{name}"')
        return {row["URL name"]: row["Name"] for row in table}
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceChangedError(f"{reply.address}: not a CSV file in UTF-8: {error}") from error


def _first(days: Iterable[str]) -> str:
    return next(iter(days), "")
