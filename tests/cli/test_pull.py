"""`consta pull` as a person types it, with an invented country."""

import pytest

from scorers.cli import main


SOURCES = r"""
[[source]]
id = "plans"
system = "tabular"
role = "planning-documents"
feeds = ["planning-documents"]
address = "https://clouds.example/plans.csv"
file = "plans.csv"
format = "csv"
columns = { portal_id = "id", name = "name", title = "title", link = "link" }
publisher = "Invented"
licence = "CC0"
document = { id = "fantasia:plans", title = "Planes (inventados)" }

[import.planning-documents]
joints = []
ids = { portal = "cloud_number" }
file = "records/observations/plans.csv"
looked_on = 2024-03-01
found = "listed"
id = "fantasia:{portal_id}:{item}:{period}"
openness = ["pdf", ""]
formats = { pdf = "pdf" }
leave = []
item = [{ item = "plan-of-clouds", pattern = "clouds" }]

[import.planning-documents.periods]
to = ["-"]
semester = ["half"]
trimester = ["quarter"]
ordinals = { "1" = ["i"] }
months = []
"""


@pytest.fixture(name="pull")
def _pull(fantasia, content, tmp_path):
    (fantasia.folder / "sources.toml").write_text(SOURCES, encoding="utf-8")
    (fantasia.folder / "names").mkdir()
    (fantasia.folder / "names" / "aliases.csv").write_text(
        "alias,institution_id\n", encoding="utf-8"
    )
    (tmp_path / "plans.csv").write_text(
        "id,name,title,link\n"
        "N-001,Nubes,Plan of clouds 2024,clouds.example/a.pdf\n"
        + "N-999,Luna,Plan of clouds,x\n"
        * 1_200,
        encoding="utf-8",
    )

    def pull(*words, lang="en"):
        return main(["pull", "--content", str(content), "--lang", lang, *words])

    return pull


def test_the_report_says_what_was_read_used_and_left_out(pull, capsys, tmp_path):
    assert pull("--files", str(tmp_path)) == 0

    report = capsys.readouterr().out
    assert "  Planning documents: 1,201 rows\n           1  used\n       1,200  of a body" in report
    assert "  written: records/observations/plans.csv, 1 rows" in report


def test_the_report_speaks_spanish_and_writes_numbers_as_the_country_does(pull, capsys, tmp_path):
    assert pull("--files", str(tmp_path), lang="es") == 0

    assert "  Documentos de planeamiento: 1.201 filas\n" in capsys.readouterr().out


def test_the_same_files_give_the_same_report(pull, capsys, tmp_path):
    pull("--files", str(tmp_path))
    once = capsys.readouterr().out
    pull("--files", str(tmp_path))

    assert capsys.readouterr().out == once


def test_sources_are_listed_with_their_addresses(pull, capsys):
    assert pull("--list") == 0

    header, line = capsys.readouterr().out.splitlines()
    assert header.split("  ")[0] == "source"
    assert line.split() == ["plans", "tabular", "https://clouds.example/plans.csv"]


def test_a_source_that_cannot_be_read_gives_status_1_and_one_line_why(pull, capsys, tmp_path):
    (tmp_path / "empty").mkdir()

    assert pull("--files", str(tmp_path / "empty")) == 1

    said = capsys.readouterr()
    assert "the last good rows stay" in said.out
    assert said.err.startswith("consta: planning-documents: ")
    assert said.err.count("\n") == 1


def test_an_unknown_source_gives_status_2_and_its_near_match(pull, capsys):
    assert pull("plan") == 2

    assert 'no source "plan"; did you mean "plans"?' in capsys.readouterr().err
