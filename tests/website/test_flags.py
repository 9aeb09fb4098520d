"""Red flags on the site of the invented country under method 1.1.0."""

import csv
import gzip
import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from scorers.records import schema
from tests import chromium


STATIC = Path(__file__).parents[2] / "theme" / "static"
FLAGGED = {
    "es": "instituciones/villa-abajo",
    "en": "institutions/villa-abajo",
}
FACTS = {
    "es": "Debe publicar: Libro de visitas. No estaba en la visita del 19\u00a0de junio de 2024 ni "
    "en la del 3\u00a0de julio de 2024.",
    "en": "It must publish this: Guest book. It was not there at the visit of 19\u00a0June 2024, "
    "nor at that of 3\u00a0July 2024.",
}


def text(site, address):
    return (site / address / "index.html").read_text(encoding="utf-8")


def test_a_flag_stands_on_the_page_in_the_tables_and_in_json_in_both_languages(
    built,
):
    site = built("1.1.0")

    for language, title in (("es", "Alertas rojas"), ("en", "Red flags")):
        page = text(site, f"{language}/{FLAGGED[language]}")
        assert f"</span>{title}</h2>" in page
        assert FACTS[language] in page
        assert 'href="#d1">Inspección 2023, primera visita (inventada)</a>' in page
        assert page.index('class="pillar all"') < page.index('class="red"')
    dated = text(site, "en/editions/2024/villa-abajo")
    assert FACTS["en"] in dated
    with (site / "data" / "2024" / "flags.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["institution_id"]: row for row in csv.DictReader(file)}
    own = rows["villa-abajo"]
    assert (own["flag"], own["about"], own["days"]) == ("register", "guest-book", "14")
    assert (own["method"], own["licence"]) == ("1.1.0", "CC-BY-4.0")
    path = site / "api" / "v1" / "institutions"
    (flag,) = json.loads((path / "villa-abajo.json").read_text("utf-8"))["flags"]
    assert (flag["id"], flag["seen_from"], flag["count"], flag["total"]) == (
        "register",
        "2024-06-19",
        0,
        4,
    )
    assert flag["fact"]["es"].startswith(FACTS["es"])
    assert len(flag["rows"]) == 4
    for address in ("es/datos", "en/data", "es/ediciones/2024", "en/editions/2024"):
        assert "data/2024/flags.csv" in text(site, address)
    assert "<dt>An order not obeyed</dt>" in text(site, "en/method")
    # Who has none is not said to be without fault.
    assert 'class="red"' not in text(site, "en/institutions/consejo-del-reloj")
    assert json.loads((path / "consejo-del-reloj.json").read_text("utf-8"))["flags"] == []


def test_of_many_flags_the_page_shows_some_and_the_table_and_json_all(built, fantasia):
    columns = schema.tables(fantasia)["requests"].columns
    order = {
        "institution_id": "villa-abajo",
        "filed_on": "2024-02-04",
        "answered_on": "2024-02-05",
        "outcome": "refused",
        "order_due_on": "2024-05-05",
    }
    rows = [{**order, "request_id": f"order:{number}"} for number in range(7)]
    path = fantasia.folder / "records" / "requests" / "orders.csv"
    lines = [columns, *([row.get(name, "") for name in columns] for row in rows)]
    path.write_text("".join(",".join(line) + "\n" for line in lines), encoding="utf-8")

    site = built("1.1.0")

    page = text(site, "en/institutions/villa-abajo")
    assert page.count("<h3>An order not obeyed</h3>") == 5
    assert "and 3 more red flags, in the CSV" in page
    flags = (site / "data" / "2024" / "flags.csv").read_text("utf-8")
    assert flags.count("villa-abajo,order,order:") == 7
    path = site / "api" / "v1" / "institutions" / "villa-abajo.json"
    assert len(json.loads(path.read_text("utf-8"))["flags"]) == 8


def test_under_a_method_without_flags_nothing_speaks_of_them(site):
    assert not (site / "data" / "2024" / "flags.csv").exists()
    for address in (*(f"{language}/{one}" for language, one in FLAGGED.items()), "en/data"):
        assert "flags" not in text(site, address)
    assert "Red flags" not in text(site, "en/method")
    path = site / "api" / "v1" / "institutions" / "villa-abajo.json"
    assert "flags" not in json.loads(path.read_text("utf-8"))


@pytest.mark.browser
def test_a_flag_is_seen_without_its_colour_on_the_narrowest_phone_and_has_no_fault(built, browser):
    site = built("1.1.0")
    styles = len(gzip.compress((STATIC / "consta.css").read_bytes(), 9))
    card = (site / "es" / FLAGGED["es"] / "index.html").read_bytes()
    assert len(gzip.compress(card, 9)) + styles <= 14 * 1024
    with chromium.served(site) as address:
        for options in (
            {"color_scheme": "light"},
            {"color_scheme": "dark"},
            {"forced_colors": "active"},
        ):
            page = browser.new_page(viewport={"width": 320, "height": 640}, **options)
            page.goto(f"{address}es/{FLAGGED['es']}/")
            page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")

            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            faults = Axe().run(page).response["violations"]
            assert [(one["id"], at["target"]) for one in faults for at in one["nodes"]] == []
            assert page.inner_text(".red h2") == "⚑ Alertas rojas"
            width = page.eval_on_selector(
                ".red", "one => parseFloat(getComputedStyle(one).borderLeftWidth)"
            )
            assert width >= 8
            page.close()
