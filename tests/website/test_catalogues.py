"""The catalogues hold the words that are said and no others, and a bad translation does no harm."""

import ast
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from scorers import country
from scorers.exceptions import SiteError
from scorers.paths import Place
from scorers.text import Text
from scorers.website import catalogues, translations


ROOT = Path(__file__).parents[2]
PLACE = Place(root=ROOT, content=ROOT / "content")
SHARED = ROOT / "theme" / "translations"


@pytest.fixture(name="interface", scope="module")
def _interface():
    return catalogues.interface(PLACE)


def lines(text):
    return [line for line in text.decode().splitlines() if "Generated-By" not in line]


def test_the_committed_template_holds_exactly_what_is_said(interface):
    """If it does not: `consta words` makes it anew."""
    committed = (SHARED / translations.TEMPLATE).read_bytes()

    assert lines(committed) == lines(catalogues.written(interface))


def test_templates_python_and_schema_all_give_their_words(interface):
    found = {path for message in interface for path, _ in message.locations}

    assert "theme/templates/base.html" in found
    assert {"scorers/website/wording.py", "scorers/editions/citing.py"} <= found
    assert "scorers/records/schema.json" in found
    assert any(isinstance(message.id, tuple) for message in interface)
    assert [one.id for one in interface if one.id and not one.auto_comments] == []


def test_what_a_terminal_alone_says_comes_after_what_a_site_says(interface):
    of_site = [catalogues.is_of_site(one) for one in interface if one.id]

    assert of_site == sorted(of_site, reverse=True)
    assert len(of_site) > sum(of_site) > 500


def test_no_text_is_put_together_where_it_is_written():
    """A catalogue cannot hold what stands in an f-string or a sum: `Text.format` fills holes."""
    for path in sorted((ROOT / "scorers").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Text":
                given = [*call.args, *(one.value for one in call.keywords)]
                put_together = [one for one in given if isinstance(one, ast.JoinedStr | ast.BinOp)]
                assert not put_together, f"{path}:{call.lineno}"


def test_the_words_of_a_country_are_those_of_its_files_and_of_the_methods(fantasia, place):
    said = {one.id: one for one in catalogues.content(place, fantasia) if one.id}

    assert said["Cloud ministries"].auto_comments == ["es: Ministerios de nubes"]
    assert ("method/1.1.0.toml", 0) in said["Answers within the legal term"].locations
    assert any(path == "letters.toml" for one in said.values() for path, _ in one.locations)
    assert "Ministry of Clouds" not in said


def test_the_same_english_for_two_things_has_the_spanish_as_its_context(monkeypatch):
    ends = [(Text(es="fin", en="end"), "a.py"), (Text(es="extremo", en="end"), "b.py")]
    both = [*ends, (Text(es="nube", en="cloud"), "a.py"), (Text(es="{n} %", en="{n} %"), "a.py")]
    monkeypatch.setattr(catalogues, "_of_package", lambda: iter(both))

    made = catalogues.interface(PLACE)

    assert [made.get("end", one) is not None for one in ("fin", "extremo", None)] == [1, 1, 0]
    assert made.get("cloud") is not None
    assert made.get("{n} %") is None  # nothing to translate


@pytest.mark.parametrize(
    ("english", "translated", "is_sound"),
    [
        ("{n} rows", "{n} filas", True),
        ("{n} of {all}", "{all}: {n}", True),
        ("{n} rows", "filas", False),
        ("{n} rows", "{m} filas", False),
        ("{n} rows", "{n filas", False),
        ("{n} rows", "{n} {0} filas", False),
        ("%(n)s rows", "%(n)s filas", True),
        ("%(n)s rows", "%(n)d filas", False),
        ("%(n)s rows", "%(n)s filas, 5 %", False),
        ("90 % sure", "90 por ciento", True),
        ("rows", "", False),
        (("%(n)s row", "%(n)s rows"), ("una fila", "%(n)s filas"), True),
        (("%(n)s row", "%(n)s rows"), ("%(n)s fila", ""), False),
        (("%(n)s row", "%(n)s rows"), ("%(n)s fila", "%(m)s filas"), False),
    ],
)
def test_a_translation_that_could_not_be_filled_counts_as_none(english, translated, is_sound):
    template, catalog = Catalog(), Catalog(locale="es")
    template.add(english)
    catalog.add(english, translated)

    assert [one.id for one in catalogues.gaps(template, catalog)] == ([] if is_sound else [english])


def test_an_unsure_translation_counts_as_none():
    template, catalog = Catalog(), Catalog(locale="es")
    template.add("rows")
    catalog.add("rows", "filas", flags=["fuzzy"])

    assert [one.id for one in catalogues.gaps(template, catalog)] == ["rows"]


def test_bringing_up_to_date_keeps_translations_and_what_is_no_longer_said(tmp_path):
    path = tmp_path / "qu" / "interface.po"
    template = Catalog()
    for words in ("clouds", "rows"):
        template.add(words)
    path.parent.mkdir()
    first = catalogues.brought(template, path, "qu")
    first.get("clouds").string = "phuyukuna"
    first.get("rows").string = "siq'ikuna"
    path.write_bytes(catalogues.written(first))

    changed = Catalog()
    changed.add("clouds")
    changed.add("winds")
    text = catalogues.written(catalogues.brought(changed, path, "qu")).decode()

    assert 'msgid "clouds"\nmsgstr "phuyukuna"' in text
    assert 'msgid "winds"\nmsgstr ""' in text
    assert '#~ msgstr "siq\'ikuna"' in text
    path.write_text(text, "utf-8")
    assert catalogues.written(catalogues.brought(changed, path, "qu")).decode() == text


@pytest.mark.parametrize("language", ["", "xx", "../qu", "q u"])
def test_a_language_of_which_nothing_is_known_is_refused(language, tmp_path):
    with pytest.raises(SiteError, match="no language that babel knows"):
        catalogues.brought(Catalog(), tmp_path / "none.po", language)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"nonsense"])
def test_a_file_that_is_no_catalogue_is_refused_by_its_name(content, tmp_path):
    (tmp_path / "bad.po").write_bytes(content)

    with pytest.raises(SiteError, match=r"bad\.po: not a catalogue"):
        translations.read(tmp_path / "bad.po")


def test_a_country_that_speaks_a_language_without_a_folder_is_refused(content):
    path = content / "fantasia" / "country.toml"
    entry = '[[language]]\nid = "qu"\nlocale = "qu_PE"\nfalls_back_to = "es"\n\n[law]'
    path.write_text(path.read_text("utf-8").replace("[law]", entry, 1), "utf-8")
    place = Place(root=ROOT, content=content)

    with pytest.raises(SiteError, match=r"qu.interface\.po: there is no such catalogue"):
        translations.further(place, country.read(path.parent))
