"""The whole site as one file: unpacked anywhere, every link leads on without a server."""

import re
import zipfile
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorers.exceptions import SiteError
from scorers.website import zipping


@pytest.fixture(name="unpacked", scope="module")
def _unpacked(site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("offline")
    zipping.write(site, folder / "consta.zip")
    with zipfile.ZipFile(folder / "consta.zip") as archive:
        archive.extractall(folder)
    return folder / "consta"


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        self.found += [
            value for name, value in attrs if name in {"href", "src", "action"} and value
        ]


def test_every_link_of_every_page_leads_to_a_file_of_the_folder(unpacked):
    followed = 0
    for page in unpacked.rglob("*.html"):
        parser = _Links()
        parser.feed(page.read_text("utf-8"))
        for link in parser.found:
            parts = urlsplit(urljoin(page.as_uri(), link))
            if parts.scheme == "file":
                assert (unpacked / unquote(parts.path)).is_file(), (page, link)
                followed += 1
    assert followed > 1000


def test_the_front_door_leads_to_a_file(unpacked):
    front = (unpacked / "index.html").read_text()
    target = re.search(r'content="0; url=([^"]+)"', front).group(1)
    assert (unpacked / target).is_file()


def test_the_zip_holds_what_a_reader_needs_and_not_what_only_a_server_does(site, unpacked):
    kept = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    whole = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    left_out = {path.split("/")[0] for path in whole - kept}

    assert kept < whole
    assert left_out == {"404.html", "card", "pagefind", "robots.txt", "sitemap.xml"}


def test_the_same_site_gives_the_same_bytes(site, tmp_path):
    for name in ("one.zip", "two.zip"):
        zipping.write(site, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_zip_inside_the_site_is_refused(site):
    with pytest.raises(SiteError, match="would be part of the site"):
        zipping.write(site, site / "consta.zip")
    assert not (site / "consta.zip").exists()


def test_what_cannot_be_written_is_told_and_leaves_nothing(site, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SiteError, match="cannot write"):
        zipping.write(site, tmp_path / "file" / "consta.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("page", "offline"),
    [
        (b'<a href="../">', b'<a href="../index.html">'),
        (b'<a href="en/#top">', b'<a href="en/index.html#top">'),
        (b'<form action="es/buscar/?q=a/">', b'<form action="es/buscar/index.html?q=a/">'),
        (b'<a href="https://example.org/">', b'<a href="https://example.org/">'),
        (b'<a href="#d1">', b'<a href="#d1">'),
        (b'<a href="data/x.csv">', b'<a href="data/x.csv">'),
        (b'<a href="/es/">', b'<a href="/es/">'),
        (b"<p>the words href= and ../ stay</p>", b"<p>the words href= and ../ stay</p>"),
    ],
)
def test_only_links_to_folders_are_changed(page, offline):
    assert zipping.offline(page) == offline


@given(st.binary())
def test_a_page_made_offline_twice_is_made_so_once(page):
    assert zipping.offline(zipping.offline(page)) == zipping.offline(page)


@pytest.mark.browser
@pytest.mark.parametrize("address", ["en/institutions/ministerio-de-las-nubes", "es", "en/search"])
def test_a_page_opened_from_the_folder_has_its_styles_and_its_links_work(
    browser, unpacked, address
):
    page = browser.new_page()
    page.goto((unpacked / address / "index.html").as_uri())

    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    with page.expect_navigation():
        page.locator("a.lang").click()
    assert page.locator("h1").count() == 1
    assert page.url.endswith("/index.html")
    page.close()
