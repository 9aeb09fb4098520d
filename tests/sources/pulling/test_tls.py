"""Connections over TLS: whom they trust, and that the peer is judged there too."""

import shutil
import ssl
import subprocess

import pytest
from pytest_httpserver import HTTPServer

from scorers.exceptions import SourceError, SourceUnavailableError
from scorers.sources.systems.base import Ask
from scorers.sources.web.answer import Reach
from scorers.sources.web.session import Session


@pytest.fixture(name="certificate", scope="module")
def _certificate(tmp_path_factory):
    """Give a key and a certificate of localhost that openssl made: (certificate, key)."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    paths = folder / "certificate.pem", folder / "key.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(
        [*made, *named, "-out", paths[0], "-keyout", paths[1]],
        check=True,
        capture_output=True,
    )
    return paths


@pytest.fixture(name="server")
def _server(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    server = HTTPServer(host="localhost", ssl_context=context)
    server.expect_request("/robots.txt").respond_with_data("", 404)
    server.expect_request("/a").respond_with_data("{}", content_type="application/json")
    server.start()
    yield server
    server.clear()
    server.stop()


@pytest.fixture(name="trusted")
def _trusted(certificate, monkeypatch):
    """Make the certificate one that is trusted."""
    monkeypatch.setattr("certifi.where", lambda: str(certificate[0]))


def get(server, time, host="localhost", *, is_private=True):
    session = Session(Reach("ask", hosts=(host,), is_private=is_private), clock=time.clock)
    try:
        return session.get(Ask(f"https://{host}:{server.port}/a"))
    finally:
        session.close()


@pytest.mark.usefixtures("trusted")
def test_a_server_with_a_trusted_certificate_is_read_and_its_peer_is_known(server, time):
    answer = get(server, time)

    assert answer.body == b"{}"
    assert answer.peer in {"127.0.0.1", "::1"}


@pytest.mark.usefixtures("trusted")
def test_a_private_peer_is_refused_over_tls_before_anything_is_said(server, time):
    with pytest.raises(SourceError, match=r"localhost leads to .*, which is not of the public"):
        get(server, time, is_private=False)

    assert server.log == []


def test_a_certificate_that_nobody_vouches_for_is_refused(server, time):
    with pytest.raises(SourceUnavailableError, match="no safe connection"):
        get(server, time)

    assert server.log == []


@pytest.mark.usefixtures("trusted")
def test_a_certificate_of_another_name_is_refused(server, time):
    with pytest.raises(SourceUnavailableError, match="no safe connection"):
        get(server, time, "127.0.0.1")

    assert server.log == []
