"""What was published must come out of the records again, and what does not is named."""

import pytest

from scorers.exceptions import EditionError


SCORES = "barataria/editions/2024/scores.csv"
EVIDENCE = "barataria/editions/2024/evidence.csv"


def names(found):
    return [one.path for one in found.files]


def test_what_was_frozen_comes_out_again(island):
    island.freeze()

    assert island.reproduce().is_same
    assert island.reproduce(institution="isla-sur").is_same


def test_a_byte_changed_in_a_record_is_found_down_to_the_cell_and_the_row(island):
    island.freeze()
    island.change("records/statistics.csv", ",800,", ",801,")

    found = island.reproduce()

    assert names(found) == ["barataria/records/statistics.csv", SCORES, EVIDENCE]
    assert {(one.id, one.column, one.frozen, one.now) for one in found.cells[:3]} == {
        ("C7", "value", "80", "80.1"),
        ("C7", "count", "800", "801"),
        ("C7", "estimate", "80", "80.1"),
    }
    assert found.cells[-1].row_id == "budget_accrued:isla-norte:2024"
    assert {one.institution_id for one in found.cells} == {"isla-norte"}


def test_a_byte_that_moves_no_score_is_found_too(island):
    island.freeze()
    island.change("records/documents.csv", ",Mint,", ",Minx,")

    found = island.reproduce()

    assert names(found) == ["barataria/records/documents.csv"]
    assert not found.cells


def test_one_institution_is_held_against_its_own_rows_alone(island):
    island.freeze()
    island.change("records/statistics.csv", ",800,", ",801,")

    assert island.reproduce(institution="isla-sur").is_same
    assert not island.reproduce(institution="isla-norte").is_same


def test_a_byte_changed_in_the_method_is_found_and_named(island):
    island.freeze()
    island.method("# s\n", "# S\n")

    found = island.reproduce()

    assert names(found) == ["method/1.0.0.toml"]
    assert "method has changed" in found.files[0].said.en
    assert names(island.reproduce(institution="isla-sur")) == ["method/1.0.0.toml"]


@pytest.mark.parametrize(
    ("name", "old", "new", "cells"),
    [
        ("scores.csv", "66.666666667", "66.666666668", 1),
        ("scores.csv", "isla-sur,indicator,A1,absent", "isla-sur,indicator,A1,measured", 1),
        ("scores.csv", "isla-vieja,total", "isla-nueva,total", 2),
        ("scores.csv", "isla-norte,indicator,A1", "isla-norte,indicator,\x00A1", 2),
        ("evidence.csv", "isla-sur,A1,", "isla-sur,A4,", 2),
        ("scores.csv", "isla-vieja,total", '"isla-vieja",total', 0),
    ],
)
def test_a_byte_changed_in_the_edition_is_found_and_named(island, name, old, new, cells):
    island.freeze()
    island.change(f"editions/2024/{name}", old, new)

    found = island.reproduce()

    assert names(found) == [f"barataria/editions/2024/{name}"]
    assert len(found.cells) == cells


def test_a_file_of_the_edition_that_is_gone_is_named(island):
    island.freeze()
    (island.edition.parent / "evidence.csv").unlink()

    found = island.reproduce()

    assert names(found) == [EVIDENCE]
    assert "is missing" in found.files[0].said.en


def test_a_window_that_was_moved_is_found(island):
    island.freeze()
    island.change("editions/2024/edition.toml", "cut_off = 2024-12-31", "cut_off = 2025-01-31")

    assert "barataria/editions/2024/edition.toml" in names(island.reproduce())


def test_a_duty_that_was_added_is_found(island):
    island.freeze()
    island.change("country.toml", 'kinds = ["port"]', 'kinds = ["office"]')

    found = island.reproduce()

    assert names(found)[0] == "barataria/country.toml"
    assert not found.is_same


@pytest.mark.parametrize(
    ("has_requests", "day", "is_same"),
    [
        (True, "2024-03-05", False),
        (True, "2025-01-02", True),  # after the cut-off
        (True, "2023-12-29", True),  # before the window
        (False, "2024-03-05", True),  # no wait is counted
    ],
)
def test_a_day_that_is_decreed_later_is_found_where_waits_rest_on_it(
    island, has_requests, day, is_same
):
    if has_requests:
        cells = {"institution_id": "isla-norte", "filed_on": "2024-03-01", "outcome": "pending"}
        island.write("requests", [{"request_id": "r:1", **cells}])
    island.freeze()
    days = island.folder / "non_working_days.csv"
    days.write_text(f"day,regions,norm,source,confirmed\n{day},,,x,true\n", encoding="utf-8")

    found = island.reproduce()

    assert found.is_same == is_same
    assert names(found) == ([] if is_same else ["barataria/non_working_days.csv"])


def test_what_becomes_known_later_does_not_disturb(island, look, budget):
    island.freeze()
    with (island.folder / "records" / "documents.csv").open("a", encoding="utf-8") as file:
        file.write("later,Later,Mint,,,,,,CC0-1.0\n")
    later = [
        *budget("isla-norte", 1, 2, 2025),
        *budget("isla-norte", 3, 4, 2019),
    ]
    text = (island.folder / "records" / "statistics.csv").read_text("utf-8")
    first, *rest = text.split("\n")
    island.write("statistics", later)
    _, *added = (island.folder / "records" / "statistics.csv").read_text("utf-8").split("\n")
    # Before, between and behind the rows that were there.
    lines = [first, added[0], *rest[:2], *added[1:3], "", *rest[2:-1], *added[3:]]
    (island.folder / "records" / "statistics.csv").write_text("\n".join(lines), "utf-8")
    looks = island.folder / "records" / "observations"
    looks.mkdir()
    row = look("isla-norte", "item-10", "complete", "2025-01-01")
    names_ = island.tables["observations"].columns
    (looks / "2025.csv").write_text(
        ",".join(names_) + "\n" + ",".join(row.get(name, "") for name in names_) + "\n", "utf-8"
    )
    island.change(
        "institutions.csv", "isla-norte,isla-norte,isla-norte", "isla-norte,Isla,Northern Isle"
    )

    found = island.reproduce()

    assert found.is_same, found


def test_a_later_end_and_successor_do_not_disturb_and_a_later_body_is_not_in_it(island):
    island.freeze()
    island.institutions(
        "isla-norte",
        "isla-sur",
        **{
            "isla-vieja": {"until_on": "2025-06-30", "successor_id": "isla-nueva"},
            "isla-nueva": {"since_on": "2025-07-01"},
        },
    )

    assert island.reproduce().is_same


def test_a_row_that_is_added_inside_the_window_is_found(island, budget):
    island.freeze()
    path = island.folder / "records" / "statistics.csv"
    before = path.read_text("utf-8")
    island.write("statistics", budget("isla-vieja", 1, 2))
    path.write_text(before + path.read_text("utf-8").split("\n", 1)[1], "utf-8")

    found = island.reproduce()

    assert names(found)[0] == "barataria/records/statistics.csv"
    assert {one.institution_id for one in found.cells} == {"isla-vieja"}


def test_a_revision_guards_the_files_of_the_one_before(island):
    island.freeze()
    island.change("records/statistics.csv", ",800,", ",900,")
    island.revise()

    assert island.reproduce("2024-r2").is_same

    island.change("editions/2024/scores.csv", "66.666666667", "66.666666668")
    assert names(island.reproduce("2024-r2")) == [SCORES]


def test_an_open_edition_or_an_unknown_institution_is_refused(island):
    with pytest.raises(EditionError, match="is open"):
        island.reproduce()
    island.freeze()
    with pytest.raises(EditionError, match='did you mean "isla-norte"'):
        island.reproduce(institution="isla-nort")
