"""A file that is a table, as its source declares it."""

from collections.abc import Mapping
from dataclasses import dataclass


FORMATS = ("csv", "xlsx")
FIND = 0


@dataclass(frozen=True)
class Source:
    """One file that the state or someone else publishes.

    Attributes:
        role: What its rows are: an import asks for its sources by role.
        feeds: The imports that need it.
        address: Where it is published; "" for a list made by hand, which is read from a file only.
        file: Its file name, used with `--files`.
        header_row: The row of the column names; the first row is 1, and FIND is the first row that
            holds all of them.
        columns: Our column names, each with the source's own; "Total#2" is its second "Total".
        decimal: The decimal mark of its numbers; `group` parts thousands.
        days: The format of its days, as strptime writes it.
        document: The row of the table documents, or {} where its rows name their own pages.
        member: The file to read where the address leads to a ZIP archive; "" where it does not.
        hosts: The only hosts that are asked; the address's own where none is named, and
            "*.example.org" is any host below that name.
        permission: A written permission to read what robots.txt refuses; "" if there is none.
        is_private: Whether it may be on this machine or a private network.
    """

    id: str
    role: str
    feeds: tuple[str, ...]
    address: str
    file: str
    format: str
    sheet: str
    header_row: int
    encoding: str
    delimiter: str
    columns: Mapping[str, str]
    decimal: str
    group: str
    days: str
    publisher: str
    licence: str
    document: Mapping[str, str]
    member: str = ""
    hosts: tuple[str, ...] = ()
    permission: str = ""
    is_private: bool = False

    @property
    def place(self) -> str:
        """What messages call it: the address, or the file's name."""
        return self.address or self.file
