"""Tables as typed frames. Fantasia is invented."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from scorers import country
from scorers.exceptions import RecordsError
from scorers.records import frames, schema


FANTASIA = Path(__file__).parents[1] / "data" / "fantasia"
HEADER = (
    "statistic_id,institution_id,measure,period_start,period_end,count,total,value,unit,"
    "publisher,self_reported,document_id"
)


@pytest.fixture(name="fantasia")
def _fantasia(tmp_path):
    return country.read(Path(shutil.copytree(FANTASIA, tmp_path / "fantasia")))


def statistics(fantasia, *rows):
    """Return the frame of a table of statistics that holds these rows alone."""
    folder = fantasia.folder / "records" / "statistics"
    shutil.rmtree(folder)
    path = fantasia.folder / "records" / "statistics.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return frames.frame(fantasia, schema.tables(fantasia)["statistics"])


def test_each_column_has_its_type_and_each_row_its_place(fantasia):
    frame = statistics(fantasia, "a,villa,m,2021-01-01,2021-12-31,3,4,-1.5,points,x,true,d")

    row = frame.loc[0]
    assert row["statistic_id"] == "a"
    assert row["period_start"] == pd.Timestamp("2021-01-01")
    assert (row["count"], row["total"], row["value"]) == (3, 4, -1.5)
    assert row["self_reported"]
    assert (row["path"], row["line"]) == ("records/statistics.csv", 2)
    assert str(frame["period_start"].dtype) == "datetime64[s]"
    assert str(frame["count"].dtype) == "float64"


def test_a_blank_is_missing_and_never_zero_and_a_word_is_a_word(fantasia):
    frame = statistics(
        fantasia, "a,villa,m,2021-01-01,2021-12-31,,,,NA,x,false,d", "b,villa,m,,,0,,0,,x,,d"
    )

    assert pd.isna(frame.loc[0, "count"])
    assert pd.isna(frame.loc[0, "value"])
    assert frame.loc[0, "unit"] == "NA"
    assert (frame.loc[1, "count"], frame.loc[1, "value"]) == (0, 0)
    assert pd.isna(frame.loc[1, "period_start"])
    assert pd.isna(frame.loc[1, "self_reported"])
    assert frame.loc[1, "unit"] == ""


def test_rows_come_in_file_and_line_order(fantasia):
    frame = frames.frame(fantasia, schema.tables(fantasia)["requests"])

    places = list(zip(frame["path"], frame["line"], strict=True))
    assert len(frame) == 102
    assert places == sorted(places)
    assert list(frame.index) == list(range(102))


def test_an_instant_is_utc(fantasia):
    frame = frames.frame(fantasia, schema.tables(fantasia)["documents"])

    assert frame.loc[0, "retrieved_at"] == pd.Timestamp("2025-02-03 10:00:00")


def test_a_table_without_files_has_columns_and_no_rows(fantasia):
    shutil.rmtree(fantasia.folder / "records")

    frame = frames.frame(fantasia, schema.tables(fantasia)["requests"])

    assert len(frame) == 0
    assert list(frame.columns[-2:]) == ["path", "line"]
    assert str(frame["filed_on"].dtype) == "datetime64[s]"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,villa,m,2021-1-1,,,,,,x,true,d", '2:period_start: "2021-1-1" is not a date'),
        ("a,villa,m,,,1_0,,,,x,true,d", '2:count: "1_0" is not a integer'),
        ("a,villa,m,,,,,nan,,x,true,d", '2:value: "nan" is not a number'),
        ("a,villa,m,,,,,,,x,TRUE,d", '2:self_reported: "TRUE" is not a boolean'),
        ("a,villa", "line 2: columns"),
    ],
)
def test_a_cell_that_cannot_be_stops_the_run_with_its_place(fantasia, row, message):
    with pytest.raises(RecordsError, match=message):
        statistics(fantasia, row)


def test_the_first_of_several_bad_cells_is_named(fantasia):
    rows = [f"{n},villa,m,,,x{n},,,,x,true,d" for n in range(20)]

    with pytest.raises(RecordsError, match='2:count: "x0"'):
        statistics(fantasia, *rows)


def test_a_value_that_repeats_stands_in_each_of_its_rows(fantasia):
    rows = [
        "a,villa,m,2021-01-01,,3,,0.1,,x,true,d",
        "b,villa,m,,,,,,,x,,d",
        "c,villa,m,2021-01-01,,3,,0.1,,x,true,d",
    ]

    frame = statistics(fantasia, *rows)

    for column in ("period_start", "count", "value", "self_reported"):
        assert frame.loc[0, column] == frame.loc[2, column]
        assert frame[column].isna().tolist() == [False, True, False]


def test_another_header_stops_the_run(fantasia):
    path = fantasia.folder / "records" / "documents.csv"
    path.write_text("document_id,titel\n")

    with pytest.raises(RecordsError, match="the header is not that of documents"):
        frames.frame(fantasia, schema.tables(fantasia)["documents"])
