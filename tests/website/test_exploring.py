"""Every institution of a group by indicator: whole, in alphabetical order, unknown never zero."""

import html
import json
import re

import pytest

from scorers.country import Region
from scorers.text import Text
from scorers.website import exploring


KNOWN = {"measured", "absent"}


def region(name):
    return Region(id=name, name=Text(es=name, en=name), code=name[:3].upper(), tile=(1, 1))


class Member:
    """As much of an entry as the map asks for."""

    def __init__(self, of, measured, applicable=20):
        self.region, self.measured_count, self.applicable_count = of, measured, applicable


@pytest.mark.parametrize(
    ("measured", "percent", "step"),
    [
        (0, 0, 0),
        (1, 0, 1),
        (9, 4, 1),
        (10, 5, 2),
        (39, 19, 2),
        (40, 20, 3),
        (100, 50, 4),
        (200, 100, 4),
    ],
)
def test_a_tile_says_how_much_of_its_region_is_on_record(measured, percent, step):
    north, south = region("north"), region("south")
    members = [Member(north, measured, 200), Member(north, 0, 0), Member(south, 3), Member(None, 9)]

    tile = exploring.tiles([north, south], members)[0]

    assert (tile.institutions, tile.measured, tile.applicable) == (2, measured, 200)
    assert (tile.percent, tile.step) == (percent, step)


def test_a_region_without_institutions_has_nothing_on_record():
    tile = exploring.tiles([region("empty")], [])[0]

    assert (tile.institutions, tile.percent, tile.step) == (0, 0, 0)


def table(site, address):
    """Return the heads of a table by indicator and, by institution, the cells as shown."""
    text = (site / address / "index.html").read_text(encoding="utf-8")
    grid = re.search(r'<table class="grid".*?</table>', text, re.DOTALL).group()
    keys = re.findall(r'data-key="([^"]+)"', grid)
    rows = {}
    for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", grid, re.DOTALL):
        name = re.search(r'href="[^"]*/([^/"]+)/"', row).group(1)
        cells = re.findall(r"<td([^>]*)>(.*?)</td>", row)
        rows[name] = dict(zip(keys[1:], cells, strict=True))
    return keys, rows


@pytest.mark.parametrize(("address", "mark"), [("es/explorar/all", ","), ("en/explore/all", ".")])
def test_every_cell_says_what_the_download_says_and_unknown_is_no_number(site, address, mark):
    keys, rows = table(site, address)
    indicators = [key for key in keys if re.fullmatch(r"[ARC]\d", key)]
    seen = set()

    for name, cells in rows.items():
        path = site / f"api/v1/institutions/{name}.json"
        known = json.loads(path.read_text(encoding="utf-8"))["indicators"]
        for key in indicators:
            attributes, shown = cells[key]
            seen.add(known[key]["state"])
            if known[key]["state"] in KNOWN:
                number = float(shown.split(" ")[0].replace(mark, "."))
                assert number == pytest.approx(known[key]["value"], abs=0.06)
                assert ("*" in shown) == known[key]["self_reported"]
            else:
                assert attributes == ' class="num u"'
                assert not re.search(r"\d", shown)
    assert {"measured", "not_measured", "too_few", "not_applicable"} <= seen
    assert [key for key in indicators if all(" u" in row[key][0] for row in rows.values())] == []


def test_a_table_holds_every_scored_institution_of_its_kind_from_a_to_z(site):
    _, everyone = table(site, "en/explore/all")
    kinds = {one: table(site, f"en/explore/{one}")[1] for one in ("cloud-ministry", "town-council")}

    assert list(kinds["cloud-ministry"]) == ["ministerio-de-las-nubes", "oficina-de-faros"]
    assert list(kinds["town-council"]) == ["villa-abajo", "villa-arriba"]
    scores = (site / "data/2024/scores.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert set(everyone) == {line.split(",")[0] for line in scores}


def test_a_rated_score_stands_with_its_interval_and_an_unrated_one_without_a_number(site):
    _, rows = table(site, "en/explore/all")
    card = json.loads(
        (site / "api/v1/institutions/consejo-del-reloj.json").read_text(encoding="utf-8")
    )["pillars"]["R"]

    score, low, high = (round(card[one]) for one in ("score", "interval_low", "interval_high"))
    assert rows["consejo-del-reloj"]["R"][1] == f"{score} ({low}–{high})"
    assert rows["villa-abajo"]["R"] == (' class="num u"', "not rated")


def test_the_bars_of_a_spread_count_every_score_once(site):
    text = (site / "en/explore/index.html").read_text(encoding="utf-8")
    rows = re.findall(r'<tr><th scope="row">([ARC]\d)</th>(.*?)</tr>', text)

    assert rows
    for indicator, cells in rows:
        counts = [int(one) for one in re.findall(r">(\d+)</td>", cells)]
        data = json.loads(
            (site / f"api/v1/indicators/{indicator}.json").read_text(encoding="utf-8")
        )
        scores = [one["score"] for one in data["values"] if one["score"] is not None]
        assert counts == [
            sum(min(9, int(score // 10)) == number for score in scores) for number in range(10)
        ]


def test_the_drivers_share_out_every_indicator_once_and_have_no_total(site):
    for address in ("es/factores", "en/drivers"):
        text = html.unescape((site / address / "index.html").read_text(encoding="utf-8"))
        lists = re.findall(r'<ul class="plain">(.*?)</ul>', text, re.DOTALL)
        found = re.findall(r'class="code">([ARC]\d)<', "".join(lists))

        assert re.findall(r'<h2 id="(D\d)"', text) == ["D1", "D2", "D3"]
        assert sorted(found) == sorted(f"{pillar}{n}" for pillar in "ARC" for n in range(1, 8))
        assert 'class="pillar' not in text


def test_the_interval_of_a_score_is_explained_only_where_a_score_stands(site):
    said = set()
    for path in (site / "en/explore").glob("*/index.html"):
        text = path.read_text(encoding="utf-8")
        keys, _ = table(site, path.parent.relative_to(site).as_posix())
        has_score = not {"A", "R", "C", "total"}.isdisjoint(keys)

        assert ("A pillar&#39;s score stands with its" in text) == has_score
        assert "Active transparency: indicators measured" in text
        said.add(has_score)
    assert said == {True, False}
