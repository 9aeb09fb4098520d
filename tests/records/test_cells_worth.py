"""The one strict reading of days, instants and numbers."""

from datetime import UTC, date, datetime

import pytest

from scorers.records import cells


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("string", "NA", "NA"),
        ("date", "2024-02-29", date(2024, 2, 29)),
        ("datetime", "2024-02-29T23:59:59Z", datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC)),
        ("integer", "0", 0),
        ("integer", "-12", -12),
        ("number", "0", 0.0),
        ("number", "-0.50", -0.5),
        ("number", "123456789012345.25", 123456789012345.25),
        ("boolean", "true", True),
        ("boolean", "false", False),
    ],
)
def test_a_cell_is_worth_what_it_says(kind, cell, value):
    assert cells.value(kind, cell) == value


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("date", "2023-02-29"),
        ("date", "20240229"),
        ("date", "2024-W09-4"),
        ("date", "2024-02-29\n"),
        ("date", "２０２４-02-29"),
        ("datetime", "2024-02-29T10:00:00"),
        ("datetime", "2024-02-29T10:00:00+00:00"),
        ("datetime", "2024-02-29T24:00:00Z"),
        ("integer", "1.0"),
        ("integer", "01"),
        ("integer", "+1"),
        ("integer", "1_000"),
        ("integer", "٣"),
        ("integer", "9" * 16),
        ("number", "nan"),
        ("number", "inf"),
        ("number", "1e5"),
        ("number", ".5"),
        ("number", "1,5"),
        ("number", " 1"),
        ("boolean", "True"),
        ("boolean", "1"),
        ("integer", ""),
        ("geopoint", "1"),
    ],
)
def test_what_python_would_read_is_not_enough(kind, cell):
    with pytest.raises(ValueError, match=r".*"):
        cells.value(kind, cell)
