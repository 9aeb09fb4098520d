"""Cells of a table: however they are read, they are worth the same. All are invented."""

from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scorers.sources import writing
from scorers.sources.systems.cells import Days


def by_strptime(text):
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date().isoformat()  # noqa: DTZ007
    except ValueError:
        return None
    return day if day >= "1900" else None


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-29",
        "2023-02-29",
        "2024-12-31",
        "2024-13-01",
        "2024-00-10",
        "2024-2-3",
        "1899-12-31",
        "1900-01-01",
        "0000-01-01",
        "20240203",
        "2024-W05-3",
        "２０２４-02-03",
        " 2024-02-03",
        "2024-02-03\n",
        "2024-02-03T00:00:00",
        "",
    ],
)
def test_an_iso_day_is_what_strptime_reads_in_its_format(text):
    assert Days(("%Y-%m-%d",)).iso(text) == by_strptime(text)


@given(st.from_regex(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", fullmatch=True))
def test_every_text_of_an_iso_day_is_what_strptime_reads(text):
    assert Days(("%Y-%m-%d",)).iso(text) == by_strptime(text)


@given(st.text(alphabet=st.sampled_from(" ,;\"'\r\na1ñ☁\t"), min_size=1))
@example('"')
@example(",")
@example(" a ")
def test_a_cell_stands_in_a_line_as_csv_writes_it(text):
    assert writing.cell(text) == writing.line([text])[:-1]
