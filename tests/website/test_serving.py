"""The site as `consta serve` sends it, over real sockets."""

import http.client
import subprocess
import sys
import threading

import pytest

from scorers.exceptions import SiteError
from scorers.website import serving


@pytest.fixture(name="port")
def _port(site):
    served = serving.server(site, 0)
    thread = threading.Thread(target=served.serve_forever)
    thread.start()
    yield served.server_port
    served.shutdown()
    thread.join()
    served.server_close()


def get(port, address, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, address)
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    return reply.status, reply.headers["Content-Type"], body


def test_a_page_is_sent_as_html_in_utf_8(port):
    status, kind, body = get(port, "/es/")

    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert "¿Tu institución".encode() in body


@pytest.mark.parametrize("address", ["/nothing", "/es/instituciones/nobody/", "/static/", "/api/"])
def test_what_is_not_there_gets_the_sites_own_page_with_status_404(port, address):
    status, kind, body = get(port, address)

    assert (status, kind) == (404, "text/html; charset=utf-8")
    assert "Esta página no consta".encode() in body
    assert b"This page is not on record" in body


def test_a_head_for_what_is_not_there_has_no_body(port):
    assert get(port, "/nothing", "HEAD") == (404, "text/html; charset=utf-8", b"")


@pytest.mark.parametrize("address", ["/../setup.sh", "/%2e%2e/setup.sh", "/es/../../content/"])
def test_nothing_outside_the_site_is_sent(port, address):
    assert get(port, address)[0] == 404


def test_a_taken_port_is_named(site, port):
    with pytest.raises(SiteError, match=f"port {port}"):
        serving.server(site, port)


def test_serve_builds_the_site_says_where_it_is_and_rebuilds_on_a_change(place, fantasia, tmp_path):
    output = tmp_path / "output"
    options = ["--content", str(place.content), "--country", "fantasia", "--output", str(output)]
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "scorers", "serve", "--port", "0", "--lang", "en", *options],
        cwd=place.root,
        stdout=subprocess.PIPE,
        text=True,
    ) as served:
        said = served.stdout.readline()
        port = int(said.split("127.0.0.1:")[1].split("/")[0])
        before = get(port, "/en/about/")[2]
        page = fantasia.folder / "pages" / "en" / "about.md"
        # The watcher may not be watching yet when the page is first written, so it is touched on.
        text = page.read_text("utf-8").replace("invented", "made-up")
        after = before
        for _ in range(300):
            page.write_text(text, "utf-8")
            try:
                after = get(port, "/en/about/")[2]
            except OSError:
                continue
            if after != before:
                break
            threading.Event().wait(0.1)
        served.terminate()

    assert b"invented" in before
    assert b"made-up" in after
