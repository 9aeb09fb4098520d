"""What a phone that keeps the site on its home screen reads: manifest, icons, colours."""

import json
import re

import pytest
from PIL import Image, ImageChops

from scorers.exceptions import SiteError
from scorers.website import icons


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_manifest_of_each_language_names_icons_that_are_there_and_its_own_home(site, language):
    page = (site / language / "index.html").read_text("utf-8")
    (link,) = re.findall(r'rel="manifest" href="\.\./([^"]+)"', page)
    manifest = json.loads((site / link).read_text("utf-8"))
    static = site / "static"

    assert manifest["lang"] == language
    assert (static / manifest["start_url"] / "index.html").resolve().is_file()
    for icon in manifest["icons"]:
        path = static / icon["src"]
        assert path.is_file()
        if icon["type"] == "image/png":
            with Image.open(path) as image:
                assert icon["sizes"] == "{}x{}".format(*image.size)


def test_the_two_manifests_differ_in_words_alone(site):
    es, en = (
        json.loads((site / f"static/{one}.webmanifest").read_text("utf-8")) for one in ("es", "en")
    )
    assert es.keys() == en.keys()
    assert {key for key in es if es[key] != en[key]} == {"description", "lang", "start_url"}


def test_the_bar_of_a_browser_has_the_colour_of_paper_by_day_and_by_night(site):
    page = (site / "es/index.html").read_text("utf-8")
    styles = (site / "static/consta.css").read_text("utf-8")
    light, dark = re.findall(r"--paper:(#[0-9a-f]{6})", styles)
    assert re.findall(
        r'name="theme-color" content="(#[0-9a-f]+)" media="\(prefers-color-scheme: (\w+)\)"', page
    ) == [(light, "light"), (dark, "dark")]


@pytest.mark.browser
def test_the_png_is_what_a_browser_makes_of_the_svg(site, browser, tmp_path):
    page = browser.new_page(viewport={"width": 192, "height": 192})
    page.goto((site / "static/icon.svg").as_uri())
    page.screenshot(path=tmp_path / "browser.png")
    page.close()

    with (
        Image.open(tmp_path / "browser.png") as svg,
        Image.open(site / "static/icon-192.png") as png,
    ):
        inner = (32, 32, 160, 160)  # the SVG's own corners are round
        difference = ImageChops.difference(
            svg.convert("L").crop(inner), png.convert("L").crop(inner)
        )
    assert sum(difference.histogram()[64:]) < 100  # of 16,384 pixels, along the edges


def test_an_icon_that_cannot_be_drawn_stops_the_build(tmp_path):
    (tmp_path / "icon.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32"/>'
        '<circle r="3"/></svg>'
    )
    with pytest.raises(SiteError, match="draw its PNGs in icons"):
        list(icons.files(tmp_path))
