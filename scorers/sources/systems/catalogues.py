"""What CKAN and DKAN have in common: envelopes, resources, pages of a datastore, CSV files.

dataset = "solicitudes-de-acceso"       # or resource, or search: each system says which
resources = "^Solicitudes 20[0-9]{2}"   # a regular expression on the resource's name
files = "^solicitudes-20[0-9]{6}"       # one on the file's name: the end of its address
newest = "only"                         # or "first": of the resources, by their own dates
encodings = ["utf-8", "cp1252"]         # of a file, the first that fits
delimiters = [",", ";"]                 # of a file, the first that gives all columns
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Any

from scorers.exceptions import SourceChangedError, SourceError, SourceUnavailableError
from scorers.sources.reporting import Report
from scorers.sources.systems.base import Ask, Found, Many, Reply, SystemSource, required
from scorers.sources.systems.columns import Columns, several
from scorers.sources.systems.table_rows import Numbered, Table


# What servers call a CSV file; a web page is not among them.
FILE_KINDS = (
    "text/csv",
    "text/plain",
    "application/csv",
    "application/octet-stream",
    "application/vnd.ms-excel",
    "binary/octet-stream",
)
DATASTORES = ("/action/datastore_search?", "/action/datastore/search.json?")
READINGS = 3  # of a table whose rows vanish while it is read
ISO_DAY = re.compile(r"(19|20)\d\d-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of a data set.

    Attributes:
        changed_on: The last day of change that the catalogue states, as 2024-02-03, or "".
        in_datastore: Whether it can be read page by page.
    """

    id: str
    name: str
    address: str
    format: str
    changed_on: str
    in_datastore: bool

    @property
    def file(self) -> str:
        """The name of its file: the end of its address."""
        return self.address.partition("?")[0].rpartition("/")[2]


def result(reply: Reply) -> Any:
    """Return what an action answers, out of its envelope.

    Raises:
        SourceChangedError: There is no envelope, or it says that the action failed. The message
            of the system is in the words of its site: only the type of the error is repeated.
    """
    envelope = reply.json()
    if not isinstance(envelope, dict):
        raise SourceChangedError(f'{reply.address}: no envelope, but "{str(envelope)[:80]}"')
    if required(reply, envelope, "success") is not True:
        error = envelope.get("error")
        kind = error.get("__type", "") if isinstance(error, dict) else ""
        raise SourceChangedError(f'{reply.address}: the action failed: "{kind or "no type"}"')
    return required(reply, envelope, "result")


def answer(reply: Reply) -> dict[str, Any]:
    """Return what an action answers where that is an object."""
    found = result(reply)
    if not isinstance(found, dict):
        raise SourceChangedError(f'{reply.address}: "result" is no object')
    return found


def objects(reply: Reply, holder: Any, name: str) -> list[dict[str, Any]]:
    """Return a list of objects; SourceChangedError names the address and the field."""
    found = required(reply, holder, name) if isinstance(holder, dict) else None
    if not isinstance(found, list) or not set(map(type, found)) <= {dict}:
        raise SourceChangedError(f'{reply.address}: "{name}" is no list of objects')
    return found


def names(reply: Reply, table: dict[str, Any]) -> list[str]:
    """Return the names of the columns of a datastore table."""
    return [str(required(reply, field, "id")) for field in objects(reply, table, "fields")]


def total_of(reply: Reply, holder: dict[str, Any], name: str) -> int:
    """Return a count that the system may write as a number or as text."""
    total = required(reply, holder, name)
    if isinstance(total, int | str) and str(total).isdecimal():
        return int(total)
    raise SourceChangedError(f'{reply.address}: {name} is "{str(total)[:80]}"')


def resources(reply: Reply, dataset: Any) -> list[Resource]:
    """Return the resources of a data set as package_show and package_search have it."""
    return [
        Resource(
            id=str(required(reply, entry, "id")),
            name=str(entry.get("name") or ""),
            address=str(entry.get("url") or ""),
            format=str(entry.get("format") or "").lower(),
            changed_on=_day(entry.get("last_modified")) or _day(entry.get("created")),
            in_datastore=entry.get("datastore_active") is True,
        )
        for entry in objects(reply, dataset, "resources")
        if str(entry.get("state") or "active").lower() == "active"
    ]


def chosen(source: SystemSource, reply: Reply, found: Iterable[Resource]) -> list[Resource]:
    """Return the resources that the scope names; SourceChangedError if there is none."""
    wanted = re.compile(source.scope.get("resources", ""))
    files = re.compile(source.scope.get("files", ""))
    found = list(found)
    named = [one for one in found if wanted.search(one.name) and files.search(one.file)]
    if not named:
        patterns = [f'is named like "{wanted.pattern}"'] if wanted.pattern else []
        patterns += [f'has a file like "{files.pattern}"'] if files.pattern else []
        names = ", ".join(
            f"{one.name} ({one.file})" if files.pattern else one.name for one in found[:20]
        )
        raise SourceChangedError(
            f"{reply.address}: no resource {' and '.join(patterns) or 'is there'}; there are: "
            f"{names or 'none'}"
        )
    newest = source.scope.get("newest", "")
    if newest not in ("", "first", "only"):
        raise SourceError(f'[[source]] "{source.id}": newest is "{newest}"; write first or only')
    if newest:
        undated = [resource.name for resource in named if not resource.changed_on]
        if undated:
            raise SourceChangedError(f'{reply.address}: no day of change for "{undated[0]}"')
        named.sort(key=lambda resource: (resource.changed_on, resource.name), reverse=True)
    return named[:1] if newest == "only" else named


def unchanged(resource: Resource, since: date | None) -> bool:
    """Return whether a file is known not to have changed since that day."""
    return since is not None and "" < resource.changed_on < since.isoformat()


def pages(ask: Callable[[Ask], Reply], page: Callable[[int], Ask]) -> Iterator[Reply]:
    """Yield the pages of a datastore table by offset and count: links are not to be trusted.

    Rows that vanish while it is read move the later ones, so that one may be missed: the table is
    read anew, and only its last reading counts.

    Raises:
        SourceChangedError: A page is the one before it, the pages end before the count, or rows
            vanished during each of the readings.
    """
    for reading in range(READINGS):
        offset, most, before = 0, 0, None
        whole = True
        while True:
            # Each reading but the first begins anew.
            reply = ask(replace(page(offset), is_anew=reading > 0 and offset == 0))
            table = answer(reply)
            records, total = objects(reply, table, "records"), total_of(reply, table, "total")
            if records and records == before:
                raise SourceChangedError(f"{reply.address}: is the page before it again")
            whole, most = whole and total >= most, max(most, total)
            yield reply
            offset, before = offset + len(records), records
            if offset >= total:
                break
            if not records:
                raise SourceChangedError(f"{reply.address}: ends at {offset} of {total} rows")
        if whole:
            return
    raise SourceChangedError(f"{page(0).address}: rows vanished each time it was read")


def parse(source: SystemSource, replies: Iterable[Reply], report: Report) -> Iterator[Found | Many]:
    """Yield the rows of datastore pages and CSV files."""
    table = Table(source, report)
    for reply in replies:
        if any(path in reply.address for path in DATASTORES):
            yield from _datastore_rows(reply, table)
        else:
            yield from table.read(reply, _file_rows(reply, source, table), "line {}")


def columns(source: SystemSource) -> list[str]:
    """Return the columns to ask for: nothing else is sent, and so nothing else is kept."""
    return Columns(source).theirs


def _datastore_rows(reply: Reply, table: Table) -> Iterator[Found | Many]:
    found = answer(reply)
    table.check(reply, names(reply, found))
    records = objects(reply, found, "records")
    try:
        numbers = list(map(itemgetter("_id"), records))
    except KeyError:
        return table.read(reply, enumerate(records, 1), "row {} of its page")
    return table.read(reply, zip(numbers, records, strict=True), "row {}")


def _file_rows(reply: Reply, source: SystemSource, table: Table) -> Iterator[Numbered]:
    if reply.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower().startswith((b"<!doctype", b"<html")):
        raise SourceUnavailableError(f"{reply.address}: is a web page instead of a table")
    text = _decoded(reply, several(source, "encodings", ("utf-8",)))
    wanted = table.columns
    header: list[str] = []
    for delimiter in several(source, "delimiters", (",",)):
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        header = [title.strip() for title in next(rows, [])]
        if all(name in header for name in wanted):
            break
    table.check(reply, header)
    repeated = [name for name in wanted if header.count(name) > 1]
    if repeated:
        raise SourceChangedError(f'{reply.address}: more than one column "{repeated[0]}"')
    return _lines(reply, rows, header)


def _lines(reply: Reply, rows: Any, header: list[str]) -> Iterator[Numbered]:
    line = rows.line_num + 1
    try:
        for cells in rows:
            if any(cells):
                # A cell too many has moved others into columns that are not theirs; with one too
                # few the file is cut off.
                whole = len(cells) == len(header)
                yield line, dict(zip(header, cells, strict=True)) if whole else None
            line = rows.line_num + 1
    except csv.Error as error:
        raise SourceChangedError(f"{reply.address}, line {rows.line_num}: {error}") from error


def _decoded(reply: Reply, encodings: Iterable[str]) -> str:
    for encoding in encodings:
        try:
            return reply.body.decode("utf-8-sig" if encoding == "utf-8" else encoding)
        except UnicodeDecodeError:
            continue
    raise SourceChangedError(f"{reply.address}: not in the encoding {', '.join(encodings)}")


def _day(moment: Any) -> str:
    return moment[:10] if isinstance(moment, str) and ISO_DAY.match(moment) else ""
