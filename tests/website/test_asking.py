"""The pages that ask for what is missing, as built: both languages, unconfirmed law, no letters."""

import html
import json
import re
import zipfile

import pytest

from scorers.website import building


CLOUDS = "ministerio-de-las-nubes"
PAGES = {"es": f"es/instituciones/{CLOUDS}/pedir", "en": f"en/institutions/{CLOUDS}/ask"}


def built(place, chosen, tmp_path):
    return building.build(place, chosen, tmp_path / "output").output


def read(site, language="en"):
    return html.unescape((site / PAGES[language] / "index.html").read_text(encoding="utf-8"))


def pre(page, name):
    """Return one of the letters of a page as text."""
    found = re.search(rf'<pre class="letter[^"]*" id="{name}"[^>]*>(.*?)</pre>', page, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1])


def law_of(chosen, old, new):
    path = chosen.folder / "country.toml"
    words = path.read_text(encoding="utf-8")
    start = words.index("[law]")
    assert old in words[start:]
    path.write_text(words[:start] + words[start:].replace(old, new, 1), encoding="utf-8")


def test_every_institution_that_exists_has_its_page_files_and_a_way_there(site):
    ids = {path.parent.parent.name for path in (site / "es/instituciones").glob("*/pedir/*.html")}

    assert len(ids) == 5
    assert "gremio-antiguo" not in ids
    files = {path.name for path in (site / "data/letters").iterdir()}
    assert files == {f"{one}.{ending}" for one in ids for ending in ("odt", "txt")}
    for one in ids:
        card = (site / f"en/institutions/{one}/index.html").read_text(encoding="utf-8")
        assert 'href="ask/"' in card
        assert 'href="#missing"' in card
    ended = (site / "en/institutions/gremio-antiguo/index.html").read_text(encoding="utf-8")
    assert 'href="ask/"' not in ended


def test_a_page_of_a_frozen_edition_does_not_ask(site):
    for path in (site / "en/editions/2024").glob("*/index.html"):
        assert "ask/" not in path.read_text(encoding="utf-8")


def test_both_pages_hold_the_letter_in_the_countrys_language_and_its_gloss_in_the_other(site):
    spanish, english = read(site, "es"), read(site, "en")

    assert pre(spanish, "request") == pre(english, "request")
    assert pre(spanish, "gloss") == pre(english, "gloss")
    assert "pido, según el artículo 3" in pre(english, "request")
    assert "ask, under section 3" in pre(english, "gloss")
    assert 'id="request" lang="es"' in english
    assert 'id="gloss" lang="en"' in english
    assert "<h1>Pide lo que falta</h1>" in spanish


def test_the_letter_of_the_page_is_that_of_the_files(site):
    page = pre(read(site), "request")

    text = (site / f"data/letters/{CLOUDS}.txt").read_bytes().decode("utf-8-sig")
    assert text.replace("\r\n", "\n").rstrip("\n") == page
    with zipfile.ZipFile(site / f"data/letters/{CLOUDS}.odt") as package:
        assert package.namelist()[0] == "mimetype"
        content = html.unescape(package.read("content.xml").decode())
    for line in filter(None, page.split("\n")):
        assert line in content


def test_each_gap_has_an_anchor_and_says_what_is_asked_or_what_it_takes(site):
    page = read(site)

    asked = re.findall(r'data-gap="([^"]+)"', page.split("<details>")[0])
    listed = re.findall(r'<li id="([^"]+)" data-ask>', page)
    assert asked == listed
    silent = re.findall(r'<li id="([^"]+)"><.*?</li>', page)
    assert silent
    assert page.count("No letter settles it.") == len(silent)
    card = (site / f"en/institutions/{CLOUDS}/index.html").read_text(encoding="utf-8")
    for anchor in re.findall(r'href="ask/#([^"]+)"', card):
        assert f'id="{anchor}"' in page


def test_a_page_says_how_much_is_missing_how_much_its_letter_asks_for_and_where_it_says_why(site):
    page = read(site)

    asked = re.findall(r'<li id="[^"]+" data-ask>', page)
    silent = re.findall(r'<li id="[^"]+"><.*?</li>', page)
    verdict = re.search(r'<p class="verdict">(.*?)</p>', page)[1]
    count = len(asked) + len(silent)
    assert verdict.startswith(
        f"{count} things about this institution are not on record. "
        f"This letter asks for {len(asked)} of them."
    )
    assert '<a href="#gaps">' in verdict
    assert f"Esta carta pide {len(asked)} de ellas." in read(site, "es")


def test_a_rule_that_nobody_has_confirmed_is_listed_as_such_and_in_no_letter(site):
    page = read(site)

    assert "Section 9: bells ring for every delay" in page
    assert "Unconfirmed: the letters leave it out." in page
    for name in ("request", "gloss", "appeal"):
        assert "campanas" not in pre(page, name)
        assert "bells" not in pre(page, name)


def test_a_term_that_nobody_has_confirmed_is_flagged_and_no_letter_claims_it(
    place, fantasia, tmp_path
):
    law_of(fantasia, "\nconfirmed = true", "\nconfirmed = false")
    page = read(built(place, fantasia, tmp_path))

    due = page[page.index('id="due"') : page.index('id="silence"')]
    assert "Unconfirmed" in due
    for name in ("request", "gloss"):
        assert " 15 " not in pre(page, name)
    assert 'id="appeal"' not in page  # all of it rested on that


def test_an_appeal_that_nobody_has_confirmed_is_flagged(place, fantasia, site, tmp_path):
    before = read(site)
    law_of(fantasia, "appeal_confirmed = true", "appeal_confirmed = false")
    page = read(built(place, fantasia, tmp_path))

    def silence(page):
        return page[page.index('id="silence"') : page.index('id="log"')]

    assert "Unconfirmed" not in silence(before)
    assert "Unconfirmed" in silence(page)
    assert 'id="appeal"' not in page  # all of it rested on that


def test_a_country_without_letters_shows_none(place, fantasia, tmp_path):
    (fantasia.folder / "letters.toml").unlink()
    site = built(place, fantasia, tmp_path)

    assert not list(site.glob("*/*/*/pedir")) + list(site.glob("*/*/*/ask"))
    assert not (site / "data/letters").exists()
    assert not (site / "api/v1/non-working-days.json").exists()
    card = (site / f"en/institutions/{CLOUDS}/index.html").read_text(encoding="utf-8")
    assert "how to ask for it" not in card


@pytest.mark.parametrize(
    "name", ['<script>alert(1)</script>"><img src=x>', "A & B </pre> {asks} %(name)s \\x"]
)
def test_a_hostile_name_is_text_in_every_part_of_the_page(place, fantasia, tmp_path, name):
    path = fantasia.folder / "institutions.csv"
    lines = path.read_text(encoding="utf-8")
    quoted = '"{}"'.format(name.replace('"', '""'))
    path.write_text(
        lines.replace("Ministerio de las Nubes", quoted).replace("Ministry of Clouds", quoted),
        encoding="utf-8",
    )
    site = built(place, fantasia, tmp_path)

    raw = (site / PAGES["es"] / "index.html").read_text(encoding="utf-8")
    assert "<script>" not in raw
    assert "<img" not in raw
    assert raw.count("</pre>") == 4
    assert html.unescape(pre(raw, "request")).split("\n")[1] == name
    with zipfile.ZipFile(site / f"data/letters/{CLOUDS}.odt") as package:
        assert name in html.unescape(package.read("content.xml").decode())


def test_the_days_off_are_those_of_the_countrys_calendar(site):
    days = json.loads((site / "api/v1/non-working-days.json").read_text(encoding="utf-8"))

    assert days == {
        "years": [2024, 2039],
        "weekend": [5, 6],  # Friday and Saturday, as scripts number them
        "days": ["2024-01-01"],
        "unclear": ["2024-02-06"],
        "regions": {
            "islas-del-norte": {"days": ["2024-03-20"], "unclear": []},
            "valle-del-nandu": {"days": [], "unclear": ["2024-06-04"]},
        },
    }
