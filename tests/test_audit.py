"""What `make audit` looks at, and how it says what it found; the tools themselves are not run."""

import gzip
import http.client
import json
from urllib.parse import urlsplit

import pytest

from tests import chromium, kinds
from tests.audit import __main__ as audit
from tests.audit import html, lighthouse, tools, weight


HEAD = {"node": {"selector": "head"}}


def get(home, address):
    connection = http.client.HTTPConnection(urlsplit(home).netloc, timeout=10)
    connection.request("GET", f"/{address}", headers={"Accept-Encoding": "gzip"})
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    return reply.status, reply.headers["Content-Encoding"], body


@pytest.mark.parametrize(
    ("length", "most", "places"),
    [
        (1, 5, [0]),
        (2, 5, [0, 1]),
        (9, 1, [0]),
        (9, 2, [0, 8]),
        (9, 5, [0, 8, 4, 2, 6]),
        (3, 9, [0, 2, 1]),
    ],
)
def test_both_ends_of_a_list_come_first_and_then_the_middles(length, most, places):
    assert kinds.spread(length, most) == places


def test_every_place_of_a_list_is_reached_once():
    for length in range(1, 70):
        assert sorted(kinds.spread(length, length)) == list(range(length))


def test_a_sample_holds_every_kind_of_page_in_both_languages_before_a_second_one(site):
    every = kinds.of(site)
    few = kinds.sample(site, len(every) + 2)

    assert set(few) == {"", "404.html", *(pages[0] for pages in every.values())}
    assert ("es", "ediciones", "*", "robustez") in every
    assert ("en", "institutions", "*", "ask") in every


def test_a_sample_is_the_same_each_time_and_holds_no_page_twice(site):
    pages = kinds.sample(site, 10_000)

    assert pages == kinds.sample(site, 10_000)
    assert len(pages) == len(set(pages)) == len(list(site.rglob("*.html")))


def test_a_country_below_the_site_is_sampled_as_well(tmp_path):
    for name in ("es/index.html", "neverland/es/index.html", "neverland/en/index.html"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("<p>")

    assert kinds.sample(tmp_path, 9) == ["", "es/", "neverland/es/", "neverland/en/", "404.html"]


def test_a_message_says_file_line_and_column(tmp_path):
    said = {
        "type": "error", "url": "http://127.0.0.1:1/es/datos/", "firstLine": 3, "lastLine": 4,
        "firstColumn": 7, "lastColumn": 9, "message": "Stray end tag “p”.",
    }  # fmt: skip
    on_one_line = {**said, "type": "info", "subType": "warning"}
    del on_one_line["firstLine"]

    assert html.described(said, tmp_path, "http://127.0.0.1:1/") == (
        f"{tmp_path}/es/datos/index.html:3:7: error: Stray end tag “p”."
    )
    assert ":4:7: warning: Stray" in html.described(on_one_line, tmp_path, "http://127.0.0.1:1/")


def test_text_is_sent_compressed_and_what_is_not_there_is_a_404(site):
    with chromium.served(site, tools.Compressed) as home:
        status, encoding, body = get(home, "es/")
        assert (status, encoding) == (200, "gzip")
        assert gzip.decompress(body) == (site / "es/index.html").read_bytes()
        assert get(home, "static/icon-180.png")[:2] == (200, None)
        assert get(home, "es/nowhere/")[0] == 404
        assert get(home, "../conftest.py")[0] == 404


def test_the_heaviest_page_of_an_institution_is_weighed_with_all_its_styles(site):
    (row,) = weight.rows(site)

    said = int(row.result.removesuffix(" B").replace(",", ""))
    page = max(
        len(gzip.compress(path.read_bytes()))
        for section in ("es/instituciones", "en/institutions")
        for path in (site / section).glob("*/index.html")
    )
    sheets = [(site / "static" / name).read_bytes() for name in ("consta.css", "sheet.css")]
    assert said == page + sum(len(gzip.compress(sheet)) for sheet in sheets)
    assert row.met


def test_a_site_without_institutions_meets_no_goal_of_weight(tmp_path):
    (row,) = weight.rows(tmp_path)

    assert row.met is False


def test_lighthouse_loads_home_institution_compare_and_explore_in_both_languages(site):
    pages = list(lighthouse.pages(site))

    assert [page for page in pages if page.startswith("en/")] == [
        "en/",
        kinds.of(site)["en", "institutions", "*"][-1],
        "en/compare/",
        kinds.of(site)["en", "compare", "*"][-1],
        "en/explore/",
        "en/explore/all/",
    ]
    assert len(pages) == 12


def test_what_costs_a_page_points_is_named_and_what_costs_none_is_not():
    report = {
        "categories": {
            "seo": {
                "auditRefs": [
                    {"id": "title", "weight": 1},
                    {"id": "hint", "weight": 0},
                    {"id": "lang", "weight": 1},
                    {"id": "manual", "weight": 1},
                ]
            }
        },
        "audits": {
            "title": {"score": 0, "title": "No title", "details": {"items": [HEAD]}},
            "hint": {"score": 0, "title": "A hint"},
            "lang": {"score": 1, "title": "Has a language"},
            "manual": {"score": None, "title": "Look yourself"},
        },
    }  # fmt: skip

    assert list(lighthouse.faults(report)) == ["title: No title head"]


def test_a_missing_program_is_named_with_how_to_install_it(monkeypatch, capsys, site):
    monkeypatch.setenv("PATH", "")

    assert audit.main([str(site), "html"]) == 2
    assert capsys.readouterr().err == (
        "audit: java, node, npm missing here. On Debian: sudo apt-get install"
        " default-jre-headless nodejs npm\n"
    )


def test_a_checker_that_breaks_is_a_failure_and_no_missing_tool(
    monkeypatch, capsys, site, tmp_path
):
    broken = tmp_path / "java"
    broken.write_text("#!/bin/sh\necho out of memory >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(tools, "ready", lambda *_: tmp_path)

    assert audit.main([str(site), "html"]) == 1
    assert capsys.readouterr().err == "audit: the HTML checker failed: out of memory\n"


def test_without_a_browser_the_parts_that_need_one_say_so(monkeypatch, capsys, site):
    monkeypatch.setattr(chromium, "program", lambda: None)

    for part in ("phone", "lighthouse"):
        assert audit.main([str(site), part]) == 2
        assert "chromium" in capsys.readouterr().err


def test_without_a_site_or_with_an_unknown_part_nothing_is_run(tmp_path, capsys, site):
    assert audit.main([str(tmp_path)]) == 2
    assert "To build it: make site" in capsys.readouterr().err
    assert audit.main([str(site), "smell"]) == 2
    assert '"smell" is no part' in capsys.readouterr().err


def test_what_is_installed_is_pinned_with_a_hash_and_names_no_registry():
    wanted = json.loads((tools.HERE / "package.json").read_text("utf-8"))["dependencies"]
    lock = json.loads((tools.HERE / "package-lock.json").read_text("utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}

    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [
        name for name, one in packages.items() if not one["integrity"].startswith("sha512-")
    ] == []
    assert [name for name, one in packages.items() if "resolved" in one] == []
