"""What the request rows of every system keep to. All values are invented."""

from datetime import UTC, datetime

import pytest

from scorers.exceptions import SourceChangedError
from scorers.sources.reporting import Report
from scorers.sources.systems import request_rows
from scorers.sources.systems.base import Body, Reply
from scorers.sources.systems.request_rows import Days, Rows


AT = datetime(2026, 1, 1, tzinfo=UTC)
REPLY = Reply("https://x.example/a", "https://x.example/a", 200, {}, b"", AT, "document:1")
BODY = Body("7", "Invented")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2013/06/18 10:18:19 +1000", "2013-06-18"),
        ("2025-08-29T20:29:16.797+01:00", "2025-08-29"),
        ("2024-02-29", "2024-02-29"),
        ("2024-12-31T23:59:59-05:00", "2024-12-31"),
        (None, ""),
        ("", ""),
    ],
)
def test_the_day_is_the_one_written_whatever_its_zone(written, day):
    assert request_rows.day(REPLY, "at", written) == day


@pytest.mark.parametrize("written", ["2023-02-29", "18/06/2013", "2024-1-1", "2024-01-01x", 0, 1.5])
def test_what_is_no_day_stops_with_address_field_and_word(written):
    with pytest.raises(SourceChangedError, match=rf'x\.example/a: at: "{written}" is not a day'):
        request_rows.day(REPLY, "at", written)


@pytest.mark.parametrize(
    ("written", "fee"),
    [(600.0, "600"), ("12.50", "12.5"), (0.0, ""), ("0.00", ""), (None, ""), ("1200", "1200")],
)
def test_a_fee_is_plain_and_zero_is_not_known(written, fee):
    assert request_rows.fee(REPLY, "costs", written) == fee


@pytest.mark.parametrize("written", ["free", -1, "inf", "NaN", ["1"]])
def test_what_is_no_amount_stops(written):
    with pytest.raises(SourceChangedError, match=r"costs: .* is not an amount"):
        request_rows.fee(REPLY, "costs", written)


def only(outcome: str, days: Days):
    report = Report("invented")
    rows = Rows.of(report)
    assert not rows.is_repeated("1")
    found = [row.cells for row in rows.row("1", BODY, REPLY, outcome, days)]
    rows.close()
    return found or [reason.en for reason in report.ledgers[0].left]


def test_what_is_open_has_no_days_of_an_answer():
    days = Days("2024-01-02", answered="2024-01-03", delivered="2024-01-03")

    assert only("pending", days) == [{"filed_on": "2024-01-02", "outcome": "pending"}]


def test_what_is_refused_has_no_day_of_delivery():
    days = Days("2024-01-02", answered="2024-01-03", delivered="2024-01-03")

    assert "delivered_on" not in only("refused", days)[0]


def test_an_answer_on_the_day_of_filing_is_one():
    assert only("released", Days("2024-01-02", answered="2024-01-02"))[0]["outcome"] == "released"


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        (Days(""), "without a day of filing"),
        (Days("2024-01-02"), "answered, without the day of the answer"),
        (Days("2024-01-02", answered="2024-01-01"), "with a day before the day of filing"),
        (
            Days("2024-01-02", answered="2024-01-03", appealed="2024-01-01"),
            "with a day before the day of filing",
        ),
    ],
)
def test_days_that_cannot_be_leave_the_request_out(days, reason):
    assert only("released", days) == [reason]
