"""The built site of the invented country, read as files."""

import csv
import gzip
import html
import json
import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

import frictionless

from scorers import editions
from scorers.editions import tabulating
from scorers.editions.explaining import explain
from scorers.text import fold
from scorers.website import building


BASE = "https://consta.example/"


class Reader(HTMLParser):
    """Collects what a page links to, loads and names."""

    def __init__(self):
        super().__init__()
        self.links, self.loads, self.ids, self.alternates = [], [], [], {}
        self.canonical, self.lang, self.styles, self.scripts = None, None, 0, []
        self.text, self._quiet = [], 0

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "style" in attributes or tag == "style":
            self.styles += 1
        if tag == "html":
            self.lang = attributes["lang"]
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag in {"img", "script", "iframe", "source"} and "src" in attributes:
            self.loads.append(attributes["src"])
        if tag == "script":
            self.scripts.append(attributes)
            self._quiet += 1
        if tag == "link":
            rel = attributes.get("rel", "")
            if rel == "canonical":
                self.canonical = attributes["href"]
            elif rel == "alternate" and "hreflang" in attributes:
                self.alternates[attributes["hreflang"]] = attributes["href"]
            elif rel in {"stylesheet", "icon"}:
                self.loads.append(attributes["href"])
            elif rel == "alternate":
                self.links.append(attributes["href"])

    def handle_endtag(self, tag):
        if tag == "script":
            self._quiet -= 1

    def handle_data(self, data):
        if not self._quiet:
            self.text.append(data)


def read(path):
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


def pages(site):
    return sorted(path for path in site.rglob("*.html") if path.name == "index.html")


def target(site, here, link):
    """Return the file below the site that a link leads to, and its fragment."""
    url, fragment = urldefrag(urljoin(BASE + here, link))
    name = url.removeprefix(BASE).partition("?")[0]  # what a script reads leads nowhere else
    path = site / name
    return (path / "index.html" if name.endswith("/") or not name else path), fragment


def test_the_site_has_every_page_in_both_languages_and_nothing_else(site):
    spanish = [path for path in pages(site) if (site / "es") in path.parents]
    english = [path for path in pages(site) if (site / "en") in path.parents]

    institutions = sum(1 for _ in (site / "es" / "instituciones").glob("*/index.html"))
    expected = (
        institutions
        + institutions  # the page that asks,
        - 1  # which one that has ended lacks
        + 2  # regions
        + 3  # kinds
        + 21  # indicators
        + 2  # the tables of regions and kinds
        + 2  # to compare: any, and the pair of the programme
        + 5  # to explore: the overview, three kinds and all
        + 1  # the drivers
        + 9  # home, privacy, institutions, indicators, method, data, news, editions, search
        + 1  # the edition
        + sum(
            1 for _ in (site / "es" / "ediciones" / "2024").glob("*/index.html")
        )  # robustness too
        + 2  # prose
        + 1  # article
    )

    assert (
        institutions
        == len((site / "data/2024/institutions.csv").read_text(encoding="utf-8").splitlines()) - 1
    )
    assert len(spanish) == len(english) == expected
    assert len(list(site.rglob("*.html"))) == 2 * expected + 2  # the front door and 404


def test_every_page_names_itself_and_its_twin_and_the_twin_names_it(site):
    for path in pages(site):
        page = read(path)
        if path.parent == site:
            continue
        own, twin = page.lang, "en" if page.lang == "es" else "es"

        assert page.canonical == BASE + path.parent.relative_to(site).as_posix() + "/"
        assert page.alternates[own] == page.canonical
        assert page.alternates["x-default"] == page.alternates["es"]
        there = read(site / page.alternates[twin].removeprefix(BASE) / "index.html")
        assert there.alternates == page.alternates
        assert there.lang == twin


def numbers(page):
    """Return the digits on a page, whatever marks the language puts into them."""
    text = " ".join(page.text)
    found = re.findall(r"\d+(?:[.,\u00a0\u202f]\d+)*", text)
    return sorted(re.sub(r"\D", "", one) for one in found)


def test_twins_hold_the_same_numbers(site):
    compared = 0
    for path in pages(site):
        if (site / "es") not in path.parents:
            continue
        page = read(path)
        there = site / page.alternates["en"].removeprefix(BASE) / "index.html"

        assert digits_of_cells(path) == digits_of_cells(there)
        assert numbers(page) == numbers(read(there)), path
        compared += len(numbers(page))

    assert compared > 1000


def digits_of_cells(path):
    """Return every number that a page draws or puts into a cell, without marks of thousands."""
    text = path.read_text(encoding="utf-8")
    drawn = re.findall(r' (?:x|cx|width|height)="([^"]+)"', text)
    cells = re.findall(r'class="num">([^<]*)<', text)
    values = re.findall(r'class="value[^"]*">([^<]*)<', text)
    # Lists stand in the order of their own language.
    return sorted(drawn), sorted(re.sub(r"\D", "", cell) for cell in (*cells, *values))


def test_no_link_of_the_site_leads_nowhere(site):
    ids = {path: set(read(path).ids) for path in pages(site)}
    broken = []
    for path in pages(site):
        here = path.parent.relative_to(site).as_posix()
        here = "" if here == "." else here + "/"
        page = read(path)
        for link in page.links + page.loads:
            if re.match(r"(https?|mailto):", link):
                continue
            file, fragment = target(site, here, link)
            if not file.is_file() or (fragment and fragment not in ids[file]):
                broken.append((here, link))

    assert broken == []


def test_no_id_stands_twice_on_a_page(site):
    for path in pages(site):
        ids = read(path).ids

        assert len(ids) == len(set(ids)), path


def test_pages_load_nothing_from_elsewhere_and_hold_no_inline_script_or_style(site):
    for path in pages(site):
        page = read(path)

        assert [load for load in page.loads if re.match(r"(https?:)?//", load)] == []
        assert page.styles == 0
        assert [script for script in page.scripts if "src" not in script] == []
        if page.canonical and path.parent != site:
            assert "default-src 'none'" in path.read_text(encoding="utf-8")


def test_an_institution_page_and_its_styles_fit_in_14_kilobytes_on_the_wire(site):
    for path in (site / "es/instituciones").glob("*/index.html"):
        page = read(path)
        styles = [path.parent / one for one in page.loads if one.endswith(".css")]
        assert {style.name for style in styles} == {"consta.css", "sheet.css"}
        assert sum(len(gzip.compress(one.read_bytes(), 9)) for one in [path, *styles]) <= 14 * 1024
        assert [one["src"] for one in page.scripts] == ["../../../static/find.js"]


def test_a_first_visit_with_a_search_loads_at_most_60_kilobytes(site):
    names = [path for path in (site / "static").iterdir() if path.suffix in {".css", ".js", ".svg"}]
    shared = sum(len(gzip.compress(path.read_bytes(), 9)) for path in names)
    shared += len(gzip.compress((site / "api/v1/names.json").read_bytes(), 9))
    for path in (site / "es/instituciones").glob("*/index.html"):
        assert len(gzip.compress(path.read_bytes(), 9)) + shared <= 60 * 1024


def test_prose_keeps_its_words_and_loses_what_could_run(site):
    text = (site / "es/acerca-de/index.html").read_text(encoding="utf-8")

    assert "<strong>inventado</strong>" in text
    assert "alert" not in text
    assert "javascript:" not in text


def test_every_download_says_method_edition_revision_licence_and_hash(site):
    folder = site / "data" / "2024"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    about = package["provenance"]

    assert set(about) == {
        "country", "edition", "revision", "method", "inputs_sha256", "licence",
    }  # fmt: skip
    assert about["licence"] == package["licenses"][0]["name"] == "CC-BY-4.0"
    for path in sorted((site / "api/v1/institutions").glob("*.json")):
        assert json.loads(path.read_text(encoding="utf-8"))["provenance"] == about
    sheets = [folder / "scores.csv", folder / "evidence.csv"]
    for path in [*folder.glob("institutions/*.csv"), *sheets]:
        header, first = path.read_text(encoding="utf-8").split("\n")[:2]
        assert header.split(",")[-6:] == list(about)
        assert first.split(",")[-6:] == list(about.values())


def test_the_sitemap_lists_every_page_but_the_front_door(site):
    listed = re.findall(r"<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))

    expected = {
        BASE + path.parent.relative_to(site).as_posix() + "/"
        for path in pages(site)
        if path.parent != site
    }
    assert set(listed) == expected
    assert len(listed) == len(expected)


def test_the_feed_of_each_language_holds_its_news(site):
    spanish = (site / "feeds/news-es.atom.xml").read_text(encoding="utf-8")
    english = (site / "feeds/news-en.atom.xml").read_text(encoding="utf-8")

    assert "Llegaron las nubes" in spanish
    assert "The clouds have come" not in spanish
    assert "The clouds have come" in english


def test_the_data_package_is_valid_to_an_independent_reader(site):
    report = frictionless.validate(str(site / "data/2024/datapackage.json"))

    assert report.flatten(["type", "message"]) == []


def test_a_page_prints_the_bounds_that_the_download_holds(site):
    scores = (site / "data/2024/scores.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(scores.splitlines()) if row["part"] != "indicator"]
    for institution_id in {row["institution_id"] for row in rows}:
        text = (site / f"en/institutions/{institution_id}/index.html").read_text(encoding="utf-8")

        drawn = re.findall(r'aria-label="Between (\d+) and (\d+) of 100"', text)

        expected = [
            (f"{float(row['low']):.0f}", f"{float(row['high']):.0f}")
            for row in rows
            if row["institution_id"] == institution_id
        ]
        assert drawn == expected, institution_id


def test_a_score_that_is_not_rated_is_in_no_download(site):
    scores = (site / "data/2024/scores.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(scores.splitlines()) if row["part"] != "indicator"]
    assert {row["state"] == "rated" for row in rows} == {True, False}
    for row in rows:
        assert (row["score"] == "") == (row["state"] != "rated")


def test_the_scores_of_the_site_begin_with_the_text_that_freezing_writes(place, fantasia, site):
    book = editions.score(place, fantasia, editions.read(place, "fantasia", "2024"))
    frozen = tabulating.scores_csv(book).splitlines()
    shown = (site / "data/2024/scores.csv").read_text(encoding="utf-8").splitlines()

    assert len(shown) == len(frozen)
    assert all(one.startswith(f"{text},") for one, text in zip(shown, frozen, strict=True))


def test_a_card_explains_every_score_in_the_words_of_the_command(place, fantasia, site):
    book = editions.score(place, fantasia, editions.read(place, "fantasia", "2024"))
    states = set()
    for institution_id in book.totals.index:
        total = explain(book, institution_id)
        steps = [total, *total.steps, *(one for pillar in total.steps for one in pillar.steps)]
        for language, section in (("es", "es/instituciones"), ("en", "en/institutions")):
            path = site / section / institution_id / "index.html"
            text = html.unescape(path.read_text(encoding="utf-8"))
            for step in steps:
                if step.state == "not_measured":  # the indicator's page tells what it would take
                    assert f"/{step.id}/" in text
                    continue
                states.add(step.state)
                assert all(f"<li>{line[language]}</li>" in text for line in step.arithmetic)
                shown = step.rows[:6]
                assert all(f"{row.said[language]} <span" in text for row in shown)
    assert states >= {"rated", "coverage", "pillars", "measured", "absent", "too_few"}
    assert "not_applicable" in states


def test_every_row_that_a_card_names_stands_on_that_line_of_the_published_file(site):
    named = 0
    for path in (site / "en/institutions").glob("*/index.html"):
        text = path.read_text(encoding="utf-8")
        for row_id, file, line in re.findall(
            r"<code>([^<]+)</code> \((records/[^,]+), line (\d+)\)", text
        ):
            lines = (site / "data/2024" / file).read_text(encoding="utf-8").split("\n")
            assert lines[int(line) - 1].split(",")[0] == row_id
            named += 1

    assert named > 0


def test_lists_are_in_the_alphabetical_order_of_their_own_language(site):
    for language, section in (("es", "es/tipos"), ("en", "en/kinds")):
        for path in (site / section).glob("*/index.html"):
            text = path.read_text(encoding="utf-8")
            groups = [
                re.findall(r"<li><a href=[^>]+>([^<]+)</a><span>", part)
                for part in text.split("<h2")
            ]

            assert any(groups)
            for names in groups:
                assert names == sorted(names, key=fold), language


def test_a_list_of_documents_that_is_cut_says_how_many_it_lists(place, fantasia, tmp_path):
    path = fantasia.folder / "records" / "observations" / "2024.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    (last,) = [row for row in rows if row["observation_id"] == "consejo-del-reloj:charter:2024"]
    rows += [
        {**last, "observation_id": f"{year}", "period": f"{year}"} for year in range(2018, 2023)
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, last, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

    building.build(place, fantasia, tmp_path / "output")

    for language, words in (
        ("es/instituciones", "6 documentos el 10\u00a0de junio de 2024; se listan los 4 últimos ("),
        ("en/institutions", "6 documents on 10\u00a0June 2024; the latest 4 are listed ("),
    ):
        path = tmp_path / "output" / language / "consejo-del-reloj" / "index.html"
        text = path.read_text("utf-8")
        assert words in text
        assert "audits" not in text.split(words)[1].split("</ul>")[0]


def test_a_document_says_when_it_was_read_and_how_its_bytes_are_known(site):
    spanish = (site / "es/instituciones/consejo-del-reloj/index.html").read_text(encoding="utf-8")

    documents = re.findall(r'<li id="d\d+">.*?</li>', spanish)
    assert documents
    for one in documents:
        assert "Leído el 3\u00a0de febrero de 2025." in one
        assert re.search(r"SHA-256 <code>[0-9a-f]{16}", one)
