"""Tables that no score may rest on: one line, exit 2, and the first place. Fantasia is invented."""

import shlex

import pytest

from scorers import country
from scorers.cli import main
from scorers.exceptions import RecordsError
from scorers.records import frames


ROOT = "institutions.csv"
BUDGET = "records/statistics/budget.csv"
CONTEXT = "records/statistics/context.csv"
LOOKS = "records/observations/2023.csv"
REQUESTS = "records/requests/2022.csv"
DOCUMENTS = "records/documents.csv"


@pytest.fixture(name="say")
def _say(content, monkeypatch, capsys):
    """Return what `consta score` says of the country, given from the content folder."""
    (content / "pelican.conf.py").touch()
    monkeypatch.chdir(content)

    def say():
        status = main(["score", "2024", "--content", "."])
        said = capsys.readouterr()
        assert (status, said.out) == (2, "")
        assert said.err.count("\n") == 1
        return said.err

    return say


def change(fantasia, name, line, old, new):
    """Put new text for old in one line of a file; the header is line 1."""
    path = fantasia.folder / name
    lines = path.read_bytes().split(b"\n")
    assert old.encode() in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old.encode(), new.encode("latin-1"), 1)
    path.write_bytes(b"\n".join(lines))


@pytest.mark.parametrize(
    ("name", "line", "old", "new", "where", "found"),
    [
        (DOCUMENTS, 1, "title", "titel", "1", "the header is not that of documents"),
        (DOCUMENTS, 1, "url", "title", "1", "the header is not that of documents"),
        (BUDGET, 5, ",false,", ",false", "5", "11 cells, the header has 12"),
        (BUDGET, 5, ",false,", ",fal,se,", "5", "13 cells, the header has 12"),
        (BUDGET, 3, "Tesoro", "\xff", "3", "bytes ff, expected text in UTF-8"),
        (BUDGET, 2, "2022-01-01", "2022-1-1", "2:period_start", '"2022-1-1", expected the type d'),
        (BUDGET, 2, "2022-12-31", "2022-02-30", "2:period_end", '"2022-02-30", expected the type'),
        (BUDGET, 2, ",,,950", ",1_0,,950", "2:count", '"1_0", expected the type integer'),
        (BUDGET, 2, "950", "nan", "2:value", '"nan", expected the type number'),
        (BUDGET, 2, "false", "FALSE", "2:self_reported", '"FALSE", expected the type boolean'),
        (BUDGET, 2, "budget_accrued,", "rain,", "2:measure", '"rain", expected one of: appeals_'),
        (ROOT, 2, "guild", "gild", "2:kind", '"gild", expected one of: cloud-ministry, guild'),
        (ROOT, 2, ",national", ",", "2:level", "nothing, expected a filled cell"),
        (BUDGET, 3, "2023-01-01", "", "3:period_start", "nothing, expected a filled cell"),
        (BUDGET, 3, ",budget-book", ",", "3:document_id", "nothing, expected a filled cell"),
        (ROOT, 3, "gremio-antiguo", "../gremio", "3:institution_id", '"../gremio", expected the f'),
        (ROOT, 2, "N-002", "N-2", "2:cloud_number", '"N-2", expected the form ^N-[0-9]{3}$'),
        (BUDGET, 2, ":2022", ":20 22", "2:statistic_id", "expected the form"),
        (ROOT, 3, ",consejo-del-reloj", ",nadie", "3:successor_id", '"nadie", expected an id of'),
        (BUDGET, 2, ",consejo-del-reloj", ",nadie", "2:institution_id", "an id of the table inst"),
        (LOOKS, 2, ",consejo-del-reloj", ",nadie", "2:institution_id", "an id of the table inst"),
        (REQUESTS, 2, ",consejo-del-reloj", ",nadie", "2:institution_id", "an id of the table i"),
        (BUDGET, 2, ",budget-book", ",nada", "2:document_id", "an id of the table documents"),
        (LOOKS, 2, ",inspection-2023", ",nada", "2:document_id", "an id of the table documents"),
        (REQUESTS, 2, "contratos", "=1", "2:topic", 'a cell that begins with "=", expected'),
        (REQUESTS, 2, "contratos", "@1", "2:topic", "a cell that begins with"),
        (REQUESTS, 2, "contratos", "-1", "2:topic", "a cell that begins with"),
        (REQUESTS, 2, "contratos", "\t1", "2:topic", 'a cell that begins with "\\t"'),
        (REQUESTS, 2, "https", "+https", "2:source_url", "expected a text that no spreadsheet"),
    ],
)
def test_a_fault_stops_the_run_in_one_line_with_its_place(
    fantasia, say, name, line, old, new, where, found
):
    change(fantasia, name, line, old, new)

    said = say()

    assert said.startswith(f"consta: fantasia/{name}:{where}: ")
    assert found in said
    assert said.endswith(f"; run `consta check fantasia/{name}`\n")


@pytest.mark.parametrize(
    ("name", "column"),
    [
        (ROOT, "institution_id"),
        (BUDGET, "statistic_id"),
        (LOOKS, "observation_id"),
        (REQUESTS, "request_id"),
        (DOCUMENTS, "document_id"),
    ],
)
def test_an_id_that_stands_twice_is_told_with_its_first_place(fantasia, say, name, column):
    path = fantasia.folder / name
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[2], ""]), encoding="utf-8")

    said = say()

    assert said.startswith(f"consta: fantasia/{name}:{len(lines) + 1}:{column}: ")
    assert f"expected an id of its own: this one stands at fantasia/{name}:3;" in said


def test_an_id_that_stands_in_two_files_is_told_at_the_second(fantasia, say):
    row = (fantasia.folder / BUDGET).read_text(encoding="utf-8").splitlines()[3]
    with (fantasia.folder / CONTEXT).open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")

    said = say()

    assert said.startswith(f"consta: fantasia/{CONTEXT}:")
    assert f"this one stands at fantasia/{BUDGET}:4;" in said


@pytest.mark.parametrize(
    ("kept", "found"), [(None, ": no such file"), (1, ": no rows"), (0, ":1: nothing")]
)
def test_a_country_without_institutions_is_refused(fantasia, say, kept, found):
    path = fantasia.folder / ROOT
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for file in (fantasia.folder / "records").rglob("*.csv"):
        file.unlink()
    path.unlink()
    if kept is not None:
        path.write_text("".join(lines[:kept]), encoding="utf-8")

    assert say().startswith(f"consta: fantasia/{ROOT}{found}, expected the ")


def test_missing_institutions_are_told_before_the_rows_that_name_them(fantasia, say):
    (fantasia.folder / ROOT).unlink()

    assert say().startswith(f"consta: fantasia/{ROOT}: no such file, expected the institutions")


def test_the_first_place_in_file_and_line_order_is_told(fantasia, say):
    change(fantasia, CONTEXT, 2, "villa-abajo,", "nadie,")
    change(fantasia, BUDGET, 4, ",budget_accrued", ",rain")
    change(fantasia, BUDGET, 3, ",budget-book", ",nada")
    change(fantasia, BUDGET, 3, "900", "x")

    assert say().startswith(f'consta: fantasia/{BUDGET}:3:value: "x"')


def test_the_site_is_refused_for_the_same(place, fantasia, tmp_path, monkeypatch, capsys):
    change(fantasia, BUDGET, 2, ",budget-book", ",nada")
    monkeypatch.chdir(place.root)

    status = main(["build", "--content", str(place.content), "--output", str(tmp_path / "site")])

    said = capsys.readouterr().err
    assert status == 2
    assert said.startswith(f"consta: {fantasia.folder / BUDGET}:2:document_id: ")
    assert said.count("\n") == 1
    assert not (tmp_path / "site").exists()


def test_a_hostile_cell_stays_on_one_line_and_short(fantasia):
    change(fantasia, BUDGET, 2, ",budget-book", ',"\x1b[2J\n' + "x" * 100 + '"')

    with pytest.raises(RecordsError, match=":2:document_id: ") as caught:
        frames.read_all(fantasia)

    assert '"\\x1b[2J\\nx' in str(caught.value)
    assert str(caught.value).isprintable()
    assert "x" * 80 not in str(caught.value)


def test_elsewhere_the_path_is_absolute_and_quoted_for_a_shell(fantasia, tmp_path):
    folder = (tmp_path / "with space" / "fantasia").absolute()
    folder.parent.mkdir()
    fantasia.folder.rename(folder)
    moved = country.read(folder)
    change(moved, BUDGET, 2, ",budget-book", ",nada")

    with pytest.raises(RecordsError) as caught:
        frames.read_all(moved)

    path = folder / BUDGET
    assert str(caught.value).startswith(f"{path}:2:document_id: ")
    assert str(caught.value).endswith(f"run `consta check {shlex.quote(str(path))}`")
