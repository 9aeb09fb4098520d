"""`consta pull` of tables that imports read: archived as every reply is, and read again."""

import csv
from hashlib import sha256

import pytest

from scorers.cli import main


SOURCES = r"""
[[source]]
id = "plans"
system = "tabular"
role = "planning-documents"
feeds = ["planning-documents"]
address = "{address}"
is_private = true
file = "plans.csv"
format = "csv"
columns = {{ portal_id = "id", name = "name", title = "title", link = "link" }}
publisher = "Invented"
licence = "CC0"
document = {{ id = "fantasia:plans", title = "Planes (inventados)" }}

[import.planning-documents]
joints = []
ids = {{ portal = "cloud_number" }}
file = "records/observations/plans.csv"
looked_on = 2024-03-01
found = "listed"
id = "fantasia:{{portal_id}}:{{item}}:{{period}}"
openness = ["pdf", ""]
formats = {{ pdf = "pdf" }}
leave = []
item = [{{ item = "plan-of-clouds", pattern = "clouds" }}]

[import.planning-documents.periods]
to = ["-"]
semester = ["half"]
trimester = ["quarter"]
ordinals = {{ "1" = ["i"] }}
months = []
"""
PLANS = b"id,name,title,link\nN-001,Nubes,Plan of clouds 2024,clouds.example/a.pdf\n"


@pytest.fixture(name="consta")
def _consta(fantasia, content, tmp_path, httpserver, monkeypatch, capsysbinary):
    """Give `consta`: (status, what it said, errors); the table is on a server of this machine."""
    monkeypatch.setenv("CONSTA_ARCHIVE", str(tmp_path / "archive"))
    text = SOURCES.format(address=httpserver.url_for("/plans.csv"))
    (fantasia.folder / "sources.toml").write_text(text, encoding="utf-8")
    (fantasia.folder / "names").mkdir()
    (fantasia.folder / "names" / "aliases.csv").write_text("alias,institution_id\n")
    httpserver.expect_request("/robots.txt").respond_with_data("", 404)

    def consta(*words):
        status = main([*words, "--content", str(content), "--lang", "en"])
        said = capsysbinary.readouterr()
        return status, said.out, said.err.decode()

    return consta


@pytest.fixture(name="records")
def _records(fantasia):
    """Give a function that returns all files below records/, by path."""
    folder = fantasia.folder / "records"
    return lambda: {path: path.read_bytes() for path in sorted(folder.rglob("*.csv"))}


@pytest.fixture(name="plans")
def _plans(httpserver):
    httpserver.expect_request("/plans.csv").respond_with_data(PLANS, content_type="text/csv")


def document(fantasia):
    with (fantasia.folder / "records" / "documents.csv").open(encoding="utf-8", newline="") as file:
        (row,) = (row for row in csv.DictReader(file) if row["document_id"] == "fantasia:plans")
    return row


@pytest.mark.usefixtures("plans")
def test_a_table_is_read_again_from_its_archive_without_asking(consta, records, httpserver):
    assert consta("pull")[0] == 0
    online, asked = records(), len(httpserver.log)

    for words in (["pull", "--offline"], ["pull", "plans", "--offline"]):
        status, said, _ = consta(*words)

        assert status == 0
        assert b"written: records/observations/plans.csv, 1 rows" in said
        assert records() == online
    assert len(httpserver.log) == asked


@pytest.mark.usefixtures("plans")
def test_its_document_says_where_it_stands_and_gives_its_body(consta, fantasia):
    consta("pull")

    row = document(fantasia)
    assert row["sha256"] == sha256(PLANS).hexdigest()
    assert row["archive"].startswith("fantasia/plans/")
    assert row["retrieved_at"]
    status, body, told = consta("evidence", "fantasia:plans")
    assert (status, body) == (0, PLANS)
    assert row["archive"] in told
    assert consta("evidence", "--verify", "--source", "plans")[1].startswith(b"1 copies checked, 0")


@pytest.mark.usefixtures("plans")
def test_a_table_that_has_not_changed_leaves_its_document_as_it_was(consta, records, tmp_path):
    consta("pull")
    before = records()

    consta("pull")

    assert records() == before
    assert len(list((tmp_path / "archive").rglob("*.warc.gz"))) == 2


@pytest.mark.usefixtures("plans")
def test_the_list_tells_its_last_success_and_its_rows(consta, tmp_path):
    assert b"plans" in consta("pull", "--list")[1]
    assert not (tmp_path / "archive").exists()

    consta("pull")

    line = consta("pull", "--list")[1].decode().splitlines()[1].split()
    assert line[:2] == ["plans", "tabular"]
    assert line[2].endswith("Z")
    assert line[3] == "1"


@pytest.mark.parametrize(
    ("body", "kind", "problem"),
    [
        (b"<p>sign in", "text/html", "sent a web page"),
        (b"id,name\n1,2\n", "text/csv", 'no column "title"'),
    ],
)
def test_what_is_no_table_is_told_and_asked_for_again(consta, httpserver, body, kind, problem):
    httpserver.expect_ordered_request("/robots.txt").respond_with_data("", 404)
    httpserver.expect_oneshot_request("/plans.csv").respond_with_data(body, content_type=kind)

    status, _, errors = consta("pull")

    assert status == 1
    assert problem in errors
    assert problem in consta("pull", "--list")[1].decode()
    httpserver.expect_request("/plans.csv").respond_with_data(PLANS, content_type="text/csv")
    assert consta("pull")[0] == 0
    assert problem not in consta("pull", "--list")[1].decode()


def test_what_was_never_archived_is_left_as_it_is_unless_it_is_named(consta, records):
    before = records()

    assert consta("pull", "--offline")[:2] == (0, b"plans: nothing archived yet: left as it is\n")

    status, _, errors = consta("pull", "--offline", "plans")
    assert status == 1
    assert "plans: nothing is archived yet; pull it first" in errors
    assert records() == before


@pytest.mark.usefixtures("plans")
def test_files_of_a_folder_are_not_archived(consta, fantasia, tmp_path):
    (tmp_path / "plans.csv").write_bytes(PLANS)

    assert consta("pull", "--files", str(tmp_path))[0] == 0

    assert not (tmp_path / "archive").exists()
    assert (document(fantasia)["archive"], document(fantasia)["retrieved_at"]) == ("", "")
    assert consta("pull", "--files", str(tmp_path), "--offline")[0] == 2
