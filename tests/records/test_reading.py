"""Reading files with the line of every row."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorers.country import read as read_country
from scorers.records import reading, schema


FANTASIA = Path(__file__).parents[1] / "data" / "fantasia"


@pytest.fixture(name="path")
def _path(tmp_path):
    return tmp_path / "rows.csv"


def rows(path):
    """Return (line, cells) of every row."""
    return [
        (line, cells)
        for chunk in reading.read(path)
        for line, cells in zip(chunk.lines, zip(*chunk.columns.values(), strict=True), strict=True)
    ]


def stopped(path, uneven=None):
    """Return what stopped the reading, as (code, line, found)."""
    with pytest.raises(reading.UnreadableError) as caught:
        list(reading.read(path, uneven))
    return caught.value.code, caught.value.line, caught.value.found


def test_the_header_is_line_1_and_a_row_keeps_its_line(path):
    path.write_text("a,b\n1,2\n3,4\n")

    assert reading.header(path) == ["a", "b"]
    assert rows(path) == [(2, ("1", "2")), (3, ("3", "4"))]


def test_the_last_line_needs_no_end(path):
    path.write_text("a,b\n1,2")

    assert rows(path) == [(2, ("1", "2"))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_counted_alike(path, end):
    path.write_bytes(end.join(["a,b", "1,2", "", '"x', 'y",4', "5,6"]).encode())

    assert [line for line, _ in rows(path)] == [2, 4, 6]


def test_a_line_break_in_a_cell_moves_the_rows_below_it(path):
    path.write_bytes(b'a,b\n"one\ntwo\r\nthree",2\n3,4\n')

    assert rows(path) == [(2, ("one\ntwo\r\nthree", "2")), (5, ("3", "4"))]


def test_a_line_break_in_the_header_moves_all_rows(path):
    path.write_text('"a\nb",c\n1,2\n')

    assert reading.header(path) == ["a\nb", "c"]
    assert rows(path) == [(3, ("1", "2"))]


def test_a_blank_line_is_no_row_but_a_line(path):
    path.write_text("a,b\n\n1,2\n\n\n3,4\n\n")

    assert rows(path) == [(3, ("1", "2")), (6, ("3", "4"))]


def test_a_byte_order_mark_is_no_part_of_the_first_column(path):
    path.write_bytes(b"\xef\xbb\xbfa,b\n1,2\n")

    assert reading.header(path) == ["a", "b"]
    assert rows(path) == [(2, ("1", "2"))]


def test_a_mark_inside_stays_a_character_of_its_cell(path):
    path.write_text("a,b\n\ufeff1,2\n", encoding="utf-8")

    assert rows(path) == [(2, ("\ufeff1", "2"))]


def test_a_nul_is_a_character_like_another(path):
    path.write_bytes(b"a,b\n1\x00,2\n")

    assert rows(path) == [(2, ("1\x00", "2"))]


def test_words_that_pandas_takes_for_missing_stay_words(path):
    path.write_text("a,b\nNA,null\nnan,-\n")

    assert rows(path) == [(2, ("NA", "null")), (3, ("nan", "-"))]


def test_a_header_alone_has_no_rows(path):
    path.write_text("a,b\n")

    assert rows(path) == []


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", b",\n1,2\n"])
def test_a_file_without_a_header_is_empty(path, content):
    path.write_bytes(content)

    assert stopped(path) == ("empty", 1, "")


def test_a_foreign_byte_stops_the_reading_at_its_line(path):
    path.write_bytes(b"a,b\n1,2\n3,\xf1\n")

    assert stopped(path) == ("encoding", 3, "f1")


def test_a_foreign_byte_far_below_is_found_at_its_line(path):
    path.write_bytes(b"a,b\n" + b"1,2\n" * 20_000 + b"\xff,2\n")

    assert stopped(path) == ("encoding", 20_002, "ff")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('a,b\n1,2\n3,"4\n5,6\n', 3),
        ('a,b\n\n"1\n",2\n3,"4', 5),
        ('a,b\n1,2\n3,"4"5\n', 3),
        ('"a,b\n1,2\n', 1),
    ],
)
def test_an_open_quote_is_told_at_the_line_where_its_row_begins(path, content, line):
    path.write_text(content)

    assert stopped(path) == ("quotes", line, "")


def test_a_cell_longer_than_any_stops_the_reading(path):
    path.write_text(f"a,b\n1,2\n3,{'x' * (reading.LONGEST_CELL + 1)}\n")

    assert stopped(path) == ("long", 3, "")


def test_a_row_that_does_not_fit_the_header_stops_the_reading(path):
    path.write_text("a,b\n1,2\n3\n4,5,6\n")

    assert stopped(path) == ("columns", 3, "1")


def test_rows_that_do_not_fit_can_be_collected_instead(path):
    path.write_text('a,b\n1,2\n3\n"4\n",5\n\n6,7,8\n9,10\n')
    uneven = []

    chunks = list(reading.read(path, uneven))

    assert [(list(chunk.lines), chunk.columns) for chunk in chunks] == [
        ([2, 4, 8], {"a": ("1", "4\n", "9"), "b": ("2", "5", "10")})
    ]
    assert uneven == [(3, 1), (7, 3)]


def test_rows_above_an_open_quote_are_read(path):
    path.write_text('a,b\n1,2\n3,"4')
    read = []

    with pytest.raises(reading.UnreadableError):
        read.extend(reading.read(path))

    assert [list(chunk.lines) for chunk in read] == [[2]]


@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_lines_run_on_from_chunk_to_chunk(path, extra):
    count = 2 * reading.CHUNK_ROWS + extra
    path.write_text("a,b\n" + "".join(f"{number},x\n" for number in range(count)))

    read = rows(path)

    assert [line for line, _ in read] == list(range(2, count + 2))
    assert [int(cells[0]) for _, cells in read] == list(range(count))


def outcome(path, largest_plain):
    """Return the columns and lines of every chunk, or what stopped the reading."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "LARGEST_PLAIN_BYTES", largest_plain)
        try:
            return [(chunk.columns, list(chunk.lines)) for chunk in reading.read(path)]
        except reading.UnreadableError as error:
            return error.code, error.line, error.found


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,2",
        "a\n1\n\n2\n",
        "a,a\n1,2\n,\n",
        "\ufeffa,b\n1,2\n",
        "a,b\r\n1,2\r\n",
        "a,b\n1,2\n\n",
    ],
)
def test_a_small_plain_file_is_read_as_a_large_one(path, content):
    path.write_bytes(content.encode())

    at_once, piece_by_piece = outcome(path, 2**20), outcome(path, -1)

    assert at_once == piece_by_piece
    assert at_once


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.text(alphabet='ab,\n\r"\x00\x0b\u2028\ufeffñ'))
def test_any_small_file_is_read_as_a_large_one(path, content):
    path.write_bytes(content.encode())

    assert outcome(path, 2**20) == outcome(path, -1)


def test_a_table_has_its_file_and_the_files_of_its_folder_by_path():
    fantasia = read_country(FANTASIA)
    tables = schema.tables(fantasia)

    def names(table):
        found = reading.files(fantasia, tables[table])
        return [path.relative_to(fantasia.folder).as_posix() for path in found]

    assert names("institutions") == ["institutions.csv"]
    assert names("documents") == ["records/documents.csv"]
    assert names("requests") == [f"records/requests/{year}.csv" for year in (2022, 2023, 2024)]


def test_rows_about_a_text_are_given_with_their_lines_and_a_file_without_it_gives_none(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("id,name\n1,a\n2,b\n3,a\n", encoding="utf-8")

    (chunk,) = reading.read(path, about=",a")

    assert (chunk.columns["id"], list(chunk.lines)) == (("1", "3"), [2, 4])
    assert list(reading.read(path, about="nobody")) == []
