"""The table of a group in a real browser: sort, filter and columns by keyboard; and without one."""

import pytest

from scorers import country
from scorers.website import building, exploring
from tests import chromium


pytestmark = pytest.mark.browser

TABLE = "en/explore/all/"
ALL = [
    "Council of the Clock",
    "Ministry of Clouds",
    "Office of Lighthouses, Buoys and Rheas",
    "Town Council of Villa Abajo",
    "Town Council of Villa Arriba",
]


@pytest.fixture(name="home", scope="module")
def _home(site):
    with chromium.served(site) as address:
        yield address


@pytest.fixture(name="long")
def _long(place, tmp_path, monkeypatch):
    """Give the address of a site whose tables show two rows at first."""
    monkeypatch.setattr(exploring, "SHOWN", 2)
    building.build(place, country.read(place.country("fantasia")), tmp_path / "output")
    with chromium.served(tmp_path / "output") as address:
        yield address


def names(page):
    return page.locator("#grid tbody tr:visible th").all_inner_texts()


def column(page, key):
    """Return the cells of a column from top to bottom, None where nothing is known."""
    return page.evaluate(
        """key => {
          const at = [...document.querySelectorAll('#grid thead th')]
            .findIndex(one => one.dataset.key === key);
          return [...document.querySelectorAll('#grid tbody tr')].map(({cells}) =>
            cells[at].classList.contains('u') ? null : cells[at].textContent);
        }""",
        key,
    )


def told(page, words):
    page.locator("#told", has_text=words).wait_for()


def press(page, selector, key):
    page.locator(selector).focus()
    page.keyboard.press(key)


def test_a_column_is_sorted_by_keyboard_and_what_is_unknown_stands_last_both_ways(phone, home):
    phone.goto(home + TABLE)
    assert names(phone) == ALL
    head = phone.locator("th[data-key=R1]")
    assert head.get_attribute("aria-sort") is None

    press(phone, "th[data-key=R1] button", "Enter")
    told(
        phone,
        "5 institutions in the table, sorted by R1 Answers within the legal term (%), highest",
    )
    assert head.get_attribute("aria-sort") == "descending"
    assert column(phone, "R1") == ["91.2 *", "70.0", None, None, None]
    phone.keyboard.press("Enter")
    told(phone, "lowest first; what is not known stands last")
    assert head.get_attribute("aria-sort") == "ascending"
    assert column(phone, "R1") == ["70.0", "91.2 *", None, None, None]
    assert phone.url.endswith("?sort=R1")

    press(phone, "th[data-key=name] button", "Space")
    assert names(phone) == ALL


def test_numbers_are_sorted_as_numbers_in_the_digits_of_the_language(phone, home):
    phone.goto(home + "es/explorar/all/?sort=-C7")
    told(phone, "de mayor a menor")

    shown = column(phone, "C7")
    known = [float(one.split(" ")[0].replace(".", "").replace(",", ".")) for one in shown if one]

    assert len(known) > 2
    assert known == sorted(known, reverse=True)
    assert shown[len(known) :] == [None] * (len(shown) - len(known))


def test_rows_are_filtered_by_name_region_and_what_is_known(phone, home):
    phone.goto(home + "es/explorar/all/")
    phone.locator("#name").fill("ÑANDUES")
    assert names(phone) == ["Oficina de Faros, Boyas y Ñandúes"]
    told(phone, "1 institución en la tabla")
    phone.locator("#name").fill("")
    phone.locator("#place").select_option("Valle del Ñandú")
    assert names(phone) == ["Concejo de Villa Abajo", "Concejo de Villa Arriba"]
    phone.locator("#known").select_option("none")
    assert names(phone) == []
    told(phone, "0 instituciones en la tabla")


def test_columns_are_chosen_by_keyboard_and_the_address_keeps_it_all(phone, home):
    phone.goto(home + TABLE)
    press(phone, "input[value=A4]", "Space")
    press(phone, "input[value=kind]", "Space")
    phone.locator("#name").fill("villa")
    press(phone, "th[data-key=C7] button", "Enter")
    assert phone.locator("th[data-key=A4]").is_hidden()

    address, shown = phone.url, names(phone)
    phone.goto(home + "en/")
    phone.goto(address)

    assert phone.locator("th[data-key=A4]").is_hidden()
    assert phone.locator("th[data-key=kind]").is_hidden()
    assert phone.locator("tbody tr:visible td:visible").count() == 2 * (
        phone.locator("thead th:visible").count() - 1
    )
    assert names(phone) == shown
    assert phone.locator("#name").input_value() == "villa"
    assert not phone.locator("input[value=A4]").is_checked()


def test_an_address_that_asks_for_columns_that_are_not_there_shows_the_whole_table(phone, home):
    phone.goto(home + TABLE + "?sort=-%3Cimg%3E&hide=name.__proto__.zz&region=nowhere-at-all")

    assert phone.locator("th[data-key=name]").is_visible()
    told(phone, "0 institutions in the table")
    assert phone.locator("thead th[hidden]").count() == 0


def test_the_table_scrolls_in_a_region_of_its_own_by_keyboard(phone, home):
    phone.goto(home + TABLE)
    region = phone.get_by_role("region", name="All kinds together by indicator")

    region.focus()
    for _ in range(5):
        phone.keyboard.press("ArrowRight")
    phone.wait_for_function("document.getElementById('grid').parentElement.scrollLeft > 0")

    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_a_script_the_table_is_whole_and_offers_nothing_that_needs_one(browser, home):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(home + TABLE)

    assert names(page) == ALL
    assert page.locator("#tools").is_hidden()
    assert page.locator("#grid button").count() == 0
    page.locator("#grid a", has_text="Ministry of Clouds").click()
    assert page.locator("h1").inner_text() == "Ministry of Clouds"
    context.close()


def test_a_long_table_begins_with_its_first_rows_and_says_so(phone, long):
    phone.goto(long + TABLE)
    assert names(phone) == ALL[:2]
    told(phone, "5 institutions in the table; the first 2 are shown")

    press(phone, "th[data-key=name] button", "Enter")
    told(phone, "highest first; what is not known stands last; the first 2 are shown")
    assert names(phone) == ALL[:2:-1]


def test_the_rest_of_a_long_table_is_shown_by_keyboard_from_where_it_broke_off(phone, long):
    phone.goto(long + TABLE)

    press(phone, "#more", "Enter")

    assert names(phone) == ALL
    assert phone.locator("#more").is_hidden()
    assert phone.evaluate("document.activeElement.textContent") == ALL[2]
    phone.locator("#told", has_text="shown").wait_for(state="detached")


def test_all_rows_of_a_long_table_are_filtered_and_sorted_before_some_are_shown(phone, long):
    phone.goto(long + TABLE)
    phone.locator("#name").fill("villa")
    assert names(phone) == ALL[3:]
    assert phone.locator("#more").is_hidden()
    phone.locator("#name").fill("")
    assert names(phone) == ALL[:2]
    assert phone.locator("#more").is_visible()

    phone.goto(long + TABLE + "?sort=-C7")
    known = [one for one in column(phone, "C7") if one]
    assert column(phone, "C7")[: len(known)] == known
    assert len(known) > 2


def test_without_a_script_a_long_table_is_whole(browser, long):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(long + TABLE)

    assert names(page) == ALL
    assert page.locator("#more").is_hidden()
    assert page.locator("#told").inner_text() == "5 institutions in the table"
    context.close()


def test_a_table_that_fits_has_no_rows_to_show_more_of(phone, home):
    phone.goto(home + TABLE)

    assert phone.locator("#more").count() == 0
    assert "shown" not in phone.locator("#told").inner_text()


def test_on_paper_a_long_table_is_whole(phone, long):
    phone.goto(long + TABLE)
    phone.emulate_media(media="print")

    assert names(phone) == ALL


def test_on_a_phone_the_names_stay_in_sight_while_a_table_scrolls(home, phone):
    phone.goto(home + TABLE)
    frame, name = phone.locator(".scroll:has(#grid)"), phone.locator("#grid tbody th").first
    assert frame.evaluate("one => one.scrollWidth > one.clientWidth")

    frame.evaluate("one => { one.scrollLeft = one.scrollWidth; }")

    assert name.bounding_box()["x"] >= frame.bounding_box()["x"]
    assert name.bounding_box()["width"] <= frame.bounding_box()["width"] / 2
