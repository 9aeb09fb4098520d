"""The page of an institution on paper: one sheet that says what it found and how to verify it."""

import re

import pytest


pytestmark = pytest.mark.browser


@pytest.fixture(name="printed")
def _printed(browser, site):
    """Give a function that opens a page as it is printed."""
    page = browser.new_page()

    def opened(address):
        page.goto((site / address / "index.html").as_uri())
        page.emulate_media(media="print")
        return page

    yield opened
    page.close()


def sheets(page):
    """Return how many sheets of A4 a page takes; print styles choose size and margins."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def addresses(site):
    known = {path.name for path in (site / "en" / "institutions").iterdir()}
    for section in ("es/instituciones", "en/institutions", "en/editions/2024"):
        for path in sorted((site / section).glob("*/index.html")):
            if path.parent.name in known:
                yield path.parent.relative_to(site).as_posix()


def test_every_institution_is_one_sheet_in_both_languages_dated_or_not(printed, site):
    found = {address: sheets(printed(address)) for address in addresses(site)}
    assert len(found) > 10
    assert {address: count for address, count in found.items() if count != 1} == {}


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_sheet_has_the_verdict_the_pillars_the_values_and_the_address_to_verify(
    printed, language
):
    section = {"es": "es/instituciones", "en": "en/institutions"}[language]
    page = printed(f"{section}/ministerio-de-las-nubes")

    for part in ("h1", ".verdict", ".pillar .band", ".pillar svg.range", ".ind .value", ".cite"):
        assert page.locator(part).first.is_visible(), part
    editions = {"es": "es/ediciones", "en": "en/editions"}[language]
    address = f"https://consta.example/{editions}/2024/ministerio-de-las-nubes/"
    assert address in page.locator(".cite").inner_text()
    for part in ("nav", ".act", "main details", "form"):
        assert not page.locator(part).first.is_visible(), part
