"""Addresses of known observations are opened again. All are invented."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from scorers.exceptions import SourceError, SourceUnavailableError
from scorers.sources.reporting import Report
from scorers.sources.systems import SYSTEMS, visit
from scorers.sources.systems.base import Body, Reply, SystemSource


PLAN = "https://nubes.example/docs/plan.pdf"
TARGETS = [
    {
        "institution_id": "ministerio-de-las-nubes",
        "item": "plan-of-clouds",
        "period": "2024",
        "format": "pdf",
        "url": PLAN,
    },
    {"institution_id": "consejo-del-reloj", "item": "hours", "url": "https://reloj.example/horas"},
    {"institution_id": "consejo-del-reloj", "item": "plan-of-clouds", "url": PLAN},
]
SOURCE = SystemSource(
    id="visit-2026-11-23",
    country_id="fantasia",
    system="visit",
    address=PLAN,
    hosts=("nubes.example", "reloj.example"),
    scope={"targets": TARGETS},
    outcomes={},
    pace_seconds=1,
    permission="",
    is_private=False,
    every="month",
    publisher="Invented",
    licence="not stated",
)
PDF = b"%PDF-1.4\n1 0 obj << /Type /Page >> endobj\n"


def answer(address=PLAN, body=PDF, status=200, final="", kind="application/pdf"):
    at = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    return Reply(address, final or address, status, {"content-type": kind}, body, at, "doc:1")


def looks(*replies, report=None):
    return list(visit.parse(SOURCE, replies, report or Report("visit")))


def test_the_system_is_registered():
    assert SYSTEMS["visit"] is visit


def test_each_address_is_asked_once_and_gone_is_an_answer():
    asked = []

    replies = list(visit.fetch(SOURCE, lambda one: asked.append(one) or answer(one.address), None))

    assert [one.address for one in asked] == [PLAN, "https://reloj.example/horas"]
    assert all(one.kinds == ("",) and one.statuses == (404, 410) for one in asked)
    assert len(replies) == 2


def test_an_address_without_an_answer_is_passed_over_and_its_host_soon_left_alone():
    targets = [{**TARGETS[0], "url": f"https://lost.example/{at}.pdf"} for at in range(5)]
    source = replace(SOURCE, scope={"targets": [*targets, TARGETS[1]]})
    asked = []

    def ask(one):
        asked.append(one.address)
        if "lost" in one.address:
            raise SourceUnavailableError("no answer")
        return answer(one.address)

    replies = list(visit.fetch(source, ask, None))

    assert [reply.address for reply in replies] == ["https://reloj.example/horas"]
    assert len(asked) == visit.MOST_FAILURES + 1


def test_what_is_still_there_is_a_look_at_each_item_of_the_address():
    rows = looks(answer())

    assert [(row.table, row.body, row.cells, row.document_id) for row in rows] == [
        (
            "observations",
            Body("ministerio-de-las-nubes", "ministerio-de-las-nubes"),
            {
                "item": "plan-of-clouds",
                "period": "2024",
                "looked_on": "2026-11-23",
                "found": "listed",
                "format": "pdf",
                "url": PLAN,
            },
            "doc:1",
        ),
        (
            "observations",
            Body("consejo-del-reloj", "consejo-del-reloj"),
            {
                "item": "plan-of-clouds",
                "looked_on": "2026-11-23",
                "found": "listed",
                "format": "pdf",
                "url": PLAN,
            },
            "doc:1",
        ),
    ]
    assert len({row.key for row in rows}) == 2


@pytest.mark.parametrize("status", [404, 410])
def test_what_the_server_says_is_gone_is_absent_whatever_page_comes_with_it(status):
    rows = looks(answer(status=status, body=b"<html>no</html>", kind="text/html"))

    assert {row.cells["found"] for row in rows} == {"absent"}
    assert not any("format" in row.cells for row in rows)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"final": "https://nubes.example/"}, "lead to a home page: someone should look"),
        (
            {"body": b"<html>Bienvenidos</html>", "kind": "text/html"},
            "a web page where a file was: someone should look",
        ),
        ({"body": b""}, "empty, or do not open: someone should look"),
    ],
)
def test_what_may_be_a_fault_of_the_day_gets_no_row_and_is_listed(change, reason):
    report = Report("visit")

    assert looks(answer(**change), report=report) == []

    assert {label.en: entries for label, entries in report.lists} == {
        reason: [PLAN],
        "no answer that counts: nothing is noted": ["https://reloj.example/horas"],
    }


def test_every_address_is_counted_and_those_that_moved_are_noted():
    report = Report("visit")

    rows = looks(answer(final="https://nubes.example/new/plan.pdf"), report=report)

    assert {row.cells["url"] for row in rows} == {PLAN}
    (ledger,) = report.ledgers
    assert (ledger.read, ledger.used, ledger.left.total()) == (2, 1, 1)
    assert {label.en: count for label, count in report.notes} == {
        "Gone (404, 410)": 0,
        "Lead to another address": 1,
    }


def test_a_web_page_that_was_a_web_page_is_still_there():
    address = "https://reloj.example/horas"

    (row,) = looks(answer(address, b"<html>9 a 5</html>", kind="text/html"))

    assert row.cells["format"] == "page"


@pytest.mark.parametrize(
    ("before", "now"),
    [("partial", "partial"), ("complete", "complete"), ("listed", "listed"), ("absent", "listed")],
)
def test_whether_it_is_whole_stays_as_a_person_found_it(before, now):
    source = replace(SOURCE, scope={"targets": [{**TARGETS[0], "found": before}]})

    (row,) = visit.parse(source, [answer()], Report("visit"))

    assert row.cells["found"] == now


def test_two_visits_give_two_rows():
    later = replace(answer(), at=datetime(2026, 12, 7, tzinfo=UTC))

    assert {row.key for row in looks(answer())}.isdisjoint({row.key for row in looks(later)})


def test_a_scope_without_targets_is_refused():
    with pytest.raises(SourceError, match=r"scope\.targets"):
        list(visit.fetch(replace(SOURCE, scope={}), answer, None))
