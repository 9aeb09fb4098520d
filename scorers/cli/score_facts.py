"""What the summary and the arithmetic of one institution both tell, as plain values for JSON."""

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from scorers.editions import ScoreBook
from scorers.text import Digits, Text


def edition(book: ScoreBook) -> dict[str, Any]:
    """Return what identifies the scores: edition, method, inputs."""
    return {
        "country": book.country.id,
        "edition": book.edition.id,
        "revision": book.edition.revision,
        "status": book.edition.status,
        "method": book.method.version,
        "window_start": book.edition.window_start.isoformat(),
        "window_end": book.edition.window_end.isoformat(),
        "cut_off": book.edition.cut_off.isoformat(),
        "inputs_hash": book.inputs_hash,
        "inputs": dict(book.inputs),
    }


def row(table: pd.DataFrame, key: Hashable) -> dict[str, Any]:
    """Return the row of a key, by column."""
    (found,) = table.loc[[key]].to_dict("records")
    return {str(column): value for column, value in found.items()}


def rating(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return one row of pillars or totals as plain values."""
    names = ("rated", "unrated", "measured_count", "applicable_count")
    numbers = ("score", "low", "high", "interval_low", "interval_high")
    weights = ("weight_available", "weight_applicable")
    return {
        **{name: plain(row[name]) for name in (*numbers, *weights, *names) if name in row},
        "bands": list(row["bands"]),
        "missing": list(row["missing"]),
    }


def plain(value: Any) -> Any:
    """Return a value that JSON can hold: None for NaN and NaT, a day as text."""
    if hasattr(value, "isoformat"):
        return None if value is None or value != value else value.isoformat()[:10]  # noqa: PLR0124
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and math.isnan(value) else value


def digits(book: ScoreBook, language: str) -> Digits:
    """Return how the country writes numbers in a language."""
    return Digits.of(book.country.locales[language])


def bands(book: ScoreBook, ids: list[str], to: Text, language: str) -> str:
    """Return the words of one band, or of two: "fair to good"."""
    words = [book.method.bands[name].name[language] for name in ids]
    return words[0] if len(words) == 1 else to[language].format(first=words[0], last=words[-1])
