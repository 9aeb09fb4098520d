"""A reply's JSON: whatever Python's own reader understands, understood alike."""

import json
import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorers.exceptions import SourceChangedError
from scorers.sources.systems.base import Reply


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def reply(body):
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return Reply("https://a.example.org/x", "https://a.example.org/x", 200, {}, body, at, "d:1")


@given(VALUES, st.booleans())
def test_every_value_reads_as_pythons_own_reader_reads_it(value, is_ascii):
    body = json.dumps(value, ensure_ascii=is_ascii).encode(errors="surrogatepass")

    found = reply(body).json()

    assert json.dumps(found) == json.dumps(value)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"\xef\xbb\xbf[1]", [1]),
        ("[1]".encode("utf-16"), [1]),
        (b'"\\ud800"', "\ud800"),
        (b"-Infinity", -math.inf),
        (b"1e400", math.inf),
        (b"123456789012345678901234567890", 123456789012345678901234567890),
        (b'{"a": 1, "a": 2}', {"a": 2}),
    ],
)
def test_what_a_strict_reader_refuses_is_understood_all_the_same(body, value):
    assert reply(body).json() == value


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1,]", b'{"a": 1', b'"\xff"', b"{'a': 1}"])
def test_what_is_no_json_stops_with_its_address(body):
    with pytest.raises(SourceChangedError, match=": not JSON: "):
        reply(body).json()


def test_a_page_is_understood_once():
    page = reply(b'{"a": []}')

    assert page.json() is page.json()
