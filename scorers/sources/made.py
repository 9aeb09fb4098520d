"""What an import makes: rows of our tables by file, and the documents that they rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


Cells = dict[str, str]


@dataclass(frozen=True)
class Made:
    """Rows of one table, in one file or several.

    Attributes:
        table: The table's name.
        files: Rows by file, below the country's folder.
        documents: Rows of documents beyond those of the sources themselves.
    """

    table: str
    files: Mapping[str, Sequence[Cells]]
    documents: Sequence[Cells] = field(default=())
