"""The tables of a frozen edition: scores.csv, evidence.csv and, if they say anything, others.

These are beside.csv and baseline_waits.csv, which says what shrunk waits lean on where the method
does not fix it.

Rows stand institution by institution in the order of their ids: the indicators in the method's
order, then the pillars, then the total. Numbers are the shortest decimals that are the same when
rounded to 9 places; a blank is missing; lines end in LF.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from scorers.editions.book import ScoreBook
from scorers.editions.trees import TOTAL
from scorers.index.aggregate import DIGITS


SCORES = "scores.csv"
EVIDENCE = "evidence.csv"
BESIDE = "beside.csv"
BASELINE_WAITS = "baseline_waits.csv"
OPTIONAL = (BESIDE, BASELINE_WAITS)
KEY = ("institution_id", "part", "id")
NUMBERS = (
    "value",
    "estimate",
    "count",
    "total",
    "score",
    "low",
    "high",
    "interval_low",
    "interval_high",
    "weight_available",
    "weight_applicable",
    "measured_count",
    "applicable_count",
)
# state: of an indicator as in `ScoreBook`; of a pillar or total "rated", or why it is not.
COLUMNS = (
    *KEY,
    "state",
    *NUMBERS,
    "bands",
    "missing",
    "sample",
    "self_reported",
    "seen_from",
    "seen_to",
)
OF_BESIDE = (
    "institution_id",
    "indicator_id",
    "kind",
    "state",
    "value",
    "count",
    "total",
    "self_reported",
    "seen_from",
    "seen_to",
)
# From `time` on, in the unit of the indicator, `waiting` of all waits go on, 0 to 1.
OF_BASELINE_WAITS = ("indicator_id", "time", "waiting")
OF_EVIDENCE = ("institution_id", "indicator_id", "row_id", "row_hash")
# The columns of all tables that hold numbers.
NUMERIC = (*NUMBERS, *OF_BASELINE_WAITS[1:])
# What names a row of each table.
KEYS = {
    SCORES: KEY,
    EVIDENCE: OF_EVIDENCE[:3],
    BESIDE: OF_BESIDE[:3],
    BASELINE_WAITS: OF_BASELINE_WAITS[:2],
}


def scores_csv(book: ScoreBook) -> str:
    """Return every indicator, pillar and total of every scored institution, one row each.

    What is not rated has its bounds and no score, as on the site; one whose interval is too wide
    also has that.
    """
    indicators = list(_rows(_indicators(book), "indicator", book.method.indicators))
    pillars = list(_rows(_rated(book.pillars), "pillar", book.method.pillars))
    totals = list(_rows(_rated(book.totals), "total", (TOTAL,)))
    many, some = len(book.method.indicators), len(book.method.pillars)
    rows: list[tuple[str, ...]] = []
    for at, total in enumerate(totals):
        rows += indicators[many * at : many * (at + 1)]
        rows += pillars[some * at : some * (at + 1)]
        rows.append(total)
    return _csv(COLUMNS, rows)


def beside_csv(book: ScoreBook) -> str:
    """Return what stands beside the scored values, one row each, as `ScoreBook.beside` has it."""
    table = book.beside.reset_index()
    told = table["self_reported"].map({True: "true", False: "false"})
    table = table.assign(self_reported=told)
    return _csv(OF_BESIDE, zip(*(_cells(name, table[name]) for name in OF_BESIDE), strict=True))


def baseline_waits_csv(book: ScoreBook) -> str:
    """Return the steps of every curve of waits that the method does not fix, one row each."""
    return _csv(
        OF_BASELINE_WAITS,
        (
            (name, written(time), written(share))
            for name, one in book.baseline_waits.items()
            if not one.is_frozen
            for time, share in one.steps
        ),
    )


def evidence_csv(book: ScoreBook, hashes: Mapping[str, str]) -> str:
    """Return which rows each indicator of each institution rests on, in the same order.

    Args:
        book: The edition.
        hashes: The hash of each row by its id: a row of the same id that says something else is
            then another one.
    """
    order = {name: at for at, name in enumerate(book.method.indicators)}
    keys = sorted(book.evidence, key=lambda key: (key[0], order[key[1]]))
    return _csv(
        OF_EVIDENCE, ((*key, row, hashes[row]) for key in keys for row in book.evidence[key])
    )


def _indicators(book: ScoreBook) -> pd.DataFrame:
    table = book.indicators
    is_known = table["state"] != "not_measured"
    told = table["self_reported"].map({True: "true", False: "false"})
    return table.assign(self_reported=told.where(is_known, ""))


def _rated(table: pd.DataFrame) -> pd.DataFrame:
    # An interval that is too wide to rate is shown, since it is the reason.
    is_drawn = table["rated"] | (table["unrated"] == "interval")
    return table.assign(
        state=table["unrated"].mask(table["rated"], "rated"),
        bands=[" ".join(names) for names in table["bands"]],
        missing=[" ".join(names) for names in table["missing"]],
        score=table["score"].where(table["rated"]),
        interval_low=table["interval_low"].where(is_drawn),
        interval_high=table["interval_high"].where(is_drawn),
    )


def _rows(table: pd.DataFrame, part: str, ids: Iterable[str]) -> Iterable[tuple[str, ...]]:
    """Return the cells of COLUMNS; `ids` are those of each institution's rows."""
    names = list(ids)
    institutions = table.index.get_level_values("institution_id").tolist()
    known = {
        "institution_id": institutions,
        "part": [part] * len(table),
        "id": names * (len(table) // len(names)),
    }
    blank = [""] * len(table)
    cells = (
        known[name] if name in known else _cells(name, table[name]) if name in table else blank
        for name in COLUMNS
    )
    return zip(*cells, strict=True)


def _cells(name: str, column: "pd.Series[Any]") -> list[str]:
    if name.startswith("seen_"):
        days = column.dt.strftime("%Y-%m-%d")
        return [day if isinstance(day, str) else "" for day in days.tolist()]
    if name not in NUMBERS:
        return [str(cell) for cell in column.tolist()]
    return ["" if number != number else written(number) for number in column.tolist()]  # noqa: PLR0124


def written(number: float) -> str:
    """Return a number as the tables have it: 57.777777778, 100, 0.000000001."""
    text = repr(round(float(number), DIGITS))
    if "e" in text:
        text = f"{number:.{DIGITS}f}".rstrip("0")
    text = text.removesuffix(".0").removesuffix(".")
    return "0" if text == "-0" else text


def _csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
