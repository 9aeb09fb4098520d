"""A tiny system of our own, for tests: pages of requests as JSON. All of it is invented."""

from scorers.exceptions import SourceChangedError
from scorers.sources.systems.base import Ask, Body, Found, outcome, required


PAGE = 10


def fetch(source, ask, since):
    """Yield the pages of all requests, or of those since a day; a login first where one is set."""
    if source.scope.get("login"):
        ask(Ask(f"{source.address}/login", body=b"password", is_secret=True))
    newer = f"&since={since}" if since else ""
    offset, total = 0, 1
    while offset < total:
        reply = ask(Ask(f"{source.address}/requests?offset={offset}{newer}"))
        total = required(reply, reply.json(), "total")
        yield reply
        offset += PAGE


def parse(source, replies, report):
    """Yield a row per request."""
    for reply in replies:
        page = reply.json()
        if not isinstance(page, dict):
            raise SourceChangedError(f"{reply.address}: not a page")
        for item in required(reply, page, "results"):
            cells = {
                "filed_on": required(reply, item, "filed"),
                "answered_on": item.get("answered", ""),
                "outcome": outcome(source, reply, required(reply, item, "state"), report),
                "exception_cited": item.get("exception", ""),
                "cohort": "filed",
                "delivery": "unknown",
            }
            body = Body(str(item["body"]), item["body_name"])
            yield Found("requests", str(item["id"]), body, cells, reply.document_id)
