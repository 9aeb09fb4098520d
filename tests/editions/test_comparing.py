"""What changed between two editions, and because of what."""

import shutil

import pytest

from scorers import country
from scorers.editions import change, comparing
from scorers.exceptions import EditionError


STEEPER = (
    "anchors = [[50, 0], [95, 100]]\njudgement = [50, 95]",
    "anchors = [[50, 0], [90, 100]]\njudgement = [50, 90]",
)


def compared(land, before="2024", after="2024-r2"):
    now = country.read(land.folder)
    return comparing.compare(land.place, now, land.read(before), land.read(after), land.frames())


def causes(changes):
    return {(one.institution_id, one.id): one.causes for one in changes}


def append(land, table, rows):
    path = land.folder / "records" / f"{table}.csv"
    before = path.read_text("utf-8")
    land.write(table, rows)
    path.write_text(before + path.read_text("utf-8").split("\n", 1)[1], "utf-8")


def test_nothing_changes_between_an_edition_and_itself(island):
    island.freeze()

    assert compared(island, "2024", "2024") == []


def test_a_row_whose_cell_was_mended_is_a_correction(island):
    island.freeze()
    island.change("records/statistics.csv", ",800,", ",905,")
    island.revise()

    # 90.5 % lies 40.5 of the 45 points above 50.
    (change,) = compared(island)

    assert (change.institution_id, change.id, change.causes) == (
        "isla-norte",
        "C7",
        ("correction",),
    )
    assert (change.score_before, change.score_after) == (66.666666667, 90)
    assert (change.rows_added, change.rows_corrected, change.rows_passed) == (0, 1, 0)


def test_a_row_that_was_taken_out_is_a_correction(island):
    island.freeze()
    path = island.folder / "records" / "statistics.csv"
    lines = path.read_text("utf-8").split("\n")
    kept = [line for line in lines if not line.startswith("budget_accrued:isla-sur:2024")]
    path.write_text("\n".join(kept), "utf-8")
    island.revise()

    (change,) = compared(island)

    assert change.causes == ("correction",)
    assert (change.state_before, change.state_after) == ("measured", "not_measured")
    assert change.score_after is None


def test_a_row_that_was_added_is_new_evidence(island, budget):
    island.freeze()
    append(island, "statistics", budget("isla-vieja", 725, 1000))
    island.revise()

    (change,) = compared(island)

    assert (change.institution_id, change.causes, change.rows_added) == (
        "isla-vieja",
        ("evidence",),
        2,
    )
    assert (change.state_before, change.score_before, change.score_after) == (
        "not_measured",
        None,
        50,
    )


def test_a_newer_look_at_an_item_is_new_evidence_and_no_correction(island, look):
    island.freeze()
    append(island, "observations", [look("isla-norte", "item-01", "partial", "2024-08-01")])
    island.revise()

    assert causes(compared(island)) == {("isla-norte", "A1"): ("evidence",)}


def test_looks_that_are_too_old_by_then_have_passed_their_deadline(island):
    island.year(2028)

    changes = compared(island, "2024", "2028")

    measured = {"isla-norte": ("A1", "A4", "C7"), "isla-sur": ("A1", "C7")}
    assert causes(changes) == {
        (name, one): ("deadline",) for name, indicators in measured.items() for one in indicators
    }
    assert changes[0].rows_passed == 10


def test_another_year_brings_new_evidence_and_ends_the_old(island):
    island.year(2023)

    by_place = causes(compared(island, "2023", "2024"))

    assert by_place["isla-norte", "C7"] == ("evidence", "deadline")
    assert by_place["isla-sur", "C7"] == ("evidence",)


def new_method(land, old, new):
    folder = land.place.content / "method"
    shutil.copy(folder / "1.0.0.toml", folder / "1.1.0.toml")
    text = (
        (folder / "1.1.0.toml").read_text("utf-8").replace('version = "1.0.0"', 'version = "1.1.0"')
    )
    assert old in text
    (folder / "1.1.0.toml").write_text(text.replace(old, new, 1), "utf-8")


def test_only_what_another_method_moves_has_it_as_its_cause(island):
    island.freeze()
    new_method(island, *STEEPER)
    island.change(
        "records/observations.csv", "item-01,,,2024-05-01,complete", "item-01,,,2024-05-01,partial"
    )
    # A row that rests on another document now, and says the same.
    island.change("records/statistics.csv", ",700,,Mint,false,budget", ",700,,Mint,false,visit")
    island.revise("1.1.0")

    # C7 by the method alone; A1 by the row alone.
    assert causes(compared(island)) == {
        ("isla-norte", "A1"): ("correction",),
        ("isla-norte", "C7"): ("method",),
        ("isla-sur", "C7"): ("method",),
    }


def test_what_both_moved_has_both_causes(island):
    island.freeze()
    new_method(island, *STEEPER)
    island.change("records/statistics.csv", ",800,", ",850,")
    island.revise("1.1.0")

    assert causes(compared(island))["isla-norte", "C7"] == ("correction", "method")


def test_a_pool_that_others_moved_is_said_to_be_that(land, counted):
    land.institutions("a", "b")
    land.write(
        "statistics",
        [*counted("a", requests_answered=(9, 10)), *counted("b", requests_answered=(90, 100))],
    )
    land.freeze()
    land.change("records/statistics.csv", ",90,100,", ",60,100,")
    land.revise()

    assert causes(compared(land)) == {("a", "R2"): ("baseline",), ("b", "R2"): ("correction",)}


def test_a_pillar_that_becomes_rated_has_the_causes_of_its_parts(land, counted):
    land.institutions("a")
    rows = counted(
        "a",
        requests_in_term=(950, 1000),
        requests_answered=(990, 1000),
        requests_extended=(1, 1000),
    )
    land.write("statistics", rows)
    land.freeze()
    added = counted("a", requests_granted=(800, 900), requests_partly_granted=(50, 900))
    append(land, "statistics", added)
    land.revise()

    first, second = compared(land)

    assert (first.id, first.causes, first.rows_added) == ("R4", ("evidence",), 2)
    assert (second.part, second.id, second.causes) == ("pillar", "R", ("evidence",))
    assert (second.state_before, second.state_after) == ("coverage", "rated")


def test_a_duty_that_no_longer_holds_is_a_correction(island):
    island.freeze()
    island.change("country.toml", "confirmed = true", "confirmed = false")
    island.revise()

    by_place = causes(compared(island))

    assert by_place["isla-norte", "A1"] == ("correction",)


def test_the_csv_has_a_line_a_change(island):
    island.freeze()
    island.change("records/statistics.csv", ",800,", ",905,")
    island.revise()

    lines = change.changes_csv(compared(island)).split("\n")

    assert lines[1:] == [
        "isla-norte,indicator,C7,measured,measured,66.666666667,90,correction,0,1,0",
        "",
    ]


def test_a_frozen_edition_without_its_tables_is_refused(island):
    island.freeze()
    (island.edition.parent / "scores.csv").unlink()

    with pytest.raises(EditionError, match=r"lacks its scores\.csv"):
        compared(island, "2024", "2024")
