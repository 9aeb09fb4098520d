"""Bytes from a real server on loopback and from a folder. All contents are invented."""

from dataclasses import replace

import pytest
from urllib3.util import Retry

from scorers.exceptions import SourceError, SourceUnavailableError
from scorers.sources import fetching
from scorers.sources.options import Options
from scorers.sources.table_source import Source
from scorers.sources.web import session


SOURCE = Source(
    id="invented",
    role="invented",
    feeds=(),
    address="",
    file="invented.csv",
    format="csv",
    sheet="",
    header_row=1,
    encoding="utf-8",
    delimiter=",",
    columns={},
    decimal=".",
    group=",",
    days="%d/%m/%Y",
    publisher="Invented",
    licence="CC0",
    document={},
    is_private=True,
)


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    monkeypatch.setattr(
        session, "RETRIES", Retry(total=2, backoff_factor=0, status_forcelist=(503,))
    )


@pytest.fixture(name="options")
def _options(tmp_path):
    return Options(archive=str(tmp_path / "archive"), cache=tmp_path / "cache")


def fetch(source, origin, **more):
    return fetching.fetch(source, "fantasia", origin, **more)


def at(server, path: str) -> Source:
    server.expect_request("/robots.txt").respond_with_data("none", status=404)
    return replace(SOURCE, address=server.url_for(path))


def test_the_bytes_of_an_address_come_whole(httpserver, options):
    httpserver.expect_request("/a.csv").respond_with_data(b"a,b\n1,2\n", content_type="text/csv")

    assert fetch(at(httpserver, "/a.csv"), options).body == b"a,b\n1,2\n"


def test_a_server_that_is_busy_once_is_asked_again(httpserver, options):
    httpserver.expect_ordered_request("/robots.txt").respond_with_data("none", status=404)
    httpserver.expect_ordered_request("/a.csv").respond_with_data("", status=503)
    httpserver.expect_ordered_request("/a.csv").respond_with_data("a", content_type="text/csv")

    assert fetch(at(httpserver, "/a.csv"), options).body == b"a"


@pytest.mark.parametrize("status", [403, 404, 418, 503])
def test_an_error_status_is_unavailable_and_names_the_address(httpserver, status, options):
    httpserver.expect_request("/a.csv").respond_with_data("no", status=status)

    with pytest.raises(SourceUnavailableError, match=r"/a\.csv"):
        fetch(at(httpserver, "/a.csv"), options)


def test_a_web_page_instead_of_the_file_is_refused(httpserver, options):
    httpserver.expect_request("/a.csv").respond_with_data("<p>", content_type="text/html")

    with pytest.raises(SourceUnavailableError, match="web page"):
        fetch(at(httpserver, "/a.csv"), options)


def test_more_bytes_than_the_cap_are_refused(httpserver, options):
    httpserver.expect_request("/a.csv").respond_with_data(b"x" * 200, content_type="text/csv")

    with pytest.raises(SourceUnavailableError, match="more than 100 bytes"):
        fetch(at(httpserver, "/a.csv"), options, largest=100)


def test_a_redirect_to_another_scheme_is_not_followed(httpserver, options):
    httpserver.expect_request("/a.csv").respond_with_data(
        "", status=302, headers={"Location": "file:///etc/hostname"}
    )

    with pytest.raises(SourceError, match="only http and https"):
        fetch(at(httpserver, "/a.csv"), options)


def test_a_server_of_this_machine_is_not_asked_unless_the_source_says_so(httpserver, options):
    httpserver.expect_request("/a.csv").respond_with_data("a", content_type="text/csv")
    public = replace(at(httpserver, "/a.csv"), is_private=False)

    with pytest.raises(SourceError, match="not of the public internet"):
        fetch(public, options)

    assert httpserver.log == []


def test_what_robots_txt_refuses_is_not_read(httpserver, options):
    rules = "User-agent: *\nDisallow: /a"
    httpserver.expect_oneshot_request("/robots.txt").respond_with_data(rules)

    with pytest.raises(SourceError, match=r"/a\.csv: .*Disallow: /a"):
        fetch(at(httpserver, "/a.csv"), options)


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://example.org/a", "a.csv"])
def test_only_http_and_https_are_read(address, options):
    with pytest.raises(SourceError, match="only http and https"):
        fetch(replace(SOURCE, address=address), options)


def test_a_list_made_by_hand_asks_for_its_folder(options):
    with pytest.raises(SourceUnavailableError, match="--files"):
        fetch(SOURCE, options)


def test_a_folder_is_read_instead_of_the_address(tmp_path):
    (tmp_path / "invented.csv").write_bytes(b"a")

    assert fetch(replace(SOURCE, address="http://[::1]:9/"), tmp_path).body == b"a"


def test_a_file_that_is_not_there_or_is_too_big_is_named(tmp_path):
    with pytest.raises(SourceUnavailableError, match=r"invented\.csv: No such file"):
        fetch(SOURCE, tmp_path)

    (tmp_path / "invented.csv").write_bytes(b"x" * 11)
    with pytest.raises(SourceUnavailableError, match="11 bytes, more than 10"):
        fetch(SOURCE, tmp_path, largest=10)
