"""`consta pull` and `consta evidence` as a person types them, and a pull that is killed."""

import os
import signal
from hashlib import sha256

import pytest

from scorers.cli import main


SOURCES = """
[[source]]
id = "ask"
system = "invented"
address = "{address}"
is_private = true
pace_seconds = 0
every = "week"
publisher = "Invented"
licence = "CC0"
outcomes = {{ done = "released", open = "pending" }}
"""


@pytest.fixture(name="declared")
def _declared(pull):
    """Give the invented country whose sources.toml has the invented source."""
    text = SOURCES.format(address=pull.site.url())
    (pull.country.folder / "sources.toml").write_text(text, encoding="utf-8")
    return pull


@pytest.fixture(name="consta")
def _consta(declared, content, monkeypatch, capsysbinary):
    """Give `consta`: (status, what it said, errors)."""
    monkeypatch.setenv("CONSTA_ARCHIVE", str(declared.folder / "archive"))

    def consta(*words, language="en"):
        status = main([*words, "--content", str(content), "--lang", language])
        said = capsysbinary.readouterr()
        return status, said.out, said.err.decode()

    return consta


@pytest.mark.parametrize("page", ["/robots.txt", *(f"/requests?offset={n}" for n in (0, 10, 20))])
def test_a_pull_that_is_killed_goes_on_and_ends_as_if_nothing_had_been(declared, command, page):
    def kill(connection, right):
        connection.sendall(right[:-10])
        os.kill(process.pid, signal.SIGKILL)
        process.wait()

    declared.site.faults[page] = [kill]
    process = command("pull")
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert declared.records == {}
    declared.site.asked.clear()

    again = command("pull")
    said, errors = again.communicate()

    assert again.returncode == 0, errors
    assert "25  used" in said
    was_stored = page in {"/requests?offset=10", "/requests?offset=20"}
    assert ("/requests?offset=0" not in declared.site.asked) == was_stored
    resumed = declared.records["requests/ask.csv"]
    assert resumed.count(b"\n") == 26
    undisturbed = command("pull", archive="elsewhere")
    undisturbed.communicate()
    assert undisturbed.returncode == 0
    assert declared.records["requests/ask.csv"] == resumed


def test_a_pull_says_what_it_read_and_how_many_rows_it_wrote(consta):
    status, said, errors = consta("pull")

    assert (status, errors) == (0, "")
    assert b"Rows of ask: 25 rows\n          25  used" in said
    assert b"written: records/requests/ask.csv, 25 rows" in said


def test_a_pull_speaks_spanish(consta):
    assert "Filas de ask: 25 filas" in consta("pull", language="es")[1].decode()


def test_a_source_that_fails_is_told_in_a_table_and_gives_status_1(consta, declared, http):
    declared.site.faults["/requests?offset=10"] = [http(b"", "403 Forbidden")]

    status, said, errors = consta("pull")

    assert status == 1
    assert b"1 of 1 were not read:\n  ask  http://127.0.0.1:" in said
    assert errors.startswith("consta: ask: http://127.0.0.1:")
    assert errors.count("\n") == 1


def test_the_others_go_on_where_one_source_fails(consta, declared, http):
    path = declared.country.folder / "sources.toml"
    broken = SOURCES.format(address=declared.site.url("/moon")).replace('"ask"', '"moon"')
    path.write_text(broken + path.read_text("utf-8"), encoding="utf-8")
    declared.site.faults["/moon/requests?offset=0"] = [http(b"", "404 Not Found")]

    status, said, _ = consta("pull")

    assert status == 1
    assert b"1 of 2 were not read:\n  moon  " in said
    assert len(declared.records) == 2


def test_unknown_states_are_warned_of_with_their_rows(consta, declared, item):
    path = declared.country.folder / "sources.toml"
    text = path.read_text("utf-8").replace('open = "pending"', 'other = "pending"')
    path.write_text(text, encoding="utf-8")
    declared.site.items.append({**item(25), "state": "dreaming"})

    said = consta("pull")[1].decode()

    assert '         1  warning: unknown state "dreaming", taken for "other"' in said


def test_the_list_tells_the_last_success_the_rows_and_what_is_wrong(consta, declared, http):
    header, line = consta("pull", "--list")[1].decode().splitlines()
    assert header.split() == [
        *("source", "system", "every", "last", "success", "rows", "problems", "address"),
    ]
    assert line.split() == ["ask", "invented", "week", declared.site.url()]

    consta("pull")
    assert " 25 " in consta("pull", "--list")[1].decode()

    declared.site.faults["/requests?offset=10"] = [http(b"", "403 Forbidden")]
    consta("pull")
    line = consta("pull", "--list")[1].decode().splitlines()[1]
    assert " 25 " in line
    assert "answers 403" in line


def test_a_dry_run_says_what_would_be_asked_and_asks_nothing(consta, declared):
    status, said, _ = consta("pull", "--dry-run", "--since", "2024-02-01")

    assert status == 0
    assert said.decode() == (
        f"ask: would ask first {declared.site.url('/requests?offset=0&since=2024-02-01')}\n"
        "  of 127.0.0.1 only; 0 s apart\n"
    )
    assert declared.site.asked == []
    assert not declared.archive.exists()


def test_offline_gives_the_same_report_and_rows_without_asking(consta, declared):
    online = consta("pull")
    before, asked = declared.records, len(declared.site.asked)

    assert consta("pull", "--offline") == online
    assert declared.records == before
    assert len(declared.site.asked) == asked


def test_what_a_pull_writes_passes_the_checks_of_every_row(consta, declared):
    assert consta("pull")[0] == 0
    paths = [str(declared.country.folder / "records" / name) for name in declared.records]

    status, said, _ = consta("check", *paths)

    assert status == 0, said.decode()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--since", "2024-13-01"], "is not a day"),
        (["--offline", "--since", "2024-01-01"], "leave --since out"),
        (["ask", "--files", "."], "ask is no file"),
        (["asks"], 'did you mean "ask"?'),
    ],
)
def test_words_that_do_not_go_together_are_told(consta, words, message, capsysbinary):
    try:
        status, _, errors = consta("pull", *words)
    except SystemExit as left:
        status, errors = left.code, capsysbinary.readouterr().err.decode()

    assert status == 2
    assert message in errors


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('every = "week"\n', "", 'needs "every"'),
        ('every = "week"', 'every = "weekly"', "write day, week, month, year"),
        ('every = "week"', 'evry = "week"', 'unknown key "evry"; did you mean "every"?'),
        ("is_private = true", 'is_private = "yes"', 'is_private is "yes"; write true or false'),
        ("pace_seconds = 0", 'pace_seconds = "1"', "write a number"),
        ("pace_seconds = 0", "pace_seconds = -1", "write 0 or more"),
        ('address = "http', 'address = "ftp', "write an address"),
        ('done = "released"', 'done = "relased"', 'did you mean "released"?'),
        ("pace_seconds = 0", 'hosts = ["http://clouds.example"]', "hosts is"),
        ("pace_seconds = 0", "hosts = []", "hosts is"),
        ("pace_seconds = 0", 'hosts = ["*.example"]', "hosts is"),
        ('system = "invented"', 'system = "invnted"', 'did you mean "invented"?'),
        ('id = "ask"', 'id = "../ask"', "lower-case words joined by hyphens"),
        ('id = "ask"', "id = 5", "lower-case words joined by hyphens"),
    ],
)
def test_a_wrong_word_of_a_declaration_is_told_in_one_line(consta, declared, old, new, message):
    path = declared.country.folder / "sources.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

    status, _, errors = consta("pull", "--list")

    assert status == 2
    assert message in errors
    assert errors.count("\n") == 1


@pytest.fixture(name="document")
def _document(consta, declared):
    """Give the cells of one document of a pull, and the body that it is of."""
    consta("pull")
    line = declared.records["documents/ask.csv"].decode().splitlines()[1]
    return line.split(",")


def test_evidence_gives_the_body_and_says_where_it_is_from(consta, document):
    status, body, told = consta("evidence", document[0])

    assert status == 0
    assert sha256(body).hexdigest() == document[6]
    assert f"address: {document[3]}\n" in told
    assert f"archive: {document[7]}\n" in told
    assert f"SHA-256: {document[6]}\n" in told


def test_evidence_writes_the_body_to_a_file(consta, document, tmp_path):
    status, said, _ = consta("evidence", document[0], "--output", str(tmp_path / "body.json"))

    assert status == 0
    assert b"bytes written to" in said
    assert sha256((tmp_path / "body.json").read_bytes()).hexdigest() == document[6]


def test_evidence_of_what_is_not_archived_says_where_it_may_be(consta):
    status, _, errors = consta("evidence", "almanac")

    assert status == 2
    assert "has no copy in the archive; see https://archive.example/almanac" in errors


def test_an_unknown_document_is_answered_with_the_nearest(consta):
    assert 'did you mean "almanac"?' in consta("evidence", "almanax")[2]


@pytest.mark.parametrize("words", [[], ["almanac", "--verify"], ["almanac", "--source", "ask"]])
def test_evidence_wants_a_document_or_all(consta, words):
    assert consta("evidence", *words)[0] == 2


def test_all_evidence_is_hashed_again(consta, document):
    del document

    status, said, _ = consta("evidence", "--verify", "--source", "ask")

    assert status == 0
    assert b"3 copies checked, 0 with problems; 0 documents have no copy" in said
    assert b"3 copies checked, 0 with problems; 5 documents" in consta("evidence", "--verify")[1]


@pytest.mark.parametrize("harm", ["gone", "damaged", "cut", "another hash", "another place"])
def test_evidence_that_is_not_what_it_was_is_told_with_its_place(consta, document, declared, harm):
    (path,) = declared.archive.glob("*.warc.gz")
    rows = declared.country.folder / "records" / "documents" / "ask.csv"
    text, whole = rows.read_text("utf-8"), path.read_bytes()
    offset = int(document[7].partition("@")[2])
    if harm == "gone":
        path.unlink()
    elif harm == "damaged":
        path.write_bytes(whole[: offset + 300] + b"\0" * 30 + whole[offset + 330 :])
    elif harm == "cut":
        path.write_bytes(whole[: offset + 300])
    elif harm == "another hash":
        rows.write_text(text.replace(document[6], "0" * 64), encoding="utf-8")
    else:
        rows.write_text(text.replace(document[7], f"{document[7]}1"), encoding="utf-8")

    status, said, _ = consta("evidence", "--verify")

    assert status == 1
    assert f"records/documents/ask.csv:2: {document[0]}: ".encode() in said
    assert b" 0 with problems" not in said


@pytest.mark.parametrize(
    "archive", ["../../etc/passwd.warc.gz@0", "fantasia/../x.warc.gz@0", "fantasia/ask/x@y"]
)
def test_an_archive_outside_the_archive_is_not_opened(consta, document, declared, archive):
    rows = declared.country.folder / "records" / "documents" / "ask.csv"
    text = rows.read_text("utf-8").replace(document[7], archive)
    rows.write_text(text, encoding="utf-8")

    status, _, errors = consta("evidence", document[0])

    assert status == 2
    assert "is no " in errors
