"""Annual reports of FOIA.gov become statistics: a published excerpt, and an invented report."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources.reporting import Report
from scorers.sources.systems import SYSTEMS, foia_gov
from scorers.sources.systems.base import Body, Reply, SystemSource


INVENTED = Path(__file__).parents[2] / "data" / "sources" / "foia_gov" / "doc-2024.xml"
MEASURES = {
    "requests_answered": ["processed", "at_hand"],
    "requests_in_term": ["in_term", "timed"],
    "requests_granted": ["full_grants", "decided"],
    "requests_partly_granted": ["partial_grants", "decided"],
    "appeals_partly_lost": ["appeals_partly_reversed", "appeals_decided"],
    "appeals_wholly_lost": ["appeals_reversed", "appeals_decided"],
}
SCOPE = {
    "agencies": ["DOC"],
    "years": {"first": 2023, "last": 2024},
    "in_term": ["<1", "1-20"],
    "measures": MEASURES,
}
SOURCE = SystemSource(
    id="foia-gov",
    country_id="fantasia",
    system="foia_gov",
    address="https://api.example",
    hosts=("api.example",),
    scope=SCOPE,
    outcomes={},
    pace_seconds=1,
    permission="",
    is_private=False,
    every="year",
    publisher="Invented",
    licence="CC0",
)


def answer(body, agency="DOC", year=2024):
    address = f"https://api.example/api/annual-report-xml/{agency}/{year}"
    return Reply(
        address, address, 200, {}, body, datetime(2026, 1, 9, tzinfo=UTC), f"us:{agency}:{year}"
    )


def counts(source, reply, report=None):
    rows = foia_gov.parse(source, [reply], report or Report("foia"))
    return {row.key: (row.cells["count"], row.cells["total"]) for row in rows}


@pytest.fixture(name="invented")
def _invented():
    return answer(INVENTED.read_bytes())


def changed(reply, old, new):
    assert old in reply.body
    return replace(reply, body=reply.body.replace(old, new))


def test_the_system_is_registered():
    assert SYSTEMS["foia_gov"] is foia_gov


def test_every_agency_and_year_is_asked_with_the_key_in_a_header_only(monkeypatch):
    monkeypatch.setenv("CONSTA_FOIA_GOV_KEY", "sesame")
    asked = []

    list(foia_gov.fetch(SOURCE, lambda one: asked.append(one) or answer(b""), None))

    assert [one.address for one in asked] == [
        "https://api.example/api/annual-report-xml/DOC/2023",
        "https://api.example/api/annual-report-xml/DOC/2024",
    ]
    assert all(one.headers == {"X-API-Key": "sesame"} for one in asked)
    assert all("sesame" not in one.address for one in asked)


def test_with_since_only_years_that_end_on_it_or_later_are_asked(monkeypatch):
    monkeypatch.setenv("CONSTA_FOIA_GOV_KEY", "sesame")

    def asked(since):
        return len(list(foia_gov.fetch(SOURCE, lambda _: answer(b""), since)))

    assert asked(date(2024, 9, 30)) == 1
    assert asked(date(2024, 10, 1)) == 0


def test_without_a_key_the_variable_is_named(monkeypatch):
    monkeypatch.delenv("CONSTA_FOIA_GOV_KEY", raising=False)

    with pytest.raises(SourceError, match="set CONSTA_FOIA_GOV_KEY"):
        next(foia_gov.fetch(SOURCE, lambda _: answer(b""), None))


def test_the_agency_total_is_taken_and_its_components_are_not_added(invented):
    assert counts(SOURCE, invented) == {
        "DOC:2024:requests_answered": ("37", "45"),
        "DOC:2024:requests_in_term": ("31", "37"),
        "DOC:2024:requests_granted": ("12", "26"),
        "DOC:2024:requests_partly_granted": ("9", "26"),
        "DOC:2024:appeals_partly_lost": ("1", "3"),
        "DOC:2024:appeals_wholly_lost": ("1", "3"),
    }


def test_components_are_rows_of_their_own_where_they_are_wanted(invented):
    source = replace(SOURCE, scope={**SCOPE, "components": True})

    rows = list(foia_gov.parse(source, [invented], Report("foia")))
    found = counts(source, invented)

    assert {row.body for row in rows} == {
        Body("DOC", "Department of Clouds"),
        Body("DOC/RAIN", "Office of Rain"),
        Body("DOC/I.G. Fog", "Inspector of Fog"),
    }
    assert found["DOC-RAIN:2024:requests_granted"] == ("10", "20")  # written foia:foia:
    assert found["DOC-I-G-Fog:2024:requests_in_term"] == ("8", "9")
    assert "DOC-I-G-Fog:2024:appeals_wholly_lost" not in found  # N/A is unknown, not zero


def test_the_period_is_the_fiscal_year(invented):
    row = next(foia_gov.parse(SOURCE, [invented], Report("foia")))

    assert (row.table, row.document_id) == ("statistics", "us:DOC:2024")
    assert row.cells == {
        "measure": "requests_answered",
        "period_start": "2023-10-01",
        "period_end": "2024-09-30",
        "count": "37",
        "total": "45",
        "publisher": "Invented",
        "self_reported": "true",
    }


def test_a_count_above_its_total_or_unknown_is_left_out_and_counted(invented):
    report = Report("foia")
    reply = changed(invented, b">37<", b">46<")

    found = counts(SOURCE, reply, report)

    assert "DOC:2024:requests_answered" not in found
    left = {ledger.of.en: ledger.left for ledger in report.ledgers}
    assert [reason.en for reason in left["Counts of requests_answered"]] == [
        "with a count above its total"
    ]


def test_a_track_that_is_missing_leaves_the_term_unmeasured(invented):
    reply = changed(invented, b"ExpeditedResponseTimeIncrementsSection", b"OtherSection")

    assert "DOC:2024:requests_in_term" not in counts(SOURCE, reply)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b">1-20<", b">1-10 days<", 'unknown TimeIncrementCode "1-10 days"'),
        (b">37<", b">many<", 'ProcessingStatisticsProcessedQuantity: "many" is not a count'),
        (b'"ORG0"><nc:OrganizationAbb', b'"ORGX"><nc:OrganizationAbb', 'id "ORG0"'),
        (b">2024<", b">2023<", 'DocumentFiscalYearDate is "2023"'),
        (b"RequestDispositionPartialGrantQuantity", b"Partial", "there is no element"),
        (b"iepd:FoiaAnnualReport", b"iepd:Other", '"Other" instead of FoiaAnnualReport'),
    ],
)
def test_another_shape_stops_with_the_address_and_the_word(invented, old, new, said):
    with pytest.raises(SourceChangedError, match=r"^https://api\.example/\S+: .*") as raised:
        counts(SOURCE, changed(invented, old, new))

    assert said in str(raised.value)


def test_a_figure_that_does_not_exist_is_refused_with_those_that_do(invented):
    source = replace(SOURCE, scope={**SCOPE, "measures": {"requests_granted": ["full", "decided"]}})

    with pytest.raises(SourceError, match=r"scope\.measures\.requests_granted.*full_grants"):
        counts(source, invented)


@pytest.mark.recordings
@pytest.mark.skipif("CONSTA_RECORDINGS" not in os.environ, reason="needs CONSTA_RECORDINGS")
def test_the_published_report_of_the_access_board_for_2025():
    folder = Path(os.environ["CONSTA_RECORDINGS"]) / "foia-gov"
    body = (folder / "usab_fy2025_annual_report_EXCERPT.xml").read_bytes()

    found = counts(SOURCE, answer(body, "USAB", 2025))

    # V.A: 2 pending, 21 received, 19 processed. V.B: 7 in full, 8 in part, 0 denied. VII.C: 9 of
    # 19 within 20 days. The excerpt holds neither appeals nor the other two tracks of VII.C, but
    # 19 are all that were processed.
    assert found == {
        "USAB:2025:requests_answered": ("19", "23"),
        "USAB:2025:requests_in_term": ("9", "19"),
        "USAB:2025:requests_granted": ("7", "15"),
        "USAB:2025:requests_partly_granted": ("8", "15"),
    }
