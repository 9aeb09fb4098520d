"""The look in a real browser: dark, enlarged, in forced colours, by keyboard, with long names."""

import re
from pathlib import Path

import pytest

from tests import chromium


STATIC = Path(__file__).parents[2] / "theme" / "static"
TEMPLATES = STATIC.with_name("templates")
# One of each kind of page.
ADDRESSES = [
    "es/",
    "en/institutions/",
    "es/instituciones/ministerio-de-las-nubes/",
    "en/institutions/oficina-de-faros/ask/",
    "es/instituciones/gremio-antiguo/",
    "en/editions/2024/",
    "es/buscar/?q=nubes",
    "en/regions/",
    "es/regiones/valle-del-nandu/",
    "es/tipos/",
    "en/indicators/C7/",
    "es/metodo/",
    "en/data/",
    "es/noticias/nubes/",
]
# Those that a script fills or gives a form to.
SCRIPTED = [
    "en/search/",
    "es/comparar/",
    "en/compare/?a=villa-arriba&b=villa-abajo",
    "es/explorar/all/",
    "en/explore/town-council/",
]
CARD = "es/instituciones/ministerio-de-las-nubes/"
# A page is drawn before what comes later has come; bytes a second, and milliseconds.
SLOW = {"offline": False, "latency": 100, "downloadThroughput": 2e5, "uploadThroughput": 1e5}
LONG = "Superintendencia " * 7  # 119 letters in all
SHIFTED = """() => new Promise(resolve => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(one => sum += one.value))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => resolve(sum), 300);
})"""


@pytest.fixture(name="home", scope="module")
def _home(site):
    with chromium.served(site) as address:
        yield address


@pytest.fixture(name="opened")
def _opened(browser):
    """Return a maker of browser pages, which are closed after the test."""
    made = []

    def make(**options):
        made.append(browser.new_page(**options))
        return made[-1]

    yield make
    for page in made:
        page.close()


@pytest.mark.browser
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_dark_page_at_twice_its_size_has_no_fault_and_does_not_scroll_sideways(
    opened, home, address
):
    page = opened(
        color_scheme="dark", viewport={"width": 640, "height": 400}, device_scale_factor=2
    )

    page.goto(home + address)

    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert chromium.faults(page) == []


@pytest.mark.browser
def test_the_longest_name_fits_the_narrowest_phone(opened, home):
    page = opened(viewport={"width": 320, "height": 640})
    for name in (LONG.strip(), "ñ" * 120):
        for address in (CARD, "es/tipos/cloud-ministry/", "es/indicadores/C7/"):
            page.goto(home + address)
            page.evaluate(
                "name => document.querySelectorAll('h1, main a').forEach("
                "one => { one.textContent = name })",
                name,
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, (name, address)


@pytest.mark.browser
def test_nothing_moves_while_a_page_loads(opened, home):
    page = opened(viewport={"width": 320, "height": 640})
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", SLOW)
    for address in [*ADDRESSES, *SCRIPTED]:
        page.goto(home + address)

        assert page.evaluate(SHIFTED) < 0.01, address


@pytest.mark.browser
def test_in_forced_colours_a_score_is_drawn_in_the_colours_of_the_reader(opened, home):
    page = opened(forced_colors="active")
    page.goto(home + CARD)

    fill = page.locator(".dot").first.evaluate("one => getComputedStyle(one).fill")
    link = page.locator("main a").first.evaluate("one => getComputedStyle(one).color")
    assert fill == link
    assert fill != page.locator("body").evaluate("one => getComputedStyle(one).backgroundColor")


@pytest.mark.browser
def test_whoever_goes_by_keyboard_sees_where_they_are(opened, home):
    page = opened()
    page.goto(home + CARD)
    for _ in range(12):
        page.keyboard.press("Tab")
        width, style = page.evaluate(
            "(s => [parseFloat(s.outlineWidth), s.outlineStyle])"
            "(getComputedStyle(document.activeElement))"
        )
        assert width >= 2
        assert style == "solid"


def test_what_may_scroll_sideways_has_a_name_and_is_reached_by_keyboard():
    found = [
        tag
        for path in sorted(TEMPLATES.glob("*.html"))
        for tag in re.findall(r'<div class="scroll"[^>]*>', path.read_text("utf-8"))
    ]

    assert len(found) > 5
    reached = re.compile(r'tabindex="0" role="(region|group)" aria-label(ledby)?="')
    assert [tag for tag in found if not reached.search(tag)] == []


def test_colours_stand_in_the_tokens_alone_and_nothing_is_animated():
    for path in STATIC.glob("*.css"):
        text = path.read_text("utf-8")
        rules = re.sub(r":root\{[^}]*\}", "", text)

        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{}]*\{)|rgba?\(|hsl\(", rules) == [], path
        assert not re.search(r"animation|transition|scroll-behavior", rules), path
