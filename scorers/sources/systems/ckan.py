"""CKAN: tables of requests, observations or statistics in an open-data catalogue.

Asks: package_show of one data set, or package_search, for the resources; then each table from the
datastore, page by page and only the declared columns, or the resource's CSV file.
Keeps: the declared columns; never free text and never the name of a person.
Cannot know: what the publisher left out of the table. A datastore states no day of its last
change, so that `since` narrows it only where the scope names a column of such days.

    scope = { dataset = "solicitudes", resources = "^Solicitudes", columns = { key = "Número" } }
    scope = { resource = "6683dbe3-bf0f-4169-bddf-d380842ec749", changed = "actualizado" }
    scope = { search = "tags:solicitudes" }
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode, urljoin

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources.reporting import Report
from scorers.sources.systems import catalogues
from scorers.sources.systems.base import Ask, Found, Many, Reply, SystemSource, required
from scorers.sources.systems.catalogues import Resource


ROWS = 10_000  # of a datastore page; the server allows 32,000, but a page must fit in memory twice
FIRST = 100  # of what is newer than a day; then as many again as came so far, up to a whole page
REFUSED = 409  # the status of an action whose arguments cannot be, such as an unknown column
DATASETS = 1000  # of a search page; more are cut without a word


def fetch(source: SystemSource, ask: Callable[[Ask], Reply], since: date | None) -> Iterator[Reply]:
    """Yield the pages of each table, in the order of the catalogue."""
    for resource in _resources(source, ask):
        if resource.in_datastore:
            yield from _table(source, ask, resource.id, since)
        elif not catalogues.unchanged(resource, since):
            address = urljoin(f"{source.address}/", resource.address)
            yield ask(Ask(address, kinds=catalogues.FILE_KINDS))


def parse(source: SystemSource, replies: Iterable[Reply], report: Report) -> Iterator[Found | Many]:
    """Yield a row for each record of the pages and files."""
    return catalogues.parse(source, replies, report)


def _resources(source: SystemSource, ask: Callable[[Ask], Reply]) -> Iterator[Resource]:
    scope = source.scope
    if "resource" in scope:
        yield Resource(scope["resource"], "", "", "", "", in_datastore=True)
    elif "dataset" in scope:
        reply = ask(_action(source, "package_show", id=scope["dataset"]))
        dataset = catalogues.result(reply)
        yield from catalogues.chosen(source, reply, catalogues.resources(reply, dataset))
    elif "search" in scope:
        yield from _searched(source, ask)
    else:
        raise SourceError(f'[[source]] "{source.id}": scope needs dataset, resource or search')


def _searched(source: SystemSource, ask: Callable[[Ask], Reply]) -> Iterator[Resource]:
    start, seen = 0, set()
    while True:
        # Without an order of its own, what is changed meanwhile moves between the pages.
        query = {"fq": source.scope["search"], "sort": "name asc", "rows": DATASETS, "start": start}
        reply = ask(_action(source, "package_search", **query))
        found = catalogues.answer(reply)
        datasets = catalogues.objects(reply, found, "results")
        count = catalogues.total_of(reply, found, "count")
        for dataset in datasets:
            name = str(required(reply, dataset, "id"))
            if name not in seen:
                seen.add(name)
                yield from catalogues.chosen(source, reply, catalogues.resources(reply, dataset))
        start += len(datasets)
        if start >= count:
            return
        if not datasets:
            raise SourceChangedError(f"{reply.address}: ends at {start} of {count} data sets")


def _table(
    source: SystemSource, ask: Callable[[Ask], Reply], resource: str, since: date | None
) -> Iterator[Reply]:
    changed = source.scope.get("changed") if since is not None else None
    wanted = ["_id", *catalogues.columns(source), *([changed] if changed else [])]
    query = {"resource_id": resource, "limit": ROWS, "include_total": "true"}
    # CKAN parts names by commas and offers no way to write one that holds a comma.
    if not any("," in name for name in wanted):
        query["fields"] = ",".join(dict.fromkeys(wanted))
    query["sort"] = f'"{changed}" desc, _id' if changed else "_id"

    def page(offset: int) -> Ask:
        limit = min(ROWS, max(FIRST, offset)) if changed else ROWS
        one = _action(source, "datastore_search", **{**query, "limit": limit, "offset": offset})
        return replace(one, statuses=(REFUSED,))

    def asked(one: Ask) -> Reply:
        reply = ask(one)
        if reply.status == REFUSED:
            _refuse_lacking(source, ask, resource, wanted)
        return reply

    for reply in catalogues.pages(asked, page):
        yield reply
        if since and changed:
            records = catalogues.answer(reply)["records"]
            # Rows without such a day come first and may have changed: they are read.
            last = records[-1].get(changed) if records else None
            if last is not None and str(last) < since.isoformat():
                return


def _refuse_lacking(
    source: SystemSource, ask: Callable[[Ask], Reply], resource: str, wanted: Iterable[str]
) -> None:
    """Raise SourceChangedError where a table lacks a column; CKAN's refusal names it alone."""
    shape = ask(_action(source, "datastore_search", resource_id=resource, limit=0))
    there = catalogues.names(shape, catalogues.answer(shape))
    for name in wanted:
        if name not in there:
            raise SourceChangedError(
                f'{shape.address}: no column "{name}"; it has: {", ".join(there)}'
            )


def _action(source: SystemSource, name: str, **query: object) -> Ask:
    return Ask(f"{source.address}/api/3/action/{name}?{urlencode(query)}")
