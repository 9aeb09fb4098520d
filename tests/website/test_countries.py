"""Several countries in one build: the others stand beneath the first, and each stands alone."""

import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from scorers import country
from scorers.exceptions import SiteError
from scorers.website import building


@pytest.fixture(name="neighbour")
def _neighbour(place):
    """Give a second invented country: a copy of the first under another name."""
    folder = place.content / "vecindad"
    shutil.copytree(place.content / "fantasia", folder)
    file = folder / "country.toml"
    words = file.read_text().replace('id = "fantasia"', 'id = "vecindad"')
    file.write_text(words.replace("default = true", "default = false"))
    return country.read(folder)


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        self.found += [value for name, value in attrs if name in {"href", "src"} and value]


def links(page):
    parser = _Links()
    parser.feed(page.read_text())
    return parser.found


def test_the_others_stand_beneath_the_first_with_the_same_addresses(
    place, fantasia, neighbour, tmp_path
):
    output = tmp_path / "output"
    built = building.build(place, fantasia, output, [neighbour])
    alone = building.build(place, fantasia, tmp_path / "alone")

    own = {path.relative_to(tmp_path / "alone") for path in (tmp_path / "alone").rglob("*.html")}
    beneath = {
        path.relative_to(output / "vecindad") for path in (output / "vecindad").rglob("*.html")
    }
    assert beneath == own
    assert built.pages == 2 * alone.pages + 2  # the page of countries, in both languages
    english = (output / "vecindad" / "en" / "index.html").read_text()
    assert 'rel="canonical" href="https://consta.example/vecindad/en/"' in english


def test_every_footer_leads_to_the_page_of_countries_and_that_to_each_country(
    place, fantasia, neighbour, tmp_path
):
    output = tmp_path / "output"
    building.build(place, fantasia, output, [neighbour])

    for page in output.rglob("*.html"):
        here = "/" + page.relative_to(output).as_posix()
        if page.name == "404.html" or page.parent in {output, output / "vecindad"}:
            continue
        reached = {urlsplit(urljoin(here, link)).path for link in links(page)}
        language = re.search(r'<html lang="(..)"', page.read_text()).group(1)
        assert {"es": "/es/paises/", "en": "/en/countries/"}[language] in reached, here
    countries = {
        urljoin("/en/countries/", one) for one in links(output / "en/countries/index.html")
    }
    assert {"/en/", "/vecindad/en/"} <= countries


def test_no_link_between_countries_leads_nowhere(place, fantasia, neighbour, tmp_path):
    output = tmp_path / "output"
    building.build(place, fantasia, output, [neighbour])

    for page in output.rglob("*.html"):
        here = "/" + page.relative_to(output).as_posix()
        for link in links(page) if page.name != "404.html" else ():
            parts = urlsplit(urljoin(here, link))
            if not parts.scheme:
                target = output / unquote(parts.path).lstrip("/")
                assert (target / "index.html" if parts.path.endswith("/") else target).is_file(), (
                    here,
                    link,
                )


def test_robots_are_told_of_the_sitemap_of_every_country(place, fantasia, neighbour, tmp_path):
    building.build(place, fantasia, tmp_path / "output", [neighbour])
    robots = (tmp_path / "output" / "robots.txt").read_text()
    assert "Sitemap: https://consta.example/sitemap.xml\n" in robots
    assert "Sitemap: https://consta.example/vecindad/sitemap.xml\n" in robots


def test_a_country_alone_names_no_other(place, fantasia, tmp_path):
    building.build(place, fantasia, tmp_path / "output")
    assert not (tmp_path / "output" / "es" / "paises").exists()
    assert "paises" not in (tmp_path / "output" / "es" / "index.html").read_text()


def test_a_country_with_the_name_of_a_folder_of_the_site_is_refused(place, fantasia, tmp_path):
    output = tmp_path / "output"
    with pytest.raises(SiteError, match='"data": the site has such a folder'):
        building.build(place, fantasia, output, [replace(fantasia, id="data")])
    assert not output.exists()
