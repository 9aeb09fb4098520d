"""Folders, ports and countries that cannot be, as a person may type them. Fantasia is invented."""

import shutil

import pytest

from scorers.cli import main


@pytest.fixture(name="root")
def _root(content, monkeypatch):
    (content.parent / "pelican.conf.py").touch()
    monkeypatch.chdir(content.parent)
    return content.parent


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_folder_that_holds_something_else_is_not_built_over(root, capsys, command):
    mine = root / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")

    assert main([command, "--output", "mine"]) == 2

    assert "holds something that is no site of Consta" in capsys.readouterr().err
    assert [path.name for path in mine.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("output", ["content", ".", "/"])
def test_the_checkout_and_what_holds_it_are_not_built_over(root, capsys, output):
    assert main(["build", "--output", output]) == 2

    assert "no site of Consta" in capsys.readouterr().err
    assert (root / "content" / "fantasia" / "country.toml").is_file()


def test_a_file_is_not_built_over(root, capsys):
    (root / "precious").write_text("years of work")

    assert main(["build", "--output", "precious"]) == 2

    assert "precious is a file" in capsys.readouterr().err
    assert (root / "precious").read_text() == "years of work"


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("port", ["-1", "65536", "x", "²", ""])
def test_a_number_that_is_no_port_is_refused(capsys, port):
    with pytest.raises(SystemExit) as stopped:
        main(["serve", f"--port={port}"])

    assert stopped.value.code == 2
    assert f'"{port}" is no port' in capsys.readouterr().err


@pytest.mark.usefixtures("root")
def test_a_blank_country_is_none(capsys):
    assert main(["check", "--country", ""]) == 2

    assert 'no country ""' in capsys.readouterr().err


def test_a_content_folder_without_a_country_is_named(root, capsys):
    shutil.rmtree(root / "content" / "fantasia")

    assert main(["check"]) == 2

    said = capsys.readouterr().err
    assert said == f"consta: {root / 'content'}: no folder in it holds a country.toml\n"


@pytest.mark.usefixtures("root")
def test_a_blank_institution_is_none(capsys):
    assert main(["score", "2024", "--institution", ""]) == 2

    assert 'no institution ""' in capsys.readouterr().err


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(("language", "said"), [("es", "detenido"), ("en", "stopped")])
def test_what_is_stopped_says_so_in_the_asked_language(capsys, monkeypatch, language, said):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("scorers.cli.check.run", stopped)

    assert main(["check", "--lang", language]) == 130

    assert capsys.readouterr().err.startswith(f"consta: {said}; ")
