"""What stands beside scored values, on the site of the invented country under method 1.1.0."""

import csv
import json


def test_the_page_the_table_and_the_json_say_it_in_both_languages(built):
    site = built("1.1.0")

    with (site / "data" / "2024" / "beside.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["institution_id"], row["indicator_id"]): row for row in csv.DictReader(file)}
    own = rows["ministerio-de-las-nubes", "R1"]
    assert (own["kind"], own["count"], own["total"]) == ("statistics", "456", "500")
    assert (own["method"], own["licence"]) == ("1.1.0", "CC-BY-4.0")
    said = {
        "es/instituciones": "La institución dice: 91,2 % (456 de 500).",
        "en/institutions": "The institution says: 91.2 % (456 of 500).",
    }
    for section, words in said.items():
        page = site / section / "ministerio-de-las-nubes" / "index.html"
        assert words in page.read_text("utf-8")
    path = site / "api" / "v1" / "institutions" / "ministerio-de-las-nubes.json"
    (beside,) = json.loads(path.read_text("utf-8"))["indicators"]["R1"]["beside"]
    assert beside["en"].startswith(said["en/institutions"])
    for page in ("es/datos", "en/data", "es/ediciones/2024", "en/editions/2024"):
        text = (site / page / "index.html").read_text("utf-8")
        assert "data/2024/beside.csv" in text
        assert "data/2024/baseline_waits.csv" in text
    table = (site / "data" / "2024" / "baseline_waits.csv").read_text("utf-8").splitlines()
    assert table[0].startswith("indicator_id,time,waiting,")
    said = {"es/metodo": "Las esperas se apoyan", "en/method": "Waits lean in the same way"}
    for page, words in said.items():
        assert words in (site / page / "index.html").read_text("utf-8")


def test_where_nothing_stands_beside_there_is_no_table_and_no_link(built):
    site = built("1.0.0")

    for name in ("beside.csv", "baseline_waits.csv"):
        assert not (site / "data" / "2024" / name).exists()
        assert name not in (site / "en" / "data" / "index.html").read_text("utf-8")
    assert "Waits lean" not in (site / "en" / "method" / "index.html").read_text("utf-8")
