"""What stands in a row, in one form that can be hashed: the same text for the same cells.

A row is its filled cells as JSON on one line, by column name: {"count":"3","measure":"..."}. So
neither quotes, line ends, the order of the columns nor a new column that is still blank matter;
every byte of a cell does.
"""

import hashlib
import json
from collections.abc import Iterator
from itertools import compress

import pandas as pd

from scorers.country import Country
from scorers.records import reading


HASH_DIGITS = 16
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def of_files(
    country: Country, frame: pd.DataFrame, chosen: "pd.Series[bool]", about: str = ""
) -> Iterator[tuple[str, list[str]]]:
    """Yield each file of a table that holds chosen rows, and their texts in file order.

    Args:
        country: Whose table.
        frame: The table, as `read_all` returns it.
        chosen: One True or False a row.
        about: A text that every chosen row holds, as in `reading.read`.
    """
    for path in frame.loc[chosen, "path"].unique().tolist():
        wanted = set(frame.loc[chosen & (frame["path"] == path), "line"].tolist())
        texts: list[str] = []
        for chunk in reading.read(country.folder / path, about=about):
            names = sorted(chunk.columns)
            rows = zip(*(chunk.columns[name] for name in names), strict=True)
            texts.extend(
                _encode({name: cell for name, cell in zip(names, row, strict=True) if cell})
                for row in compress(rows, map(wanted.__contains__, chunk.lines))
            )
        yield path, texts


def digest(texts: list[str]) -> str:
    """Return the SHA-256 of rows: that of their texts, each with a line end."""
    return hashlib.sha256("".join(f"{text}\n" for text in texts).encode()).hexdigest()


def short(text: str) -> str:
    """Return the first digits of the SHA-256 of one row, enough to tell a change."""
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_DIGITS]
