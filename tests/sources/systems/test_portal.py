"""The portal's theme pages become observations. No page of the real portal is stored: these are
invented after the documented structure of its pages."""

import hashlib
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources.reporting import Report
from scorers.sources.systems import SYSTEMS, portal
from scorers.sources.systems.base import Reply, SystemSource


PAGES = Path(__file__).parents[2] / "data" / "sources" / "portal"
ADDRESS = "https://portal.example"
SCOPE = tomllib.loads(r"""
entities = ["7", "99999"]
openness = ["spreadsheet", "pdf", "page", ""]
formats = { pdf = "pdf", xlsx = "spreadsheet", aspx = "page" }
leave = [{ pattern = '\bno aplica\b', reason = { es = "aviso", en = "notice" } }]

[themes]
5 = "/enlaces/pte_transparencia_enlaces.aspx"
19 = "/reportes_directos/pte_transparencia_info_finan.aspx"

[[items]]
item = "operational-plan"
theme = 5
section = 'planes y politicas'
title = 'plan operativo'

[[items]]
item = "budget-execution"
theme = 19
address = 'InformacionPresupuestal'

[periods]
to = ["-"]
semester = ["semestre"]
trimester = ["trimestre"]
ordinals = { "1" = ["i"] }
months = []
""")
SOURCE = SystemSource(
    id="portal",
    country_id="fantasia",
    system="portal",
    address=ADDRESS,
    hosts=("portal.example",),
    scope=SCOPE,
    outcomes={},
    pace_seconds=1,
    permission="",
    is_private=False,
    every="month",
    publisher="Invented",
    licence="CC0",
)


def page(entity, theme, body, **headers):
    path = SCOPE["themes"][theme]
    address = f"{ADDRESS}{path}?id_entidad={entity}&id_tema={theme}&ver="
    return Reply(
        address=address,
        final_address=address,
        status=200,
        headers={"content-type": "text/html; charset=utf-8", **headers},
        body=body,
        at=datetime(2026, 11, 23, 15, 0, tzinfo=UTC),
        document_id="fantasia:page:" + hashlib.sha256(body).hexdigest()[:8],
    )


def stored(name):
    return (PAGES / name).read_bytes()


@pytest.fixture(name="replies")
def _replies():
    return [
        page("7", "5", stored("theme-5.html")),
        page("7", "19", stored("theme-19.html")),
        page("99999", "5", stored("unknown.html")),
    ]


def test_the_system_is_registered():
    assert SYSTEMS["portal"] is portal


def test_every_theme_of_an_entity_is_asked_and_of_an_unknown_one_only_the_first(replies):
    answers = {reply.address: reply for reply in replies}
    asked = []

    def ask(one):
        asked.append(one.address)
        assert one.kinds == ("text/html",)
        return answers[one.address]

    got = list(portal.fetch(SOURCE, ask, None))

    assert got == replies
    assert asked == [reply.address for reply in replies]


def test_a_document_becomes_a_listed_item_with_period_format_and_mended_address(replies):
    rows = list(portal.parse(SOURCE, replies, Report("portal")))

    assert [(row.key, row.cells) for row in rows] == [
        (
            "2026-11-23:7:operational-plan:2021",  # of two, the more open one
            {
                "item": "operational-plan",
                "period": "2021",
                "looked_on": "2026-11-23",
                "found": "listed",
                "format": "spreadsheet",
                "url": "https://nubes.example/poi.xlsx",
            },
        ),
        (
            "2026-11-23:7:operational-plan:undated",
            {
                "item": "operational-plan",
                "looked_on": "2026-11-23",
                "found": "listed",
                "format": "pdf",
                "url": "http://nubes.example/x.pdf",
            },
        ),
        (
            "2026-11-23:7:operational-plan:2020",  # its address is of an inner network
            {
                "item": "operational-plan",
                "period": "2020",
                "looked_on": "2026-11-23",
                "found": "listed",
            },
        ),
        (
            "2026-11-23:7:budget-execution:undated",
            {
                "item": "budget-execution",
                "looked_on": "2026-11-23",
                "found": "listed",
                "format": "page",
                "url": "https://presupuesto.example/InformacionPresupuestal.aspx?sec_ejec=7",
            },
        ),
    ]
    assert {(row.table, row.body.key, row.body.name) for row in rows} == {
        ("observations", "7", "MINISTERIO DE LAS NUBES & VIENTOS")
    }
    assert [row.document_id for row in rows] == [replies[0].document_id] * 3 + [
        replies[1].document_id
    ]


def test_every_document_is_used_or_left_out_for_a_reason(replies):
    report = Report("portal")

    list(portal.parse(SOURCE, replies, report))

    (ledger,) = report.ledgers
    assert (ledger.read, ledger.used) == (7, 4)
    assert {reason.en: count for reason, count in ledger.left.items()} == {
        "notice": 1,
        "of none of the declared items": 1,
        "further document of the same item and period": 1,
    }
    assert {label.en: count for label, count in report.notes} == {
        "Entities that the portal does not know": 1,
        "Pages without documents": 0,
        "Addresses beyond mending: left blank": 1,
    }


def test_no_title_reaches_a_row(replies):
    rows = list(portal.parse(SOURCE, replies, Report("portal")))

    assert not any(
        "PLAN" in cell.upper() for row in rows for cell in row.cells.values() if " " in cell
    )


def test_an_address_without_a_scheme_and_with_spaces_is_mended():
    body = stored("theme-5.html").replace(b"https://nubes.example/poi.xlsx", b"")

    rows = list(portal.parse(SOURCE, [page("7", "5", body)], Report("portal")))

    assert rows[0].cells["url"] == "http://www.nubes.example/docs/poi%202021.pdf"


def test_a_page_without_the_place_of_the_name_has_changed():
    with pytest.raises(SourceChangedError, match=r'id_tema=5.*<h2 class="esp-title-00">'):
        list(portal.parse(SOURCE, [page("7", "5", b"<html></html>")], Report("portal")))


def test_a_link_of_another_form_has_changed_and_is_shown():
    body = b"""<h2 class="esp-title-00">X</h2><a href="Javascript: pte_js_enviar_Link(7)">a</a>"""

    with pytest.raises(SourceChangedError, match=r"id_entidad=7.*pte_js_enviar_Link\(7\)"):
        list(portal.parse(SOURCE, [page("7", "5", body)], Report("portal")))


def test_latin_1_is_read_where_the_header_or_the_page_states_it():
    text = stored("theme-5.html").decode()
    header = page(
        "7", "5", text.encode("latin-1"), **{"content-type": "text/html; charset=latin-1"}
    )
    inside = page(
        "7",
        "5",
        text.replace('charset="utf-8"', 'charset="iso-8859-1"').encode("latin-1"),
        **{"content-type": "text/html"},
    )

    for reply in (header, inside):
        assert len(list(portal.parse(SOURCE, [reply], Report("portal")))) == 3


def test_bytes_that_are_not_in_the_stated_charset_have_changed():
    body = stored("theme-5.html").decode().encode("latin-1")

    with pytest.raises(SourceChangedError, match="not text in utf-8"):
        list(portal.parse(SOURCE, [page("7", "5", body)], Report("portal")))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"entities": None}, "scope.entities must be a list"),
        ({"items": [{"item": "x", "title": "("}]}, r'pattern "\(" of scope.items'),
        ({"items": [{"item": "x"}]}, "needs one of: title, section, address"),
        ({"openness": []}, r"scope\.openness has no place"),
    ],
)
def test_a_scope_that_cannot_be_is_named(replies, change, said):
    source = replace(SOURCE, scope={**SCOPE, **change})

    with pytest.raises(SourceError, match=said):
        list(portal.parse(source, portal.fetch(source, lambda _: replies[0], None), Report("p")))
