"""Tables as typed frames. Fantasia is invented."""

import shutil

import pandas as pd

from scorers.records import frames


HEADER = (
    "request_id,institution_id,channel,filed_on,extended_to,answered_on,delivered_on,outcome,"
    "exception_cited,appeal_route_cited,transferred_to,fee,appealed_on,appeal_outcome,"
    "appeal_decided_on,order_due_on,order_obeyed_on,topic,document_id,source_url,submitted_by,"
    "cohort,delivery,closed_without,clarification_asked_on,clarified_on"
)


def requests(fantasia, *rows):
    """Return the frame of requests that holds these rows alone: id, answered, cited, fee, topic."""
    shutil.rmtree(fantasia.folder / "records" / "requests")
    lines = [HEADER]
    for request_id, answered, cited, fee, topic in rows:
        lines.append(
            f"{request_id},villa-abajo,,2021-01-01,,{answered},,released,,{cited},,{fee},,,,,,"
            f"{topic},,,,,,,,"
        )
    path = fantasia.folder / "records" / "requests.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return frames.read_all(fantasia)["requests"]


def test_each_column_has_its_type_and_each_row_its_place(fantasia):
    frame = requests(fantasia, ("a", "2021-01-31", "true", "1.5", "x"))

    row = frame.loc[0]
    assert row["request_id"] == "a"
    assert row["answered_on"] == pd.Timestamp("2021-01-31")
    assert row["fee"] == 1.5
    assert row["appeal_route_cited"]
    assert (row["path"], row["line"]) == ("records/requests.csv", 2)
    assert str(frame["answered_on"].dtype) == "datetime64[s]"
    assert str(frame["fee"].dtype) == "float64"
    assert str(frame["appeal_route_cited"].dtype) == "boolean"


def test_a_blank_is_missing_and_never_zero_and_a_word_is_a_word(fantasia):
    frame = requests(fantasia, ("a", "", "", "", "NA"), ("b", "2021-01-31", "false", "0", ""))

    assert frame.loc[0, ["answered_on", "appeal_route_cited", "fee"]].isna().all()
    assert frame.loc[0, "topic"] == "NA"
    assert frame.loc[1, "fee"] == 0
    assert not frame.loc[1, "appeal_route_cited"]
    assert frame.loc[1, "topic"] == ""


def test_a_value_that_repeats_stands_in_each_of_its_rows(fantasia):
    frame = requests(
        fantasia,
        ("a", "2021-01-31", "true", "0.1", ""),
        ("b", "", "", "", ""),
        ("c", "2021-01-31", "true", "0.1", ""),
    )

    for column in ("answered_on", "appeal_route_cited", "fee"):
        assert frame.loc[0, column] == frame.loc[2, column]
        assert frame[column].isna().tolist() == [False, True, False]


def test_rows_come_in_file_and_line_order(fantasia):
    frame = frames.read_all(fantasia)["requests"]

    places = list(zip(frame["path"], frame["line"], strict=True))
    assert len(frame) == 102
    assert places == sorted(places)
    assert list(frame.index) == list(range(102))


def test_an_instant_is_utc(fantasia):
    frame = frames.read_all(fantasia)["documents"]

    assert frame.loc[0, "retrieved_at"] == pd.Timestamp("2025-02-03 10:00:00")


def test_a_table_without_files_has_columns_and_no_rows(fantasia):
    shutil.rmtree(fantasia.folder / "records")

    frame = frames.read_all(fantasia)["requests"]

    assert len(frame) == 0
    assert list(frame.columns[-2:]) == ["path", "line"]
    assert str(frame["filed_on"].dtype) == "datetime64[s]"


def test_rows_of_one_institution_are_those_that_stand_among_all_with_their_lines(fantasia):
    path = fantasia.folder / "records" / "requests.csv"
    rows = [
        "a,villa-abajo,,2021-01-01,,2021-01-31,,released,,,,,,,,,,x,,,,,,,,",
        "b,consejo-del-reloj,,2021-01-01,,,,pending,,,,,,,,,,villa-abajo,,,,,,,,",
        "c,villa-abajo,,2021-01-02,,,,pending,,,,,,,,,,,,,,,,,,",
    ]
    quoted = [row.replace(",x,", ',"x,\ny",') for row in rows]

    for lines in (rows, quoted):
        path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
        every = frames.read_all(fantasia)
        alone = frames.read_all(fantasia, "villa-abajo")

        for name in ("requests", "observations", "statistics"):
            own = every[name][every[name]["institution_id"] == "villa-abajo"]
            pd.testing.assert_frame_equal(alone[name], own.reset_index(drop=True))
        for name in ("institutions", "documents"):
            pd.testing.assert_frame_equal(alone[name], every[name])
    assert frames.read_all(fantasia, "no-such-one")["requests"].empty
