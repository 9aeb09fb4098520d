"""FOIA.gov: what each agency of the United States reports of its requests, year by year.

Asks: one XML report an agency and fiscal year, with a key from the environment.
Keeps: of the agency's own total the counts that sources.toml names, one row a measure; components
    are rows of their own where the scope wants them, and never added to the total.
Cannot know: when a single request was answered, or whether the report is right: agencies count
    themselves. Its days are working days. The total of V.B(1) is not used: the official exporter
    is known to put that of the last component there.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources import plain_xml, scopes
from scorers.sources.reporting import Ledger, Report
from scorers.sources.systems.base import Ask, Body, Found, Reply, SystemSource
from scorers.sources.web.credentials import credential
from scorers.text import Text


XML = ("application/xml", "text/xml")
TOTAL = "ORG0"
# Each of our figures: its section and the element of the count.
COUNTS = {
    "pending_at_start": ("ProcessedRequestSection", "ProcessingStatisticsPendingAtStartQuantity"),
    "received": ("ProcessedRequestSection", "ProcessingStatisticsReceivedQuantity"),
    "processed": ("ProcessedRequestSection", "ProcessingStatisticsProcessedQuantity"),
    "full_grants": ("RequestDispositionSection", "RequestDispositionFullGrantQuantity"),
    "partial_grants": ("RequestDispositionSection", "RequestDispositionPartialGrantQuantity"),
    "denials": ("RequestDispositionSection", "RequestDispositionFullExemptionDenialQuantity"),
    "appeals_affirmed": ("AppealDispositionSection", "AppealDispositionAffirmedQuantity"),
    "appeals_partly_reversed": ("AppealDispositionSection", "AppealDispositionPartialQuantity"),
    "appeals_reversed": ("AppealDispositionSection", "AppealDispositionReversedQuantity"),
}
# Figures that are sums of others of the same body.
SUMS = {
    "at_hand": ("pending_at_start", "received"),
    "decided": ("full_grants", "partial_grants", "denials"),
    "appeals_decided": ("appeals_affirmed", "appeals_partly_reversed", "appeals_reversed"),
}
TRACKS = (
    "SimpleResponseTimeIncrementsSection",
    "ComplexResponseTimeIncrementsSection",
    "ExpeditedResponseTimeIncrementsSection",
)
TIMES = ("in_term", "timed")
INCREMENT = re.compile(r"<\d+|\d+-\d+|\d+\+")
UNPUBLISHED = ("", "N/A")
# The fiscal year that is named after its end begins on 1 October of the year before.
FIRST_MONTH, LAST_MONTH, LAST_DAY = 10, 9, 30

NOT_PUBLISHED = Text("sin publicar la cantidad o su total", "count or its total not published")
TOO_MANY = Text("con una cantidad mayor que su total", "with a count above its total")
COUNTED = Text("Cantidades de {name}", "Counts of {name}")
REPORTS = Text("Informes anuales leídos", "Annual reports read")


def fetch(source: SystemSource, ask: Callable[[Ask], Reply], since: date | None) -> Iterator[Reply]:
    """Yield one report an agency and year; with `since` only years that end on it or later.

    Raises:
        SourceError: The environment holds no key for this source.
    """
    key = credential(source.id, "KEY")
    years = scopes.need(source, "years", dict)
    for agency in scopes.need(source, "agencies", list):
        for year in range(years["first"], years["last"] + 1):
            if since is None or date(year, LAST_MONTH, LAST_DAY) >= since:
                address = f"{source.address}/api/annual-report-xml/{quote(agency, safe='')}/{year}"
                yield ask(Ask(address, kinds=XML, headers={"X-API-Key": key}))


def parse(source: SystemSource, replies: Iterable[Reply], report: Report) -> Iterator[Found]:
    """Yield one statistic a body, year and measure."""
    measures = scopes.need(source, "measures", dict)
    in_term = scopes.need(source, "in_term", list)
    known = {*COUNTS, *SUMS, *TIMES}
    for measure, pair in measures.items():
        if len(pair) != 2 or not known.issuperset(pair):  # noqa: PLR2004
            raise SourceError(
                f'sources.toml: [[source]] "{source.id}": scope.measures.{measure} is {pair}; '
                f"write a count and its total, of: {', '.join(sorted(known))}"
            )
    ledgers = {name: report.ledger(COUNTED.format(name=name)) for name in measures}
    read = 0
    for reply in replies:
        read += 1
        root = plain_xml.read(reply.body, reply.address)
        bodies = list(_bodies(root, reply, bool(source.scope.get("components"))))
        year = _year(root, reply)
        for organization, body in bodies:
            figures = _figures(root, organization, in_term, reply)
            for measure, pair in measures.items():
                count, total = (figures[name] for name in pair)
                if _pair(ledgers[measure], count, total, f"{body.key} {year}"):
                    yield Found(
                        table="statistics",
                        key=f"{_id(body.key)}:{year}:{measure}",
                        body=body,
                        cells={
                            "measure": measure,
                            "period_start": date(year - 1, FIRST_MONTH, 1).isoformat(),
                            "period_end": date(year, LAST_MONTH, LAST_DAY).isoformat(),
                            "count": str(count),
                            "total": str(total),
                            "publisher": source.publisher,
                            "self_reported": "true",
                        },
                        document_id=reply.document_id,
                    )
    report.note(REPORTS, read)


def _year(root: Element, reply: Reply) -> int:
    stated = plain_xml.text(root, "DocumentFiscalYearDate")
    asked = urlsplit(reply.address).path.rpartition("/")[2]
    if stated != asked or not re.fullmatch(r"(19|20)\d\d", stated):
        raise SourceChangedError(
            f'{reply.address}: DocumentFiscalYearDate is "{stated}", not the year that was asked'
        )
    return int(stated)


def _bodies(root: Element, reply: Reply, with_components: bool) -> Iterator[tuple[str, Body]]:
    """Yield the agency's total and, if wanted, its components, each by its id in the report."""
    if root.tag != "FoiaAnnualReport":
        raise SourceChangedError(f'{reply.address}: "{root.tag}" instead of FoiaAnnualReport')
    total = root.find("Organization")
    if total is None or total.get("id") != TOTAL:
        raise SourceChangedError(f'{reply.address}: there is no Organization of the id "{TOTAL}"')
    agency = plain_xml.text(total, "OrganizationAbbreviationText")
    if not agency:
        raise SourceChangedError(f"{reply.address}: {TOTAL} has no OrganizationAbbreviationText")
    yield TOTAL, Body(agency, plain_xml.text(total, "OrganizationName"))
    for unit in total.iter("OrganizationSubUnit") if with_components else ():
        short = plain_xml.text(unit, "OrganizationAbbreviationText")
        name = plain_xml.text(unit, "OrganizationName")
        yield unit.get("id", ""), Body(f"{agency}/{short}", name)


def _figures(
    root: Element, organization: str, in_term: list[str], reply: Reply
) -> Mapping[str, int | None]:
    figures: dict[str, int | None] = {}
    for name, (section, count) in COUNTS.items():
        rows = _rows(root, section, organization)
        if len(rows) > 1:
            raise SourceChangedError(f"{reply.address}: {section} has two rows of {organization}")
        figures[name] = _count(rows[0], count, reply) if rows else None
    for name, parts in SUMS.items():
        figures[name] = _sum(figures[part] for part in parts)
    figures.update(_times(root, organization, in_term, reply, figures["processed"]))
    return figures


def _times(
    root: Element, organization: str, in_term: list[str], reply: Reply, processed: int | None
) -> Mapping[str, int | None]:
    """Return how many of how many were answered within the term, over the three tracks.

    Both are None unless all three are there, or those that are there are all that was processed.
    """
    counts: list[tuple[str, int | None]] = []
    tracks = [row for track in TRACKS for row in _rows(root, track, organization)]
    for row in tracks:
        for increment in row.iter("TimeIncrement"):
            code = plain_xml.text(increment, "TimeIncrementCode")
            if not INCREMENT.fullmatch(code):
                raise SourceChangedError(f'{reply.address}: unknown TimeIncrementCode "{code}"')
            counts.append((code, _count(increment, "TimeIncrementProcessedQuantity", reply)))
    timed = _sum(count for _, count in counts)
    if not counts or (len(tracks) < len(TRACKS) and timed != processed):
        return {"in_term": None, "timed": None}
    return {"in_term": _sum(count for code, count in counts if code in in_term), "timed": timed}


def _rows(root: Element, section: str, organization: str) -> list[Element]:
    """Return the rows of a body in a section; one that is missing has none."""
    found = []
    for part in root.iter(section):
        refs = {
            data.get("ref")
            for link in part
            for data in link.iter("ComponentDataReference")
            if any(one.get("ref") == organization for one in link.iter("OrganizationReference"))
        }
        found += [row for row in part if row.get("id") in refs]
    return found


def _count(row: Element, name: str, reply: Reply) -> int | None:
    element = row.find(name)
    if element is None:
        raise SourceChangedError(f'{reply.address}: there is no element "{name}"')
    words = (element.text or "").strip()
    if words in UNPUBLISHED:
        return None
    if not re.fullmatch(r"\d{1,3}(,\d{3})+|\d+", words):
        raise SourceChangedError(f'{reply.address}: {name}: "{words[:80]}" is not a count')
    return int(words.replace(",", ""))


def _sum(counts: Iterable[int | None]) -> int | None:
    known = list(counts)
    return None if None in known else sum(count for count in known if count is not None)


def _pair(ledger: Ledger, count: int | None, total: int | None, example: str) -> bool:
    """Return whether both are known and fit; the ledger is told which."""
    if count is None or total is None:
        ledger.leave(NOT_PUBLISHED, example)
    elif count > total:
        ledger.leave(TOO_MANY, f"{example}: {count} > {total}")
    else:
        ledger.use()
        return True
    return False


def _id(key: str) -> str:
    return "-".join(re.findall(r"[A-Za-z0-9]+", key))
