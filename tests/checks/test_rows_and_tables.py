"""What only several cells, rows or files together show. Fantasia is invented."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from scorers import checks, country
from scorers.records import schema


FANTASIA = Path(__file__).parents[1] / "data" / "fantasia"
TODAY = date(2026, 1, 1)


@pytest.fixture(name="fantasia")
def _fantasia(tmp_path):
    return country.read(Path(shutil.copytree(FANTASIA, tmp_path / "fantasia")))


def written(fantasia, path, *rows):
    """Return the path, now a file of its table with these rows."""
    name = path.split("/")[-1].removesuffix(".csv") if path.count("/") < 2 else path.split("/")[1]
    columns = schema.tables(fantasia)[name].columns
    lines = [",".join(columns), *(",".join(row.get(c, "") for c in columns) for row in rows)]
    file = fantasia.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def request(number, **cells):
    facts = {
        "institution_id": "villa-arriba",
        "filed_on": "2024-03-01",
        "answered_on": "2024-03-08",
        "outcome": "released",
    }
    return {"request_id": f"new:{number}", **facts, **cells}


def statistic(number, **cells):
    facts = {
        "institution_id": "villa-arriba",
        "measure": "lost_umbrellas",
        "period_start": "2021-01-01",
        "period_end": "2021-12-31",
        "count": "3",
        "publisher": "Nadie",
        "self_reported": "false",
        "document_id": "almanac",
    }
    return {"statistic_id": f"new:{number}", **facts, **cells}


def institution(name, **cells):
    facts = {"name_es": "Concejo", "name_en": "Council", "kind": "town-council", "level": "local"}
    return {"institution_id": name, **facts, **cells}


def found(fantasia, *paths):
    report = checks.check(fantasia, paths or None, today=TODAY, base=fantasia.folder)
    return [
        (problem.path, problem.line, problem.column, problem.code) for problem in report.problems
    ]


def test_the_invented_country_has_no_problem(fantasia):
    report = checks.check(fantasia, today=TODAY, base=fantasia.folder)

    assert report.problems == ()
    assert report.repeats == ()
    assert report.files == 10
    assert report.rows == 316


def test_no_answer_comes_before_its_request_and_the_same_day_is_fine(fantasia):
    path = written(
        fantasia,
        "records/requests/new.csv",
        request(1, answered_on="2024-03-01"),
        request(2, answered_on="2024-02-29"),
        request(3, delivered_on="2024-02-01"),
        request(
            4, appealed_on="2024-04-01", appeal_outcome="upheld", appeal_decided_on="2024-03-31"
        ),
    )

    assert found(fantasia, path) == [
        ("records/requests/new.csv", 3, "answered_on", "days-out-of-order"),
        ("records/requests/new.csv", 4, "delivered_on", "days-out-of-order"),
        ("records/requests/new.csv", 5, "appeal_decided_on", "days-out-of-order"),
    ]


def test_an_outcome_and_its_days_agree(fantasia):
    path = written(
        fantasia,
        "records/requests/new.csv",
        request(1, answered_on=""),
        request(2, outcome="no_answer"),
        request(3, outcome="pending", answered_on="", delivered_on="2024-03-09"),
        request(4, outcome="withdrawn", answered_on=""),
        request(5, transferred_to="villa-abajo"),
        request(6, outcome="transferred", transferred_to="villa-abajo"),
        request(7, appealed_on="2024-04-01", appeal_outcome="dismissed"),
        request(8, outcome=""),  # answered, and no more is known of it
        request(9, outcome="", answered_on="", delivered_on=""),
    )

    assert [problem[1:] for problem in found(fantasia, path)] == [
        (2, "answered_on", "missing-beside-outcome"),
        (3, "answered_on", "unexpected-beside-outcome"),
        (4, "delivered_on", "unexpected-beside-outcome"),
        (6, "transferred_to", "unexpected-beside-outcome"),
        (8, "appeal_decided_on", "missing-beside-outcome"),
        (10, "outcome", "neither-outcome-nor-answer"),
    ]


def test_a_clarification_is_asked_after_the_filing_and_before_it_is_given(fantasia):
    path = written(
        fantasia,
        "records/requests/new.csv",
        request(1, clarification_asked_on="2024-03-01", clarified_on="2024-03-01"),
        request(2, clarification_asked_on="2024-02-29"),
        request(3, clarification_asked_on="2024-03-05", clarified_on="2024-03-04"),
        request(4, clarification_asked_on="2024-03-09", answered_on="2024-03-08"),
        request(5, clarified_on="2024-03-05"),
        request(6, clarification_asked_on="2024-03-05", clarified_on="2024-03-30"),
    )

    assert [problem[1:] for problem in found(fantasia, path)] == [
        (3, "clarification_asked_on", "days-out-of-order"),
        (4, "clarified_on", "days-out-of-order"),
        (5, "answered_on", "days-out-of-order"),
        (6, "clarification_asked_on", "missing-beside-outcome"),
    ]


def test_a_request_is_not_transferred_to_where_it_was_filed(fantasia):
    path = written(
        fantasia,
        "records/requests/new.csv",
        request(1, outcome="transferred", transferred_to="villa-arriba"),
    )

    assert [problem[1:] for problem in found(fantasia, path)] == [
        (2, "transferred_to", "refers-to-itself")
    ]


def test_a_part_is_not_more_than_its_whole_and_a_row_has_a_figure(fantasia):
    path = written(
        fantasia,
        "records/statistics/new.csv",
        statistic(1, count="4", total="4"),
        statistic(2, count="5", total="4", period_end="2021-06-30"),
        statistic(3, count="10", total="9", period_end="2021-07-31"),
        statistic(4, count="", period_end="2021-08-31"),
        statistic(5, count="0", period_end="2021-09-30"),
        statistic(6, period_end="2020-12-31"),
    )

    assert [problem[1:] for problem in found(fantasia, path)] == [
        (3, "count", "count-above-total"),
        (4, "count", "count-above-total"),
        (5, "value", "no-figure"),
        (7, "period_end", "days-out-of-order"),
    ]


def test_the_same_figure_under_two_ids_is_found_across_files(fantasia):
    written(fantasia, "records/statistics/a.csv", statistic(1))
    written(
        fantasia, "records/statistics/b.csv", statistic(2), statistic(3, document_id="budget-book")
    )

    assert found(fantasia) == [("records/statistics/b.csv", 2, "statistic_id", "same-figure-twice")]


def test_a_shared_id_is_found_within_and_across_files_and_says_where_the_first_stands(fantasia):
    written(fantasia, "records/requests/a.csv", request(1), request(2), request(1))
    written(fantasia, "records/requests/b.csv", request(3), request(2))

    report = checks.check(fantasia, today=TODAY, base=fantasia.folder)

    assert [
        (problem.path, problem.line, problem.code, problem.expected.en.split()[-1])
        for problem in report.problems
    ] == [
        ("records/requests/a.csv", 4, "duplicate-id", "records/requests/a.csv:2"),
        ("records/requests/b.csv", 3, "duplicate-id", "records/requests/a.csv:3"),
    ]


def test_only_named_files_are_judged_but_held_against_all_tables(fantasia):
    named = written(
        fantasia, "records/requests/a.csv", request(1), request(9, document_id="nobody")
    )
    written(fantasia, "records/requests/b.csv", request(1, outcome="relased"))

    problems = found(fantasia, named)

    assert problems == [
        ("records/requests/a.csv", 2, "request_id", "duplicate-id"),
        ("records/requests/a.csv", 3, "document_id", "unknown-id"),
    ]


def test_a_duplicate_two_chunks_apart_is_found(fantasia):
    rows = [request(number) for number in range(5000)]
    path = written(fantasia, "records/requests/new.csv", *rows, request(0), request(4999))

    report = checks.check(fantasia, [path], today=TODAY, base=fantasia.folder)

    assert [(problem.line, problem.expected.en[-3:]) for problem in report.problems] == [
        (5002, "v:2"),
        (5003, "001"),
    ]


def test_ids_of_other_tables_may_be_added_in_the_same_run(fantasia):
    document = {
        "document_id": "brand-new",
        "title": "Inventado",
        "publisher": "Nadie",
        "licence": "CC0-1.0",
    }
    requests = written(fantasia, "records/requests/new.csv", request(1, document_id="brand-new"))
    written(fantasia, "records/documents/new.csv", document)

    assert found(fantasia, requests) == []


def test_references_to_a_table_that_cannot_be_read_are_not_called_wrong(fantasia):
    (fantasia.folder / "institutions.csv").write_bytes("institution_id\nñ".encode("latin-1"))

    assert {problem[0] for problem in found(fantasia)} == {"institutions.csv"}


def test_institutions_do_not_stand_in_a_circle(fantasia):
    written(
        fantasia,
        "institutions.csv",
        institution("consejo-del-reloj"),
        institution("ministerio-de-las-nubes"),
        institution("oficina-de-faros", parent_id="oficina-de-faros"),
        institution("villa-abajo", successor_id="villa-arriba"),
        institution("villa-arriba", successor_id="villa-centro"),
        institution("villa-centro", successor_id="villa-abajo", parent_id="villa-abajo"),
    )

    report = checks.check(
        fantasia, [fantasia.folder / "institutions.csv"], today=TODAY, base=fantasia.folder
    )

    assert [(p.line, p.column, p.code) for p in report.problems] == [
        (4, "parent_id", "refers-to-itself"),
        (5, "successor_id", "circle"),
    ]
    assert report.problems[1].expected.en.endswith(
        "villa-abajo → villa-arriba → villa-centro → villa-abajo"
    )


def test_the_order_of_rows_changes_only_lines(fantasia):
    rows = [
        request(1, outcome="relased"),
        request(2, answered_on="2024-02-01"),
        request(3, topic="paraguas 1234"),
        request(4),
    ]

    forth = found(fantasia, written(fantasia, "records/requests/new.csv", *rows))
    back = found(fantasia, written(fantasia, "records/requests/new.csv", *reversed(rows)))

    assert len(forth) == 3
    assert sorted((7 - line, *rest) for _, line, *rest in back) == sorted(
        (line, *rest) for _, line, *rest in forth
    )


def test_repeats_are_counted_from_the_eleventh_on(fantasia):
    rows = [request(number, outcome="relased") for number in range(3000)]
    path = written(fantasia, "records/requests/new.csv", *rows, request(3000, outcome="x"))

    report = checks.check(fantasia, [path], today=TODAY, base=fantasia.folder)

    assert [problem.line for problem in report.problems] == list(range(2, 12))
    assert [(r.code, r.path, r.column, r.count) for r in report.repeats] == [
        ("unknown-word", "records/requests/new.csv", "outcome", 2991)
    ]
    assert report.total == 3001
