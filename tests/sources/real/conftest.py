"""A real CKAN, named by the environment, and what passes between it and a pull."""

import http.client
import importlib.util
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest


TABLE = Path(__file__).with_name("invented_table.py")
ROWS = 25_000
HOP_BY_HOP = {"connection", "transfer-encoding", "server", "date"}


class Between:
    """Hands everything on to a server, keeps what was asked, and can do something half-way.

    Attributes:
        asked: Every path that was asked for, in order.
        halfway: By a part of a path, what is done once half of the body is sent; the rest of it
            is never sent.
    """

    def __init__(self, address):
        self.asked, self.halfway = [], {}
        between, host = self, urlsplit(address).netloc

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                between.asked.append(self.path)
                server = http.client.HTTPConnection(host, timeout=60)
                server.request("GET", self.path, headers=dict(self.headers))
                answer = server.getresponse()
                body = answer.read()
                server.close()
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in HOP_BY_HOP:
                        self.send_header(name, value)
                self.end_headers()
                wanted = [part for part in between.halfway if part in self.path]
                if wanted:
                    self.wfile.write(body[: len(body) // 2])
                    between.halfway.pop(wanted[0])()
                    self.close_connection = True
                else:
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(name="invented", scope="session")
def _invented():
    spec = importlib.util.spec_from_file_location("invented_table", TABLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(name="catalogue")
def _catalogue(invented, ckan):
    """Give a CKAN; what a test makes there is removed."""
    catalogue = invented.Catalogue(*ckan)
    yield catalogue
    catalogue.purge()


@pytest.fixture(name="big", scope="session")
def _big(invented, ckan):
    """Give the id of a table of 25,000 rows, and its CKAN; a test puts back what it changes."""
    catalogue = invented.Catalogue(*ckan)
    name = f"solicitudes-{os.getpid()}"
    catalogue.dataset(name)
    yield catalogue, name, catalogue.table(name, ROWS)
    catalogue.purge()


@pytest.fixture(name="ckan", scope="session")
def _ckan():
    """Give the address of a CKAN and a token; skipped without them, unless they are required."""
    missing = [name for name in ("CONSTA_CKAN", "CONSTA_CKAN_TOKEN") if not os.environ.get(name)]
    if missing:
        if os.environ.get("CONSTA_SERVERS") == "required":
            pytest.fail(
                f"a CKAN is required here (CONSTA_SERVERS=required): {missing[0]} is not set"
            )
        pytest.skip(f"{missing[0]} is not set")
    return os.environ["CONSTA_CKAN"], os.environ["CONSTA_CKAN_TOKEN"]


@pytest.fixture(name="between")
def _between(ckan):
    between = Between(ckan[0])
    yield between
    between.close()
