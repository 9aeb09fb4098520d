"""Typed addresses mended. All are invented but for their faults, which are real ones."""

import pytest
from hypothesis import given, strategies

from scorers.sources.addresses import ending, mend


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.pe/a/b.pdf",
        "http://example.pe/poi%202019.pdf?x=1&y=a,b#c",
        "http://190.239.24.68/a.pdf",
        "http://example.pe:8080/a",
    ],
)
def test_a_good_address_stays_as_it_is(url):
    assert mend(url).url == url
    assert mend(url).state == "whole"


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("www.example.pe/a.pdf", "http://www.example.pe/a.pdf"),
        ("//example.pe/a.pdf", "http://example.pe/a.pdf"),
        (" https://example.pe/a b.pdf ", "https://example.pe/a%20b.pdf"),
        ("http://http://example.pe/a", "http://example.pe/a"),
        ("http://https://example.pe/a", "https://example.pe/a"),
        ("https://http//example.pe/a", "http://example.pe/a"),
        ("ttp://example.pe/a", "http://example.pe/a"),
        ("https:/example.pe/a", "https://example.pe/a"),
        ("http:\\\\example.pe\\a\\b.pdf", "http://example.pe/a/b.pdf"),
        ("https%3A%2F%2Fexample.pe%2Fa.pdf", "https://example.pe/a.pdf"),
        ("www.example.pe%2Fdocs%2Fa.pdf", "http://www.example.pe/docs/a.pdf"),
        ("http://example.pe/Evaluación.pdf", "http://example.pe/Evaluaci%C3%B3n.pdf"),
        ("http://example.pe/100%.pdf", "http://example.pe/100%25.pdf"),
        ("HTTP://EXAMPLE.PE/A.PDF", "http://example.pe/A.PDF"),
        ("https://example.pe/a\u200b.pdf\n", "https://example.pe/a.pdf"),
        ("chrome-extension://abc/https://example.pe/a.pdf", "https://example.pe/a.pdf"),
    ],
)
def test_common_faults_are_mended(typed, url):
    assert (mend(typed).url, mend(typed).state) == (url, "mended")


@pytest.mark.parametrize(
    "typed",
    [
        "172.20.11.12/a.pdf",
        "http://192.168.1.4/a.pdf",
        "http://10.0.0.1/a",
        "http://localhost:8000/a",
        "http://127.0.0.1/",
        "http://[::1]/a",
        "http://169.254.1.1/",
        "http://servidor.local/a",
    ],
)
def test_addresses_of_inner_networks_are_never_kept(typed):
    assert (mend(typed).url, mend(typed).state) == ("", "private")


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///C:/Users/a.pdf",
        "ftp://example.pe/a",
        "F:\\PAGINA WEB\\a.pdf",
        "/images/a.pdf",
        "Plan Operativo Institucional 2022",
        "http://portal/a.pdf",
        "http://user:word@example.pe/a",
        "http://example.pe/?user=someone@example.com",
        "http://exa mple.pe/a",
        "http://[::1/a",
        "http://example.pe:99999/a",
        "http://example.pe/" + "a" * 1_000,
    ],
)
def test_what_is_no_public_web_address_is_lost_and_never_guessed(typed):
    assert (mend(typed).url, mend(typed).state) == ("", "lost")


@pytest.mark.parametrize("typed", ["", "  ", "\u200b"])
def test_a_blank_is_blank(typed):
    assert mend(typed).state == "blank"


@given(strategies.text(max_size=80))
def test_whatever_is_typed_gives_a_web_address_or_none(typed):
    url = mend(typed).url

    assert not url or (url.startswith(("http://", "https://")) and url.isascii() and " " not in url)


@given(
    strategies.from_regex(r"(https?://)?[a-z]{3,9}\.pe/[a-zA-Z0-9 %ñ/._-]{0,30}", fullmatch=True)
)
def test_a_mended_address_needs_no_more_mending(typed):
    once = mend(typed).url

    assert mend(once).url == once


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("http://example.pe/a.PDF", "pdf"),
        ("http://example.pe/a.php?archivo=plan.xls", "xls"),
        ("http://example.pe/a.php?id=4", "php"),
        ("http://example.pe/a.pdf#page=2", "pdf"),
        ("http://example.pe/", ""),
        ("http://example.pe", ""),
        ("", ""),
    ],
)
def test_the_ending_is_that_of_the_file(url, found):
    assert ending(url) == found
