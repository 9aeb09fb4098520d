"""`consta build` as a person types it: what a country without records does to a site."""

import shutil
from pathlib import Path

import pytest

from scorers.cli import main


ROOT = Path(__file__).parents[2]


@pytest.fixture(name="build")
def _build(content, tmp_path, monkeypatch, capsys):
    """Give `consta build` of the content folder: (status, what it said, errors)."""
    monkeypatch.chdir(ROOT)

    def build(*words, language="en"):
        where = ["--content", str(content), "--output", str(tmp_path / "output")]
        status = main(["build", *words, *where, "--lang", language])
        said = capsys.readouterr()
        return status, said.out, said.err

    return build


@pytest.fixture(name="empty")
def _empty(content):
    """Give a second invented country that has institutions and a header, and not one record."""
    folder = content / "vacia"
    shutil.copytree(content / "fantasia", folder, ignore=shutil.ignore_patterns("records"))
    file = folder / "country.toml"
    words = file.read_text("utf-8").replace('id = "fantasia"', 'id = "vacia"')
    file.write_text(words.replace("default = true", "default = false"), "utf-8")
    requests = folder / "records" / "requests"
    requests.mkdir(parents=True)
    columns = (content / "fantasia/records/requests/2024.csv").read_text("utf-8").partition("\n")[0]
    (requests / "pulled.csv").write_text(f"{columns}\n", "utf-8")
    return folder


def test_a_country_without_records_is_left_out_of_all_and_a_line_says_how_to_fill_it(
    build, empty, tmp_path
):
    status, said, errors = build("--all")

    assert status == 0
    assert "pages and" in said
    assert errors == (
        "consta: left out vacia: nothing is on record yet, so there is nothing to show; fill it "
        f"with `consta pull --country vacia` or with rows in {empty / 'records'}/\n"
    )
    assert (tmp_path / "output" / "en" / "index.html").is_file()
    assert not (tmp_path / "output" / "vacia").exists()
    # Nothing leads to a country that is not there, and there is no list of one country.
    assert not (tmp_path / "output" / "en" / "countries").exists()


def test_a_country_without_records_alone_is_an_error_and_the_earlier_site_stays(
    build, empty, tmp_path
):
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "index.html").write_text("earlier")

    status, said, errors = build("--country", "vacia", language="es")

    assert (status, said) == (2, "")
    assert errors == (
        "consta: vacia: nada consta aún, así que no hay nada que mostrar; se llena con "
        f"`consta pull --country vacia` o con filas en {empty / 'records'}/\n"
    )
    assert (tmp_path / "output" / "index.html").read_text() == "earlier"


def test_a_country_with_one_record_is_shown_beneath_the_first(build, empty, content, tmp_path):
    shutil.copytree(content / "fantasia" / "records", empty / "records", dirs_exist_ok=True)

    status, _, errors = build("--all")

    assert (status, errors) == (0, "")
    assert (tmp_path / "output" / "vacia" / "en" / "index.html").is_file()
