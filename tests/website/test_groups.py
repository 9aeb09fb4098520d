"""Lists by kind, region and province: whole, each under one heading, with true numbers."""

import re
from dataclasses import replace

import pytest

from scorers.country import Kind, Region
from scorers.text import LANGUAGES, Text
from scorers.website import addresses, groups
from scorers.website.views import Entry


TOWN, OFFICE = (
    Kind(id=one, name=Text(es=one, en=one), plural=Text(es=one, en=one), lead={})
    for one in ("town", "office")
)
NORTH, SOUTH = (
    Region(id=one, name=Text(es=es, en=en), code=one[:3].upper(), tile=(1, 1))
    for one, es, en in (("north", "Norte", "North"), ("south", "Austral", "South"))
)


@pytest.fixture(name="land")
def _land(fantasia):
    return replace(
        fantasia,
        kinds={"office": OFFICE, "town": TOWN},
        regions={"north": NORTH, "south": SOUTH},
    )


def entry(name, kind=TOWN, region=None, province="", measured=0):
    both = Text(es=name, en=name)
    return Entry(
        id=name.lower(),
        name=both,
        listed=both,
        short_name="",
        kind=kind,
        region=region,
        province=province,
        successor=None,
        measured_count=measured,
        applicable_count=21,
    )


def pages(land, entries):
    return {page.address.es: page.variables() for page in groups.from_entries(land, entries)}


def shown(page, language="es"):
    return [
        (group.name[language], [one.name[language] for one in group.members])
        for group in page["groups"][language]
    ]


def test_a_region_lists_what_is_of_all_of_it_first_and_then_each_province(land):
    entries = [
        entry("Zeta", region=NORTH, province="Árbol"),
        entry("Beta", region=NORTH, province="Cerro"),
        entry("Alfa", region=NORTH, province="Árbol"),
        entry("Casa", OFFICE, NORTH, "Árbol"),
        entry("Gobierno", OFFICE, NORTH),
        entry("Lejos", region=SOUTH, province="Árbol"),
    ]

    page = pages(land, entries)["es/regiones/north/"]

    assert shown(page) == [
        ("De toda la región", ["Gobierno"]),
        ("Árbol", ["Casa", "Alfa", "Zeta"]),  # the kinds in the order of the country
        ("Cerro", ["Beta"]),
    ]
    assert page["count"] == 5


def test_a_kind_lists_its_regions_in_the_order_of_each_language(land):
    entries = [entry("A"), entry("B", region=NORTH), entry("C", region=SOUTH), entry("D", OFFICE)]

    page = pages(land, entries)["es/tipos/town/"]

    assert shown(page, "es") == [
        ("De alcance nacional", ["A"]),
        ("Austral", ["C"]),
        ("Norte", ["B"]),
    ]
    assert [name for name, _ in shown(page, "en")] == ["National", "North", "South"]


def test_the_table_counts_every_institution_once_and_those_with_anything_measured(land):
    entries = [
        entry("A", measured=0),
        entry("B", region=NORTH, measured=3),
        entry("C", region=NORTH, measured=0),
    ]

    made = pages(land, entries)
    rows = [(row.id, row.count, row.on_record) for row in made["es/regiones/"]["rows"]["es"]]
    kinds = [(row.id, row.count, row.on_record) for row in made["es/tipos/"]["rows"]["en"]]

    assert rows == [("south", 0, 0), ("north", 2, 1), ("", 1, 0)]
    assert kinds == [("office", 0, 0), ("town", 3, 1)]


def test_a_country_without_regions_has_no_table_of_them(land):
    made = pages(replace(land, regions={}), [entry("A")])

    assert sorted(made) == ["es/tipos/", "es/tipos/office/", "es/tipos/town/"]


def test_provinces_that_fold_alike_are_one_and_hostile_ones_have_plain_anchors(land):
    names = ["Áncash", "Ancash", '"><script>', "../..", "everywhere", "***", "main"]
    entries = [entry(f"I{number}", region=NORTH, province=one) for number, one in enumerate(names)]

    for language in LANGUAGES:
        page = pages(land, [*entries, entry("Z", region=NORTH)])["es/regiones/north/"]
        anchors = [group.anchor for group in page["groups"][language]]

        assert len(anchors) == len(set(anchors)) == 6
        assert all(re.fullmatch(r"everywhere|in-[a-z0-9-]*", one) for one in anchors)
        assert sum(len(group.members) for group in page["groups"][language]) == len(names) + 1


def test_an_anchor_is_that_of_the_heading_that_a_breadcrumb_leads_to(site):
    card = (site / "es/instituciones/villa-abajo/index.html").read_text(encoding="utf-8")
    region = (site / "es/regiones/valle-del-nandu/index.html").read_text(encoding="utf-8")

    assert addresses.anchor("Bajíos") == "in-bajios"
    assert "regiones/valle-del-nandu/#in-bajios" in card
    assert '<h2 id="in-bajios">Bajíos</h2>' in region


def test_an_institution_without_a_region_leads_to_its_kind(site):
    card = (site / "en/institutions/consejo-del-reloj/index.html").read_text(encoding="utf-8")
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', card, re.DOTALL).group()

    assert re.findall(r'href="([^"]+)"', crumbs) == [
        "../../../en/kinds/",
        "../../../en/kinds/guild/",
    ]
