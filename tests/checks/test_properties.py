"""What holds for any text in any cell. Fantasia is invented."""

import csv
import io
import shutil
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from scorers import checks, country
from scorers.checks.problem import LONGEST_SHOWN, is_unseen, visible
from scorers.records import schema


FANTASIA = Path(__file__).parents[1] / "data" / "fantasia"
TODAY = date(2026, 1, 1)
COUNTRY = country.read(FANTASIA)
TABLES = schema.tables(COUNTRY)
TABLE_NAMES = sorted(TABLES)
CELL = st.text(max_size=40) | st.sampled_from(
    [
        "",
        "NA",
        "0",
        "-",
        "=1",
        "2024-03-01",
        "villa-arriba",
        "released",
        "a@b.example",
        "https://a.b/",
    ]
)


@st.composite
def files(draw):
    """Draw the name of a table and the bytes of a file with its header and any cells."""
    name = draw(st.sampled_from(TABLE_NAMES))
    columns = TABLES[name].columns
    rows = draw(st.lists(st.lists(CELL, min_size=1, max_size=len(columns) + 1), max_size=4))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=draw(st.sampled_from(["\n", "\r\n"])))
    writer.writerow(columns)
    writer.writerows([(row + [""] * len(columns))[: max(len(columns), len(row))] for row in rows])
    return name, text.getvalue().encode("utf-8", "replace")


def judge(content: bytes):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "any.csv")
        path.write_bytes(content)
        report = checks.check(COUNTRY, [path], today=TODAY, base=Path(folder))
        assert path.read_bytes() == content
        assert [file.name for file in Path(folder).iterdir()] == ["any.csv"]
    return report


@settings(deadline=None, max_examples=60)
@given(files())
def test_any_cell_is_judged_without_a_crash_or_a_change_and_twice_alike(drawn):
    _, content = drawn

    report = judge(content)

    assert report == judge(content)
    for problem in report.problems:
        assert "\n" not in problem.message.es + problem.message.en
        assert len(problem.found.en) <= LONGEST_SHOWN + 2


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_are_judged_without_a_crash(content):
    header = ",".join(TABLES["documents"].columns).encode()

    judge(content)
    report = judge(header + b"\n" + content)

    assert all(problem.line is None or problem.line >= 1 for problem in report.problems)


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_what_is_shown_is_short_and_seen(words):
    shown = visible(words)

    assert len(shown) <= LONGEST_SHOWN
    assert not [letter for letter in shown if letter != " " and is_unseen(letter)]


def test_the_report_does_not_depend_on_where_the_content_stands(tmp_path):
    reports = []
    for folder in ("here", "over-there"):
        copied = Path(shutil.copytree(FANTASIA, tmp_path / folder / "fantasia"))
        (copied / "records" / "documents.csv").write_text("document_id,titel\n=1,<b>\n")
        reports.append(checks.check(country.read(copied), today=TODAY, base=copied))

    assert reports[0] == reports[1]
    assert reports[0].problems
