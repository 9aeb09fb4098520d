"""An invented edition in which everything is rated, from stand-ins for indicators."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from scorers import method as methods
from scorers.editions import flagging, measuring, rating, siding
from scorers.editions.book import ScoreBook
from scorers.editions.edition import Edition
from scorers.indicators.base import Inputs, result


METHOD = replace(
    methods.read(Path(__file__).parents[2] / "content" / "method" / "1.1.0.toml"),
    baselines={"barataria": {"R1": 0.8, "R2": 0.95, "R4": 0.5, "R6": 0.2, "C1": 0.3}},
)
DAY = date(2024, 12, 31)
EDITION = Edition("2024", "barataria", date(2024, 1, 1), DAY, DAY, "1.1.0", "r1", "open")
# k of n, or a value that is no sample.
AVERAGE = {
    "A1": 70.0,
    "A2": 60.0,
    "A4": 50.0,
    "A6": 65.0,
    "R1": (86, 100),
    "R2": (95, 100),
    "R4": (45, 100),
    "R6": (20, 100),
    "C1": (30, 100),
    "C3": 60.0,
    "C4": 4.0,
    "C5": 70.0,
    "C6": 2.0,
    "C7": 80.0,
}


def book(method=METHOD, **institutions):
    """Return the scores of institutions: book(a={"R1": (3, 9)}, b={}); else they are AVERAGE."""
    found = {name: {**AVERAGE, **own} for name, own in institutions.items()}
    table = pd.DataFrame({"kind": "office"}, index=pd.Index([*found], name="institution_id"))
    empty = pd.DataFrame()
    inputs = Inputs(table, empty, empty, empty, EDITION.window_start, DAY, DAY, DAY, 14, {}, {})
    registry = {name: _indicator(name, found) for name in AVERAGE}
    measured = measuring.measure(method, "barataria", inputs, registry)
    rated = rating.rate(method, measured)
    return ScoreBook(
        edition=EDITION,
        method=method,
        country=SimpleNamespace(id="barataria"),
        inputs={},
        inputs_hash="",
        institutions=table.assign(scored=True),
        beside=siding.empty(),
        flags=flagging.empty(),
        indicators=measured.indicators,
        evidence=measured.evidence,
        pillars=rated.pillars,
        totals=rated.totals,
        baselines=measured.baselines,
        frames={},
    )


def _indicator(name, institutions):
    rows = {}
    for institution, own in institutions.items():
        value = own[name]
        if isinstance(value, tuple):
            count, total = value
            rows[institution] = (count, total, total, 100 * count / total)
        elif value is not None:
            rows[institution] = (float("nan"), float("nan"), 100, value)
    columns = ["count", "total", "cases", "value"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype=float)
    return lambda _: result(table)
