"""Inputs of indicators from a few rows; Barataria is an invented island."""

from datetime import date

import pandas as pd
import pytest

from scorers.country import Item
from scorers.indicators.base import Inputs
from scorers.text import Text


DAYS = {"looked_on", "due_on", "first_seen_on", "period_start", "period_end"}
COLUMNS = {
    "observations": ["observation_id", "institution_id", "item", "period", "looked_on", "found",
                     "format", "due_on", "first_seen_on", "url", "count", "total"],
    "statistics": ["statistic_id", "institution_id", "measure", "period_start", "period_end",
                   "value", "publisher", "self_reported", "count", "total"],
}  # fmt: skip
LADDER = {"scan": 0, "image": 0, "pdf": 25, "page": 25, "text": 25, "spreadsheet": 50, "open": 75,
          "open_licensed": 100}  # fmt: skip


def table(name, rows):
    frame = pd.DataFrame(rows, columns=COLUMNS[name])
    for column in frame:
        kind = "datetime64[s]" if column in DAYS else "str"
        kind = "float64" if column in {"value", "count", "total"} else kind
        kind = "boolean" if column == "self_reported" else kind
        frame[column] = frame[column].astype(kind)
    return frame


def item(item_id, kinds=(), confirmed=True, high_risk=False):
    return Item(
        id=item_id,
        name=Text(es=item_id, en=item_id),
        heading="",
        high_risk=high_risk,
        kinds=kinds,
        confirmed=confirmed,
    )


@pytest.fixture
def look():
    """Return a maker of observations: look("i", "plan", "complete", "2024-05-01")."""

    def make(
        institution, name, found, day, form="", period="", due=None, first=None, url="", row=None,
        counts=(None, None),
    ):  # fmt: skip
        row = row or f"{institution}:{name}:{period}:{day}:{found}:{form}"
        return (row, institution, name, period, day, found, form, due, first, url, *counts)

    return make


@pytest.fixture(name="item")
def _item():
    return item


@pytest.fixture
def inputs():
    """Return a maker of Inputs for the offices a and b and the port p, edition 2024."""

    def make(observations=(), statistics=(), checks=None, more_items=()):
        items = [item(f"item-{number:02}") for number in range(1, 11)]
        items += [item("tides", kinds=("port",)), item("rumours", confirmed=False), *more_items]
        return Inputs(
            institutions=pd.DataFrame(
                {"kind": ["office", "office", "port"]},
                index=pd.Index(["a", "b", "p"], name="institution_id"),
            ),
            requests=pd.DataFrame(),
            observations=table("observations", observations),
            statistics=table("statistics", statistics),
            window_start=date(2024, 1, 1),
            window_end=date(2024, 12, 31),
            cut_off=date(2024, 12, 31),
            seen_since=date(2021, 12, 31),
            absence_days=14,
            items={each.id: each for each in items},
            ladder=LADDER,
            permanence_days=30,
            checks=checks or {},
        )

    return make
