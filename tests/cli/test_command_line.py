"""`consta` as a person types it: help, wrong words, and where it is run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scorers.cli import COMMANDS


ROOT = Path(__file__).parents[2]
LINES_OF_A_SCREEN = 24
COLUMNS = 80


def consta(*words, folder=ROOT, **settings):
    return subprocess.run(
        [sys.executable, "-m", "scorers", *words],
        cwd=folder,
        env={**os.environ, "COLUMNS": str(COLUMNS), "PYTHONPATH": str(ROOT), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("words", [[], *([command] for command in COMMANDS)])
def test_help_fits_one_screen_and_names_every_option(words):
    run = consta(*words, "--help")

    assert run.returncode == 0
    assert len(run.stdout.splitlines()) <= LINES_OF_A_SCREEN
    assert all(len(line) <= COLUMNS for line in run.stdout.splitlines())
    if words:
        for option in ("--country", "--content", "--lang"):
            assert option in run.stdout
    else:
        for command in COMMANDS:
            assert command in run.stdout


@pytest.mark.parametrize("words", [[], ["nonsense"], ["build", "--nonsense"], ["score"]])
def test_wrong_words_end_with_status_2_and_say_what_is_wanted(words):
    run = consta(*words)

    assert run.returncode == 2
    assert "usage: consta" in run.stderr
    assert "Traceback" not in run.stderr


def test_the_installed_command_is_the_module():
    program = Path(sys.executable).with_name("consta")

    said = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout

    assert said.split() == consta("--help").stdout.split()


def test_outside_a_checkout_one_line_says_where_to_go(tmp_path):
    run = consta("check", folder=tmp_path)

    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "is not inside a checkout of Consta" in run.stderr


def test_an_unknown_country_is_answered_with_those_there_are(content):
    run = consta("build", "--country", "atlantis", "--content", str(content))

    assert run.returncode == 2
    assert run.stderr == (
        f'consta: no country "atlantis": {content}/atlantis has no country.toml. '
        "Countries: fantasia\n"
    )


@pytest.mark.parametrize(("language", "words"), [("es", "páginas y"), ("en", "pages and")])
def test_build_says_what_it_built_in_the_language_asked_for(content, tmp_path, language, words):
    options = ["--content", str(content), "--output", str(tmp_path / "output")]

    run = consta("build", *options, "--lang", language)

    assert run.returncode == 0, run.stderr
    assert words in run.stdout
    assert "make serve" in run.stdout
    assert (tmp_path / "output" / "index.html").is_file()


def test_a_broken_row_stops_the_build_with_its_place_and_leaves_the_earlier_site(content, tmp_path):
    options = ["--content", str(content), "--output", str(tmp_path / "output")]
    assert consta("build", *options).returncode == 0
    before = (tmp_path / "output" / "index.html").stat().st_mtime_ns
    budget = content / "fantasia" / "records" / "statistics" / "budget.csv"
    lines = budget.read_text("utf-8").split("\n")
    cells = lines[2].split(",")
    cells[6:8] = ["", "many"]
    lines[2] = ",".join(cells)
    budget.write_text("\n".join(lines), "utf-8")

    run = consta("build", *options)

    assert run.returncode == 2
    assert "budget.csv:3:" in run.stderr
    assert "consta check" in run.stderr
    assert "Traceback" not in run.stderr
    assert (tmp_path / "output" / "index.html").stat().st_mtime_ns == before


def test_a_reader_that_leaves_early_is_no_error():
    run = subprocess.run(
        f'"{sys.executable}" -m scorers score 2024 | head -n 1',
        cwd=ROOT,
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0
    assert run.stderr == ""
