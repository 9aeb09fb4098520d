"""A third language of the site's own words is a catalogue: nothing they say is left without one.

The catalogue of a pseudo-language, made from es.po, takes the place of Spanish: it puts every text
into brackets. What the tables and the method say comes from content/, in its own languages.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import nodes

from scorers import country
from scorers.website import building, compiled, translations


THEME = Path(__file__).parents[2] / "theme"
OPEN, CLOSE = "⟦", "⟧"
SAID_IN = ("aria-label", "title", "alt", "placeholder")  # attributes that a reader hears or sees
# What is no word of a language: the name of the site, of formats and of the languages themselves.
NAMES = {"Cons", "ta", "Consta", "CSV", "JSON", "BibTeX", "RIS", "CSL-JSON", "CITATION.cff",
         "SHA-256", "Español", "English", "wasm-unsafe-eval"}  # fmt: skip
FEWEST_WORDS = 4  # shorter ones the tables and the method may say in the very same words
FILE = re.compile(r"[\w-]+(?:[./][\w-]+)+")
BOTH_AT_ONCE = {"404.html", "index.html"}  # one page for readers of either language


class Said(HTMLParser):
    """Collects what a page says: its text, and the attributes that are read out or shown."""

    def __init__(self):
        super().__init__()
        self.texts, self._inside = [], []

    def handle_starttag(self, tag, attrs):
        self.texts += [
            value
            for name, value in attrs
            if value and (name in SAID_IN or name.startswith("data-"))
        ]
        if tag not in {"meta", "link", "input", "br", "img"}:
            self._inside.append(tag)

    def handle_endtag(self, _tag):
        self._inside.pop()

    def handle_data(self, data):
        if data.strip() and "script" not in self._inside:
            self.texts.append(data.strip())


def said(text):
    reader = Said()
    reader.feed(text)
    return reader.texts


def messages():
    with (THEME / "translations" / "es.po").open("rb") as file:
        return [message for message in read_po(file, locale="es") if message.id]


@pytest.fixture(name="pseudo", scope="module")
def _pseudo(tmp_path_factory):
    """Return a folder with the catalogue of a language that puts every text into brackets."""
    folder = tmp_path_factory.mktemp("translations")
    catalogue = Catalog(locale="qu")
    for message in messages():
        one = isinstance(message.id, str)
        texts = [message.id] if one else [message.id[0]] * catalogue.num_plurals
        bracketed = tuple(f"{OPEN}{text}{CLOSE}" for text in texts)
        catalogue.add(message.id, bracketed[0] if one else bracketed, flags=message.flags)
    with (folder / "qu.po").open("wb") as file:
        write_po(file, catalogue)
    return folder


@pytest.fixture(name="pages")
def _pages(pseudo, place, tmp_path, monkeypatch):
    """Give every page of the invented country with the pseudo-language in place of Spanish."""
    real = translations.catalogue

    def catalogue(folder, language):
        return real(pseudo, "qu") if language == "es" else real(folder, language)

    monkeypatch.setattr(translations, "catalogue", catalogue)
    monkeypatch.setattr(compiled, "kept", lambda *_: None)  # what is kept holds Spanish
    building.build(place, country.read(place.country("fantasia")), tmp_path / "site")
    paths = sorted((tmp_path / "site" / "es").rglob("index.html"))
    return {path.relative_to(tmp_path / "site"): path.read_text("utf-8") for path in paths}


def test_another_catalogue_leaves_no_text_of_the_templates_untranslated(pages):
    translated = {
        text
        for message in messages()
        for text in (message.id, message.string)
        if isinstance(text, str) and len(text.split()) >= FEWEST_WORDS
    }
    left = [
        (path, text) for path, page in pages.items() for text in said(page) if text in translated
    ]

    assert len(pages) > 50
    assert left == []


def test_another_catalogue_says_most_of_every_page(pages):
    for path, page in pages.items():
        assert sum(OPEN in text for text in said(page)) > 10, path


def spoken(source, templates):
    """Return the words that a template says outside of holes and tags, or in a read attribute."""
    whole = "".join(
        part.data if isinstance(part, nodes.TemplateData) else "0"
        for output in templates.parse(source).find_all(nodes.Output)
        for part in output.nodes
    )
    attributes = re.findall(rf'(?:{"|".join(SAID_IN)})="([^"]*)"', whole)
    shown = re.sub(r"<[^>]*>", " ", re.sub(r"<code>.*?</code>", " ", whole))
    words = re.findall(r"[^\W\d_][\w.-]*", FILE.sub(" ", " ".join([shown, *attributes])))
    return [word for word in words if word not in NAMES]


def test_a_word_outside_of_the_catalogue_is_seen(templates):
    source = '<p class="a">{{ "Yes"|t }} no {{ 1 }}<a title="here" href="x">CSV</a></p>'

    assert spoken(source, templates) == ["no", "here"]


def test_templates_say_nothing_that_no_catalogue_can_translate(templates):
    names = [name for name in templates.list_templates() if name.endswith(".html")]

    assert len(names) > 40
    for name in names:
        if name not in BOTH_AT_ONCE:
            assert spoken(templates.loader.get_source(templates, name)[0], templates) == [], name
