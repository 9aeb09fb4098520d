"""Every edition stands at its permanent address; the undated pages show the newest."""

import csv
import html
import json
import re
from xml.etree import ElementTree as ET

import pytest

from scorers import country, editions
from scorers.editions import comparing, freezing
from scorers.records.frames import read_all
from scorers.text import Text
from scorers.website import building, wording


BASE = "https://consta.example/"


@pytest.fixture(name="two")
def _two(place, fantasia, tmp_path):
    """Give the site of the invented country with an earlier, frozen edition beside its own."""
    earlier = place.content / "fantasia" / "editions" / "2023"
    earlier.mkdir()
    words = (earlier.parent / "2024" / "edition.toml").read_text()
    (earlier / "edition.toml").write_text(words.replace("2024", "2023"))
    freezing.freeze(place, fantasia, editions.read(place, "fantasia", "2023"))
    building.build(place, fantasia, tmp_path / "output")
    return tmp_path / "output"


def page(site, address):
    return (site / address / "index.html").read_text(encoding="utf-8")


def test_each_edition_has_a_page_of_every_institution_that_it_scores(two):
    for year in ("2023", "2024"):
        scores = (two / "data" / year / "scores.csv").read_text().splitlines()[1:]
        scored = {line.split(",")[0] for line in scores}
        spanish = {one.parent.name for one in (two / "es/ediciones" / year).glob("*/index.html")}
        english = {one.parent.name for one in (two / "en/editions" / year).glob("*/index.html")}
        assert spanish - {"robustez"} == english - {"robustness"} == scored


def test_an_earlier_page_says_that_it_is_frozen_and_leads_to_the_newest(two):
    earlier = page(two, "en/editions/2023/consejo-del-reloj")
    newest = page(two, "en/editions/2024/consejo-del-reloj")

    assert "Frozen: this page shows edition 2023" in earlier
    assert "../../../../en/institutions/consejo-del-reloj/" in earlier
    assert "still open" in newest
    assert "Frozen" not in newest


def test_every_citation_names_an_address_of_the_site_that_shows_the_same_numbers(two):
    undated = page(two, "es/instituciones/consejo-del-reloj")
    cited = re.search(rf'class="cite">[^<]* {BASE}([^ <]*)\. ', undated).group(1)

    def numbers(text):
        return re.findall(r'class="value">([^<]*)<', text)

    assert cited == "es/ediciones/2024/consejo-del-reloj/"
    assert numbers(page(two, cited)) == numbers(undated) != []


def test_the_list_of_editions_names_the_newest_first(two):
    english = page(two, "en/editions")
    assert english.index("Edition 2024") < english.index("Edition 2023")
    assert english.count("the newest") == 1


def test_an_open_edition_that_is_not_the_sites_own_is_not_shown(place, fantasia, tmp_path):
    draft = place.content / "fantasia" / "editions" / "2022"
    draft.mkdir()
    words = (draft.parent / "2024" / "edition.toml").read_text()
    (draft / "edition.toml").write_text(words.replace("2024", "2022"))
    building.build(place, fantasia, tmp_path / "output")
    assert not (tmp_path / "output" / "es" / "ediciones" / "2022").exists()


def test_a_trend_needs_two_editions_and_breaks_where_the_method_changed(fantasia):
    assert wording.trend([(2023, "1.0.0", 50.0)], fantasia) is None

    whole = wording.trend([(2022, "1.0.0", 50.0), (2023, "1.2.0", 60.0)], fantasia)
    broken = wording.trend(
        [(2022, "1.0.0", 50.0), (2023, "1.0.0", 60.0), (2024, "2.0.0", 55.0)], fantasia
    )

    assert whole.path == "M0.0 36.0L120.0 0.0"
    assert whole.years == Text(es="2022: 50 · 2023: 60", en="2022: 50 · 2023: 60")
    assert broken.path.count("M") == 2
    assert broken.end == (120.0, 18.0)


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_reference_managers_read_names_the_editions_own_page(two, language):
    folder = two / "data" / "2023"
    address = {"es": f"{BASE}es/ediciones/2023/", "en": f"{BASE}en/editions/2023/"}[language]
    entries = json.loads((folder / "cite.csl.json").read_text())
    (entry,) = (one for one in entries if one["language"] == language)

    assert (two / address.removeprefix(BASE) / "index.html").is_file()
    assert entry["URL"] == address
    assert entry["issued"] == {"date-parts": [[2023, 12, 31]]}
    assert f"url = {{{address}}}" in (folder / "cite.bib").read_text()
    ris = (folder / "cite.ris").read_bytes()
    assert f"\r\nUR  - {address}\r\n".encode() in ris
    assert ris.startswith(b"TY  - DATA\r\n")
    assert ris.endswith(b"ER  - \r\n")


def test_citation_cff_is_what_its_format_asks(two):
    words = (two / "data" / "2024" / "CITATION.cff").read_text()
    cells = dict(line.split(": ", 1) for line in words.splitlines() if ": " in line)
    assert cells["cff-version"] == "1.2.0"
    assert cells["date-released"] == "2024-12-31"
    assert json.loads(cells["url"]) == f"{BASE}en/editions/2024/"
    assert {"message", "title", "type", "license"} <= cells.keys()


@pytest.mark.parametrize("section", ["es/ediciones", "en/editions"])
def test_every_number_of_a_card_has_a_sentence_whose_address_shows_it(two, section):
    cited = 0
    for path in (two / section).glob("*/*/index.html"):
        text = html.unescape(path.read_text(encoding="utf-8"))
        for about, address in re.findall(
            rf'class="quote">(.*?)\. (?:Edici.n|Edition) [^<]*? {BASE}([^ <]+)\. [^<]+</dd>', text
        ):
            where, _, anchor = address.partition("#")
            target = html.unescape(page(two, where))
            article = target[target.index(f'id="{anchor}"') :]
            shown = re.search(r'class="value[^"]*">(?:[^<]*: )?([^<]+)<', article).group(1)
            assert about.endswith(f": {shown}")
            assert where == f"{path.parent.relative_to(two)}/"
            cited += 1
    assert cited > 20


def test_a_sentence_says_who_counted_and_what_the_number_is_not(two):
    text = page(two, "en/institutions/ministerio-de-las-nubes")
    quotes = {
        re.search(r"#(\w+)\.", one).group(1): one
        for one in re.findall(r'class="quote">([^<]+)<', text)
    }

    assert "what the institution counted of itself; it does not measure corruption" in quotes["R1"]
    assert "It says what is on record; it does not measure corruption" in quotes["C7"]
    assert "edition 2024, revision r1, method 1.0.0" in quotes["C7"].lower()


def test_reference_files_of_an_institution_name_its_own_page_in_both_languages(two):
    folder = two / "data" / "2023" / "institutions"
    entries = json.loads((folder / "consejo-del-reloj.csl.json").read_text())

    assert {one["URL"] for one in entries} == {
        f"{BASE}es/ediciones/2023/consejo-del-reloj/",
        f"{BASE}en/editions/2023/consejo-del-reloj/",
    }
    for ending in ("bib", "ris"):
        words = (folder / f"consejo-del-reloj.{ending}").read_text()
        assert all(one["URL"] in words for one in entries)
    assert 'href="../../../../data/2023/institutions/consejo-del-reloj.bib"' in page(
        two, "en/editions/2023/consejo-del-reloj"
    )


def test_a_frozen_page_is_the_same_after_the_records_have_changed(place, tmp_path, two):
    # The fixture has built the site once; a row of the frozen year is now corrected.
    path = place.content / "fantasia" / "records" / "statistics" / "budget.csv"
    before, address = path.read_text("utf-8"), "en/editions/2023/consejo-del-reloj"
    earlier = page(two, address)
    assert ",900,XTS" in before
    path.write_text(before.replace(",900,XTS", ",901,XTS"), "utf-8")

    building.build(place, country.read(place.country("fantasia")), tmp_path / "again")

    def numbers(text):
        return re.findall(r'class="value">([^<]*)<|aria-label="(Score[^"]*)"', text)

    now = page(tmp_path / "again", address)
    assert numbers(now) == numbers(earlier) != []
    scores = "data/2023/scores.csv"
    assert (tmp_path / "again" / scores).read_bytes() == (two / scores).read_bytes()


def test_the_page_of_an_edition_says_what_changed_against_the_last(two):
    first, second = page(two, "en/editions/2023"), page(two, "en/editions/2024")

    assert "This is the first edition." in first
    heading = "<h2>All institutions, from A to Z</h2>"
    assert first.index(heading) < first.index('<h3 id="')
    assert re.search(r"Since edition 2023, \d+ scores or states of \d institutions changed", second)
    assert "new evidence (" in second
    assert "Carries out its budget (C7)" in second


def test_the_csv_of_changes_is_what_diff_says(two, place, fantasia):
    rows = list(csv.DictReader((two / "data/changes.csv").read_text("utf-8").splitlines()))
    before, after = (editions.read(place, "fantasia", one) for one in ("2023", "2024"))
    changes = comparing.compare(place, fantasia, before, after, read_all(fantasia))

    assert [(one["institution_id"], one["part"], one["id"]) for one in rows] == [
        (one.institution_id, one.part, one.id) for one in changes
    ]
    assert {(one["edition_before"], one["edition_after"]) for one in rows} == {("2023", "2024")}
    assert {one["licence"] for one in rows} == {"CC-BY-4.0"}


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_feed_of_changes_has_an_entry_an_edition_that_leads_to_its_page(two, language):
    feed = ET.parse(two / f"feeds/changes-{language}.atom.xml")
    atom = "{http://www.w3.org/2005/Atom}"
    links = [one.find(f"{atom}link").get("href") for one in feed.iter(f"{atom}entry")]

    section = {"es": "es/ediciones", "en": "en/editions"}[language]
    assert links == [f"{BASE}{section}/{year}/" for year in ("2024", "2023")]
    for link in links:
        assert (two / link.removeprefix(BASE) / "index.html").is_file()
    words = [one.findtext(f"{atom}summary") for one in feed.iter(f"{atom}entry")]
    assert all(words)


def test_a_revision_and_the_first_edition_both_stand_with_their_own_numbers(
    place, fantasia, tmp_path
):
    folder = place.content / "fantasia"
    freezing.freeze(place, fantasia, editions.read(place, "fantasia", "2024"))
    path = folder / "records" / "statistics" / "budget.csv"
    path.write_text(path.read_text("utf-8").replace(",91200,", ",93600,"), "utf-8")
    reason = Text(es="Se corrigió una cifra (inventada).", en="A figure was corrected (invented).")
    freezing.revise(place, fantasia, editions.read(place, "fantasia", "2024"), reason)
    building.build(place, fantasia, tmp_path / "output")

    def value(edition):
        text = page(tmp_path / "output", f"en/editions/{edition}/ministerio-de-las-nubes")
        return re.search(r'id="C7".*?class="value">([^<]+)<', text, re.DOTALL).group(1)

    assert "(76,0\u00a0%)" in value("2024").replace(".", ",")
    assert "(78,0\u00a0%)" in value("2024-r2").replace(".", ",")
    changed = page(tmp_path / "output", "en/editions/2024-r2")
    assert "correction (" in changed
    assert "Reason of this revision: A figure was corrected (invented)." in changed
