"""An invented system on a real server that can be told to misbehave, byte by byte."""

import importlib.util
import json
import os
import re
import socket
import socketserver
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from scorers.sources import pulling
from scorers.sources.systems import SYSTEMS
from scorers.sources.systems.base import SystemSource
from scorers.sources.web.answer import Limits
from scorers.sources.web.pace import Clock


ROOT = Path(__file__).parents[3]
INVENTED = ROOT / "tests" / "sources" / "systems" / "invented.py"
# The command with the invented system among those it knows.
CONSTA = f"""
import importlib.util, sys
from scorers.sources.systems import SYSTEMS
spec = importlib.util.spec_from_file_location("invented", {str(INVENTED)!r})
SYSTEMS["invented"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(SYSTEMS["invented"])
from scorers.cli import main
sys.exit(main())
"""
LIMITS = Limits(
    connect_seconds=5,
    read_seconds=0.5,
    whole_seconds=2,
    sent_bytes=200_000,
    decoded_bytes=400_000,
)


def http(body=b"", status="200 OK", kind="application/json", **headers):
    """Return a reply as it travels."""
    lines = [f"HTTP/1.1 {status}", "Connection: close"]
    if kind:
        lines.append(f"Content-Type: {kind}")
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    named.setdefault("Content-Length", len(body))
    lines += [f"{name}: {value}" for name, value in named.items() if value is not None]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


class Site:
    """The invented server.

    Attributes:
        items: The requests that it holds.
        asked: Every path that it was asked for, in order.
        heads: The headers of each of them, in lower case.
        faults: By path, what it does instead, once each: bytes to send, or a function of
            (connection, the right reply).
        robots: Its robots.txt; None has none.
        etags: Whether it says ETags and heeds If-None-Match.
    """

    def __init__(self):
        self.items = [item(number) for number in range(25)]
        self.asked, self.heads, self.faults = [], [], {}
        self.robots, self.etags = None, False
        site = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                site.serve(self.request)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address, daemon_threads = True, True

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def url(self, path="", host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"

    def serve(self, connection):
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65_536)
            if not piece:
                return
            head += piece
        lines = head.decode("latin-1").split("\r\n")
        path = lines[0].split(" ")[1]
        headers = dict(re.split(r":\s*", line, maxsplit=1) for line in lines[1:] if ": " in line)
        headers = {name.lower(): value for name, value in headers.items()}
        self.asked.append(path)
        self.heads.append(headers)
        right = self.right(path, headers)
        waiting = self.faults.get(path) or []
        fault = waiting.pop(0) if waiting else right
        try:
            if callable(fault):
                fault(connection, right)
            else:
                connection.sendall(fault)
        except OSError:
            pass  # the other side has hung up, as it should

    def right(self, path, headers):
        parts = urlsplit(path)
        if parts.path == "/robots.txt":
            if self.robots is None:
                return http(b"none", "404 Not Found", "text/plain")
            return http(self.robots.encode(), kind="text/plain")
        if parts.path == "/login":
            return http(b'{"token": "open sesame"}', set_cookie="session=open-sesame")
        query = parse_qs(parts.query)
        found = [one for one in self.items if one["filed"] >= query.get("since", [""])[0]]
        offset = int(query.get("offset", ["0"])[0])
        page = {"total": len(found), "results": found[offset : offset + 10]}
        body = json.dumps(page).encode()
        if not self.etags:
            return http(body)
        etag = f'"{hash(body) & 0xFFFFFFFF:x}"'
        if headers.get("if-none-match") == etag:
            return http(status="304 Not Modified", kind="", etag=etag, content_length=None)
        return http(body, etag=etag)

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def item(number):
    """Return an invented request."""
    return {
        "id": number,
        "body": number % 2,
        "body_name": ["Clouds", "Clock"][number % 2],
        "state": "done",
        "filed": f"2024-01-{number % 28 + 1:02}",
        "answered": "2024-02-01",
    }


class Time:
    """A clock that sleeping moves; nobody waits."""

    def __init__(self):
        self.at, self.slept = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)

    @property
    def clock(self):
        return Clock(monotonic=self._seconds, sleep=self.sleep, now=lambda: self.at)

    def _seconds(self):
        return self.at.timestamp()


class Pulling:
    """One source of the invented country, and what `consta pull` does with it."""

    def __init__(self, country, site, folder):
        self.country, self.site, self.folder = country, site, folder
        self.time = Time()
        self.source = SystemSource(
            id="ask",
            country_id=country.id,
            system="invented",
            address=site.url(),
            hosts=("127.0.0.1",),
            scope={},
            outcomes={"done": "released", "open": "pending"},
            pace_seconds=0,
            permission="",
            is_private=True,
            every="week",
            publisher="Invented",
            licence="CC0",
        )
        self.options = pulling.Options(
            archive=str(folder / "archive"),
            cache=folder / "cache",
            limits=LIMITS,
            clock=self.time.clock,
        )

    def __call__(self, **options):
        return pulling.run(self.country, self.source, replace(self.options, **options))

    def but(self, **changes):
        self.source = replace(self.source, **changes)

    @property
    def shelf(self):
        return self.options.shelf("fantasia", self.source.id)

    @property
    def records(self):
        """All files below records/ that this source has, by path, as bytes."""
        records = self.country.folder / "records"
        return {
            str(path.relative_to(records)): path.read_bytes()
            for path in sorted(records.rglob("*ask.csv*"))
        }

    @property
    def archive(self):
        return self.folder / "archive" / self.country.id / "ask"


@pytest.fixture(name="http", scope="session")
def _http():
    return http


@pytest.fixture(name="item", scope="session")
def _item():
    return item


@pytest.fixture(name="invented")
def _invented(monkeypatch):
    spec = importlib.util.spec_from_file_location("invented", INVENTED)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(SYSTEMS, "invented", module)
    return module


@pytest.fixture(name="site")
def _site():
    site = Site()
    yield site
    site.close()


@pytest.fixture(name="time")
def _time():
    return Time()


@pytest.fixture(name="pull")
def _pull(fantasia, invented, site, tmp_path):
    """Give a call that pulls the invented source; its names are matched."""
    del invented
    names = fantasia.folder / "names"
    names.mkdir()
    (names / "ask.csv").write_text(
        "key,name,institution_id\n0,Clouds,ministerio-de-las-nubes\n,Clock,consejo-del-reloj\n",
        encoding="utf-8",
    )
    return Pulling(fantasia, site, tmp_path)


@pytest.fixture(name="command")
def _command(pull, content):
    """Give `consta` in a process of its own."""

    def command(*words, archive="archive"):
        return subprocess.Popen(
            [sys.executable, "-c", CONSTA, *words, "--content", str(content), "--lang", "en"],
            cwd=ROOT,
            env={**os.environ, "CONSTA_ARCHIVE": str(pull.folder / archive)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return command


@pytest.fixture(name="dead_port")
def _dead_port():
    """Give a port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]
