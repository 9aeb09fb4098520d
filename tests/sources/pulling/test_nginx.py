"""A real static server: Debian's nginx-light, with ETag, gzip, ranges and 304. Data is invented."""

import json
import os
import shutil
import socket
import subprocess
import time

import pytest

from scorers.exceptions import SourceUnavailableError
from scorers.sources.systems.base import Ask
from scorers.sources.web.answer import Known, Reach
from scorers.sources.web.session import Session


CONF = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{ }}
http {{
  access_log {folder}/access.log; types {{ application/json json; }}
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  gzip on; gzip_types application/json; gzip_min_length 1; etag on;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""


@pytest.fixture(name="nginx")
def _nginx(tmp_path):
    """Give the address and the folder of a running nginx."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        if os.environ.get("CONSTA_SERVERS") == "required":
            pytest.fail("nginx is required here (CONSTA_SERVERS=required) and not installed")
        pytest.skip("nginx is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path / "nginx"
    (folder / "www").mkdir(parents=True)
    (folder / "conf").write_text(CONF.format(folder=folder, port=port), encoding="utf-8")
    server = subprocess.Popen([program, "-c", folder / "conf", "-p", folder])
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}", folder / "www"
    server.terminate()
    server.wait()


@pytest.fixture(name="session")
def _session():
    session = Session(Reach("ask", hosts=("127.0.0.1",), is_private=True))
    yield session
    session.close()


def test_what_travels_packed_is_given_unpacked(nginx, session):
    address, folder = nginx
    body = json.dumps({"clouds": ["white"] * 5_000}).encode()
    (folder / "a.json").write_bytes(body)

    answer = session.get(Ask(f"{address}/a.json"))

    assert answer.header("Content-Encoding") == "gzip"
    assert answer.body == body


def test_an_unchanged_file_does_not_travel_again_and_a_changed_one_does(nginx, session):
    address, folder = nginx
    (folder / "a.json").write_bytes(b'{"clouds": 1}')
    first = session.get(Ask(f"{address}/a.json"))
    by_etag = Known(etag=first.header("ETag"))
    by_day = Known(last_modified=first.header("Last-Modified"))

    assert by_etag.etag
    assert [
        session.get(Ask(f"{address}/a.json"), known).last.status for known in (by_etag, by_day)
    ] == [
        304,
        304,
    ]
    (folder / "a.json").write_bytes(b'{"clouds": 1234}')
    assert session.get(Ask(f"{address}/a.json"), by_etag).body == b'{"clouds": 1234}'


def test_a_part_of_a_file_is_no_answer_unless_it_is_meant(nginx, session):
    address, folder = nginx
    (folder / "a.json").write_bytes(b'{"clouds": 1}')
    part = {"headers": {"Range": "bytes=0-4", "Accept-Encoding": "identity"}}

    with pytest.raises(SourceUnavailableError, match="answers 206"):
        session.get(Ask(f"{address}/a.json", **part))

    assert session.get(Ask(f"{address}/a.json", **part, statuses=(206,))).body == b'{"clo'


def test_a_pull_of_files_asks_again_and_stores_only_what_changed(
    nginx, pull, invented, monkeypatch
):
    address, folder = nginx

    def fetch(source, ask, _since):
        for number in range(3):
            yield ask(Ask(f"{source.address}/{number}.json"))

    monkeypatch.setattr(invented, "fetch", fetch)
    pull.but(address=address)
    for number in range(3):
        page = {"results": pull.site.items[number * 10 : number * 10 + 10]}
        (folder / f"{number}.json").write_text(json.dumps(page), encoding="utf-8")
    assert pull().failure == ""
    first = pull.records
    pull.time.sleep(86_400)
    assert pull().failure == ""
    assert pull.records == first

    changed = {"results": [{**item, "state": "open"} for item in pull.site.items[10:20]]}
    (folder / "1.json").write_text(json.dumps(changed), encoding="utf-8")
    # nginx makes an ETag of size and second: a change within one second would pass unseen.
    os.utime(folder / "1.json", (1_800_000_000, 1_800_000_000))
    pull.time.sleep(86_400)
    assert pull().failure == ""

    log = (folder.parent / "access.log").read_text("utf-8").splitlines()
    statuses = [line.split('" ')[1].split(" ")[0] for line in log if "robots" not in line]
    assert statuses == ["200"] * 3 + ["304"] * 3 + ["304", "200", "304"]
    online = pull.records
    assert online != first
    assert pull(is_offline=True).failure == ""
    assert pull.records == online
