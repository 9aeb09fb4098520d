"""A third language is a folder: with it every page stands in three languages, and none is mixed.

The invented country gets the catalogues of a pseudo-language, all of whose letters are full-width:
what its pages say in plain letters came past them, and may only be a name, an id or prose.
"""

import csv
import json
import re
import shutil
from html.parser import HTMLParser

import pytest
from babel import Locale
from jinja2 import nodes
from PIL import Image

from scorers import country
from scorers.records import reading, schema
from scorers.text import languages
from scorers.website import building
from tests.conftest import FANTASIA
from tests.website import pseudo


OWN = pseudo.LANGUAGE
WIDE = re.compile("[\uff21-\uff5a]")
SAID_IN = ("aria-label", "title", "alt", "placeholder")  # attributes that a reader hears or sees
ALONE = {"meta", "link", "input", "br", "img"}  # elements that hold nothing
# What is no word of a language: the name of the site, of formats and of the languages themselves.
NAMES = {"Cons", "ta", "Consta", "CSV", "JSON", "BibTeX", "RIS", "CSL-JSON", "CITATION.cff",
         "SHA-256", "Español", "English", "wasm-unsafe-eval"}  # fmt: skip
# What tables say about whom or what a row is: it comes from content/, and no catalogue has it.
TOLD = {
    "institutions": ("name_es", "short_name", "province", "website_url"),
    "documents": ("title", "publisher", "licence"),
    "statistics": ("publisher", "unit"),
    "observations": ("format",),
}
MONTHS = Locale.parse("qu_PE").months["format"]["wide"].values()
FILE = re.compile(r"[\w-]+(?:[./][\w-]+)+")
CODE = re.compile(r"\{\w+\}|https?://\S+|[\w-]*\d[\w.-]*…?|\w+(?:[-_:./,]\w+)+|\bmax\(|F\$")
PLAIN = re.compile("[A-Za-zÀ-ÿ]{2,}")
NUMBER = re.compile(r"\d[\d.,]*")
BOTH_AT_ONCE = {"404.html", "index.html"}  # one page for readers of any language


class Said(HTMLParser):
    """Collects what a page says in its own language: texts, and attributes that are read or shown.

    A part that says which other language it is in is left out.
    """

    def __init__(self, language):
        super().__init__()
        self.texts, self._language, self._inside = [], language, []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        is_other = given.get("lang", self._language) != self._language
        is_other = is_other or tag == "script" or any(self._inside)
        if not is_other:
            self.texts += [value for name, value in attrs if value and _is_said(tag, name, given)]
        if tag not in ALONE:
            self._inside.append(is_other)

    def handle_endtag(self, _tag):
        self._inside.pop()

    def handle_data(self, data):
        if data.strip() and not any(self._inside):
            self.texts.append(data.strip())


def _is_said(tag, name, given):
    if tag == "meta":
        return name == "content" and given.get("name") == "description"
    # What scripts say is a sentence; one word alone is an id.
    return name in SAID_IN or (name.startswith("data-") and " " in given[name])


def said(page, language):
    reader = Said(language)
    reader.feed(page)
    return reader.texts


@pytest.fixture(name="checkout", scope="module")
def _checkout(tmp_path_factory):
    return pseudo.checkout(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(name="chosen", scope="module")
def _chosen(checkout):
    return country.read(checkout.country("fantasia"))


@pytest.fixture(name="three", scope="module")
def _three(checkout, chosen):
    """Give the site of the invented country in three languages; tests only read it.

    Beneath it stands a neighbour that speaks two.
    """
    folder = shutil.copytree(FANTASIA, checkout.content / "vecindad")
    path = folder / "country.toml"
    words = path.read_text("utf-8").replace('id = "fantasia"', 'id = "vecindad"')
    path.write_text(words.replace("default = true", "default = false"), "utf-8")
    building.build(checkout, chosen, checkout.output, [country.read(folder)])
    return checkout.output


def pages(site, language):
    """Return the pages of a language by their addresses."""
    found = sorted((site / language).rglob("index.html"))
    return {
        path.relative_to(site).parent.as_posix() + "/": path.read_text("utf-8") for path in found
    }


def twins(page):
    """Return the address of a page in each other language, as it says itself."""
    found = re.findall(
        r'<link rel="alternate" hreflang="([\w-]+)" href="https?://[^/]+/(.*?)">', page
    )
    return dict(found)


@pytest.fixture(name="names", scope="module")
def _names(chosen):
    """Give what the tables and the prose say of their own, the longest first."""
    found = {chosen.currency, *MONTHS, *(region.code for region in chosen.regions.values())}
    found |= {item.heading for item in chosen.items.values()}
    for name, columns in TOLD.items():
        for path in reading.files(chosen, schema.tables(chosen)[name]):
            for row in csv.DictReader(path.read_text("utf-8").splitlines()):
                found |= {row[one] for one in columns}
    for path in chosen.folder.glob("*/es/*.md"):
        found |= set(re.findall("^Title: (.*)$", path.read_text("utf-8"), re.MULTILINE))
    return sorted(found - {""}, key=len, reverse=True)


def test_every_page_stands_in_each_language_and_leads_to_its_twins(three):
    found = {language: pages(three, language) for language in ("es", "en", OWN)}

    assert len(found["es"]) > 50
    assert not (three / "vecindad" / OWN).exists()
    for own, of_language in found.items():
        assert len(of_language) == len(found["es"])
        for address, page in of_language.items():
            linked = twins(page)
            assert linked.pop("x-default") in found["es"]
            assert linked.pop(own) == address
            assert set(linked) == set(found) - {own}
            links = re.findall(r'<a class="lang" href="([./]*)(.*?)" hreflang="(\w+)"', page)
            assert {language: to for _, to, language in links} == linked
            for language, to in linked.items():
                assert twins(found[language][to])[own] == address


def test_no_link_leads_nowhere_not_even_to_a_country_that_lacks_the_language(three):
    lost = [
        (address, to)
        for address, page in pages(three, OWN).items()
        for to in re.findall(r'(?:href|src)="(\.[^"#?]*)', page)
        if not (three / address / to / ("index.html" if to.endswith("/") else "")).exists()
    ]

    assert lost == []
    assert 'href="../../vecindad/es/"' in pages(three, OWN)[f"{OWN}/paises/"]


def test_no_word_of_another_language_is_left_but_names_and_prose(three, names):
    left = [
        (address, text, words)
        for address, page in pages(three, OWN).items()
        for text in said(page, OWN)
        if (words := foreign(text, names))
    ]

    assert left == []


def foreign(text, names):
    """Return the words of a text that no catalogue gave, and no table and no name of a format."""
    for name in names:
        text = text.replace(name, " ")
    return [word for word in PLAIN.findall(CODE.sub(" ", text)) if word not in NAMES]


def test_a_word_that_came_past_the_catalogues_is_seen():
    page = (
        '<p title="Show it">ｏｎ Ate</p><b lang="es">sí</b><i data-a="{n} found" data-b="id">2</i>'
    )

    found = [foreign(text, ["Ate"]) for text in said(page, OWN)]
    assert found == [["Show", "it"], [], ["found"], []]


def test_what_is_said_is_said_on_every_page(three):
    for address, page in pages(three, OWN).items():
        assert sum(bool(WIDE.search(text)) for text in said(page, OWN)) > 10, address


def test_the_three_say_the_same_numbers(three):
    """English and the pseudo-language write them alike: 1,234.5."""
    english = pages(three, "en")
    for address, page in pages(three, OWN).items():
        if 'class="text" lang="es"' not in page:  # prose
            other = english[twins(page)["en"]]
            assert numbers(page, OWN) == numbers(other, "en"), address


def numbers(page, language):
    # Letters of the request stand in the country's own language in both; glosses differ.
    page = re.sub('<pre class="letter".*?</pre>', "", page, flags=re.DOTALL)
    return sorted(one for text in said(page, language) for one in NUMBER.findall(text))


def test_feeds_manifest_and_pictures_speak_it_too(three):
    feeds = sorted((three / "feeds").rglob(f"*-{OWN}.atom.xml"))
    manifest = json.loads((three / f"static/{OWN}.webmanifest").read_text("utf-8"))
    cards = {path.name for path in (three / "card" / OWN).glob("*.png")}

    assert len(feeds) == len(list((three / "feeds").rglob("*-es.atom.xml"))) > 3
    for feed in feeds:
        for told in re.findall("<(?:title|summary)[^>]*>(.*?)</", feed.read_text("utf-8")):
            assert WIDE.search(told) or "news-" in feed.name, told
    assert manifest["start_url"] == f"../{OWN}/"
    assert WIDE.search(manifest["description"])
    assert cards == {path.name for path in (three / "card" / "es").glob("*.png")} != set()
    with Image.open(three / "card" / OWN / "consejo-del-reloj.png") as one:
        assert one.size == (1200, 630)


def test_scripts_find_its_words_in_the_files_that_they_read(three):
    card = json.loads((three / "api/v1/institutions/consejo-del-reloj.json").read_text("utf-8"))
    words = [one["words"] for one in card["indicators"].values() if one["words"]]

    assert words
    assert all(set(one) == {"es", "en", OWN} for one in words)
    assert all(NUMBER.findall(one["en"]) == NUMBER.findall(one[OWN]) for one in words)


def test_prose_without_a_translation_says_which_language_it_is_in(three):
    page = (three / OWN / "acerca-de" / "index.html").read_text("utf-8")

    assert '<div class="text" lang="es">' in page
    assert '<h1 lang="es">' in page


def test_prose_that_is_translated_stands_at_its_own_address(three):
    page = (three / OWN / "noticias" / pseudo.NEWS / "index.html").read_text("utf-8")

    assert '<div class="text">' in page
    assert twins(page)["es"] == "es/noticias/nubes/"
    assert not (three / OWN / "noticias" / "nubes").exists()


def test_languages_of_one_build_are_not_those_of_the_next(three):
    assert three.is_dir()
    assert languages() == ("es", "en")


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
