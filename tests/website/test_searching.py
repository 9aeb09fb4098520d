"""The index of the full-text search: of the newest pages, the same bytes each time, made once."""

import gzip
import json
import os
from dataclasses import replace

import pagefind_bin
import pytest

from scorers.exceptions import SiteError
from scorers.text import Text
from scorers.website import searching


PAGES = [Text(es="es/uno/", en="en/one/")]
START = b"pagefind_dcd"


@pytest.fixture(name="written")
def _written(tmp_path):
    """Give a site of one page in two languages."""
    for address, words in (("es/uno", "Añoranza de las nubes"), ("en/one", "Longing for clouds")):
        page = tmp_path / "site" / address / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            f'<html><head><title>t</title></head><body><p>outside</p><main id="main"><h1>{words}'
            "</h1><p>body</p><details>folded</details></main></body></html>",
            encoding="utf-8",
        )
    return tmp_path / "site"


@pytest.fixture(name="elsewhere")
def _elsewhere(place, tmp_path):
    """Give a checkout whose cache is empty."""
    return replace(place, root=tmp_path / "checkout")


def made(place, site):
    return dict(searching.files(place, "fantasia", site, PAGES))


def fragments(files):
    texts = [gzip.decompress(text) for name, text in files.items() if "/fragment/" in name]
    assert all(text.startswith(START) for text in texts)
    return sorted(
        (json.loads(text.removeprefix(START)) for text in texts), key=lambda one: one["url"]
    )


def test_the_index_holds_the_main_part_of_each_page_in_its_language(elsewhere, written):
    files = made(elsewhere, written)

    english, spanish = fragments(files)
    assert (english["url"], spanish["url"]) == ("/en/one/", "/es/uno/")
    assert spanish["meta"]["title"] == "Añoranza de las nubes"
    assert english["content"] == "Longing for clouds. body."
    entry = json.loads(files["pagefind/pagefind-entry.json"])
    assert sorted(entry["languages"]) == ["en", "es"]


def test_the_same_pages_give_the_same_bytes_without_any_cache(place, tmp_path, site):
    pages = [
        Text(es=f"es/{one}/", en=f"en/{two}/")
        for one, two in (("metodo", "method"), ("datos", "data"))
    ]
    one, *others = (
        dict(searching.files(replace(place, root=tmp_path / name), "fantasia", site, pages))
        for name in "abcdef"
    )

    assert all(other == one for other in others)
    assert len(fragments(one)) == 4


def test_an_index_is_kept_and_pagefind_does_not_run_again(elsewhere, written, monkeypatch):
    first = made(elsewhere, written)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: pytest.fail("it ran again"))

    assert made(elsewhere, written) == first


def test_a_page_that_says_something_else_gives_another_index(elsewhere, written):
    made(elsewhere, written)
    page = written / "en/one/index.html"
    page.write_text(page.read_text().replace("Longing", "Waiting"))

    assert fragments(made(elsewhere, written))[0]["content"] == "Waiting for clouds. body."


def test_a_page_whose_head_alone_changed_is_not_indexed_again(elsewhere, written, monkeypatch):
    first = made(elsewhere, written)
    page = written / "en/one/index.html"
    page.write_text(page.read_text().replace("<title>t</title>", "<title>other</title>"))
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: pytest.fail("it ran again"))

    assert made(elsewhere, written) == first


def test_what_is_kept_and_was_cut_off_is_made_again(elsewhere, written):
    first = made(elsewhere, written)
    (kept,) = (elsewhere.cache / "search").iterdir()
    kept.write_bytes(kept.read_bytes()[:100])

    assert made(elsewhere, written) == first


def test_few_indexes_are_kept_and_the_oldest_goes_first(elsewhere, written):
    page = written / "en/one/index.html"
    for turn in range(searching.KEPT + 2):
        page.write_text(f"<main><h1>{turn}</h1></main>")
        made(elsewhere, written)
        for age, path in enumerate((elsewhere.cache / "search").iterdir()):
            os.utime(path, (1000 + age, 1000 + age))

    assert len(list((elsewhere.cache / "search").iterdir())) == searching.KEPT


def test_a_pagefind_that_fails_is_named_in_one_line(elsewhere, written, monkeypatch, tmp_path):
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho broken >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: program)

    with pytest.raises(SiteError, match="Pagefind could not make the index of the search: broken"):
        made(elsewhere, written)


def test_a_pagefind_that_cannot_be_run_is_named(elsewhere, written, monkeypatch, tmp_path):
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: tmp_path / "not there")

    with pytest.raises(SiteError, match="Pagefind cannot be run"):
        made(elsewhere, written)


def test_dated_pages_and_lists_are_not_in_the_index_of_a_site(site):
    files = {
        f"pagefind/{path.relative_to(site / 'pagefind').as_posix()}": path.read_bytes()
        for path in (site / "pagefind").rglob("*")
        if path.is_file()
    }
    urls = [one["url"] for one in fragments(files)]

    assert "/es/instituciones/ministerio-de-las-nubes/" in urls
    assert "/en/about/" in urls
    assert [url for url in urls if "/ediciones/" in url or "/editions/" in url] == []
    assert not {"/es/", "/en/institutions/", "/es/regiones/"} & set(urls)
