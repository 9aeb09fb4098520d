"""Requests of a few cells, and their tally."""

from datetime import date

import pandas as pd
import pytest

from scorers.tallies import tally


CUT_OFF = date(2024, 12, 31)
DAYS = (
    "filed_on", "extended_to", "answered_on", "delivered_on", "appealed_on", "appeal_decided_on",
    "order_due_on", "order_obeyed_on", "clarification_asked_on", "clarified_on",
)  # fmt: skip
TEXTS = ("outcome", "exception_cited", "appeal_outcome", "cohort", "delivery")


def _rows(*rows):
    columns = {
        "institution_id": pd.Series([row.get("institution_id", "a") for row in rows], dtype="str"),
        "appeal_route_cited": pd.Series(
            [row.get("appeal_route_cited") for row in rows], dtype="boolean"
        ),
    }
    for name in DAYS:
        columns[name] = pd.Series([row.get(name) for row in rows], dtype="datetime64[s]")
    for name in TEXTS:
        columns[name] = pd.Series([row.get(name, "") for row in rows], dtype="str")
    return pd.DataFrame(columns)


@pytest.fixture(name="rows", scope="session")
def _frame():
    """Give what makes rows of requests as they are read, from cells."""
    return _rows


@pytest.fixture(name="one")
def _one(fantasia):
    """Give the tally of one request that was filed on 7 January 2024, as a dictionary."""

    def one(*, cut_off=CUT_OFF, region="", country=fantasia, **cells):
        regions = {"a": region} if region else {}
        found = tally(_rows({"filed_on": "2024-01-07", **cells}), country, regions, cut_off)
        assert found["count"].tolist() == [1]
        return found.iloc[0].to_dict()

    return one
