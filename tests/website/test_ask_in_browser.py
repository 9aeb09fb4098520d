"""The page that asks, in a real browser: by keyboard, copied, dated, printed, without a script."""

import datetime as dt
import re
from urllib.parse import unquote

import pytest

from tests import chromium


pytestmark = pytest.mark.browser

SPANISH = "es/instituciones/ministerio-de-las-nubes/pedir/"
ENGLISH = "en/institutions/ministerio-de-las-nubes/ask/"


@pytest.fixture(name="home", scope="module")
def _home(site):
    with chromium.served(site) as address:
        yield address


@pytest.fixture(name="page")
def _page(browser):
    """Give a page on a phone, in whose clipboard one may look, and which says what went wrong."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640},
        permissions=["clipboard-read", "clipboard-write"],
        accept_downloads=True,
    )
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert faults == []


def at(page, day, hour="12:00:00"):
    page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{day}T{hour}+00:00"))


@pytest.mark.parametrize("address", [SPANISH, ENGLISH])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_accessibility_fault_and_fits_a_phone(page, home, address, scheme):
    page.emulate_media(color_scheme=scheme)
    at(page, "2024-03-04")
    page.goto(home + address)
    page.locator("#when:not([hidden])").wait_for()
    page.locator("details").first.evaluate("one => one.open = true")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert chromium.faults(page) == []


def test_by_keyboard_alone_a_reader_gets_from_an_institution_to_a_written_request(page, home):
    page.goto(home + "es/instituciones/ministerio-de-las-nubes/")

    def press_until(words, most=60):
        for _ in range(most):
            page.keyboard.press("Tab")
            if words in page.evaluate("document.activeElement.textContent"):
                return
        pytest.fail(f"no Tab leads to {words}")

    press_until("Qué falta y cómo pedirlo")
    page.keyboard.press("Enter")
    press_until("Ver la carta que lo pide")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pedir/")
    press_until("Copiar la carta")
    page.keyboard.press("Enter")
    page.locator("#told:not(:empty)").wait_for(state="attached")

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r", "") == page.locator("#request").inner_text()
    assert copied.startswith("A\nMinisterio de las Nubes\n\nYo, [nombre]")
    assert page.locator("#told").inner_text() == "Copiado: Copiar la carta"


def test_what_is_unticked_leaves_letter_gloss_mail_and_copy_and_the_rest_is_numbered(page, home):
    page.goto(home + ENGLISH)
    page.get_by_role("checkbox", name=re.compile("Guest book")).uncheck()

    shown = page.locator("#request").inner_text()
    assert "Libro de visitas" not in shown
    assert "De lo que se debe publicar" not in shown
    assert "1. Fecha de ingreso y de respuesta" in shown
    assert "2. Recomendaciones" in shown
    body = unquote(page.locator("#mail").get_attribute("href").split("&body=")[1])
    assert body.replace("\r\n", "\n") == shown
    page.get_by_role("button", name="Copy the letter").click()
    page.locator("#told:not(:empty)").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()").replace("\r", "") == shown

    page.get_by_role("button", name="Untick all").click()
    page.get_by_role("checkbox", name=re.compile("R3")).check()
    shown = page.locator("#request").inner_text()
    assert re.findall(r"^\d+\. .*", shown, re.MULTILINE) == [
        "1. Fecha de ingreso y de respuesta de cada solicitud."
    ]
    page.locator("details summary").first.click()
    assert "1. Day of filing and of answer" in page.locator("#gloss").inner_text()


@pytest.mark.parametrize(
    ("today", "said"),
    [
        # Fantasia rests on Fridays and Saturdays, and its term has 15 working days.
        ("2024-04-01", "The answer is due on Monday 22 April 2024."),
        # Filed on a day of rest: the term begins with the next working day all the same.
        ("2024-04-05", "The answer is due on Thursday 25 April 2024."),
        # New Year's day, which is off, lies in the term.
        ("2024-01-01", "The answer is due on Monday 22 January 2024."),
        # A day whose effect is unclear lies in it: both days are told.
        (
            "2024-02-01",
            (
                "The answer is due on Sunday 25 February 2024. "
                "If days declared non-working by decree do not stop the term: "
                "Thursday 22 February 2024."
            ),
        ),
        ("2023-12-31", "No holidays are known for that year: count by the rule above."),
        ("2039-12-20", "No holidays are known for that year: count by the rule above."),
    ],
)
def test_the_due_day_is_counted_from_today_by_the_countrys_calendar(page, home, today, said):
    at(page, today)
    page.goto(home + ENGLISH)
    page.locator("#answer:not(:empty)").wait_for()

    assert page.locator("#filed").input_value() == today
    answer = page.locator("#answer").inner_text()
    assert answer.replace(",", "") == said  # browsers do not agree on the comma of a long date
    assert (
        page.locator("#row")
        .inner_text()
        .split("\n")[1]
        .startswith(f",ministerio-de-las-nubes,,{today},,")
    )


def test_the_page_counts_as_the_calendar_itself_does(page, home, fantasia):
    at(page, "2024-01-02")
    page.goto(home + SPANISH)
    page.locator("#answer:not(:empty)").wait_for()
    days = fantasia.calendar.working_days(2024, 2025)

    for since in (dt.date(2024, 1, 1) + dt.timedelta(3 * n) for n in range(100)):
        page.locator("#filed").fill(since.isoformat())
        due = days.after(since, fantasia.law.term_days)
        assert page.locator("#remind").get_attribute("data-due") == due.isoformat(), since


def test_a_region_has_its_own_days_off(page, home):
    at(page, "2024-03-19")
    page.goto(home + "es/instituciones/oficina-de-faros/pedir/")
    page.locator("#answer:not(:empty)").wait_for()
    north = page.locator("#remind").get_attribute("data-due")
    page.goto(home + SPANISH)
    page.locator("#answer:not(:empty)").wait_for()

    assert north > page.locator("#remind").get_attribute("data-due")


@pytest.mark.parametrize("zone", ["America/Lima", "Pacific/Kiritimati"])
def test_today_is_that_of_the_reader_and_no_time_zone_moves_the_due_day(browser, home, zone):
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    at(page, "2024-04-02", "03:00:00")  # 1 April in Lima, 2 April on Kiritimati
    page.goto(home + ENGLISH)
    page.locator("#answer:not(:empty)").wait_for()

    expected = {"America/Lima": "2024-04-01", "Pacific/Kiritimati": "2024-04-02"}[zone]
    assert page.locator("#filed").input_value() == expected
    page.locator("#filed").fill("2024-04-01")
    assert page.locator("#remind").get_attribute("data-due") == "2024-04-22"
    context.close()


def test_a_reminder_is_a_calendar_file_of_the_due_day(page, home, tmp_path):
    at(page, "2024-04-01")
    page.goto(home + "es/instituciones/oficina-de-faros/pedir/")
    with page.expect_download() as download:
        page.locator("#remind").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)

    raw = path.read_bytes()
    assert path.name == "consta-oficina-de-faros-2024-04-22.ics"
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    lines = raw.decode().replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART;VALUE=DATE:20240422" in lines
    assert "DTEND;VALUE=DATE:20240423" in lines
    assert "DTSTAMP:20240401T120000Z" in lines
    # A comma in a name does not end it.
    assert "SUMMARY:Vence la respuesta: Oficina de Faros\\, Boyas y Ñandúes" in lines


def test_without_a_script_letter_files_mail_and_rule_are_there(browser, home):
    context = browser.new_context(java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    page.goto(home + SPANISH)

    assert page.locator("#request").is_visible()
    assert page.locator("#mail").get_attribute("href").startswith("mailto:?subject=Solicitud")
    assert (
        "15 días hábiles después del día en que la presentas" in page.locator("main").inner_text()
    )
    assert page.locator("#when").is_hidden()
    assert page.locator("main button:visible").count() == 0
    assert page.locator("main input:visible").count() == 0
    for ending in ("odt", "txt"):
        with page.expect_download() as download:
            page.locator(f'a[href$=".{ending}"]').click()
        assert download.value.suggested_filename == f"ministerio-de-las-nubes.{ending}"
    context.close()


def test_without_the_file_of_days_the_rule_stands_alone(page, home):
    page.route("**/non-working-days.json", lambda route: route.fulfill(body="not JSON"))
    page.goto(home + SPANISH)
    page.locator("button[data-copy]:visible").first.wait_for()

    assert page.locator("#when").is_hidden()


def test_on_paper_there_is_the_letter_alone(page, home):
    page.goto(home + SPANISH)
    page.emulate_media(media="print")

    assert page.locator("#request").is_visible()
    for other in ("h1", "header", "footer", "#gaps", "#appeal", ".take", "#when"):
        assert page.locator(other).first.is_hidden()
