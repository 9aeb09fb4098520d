"""A table that stands somewhere as a file: CSV, XLSX, a ZIP, a Google Sheet or a Data Package.

Asks: each file of the scope; of a Data Package first its description.
Keeps: the columns that the scope names, as rows of ours; all other columns are read and dropped.
Cannot know: what the columns mean: the scope must say so. A row with a day that cannot be is left
    out whole and listed with its line.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from scorers.exceptions import SourceError
from scorers.sources import data_packages, google_sheets
from scorers.sources import tabular as tables
from scorers.sources.data_packages import Resource
from scorers.sources.reporting import Report
from scorers.sources.systems.base import JSON, Ask, Found, Many, Reply, SystemSource
from scorers.sources.systems.table_rows import Table
from scorers.sources.table_source import FIND, FORMATS, Source


ANY = ("application/octet-stream", "binary/octet-stream")
KINDS = {
    "csv": ("text/csv", "text/plain", "application/csv", "text/tab-separated-values", *ANY),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", *ANY),
    "zip": ("application/zip", "application/x-zip-compressed", *ANY),
}


def fetch(source: SystemSource, ask: Callable[[Ask], Reply], since: date | None) -> Iterator[Reply]:
    """Yield each file, a package's description before its own; files are whole, whatever `since`.

    Raises:
        SourceError: The scope cannot be.
    """
    del since
    declared = _declared(source)
    for address in source.scope.get("files", [source.address]):
        if data_packages.is_descriptor(address):
            description = ask(Ask(address, kinds=JSON))
            yield description
            resource = data_packages.resource(description, source.scope.get("resource", ""))
            yield ask(Ask(resource.address, kinds=KINDS[resource.format]))
        else:
            kinds = KINDS["zip" if declared.member else declared.format]
            yield ask(Ask(google_sheets.export(address), kinds=kinds))


def parse(source: SystemSource, replies: Iterable[Reply], report: Report) -> Iterator[Found | Many]:
    """Yield one row of ours for each row of each file."""
    table = Table(source, report)
    resource: Resource | None = None
    for reply in replies:
        if data_packages.is_descriptor(reply.address):
            resource = data_packages.resource(reply, source.scope.get("resource", ""))
            continue
        shape = _shape(source, reply, resource, table.columns)
        rows = tables.parse(reply.body, shape)
        yield from table.read(reply, ((row.line, row.cells) for row in rows), "row {}")
        resource = None


def _declared(source: SystemSource) -> Resource:
    """Return how the scope says that the files are written; SourceError if that cannot be."""
    scope = source.scope
    form, header_row = scope.get("format", "csv"), scope.get("header_row", 1)
    if form not in FORMATS:
        raise _fault(source, f'format is "{form}"; write {" or ".join(FORMATS)}')
    if header_row == "find":
        header_row = FIND
    elif type(header_row) is not int or header_row < 1:
        raise _fault(source, f'header_row is "{header_row}"; write a row from 1 up, or "find"')
    return Resource(
        address="",
        format=form,
        encoding=scope.get("encoding", "utf-8"),
        delimiter=scope.get("delimiter", ","),
        header_row=header_row,
        sheet=scope.get("sheet", ""),
        member=scope.get("member", ""),
    )


def _shape(
    source: SystemSource, reply: Reply, resource: Resource | None, columns: list[str]
) -> Source:
    """Return the file as the reader of tables takes it; what a package says of it holds."""
    how = resource or _declared(source)
    return Source(
        id=source.id,
        role="",
        feeds=(),
        address=reply.address,
        file="",
        format=how.format,
        sheet=how.sheet or source.scope.get("sheet", ""),
        header_row=how.header_row,
        encoding=how.encoding,
        delimiter=how.delimiter,
        columns={name: name for name in columns},
        decimal=".",
        group=",",
        days="",
        publisher=source.publisher,
        licence=source.licence,
        document={},
        member=how.member,
    )


def _fault(source: SystemSource, message: str) -> SourceError:
    return SourceError(f'sources.toml: [[source]] "{source.id}": scope.{message}')
