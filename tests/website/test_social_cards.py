"""Social cards: what they show, how large they are, and that they are kept (invented names)."""

import io
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from scorers.website import building
from scorers.website.card_drawing import (
    BAR_LEFT,
    BAR_WIDTH,
    BARS_TOP,
    NAME_BOTTOM,
    NAME_TOP,
    SIZE,
    Bar,
    Drawer,
    Shown,
)


FONTS = Path(__file__).parent.parent.parent / "theme" / "fonts"
MOST_BYTES = 25 * 1024
LONG = (
    "Ínsula de la Ñandú y del Órgano Técnico que Administra los Servicios Públicos de Saneamiento "
    "del Valle de las Nubes Bajas"
)


def bar(low=0, high=100, **more):
    values = {"label": "Respuesta a solicitudes", "words": "Muy bueno o bueno o regular: 77"}
    values |= {"bounds": "entre 100 y 100 de 100", "interval": None, "score": None}
    return Bar(low=low, high=high, **values | more)


def shown(name="Ministerio de las Nubes", bars=(), said=""):
    return Shown(name, "Ministerio · Valle del Ñandú", "edición 2024-r2", tuple(bars), said)


def drawn(content):
    return Image.open(io.BytesIO(Drawer(FONTS).draw(content)))


def colour(image, across, down):
    return image.convert("RGB").getpixel((across, down))


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_institution_has_a_card_of_the_right_size_that_its_page_names(site, language):
    section = {"es": "es/instituciones", "en": "en/institutions"}[language]
    ids = {path.parent.name for path in (site / section).glob("*/index.html")}

    assert {path.stem for path in (site / "card" / language).iterdir()} == ids
    for one in ids:
        picture = site / "card" / language / f"{one}.png"
        page = (site / section / one / "index.html").read_text("utf-8")
        said = dict(re.findall(r'<meta (?:property|name)="([a-z:]+)" content="([^"]*)"', page))
        assert said["og:image"] == f"https://consta.example/card/{language}/{one}.png"
        assert said["twitter:card"] == "summary_large_image"
        assert picture.stat().st_size <= MOST_BYTES
        with Image.open(picture) as image:
            assert image.format == "PNG"
            assert image.size == (int(said["og:image:width"]), int(said["og:image:height"]))


def test_the_alternative_text_says_in_each_language_what_the_picture_shows(site):
    def alt(address):
        page = (site / address / "index.html").read_text("utf-8")
        return unescape(re.search(r'og:image:alt" content="([^"]+)"', page).group(1))

    english = alt("en/institutions/ministerio-de-las-nubes")
    spanish = alt("es/instituciones/ministerio-de-las-nubes")
    assert english.startswith("Card of Ministry of Clouds. ")
    assert spanish.startswith("Tarjeta de Ministerio de las Nubes. ")
    assert re.findall(r"\d+", english) == re.findall(r"\d+", spanish) != []


def test_a_dated_page_has_no_picture_for_it_would_change_under_it(site):
    page = (site / "en/editions/2024/ministerio-de-las-nubes/index.html").read_text("utf-8")
    assert "og:image" not in page


def test_the_longest_card_is_legible_and_light():
    bars = [bar(interval=(20, 80), score=50)] * 3
    picture = Drawer(FONTS).draw(shown(LONG, bars))
    assert len(LONG) >= 110
    assert len(picture) <= MOST_BYTES


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), min_size=1, max_size=200))
@example(" ")
@example("\x85")
@settings(max_examples=30, deadline=None)
def test_no_name_is_too_long_or_too_strange_to_draw(name):
    assert len(Drawer(FONTS).draw(shown(name))) <= MOST_BYTES


def test_an_endless_word_is_cut_in_whichever_line_it_stands():
    for name in (f"{'W' * 90} a", f"a {'W' * 90}", f"{'W' * 90} a b c {'W' * 90} d"):
        image = drawn(shown(name))

        edge = {colour(image, SIZE[0] - 20, row) for row in range(NAME_TOP, NAME_BOTTOM)}
        assert edge == {colour(image, 2, 2)}


def test_an_accent_changes_the_picture():
    assert Drawer(FONTS).draw(shown("Ñandú")) != Drawer(FONTS).draw(shown("Nandu"))


@given(st.integers(0, 100), st.integers(0, 100))
@settings(max_examples=20, deadline=None)
def test_the_bar_stands_where_the_bounds_are(one, other):
    low, high = sorted((one, other))
    image = drawn(shown(bars=[bar(low, high)]))
    middle = BARS_TOP + 13
    paper = colour(image, 2, 2)
    start, end = (BAR_LEFT + points * BAR_WIDTH // 100 for points in (low, high))

    assert colour(image, start + 1, middle) != paper
    assert colour(image, start - 4, middle) == paper
    assert colour(image, end + 6, middle) == paper


def test_a_card_is_drawn_once_and_again_only_when_it_shows_something_else(
    place, fantasia, tmp_path, monkeypatch
):
    building.build(place, fantasia, tmp_path / "output")
    picture = (tmp_path / "output" / "card/es/ministerio-de-las-nubes.png").read_bytes()
    # One process, so that what is drawn can be seen.
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0})
    calls = []

    def draw(_self, content):
        calls.append(content.name)
        return b"drawn anew"

    monkeypatch.setattr(Drawer, "draw", draw)
    building.build(place, fantasia, tmp_path / "output")
    assert calls == []
    kept = tmp_path / "output" / "card/es/ministerio-de-las-nubes.png"
    assert kept.read_bytes() == picture

    path = place.content / "fantasia" / "institutions.csv"
    path.write_text(path.read_text("utf-8").replace("Ministry of Clouds", "Ministry of Rain"))
    building.build(place, fantasia, tmp_path / "output")
    assert calls == ["Ministry of Rain"]
