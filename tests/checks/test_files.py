"""Files and headers that cannot be judged as they stand. Fantasia is invented."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from scorers import checks, country
from scorers.checks import check_files
from scorers.exceptions import ContentError
from scorers.records import schema


FANTASIA = Path(__file__).parents[1] / "data" / "fantasia"
TODAY = date(2026, 1, 1)
HEADER = (
    "document_id,title,publisher,url,published_on,retrieved_at,sha256,archive,final_url,licence"
)
GOOD = "new-{},Inventado,Nadie,,,,,,,CC0-1.0"


@pytest.fixture(name="fantasia")
def _fantasia(tmp_path):
    return country.read(Path(shutil.copytree(FANTASIA, tmp_path / "fantasia")))


@pytest.fixture(name="documents")
def _documents(fantasia):
    folder = fantasia.folder / "records" / "documents"
    folder.mkdir()
    return folder / "new.csv"


def judged(fantasia, *paths):
    report = checks.check(fantasia, paths or None, today=TODAY, base=fantasia.folder)
    return [(p.path, p.line, p.column, p.code) for p in report.problems]


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (b"", 1, "empty-file"),
        (b"\n\n", 1, "empty-file"),
        (b"\xef\xbb\xbf", 1, "empty-file"),
        (f"{HEADER}\nnew,Ñandú,Nadie,,,,,,,CC0-1.0\n".encode("latin-1"), 2, "not-utf-8"),
        (f"{HEADER}\n".encode("utf-16"), 1, "not-utf-8"),
        (f'{HEADER}\nnew,"Inventado,Nadie,,,,,,,CC0-1.0\n\n'.encode(), 2, "open-quote"),
        (f'{HEADER}\nnew,"In"ventado,Nadie,,,,,,,CC0-1.0\n'.encode(), 2, "open-quote"),
        (f'"{HEADER}\n'.encode(), 1, "open-quote"),
        (f"{HEADER}\nnew,{'a' * 140_000},Nadie,,,,,,,CC0\n".encode(), 2, "endless-cell"),
        (f"{HEADER}\nnew,Inventado,Nadie,,,,,,CC0-1.0\n".encode(), 2, "uneven-row"),
        (f"{HEADER}\nnew,Inventado, Nadie, y más,,,,,,,CC0-1.0\n".encode(), 2, "uneven-row"),
        (f"{HEADER}\n   \n".encode(), 2, "uneven-row"),
    ],
)
def test_a_file_that_is_no_table_is_one_problem(fantasia, documents, content, line, code):
    documents.write_bytes(content)

    problems = judged(fantasia, documents)

    assert problems == [("records/documents/new.csv", line, None, code)]
    assert documents.read_bytes() == content


def test_a_header_alone_a_bom_blank_lines_and_other_line_ends_are_fine(fantasia, documents):
    for content in (
        f"{HEADER}\n",
        f"{HEADER}",
        f"\ufeff{HEADER}\r\n{GOOD.format(1)}\r\n\r\n{GOOD.format(2)}",
        f"{HEADER}\n\n\n{GOOD.format(1)}\n\n",
    ):
        documents.write_bytes(content.encode())

        assert judged(fantasia, documents) == []


def test_lines_are_counted_as_an_editor_does(fantasia, documents):
    rows = [
        "",
        'new-1,"two\nlines",Nadie,,,,,,,CC0-1.0',
        "",
        GOOD.format(2),
        "new-3,,,,,,,,,CC0-1.0",
    ]
    documents.write_text("\n".join([HEADER, *rows]), encoding="utf-8")

    assert judged(fantasia, documents) == [
        ("records/documents/new.csv", 3, "title", "hidden-character"),
        ("records/documents/new.csv", 7, "publisher", "blank"),
        ("records/documents/new.csv", 7, "title", "blank"),
    ]


def test_rows_around_an_uneven_one_and_before_an_open_quote_are_judged_too(fantasia, documents):
    bad = "new-{},,Nadie,,,,,,,CC0-1.0"
    rows = [bad.format(1), "uneven,row", bad.format(2), 'new-3,"open,Nadie,,,,,,,CC0-1.0']
    documents.write_text("\n".join([HEADER, *rows]), encoding="utf-8")

    assert [problem[1:] for problem in judged(fantasia, documents)] == [
        (2, "title", "blank"),
        (3, None, "uneven-row"),
        (4, "title", "blank"),
        (5, None, "open-quote"),
    ]


@pytest.mark.parametrize(
    ("header", "problems"),
    [
        (
            HEADER.replace("title", "titel"),
            [(None, "unknown-column"), ("title", "missing-column")],
        ),
        (HEADER.replace(",licence", ""), [("licence", "missing-column")]),
        (f"{HEADER},notes", [(None, "unknown-column")]),
        (f"{HEADER},", [(None, "unknown-column")]),
        (f"{HEADER},title", [(None, "duplicate-column")]),
        (HEADER.replace("title,publisher", "publisher,title"), [("publisher", "column-order")]),
        (HEADER.upper(), None),
    ],
)
def test_a_header_is_held_against_the_table(fantasia, documents, header, problems):
    documents.write_text(f"{header}\n", encoding="utf-8")

    found = judged(fantasia, documents)

    if problems is None:  # every column is both unknown and missing
        assert {problem[3] for problem in found} == {"unknown-column", "missing-column"}
        assert len(found) == 2 * len(HEADER.split(","))
    else:
        assert found == [("records/documents/new.csv", 1, *problem) for problem in problems]


def test_a_misspelt_column_is_named_with_the_one_that_was_meant(fantasia, documents):
    documents.write_text(f"{HEADER.replace('licence', 'Licencia')}\n", encoding="utf-8")

    report = checks.check(fantasia, [documents], today=TODAY, base=fantasia.folder)

    assert [(p.column, p.near) for p in report.problems] == [
        (None, "licence"),
        ("licence", None),
    ]


def test_a_header_of_ten_thousand_strange_columns_is_told_in_ten_lines(fantasia, documents):
    strange = ",".join(f"strange-{number}" for number in range(10_000))
    documents.write_text(f"{HEADER},{strange}\n", encoding="utf-8")

    report = checks.check(fantasia, [documents], today=TODAY, base=fantasia.folder)

    assert len(report.problems) == 10
    assert [repeat.count for repeat in report.repeats] == [9_990]


def test_the_other_columns_are_judged_although_one_is_missing(fantasia, documents):
    documents.write_text("title,publisher,licence\nInventado,,CC0\n", encoding="utf-8")

    found = judged(fantasia, documents)

    assert ("records/documents/new.csv", 2, "publisher", "blank") in found
    assert ("records/documents/new.csv", 1, "document_id", "missing-column") in found


def test_what_is_no_table_under_records_is_told_and_a_hidden_file_is_not(fantasia):
    records = fantasia.folder / "records"
    (records / "notes.txt").write_text("x")
    (records / "request.csv").write_text("x")
    (records / "requests" / "more").mkdir()
    (records / "requests" / "more" / "a.csv").write_text("x")
    (records / ".gitkeep").write_text("")

    assert judged(fantasia) == [
        ("records/notes.txt", None, None, "no-table"),
        ("records/request.csv", None, None, "no-table"),
        ("records/requests/more/a.csv", None, None, "no-table"),
    ]


def test_a_link_is_refused_and_not_followed(fantasia, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.csv").write_text("secret\n1\n")
    (fantasia.folder / "records" / "documents").symlink_to(elsewhere)
    (fantasia.folder / "records" / "requests" / "link.csv").symlink_to(elsewhere / "a.csv")
    (fantasia.folder / "records" / "requests" / "dead.csv").symlink_to(elsewhere / "b.csv")

    problems = judged(fantasia)

    assert {problem[3] for problem in problems} == {"symlink"}
    assert {problem[0] for problem in problems} >= {
        "records/documents/a.csv",
        "records/requests/dead.csv",
        "records/requests/link.csv",
    }


def test_a_file_too_big_to_read_is_not_read(fantasia, documents):
    with documents.open("wb") as file:
        file.truncate(check_files.MOST_BYTES + 1)

    assert judged(fantasia, documents) == [("records/documents/new.csv", None, None, "too-big")]


def test_a_file_outside_the_content_gets_the_table_that_its_header_fits(fantasia, tmp_path):
    columns = schema.tables(fantasia)["requests"].columns
    (tmp_path / "mine.csv").write_text(",".join(columns) + "\n" + "," * (len(columns) - 1) + "\n")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    (tmp_path / "page.md").write_text("x")

    paths = [tmp_path / name for name in ("mine.csv", "other.csv", "page.md")]
    report = checks.check(fantasia, paths, today=TODAY, base=tmp_path)

    assert {(p.path, p.code) for p in report.problems} == {
        ("mine.csv", "blank"),
        ("mine.csv", "neither-outcome-nor-answer"),
        ("other.csv", "no-table"),
        ("page.md", "no-table"),
    }


@pytest.mark.parametrize("name", ["absent.csv", "records"])
def test_what_is_named_and_no_file_cannot_be_checked(fantasia, name):
    with pytest.raises(ContentError, match=name):
        checks.check(fantasia, [fantasia.folder / name], today=TODAY, base=fantasia.folder)


def test_a_file_named_twice_is_judged_once(fantasia, documents):
    documents.write_text(f"{HEADER}\n{GOOD.format(1)}\n", encoding="utf-8")

    report = checks.check(
        fantasia,
        [documents, documents.parent / ".." / "documents" / "new.csv"],
        today=TODAY,
        base=fantasia.folder,
    )

    assert (report.files, report.rows, report.total) == (1, 1, 0)


def test_without_institutions_csv_only_that_is_said(fantasia):
    (fantasia.folder / "institutions.csv").unlink()

    assert judged(fantasia) == [("institutions.csv", None, None, "missing-file")]


def test_a_linked_institutions_csv_makes_no_id_unknown(fantasia, tmp_path):
    file = fantasia.folder / "institutions.csv"
    file.rename(tmp_path / "moved.csv")
    file.symlink_to(tmp_path / "moved.csv")

    assert judged(fantasia) == [("institutions.csv", None, None, "symlink")]


def test_a_pipe_is_not_opened_whether_it_is_named_or_not(fantasia):
    pipe = fantasia.folder / "records" / "requests" / "pipe.csv"
    os.mkfifo(pipe)

    problem = ("records/requests/pipe.csv", None, None, "not-a-file")
    assert judged(fantasia) == [problem]
    assert judged(fantasia, pipe) == [problem]


def test_a_folder_named_like_a_table_is_told(fantasia):
    (fantasia.folder / "records" / "requests" / "2026.csv").mkdir()

    assert judged(fantasia) == [("records/requests/2026.csv", None, None, "not-a-file")]


def test_a_file_that_is_named_twice_is_judged_once(fantasia, documents):
    documents.write_text(f"{HEADER}\n{GOOD.format(1)}\n", encoding="utf-8")

    report = checks.check(fantasia, [documents, documents], today=TODAY, base=fantasia.folder)

    assert (report.files, report.rows, report.total) == (1, 1, 0)
