"""Credentials come from the environment and are told to the server alone. All are invented."""

import gzip

import pytest

from scorers.exceptions import SourceError, SourceUnavailableError
from scorers.sources.systems.base import Ask
from scorers.sources.web import credentials
from scorers.sources.web.answer import Reach
from scorers.sources.web.session import Session


SECRET = "s3cret+/key"


def everything(pull):
    """Return all bytes of the archive, unpacked, and of the records."""
    stored = [gzip.decompress(path.read_bytes()) for path in pull.archive.rglob("*.warc.gz")]
    plain = [path.read_bytes() for path in pull.archive.rglob("*.json*")]
    return b"\n".join([*stored, *plain, *pull.records.values()])


def test_a_credential_is_read_from_a_variable_named_after_the_source(monkeypatch):
    monkeypatch.setenv("CONSTA_ASK_PORTAL_KEY", SECRET)

    assert credentials.credential("ask-portal", "key") == SECRET


def test_a_credential_that_is_not_set_is_named():
    with pytest.raises(SourceError, match="set CONSTA_ASK_PORTAL_KEY in the environment"):
        credentials.credential("ask-portal", "key")


@pytest.fixture(name="keyed")
def _keyed(pull, invented, monkeypatch):
    """Give a pull whose system sends its key in the address and in a header."""
    monkeypatch.setenv("CONSTA_ASK_KEY", SECRET)

    def fetch(source, ask, _since):
        key = credentials.credential(source.id, "key")
        headers = {"Authorization": f"Bearer {key}", "X-Token": key}
        reply = ask(Ask(f"{source.address}/requests?offset=0&key={key}", headers=headers))
        yield reply

    monkeypatch.setattr(invented, "fetch", fetch)
    return pull


def test_no_credential_stands_in_an_archive_or_a_row(keyed):
    assert keyed().failure == ""

    assert SECRET in keyed.site.heads[-1]["authorization"]
    kept = everything(keyed)
    assert b"requests?offset=0&key=..." in kept
    assert b"s3cret" not in kept
    assert b"uthorization" not in kept


def test_no_credential_stands_in_an_error(keyed, http):
    keyed.site.faults[f"/requests?offset=0&key={SECRET}"] = [http(b"", "403 Forbidden")]

    failure = keyed().failure

    assert "answers 403" in failure
    assert "s3cret" not in failure
    assert b"s3cret" not in (keyed.archive / "state.json").read_bytes()


def test_the_name_of_a_user_may_stand_in_a_reply(pull, monkeypatch):
    monkeypatch.setenv("CONSTA_ASK_USERNAME", "Clouds")

    assert pull().failure == ""


def test_a_reply_that_repeats_a_credential_is_not_stored(keyed, http):
    echo = http(b'{"total": 0, "results": [], "next": "/requests?key=%s"}' % SECRET.encode())
    keyed.site.faults[f"/requests?offset=0&key={SECRET}"] = [echo]

    assert "repeats a credential" in keyed().failure
    assert b"s3cret" not in everything(keyed)


def test_a_header_meant_for_one_host_is_not_told_to_another(site, http, time):
    reach = Reach("ask", hosts=("127.0.0.1", "localhost"), is_private=True)
    elsewhere = site.url("/requests?offset=0", host="localhost")
    site.faults["/a"] = [http(b"", "302 Found", location=elsewhere)]
    session = Session(reach, clock=time.clock)

    session.get(Ask(site.url("/a"), headers={"X-Api-Key": "to-one-host"}))
    session.close()

    asked = dict(zip(site.asked, site.heads, strict=True))
    assert asked["/a"]["x-api-key"] == "to-one-host"
    assert "x-api-key" not in asked["/requests?offset=0"]


@pytest.mark.parametrize("broken", ["s3cret\nX-Other: 1", "s3cret\r\n\r\nGET /b", "s3cret ☁"])
def test_a_header_that_would_not_stay_one_is_not_sent_and_not_shown(site, time, broken):
    session = Session(Reach("ask", hosts=("127.0.0.1",), is_private=True), clock=time.clock)

    with pytest.raises(SourceUnavailableError, match="header that cannot be sent") as caught:
        session.get(Ask(site.url("/a"), headers={"X-Api-Key": broken}))
    session.close()

    assert "s3cret" not in str(caught.value)
    assert "/a" not in site.asked


def test_a_login_is_neither_stored_nor_sent_back_as_a_cookie(pull):
    pull.but(scope={"login": True})

    assert pull().failure == ""

    assert "/login" in pull.site.asked
    kept = everything(pull)
    assert b"sesame" not in kept
    assert b"/login" not in kept
    assert all("cookie" not in head for head in pull.site.heads)


def test_a_login_that_fails_names_its_address_without_the_query(pull, http):
    pull.but(scope={"login": True})
    pull.site.faults["/login"] = [http(b"", "401 Unauthorized")]

    assert pull().failure == f"{pull.site.url('/login')}: answers 401"
