"""What the systems of requests do when a field has another shape, and what their pages show."""

import itertools
import json
import tomllib
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scorers.checks import check_outcomes
from scorers.exceptions import SourceChangedError
from scorers.records import schema
from scorers.sources.reporting import Report
from scorers.sources.systems import SYSTEMS
from scorers.sources.systems.base import Reply, SystemSource, one_by_one


DATA = Path(__file__).parent / "data"
DOCS = Path(__file__).parents[3] / "docs" / "sources"
SYSTEMS_OF_REQUESTS = ("alaveteli", "froide", "muckrock")
REPLIES = {
    "alaveteli": [
        ("/body/all-authorities.csv", "authorities.csv"),
        ("/body/oficina.json", "body.json"),
        ("/request/a.json", "request-2010.json"),
        ("/request/b.json", "request-2025.json"),
        ("/feed/search/a.json?page=1", "feed-1.json"),
        ("/feed/search/a.json?page=2", "feed-2.json"),
    ],
    "froide": [
        ("/api/v1/request/?offset=0", "requests-6.json"),
        ("/api/v1/message/?request=11", "messages-11.json"),
        ("/api/v1/message/?request=12", "messages-12.json"),
        ("/api/v1/request/?offset=50", "requests-5.json"),
    ],
    "muckrock": [
        ("/api_v2/agencies/2/", "agency.json"),
        ("/api_v2/communications/?foia=5", "communications.json"),
        ("/api_v2/requests/?page=1", "requests.json"),
    ],
}
ODD = (None, -1.5, "odd", "", ["odd"], {"odd": 1}, True)

LATER = range(2, 100)


def block(system: str, ending: str) -> dict:
    text = (DOCS / f"{system}{ending}").read_text(encoding="utf-8")
    return tomllib.loads(text.partition("```toml\n")[2].partition("```")[0])["source"][0]


def source(system: str) -> SystemSource:
    declared = block(system, ".md")
    return SystemSource(
        id=declared["id"],
        country_id="fantasia",
        system=system,
        address=declared["address"],
        hosts=tuple(declared["hosts"]),
        scope=declared["scope"],
        outcomes=declared["outcomes"],
        pace_seconds=declared["pace_seconds"],
        permission=declared.get("permission", ""),
        is_private=False,
        every=declared["every"],
        publisher=declared["publisher"],
        licence=declared["licence"],
    )


def replies(system: str) -> list[tuple[str, bytes]]:
    return [(path, (DATA / system / name).read_bytes()) for path, name in REPLIES[system]]


def rows(system: str, bodies):
    declared = source(system)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    read = [
        Reply(declared.address + path, declared.address + path, 200, {}, body, at, "document")
        for path, body in bodies
    ]
    return list(one_by_one(SYSTEMS[system].parse(declared, read, Report(system))))


def places(value, path=()):
    """Yield the path of every value within a JSON value."""
    yield path
    if isinstance(value, dict | list):
        for name, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(one, (*path, name))


@contextmanager
def put(value, place, odd):
    """Give the JSON value with another one in a place, and put the first one back."""
    *way, last = place
    for name in way:
        value = value[name]
    before, value[last] = value[last], odd
    yield
    value[last] = before


@pytest.mark.parametrize("system", SYSTEMS_OF_REQUESTS)
def test_an_odd_value_in_any_place_gives_rows_or_stops_with_the_address(system):
    whole = replies(system)
    tried = 0
    for at, (path, body) in enumerate(whole):
        if path.endswith(".csv"):
            continue
        value = json.loads(body)
        # Rows are alike: the first two stand for all.
        near = [place for place in places(value) if place and not any(n in place for n in LATER)]
        for place, odd in itertools.product(near, ODD):
            tried += 1
            with put(value, place, odd):
                whole[at] = path, json.dumps(value).encode()
            try:
                rows(system, whole)
            except SourceChangedError as error:
                assert "://" in str(error), (path, place, odd)  # noqa: PT017
        whole[at] = path, body
    assert tried > 300


@pytest.mark.parametrize("system", SYSTEMS_OF_REQUESTS)
def test_the_rows_pass_the_checks_of_the_table(system, fantasia):
    fields = schema.tables(fantasia)["requests"].fields

    found = rows(system, replies(system))

    assert found
    for row in found:
        assert row.table == "requests"
        assert row.cells.keys() <= fields.keys() | {"cohort", "delivery"}
        for pair in check_outcomes.PAIRS:
            if row.cells.get(pair.when_column) in pair.words:
                assert bool(row.cells.get(pair.column)) == pair.filled, (row, pair)


@pytest.mark.parametrize("system", SYSTEMS_OF_REQUESTS)
def test_parsing_again_gives_the_same_rows(system):
    assert rows(system, replies(system)) == rows(system, replies(system))


@pytest.mark.parametrize("system", SYSTEMS_OF_REQUESTS)
def test_both_pages_show_the_same_declaration(system):
    english, spanish = block(system, ".md"), block(system, ".es.md")

    assert english.pop("licence")
    assert spanish.pop("licence")
    assert english == spanish
    assert english["system"] == system
