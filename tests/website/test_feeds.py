"""Feeds of what changed, of everyone, of a kind, of a region and of an institution (invented)."""

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from scorers import country, editions
from scorers.editions import comparing, freezing
from scorers.paths import Place
from scorers.records.frames import read_all
from scorers.website import building, changes


ROOT = Path(__file__).parent.parent.parent
BASE = "https://consta.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("feeds/changes", "feeds/institutions/*", "feeds/kinds/*", "feeds/regions/*")


@pytest.fixture(name="own", scope="module")
def _own(tmp_path_factory):
    """Give a checkout of these tests alone, whose content they may change once."""
    content = tmp_path_factory.mktemp("feeds") / "content"
    shutil.copytree(ROOT / "content" / "method", content / "method")
    shutil.copytree(ROOT / "tests" / "data" / "fantasia", content / "fantasia")
    place = Place(root=ROOT, content=content)
    return place, country.read(place.country("fantasia"))


@pytest.fixture(name="two", scope="module")
def _two(tmp_path_factory, own):
    """Give a site with an earlier, frozen edition beside its own."""
    place, chosen = own
    earlier = place.content / "fantasia" / "editions" / "2023"
    earlier.mkdir()
    words = (earlier.parent / "2024" / "edition.toml").read_text()
    (earlier / "edition.toml").write_text(words.replace("2024", "2023"))
    freezing.freeze(place, chosen, editions.read(place, "fantasia", "2023"))
    output = tmp_path_factory.mktemp("two") / "output"
    building.build(place, chosen, output)
    return output


@pytest.fixture(name="changed", scope="module")
def _changed(own, two):  # noqa: ARG001 - the editions stand once the site is built
    place, chosen = own
    before, after = (editions.read(place, "fantasia", one) for one in ("2023", "2024"))
    return comparing.compare(place, chosen, before, after, read_all(chosen))


def entries(path):
    return list(ET.parse(path).getroot().iter(f"{ATOM}entry"))


def all_feeds(site):
    return sorted(path for name in FEEDS for path in site.glob(f"{name}.atom.xml"))


def test_an_institution_has_a_feed_in_both_languages_once_anything_of_it_changed(two, changed):
    ids = {one.institution_id for one in changed}
    found = {path.name for path in (two / "feeds/institutions").iterdir()}

    assert found == {f"{one}-{language}.atom.xml" for one in ids for language in ("es", "en")}
    scored = {path.name for path in (two / "en/institutions").iterdir() if path.is_dir()}
    assert ids < scored, "the invented country also has institutions of which nothing changed"


def test_an_entry_says_what_moved_from_where_to_where_and_why(two, changed):
    one = next(one for one in changed if one.score_before is not None and one.score_after)
    (entry,) = entries(two / f"feeds/institutions/{one.institution_id}-en.atom.xml")
    told = entry.findtext(f"{ATOM}summary")

    assert re.search(rf"\({one.id}\): \d+\.\d of 100 before, \d+\.\d of 100 now\. Why: ", told)
    assert told.count("Why: ") == sum(one.institution_id == o.institution_id for o in changed)


def test_every_feed_is_whole_names_itself_and_leads_to_pages_of_the_site(two):
    feeds = all_feeds(two)
    assert len(feeds) > 10
    for path in feeds:
        feed = ET.parse(path).getroot()
        links = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
        assert links["self"] == BASE + path.relative_to(two).as_posix()
        assert feed.findtext(f"{ATOM}id")
        assert feed.findtext(f"{ATOM}title")
        assert feed.findtext(f"{ATOM}updated").startswith("2024-12-31")
        found = entries(path)
        assert found
        for address in [
            links["alternate"],
            *(one.find(f"{ATOM}link").get("href") for one in found),
        ]:
            assert (two / address.removeprefix(BASE) / "index.html").is_file(), (path, address)
        for one in found:
            assert one.findtext(f"{ATOM}summary")


def test_no_two_entries_that_differ_have_one_id(two):
    told = {}
    for path in all_feeds(two):
        for one in entries(path):
            words = one.findtext(f"{ATOM}summary")
            assert told.setdefault(one.findtext(f"{ATOM}id"), words) == words, path


def test_a_feed_of_a_kind_names_those_of_it_that_changed_and_no_other(two, changed):
    ids = {one.institution_id for one in changed}
    for path in (two / "feeds/kinds").glob("*-en.atom.xml"):
        kind = path.name.removesuffix("-en.atom.xml")
        page = (two / "en/kinds" / kind / "index.html").read_text("utf-8")
        members = dict(re.findall(r'institutions/([a-z0-9-]+)/">([^<]+)</a><span>', page))
        told = entries(path)[0].findtext(f"{ATOM}summary")
        names = re.search(r"These changed: (.*)\.$", told)
        assert set(names.group(1).split("; ") if names else []) == {
            members[one] for one in ids & members.keys()
        }


def test_a_group_in_which_nothing_changed_says_so_and_one_of_all_tells_all(own, two):  # noqa: ARG001
    place, chosen = own
    frames = read_all(chosen)
    books = [
        editions.published(place, chosen, editions.read(place, "fantasia", one), frames)
        for one in ("2023", "2024")
    ]
    found = list(changes.between(place, books))
    everyone = {change.institution_id for one in found for change in one.changes}

    assert changes.summary(changes.among(found, ())[-1]).en == "Nothing changed since 2023."
    assert changes.among(found, everyone) == found
    assert changes.by_institution(found).keys() == everyone


@pytest.mark.parametrize(("language", "section"), [("es", "instituciones"), ("en", "institutions")])
def test_a_page_names_its_own_feed_or_says_that_there_is_none(two, changed, language, section):
    ids = {one.institution_id for one in changed}
    none = {"es": "todavía no cambió nada", "en": "has changed between editions yet"}[language]
    for path in (two / language / section).glob("*/index.html"):
        page, name = path.read_text("utf-8"), path.parent.name
        own = f"feeds/institutions/{name}-{language}.atom.xml"
        assert (own in page) == (name in ids)
        assert (none in page) == (name not in ids)
        for feed in re.findall(r'href="(?:\.\./)+(feeds/[^"]+)"', page):
            assert (two / feed).is_file(), feed


def test_a_first_edition_alone_makes_feeds_of_groups_and_none_of_institutions(site):
    assert not (site / "feeds" / "institutions").exists()
    for path in all_feeds(site):
        (entry,) = entries(path)
        assert entry.findtext(f"{ATOM}summary") in {
            "This is the first edition.",
            "Es la primera edición.",
        }
