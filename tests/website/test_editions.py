"""Every edition stands at its permanent address; the undated pages show the newest."""

import json
import re

import pytest

from scorers.text import Text
from scorers.website import building, wording


BASE = "https://consta.example/"


@pytest.fixture(name="two")
def _two(place, fantasia, tmp_path):
    """Give the site of the invented country with an earlier, frozen edition beside its own."""
    earlier = place.content / "fantasia" / "editions" / "2023"
    earlier.mkdir()
    words = (earlier.parent / "2024" / "edition.toml").read_text()
    words = words.replace("2024", "2023").replace('status = "open"', 'status = "frozen"')
    (earlier / "edition.toml").write_text(words)
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
        assert spanish == english == scored


def test_an_earlier_page_says_that_it_is_frozen_and_leads_to_the_newest(two):
    earlier = page(two, "en/editions/2023/consejo-del-reloj")
    newest = page(two, "en/editions/2024/consejo-del-reloj")

    assert "Frozen: this page shows edition 2023" in earlier
    assert "../../../../en/institutions/consejo-del-reloj/" in earlier
    assert "still open" in newest
    assert "The newest edition of this page" not in newest


def test_every_citation_names_an_address_of_the_site_that_shows_the_same_numbers(two):
    undated = page(two, "es/instituciones/consejo-del-reloj")
    cited = re.search(rf'class="cite">[^<]* {BASE}([^<]*)</p>', undated).group(1)

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
    entry = json.loads((folder / f"cite-{language}.json").read_text())[0]

    assert (two / address.removeprefix(BASE) / "index.html").is_file()
    assert entry["URL"] == address
    assert entry["issued"] == {"date-parts": [[2023, 12, 31]]}
    assert f"url = {{{address}}}" in (folder / f"cite-{language}.bib").read_text()
    ris = (folder / f"cite-{language}.ris").read_bytes()
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
