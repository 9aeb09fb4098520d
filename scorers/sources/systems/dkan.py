"""DKAN 7, the catalogue of Peru's national open-data platform; files of DKAN 2 through data.json.

Asks: package_show, whose result is a list, or the whole catalogue as data.json; then the CSV file
of each resource that the scope names, or its datastore, 100 rows at a time.
Keeps: the declared columns; never free text and never the name of a person.
Cannot know: what the firewall before it refuses (403, 418): the source then counts as not
answering, and its last good rows stay. No search is offered, and package_show states its days in
words, so that `since` narrows only what is listed in data.json.

    scope = { dataset = "solicitudes-2024", resources = "csv", delimiters = [";", ","] }
    scope = { dataset = "solicitudes-2024", read = "datastore" }
    scope = { catalogue = "data.json", dataset = "cedcd327-4e5d-43f9-8eb1-c11850fa7c55" }
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from urllib.parse import urlencode, urljoin

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources.reporting import Report
from scorers.sources.systems import catalogues
from scorers.sources.systems.base import Ask, Found, Many, Reply, SystemSource, required
from scorers.sources.systems.catalogues import Resource


ROWS = 100  # more are cut without a word for who is not logged in
JSON_KINDS = ("application/json", "text/json", "text/javascript")


def fetch(source: SystemSource, ask: Callable[[Ask], Reply], since: date | None) -> Iterator[Reply]:
    """Yield the file, or the pages, of each resource, in the order of the catalogue."""
    by_page = source.scope.get("read", "file") == "datastore"
    listed = _catalogue if "catalogue" in source.scope else _dataset
    for resource in listed(source, ask):
        if by_page:
            yield from _table(source, ask, resource.id)
        elif not catalogues.unchanged(resource, since):
            address = urljoin(f"{source.address}/", resource.address)
            yield ask(Ask(address, kinds=catalogues.FILE_KINDS))


def parse(source: SystemSource, replies: Iterable[Reply], report: Report) -> Iterator[Found | Many]:
    """Yield a row for each record of the pages and files."""
    return catalogues.parse(source, replies, report)


def _dataset(source: SystemSource, ask: Callable[[Ask], Reply]) -> list[Resource]:
    address = f"{source.address}/api/3/action/package_show?{urlencode({'id': _wanted(source)})}"
    reply = ask(Ask(address, kinds=JSON_KINDS))
    found = catalogues.result(reply)
    if isinstance(found, list):
        if len(found) != 1:
            raise SourceChangedError(f"{reply.address}: {len(found)} data sets instead of one")
        found = found[0]
    return catalogues.chosen(source, reply, catalogues.resources(reply, found))


def _catalogue(source: SystemSource, ask: Callable[[Ask], Reply]) -> list[Resource]:
    reply = ask(Ask(f"{source.address}/{source.scope['catalogue']}", kinds=JSON_KINDS))
    wanted = _wanted(source)
    for dataset in catalogues.objects(reply, reply.json(), "dataset"):
        if required(reply, dataset, "identifier") == wanted:
            return catalogues.chosen(source, reply, listed(reply, dataset))
    raise SourceChangedError(f'{reply.address}: no data set has the identifier "{wanted}"')


def listed(reply: Reply, dataset: dict[str, object]) -> list[Resource]:
    """Return the files of a data set as data.json has it, each with the data set's day."""
    changed = str(dataset.get("modified") or "")[:10]
    return [
        Resource(
            id=str(dataset["identifier"]),
            name=str(entry.get("title") or ""),
            address=str(entry["downloadURL"]),
            format=str(entry.get("format") or "").lower(),
            changed_on=changed,
            in_datastore=False,
        )
        for entry in catalogues.objects(reply, dataset, "distribution")
        if "downloadURL" in entry
    ]


def _table(source: SystemSource, ask: Callable[[Ask], Reply], resource: str) -> Iterator[Reply]:
    wanted = catalogues.columns(source)
    query: dict[str, object] = {"resource_id": resource, "limit": ROWS}
    if not any("," in name for name in wanted):
        # In the order of its ids a row keeps its place; DKAN states no other.
        query |= {"fields": ",".join(wanted), "sort": wanted[0]}
    address = f"{source.address}/api/action/datastore/search.json"
    yield from catalogues.pages(
        ask,
        lambda offset: Ask(f"{address}?{urlencode({**query, 'offset': offset})}", kinds=JSON_KINDS),
    )


def _wanted(source: SystemSource) -> str:
    if "dataset" not in source.scope:
        raise SourceError(f'[[source]] "{source.id}": scope needs dataset')
    return str(source.scope["dataset"])
