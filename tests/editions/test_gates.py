"""Every release gate, passing, failing and not applicable, on what is invented."""

import pandas as pd
import pytest

from scorers import editions
from scorers.editions import absences
from scorers.editions.gates import gates
from scorers.editions.sensitivity import Sensitivity, varied_by
from scorers.text import LANGUAGES
from tests.editions.rated import METHOD


def found(rated=("R",), alternatives=(), medians=(), correlations=()):
    """Return a sensitivity that says what is given: rows of its tables."""
    empty = pd.DataFrame()
    return Sensitivity(
        edition_id="2024",
        version="1.1.0",
        draws=1000,
        seed=1,
        interval=0.9,
        assumptions={},
        unknown={},
        rated={part: 30 if part in rated else 0 for part in ("A", "R", "C", "total")},
        scores=empty,
        bands=empty,
        effects=empty,
        medians=pd.DataFrame(
            medians, columns=["part", "assumption", "institutions", "first", "total"]
        ),
        alternatives=pd.DataFrame(
            alternatives, columns=["part", "assumption", "alternative", "institutions", "kept"]
        ),
        left_out=empty,
        importance=empty,
        correlations=pd.DataFrame(
            correlations, columns=["pillar", "first", "second", "institutions", "correlation"]
        ),
    )


def gate(land, name, sensitivity, part=None, varied=METHOD):
    """Return the gate of a name in an open edition of the island, of a part if one is given."""
    checked = gates(land.place, land.country, land.score(), varied, sensitivity)
    (one,) = (each for each in checked if each.id == name and part in (None, each.part))
    return one


@pytest.fixture(name="bare")
def _bare(land):
    land.institutions("isla-norte")
    land.write("observations", [])
    return land


@pytest.mark.parametrize(
    ("kept", "state"), [(0.80, "passed"), (0.79, "failed"), (1.0, "passed"), (0.0, "failed")]
)
def test_enough_institutions_must_keep_their_band_under_every_alternative(bare, kept, state):
    rows = [("R", "weights", "", 30, 1.0), ("R", "strength", "10", 30, kept)]

    one = gate(bare, "kept", found(alternatives=rows))

    assert (one.part, one.found, one.limit, one.state) == ("R", kept, 0.80, state)
    assert kept == 1 or one.said.en == "Weight of the common rate (s): s = 10"


@pytest.mark.parametrize(("total", "state"), [(0.50, "passed"), (0.51, "failed")])
def test_an_assumption_that_weighs_much_must_be_discussed(bare, total, state):
    rows = [("R", "data", 30, 0.9, 0.9), ("R", "anchors", 30, 0.1, total)]

    one = gate(bare, "effects", found(medians=rows))

    # What the data do is no assumption.
    assert (one.found, one.state) == (total, state)


def test_a_discussion_excuses_its_assumption_in_its_parts_alone(bare):
    rows = [
        (part, name, 30, 0.1, total)
        for part in ("R", "total")
        for name, total in (("goalposts", 0.9), ("weights", 0.2))
    ]
    sensitivity = found(rated=("R", "total"), medians=rows)

    excused, open_one = (gate(bare, "effects", sensitivity, part) for part in ("R", "total"))

    assert (excused.found, excused.state) == (0.2, "passed")
    assert excused.said.es.endswith("comentado: Valores de referencia intermedios")
    assert (open_one.found, open_one.state) == (0.9, "failed")


@pytest.mark.parametrize(
    ("correlation", "opposed", "alike"),
    [(-0.4, "passed", "passed"), (-0.41, "failed", "passed"), (0.91, "passed", "failed")],
)
def test_indicators_of_a_pillar_must_neither_oppose_nor_repeat_each_other(
    bare, correlation, opposed, alike
):
    sensitivity = found(correlations=[("R", "R1", "R4", 30, correlation)])

    assert gate(bare, "opposed", sensitivity).state == opposed
    assert gate(bare, "alike", sensitivity).state == alike


def test_a_note_allows_indicators_to_be_alike_and_not_to_be_opposed(bare):
    # The method has a note that R1 and R2 overlap.
    alike = found(correlations=[("R", "R1", "R2", 30, 0.99)])
    opposed = found(correlations=[("R", "R1", "R2", 30, -0.99)])

    assert gate(bare, "alike", alike).state == "not_applicable"
    assert gate(bare, "opposed", opposed).state == "failed"


def test_where_nothing_is_rated_gates_do_not_apply_and_say_why(bare):
    checked = gates(bare.place, bare.country, bare.score(), METHOD, found(rated=()))

    assert {one.state for one in checked} == {"not_applicable"}
    said = {one.id: one.said.en for one in checked}
    assert said["kept"] == said["effects"] == "no institution is rated"
    assert said["opposed"].endswith("for 20 institutions or more")
    assert said["absences"] == "no zero for absence in this edition"
    assert said["reproduced"] == "edition is open; checked once frozen"


def test_without_a_version_that_says_what_is_varied_gates_say_so(bare):
    assert varied_by(bare.place, bare.score().method) is None

    one = gate(bare, "kept", None, varied=None)

    assert (one.state, one.limit) == ("not_applicable", None)
    assert one.said.es == "ninguna versión del método dice qué se varía"


def test_every_gate_is_named_in_both_languages(bare):
    for one in gates(bare.place, bare.country, bare.score(), METHOD, found()):
        assert all(one.name[lang] and one.said[lang] for lang in LANGUAGES)


def test_every_zero_for_absence_has_two_visits(island):
    one = gate(island, "absences", found())

    # Ten items of one institution and one of another.
    assert (one.found, one.state, one.said.en) == (0, "passed", "checked: 11")


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (("2024-05-15", "2024-05-14"), "failed"),  # 13 days apart
        (("2024-05-15,absent", "2024-05-15,partial"), "passed"),  # no absence any more
        (("2024-05-15", "2024-05-16"), "passed"),
    ],
)
def test_a_frozen_zero_whose_visits_are_gone_is_named(island, change, state):
    island.freeze()
    path = "records/observations.csv"
    old, new = change
    id_kept = "isla-norte:item-10:2024-05-15:absent"
    text = (island.folder / path).read_text("utf-8")
    lines = [
        line.replace(f",{old}", f",{new}") if line.startswith(id_kept) else line
        for line in text.splitlines(keepends=True)
    ]
    (island.folder / path).write_text("".join(lines), "utf-8")
    book = editions.published(island.place, island.country, island.read(), island.frames())

    lone = [one.id for one in absences.counted(book) if not one.is_seen_twice]

    assert lone == (["isla-norte:A1:item-10"] if state == "failed" else [])


def test_what_was_frozen_must_reproduce(island):
    island.freeze()

    def reproduced():
        book = editions.published(island.place, island.country, island.read(), island.frames())
        checked = gates(island.place, island.country, book, METHOD, found())
        return next(one for one in checked if one.id == "reproduced")

    assert (reproduced().found, reproduced().state) == (0, "passed")
    island.change("records/statistics.csv", ",800", ",801")
    assert reproduced().state == "failed"
    assert "barataria/records/statistics.csv" in reproduced().details


def test_a_revision_that_is_followed_leaves_it_to_the_next(island):
    island.freeze()
    island.change("records/statistics.csv", ",800", ",801")
    island.revise()
    book = editions.published(island.place, island.country, island.read(), island.frames())

    checked = gates(island.place, island.country, book, METHOD, found())

    one = next(one for one in checked if one.id == "reproduced")
    assert (one.state, one.details) == ("not_applicable", ())
    assert "2024-r2" in one.said.en
