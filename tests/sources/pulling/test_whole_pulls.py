"""Pulls that nothing disturbs: rows, documents, archives, and the same again."""

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from scorers.sources.archive import replaying
from scorers.sources.archive.shelf import INDEX, WARC
from scorers.text import Text


WARCIO = Path(sys.executable).with_name("warcio")


def rows(pull, table="requests"):
    return list(csv.DictReader(io.StringIO(pull.records[f"{table}/ask.csv"].decode())))


def warcs(pull):
    return sorted(pull.archive.glob(f"*{WARC}"))


def records(path):
    with path.open("rb") as file:
        return [
            (
                record.rec_type,
                dict(record.rec_headers.headers),
                dict(record.http_headers.headers) if record.http_headers else {},
                record.content_stream().read(),
            )
            for record in ArchiveIterator(file, check_digests="raise")
        ]


def test_every_request_becomes_a_row_sorted_by_id_that_rests_on_a_document(pull):
    outcome = pull()

    assert outcome.failure == ""
    assert outcome.written == {"records/requests/ask.csv": 25}
    found = rows(pull)
    assert len({row["request_id"] for row in found}) == 25
    assert found == sorted(found, key=lambda row: row["request_id"])
    assert found[0]["request_id"] == "fantasia:ask:0"
    assert found[0]["institution_id"] == "ministerio-de-las-nubes"
    assert (found[0]["cohort"], found[0]["delivery"]) == ("filed", "unknown")
    documents = {row["document_id"]: row for row in rows(pull, "documents")}
    assert {row["document_id"] for row in found} == set(documents)
    assert len(documents) == 3


def test_a_document_names_where_its_body_stands_and_what_it_hashes_to(pull):
    pull()

    for row in rows(pull, "documents"):
        assert row["url"].startswith(pull.site.url("/requests?offset="))
        assert row["retrieved_at"] == "2026-01-02T03:04:05Z"
        place, _, offset = row["archive"].partition("@")
        with (pull.folder / "archive" / place).open("rb") as file:
            file.seek(int(offset))
            record = next(iter(ArchiveIterator(file)))
            assert record.rec_headers["WARC-Target-URI"] == row["url"]
            body = record.content_stream().read()
        assert __import__("hashlib").sha256(body).hexdigest() == row["sha256"]


def test_standard_tools_accept_the_archive_and_give_the_bodies(pull):
    pull()
    (path,) = warcs(pull)

    done = subprocess.run([WARCIO, "check", "-v", path], capture_output=True, text=True, check=True)

    assert "digest pass" in done.stdout
    found = records(path)
    kinds = [kind for kind, *_ in found]
    assert kinds == ["warcinfo", *["request", "response"] * 3, "metadata"]
    bodies = [json.loads(body) for kind, _, _, body in found if kind == "response"]
    assert [len(body["results"]) for body in bodies] == [10, 10, 5]
    first = found[2][1]
    assert first["WARC-Payload-Digest"].startswith("sha256:")
    assert first["WARC-Date"] == "2026-01-02T03:04:05Z"
    assert first["WARC-IP-Address"] == "127.0.0.1"


def test_the_same_replies_give_the_same_rows_without_the_network(pull):
    pull()
    before, asked = pull.records, len(pull.site.asked)
    (pull.country.folder / "records" / "requests" / "ask.csv").unlink()

    outcome = pull(is_offline=True)

    assert outcome.written == {"records/requests/ask.csv": 25}
    assert pull.records == before
    assert len(pull.site.asked) == asked


def test_nothing_archived_cannot_be_parsed_again(pull):
    assert "pull it first" in pull(is_offline=True).failure


@pytest.mark.parametrize("harm", [None, "cut"])
def test_an_index_that_is_missing_or_shorter_is_made_again_from_the_warc(pull, harm):
    pull()
    (index,) = pull.archive.glob(f"*{INDEX}")
    whole = index.read_bytes()
    if harm:
        index.write_bytes(b"".join(whole.splitlines(keepends=True)[:2]))
    else:
        index.unlink()

    assert pull(is_offline=True).failure == ""
    assert index.read_bytes() == whole


def test_an_unchanged_body_is_not_stored_twice_and_its_document_stays_the_same(pull):
    pull()
    before = pull.records
    pull.time.sleep(86_400)

    assert pull().failure == ""

    assert pull.records == before
    first, second = warcs(pull)
    kinds = [kind for kind, *_ in records(second)]
    assert kinds.count("revisit") == 3
    assert "response" not in kinds
    subprocess.run([WARCIO, "check", first, second], check=True)


def test_only_what_changed_is_stored_and_all_of_it_can_be_parsed_again(pull):
    pull()
    pull.site.items[3]["state"] = "open"
    pull.time.sleep(86_400)

    pull()

    kinds = [kind for kind, *_ in records(warcs(pull)[1])]
    assert (kinds.count("response"), kinds.count("revisit")) == (1, 2)
    online = pull.records
    pull(is_offline=True)
    assert pull.records == online
    assert [row["outcome"] for row in rows(pull) if row["request_id"] == "fantasia:ask:3"] == [
        "pending"
    ]


def test_an_etag_saves_the_body_and_the_reply_is_the_stored_one(pull):
    pull.site.etags = True
    pull()
    before = pull.records
    pull.time.sleep(86_400)

    assert pull().failure == ""

    assert pull.records == before
    assert all("if-none-match" in head for head in pull.site.heads[-3:])
    revisits = [fields for kind, fields, *_ in records(warcs(pull)[1]) if kind == "revisit"]
    assert {fields["WARC-Profile"].rpartition("/")[2] for fields in revisits} == {
        "server-not-modified"
    }
    assert pull(is_offline=True).failure == ""
    assert pull.records == before


def test_a_third_pull_refers_to_the_record_that_holds_the_body(pull):
    pull.site.etags = True
    for _ in range(3):
        pull()
        pull.time.sleep(86_400)

    first, *later = warcs(pull)
    for path in later:
        fields = [fields for kind, fields, *_ in records(path) if kind == "revisit"]
        assert {each["Consta-Body"].partition("@")[0] for each in fields} == {first.name}
    assert pull(is_offline=True).failure == ""


def test_what_is_newer_than_a_day_is_added_to_the_rows_there_are(pull, item):
    pull()
    pull.site.items[27:] = [item(27)]
    pull.site.items[26:] = [{**item(27), "state": "open"}]
    pull.time.sleep(86_400)

    outcome = pull(since=date(2024, 1, 25))

    assert outcome.written == {"records/requests/ask.csv": 26}
    online = pull.records
    assert pull(is_offline=True).failure == ""
    assert pull.records == online
    shelf = pull.shelf
    assert len(replaying.chain(shelf)) == 2
    pull.time.sleep(86_400)
    assert pull().failure == ""
    assert len(replaying.chain(shelf)) == 1


def test_the_archive_may_be_anywhere_that_fsspec_reaches(pull):
    pull.options = replace(pull.options, archive="memory://invented-archive")

    assert pull().failure == ""
    online = pull.records
    assert pull(is_offline=True).failure == ""

    assert pull.records == online
    assert len(pull.shelf.names()) == 1
    assert not list(pull.folder.rglob(f"*{WARC}"))


@pytest.mark.parametrize("written", ["file://{home}/kept", "~/kept", "kept", "{home}/kept"])
def test_an_archive_on_this_machine_may_be_written_in_any_way(pull, tmp_path, monkeypatch, written):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    pull.options = replace(pull.options, archive=written.format(home=tmp_path))

    assert pull().failure == ""
    online = pull.records
    assert pull(is_offline=True).failure == ""

    assert pull.records == online
    assert len(list((tmp_path / "kept").rglob(f"*{WARC}"))) == 1
    assert [path.name for path in tmp_path.iterdir() if path.name == "~"] == []


def test_an_archive_that_nothing_reaches_is_told_in_one_line(pull):
    pull.options = replace(pull.options, archive="nowhere://invented-archive")

    assert "CONSTA_ARCHIVE: nowhere://invented-archive: Protocol not known" in pull().failure


def test_an_archive_on_this_machine_needs_nothing_that_reaches_others():
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from scorers.cli import pull\n"
        "from scorers.sources.archive.shelf import Shelf\n"
        "shelf = Shelf.of('archive', 'fantasia', 'ask', Path('cache'))\n"
        "loaded = 'fsspec' in sys.modules\n"
        "Shelf.of('memory://archive', 'fantasia', 'ask', Path('cache'))\n"
        "sys.exit(loaded or 'fsspec' not in sys.modules)\n"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_body_that_the_table_of_names_lacks_is_counted_and_left_out(pull, item):
    pull.site.items.append({**item(25), "body": 7, "body_name": "Moon"})

    outcome = pull()

    (ledger,) = outcome.report.ledgers
    assert ledger.used == 25
    assert [reason.en for reason in ledger.left] == [
        "of an institution that names/ask.csv lacks",
    ]
    assert outcome.report.lists == [
        (
            Text("Faltan en names/ask.csv (filas)", "Missing in names/ask.csv (rows)"),
            ["Moon (1)"],
        )
    ]


def test_a_source_of_which_no_name_is_known_keeps_its_last_rows_and_its_archive(pull):
    pull()
    before = pull.records
    (pull.country.folder / "names" / "ask.csv").unlink()

    outcome = pull()

    assert "none of 2 institutions is in names/ask.csv" in outcome.failure
    assert pull.records == before
    assert len(pull.shelf.names()) == 2


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"exception": "=1+1"}, "a text a spreadsheet would run"),
        ({"answered": "2027-01-01"}, "a day after it was read"),
        ({"answered": "2023-12-31"}, "days in an order that cannot be"),
    ],
)
def test_a_row_that_cannot_stand_is_left_out_with_its_reason(pull, item, change, reason):
    pull.site.items.append({**item(25), **change})

    (ledger,) = pull().report.ledgers

    assert ledger.used == 25
    assert [left.en for left in ledger.left] == [reason]


def test_a_new_state_of_a_system_that_grows_is_counted(pull, item):
    pull.but(outcomes={"done": "released", "other": "pending"})
    pull.site.items.append({**item(25), "state": "dreaming"})

    assert pull().report.unknown_states == {"dreaming": 1}


def test_two_keys_that_make_one_id_stop_the_source(pull, item):
    pull.site.items += [{**item(0), "id": "a/b"}, {**item(0), "id": "a b"}]

    assert "make one id, fantasia:ask:a-b" in pull().failure
