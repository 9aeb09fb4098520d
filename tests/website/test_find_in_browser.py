"""Finding in a real browser: as one types, by keyboard, by ear, in the texts, without a script."""

import pytest

from tests import chromium


pytestmark = pytest.mark.browser

CLOUDS, CLOCK = "Ministerio de las Nubes", "Consejo del Reloj"


@pytest.fixture(name="home", scope="module")
def _home(site):
    with chromium.served(site) as address:
        yield address


@pytest.fixture(name="prose", scope="module")
def _prose(browser, home):
    """Give a page of prose, opened once: what was typed before leaves nothing behind."""
    page = browser.new_page()
    page.goto(home + "es/acerca-de/")
    yield page
    page.close()


def typed(page, text):
    """Type into the box and return the names found, once the count is told."""
    page.locator("#q").fill("")  # what was told of an earlier question goes
    page.locator("#q").fill(text)
    page.locator("form.find [role=status]:not(:empty)").wait_for()
    return names(page)


def names(page):
    """Return the names that the list offers, without what stands beside them."""
    options = page.locator("#found [role=option]")
    texts = options.evaluate_all("all => all.map(one => one.firstChild.textContent)")
    return texts[:-1]  # the last one leads to the texts


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Ministerio de las Nubes", CLOUDS),
        ("NUBES ministerio", CLOUDS),  # any case, any order
        ("nub", CLOUDS),  # the beginning
        ("nuves", CLOUDS),  # another letter
        ("nubse", CLOUDS),  # two swapped
        ("nubees", CLOUDS),  # one too many
        ("mnisterio nubes", CLOUDS),  # one missing
        ("mniisetrio", CLOUDS),  # two wrong in a long word
        ("ministerio del nubes", CLOUDS),  # small words do not matter
        ("clouds", CLOUDS),  # the other language
        ("minube", CLOUDS),  # an abbreviation
        ("m.i.n.u.b.e.", CLOUDS),
        ("cr", CLOCK),
        ("reloj", CLOCK),
        ("gremio antiguo relojeros", "Gremio Antiguo de Relojeros"),
        ("ñandúes", "Oficina de Faros, Boyas y Ñandúes"),
        ("nandues", "Oficina de Faros, Boyas y Ñandúes"),
        ("bajíos", "Concejo de Villa Abajo"),  # a province
        ("islas del norte", "Oficina de Faros, Boyas y Ñandúes"),  # a region
        ("northern isles", "Oficina de Faros, Boyas y Ñandúes"),
    ],
)
def test_a_name_is_found_however_it_is_typed(prose, asked, name):
    assert typed(prose, asked)[0] == name


def test_what_has_replaced_an_old_name_is_found_by_it_and_says_so(phone, home):
    phone.goto(home + "es/datos/")

    found = typed(phone, "gremio antiguo")

    assert found == ["Gremio Antiguo de Relojeros", CLOCK]
    said = phone.locator("#found [role=option]").nth(1).inner_text()
    assert "antes Gremio Antiguo de Relojeros" in said


def test_an_exact_abbreviation_stands_before_all_that_is_like_it(prose):
    assert typed(prose, "CR") == [CLOCK]


@pytest.mark.parametrize("asked", ["zzzz", "pnp", "<img src=x onerror=alert(1)>", "%", "__proto__"])
def test_what_no_name_is_like_is_said_in_the_language_of_the_page(phone, home, asked):
    for address, words in (
        ("es/datos/", "Ninguna institución tiene ese nombre"),
        ("en/data/", "No institution has that name"),
    ):
        phone.goto(home + address)

        assert typed(phone, asked) == []
        assert phone.locator("form.find [role=status]").inner_text() == words


def test_arrows_choose_and_enter_opens_the_page_in_the_language_of_the_reader(phone, home):
    phone.goto(home + "en/method/")
    typed(phone, "council")
    field = phone.locator("#q")

    phone.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "found-0"
    phone.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    phone.keyboard.press("ArrowUp")
    last = phone.locator("#found [role=option]").count() - 1
    assert field.get_attribute("aria-activedescendant") == f"found-{last}"
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/en/institutions/consejo-del-reloj/")

    assert phone.locator("h1").inner_text() == "Council of the Clock"


def test_escape_closes_the_list_first_and_leaves_what_was_typed(phone, home):
    phone.goto(home + "es/")
    typed(phone, "nubes")

    phone.keyboard.press("Escape")

    assert phone.locator("#found").is_hidden()
    assert phone.locator("#q").get_attribute("aria-expanded") == "false"
    assert phone.locator("#q").input_value() == "nubes"
    phone.keyboard.press("ArrowDown")
    phone.locator("#found").wait_for()


def test_leaving_the_box_closes_its_list(phone, home):
    phone.goto(home + "es/")
    typed(phone, "nubes")

    phone.locator("h1").click()

    phone.locator("#found").wait_for(state="hidden")


def test_the_open_list_has_no_accessibility_fault_and_fits_a_phone(phone, home):
    phone.goto(home + "es/instituciones/villa-abajo/")
    typed(phone, "villa")
    phone.keyboard.press("ArrowDown")

    assert chromium.faults(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(
    ("address", "one", "many"),
    [
        ("es/datos/", "1 institución encontrada", "2 instituciones encontradas"),
        ("en/data/", "1 institution found", "2 institutions found"),
    ],
)
def test_a_screen_reader_hears_a_combobox_its_options_and_their_number(
    phone, home, address, one, many
):
    phone.goto(home + address)
    form = phone.locator("form.find")
    typed(phone, "villa")
    assert form.locator("[role=status]").inner_text() == many
    phone.keyboard.press("ArrowDown")

    tree = form.aria_snapshot()

    assert "- search" in phone.locator("header").aria_snapshot()
    assert "combobox" in tree
    assert "listbox" in tree
    assert "[selected]" in tree
    assert f"status: {many}" in tree
    typed(phone, "abajo")
    phone.get_by_text(one, exact=True).wait_for()


def test_the_names_are_read_once_the_box_is_entered_and_not_before(phone, home):
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(home + "es/instituciones/ministerio-de-las-nubes/")
    phone.wait_for_load_state("networkidle")
    assert not any(url.endswith("names.json") for url in asked)

    typed(phone, "nubes")
    typed(phone, "reloj")

    assert sum(url.endswith("names.json") for url in asked) == 1


def test_names_that_cannot_be_read_are_said_to_be_so_and_asked_for_again(browser, home):
    page = browser.new_page()
    page.route("**/names.json", lambda route: route.abort())
    page.goto(home + "en/data/")
    assert typed(page, "clouds") == []
    assert "could not be read" in page.locator("form.find [role=status]").inner_text()

    page.unroute("**/names.json")

    assert typed(page, "cloud") == ["Ministry of Clouds"]
    page.close()


def test_with_a_script_the_page_of_the_search_does_not_ask_for_one(phone, home):
    phone.goto(home + "es/buscar/")

    assert phone.locator("#unscripted").is_hidden()
    assert phone.locator("#names").is_hidden()
    assert phone.locator("#texts").is_hidden()


def test_enter_without_a_choice_leads_to_all_that_was_found_names_and_texts(phone, home):
    phone.goto(home + "es/metodo/")
    phone.locator("#q").fill("nuves")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/es/buscar/?q=nuves")
    phone.locator("#names a").first.wait_for()

    assert phone.locator("#names li").all_inner_texts()[0].startswith(CLOUDS)
    assert phone.locator("#q").input_value() == "nuves"


@pytest.mark.parametrize("asked", ["ñandúes", "nandues", "ÑANDUES"])
def test_the_texts_are_searched_without_accents_under_the_policy_of_the_page(phone, home, asked):
    phone.goto(f"{home}es/buscar/?q={asked}")
    phone.locator("#texts a").first.wait_for()

    assert "Ñandúes" in phone.locator("#texts a").first.inner_text()
    assert phone.locator("#texts mark").count() > 0
    assert "página" in phone.locator("#texts [role=status]").inner_text()
    phone.locator("#texts a").first.click()
    phone.wait_for_url("**/es/instituciones/oficina-de-faros/")


def test_the_texts_found_are_those_of_the_language_of_the_page(phone, home):
    phone.goto(f"{home}en/search/?q=clouds")
    phone.locator("#texts a").first.wait_for()

    links = phone.locator("#texts a").evaluate_all("all => all.map(one => one.pathname)")
    assert [link for link in links if not link.startswith("/en/")] == []


def test_only_the_page_of_the_search_may_run_what_pagefind_compiled(phone, home):
    for address, may in (("es/buscar/", True), ("es/datos/", False), ("es/", False)):
        phone.goto(home + address)
        policy = phone.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")

        assert ("'wasm-unsafe-eval'" in policy) is may
        assert "unsafe-inline" not in policy


def test_words_that_no_page_has_are_said_to_be_nowhere(phone, home):
    phone.goto(home + "en/search/?q=zzzz")

    phone.get_by_text("No page found with these words").wait_for()


def test_markup_that_is_searched_for_stays_text(phone, home):
    phone.goto(home + "en/search/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+clouds")
    phone.locator("#texts [role=status]:not(:empty)").wait_for()
    phone.locator("#names [role=status]:not(:empty)").wait_for()

    assert phone.locator("main img").count() == 0
    assert phone.locator("#q").input_value() == "<img src=x onerror=alert(1)> clouds"


def test_every_tile_is_reached_by_keyboard_and_shows_that_it_is(phone, home):
    phone.goto(home + "es/regiones/")
    tile = phone.locator(".tiles a").first
    tile.focus()
    phone.keyboard.press("Shift+Tab")
    phone.keyboard.press("Tab")

    assert phone.evaluate("document.activeElement.matches('.tiles a')")
    assert phone.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    name = tile.locator("..").aria_snapshot()
    assert "Islas del Norte" in name
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/es/regiones/islas-del-norte/")


def test_tiles_and_options_keep_their_edges_in_forced_colours(browser, home):
    page = browser.new_page(forced_colors="active")
    page.goto(home + "es/regiones/")

    assert (
        page.locator(".tiles a").first.evaluate("one => getComputedStyle(one).borderStyle")
        == "solid"
    )
    page.close()


@pytest.fixture(name="plain")
def _plain(browser):
    """Give a page without scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def test_without_a_script_the_box_leads_to_the_list_of_all(plain, home):
    plain.goto(home + "es/instituciones/villa-abajo/")
    plain.locator("#q").fill("nubes")
    plain.locator("form.find button").click()

    assert "/es/instituciones/?q=nubes" in plain.url
    assert plain.locator("main a", has_text=CLOUDS).count() == 1


def test_without_a_script_the_page_of_the_search_says_where_the_lists_are(plain, home):
    plain.goto(home + "en/search/")

    assert plain.locator("#unscripted").is_visible()
    links = plain.locator("main li a").all()
    assert len(links) == 5
    for address in [link.get_attribute("href") for link in links]:
        plain.goto(home + "en/search/" + address)
        assert plain.locator("main a").count() > 0


def test_without_a_script_a_region_leads_to_a_province_and_back_from_the_institution(plain, home):
    plain.goto(home + "es/regiones/")
    plain.locator("table a", has_text="Valle del Ñandú").click()
    plain.locator("nav a", has_text="Bajíos").click()
    assert plain.url.endswith("/es/regiones/valle-del-nandu/#in-bajios")
    plain.locator("main a", has_text="Villa Abajo").click()
    plain.locator(".crumbs a", has_text="Bajíos").click()

    assert plain.url.endswith("/es/regiones/valle-del-nandu/#in-bajios")
    assert plain.locator("#in-bajios").inner_text() == "Bajíos"
