"""The addresses of known observations, opened again: is it still there, and in which form?

Asks: each address once, as it stands in the table observations.
Keeps: a look of its own day at each item that the address is of, with the form that its bytes
    show: found as the last look found it, `listed` where that was `absent`; or `absent` where the
    server says that it is gone (404, 410).
Cannot know: whether the document is the right one, or whole. What does not answer, leads to a home
    page, or is a web page where a file was, may be a fault of the day: no row, but a line in the
    report.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

from scorers.exceptions import SourceError
from scorers.sources import opening, scopes
from scorers.sources.addresses import ending
from scorers.sources.reporting import Report
from scorers.sources.systems.base import Ask, Body, Found, Reply, SystemSource
from scorers.text import Text


GONE = (404, 410)
# A host that fails so often is left alone for the rest of the visit.
MOST_FAILURES = 2
FILES = frozenset({"pdf", "scan", "text", "spreadsheet", "open", "open_licensed", "image"})

VISITED = Text("Direcciones visitadas", "Addresses visited")
NO_ANSWER = Text(
    "sin respuesta que valga: nada se anota", "no answer that counts: nothing is noted"
)
HOME = Text(
    "llevan a una página de inicio: vea alguien", "lead to a home page: someone should look"
)
NOW_PAGE = Text(
    "una página donde había un archivo: vea alguien",
    "a web page where a file was: someone should look",
)
EMPTY = Text("vacías o que no se abren: vea alguien", "empty, or do not open: someone should look")
ABSENT = Text("Ya no están (404, 410)", "Gone (404, 410)")
ELSEWHERE = Text("Llevan a otra dirección", "Lead to another address")


def fetch(source: SystemSource, ask: Callable[[Ask], Reply], since: date | None) -> Iterator[Reply]:
    """Yield the reply of each address that gives one.

    An address without an answer is passed over, not an end: most of them are of other hosts. This
    is the one system that catches it.
    """
    del since
    failures = Counter[str]()
    for address in _by_address(source):
        host = urlsplit(address).hostname or ""
        if failures[host] >= MOST_FAILURES:
            continue
        try:
            reply = ask(Ask(address, kinds=("",), statuses=GONE))
        except SourceError:
            failures[host] += 1
        else:
            yield reply


def parse(source: SystemSource, replies: Iterable[Reply], report: Report) -> Iterator[Found]:
    """Yield one observation for each item that an address is of."""
    targets = _by_address(source)
    ledger = report.ledger(VISITED)
    seen, absent, elsewhere = set[str](), 0, 0
    look_again: defaultdict[Text, list[str]] = defaultdict(list)
    for reply in replies:
        seen.add(reply.address)
        is_absent = reply.status in GONE
        kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        form = opening.form(reply.body, kind, ending(reply.address))
        absent += is_absent
        elsewhere += reply.final_address != reply.address
        doubt = None if is_absent else _doubt(reply, form, targets[reply.address])
        if doubt:
            ledger.leave(doubt, reply.address)
            look_again[doubt].append(reply.address)
            continue
        ledger.use()
        for target in targets[reply.address]:
            yield _found(reply, target, "" if is_absent else form.format, is_absent=is_absent)
    for address in targets:
        if address not in seen:
            ledger.leave(NO_ANSWER, address)
            look_again[NO_ANSWER].append(address)
    report.note(ABSENT, absent)
    report.note(ELSEWHERE, elsewhere)
    report.lists.extend(look_again.items())


def _by_address(source: SystemSource) -> Mapping[str, list[Mapping[str, str]]]:
    """Return the items of each address, in the order of the scope."""
    targets: defaultdict[str, list[Mapping[str, str]]] = defaultdict(list)
    for target in scopes.need(source, "targets", list):
        targets[target["url"]].append(target)
    return targets


def _doubt(reply: Reply, form: opening.Form, targets: Iterable[Mapping[str, str]]) -> Text | None:
    """Return why a reply proves nothing, None if it does."""
    asked, final = urlsplit(reply.address), urlsplit(reply.final_address)
    if final.path.strip("/") == "" and not final.query and asked.path.strip("/"):
        return HOME
    if form.is_empty:
        return EMPTY
    if form.format == "page" and any(target.get("format", "") in FILES for target in targets):
        return NOW_PAGE
    return None


def _found(reply: Reply, target: Mapping[str, str], form: str, *, is_absent: bool) -> Found:
    day = reply.at.date().isoformat()
    what = "|".join(target.get(name, "") for name in ("institution_id", "item", "period"))
    cells = {
        "item": target["item"],
        "period": target.get("period", ""),
        "looked_on": day,
        "found": "absent" if is_absent else _still(target),
        "format": form,
        "url": reply.address,
    }
    return Found(
        table="observations",
        key=f"{day}:{hashlib.sha256(what.encode()).hexdigest()[:16]}",
        body=Body(target["institution_id"], target["institution_id"]),
        cells={name: cell for name, cell in cells.items() if cell},
        document_id=reply.document_id,
    )


def _still(target: Mapping[str, str]) -> str:
    """Return what a person found, who alone can tell whole from partial; else that it is listed."""
    found = target.get("found", "")
    return found if found in {"complete", "partial"} else "listed"
