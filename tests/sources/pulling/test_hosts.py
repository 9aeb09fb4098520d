"""Which hosts a source may ask, by their names and by patterns of them."""

import socket
from urllib.parse import urlsplit

import pytest

from scorers.exceptions import SourceError
from scorers.sources.systems.base import Ask
from scorers.sources.web import hosts
from scorers.sources.web.answer import Reach
from scorers.sources.web.session import Session


@pytest.mark.parametrize(
    ("host", "is_among"),
    [
        ("data.clouds.example", True),
        ("a.b.clouds.example", True),
        ("clouds.example", False),
        (".clouds.example", False),
        ("badclouds.example", False),
        ("clouds.example.org", False),
        ("127.0.0.1", True),
    ],
)
def test_a_pattern_stands_for_every_host_below_its_name(host, is_among):
    assert hosts.is_among(host, ("*.clouds.example", "127.0.0.1")) == is_among


@pytest.mark.parametrize(
    ("name", "is_host"),
    [
        ("clouds.example", True),
        ("*.clouds.example", True),
        ("*.a-b.clouds.example", True),
        ("*.example", False),
        ("*", False),
        ("*.", False),
        ("*.*.example", False),
        ("a.*.example", False),
        ("*clouds.example", False),
        ("*.clouds.example.", False),
        ("*..example", False),
        ("*.0.0.1", False),
        ("clouds.example/a", False),
    ],
)
def test_a_pattern_is_one_asterisk_before_at_least_two_labels(name, is_host):
    assert hosts.is_host(name) == is_host


@pytest.fixture(name="names")
def _names(monkeypatch):
    """Make every name below .example lead to this machine."""
    look_up = socket.getaddrinfo

    def here(host, *words, **more):
        return look_up("127.0.0.1" if host.endswith(".example") else host, *words, **more)

    monkeypatch.setattr(socket, "getaddrinfo", here)


@pytest.mark.parametrize("last", ["cdn.clouds.example", "clouds.example"])
def test_a_redirect_is_followed_to_a_host_below_the_name_and_not_to_the_name(
    site, http, time, names, last
):
    del names
    end = site.url("/requests?offset=0", host=last)
    site.faults["/a"] = [http(b"", "302 Found", location=end)]
    reach = Reach("ask", hosts=("127.0.0.1", "*.clouds.example"), is_private=True)
    session = Session(reach, clock=time.clock)

    if last == "clouds.example":
        with pytest.raises(SourceError, match=r"clouds\.example is not among the hosts of ask"):
            session.get(Ask(site.url("/a")))
        assert "/requests?offset=0" not in site.asked
    else:
        assert session.get(Ask(site.url("/a"))).last.address == end
        assert site.heads[-1]["host"] == urlsplit(end).netloc
    session.close()


def test_a_host_below_a_name_that_leads_to_this_machine_is_not_asked(site, time, names):
    del names
    session = Session(Reach("ask", hosts=("*.clouds.example",)), clock=time.clock)

    with pytest.raises(SourceError, match="not of the public internet"):
        session.get(Ask(site.url("/a", host="cdn.clouds.example")))

    session.close()
    assert site.asked == []


def test_a_host_with_letters_of_its_own_is_asked_by_the_name_that_the_network_knows(
    site, names, time
):
    del names
    reach = Reach("ask", hosts=("xn--ao-zja.example",), is_private=True)
    session = Session(reach, clock=time.clock)

    answer = session.get(Ask(site.url("/requests?offset=0", host="año.example")))
    session.close()

    assert b'"results"' in answer.body
    assert site.heads[-1]["host"] == f"xn--ao-zja.example:{site.port}"
