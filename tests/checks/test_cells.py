"""One cell at a time: what stands in it and what is said about it. Fantasia is invented."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from scorers import checks, country
from scorers.records import schema


FANTASIA = Path(__file__).parents[1] / "data" / "fantasia"
TODAY = date(2026, 1, 1)
REQUEST = {
    "request_id": "new:1",
    "institution_id": "villa-arriba",
    "filed_on": "2024-03-01",
    "answered_on": "2024-03-08",
    "outcome": "released",
    "topic": "faros",
}
INSTITUTION = {
    "institution_id": "villa-nueva",
    "name_es": "Concejo de Villa Nueva",
    "name_en": "Town Council of Villa Nueva",
    "kind": "town-council",
    "level": "local",
}
STATISTIC = {
    "statistic_id": "new:1",
    "institution_id": "villa-arriba",
    "measure": "lost_umbrellas",
    "period_start": "2021-01-01",
    "period_end": "2021-12-31",
    "count": "3",
    "total": "4",
    "publisher": "Nadie (inventado)",
    "self_reported": "false",
    "document_id": "almanac",
}
OBSERVATION = {
    "observation_id": "new:1",
    "institution_id": "villa-arriba",
    "item": "charter",
    "looked_on": "2024-06-10",
    "found": "complete",
    "document_id": "inspection-2024",
}
DOCUMENT = {
    "document_id": "new",
    "title": "Documento inventado",
    "publisher": "Nadie",
    "licence": "CC0-1.0",
}
ROWS = {
    "requests": REQUEST,
    "institutions": INSTITUTION,
    "statistics": STATISTIC,
    "observations": OBSERVATION,
    "documents": DOCUMENT,
}
FOUND = [
    # a word where nothing is known
    ("requests", "fee", "N/A", "word-for-missing"),
    ("requests", "answered_on", "-", "word-for-missing"),
    ("requests", "channel", "NA", "word-for-missing"),
    ("requests", "topic", "s/d", "word-for-missing"),
    ("requests", "topic", "null", "word-for-missing"),
    ("requests", "topic", "None", "word-for-missing"),
    ("requests", "topic", "0", "word-for-missing"),
    ("requests", "topic", "Sin Dato", "word-for-missing"),
    ("institutions", "short_name", "—", "word-for-missing"),
    # what a spreadsheet would run
    ("requests", "topic", '=HYPERLINK("http://x.example")', "formula"),
    ("requests", "topic", "+1", "formula"),
    ("requests", "topic", "-1", "formula"),
    ("requests", "topic", "@SUM(A1)", "formula"),
    ("requests", "topic", "\t=1", "formula"),
    ("requests", "topic", "\r=1", "formula"),
    ("requests", "topic", "＝1+1", "formula"),
    ("requests", "fee", "=1+1", "formula"),
    ("requests", "request_id", "=1", "formula"),
    # what cannot be seen
    ("requests", "topic", "faros\u202efdp", "hidden-character"),
    ("requests", "topic", "fa\u200bros", "hidden-character"),
    ("requests", "topic", "fa\u200fros", "hidden-character"),
    ("requests", "topic", "fa\u2066ros", "hidden-character"),
    ("requests", "topic", "\ufefffaros", "hidden-character"),
    ("requests", "topic", "faros\u00a0", "hidden-character"),
    ("requests", "topic", "fa\x00ros", "hidden-character"),
    ("requests", "topic", "faros\ny boyas", "hidden-character"),
    ("requests", "institution_id", "villa-arriba\x1b", "hidden-character"),
    # spaces
    ("requests", "topic", " faros", "outer-space"),
    ("requests", "outcome", "released ", "outer-space"),
    ("requests", "topic", " ", "outer-space"),
    # types
    ("requests", "filed_on", "31/02/2024", "not-a-day"),
    ("requests", "filed_on", "2024-02-30", "not-a-day"),
    ("requests", "filed_on", "20240301", "not-a-day"),
    ("requests", "filed_on", "2024-W10-2", "not-a-day"),
    ("requests", "filed_on", "2024-3-1", "not-a-day"),
    ("requests", "filed_on", "0", "not-a-day"),
    ("requests", "filed_on", "٢٠٢٤-03-01", "not-a-day"),
    ("requests", "fee", "1,204.50", "not-a-number"),
    ("requests", "fee", "1e3", "not-a-number"),
    ("requests", "fee", "inf", "not-a-number"),
    ("requests", "fee", "1_000", "not-a-number"),
    ("requests", "fee", "S/ 5", "not-a-number"),
    ("requests", "appeal_route_cited", "sí", "not-a-boolean"),
    ("requests", "appeal_route_cited", "TRUE", "not-a-boolean"),
    ("statistics", "count", "1.0", "not-an-integer"),
    ("statistics", "count", "1_0", "not-an-integer"),
    ("statistics", "count", "007", "not-an-integer"),
    ("documents", "retrieved_at", "2025-02-03 10:00", "not-an-instant"),
    ("documents", "retrieved_at", "2025-02-03T10:00:00-05:00", "not-an-instant"),
    ("documents", "retrieved_at", "2025-02-03T25:00:00Z", "not-an-instant"),
    # days that cannot be
    ("requests", "filed_on", "0016-03-01", "early-year"),
    ("requests", "filed_on", "1899-12-31", "early-year"),
    ("requests", "delivered_on", "2026-01-02", "future-day"),
    ("requests", "extended_to", "2037-01-01", "future-day"),
    ("documents", "retrieved_at", "2026-01-02T00:00:00Z", "future-day"),
    # limits
    ("statistics", "count", "-1", "below-minimum"),
    ("requests", "fee", "-0.5", "below-minimum"),
    ("requests", "topic", "a" * 201, "too-long"),
    # words
    ("requests", "outcome", "relased", "unknown-word"),
    ("requests", "outcome", "Released", "unknown-word"),
    ("institutions", "kind", "guid", "unknown-word"),
    ("institutions", "region", "lima", "unknown-word"),
    ("observations", "item", "budget", "unknown-word"),
    ("statistics", "measure", "umbrellas", "unknown-word"),
    # forms
    ("institutions", "institution_id", "../etc", "wrong-form"),
    ("institutions", "institution_id", "Villa Nueva", "wrong-form"),
    ("institutions", "institution_id", "villa--nueva", "wrong-form"),
    ("institutions", "institution_id", "villa-ñandú", "wrong-form"),
    ("institutions", "cloud_number", "N-1", "wrong-form"),
    ("requests", "institution_id", "<script>", "wrong-form"),
    ("observations", "period", "2021-M13", "wrong-form"),
    ("documents", "published_on", "0016", "wrong-form"),
    # addresses
    ("requests", "source_url", "javascript:alert(1)", "not-an-address"),
    ("requests", "source_url", "JAVASCRIPT://fantasia.example/%0aalert(1)", "not-an-address"),
    ("requests", "source_url", "ftp://fantasia.example/", "not-an-address"),
    ("requests", "source_url", "www.fantasia.example", "not-an-address"),
    ("requests", "source_url", "https://fantasia", "not-an-address"),
    ("requests", "source_url", "https:///path", "not-an-address"),
    ("requests", "source_url", "https://user:word@fantasia/", "not-an-address"),
    ("requests", "source_url", "https://fantasia.example\\@evil.example/", "not-an-address"),
    ("requests", "source_url", "https://fantasia.example/a b", "not-an-address"),
    ("requests", "source_url", 'https://fantasia.example/"onclick="x', "not-an-address"),
    ("requests", "source_url", "https://fantasia.example/<script>", "not-an-address"),
    # references
    ("requests", "institution_id", "villa-ariba", "unknown-id"),
    ("requests", "document_id", "leters", "unknown-id"),
    ("institutions", "parent_id", "nobody", "unknown-id"),
    ("institutions", "successor_id", "nobody", "unknown-id"),
    # people
    ("requests", "topic", "escribir a fulana@correo.example", "personal-data"),
    ("requests", "submitted_by", "fulana@correo.example", "personal-data"),
    ("requests", "topic", "fulana@gob.pe.correo.example", "personal-data"),
    ("requests", "source_url", "https://fantasia.example/?to=a@correo.example", "personal-data"),
    ("requests", "topic", "paraguas 1234", "personal-data"),
    # HTML
    ("requests", "topic", "<script>alert(1)</script>", "markup"),
    ("institutions", "name_es", "Villa <b>Nueva", "markup"),
    ("documents", "title", "</td>", "markup"),
    ("documents", "title", "<!-- x", "markup"),
    # blanks
    ("requests", "filed_on", "", "blank"),
    ("institutions", "name_en", "", "blank"),
]
FINE = [
    ("requests", "fee", "0"),
    ("requests", "fee", "2.50"),
    ("requests", "channel", ""),
    ("requests", "extended_to", "2036-12-31"),
    ("requests", "delivered_on", "2026-01-01"),
    ("requests", "topic", "menos de 5 < 10, ¿y después? 100 %"),
    ("requests", "topic", "Área «Ñandú» – faros y boyas"),
    ("requests", "topic", "consultas a mesa@fantasia.gob.pe y foi@clouds.gov.uk"),
    ("requests", "topic", "a" * 200),
    ("requests", "transferred_to", ""),
    ("requests", "source_url", "http://fantasia.example:8080/plan%20de%20nubes.pdf?a=1&b=2#p3"),
    ("requests", "source_url", "https://ñandú.example/plán.pdf"),
    ("requests", "source_url", "http://200.60.1.2/plan.pdf"),
    ("statistics", "value", "-3.5"),
    ("statistics", "period_end", "2026-12-31"),
    ("institutions", "since_on", "1535-01-18"),
    ("institutions", "cloud_number", "N-123"),
    ("observations", "period", "2020-2022"),
    ("documents", "published_on", "2024-05"),
]


@pytest.fixture(name="fantasia")
def _fantasia(tmp_path):
    return country.read(Path(shutil.copytree(FANTASIA, tmp_path / "fantasia")))


def written(fantasia, name, *rows):
    """Return a new file of a table with these rows."""
    columns = schema.tables(fantasia)[name].columns
    cells = [
        ",".join('"' + row.get(column, "").replace('"', '""') + '"' for column in columns)
        for row in rows
    ]
    records = fantasia.folder / "records" / name
    path = fantasia.folder.parent / "new.csv" if name == "institutions" else records / "new.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("\n".join([",".join(columns), *cells]) + "\n")
    return path


def found(fantasia, path):
    report = checks.check(fantasia, [path], today=TODAY, base=fantasia.folder)
    return [(problem.line, problem.column, problem.code) for problem in report.problems]


def test_the_countrys_own_items_are_named_before_the_checks_of_the_method(fantasia):
    path = written(fantasia, "observations", {**OBSERVATION, "item": "thunder"})

    (problem,) = checks.check(fantasia, [path], today=TODAY, base=fantasia.folder).problems

    assert "Write one of these: audits, charter, contracts, guest-book" in problem.message.en
    assert problem.message.en.endswith("wages and 17 more.")


def test_an_observation_may_name_a_check_of_the_method(fantasia):
    path = written(fantasia, "observations", {**OBSERVATION, "item": "c6-answer"})

    assert found(fantasia, path) == []


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_facts_has_no_problem(fantasia, name):
    path = written(fantasia, name, ROWS[name])

    assert found(fantasia, path) == []


@pytest.mark.parametrize(("name", "column", "cell", "code"), FOUND)
def test_a_wrong_cell_is_found_at_its_line_and_column(fantasia, name, column, cell, code):
    path = written(fantasia, name, ROWS[name], {**ROWS[name], column: cell})

    problems = found(fantasia, path)

    # The second row shares its id with the first, unless the id is what is wrong.
    assert (3, column, code) in problems
    others = {"duplicate-id", "missing-beside-outcome", "unexpected-beside-outcome"}
    assert {problem[2] for problem in problems} - others == {code}


@pytest.mark.parametrize(("name", "column", "cell"), FINE)
def test_a_good_cell_is_left_in_peace(fantasia, name, column, cell):
    path = written(fantasia, name, {**ROWS[name], column: cell})

    assert found(fantasia, path) == []


def test_one_cell_may_have_a_problem_of_form_and_one_of_privacy(fantasia):
    path = written(fantasia, "requests", {**REQUEST, "topic": "=1 <b> fulana@correo.example"})

    problems = found(fantasia, path)

    assert problems == [
        (2, "topic", "formula"),
        (2, "topic", "markup"),
        (2, "topic", "personal-data"),
    ]


@pytest.mark.parametrize(
    ("name", "column", "cell", "near"),
    [
        ("requests", "outcome", "relased", "released"),
        ("requests", "outcome", "PENDING", "pending"),
        ("requests", "filed_on", "0016-03-01", "2016-03-01"),
        ("requests", "filed_on", "31/01/2024", "2024-01-31"),
        ("requests", "filed_on", "1/31/2024", "2024-01-31"),
        ("requests", "filed_on", "2024-3-1", "2024-03-01"),
        ("requests", "filed_on", "20240301", "2024-03-01"),
        ("requests", "filed_on", "2024-03-01 00:00:00", "2024-03-01"),
        ("requests", "filed_on", "03/04/2024", None),
        ("requests", "filed_on", "31/02/2024", None),
        ("requests", "fee", "1,204.50", "1204.50"),
        ("requests", "fee", "12,5", None),
        ("requests", "appeal_route_cited", "Sí", "true"),
        ("requests", "institution_id", "villa-ariba", "villa-arriba"),
        ("requests", "institution_id", "Villa Arriba", "villa-arriba"),
        (
            "requests",
            "source_url",
            "www.fantasia.example/a b",
            "https://www.fantasia.example/a%20b",
        ),
        ("requests", "source_url", "javascript:alert(1)", None),
        ("requests", "topic", " faros ", "faros"),
    ],
)
def test_what_was_probably_meant_is_said(fantasia, name, column, cell, near):
    path = written(fantasia, name, {**ROWS[name], column: cell})

    report = checks.check(fantasia, [path], today=TODAY, base=fantasia.folder)

    assert [problem.near for problem in report.problems if problem.column == column] == [near]


def test_private_data_is_never_repeated_whatever_the_problem_is(fantasia):
    topic = " =paraguas 1234 fulana@correo.example "
    path = written(fantasia, "requests", {**REQUEST, "topic": topic, "outcome": "a@b.example"})

    report = checks.check(fantasia, [path], today=TODAY, base=fantasia.folder)

    words = repr(report)
    assert len(report.problems) == 3
    assert "fulana" not in words
    assert "1234" not in words
    assert "b.example" not in words
    assert "p•••" in words


def test_what_is_found_is_short_and_has_nothing_unseen_in_it(fantasia):
    path = written(fantasia, "requests", {**REQUEST, "topic": "\u202e\x07" + "ñ" * 5000})

    report = checks.check(fantasia, [path], today=TODAY, base=fantasia.folder)

    found_text = report.problems[0].found.es
    assert found_text.startswith('"\\u202e\\u0007ñ')
    assert found_text.endswith('…"')
    assert len(found_text) == 82


def test_a_hostile_cell_costs_no_more_than_its_length(fantasia):
    rows = [
        {
            **REQUEST,
            "request_id": f"new:{number}",
            "topic": topic * 1000,
            "source_url": topic * 1000,
        }
        for number, topic in enumerate(["a" * 100, "a." * 50, "1-" * 50, "@a" * 50, "-a" * 50], 1)
    ]
    path = written(fantasia, "requests", *rows)

    problems = found(fantasia, path)

    assert {line for line, _, _ in problems} == {2, 3, 4, 5, 6}
