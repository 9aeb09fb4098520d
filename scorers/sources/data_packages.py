"""Data Packages, versions 1 and 2: which file is the table, and how it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources.systems.base import Reply, required


DESCRIPTOR = "datapackage.json"
FORMATS = ("csv", "xlsx")
TAB = "\t"


@dataclass(frozen=True, slots=True)
class Resource:
    """One table and how it is written.

    Attributes:
        address: Of its file.
        sheet: Of a workbook; "" where none is named.
        member: Of a ZIP archive; "" where it is none.
    """

    address: str
    format: str
    encoding: str
    delimiter: str
    header_row: int
    sheet: str
    member: str = ""


def is_descriptor(address: str) -> bool:
    """Return whether an address is that of a package's description."""
    return urlsplit(address).path.rpartition("/")[2] == DESCRIPTOR


def resource(reply: Reply, name: str) -> Resource:
    """Return a resource of a package by its name, or its only one for "".

    Raises:
        SourceError: The package has several and none is named.
        SourceChangedError: It has no such resource, or one that cannot be read as a table.
    """
    package = reply.json()
    if not isinstance(package, dict):
        raise SourceChangedError(f"{reply.address}: a {type(package).__name__}, not a package")
    entries = {entry.get("name", ""): entry for entry in required(reply, package, "resources")}
    if not name and len(entries) != 1:
        raise SourceError(
            f"{reply.address}: the package has {len(entries)} resources; "
            f"name one in scope.resource: {', '.join(entries)}"
        )
    if name and name not in entries:
        raise SourceChangedError(
            f'{reply.address}: no resource "{name}"; it has: {", ".join(entries) or "none"}'
        )
    return _resource(reply, entries[name] if name else next(iter(entries.values())))


def _resource(reply: Reply, entry: Mapping[str, Any]) -> Resource:
    path = _path(reply, entry)
    form = str(entry.get("format") or path.rpartition(".")[2]).lower()
    if form == "tsv":
        form, delimiter = "csv", TAB
    else:
        delimiter = ","
    if form not in FORMATS:
        raise SourceChangedError(f'{reply.address}: format "{form}" of "{path}" is no table')
    dialect = entry.get("dialect", {})
    if not isinstance(dialect, dict):
        raise SourceChangedError(f'{reply.address}: the dialect of "{path}" is another file')
    # Version 1 says only whether there is a header; version 2 may also say in which row it stands.
    rows = dialect.get("headerRows", [1])
    if dialect.get("header") is False or not isinstance(rows, list) or len(rows) != 1:
        raise SourceChangedError(f'{reply.address}: "{path}" has not one row of column names')
    address = path if urlsplit(path).scheme else urljoin(reply.final_address, quote(unquote(path)))
    return Resource(
        address=address,
        format=form,
        encoding=str(entry.get("encoding", "utf-8")),
        delimiter=str(dialect.get("delimiter", delimiter)),
        header_row=int(rows[0]),
        sheet=str(dialect.get("sheetName", "")),
    )


def _path(reply: Reply, entry: Mapping[str, Any]) -> str:
    """Return the path of a resource: an http(s) address, or one below the description."""
    path = entry.get("path")
    if isinstance(path, list) and len(path) == 1:
        path = path[0]
    if not isinstance(path, str) or not path:
        raise SourceChangedError(
            f'{reply.address}: resource "{entry.get("name", "")}" is not one file: path is {path}'
        )
    if urlsplit(path).scheme in {"http", "https"}:
        return path
    plain = unquote(path).replace("\\", "/")
    if urlsplit(path).scheme or plain.startswith("/") or ".." in plain.split("/"):
        raise SourceChangedError(f'{reply.address}: path "{path}" leads out of the package')
    return path
