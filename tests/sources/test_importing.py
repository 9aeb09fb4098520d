"""Imports of an invented country: what is used, what is left out, and what happens on failure."""

import pytest

from scorers.exceptions import ContentError, SourceError
from scorers.sources import declaration, importing, writing
from scorers.sources.reporting import Ledger
from scorers.text import Text


SOURCES = r"""
[[source]]
id = "figures"
system = "tabular"
role = "published-figures"
feeds = ["published-figures"]
file = "figures.csv"
format = "csv"
publisher = "Invented"
licence = "CC0"

[source.columns]
measure = "measure"
period = "period"
body = "body"
value = "value"
unit = "unit"
publisher = "publisher"
page = "page"
published = "published"

[[source]]
id = "plans"
system = "tabular"
role = "planning-documents"
feeds = ["planning-documents"]
file = "plans.csv"
format = "csv"
columns = { portal_id = "id", name = "name", title = "title", link = "link" }
publisher = "Invented"
licence = "CC0"
document = { id = "fantasia:plans", title = "Planes (inventados)", published_on = "2024" }

[import.published-figures]
joints = ["de", "del"]
file = "records/statistics/figures.csv"
id = "fantasia:{measure}:{institution}:{period}"
group = '^\('
document_id = "fantasia:page:{page}"
title = "{publisher} ({page})"
phrases = { ", reported by " = ", según " }
page_notes = { "clouds" = "a note" }
periods = { "about 2024" = "2024" }
measures = { rainbow = { measure = "rainbow_index", units = { percent = "percent" } } }

[import.planning-documents]
joints = []
ids = { portal = "cloud_number" }
file = "records/observations/plans.csv"
looked_on = 2024-03-01
found = "listed"
id = "fantasia:{portal_id}:{item}:{period}"
openness = ["open", "pdf", ""]
formats = { pdf = "pdf", csv = "open" }
leave = [{ pattern = "rules", reason = { es = "reglas", en = "rules" } }]
item = [{ item = "plan-of-clouds", pattern = "clouds" }]

[import.planning-documents.periods]
to = ["-"]
semester = ["half"]
trimester = ["quarter"]
ordinals = { "1" = ["i"] }
months = []
"""
FIGURES = """\
measure,period,body,value,unit,publisher,page,published
rainbow,2024-S1,MINISTERIO NUBES,81.50,percent,"Watch, reported by Clouds",https://clouds.example/1,2024-07
rainbow,about 2024,Consejo del Reloj,7,percent,Watch,clouds.example (July),undated
rainbow,2024-S1,Ministerio de las Nubes,80,percent,Watch,https://clouds.example/2,2024
rainbow,undated,Consejo del Reloj,7,percent,Watch,clouds.example,undated
rainbow,2024,(all ministries),50,percent,Watch,https://clouds.example/1,2024
rainbow,2024,Ministerio de la Luna,50,percent,Watch,https://clouds.example/1,2024
storms,2024,Consejo del Reloj,50,percent,Watch,https://clouds.example/1,2024
"""
PLANS = """\
id,name,title,link
N-001,Nubes,Plan of clouds 2024,http://clouds.example/a.pdf
N-001,Nubes,Plan of clouds 2024 again,clouds.example/a.csv
N-001,Nubes,Plan of clouds,http://192.168.1.1/a.pdf
N-001,Nubes,Rules of clouds 2024,http://clouds.example/b.pdf
N-001,Nubes,Something else,http://clouds.example/c.pdf
N-999,Luna,Plan of clouds 2024,http://clouds.example/d.pdf
"""


@pytest.fixture(name="ready")
def _ready(fantasia, tmp_path):
    (fantasia.folder / "sources.toml").write_text(SOURCES, encoding="utf-8")
    names = fantasia.folder / "names"
    names.mkdir()
    (names / "aliases.csv").write_text(
        "alias,institution_id\nMINISTERIO NUBES,ministerio-de-las-nubes\n", encoding="utf-8"
    )
    files = tmp_path / "files"
    files.mkdir()
    (files / "figures.csv").write_text(FIGURES, encoding="utf-8")
    (files / "plans.csv").write_text(PLANS, encoding="utf-8")
    return fantasia, files


def pull(ready, *chosen):
    country, files = ready
    declared = declaration.read(country)
    wanted = chosen or declared.sources
    outcomes = importing.run(country, declared, wanted, files, lambda _: None)
    return {outcome.name: outcome for outcome in outcomes}


def rows(ready, name):
    return writing.stored(ready[0].folder / "records" / name)


def left(outcome):
    return {reason.en: count for reason, count in outcome.report.ledgers[0].left.items()}


def test_figures_become_statistics_and_their_pages_documents(ready):
    outcome = pull(ready)["published-figures"]

    made = {row["statistic_id"]: row for row in rows(ready, "statistics/figures.csv")}
    first = made["fantasia:rainbow_index:ministerio-de-las-nubes:2024-S1"]
    assert len(made) == 2
    assert (first["value"], first["unit"], first["self_reported"]) == ("81.50", "percent", "false")
    assert (first["period_start"], first["period_end"]) == ("2024-01-01", "2024-06-30")
    assert first["publisher"] == "Watch, según Clouds"
    pages = {row["document_id"]: row for row in rows(ready, "documents.csv")}
    page = pages[first["document_id"]]
    assert (page["url"], page["published_on"]) == ("https://clouds.example/1", "2024-07")
    assert page["title"] == "Watch, según Clouds (clouds.example); a note"
    other = pages[made["fantasia:rainbow_index:consejo-del-reloj:2024"]["document_id"]]
    assert (other["url"], other["published_on"]) == ("", "")
    assert left(outcome) == {
        "second figure of the same period": 1,
        "of no stated year": 1,
        "average or sum of many bodies": 1,
        "of a body that is not in the list": 1,
        "of a measure that we do not use": 1,
    }


def test_plans_become_observations_and_the_most_open_of_one_period_stays(ready):
    outcome = pull(ready)["planning-documents"]

    made = {row["period"]: row for row in rows(ready, "observations/plans.csv")}
    assert set(made) == {"", "2024"}
    assert (made["2024"]["url"], made["2024"]["format"]) == ("http://clouds.example/a.csv", "open")
    assert (made[""]["url"], made[""]["format"]) == ("", "")
    assert made[""]["observation_id"] == "fantasia:N-001:plan-of-clouds:undated"
    assert left(outcome) == {
        "further document of the same item and period": 1,
        "rules": 1,
        "of none of the declared items": 1,
        "of a body that is not in the list": 1,
    }


def test_what_was_read_is_what_was_used_and_left_out(ready):
    for outcome in pull(ready).values():
        ledger = outcome.report.ledgers[0]

        assert ledger.read == ledger.used + ledger.left.total()


def test_a_ledger_that_does_not_add_up_is_a_defect_and_stops():
    ledger = Ledger(Text("filas", "rows"))
    ledger.use()

    with pytest.raises(SourceError, match="2 rows, but 1 used and 0 left out"):
        ledger.must_read(2)


def test_a_second_pull_gives_the_same_bytes(ready):
    folder = ready[0].folder

    pull(ready)
    once = {path: path.read_bytes() for path in sorted(folder.rglob("*.csv"))}
    pull(ready)

    assert {path: path.read_bytes() for path in sorted(folder.rglob("*.csv"))} == once


def test_documents_that_others_wrote_stay(ready):
    before = {row["document_id"] for row in rows(ready, "documents.csv")}

    pull(ready)

    assert before
    assert before < {row["document_id"] for row in rows(ready, "documents.csv")}


def test_a_source_that_fails_leaves_its_last_good_rows_and_the_others_go_on(ready):
    pull(ready)
    good = rows(ready, "statistics/figures.csv")
    (ready[1] / "figures.csv").write_text("<html>moved</html>", encoding="utf-8")
    (ready[1] / "plans.csv").write_text(PLANS.replace("a.csv", "new.csv"), encoding="utf-8")

    outcomes = pull(ready)

    assert "web page" in outcomes["published-figures"].failure
    assert rows(ready, "statistics/figures.csv") == good
    assert "new.csv" in str(rows(ready, "observations/plans.csv"))


def test_only_what_the_chosen_sources_feed_is_read(ready):
    (ready[1] / "plans.csv").unlink()

    outcomes = pull(ready, "figures")

    assert list(outcomes) == ["published-figures"]
    assert outcomes["published-figures"].failure == ""


def test_an_unknown_unit_stops_with_its_row(ready):
    (ready[1] / "figures.csv").write_text(
        FIGURES.replace("81.50,percent", "81.50,furlongs"), encoding="utf-8"
    )

    failure = pull(ready)["published-figures"].failure

    assert 'figures.csv, row 2, column "unit": "furlongs" is not one of' in failure


def test_a_cell_that_a_spreadsheet_would_run_never_reaches_a_table(ready):
    (ready[1] / "figures.csv").write_text(
        FIGURES.replace("Watch,https://clouds.example/2", "=1+1,https://clouds.example/2").replace(
            '"Watch, reported by Clouds"', "=HYPERLINK(1)"
        ),
        encoding="utf-8",
    )

    outcome = pull(ready)["published-figures"]

    assert "a spreadsheet would run" in outcome.failure
    assert rows(ready, "statistics/figures.csv") == []


def test_an_alias_of_nobody_stops_its_imports(ready):
    (ready[0].folder / "names" / "aliases.csv").write_text(
        "alias,institution_id\nx,nobody\n", encoding="utf-8"
    )

    assert 'no institution "nobody"' in pull(ready)["published-figures"].failure


@pytest.mark.parametrize("file", [".documents.csv.new", "observations/.plans.csv.new"])
def test_a_file_that_cannot_be_written_leaves_all_tables_as_they_were(ready, file):
    records = ready[0].folder / "records"
    before = {path: path.read_bytes() for path in records.rglob("*.csv")}
    (records / file).mkdir(parents=True)

    with pytest.raises(ContentError, match="cannot be written"):
        pull(ready, "plans")

    assert {path: path.read_bytes() for path in records.rglob("*.csv")} == before
    assert [path for path in records.rglob(".*.new") if path.is_file()] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('system = "tabular"', 'system = "oracle"', "write one of: tabular"),
        ('format = "csv"', 'format = "pdf"', "write csv or xlsx"),
        ('licence = "CC0"\n', "", 'needs "licence"'),
        ('feeds = ["planning-documents"]', 'feeds = ["moon"]', r"no \[import\.moon\]"),
        ('id = "plans"', 'id = "figures"', "two .* entries"),
        ("[[source]]", "[[source", "not TOML"),
        ('feeds = ["planning-documents"]', "feeds = 5", 'feeds is "5"; write a list'),
        ('format = "csv"', 'format = "csv"\nheader_row = "x"', 'header_row is "x"; write a whole'),
        ('file = "plans.csv"', 'file = "../plans.csv"', "write a name without a folder"),
        ('licence = "CC0"\n', "licence = 0\n", 'licence is "0"; write words'),
        ('licence = "CC0"\n', 'licence = "CC0"\nhosts = ["*.pe"]\n', "hosts is .*; write a list"),
    ],
)
def test_a_declaration_that_cannot_be_is_named(ready, old, new, message):
    country, _ = ready
    (country.folder / "sources.toml").write_text(SOURCES.replace(old, new), encoding="utf-8")

    with pytest.raises(SourceError, match=message):
        declaration.read(country)


def test_an_import_that_does_not_exist_is_named(ready):
    country, files = ready
    with (country.folder / "sources.toml").open("a", encoding="utf-8") as file:
        file.write("\n[import.moon]\n")

    with pytest.raises(SourceError, match="no import moon"):
        importing.run(country, declaration.read(country), ["plans"], files, lambda _: None)
