"""A real CKAN 2.12, pulled whole, changed, pulled again, killed and resumed.

The CKAN is the released one with its own PostgreSQL, Redis and datastore; only its search index
may be a stand-in for Solr, which package_search alone asks. All rows are invented, and made
through the catalogue's own API.
"""

import csv
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from warcio.archiveiterator import ArchiveIterator

from scorers.sources import declaration, pulling
from scorers.sources.systems import ckan as system


ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.ckan


class Pull:
    """`consta pull` of one declared source, as a person types it."""

    def __init__(self, country, content, folder):
        self.country, self.content, self.folder = country, content, folder
        self.rows = self.country / "records" / "requests" / "catalogue.csv"

    def start(self, *words, archive="archive"):
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "scorers", "pull", "catalogue", *words),
                *("--content", self.content, "--country", "fantasia", "--lang", "en"),
            ],
            cwd=ROOT,
            env={**os.environ, "CONSTA_ARCHIVE": str(self.folder / archive)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __call__(self, *words, archive="archive"):
        process = self.start(*words, archive=archive)
        said, errors = process.communicate()
        assert process.returncode == 0, said + errors
        return said

    @property
    def requests(self):
        """The table, by id, without the documents that its rows rest on."""
        with self.rows.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            assert row.pop("document_id")
        by_id = {row["request_id"]: row for row in rows}
        assert len(by_id) == len(rows)
        return by_id


@pytest.fixture(name="pull")
def _pull(fantasia, content, tmp_path):
    return Pull(fantasia.folder, content, tmp_path)


@pytest.fixture(name="declared")
def _declared(pull, invented, between, big):
    """Give the pull of the table of 25,000 rows, through what keeps count."""
    catalogue, dataset, resource = big
    scope = f'dataset = "{dataset}"\nchanged = "{invented.CHANGED}"'
    invented.declare(pull.country, between.address, scope)
    return pull, catalogue, resource


def filled(row):
    return {name: cell for name, cell in row.items() if cell}


def bodies(folder):
    """Yield the bodies of all replies that an archive holds."""
    for path in sorted(folder.rglob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type == "response":
                    yield record.content_stream().read()


def test_a_table_of_25_000_requests_is_pulled_whole_and_its_archive_gives_it_again(
    declared, between
):
    pull, _, _ = declared

    said = pull()

    assert "written: records/requests/catalogue.csv, 25,000 rows" in said
    assert "25,000  used" in said
    actions = [path.rpartition("/")[2].partition("?")[0] for path in between.asked]
    assert actions == ["package_show", *["datastore_search"] * 3]
    rows = pull.requests
    assert len(rows) == 25_000
    assert [
        filled(rows[f"fantasia:catalogue:S-{number}"]) for number in ("00001", "00010", "24999")
    ] == [
        {
            "request_id": "fantasia:catalogue:S-00001",
            "institution_id": "consejo-del-reloj",
            "filed_on": "2022-01-02",
            "answered_on": "2022-01-03",
            "outcome": "refused",
            "cohort": "filed",
            "delivery": "unknown",
        },
        {
            "request_id": "fantasia:catalogue:S-00010",
            "institution_id": "ministerio-de-las-nubes",
            "filed_on": "2022-01-11",
            "outcome": "pending",
            "cohort": "filed",
            "delivery": "unknown",
        },
        {
            "request_id": "fantasia:catalogue:S-24999",
            "institution_id": "consejo-del-reloj",
            "filed_on": "2023-12-01",
            "answered_on": "2023-12-10",
            "outcome": "released",
            "cohort": "filed",
            "delivery": "unknown",
        },
    ]
    outcomes = [row["outcome"] for row in rows.values()]
    counts = {outcome: outcomes.count(outcome) for outcome in set(outcomes)}
    assert counts == {"pending": 2_500, "refused": 2_500, "released": 20_000}
    written = pull.rows.read_bytes()
    asked = len(between.asked)
    pull("--offline")
    assert pull.rows.read_bytes() == written
    assert len(between.asked) == asked


def test_neither_names_of_people_nor_free_text_are_ever_sent(declared, tmp_path):
    pull, _, _ = declared

    pull()

    kept = b"".join(bodies(tmp_path / "archive"))
    assert kept.count(b"S-24999") == 1
    assert b"Persona" not in kept
    assert b"Pido" not in kept


def test_after_a_change_only_what_changed_is_asked_for_again(declared, between, invented):
    pull, catalogue, resource = declared
    pull()
    before = pull.requests
    numbers = (3, 4_711, 10_000, 24_990)
    changed = [
        {**invented.row(number), "Estado": "Denegada", "Respuesta": "2024-07-02"}
        | {invented.CHANGED: "2024-07-02T09:30:00"}
        for number in numbers
    ]
    between.asked.clear()
    try:
        catalogue.upsert(resource, changed)
        said = pull("--since", "2024-07-01")
        after = pull.requests
        asked = between.asked.copy()
        pull(archive="another")
        whole = pull.requests
    finally:
        catalogue.upsert(resource, [invented.row(number) for number in numbers])

    assert [path.rpartition("/")[2].partition("?")[0] for path in asked] == [
        "package_show",
        "datastore_search",
    ]
    # Of the 25,000 rows those four travel, with what fills the first and smallest page.
    query = parse_qs(urlsplit(asked[1]).query)
    assert (query["limit"], query["offset"]) == ([str(system.FIRST)], ["0"])
    assert "written: records/requests/catalogue.csv, 25,000 rows" in said
    ids = {f"fantasia:catalogue:S-{number:05}" for number in numbers}
    assert {key for key in after if after[key] != before[key]} == ids
    assert {(after[key]["outcome"], after[key]["answered_on"]) for key in ids} == {
        ("refused", "2024-07-02")
    }
    assert after == whole


def test_a_pull_killed_on_every_page_goes_on_and_ends_with_the_rows_of_an_undisturbed_one(
    declared, between
):
    pull, _, _ = declared

    def kill():
        process.send_signal(signal.SIGKILL)
        process.wait()

    for page in ("offset=0", "offset=10000", "offset=20000"):
        between.halfway[page] = kill
        process = pull.start()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        assert not pull.rows.exists()
    pull()

    # Each time the page that was cut is asked for again, and none of those before it.
    shown, *pages = [path.rpartition("/")[2] for path in between.asked]
    assert shown.startswith("package_show")
    offsets = [page.rpartition("offset=")[2] for page in pages]
    assert offsets == ["0", "0", "10000", "10000", "20000", "20000"]
    resumed = pull.rows.read_bytes()
    pull(archive="undisturbed")
    assert pull.rows.read_bytes() == resumed
    assert len(pull.requests) == 25_000


def test_a_cut_connection_is_tried_again_and_no_row_is_lost_or_doubled(declared, between):
    pull, _, _ = declared
    between.halfway["offset=10000"] = lambda: None

    pull()

    assert len(pull.requests) == 25_000
    assert sum("offset=10000" in path for path in between.asked) == 2


def test_a_search_is_paged_and_each_data_set_is_read_once(
    pull, fantasia, invented, catalogue, between, monkeypatch, tmp_path
):
    tag = f"nubes-{os.getpid()}"
    for number in range(5):
        name = f"{tag}-{number}"
        catalogue.dataset(name, tags=[{"name": tag}])
        resource = catalogue.table(name, 0)
        own = [{**invented.row(10 * number + one), "Número": f"D{number}-{one}"} for one in (1, 2)]
        catalogue.upsert(resource, own)
    catalogue.dataset(f"{tag}-other", tags=[{"name": f"{tag}-other"}])
    catalogue.table(f"{tag}-other", 3)
    invented.declare(pull.country, between.address, f'search = "tags:{tag}"')
    monkeypatch.setattr(system, "DATASETS", 2)

    source = declaration.read(fantasia).systems["catalogue"]
    options = pulling.Options(archive=str(tmp_path / "archive"), cache=tmp_path / "cache")
    outcome = pulling.run(fantasia, source, options)

    assert outcome.failure == ""
    assert list(pull.requests) == [
        f"fantasia:catalogue:D{number}-{one}" for number in range(5) for one in (1, 2)
    ]
    searched = [path for path in between.asked if "package_search" in path]
    assert [path.rpartition("start=")[2] for path in searched] == ["0", "2", "4"]


def test_its_own_robots_txt_refuses_the_api_until_a_permission_is_stated(
    pull, invented, between, big
):
    invented.declare(pull.country, between.address, f'dataset = "{big[1]}"', permission="")

    process = pull.start()
    _, errors = process.communicate()

    assert process.returncode == 1
    assert "/robots.txt refuses it (Disallow: /api/)" in errors
    assert between.asked == ["/robots.txt"]


def test_what_the_catalogue_lacks_stops_the_source_and_its_last_rows_stay(
    pull, invented, catalogue
):
    name = f"gone-{os.getpid()}"
    catalogue.dataset(name)
    there = f'resource = "{catalogue.table(name, 3)}"'
    invented.declare(pull.country, catalogue.address, there)
    pull()
    rows = pull.rows.read_bytes()
    assert rows.count(b"\n") == 4

    for scope, said in (
        ('resource = "8f1a8ace-96ec-4382-beba-060e36502da8"', "answers 404"),
        ('dataset = "there-is-no-such-one"', "answers 404"),
        (f'{there}\nchanged = "cambiado"', 'no column "cambiado"; it has: _id, Número'),
    ):
        invented.declare(pull.country, catalogue.address, scope)
        process = pull.start("--since", "2024-07-01")
        _, errors = process.communicate()
        assert process.returncode == 1
        assert said in errors
        assert pull.rows.read_bytes() == rows
