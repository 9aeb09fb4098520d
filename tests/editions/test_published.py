"""A frozen edition is what its folder says, whatever the records and the code say afterwards."""

from pathlib import Path

import pytest

from scorers import country, editions, paths
from scorers.editions import releasing, tabulating
from scorers.editions.explaining import explain
from scorers.exceptions import EditionError, MethodError
from scorers.records.frames import read_all


PLACE = paths.find(Path(__file__))
COMMITTED = [
    (name, edition)
    for name in PLACE.countries()
    for edition in editions.known(PLACE, name)
    if editions.read(PLACE, name, edition).is_frozen
]


def published(land, edition="2024"):
    now = country.read(land.folder)
    return editions.published(land.place, now, land.read(edition))


@pytest.fixture(name="tables", scope="module")
def _tables():
    return {name: read_all(country.read(PLACE.country(name))) for name in PLACE.countries()}


@pytest.mark.parametrize(("name", "edition"), COMMITTED)
def test_a_committed_edition_that_was_read_is_written_again_byte_for_byte(tables, name, edition):
    chosen = editions.read(PLACE, name, edition)
    book = editions.published(PLACE, country.read(PLACE.country(name)), chosen, tables[name])

    kept = releasing.whole(PLACE, chosen)
    assert tabulating.scores_csv(book).encode() == kept[tabulating.SCORES]
    rows = sum(map(len, book.evidence.values()))
    assert rows == kept[tabulating.EVIDENCE].count(b"\n") - 1


def test_it_says_what_scoring_said_when_it_was_frozen(island):
    scored = island.score()
    island.freeze()
    book = published(island)

    assert book.evidence == scored.evidence
    assert book.indicators["score"].round(9).equals(scored.indicators["score"])
    # A pillar that is not rated keeps the mean that its explanation shows.
    assert book.pillars["score"].equals(scored.pillars["score"])
    assert book.pillars["missing"].tolist() == scored.pillars["missing"].tolist()
    assert book.totals[["low", "high"]].equals(scored.totals[["low", "high"]])
    assert book.inputs == island.read().inputs


def test_a_row_that_changes_afterwards_moves_no_number(island):
    island.freeze()
    before = published(island)
    island.change("records/statistics.csv", ",800,", ",905,")
    after = published(island)

    assert after.indicators.equals(before.indicators)
    assert after.inputs_hash == before.inputs_hash
    assert not island.score().indicators["score"].equals(before.indicators["score"])


def test_both_revisions_keep_their_own_numbers(island):
    island.freeze()
    island.change("records/statistics.csv", ",800,", ",905,")
    island.revise()

    scores = [
        published(island, edition).indicators.loc[("isla-norte", "C7"), "score"]
        for edition in ("2024", "2024-r2")
    ]
    assert scores == [66.666666667, 90.0]


def test_an_open_edition_is_scored_from_the_records(island):
    assert published(island).indicators.equals(island.score().indicators)


def test_a_pooled_rate_is_found_again_for_the_explanation(land, counted):
    land.institutions("norte", "sur")
    rows = [
        *counted("norte", requests_in_term=(90, 100)),
        *counted("sur", requests_in_term=(300, 400)),
    ]
    land.write("statistics", rows)
    land.freeze()

    book = published(land)

    assert book.baselines["R1"].rate == pytest.approx(0.78)
    lines = [line.en for line in explain(book, "norte").steps[1].steps[0].arithmetic]
    assert any("(90 + 5 × 0.7800) / (100 + 5)" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("scores.csv", "isla-sur,pillar,R", "isla-sur,pillar,C"),
        ("scores.csv", "isla-vieja,total,total", "isla-sur,total,total"),
        ("scores.csv", "66.666666667", "many"),
        ("scores.csv", "institution_id,part", "institution,part"),
        ("evidence.csv", "row_hash", "hash"),
    ],
)
def test_a_frozen_table_that_freezing_did_not_write_is_refused_by_name(island, name, old, new):
    island.freeze()
    island.change(f"editions/2024/{name}", old, new)

    with pytest.raises(EditionError, match=rf"{name}: not as it was frozen"):
        published(island)


def test_a_missing_table_and_a_lost_institution_are_named(island):
    island.freeze()
    (island.folder / "institutions.csv").write_text(
        (island.folder / "institutions.csv").read_text().replace("isla-vieja", "isla-nueva")
    )
    with pytest.raises(EditionError, match='there is no "isla-vieja"'):
        published(island)

    (island.edition.parent / "scores.csv").unlink()
    with pytest.raises(EditionError, match=r"lacks its scores\.csv"):
        published(island)


def test_a_method_that_has_changed_since_is_refused(island):
    island.freeze()
    island.method("[[50, 0], [95, 100]]", "[[50, 0], [96, 100]]")

    with pytest.raises(MethodError, match=r"indicator C7: anchors is .* and was "):
        published(island)


def test_one_institution_read_alone_is_told_as_among_all(land, counted, budget):
    land.institutions("norte", "sur")
    rows = [
        *counted("norte", requests_in_term=(90, 100)),
        *counted("sur", requests_in_term=(300, 400)),
        *budget("norte", 800, 1000),
    ]
    land.write("statistics", rows)
    land.freeze()
    now = country.read(land.folder)

    alone = editions.published(land.place, now, land.read(), institution_id="norte")

    assert explain(alone, "norte") == explain(published(land), "norte")
    assert alone.baselines["R1"] == published(land).baselines["R1"]
    with pytest.raises(EditionError, match='no institution "este"'):
        explain(editions.published(land.place, now, land.read(), institution_id="este"), "este")
