"""A CKAN table that loses rows while it is read, on a real server. All rows are invented."""

import csv
import io
import json
import os
import signal
from urllib.parse import parse_qs, urlsplit

import pytest

from scorers.sources import declaration


SOURCES = """
[[source]]
id = "ask"
system = "ckan"
address = "{address}"
is_private = true
pace_seconds = 0
every = "week"
publisher = "Invented"
licence = "CC0"
outcomes = {{ done = "released" }}

[source.scope]
resource = "t"
columns = {{ key = "Id", body = "Who", filed_on = "Filed", outcome = "Is" }}
fixed = {{ cohort = "filed", delivery = "unknown" }}
"""
COLUMNS = ("_id", "Id", "Who", "Filed", "Is")
VANISHED = (3, 17, 28)


class Datastore:
    """Gives ten rows at most; some of 30 vanish when the second page is asked for.

    Attributes:
        asked: The offsets of the pages that it gave, in order.
        disturbed: What happens instead of an answer, by the number of the page.
    """

    def __init__(self, http):
        self.http, self.asked, self.disturbed = http, [], {}
        self.rows = [(number, f"S-{number}", "Clock", "2024-01-02", "done") for number in range(30)]

    def answer(self, path, _headers):
        query = parse_qs(urlsplit(path).query)
        if "resource_id" not in query:
            return self.http(b"none", "404 Not Found", "text/plain")
        page = []
        if query["limit"] != ["0"]:
            offset = int(query["offset"][0])
            self.asked.append(offset)
            if offset == 10:
                self.rows = [row for row in self.rows if row[0] not in VANISHED]
            page = self.rows[offset : offset + 10]
        result = {
            "fields": [{"id": name} for name in COLUMNS],
            "records": [dict(zip(COLUMNS, row, strict=True)) for row in page],
            "total": len(self.rows),
        }
        right = self.http(json.dumps({"success": True, "result": result}).encode())
        disturb = self.disturbed.pop(len(self.asked), None) if page else None
        return disturb(right) if disturb else right


@pytest.fixture(name="table")
def _table(pull, http, monkeypatch):
    table = Datastore(http)
    monkeypatch.setattr(pull.site, "right", table.answer)
    text = SOURCES.format(address=pull.site.url())
    (pull.country.folder / "sources.toml").write_text(text, encoding="utf-8")
    pull.source = declaration.read(pull.country).systems["ask"]
    return table


def keys(pull):
    rows = csv.DictReader(io.StringIO(pull.records["requests/ask.csv"].decode()))
    return {row["request_id"].rpartition(":")[2] for row in rows}


def final(table):
    return {row[1] for row in table.rows}


def test_a_table_that_shrinks_is_read_anew_and_its_last_reading_alone_counts(pull, table):
    outcome = pull()

    assert outcome.failure == ""
    assert table.asked == [0, 10, 20, 0, 10, 20]
    assert len(table.rows) == 27
    assert keys(pull) == final(table)
    assert outcome.report.ledgers[-1].used == 27
    online = pull.records
    assert pull(is_offline=True).failure == ""
    assert pull.records == online


def test_a_table_that_shrinks_each_time_is_asked_again_by_the_next_pull(pull, table):
    right = table.answer

    def shrinks(path, headers):
        table.rows = table.rows[: -1 if "offset=10" in path else None]
        return right(path, headers)

    pull.site.right = shrinks

    assert "rows vanished each time it was read" in pull().failure

    pull.site.right = right
    assert pull().failure == ""
    assert keys(pull) == final(table)


@pytest.mark.parametrize("page", [1, 2, 3, 4, 5, 6])
def test_a_pull_that_stops_while_a_table_shrinks_goes_on_with_the_replies_it_has(
    pull, table, page, http
):
    table.disturbed[page] = lambda _: http(b"", "403 Forbidden")
    assert "403" in pull().failure
    before = list(table.asked)

    outcome = pull()

    assert outcome.failure == ""
    assert keys(pull) == final(table)
    assert table.asked[len(before) :] == [0, 10, 20, 0, 10, 20][page - 1 :]
    online = pull.records
    assert pull(is_offline=True).failure == ""
    assert pull.records == online


@pytest.mark.parametrize("page", [2, 5])
def test_a_pull_that_is_killed_while_a_table_shrinks_ends_with_the_final_rows(
    pull, table, command, page
):
    def kill(right):
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        return right

    table.disturbed[page] = kill
    process = command("pull")
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert pull.records == {}

    again = command("pull")
    _, errors = again.communicate()

    assert again.returncode == 0, errors
    assert table.asked == [0, 10, 20, 0, 10, 20][:page] + [0, 10, 20, 0, 10, 20][page - 1 :]
    assert keys(pull) == final(table)
