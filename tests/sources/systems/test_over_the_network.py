"""The portal, FOIA.gov, MuckRock and tables pulled from a server on this machine into our own."""

import csv
import gzip
import io
import json
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from werkzeug import Response

from scorers.sources import declaration, matching, pulling
from scorers.sources.pulling import Options
from scorers.sources.web.pace import Clock


DATA = Path(__file__).parents[2] / "data" / "sources"
ENTRY = """
[[source]]
id = "{id}"
system = "{system}"
address = "{address}"
hosts = ["localhost"]
is_private = true
pace_seconds = 0
every = "month"
publisher = "Invented"
licence = "CC0"
"""
PORTAL = r"""
[source.scope]
keys = "cloud_number"
entities = "all"
openness = ["spreadsheet", "pdf", "page", ""]
formats = { pdf = "pdf", xlsx = "spreadsheet", aspx = "page" }
themes = { 5 = "/theme.aspx" }
items = [{ item = "plan-of-clouds", title = "plan operativo" }]
leave = [{ pattern = 'no aplica', reason = { es = "aviso", en = "notice" } }]

[source.scope.periods]
to = ["-"]
semester = ["x"]
trimester = ["x"]
ordinals = { "1" = ["i"] }
months = []
"""
FOIA = """
[source.scope]
agencies = ["DOC"]
years = { first = 2024, last = 2024 }
in_term = ["1-20"]
measures = { lost_umbrellas = ["full_grants", "decided"] }
"""
TABLE = """
[source.scope]
member = "log.csv"
header_row = "find"
columns = { key = "id", body = "who", filed_on = "filed", answered_on = "answered", outcome = "is" }
fixed = { cohort = "closed", delivery = "unknown" }

[source.outcomes]
"Full" = "released"
"""
MUCKROCK = """
[source.scope]
from = 2024-01-01
accounts = "{accounts}"

[source.outcomes]
done = "released"
"""
NAMES = "key,name,institution_id\n{key},x,ministerio-de-las-nubes\n"
AGENCY = {"id": 2, "name": "Invented Agency"}
LISTED = {"count": 1, "next": None}
REQUEST = {
    "id": 7,
    "agency": 2,
    "status": "done",
    "embargo_status": "public",
    "datetime_submitted": "2024-01-05T09:00:00-05:00",
    "datetime_done": "2024-02-05T09:00:00-05:00",
    "price": "0.00",
}
CLOCK = Clock(sleep=lambda _: None, now=lambda: datetime(2026, 11, 23, 12, 0, tzinfo=UTC))


@pytest.fixture(name="pulled")
def _pulled(fantasia, tmp_path, httpserver):
    """Give a function that pulls one source of this machine: (outcome, its rows)."""
    httpserver.expect_request("/robots.txt").respond_with_data("", 404)

    def pulled(system, scope, *, address="", key="", offline=False):
        source_id = system.replace("_", "-")
        entry = ENTRY.format(
            id=source_id, system=system, address=httpserver.url_for(address).rstrip("/")
        )
        (fantasia.folder / "sources.toml").write_text(entry + scope, encoding="utf-8")
        (fantasia.folder / "names").mkdir(exist_ok=True)
        if key:
            (fantasia.folder / "names" / f"{source_id}.csv").write_text(NAMES.format(key=key))
        source = declaration.read(fantasia).systems[source_id]
        options = Options(
            archive=str(tmp_path / "archive"),
            cache=tmp_path / "cache",
            is_offline=offline,
            clock=CLOCK,
        )
        outcome = pulling.run(fantasia, source, options)
        assert outcome.failure == ""
        (path,) = (fantasia.folder / name for name in outcome.written)
        return outcome, list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))

    return pulled


def test_portal_pages_become_observations_of_the_institutions_that_have_its_ids(pulled, httpserver):
    whole = (DATA / "portal" / "theme-5.html").read_bytes()
    unknown = (DATA / "portal" / "unknown.html").read_bytes()
    for number in range(1, 6):
        httpserver.expect_request(
            "/theme.aspx", query_string={"id_entidad": f"N-00{number}", "id_tema": "5", "ver": ""}
        ).respond_with_data(whole if number == 1 else unknown, content_type="text/html")

    outcome, rows = pulled("portal", PORTAL)

    assert [(row["institution_id"], row["item"], row["period"], row["found"]) for row in rows] == [
        ("ministerio-de-las-nubes", "plan-of-clouds", period, "listed")
        for period in ("2020", "2021", "")
    ]
    assert rows[0]["observation_id"] == "fantasia:portal:2026-11-23-N-001-plan-of-clouds-2020"
    notes = {label.en: count for label, count in outcome.report.notes}
    assert notes["Entities that the portal does not know"] == 4
    assert pulled("portal", PORTAL, offline=True)[1] == rows


def test_a_report_of_foia_gov_becomes_statistics_and_its_key_is_kept_nowhere(
    pulled, httpserver, monkeypatch, tmp_path
):
    monkeypatch.setenv("CONSTA_FOIA_GOV_KEY", "open-sesame-and-more")
    httpserver.expect_request(
        "/api/annual-report-xml/DOC/2024", headers={"X-API-Key": "open-sesame-and-more"}
    ).respond_with_data(
        (DATA / "foia_gov" / "doc-2024.xml").read_bytes(), content_type="application/xml"
    )

    _, rows = pulled("foia_gov", FOIA, key="DOC")

    assert [(row["measure"], row["count"], row["total"]) for row in rows] == [
        ("lost_umbrellas", "12", "26")
    ]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 3
    assert not any(b"open-sesame" in _unpacked(path) for path in files)
    monkeypatch.delenv("CONSTA_FOIA_GOV_KEY")
    assert pulled("foia_gov", FOIA, key="DOC", offline=True)[1] == rows


def test_a_token_that_runs_out_in_a_pull_is_renewed_and_its_refusal_is_not_kept(
    pulled, httpserver, monkeypatch, tmp_path
):
    monkeypatch.setenv("CONSTA_MUCKROCK_USERNAME", "someone-invented")
    monkeypatch.setenv("CONSTA_MUCKROCK_PASSWORD", "open-sesame-and-more")
    tokens, refused = [], []

    def log_in(_):
        tokens.append(f"token-number-{len(tokens)}")
        return Response(json.dumps({"access": tokens[-1]}), content_type="application/json")

    def answer(request):
        """Answer one ask per token."""
        if request.headers["Authorization"] != f"Bearer {tokens[-1]}" or tokens[-1] in spent:
            refused.append(request.path)
            body, status = {"detail": "log in"}, 401
        else:
            spent.add(tokens[-1])
            body = AGENCY if "agencies" in request.path else {**LISTED, "results": [REQUEST]}
            status = 200
        return Response(json.dumps(body), status, content_type="application/json")

    spent = set()
    httpserver.expect_request("/api/token/").respond_with_handler(log_in)
    httpserver.expect_request("/api_v2/requests/").respond_with_handler(answer)
    httpserver.expect_request("/api_v2/agencies/2/").respond_with_handler(answer)
    scope = MUCKROCK.format(accounts=httpserver.url_for("").rstrip("/"))

    _, rows = pulled("muckrock", scope, key="2")

    assert [row["request_id"] for row in rows] == ["fantasia:muckrock:7"]
    assert (len(tokens), refused) == (2, ["/api_v2/agencies/2/"])
    kept = b"".join(_unpacked(path) for path in tmp_path.rglob("*.gz"))
    assert b"HTTP/1.1 200" in kept
    assert b"HTTP/1.1 401" not in kept
    assert pulled("muckrock", scope, key="2", offline=True)[1] == rows


def test_a_table_in_an_archive_becomes_requests(pulled, httpserver):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "log.csv",
            "Log\n\nid,who,filed,answered,is,by\n7,Nubes,2024-01-02,2024-01-09,Full,Ana\n",
        )
    httpserver.expect_request("/log.zip").respond_with_data(
        file.getvalue(), content_type="application/zip"
    )

    _, rows = pulled("tabular", TABLE, address="/log.zip", key="Nubes")

    assert [{name: cell for name, cell in row.items() if cell} for row in rows] == [
        {
            "request_id": "fantasia:tabular:7",
            "institution_id": "ministerio-de-las-nubes",
            "filed_on": "2024-01-02",
            "answered_on": "2024-01-09",
            "outcome": "released",
            "document_id": rows[0]["document_id"],
            "cohort": "closed",
            "delivery": "unknown",
        }
    ]


def _unpacked(path):
    data = path.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def test_names_that_a_pull_left_out_are_proposed_from_its_archive(
    pulled, httpserver, fantasia, tmp_path
):
    httpserver.expect_request("/log.csv").respond_with_data(
        "id,who,filed,answered,is\n"
        "1,Nubes,2024-01-02,2024-01-09,Full\n"
        "2,CONSEJO DEL RELOJ,2024-01-02,2024-01-09,Full\n",
        content_type="text/csv",
    )
    scope = TABLE.replace('member = "log.csv"\n', "")

    _, rows = pulled("tabular", scope, address="/log.csv", key="Nubes")
    source = declaration.read(fantasia).systems["tabular"]
    options = Options(archive=str(tmp_path / "archive"), cache=tmp_path / "cache")
    with closing(options.shelf("fantasia", source.id)) as shelf:
        proposals = matching.propose(fantasia, source.id, matching.used(source, shelf))

    assert [row["request_id"] for row in rows] == ["fantasia:tabular:1"]
    assert [(one.body.name, one.how, one.institution_id) for one in proposals] == [
        ("CONSEJO DEL RELOJ", "folded", "consejo-del-reloj")
    ]
