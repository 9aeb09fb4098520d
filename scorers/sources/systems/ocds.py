"""OCDS: contracting processes, counted by buyer and period; Peru's OECE among the publishers.

Asks: a page of releases or records and those that its links lead on to; or a list of files and
the files it names; or files at known addresses, ZIP and gzip among them.
Keeps: counts, k of n processes, in the measures of contracting.py; no supplier and no person.
Cannot know: what is bought without a process that is published. A count rests on all files that
were read; the row names the last of them that has a process of that buyer and period.

    scope = { start = "api/v1/recordsAfter?format=json&order=desc" }
    scope = { files = "api/v1/files?page=1&paginateBy=10&format=json", choose = "/json/2024/" }
    scope = { addresses = ["api/v1/file/seace_v3/json/2024/1/"] }
    period = "year"                         # or "quarter", "month": what a count is of
    prompt_days = 15                        # a contract published so soon after it is signed
    rewrite = { ".osce." = ".oece." }       # in addresses that replies give
    since = "startDate"                     # the parameter that narrows `start`, if there is one
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode, urljoin

from ocdsmerge.exceptions import OCDSMergeError

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources.reporting import Ledger, Report
from scorers.sources.systems import contracting, json_documents
from scorers.sources.systems.base import Ask, Body, Found, Reply, SystemSource, required
from scorers.sources.systems.contracting import Process
from scorers.text import Text


KINDS = (
    "application/json",
    "application/x-ndjson",
    "application/zip",
    "application/x-zip-compressed",
    "application/gzip",
    "application/octet-stream",
    "text/json",
    "text/plain",
)
MONTHS = {"month": 1, "quarter": 3, "year": 12}
PROCESSES = Text(es="procesos de contratación", en="contracting processes")
NO_BODY_OR_DAY = Text(es="sin comprador o sin fecha", en="without a buyer or a day")
LINKED = Text(es="con enlaces en vez de datos", en="with links instead of releases")
UNMERGED = Text(es="con entregas que no se pueden unir", en="with releases that cannot be merged")
DOUBTFUL = Text(
    es="procesos cuyo número de postores no es el de la lista",
    en="processes whose number of tenderers is not that of the list",
)


def fetch(source: SystemSource, ask: Callable[[Ask], Reply], since: date | None) -> Iterator[Reply]:
    """Yield pages in the order of their links, then files in the order of their list."""
    scope = source.scope
    if not {"start", "files", "addresses"} & set(scope):
        raise SourceError(f'[[source]] "{source.id}": scope needs start, files or addresses')
    if "start" in scope:
        yield from _linked(source, ask, since)
    if "files" in scope:
        for address in _listed(source, ask):
            yield ask(Ask(address, kinds=KINDS))
    for address in scope.get("addresses", ()):
        yield ask(Ask(_absolute(source, source.address, address), kinds=KINDS))


def parse(source: SystemSource, replies: Iterable[Reply], report: Report) -> Iterator[Found]:
    """Yield, after the last reply, a row for each measure of a buyer and a period."""
    ledger = report.ledger(PROCESSES)
    prompt_days: int | None = source.scope.get("prompt_days")
    latest: dict[str, tuple[float, Process | None, str]] = {}
    loose: dict[str, tuple[list[dict[str, Any]], str]] = {}
    for reply in replies:
        for release, is_compiled in _releases(reply, ledger):
            ocid = str(required(reply, release, "ocid") or "")
            if not ocid:
                raise SourceChangedError(f'{reply.address}: "ocid" is blank')
            if not is_compiled:
                releases, _ = loose.get(ocid, ([], ""))
                loose[ocid] = ([*releases, release], reply.document_id)
                continue
            moment = contracting.instant(release)
            if ocid not in latest or moment > latest[ocid][0]:
                found = contracting.process(release, prompt_days)
                latest[ocid] = (moment, found, reply.document_id)
    for ocid, (releases, document) in loose.items():
        if ocid not in latest:
            try:
                release = contracting.merged(releases)
            except OCDSMergeError:
                ledger.leave(UNMERGED, ocid)
                continue
            latest[ocid] = (0.0, contracting.process(release, prompt_days), document)
    yield from _counts(source, latest, ledger, report)


def _linked(
    source: SystemSource, ask: Callable[[Ask], Reply], since: date | None
) -> Iterator[Reply]:
    address = _absolute(source, source.address, source.scope["start"])
    if since is not None and "since" in source.scope:
        joint = "&" if "?" in address else "?"
        address += joint + urlencode({source.scope["since"]: since.isoformat()})
    seen: set[str] = set()
    while address:
        seen.add(address)
        reply = ask(Ask(address, kinds=KINDS))
        yield reply
        links = _inside(reply, reply.json(), "links")
        following = links.get("next")
        address = _absolute(source, reply.address, str(following)) if following else ""
        if address in seen:
            raise SourceChangedError(f"{reply.address}: its link leads back to {address}")


def _listed(source: SystemSource, ask: Callable[[Ask], Reply]) -> list[str]:
    first = _absolute(source, source.address, source.scope["files"])
    wanted = re.compile(source.scope.get("choose", ""))
    found: dict[str, None] = {}
    page = pages = 1
    while page <= pages:
        reply = ask(Ask(re.sub(r"([?&]page=)1\b", rf"\g<1>{page}", first), kinds=KINDS))
        listing = reply.json()
        pages = required(reply, _inside(reply, listing, "pagination"), "num_pages")
        entries = required(reply, listing, "results")
        if not isinstance(pages, int) or not isinstance(entries, list) or not entries:
            raise SourceChangedError(f"{reply.address}: page {page} of {pages} lists no files")
        if pages > 1 and "page=1" not in first:
            raise SourceError(f'[[source]] "{source.id}": files needs page=1, since it has pages')
        for entry in entries:
            address = str(required(reply, _inside(reply, entry, "files"), "json") or "")
            if address and wanted.search(address):
                found[_absolute(source, reply.address, address)] = None
        page += 1
    if not found:
        raise SourceChangedError(f'{first}: lists no file like "{wanted.pattern}"')
    return list(found)


def _inside(reply: Reply, holder: Any, name: str) -> dict[str, Any]:
    found = required(reply, holder, name) if isinstance(holder, dict) else None
    if not isinstance(found, dict):
        raise SourceChangedError(f'{reply.address}: "{name}" is no object')
    return found


def _absolute(source: SystemSource, base: str, address: str) -> str:
    for old, new in source.scope.get("rewrite", {}).items():
        address = address.replace(old, new)
    return urljoin(base if base != source.address else f"{base}/", address)


def _releases(reply: Reply, ledger: Ledger) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield each pruned release, and whether it is the compiled one of its process."""
    for kind, element in json_documents.elements(reply, ("releases", "records")):
        yield from _unpacked(reply, kind, element, ledger)


def _unpacked(
    reply: Reply, kind: str, element: Any, ledger: Ledger
) -> Iterator[tuple[dict[str, Any], bool]]:
    if not isinstance(element, dict):
        raise SourceChangedError(f'{reply.address}: "{str(element)[:80]}" is no object')
    releases, records = element.get("releases"), element.get("records")
    if not kind and "ocid" not in element:
        if not isinstance(releases, list) and not isinstance(records, list):
            raise SourceChangedError(f"{reply.address}: neither releases nor records")
        for array in (releases, records):
            for one in array if isinstance(array, list) else ():
                yield from _unpacked(reply, "an element", one, ledger)
    elif isinstance(element.get("compiledRelease"), dict):
        release = {"ocid": element.get("ocid"), **element["compiledRelease"]}
        yield contracting.pruned(release), True
    elif isinstance(releases, list):
        whole = [one for one in releases if isinstance(one, dict) and "ocid" in one]
        if not whole:
            # Only addresses of releases are given: nothing is known of the process itself.
            ledger.leave(LINKED, str(element.get("ocid", "")))
        for one in whole:
            yield contracting.pruned(one), False
    else:
        release = contracting.pruned(element)
        yield release, "compiled" in release.get("tag", ())


def _counts(
    source: SystemSource,
    latest: dict[str, tuple[float, Process | None, str]],
    ledger: Ledger,
    report: Report,
) -> Iterator[Found]:
    period = source.scope.get("period", "year")
    if period not in MONTHS:
        raise SourceError(f'[[source]] "{source.id}": period is "{period}"; write year or month')
    names: dict[str, Body] = {}
    yes: Counter[tuple[str, date, int]] = Counter()
    all_: Counter[tuple[str, date, int]] = Counter()
    documents: dict[tuple[str, date], str] = {}
    doubtful = 0
    for ocid, (_, found, document) in latest.items():
        if found is None:
            ledger.leave(NO_BODY_OR_DAY, ocid)
            continue
        ledger.use()
        doubtful += found.is_doubtful
        body, start = contracting.key(found.body), _start(found.day, MONTHS[period])
        names[body] = found.body
        documents[body, start] = document
        for at, answer in enumerate(found.answers):
            if answer is not None:
                all_[body, start, at] += 1
                yes[body, start, at] += answer
    report.note(DOUBTFUL, doubtful)
    for (body, start, at), total in sorted(all_.items()):
        measure = contracting.MEASURES[at]
        cells = {
            "measure": measure,
            "period_start": start.isoformat(),
            "period_end": _end(start, MONTHS[period]).isoformat(),
            "count": str(yes[body, start, at]),
            "total": str(total),
            "publisher": source.publisher,
            # The figures are those that the buyer itself entered.
            "self_reported": "true",
        }
        key = f"{measure}:{body}:{start.isoformat()}"
        yield Found("statistics", key, names[body], cells, documents[body, start])


def _start(day: date, months: int) -> date:
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _end(start: date, months: int) -> date:
    following = start.year * 12 + start.month - 1 + months
    return date(following // 12, following % 12 + 1, 1) - timedelta(days=1)
