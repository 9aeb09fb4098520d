"""The checks of a method on the pages: on that of their indicator, and behind an institution's."""

from scorers import country
from scorers.website import building


HEADER = (
    "observation_id,institution_id,item,period,due_on,looked_on,found,first_seen_on,format,url,"
    "document_id,submitted_by,count,total"
)
CHECKS = {
    "a7-officer": "complete",
    "a7-address": "complete",
    "a7-term": "complete",
    "a7-cost": "partial",
    "a7-appeal": "partial",
    "a7-index": "complete",
}


def test_checks_stand_on_their_indicators_page_and_behind_the_number_they_make(
    place, fantasia, tmp_path
):
    edition = fantasia.folder / "editions" / "2024" / "edition.toml"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text.replace('method = "1.0.0"', 'method = "1.1.0"'), encoding="utf-8")
    rows = [
        f"{check},ministerio-de-las-nubes,{check},,,2024-05-01,{found},,page,,letters,,,"
        for check, found in CHECKS.items()
    ]
    path = fantasia.folder / "records" / "observations" / "checks.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")

    building.build(place, country.read(fantasia.folder), tmp_path / "output")

    def page(address):
        return (tmp_path / "output" / address / "index.html").read_text(encoding="utf-8")

    english, spanish = page("en/indicators/A7"), page("es/indicadores/A7")
    assert "<h2>What is looked at</h2>" in english
    assert "<dt>States the cost</dt>" in english
    assert "<code>a7-cost</code>" in english
    assert "<h2>Qué se mira</h2>" in spanish
    assert "<dt>Dice el costo</dt>" in spanish
    assert "What is looked at" not in page("en/indicators/A1")
    card = page("en/institutions/ministerio-de-las-nubes")
    assert "4\u00a0of 6 checks" in card
    assert "States the cost: in part on 2024-05-01" in card
    # What was seen published lists items alone.
    assert "<h3>States the cost</h3>" not in card
