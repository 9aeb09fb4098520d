"""Where the others of its kind stand: counted by hand, alike for all, with its own score marked."""

import re
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from scorers import country, method
from scorers.paths import Place
from scorers.text import Text
from scorers.website import building, spreads


ROOT = Path(__file__).parents[2]


@pytest.fixture(name="book")
def _book(place, fantasia):
    """Return a maker of an edition of one indicator: book("C7", {id: (value, score)})."""

    def make(indicator, cells):
        frame = pd.DataFrame(
            [(one, indicator, *pair) for one, pair in cells.items()],
            columns=["institution_id", "indicator_id", "value", "score"],
        ).set_index(["institution_id", "indicator_id"])
        read = method.read(place.method("1.0.0"))
        return SimpleNamespace(country=fantasia, method=read, indicators=frame)

    return make


def test_a_bar_holds_its_lower_end_and_the_last_one_both():
    bars = spreads.bars([0.0, 9.9, 10.0, 99.0, 100.0])

    assert [bar.count for bar in bars] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert [bar.height for bar in bars[:3]] == [56.0, 28.0, 0.0]
    assert spreads.bars([]) == ()


def test_the_middle_half_lies_between_the_quartiles_of_those_measured(book, fantasia):
    kind = next(iter(fantasia.kinds))
    cells = {f"i-{n}": (50.0 + n, 5.0 * n) for n in range(13)}
    rows = {one: {"kind": kind} for one in [*cells, "unknown", "few"]}
    cells |= {"unknown": (None, None), "few": (99.0, None)}

    found = spreads.of_kinds(book("C7", cells), rows)

    assert list(found) == [(kind, "C7")]
    plural = fantasia.kinds[kind].plural
    assert found[kind, "C7"].words == Text(
        es=f"{plural.es}: la mitad de las 13 medidas está entre 53,0 y 59,0\u00a0%.",
        en=f"{plural.en}: half of the 13 measured are between 53.0 and 59.0\u00a0%.",
    )
    assert sum(bar.count for bar in found[kind, "C7"].bars) == 13


def test_quartiles_that_are_written_alike_are_one_number(book, fantasia):
    kind = next(iter(fantasia.kinds))
    cells = {f"i-{n}": (80.0 + n / 1000, 60.0) for n in range(12)}

    found = spreads.of_kinds(book("C7", cells), {one: {"kind": kind} for one in cells})

    assert found[kind, "C7"].words.en.endswith(
        ": at least half of the 12 measured have 80.0\u00a0%."
    )


def test_of_fewer_than_ten_nothing_is_said_and_kinds_are_not_mixed(book, fantasia):
    one, other = list(fantasia.kinds)[:2]
    cells = {f"i-{n}": (50.0, 50.0) for n in range(19)}
    rows = {name: {"kind": one if n < 10 else other} for n, name in enumerate(cells)}

    assert list(spreads.of_kinds(book("C7", cells), rows)) == [(one, "C7")]


def test_cards_of_a_kind_share_the_bars_and_mark_their_own_score(content, tmp_path, monkeypatch):
    monkeypatch.setattr(spreads, "FEWEST", 2)
    place = Place(root=ROOT, content=content)
    building.build(place, country.read(place.country("fantasia")), tmp_path / "site")

    one, other = (
        drawn(tmp_path / "site/en/institutions" / name / "index.html")
        for name in ("ministerio-de-las-nubes", "oficina-de-faros")
    )
    shared = one.keys() & other.keys()
    assert shared
    for indicator in shared:
        assert one[indicator][0] == other[indicator][0]
    assert {one[each][1] for each in shared} != {other[each][1] for each in shared}


def drawn(path):
    """Return the bars and the mark of each indicator of a card that shows others of its kind."""
    parts = re.findall(
        r'<article class="ind" id="(\w+)">(.*?)</article>', path.read_text("utf-8"), re.DOTALL
    )
    return {
        indicator: (
            re.search(r'<path class="crowd" d="([^"]+)"', text)[1],
            re.search(r'class="dot" cx="([^"]+)"', text)[1],
        )
        for indicator, text in parts
        if 'class="crowd"' in text
    }
