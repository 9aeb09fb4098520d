"""Comparing in a real browser: by keyboard, from an address, and without a script."""

import re

import pytest

from tests import chromium


pytestmark = pytest.mark.browser

CLOUDS, CLOCK = "ministerio-de-las-nubes", "consejo-del-reloj"
SHOWN = "#compare section"
READ = """all => all.map(one => [...one.querySelectorAll(
    'h2, h3, .band, .pillar p, .says li, td, th, .note')].map(
    part => part.textContent.replace(/\\s+/g, ' ').trim()).concat(
    [...one.querySelectorAll('a')].map(link => link.href)))"""
DRAWN = """all => all.map(one => ['aria-label', 'x', 'width', 'cx'].map(
    name => [one, ...one.querySelectorAll('*')].map(part => part.getAttribute(name))
    .filter(value => value !== null && value !== '0').map(value => Number(value) || value)))"""


@pytest.fixture(name="home")
def _home(apart_site):
    with chromium.served(apart_site) as address:
        yield address


@pytest.fixture(name="whole", scope="module")
def _whole(site):
    with chromium.served(site) as address:
        yield address


def tab_to(page, selector):
    """Press the tab key until an element has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached by the tab key")


def test_what_a_script_shows_is_what_a_ready_page_shows_in_both_languages(phone, home):
    for address in ("es/comparar/", "en/compare/"):
        phone.goto(f"{home}{address}{CLOUDS}-{CLOCK}/")
        ready = phone.locator("main section")
        words, drawn = ready.evaluate_all(READ), ready.locator("svg").evaluate_all(DRAWN)
        assert len(words) == 4

        phone.goto(f"{home}{address}?a={CLOUDS}&b={CLOCK}")
        phone.locator(SHOWN).first.wait_for()

        assert phone.locator(SHOWN).evaluate_all(READ) == words
        assert phone.locator(SHOWN).locator("svg").evaluate_all(DRAWN) == drawn
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_by_keyboard_from_an_institution_to_who_is_ahead_and_back(phone, home):
    phone.goto(f"{home}en/institutions/{CLOCK}/")
    tab_to(phone, "a[href*='compare/?a=']")
    phone.keyboard.press("Enter")
    phone.locator("#institution option").first.wait_for(state="attached")
    tab_to(phone, "#institution")
    phone.keyboard.type("Ministry")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    phone.locator(SHOWN).first.wait_for()

    assert phone.url.endswith(f"en/compare/?a={CLOCK}&b={CLOUDS}")
    said = phone.locator("[data-part=R] .says li").all_inner_texts()
    assert len(said) == 1
    assert re.match(
        r"Ministry of Clouds is ahead of Council of the Clock: .* 9\d\d of 1,000", said[0]
    )
    assert "like with like" in phone.locator("#like").inner_text()
    assert "Side by side: Council of the Clock; Ministry of Clouds" in told(phone)

    tab_to(phone, ".chosen button[aria-label='Remove Council of the Clock']")
    phone.keyboard.press("Enter")
    phone.locator(SHOWN).first.wait_for(state="detached")
    assert phone.url.endswith(f"en/compare/?a={CLOUDS}")
    assert phone.evaluate("document.activeElement.matches('.chosen button')")
    phone.go_back()
    phone.locator(SHOWN).first.wait_for()


def told(page):
    page.locator("html:not(.awaited)").wait_for()
    page.locator("#told:not(:empty)").wait_for()
    return page.locator("#told").inner_text()


def test_four_that_are_unlike_are_told_to_be_so_once_and_a_fifth_does_not_fit(phone, whole):
    ids = [CLOUDS, CLOCK, "villa-arriba", "villa-abajo"]
    query = "&".join(f"{slot}={one}" for slot, one in zip("abcd", ids, strict=True))
    phone.goto(f"{whole}es/comparar/?{query}&e=oficina-de-faros")
    phone.locator(SHOWN).first.wait_for()

    assert phone.locator(".chosen li").count() == 4
    assert "No son del mismo tipo" in phone.locator("#like").inner_text()
    assert phone.locator("[data-part=R] thead th").count() == 5
    phone.locator("#institution").select_option("oficina-de-faros")
    phone.get_by_role("button", name="Agregar").click()
    assert "No caben más de cuatro" in told(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_spanish_joins_with_e_what_begins_with_the_sound_of_an_i(phone, whole):
    def renamed(route):
        reply = route.fetch()
        words = reply.text().replace("Consejo del Reloj", "Instituto del Reloj")
        route.fulfill(response=reply, body=words)

    phone.route(f"**/institutions/{CLOCK}.json", renamed)
    phone.goto(f"{whole}es/comparar/?a=villa-arriba&b={CLOCK}")
    phone.locator(SHOWN).first.wait_for()

    said = phone.locator("[data-part=R] .says li").inner_text()
    assert " e Instituto del Reloj: no se puede decir" in said


def test_an_address_that_names_nobody_is_answered_in_words_and_runs_nothing(phone, whole):
    hostile = "%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E"
    phone.goto(f"{whole}en/compare/?a={hostile}&b=..%2Finstitutions&c=gremio-antiguo&d={CLOCK}")

    said = told(phone)

    assert 'There is no such institution: "><img src=x onerror=alert(1)>.' in said
    assert "There is no such institution: ../institutions." in said
    assert "Old Guild of Clockmakers is not scored in this edition." in said
    assert said.endswith("Choose at least two.")
    assert phone.locator("main img").count() == 0


def test_nothing_is_read_until_someone_chooses(phone, whole):
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"{whole}en/compare/")
    phone.wait_for_load_state("networkidle")

    assert [url for url in asked if "/api/" in url] == []
    assert told(phone) == "Choose at least two."


def test_data_that_cannot_be_read_is_said_to_be_so(browser, whole):
    page = browser.new_page()
    page.route("**/api/v1/kinds/*", lambda route: route.abort())
    page.goto(f"{whole}es/comparar/?a={CLOUDS}&b={CLOCK}")

    assert "No se pudieron leer los datos" in told(page)
    page.close()


def test_without_a_script_the_page_leads_to_ready_pairs_and_says_why(browser, whole):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{whole}en/compare/?a={CLOCK}")

    assert page.locator("#unscripted").is_visible()
    assert page.locator("#choose").is_hidden()
    page.get_by_role("link", name="Ministry of Clouds and Council of the Clock").click()
    assert page.locator("section[data-part=R] td", has_text="91.2 % (456 of 500)").count() == 1
    assert page.locator(".says li").first.inner_text().endswith("not of the same kind and level.")
    context.close()
