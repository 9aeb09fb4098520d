"""The site in a real browser: on a phone, without a script, by keyboard, and to a screen reader."""

import pytest

from tests import chromium


pytestmark = pytest.mark.browser

ADDRESSES = [
    "es/",
    "en/",
    "es/instituciones/",
    "en/institutions/",
    "es/instituciones/ministerio-de-las-nubes/",
    "en/institutions/ministerio-de-las-nubes/",
    "es/instituciones/oficina-de-faros/pedir/",
    "en/institutions/oficina-de-faros/ask/",
    "es/ediciones/",
    "en/editions/2024/",
    "es/ediciones/2024/villa-abajo/",
    "es/instituciones/gremio-antiguo/",
    "es/ediciones/2024/robustez/",
    "en/editions/2024/robustness/",
    "es/buscar/",
    "en/search/?q=clouds",
    "es/regiones/",
    "en/regions/",
    "es/regiones/valle-del-nandu/",
    "en/regions/valle-del-nandu/",
    "es/tipos/",
    "en/kinds/",
    "es/tipos/cloud-ministry/",
    "es/comparar/",
    "en/compare/?a=ministerio-de-las-nubes&b=consejo-del-reloj&c=villa-arriba",
    "es/comparar/ministerio-de-las-nubes-consejo-del-reloj/",
    "en/compare/ministerio-de-las-nubes-consejo-del-reloj/",
    "es/explorar/",
    "en/explore/",
    "es/explorar/all/",
    "en/explore/cloud-ministry/",
    "es/factores/",
    "en/drivers/",
    "es/indicadores/",
    "en/indicators/",
    "es/indicadores/C7/",
    "en/indicators/R1/",
    "es/metodo/",
    "en/method/",
    "es/datos/",
    "en/data/",
    "es/acerca-de/",
    "es/participar/",
    "en/contribute/",
    "en/about/",
    "es/privacidad/",
    "en/privacy/",
    "es/noticias/",
    "en/news/clouds/",
]


@pytest.fixture(name="home", scope="module")
def _home(site):
    with chromium.served(site) as address:
        yield address


@pytest.fixture(name="phone")
def _phone(browser):
    page = browser.new_page(viewport={"width": 320, "height": 640})
    yield page
    page.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_no_accessibility_fault_and_fits_a_phone(phone, home, address):
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    faults = []
    phone.on("pageerror", lambda error: faults.append(str(error)))
    phone.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)

    phone.goto(home + address)

    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= 320, "the page is wider than a phone"
    assert [url for url in asked if not url.startswith(home)] == []
    assert phone.context.cookies() == []
    assert phone.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert chromium.faults(phone) == []
    assert faults == []


def test_the_language_link_leads_to_the_twin_and_back(phone, home):
    phone.goto(home + "es/instituciones/ministerio-de-las-nubes/")

    phone.locator("a.lang").click()
    assert phone.url == home + "en/institutions/ministerio-de-las-nubes/"
    phone.locator("a.lang").click()
    assert phone.url == home + "es/instituciones/ministerio-de-las-nubes/"


def test_the_front_door_leads_to_the_spanish_home(phone, home):
    phone.goto(home)
    phone.wait_for_url("**/es/")

    assert phone.locator("html").get_attribute("lang") == "es"


def test_the_tables_behind_the_pictures_of_robustness_can_be_read_on_a_phone(phone, home):
    phone.goto(home + "en/editions/2024/robustness/")
    phone.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    assert chromium.faults(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert phone.locator("main table").count() == 6
