"""`consta words`: the catalogues of a checkout, made, brought up to date and counted."""

import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from scorers.website import catalogues, translations


ROOT = Path(__file__).parents[2]


@pytest.fixture(name="theme")
def _theme(tmp_path):
    """Give the folder of translations of a checkout with our templates, which it may change."""
    shutil.copytree(ROOT / "theme" / "templates", tmp_path / "theme" / "templates")
    folder = tmp_path / "theme" / "translations"
    folder.mkdir()
    shutil.copy(ROOT / "theme" / "translations" / "es.po", folder)
    return folder


def test_a_language_is_added_as_two_folders_and_counted(consta, theme, content):
    status, out, err = consta("words", "--add", "qu")

    assert (status, err) == (0, "")
    template, interface, own = out.splitlines()
    assert template.startswith("theme/translations/interface.pot: 1,")  # more than a thousand
    assert interface.startswith("theme/translations/qu/interface.po: ")
    assert interface.split("not translated ")[1] == interface.split(": ")[1].split()[0]
    assert own.startswith("content/fantasia/translations/qu/content.po: ")
    assert (theme / "qu" / "interface.po").is_file()
    assert (content / "fantasia" / "translations" / "qu" / "content.po").is_file()


def test_a_translated_text_is_no_gap_and_listing_writes_nothing(consta, theme):
    consta("words", "--add", "qu")
    path = theme / "qu" / "interface.po"
    catalog = translations.read(path)
    catalog.get("Skip to content").string = "Ukhuman riy"
    path.write_bytes(catalogues.written(catalog))
    before = {one: one.read_bytes() for one in theme.rglob("*.po*")}

    status, out, _ = consta("words", "--list", language="es")

    assert status == 0
    assert "\n  Take part\n" in out
    assert "\n  Skip to content\n" not in out
    assert "sin traducir" in out
    assert {one: one.read_bytes() for one in theme.rglob("*.po*")} == before


def test_twice_writes_the_same_bytes(consta, theme):
    consta("words", "--add", "qu")
    before = {one: one.read_bytes() for one in theme.rglob("*.po*")}
    consta("words")

    assert {one: one.read_bytes() for one in theme.rglob("*.po*")} == before
    with (theme / "qu" / "interface.po").open("rb") as file:
        assert str(read_po(file).locale) == "qu"


@pytest.mark.parametrize("language", ["xx", "../outside"])
def test_a_language_that_nobody_knows_is_refused_in_one_line(consta, theme, language, tmp_path):
    status, _, err = consta("words", "--add", language)

    assert status == 2
    assert err.startswith(f'consta: "{language}" is no language')
    assert err.count("\n") == 1
    assert not (theme / language).exists()
    assert not (tmp_path / "outside").exists()
