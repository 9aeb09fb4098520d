"""`consta check` as a person types it. Fantasia is invented."""

import html
import json
import shutil
from pathlib import Path

import pytest

from scorers.cli import main


FANTASIA = Path(__file__).parents[1] / "data" / "fantasia"
DOCUMENTS = (
    "document_id,title,publisher,url,published_on,retrieved_at,sha256,archive,final_url,licence"
)
DAY = "2026-01-01"


@pytest.fixture(name="content")
def _content(tmp_path, monkeypatch):
    """Return the content folder of a checkout that is the working directory."""
    (tmp_path / "pelican.conf.py").touch()
    shutil.copytree(FANTASIA, tmp_path / "content" / "fantasia")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "content"


@pytest.fixture(name="new")
def _new(content):
    """Return a function that writes a file of documents and returns its path as typed."""

    def write(*rows):
        path = content / "fantasia" / "records" / "documents" / "new.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join([DOCUMENTS, *rows, ""]), encoding="utf-8")
        return "content/fantasia/records/documents/new.csv"

    return write


def run(*words):
    return main(["check", "--today", DAY, "--lang", "en", *words])


@pytest.mark.usefixtures("content")
def test_all_is_well_and_it_is_said(capsys):
    status = run()

    out = capsys.readouterr()
    assert status == 0
    assert out.out == "10 files, 316 rows, 0 problems\n"
    assert out.err == ""


def test_a_problem_is_a_line_with_its_place_and_the_status_is_1(new, capsys):
    path = new("a,N/A,Nadie,,,,,,,CC0", "b,Inventado,Nadie,,,,,,,CC0")

    status = run(path)

    assert status == 1
    remedy = 'Leave the cell blank: "NA", "-" and 0 do not mean that a fact is missing.'
    assert capsys.readouterr().out.splitlines() == [
        f'{path}:2:title: word-for-missing: found "N/A"; expected a fact, or nothing if unknown. '
        + remedy,
        "1 file, 2 rows, 1 problem",
    ]


def test_it_speaks_spanish(new, capsys):
    path = new("a,N/A,Nadie,,,,,,,CC0")

    main(["check", "--today", DAY, "--lang", "es", path])

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(
        f'{path}:2:title: word-for-missing: hallado: "N/A"; se espera: un dato'
    )
    assert lines[1] == "1 archivo, 1 fila, 1 problema"


def test_it_speaks_both_languages(new, capsys):
    path = new("a,N/A,Nadie,,,,,,,CC0")

    run("--both", path)

    lines = capsys.readouterr().out.splitlines()
    assert "hallado" in lines[0]
    assert "found" in lines[1]
    assert lines[2] == "1 archivo, 1 fila, 1 problema / 1 file, 1 row, 1 problem"


def test_repeats_are_counted_and_thousands_marked_as_the_country_does(new, capsys):
    path = new(*(f"{number},N/A,Nadie,,,,,,,CC0" for number in range(1204)))

    run("--both", path)

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 23
    assert lines[-3] == f"{path}: word-for-missing: y 1194 más en title"
    assert lines[-2] == f"{path}: word-for-missing: and 1194 more in title"
    assert lines[-1] == (
        "1 archivo, 1.204 filas, 1.204 problemas / 1 file, 1,204 rows, 1,204 problems"
    )


def test_a_machine_gets_everything_in_both_languages(new, capsys):
    path = new("a,N/A,Nadie,,,,,,,CC0")

    status = run("--json", path)

    report = json.loads(capsys.readouterr().out)
    assert status == 1
    assert {key: report[key] for key in ("files", "rows", "total", "repeats")} == {
        "files": 1,
        "rows": 1,
        "total": 1,
        "repeats": [],
    }
    problem = report["problems"][0]
    assert (problem["code"], problem["path"], problem["line"], problem["column"]) == (
        "word-for-missing",
        path,
        2,
        "title",
    )
    assert problem["near"] is None
    assert problem["found"] == {"es": '"N/A"', "en": '"N/A"'}
    assert problem["message"]["es"].startswith("hallado")
    assert problem["remedy"]["en"].startswith("Leave")


def test_annotations_escape_what_github_would_take_for_its_own(new, capsys):
    path = new('a,"<b>100 %, ::error::x",Nadie,,,,,,,CC0')

    status = run("--github", path)

    lines = capsys.readouterr().out.splitlines()
    assert status == 1
    assert len(lines) == 2
    assert lines[0].startswith(f"::error file={path},line=2,title=markup (title)::hallado: ")
    assert '"<b>100 %25, ::error::x"' in lines[0]
    assert lines[0].count("%0Afound ") == 1
    assert lines[1].endswith("1 file, 1 row, 1 problem")


def test_a_hostile_file_name_stays_inside_its_property(content, capsys):
    path = content / "fantasia" / "records" / "documents" / "a,b:c\n::error::%.csv"
    path.parent.mkdir()
    path.write_text("")

    run("--github")

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert "/a%2Cb%3Ac\\u000a%3A%3Aerror%3A%3A%25.csv,line=1," in lines[0]


def test_a_summary_is_added_to_a_file_and_nothing_in_it_runs(new, tmp_path):
    path = new('a,"<img src=x> | `@team` [x](http://x)",Nadie,,,,,,,CC0', "b,,Nadie,,,,,,,CC0")
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")

    run("--summary", str(summary), path)

    text = summary.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert text.startswith("before\n## consta check\n\n❌ 1 archivo")
    assert len(rows) == 2
    assert [row.count("|") for row in rows] == [6, 6]
    assert (
        f'| `{path}` | 2 | `title` | **markup** `"<img src=x> ¦ ˋ@\u200bteamˋ [x](http://x)"` |'
        in text
    )
    assert "<br>" in rows[0]
    assert "sin &lt; ni &gt;" in rows[0]
    assert "**blank** `nada`<br>`nothing`" in text


def test_marks_of_markdown_in_a_summary_are_shown_as_they_were_written(new, tmp_path):
    path = new()
    Path(path).write_text("document_id\n", encoding="utf-8")

    run("--summary", str(tmp_path / "summary.md"), path)

    shown = html.unescape((tmp_path / "summary.md").read_text(encoding="utf-8"))
    assert f"Write this header line: {DOCUMENTS} |" in shown


def test_problems_are_told_even_where_their_summary_cannot_be_written(new, capsys):
    path = new("a,N/A,Nadie,,,,,,,CC0")

    status = run("--summary", "no/such/folder.md", path)

    said = capsys.readouterr()
    assert status == 2
    assert "word-for-missing" in said.out
    assert said.err.startswith("consta: no/such/folder.md: cannot be written")


@pytest.mark.usefixtures("content")
def test_a_summary_says_that_all_is_well(tmp_path):
    run("--summary", str(tmp_path / "summary.md"))

    assert (
        "✅ 10 archivos, 316 filas, 0 problemas · 10 files" in (tmp_path / "summary.md").read_text()
    )


@pytest.mark.usefixtures("content")
def test_a_day_that_is_none_is_said(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["check", "--today", "yesterday"])

    assert caught.value.code == 2
    assert '"yesterday" is not a day: write YYYY-MM-DD' in capsys.readouterr().err


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["absent.csv"], "absent.csv: there is no such file"),
        (["content"], "content: is a folder"),
        (["--country", "atlantis"], 'no country "atlantis"'),
        (["--summary", "no/such/folder.md"], "cannot be written"),
    ],
)
def test_what_cannot_run_says_so_in_one_line_with_status_2(capsys, words, message):
    status = run(*words)

    out = capsys.readouterr()
    assert status == 2
    assert out.err.startswith("consta: ")
    assert message in out.err
    assert out.err.count("\n") == 1


def test_today_is_the_systems_unless_it_is_given(new):
    path = new("a,Inventado,Nadie,,,2150-01-01T00:00:00Z,,,,CC0")

    assert main(["check", path]) == 1
    assert main(["check", "--today", "2150-01-01", path]) == 0


def test_the_same_files_give_the_same_words(new, capsys):
    new("a,N/A,=1,,,,,,,CC0", "a,<b>,Nadie,,,,,,,CC0")

    run("--json")
    first = capsys.readouterr().out
    run("--json")

    assert capsys.readouterr().out == first


def test_a_wrong_line_of_the_non_working_days_is_told_with_its_number(content, capsys):
    file = content / "fantasia" / "non_working_days.csv"

    assert main(["check", str(file), "--lang", "en"]) == 0
    file.write_text("day,regions,norm,source,confirmed\n2024-02-30,,,x,true\n", encoding="utf-8")
    assert main(["check", str(file), "--lang", "en"]) == 2

    said = capsys.readouterr()
    assert "no-table" not in said.out
    assert f'{file}:2:day: "2024-02-30"; write a day such as 2024-12-31\n' in said.err


def test_letters_that_cannot_be_are_refused_like_a_country_that_cannot(content, capsys):
    path = content / "fantasia" / "letters.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("{days}", "{dias}"), encoding="utf-8")

    assert main(["check", "--country", "fantasia", "--today", DAY]) == 2
    said = capsys.readouterr().err
    assert "letters.toml" in said
    assert "{days}" in said
    assert "Traceback" not in said
