"""Freezing an edition: once, whole, in the same bytes, and never over an earlier one."""

import subprocess
import sys
from pathlib import Path

import pytest

from scorers import editions
from scorers.editions import freezing
from scorers.exceptions import EditionError, MethodError
from scorers.text import Text


ROOT = Path(__file__).parents[2]
FILES = ["edition.toml", "evidence.csv", "scores.csv"]
# Freezes, and dies when so many files have taken their place.
DYING = """
import os, sys
from pathlib import Path
from scorers import country, editions
from scorers.editions import freezing
from scorers.paths import Place

root, left = Path(sys.argv[1]), int(sys.argv[2])
whole = Path.replace

def replace(self, target):
    global left
    if left == 0:
        os._exit(9)
    left -= 1
    return whole(self, target)

Path.replace = replace
place = Place(root=root, content=root / "content")
land = country.read(place.country("barataria"))
freezing.freeze(place, land, editions.read(place, "barataria", "2024"))
"""


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_frozen_edition_is_three_files_and_says_what_it_rests_on(island):
    frozen = island.freeze()

    assert sorted(contents(island.edition.parent)) == FILES
    assert island.read() == frozen
    assert frozen.is_frozen
    assert list(frozen.inputs) == [
        "barataria/country.toml",
        "barataria/editions/2024/edition.toml",
        "barataria/institutions.csv",
        "barataria/records/documents.csv",
        "barataria/records/observations.csv",
        "barataria/records/statistics.csv",
        "method/1.0.0.toml",
    ]


def test_scores_and_evidence_stand_in_their_order_and_format(island):
    island.freeze()
    lines = (island.edition.parent / "scores.csv").read_text("utf-8").split("\n")

    # 21 indicators, 3 pillars and a total of each of three institutions, and a header.
    assert len(lines) == 1 + 3 * 25 + 1
    assert lines[-1] == ""
    assert [line.split(",")[2] for line in lines[22:26]] == ["A", "R", "C", "total"]
    assert lines[1].startswith("isla-norte,indicator,A1,measured,90,90,9,10,90,,")
    # 800 of 1,000 is 80 %: 30 of the 45 points between the anchors, 66.67.
    assert lines[21].startswith("isla-norte,indicator,C7,measured,80,80,800,1000,66.666666667,")
    evidence = (island.edition.parent / "evidence.csv").read_text("utf-8").split("\n")
    assert evidence[-3].startswith("isla-sur,C7,budget_accrued:isla-sur:2024,")


def test_freezing_the_same_twice_gives_the_same_bytes(island):
    text = island.edition.read_bytes()
    island.freeze()
    first = contents(island.edition.parent)
    island.edition.write_bytes(text)
    island.freeze()

    assert contents(island.edition.parent) == first


def test_a_frozen_edition_is_not_frozen_again(island):
    island.freeze()
    before = contents(island.edition.parent)
    island.change("records/statistics.csv", ",800,", ",900,")

    with pytest.raises(EditionError, match="frozen and never rewritten"):
        island.freeze()

    assert contents(island.edition.parent) == before


@pytest.mark.parametrize("left", [0, 1, 2])
def test_a_freeze_that_is_killed_leaves_the_edition_open_and_can_be_done_again(island, left):
    words = [sys.executable, "-c", DYING, str(island.place.root), str(left)]
    open_ = island.edition.read_bytes()

    assert subprocess.run(words, cwd=ROOT, check=False).returncode == 9

    assert island.edition.read_bytes() == open_
    assert editions.known(island.place, "barataria") == ["2024"]
    assert not island.read().is_frozen
    island.freeze()
    assert sorted(contents(island.edition.parent)) == FILES
    assert island.reproduce().is_same


def test_a_revision_stands_beside_the_first_which_stays_as_it_was(island):
    island.freeze()
    before = contents(island.edition.parent)
    island.change("records/statistics.csv", ",800,", ",900,")

    revision = island.revise()

    assert contents(island.edition.parent) == before
    assert editions.known(island.place, "barataria") == ["2024", "2024-r2"]
    assert revision == island.read("2024-r2")
    assert (revision.revision, revision.reason.en) == ("r2", "a correction")
    assert sorted(contents(island.edition.parent.parent / "2024-r2")) == FILES
    assert island.reproduce("2024-r2").is_same


def test_the_tenth_revision_follows_the_ninth(island):
    island.freeze()
    for value in range(801, 811):
        island.change("records/statistics.csv", f",{value - 1},", f",{value},")
        island.revise()

    known = editions.known(island.place, "barataria")

    assert known[-2:] == ["2024-r10", "2024-r11"]
    assert known[1] == "2024-r2"


def test_a_revision_that_says_nothing_new_is_refused(island):
    island.freeze()

    with pytest.raises(EditionError, match="nothing has changed since edition 2024"):
        island.revise()

    assert editions.known(island.place, "barataria") == ["2024"]


@pytest.mark.parametrize(("es", "en"), [("", "why"), ("por qué", ""), (" ", "\n")])
def test_a_revision_without_both_reasons_is_refused(island, es, en):
    island.freeze()
    island.change("records/statistics.csv", ",800,", ",900,")

    with pytest.raises(EditionError, match="its reason in both languages"):
        freezing.revise(island.place, island.country, island.read(), Text(es=es, en=en))

    assert editions.known(island.place, "barataria") == ["2024"]


def test_an_open_edition_has_no_revision(island):
    with pytest.raises(EditionError, match="is open: freeze it"):
        island.revise()


def test_a_reason_may_hold_any_character(island):
    island.freeze()
    island.change("records/statistics.csv", ",800,", ",900,")
    reason = Text(es='ñ "\\ \x7f \x01 ]', en="two\nlines\ttab")

    freezing.revise(island.place, island.country, island.read(), reason)

    assert island.read("2024-r2").reason == reason


def test_nothing_is_read_or_revised_under_a_method_that_has_changed_since(island):
    island.freeze()
    island.method("anchors = [[50, 0], [95, 100]]", "anchors = [[50, 0], [96, 100]]")

    for refused in (island.published, island.revise):
        with pytest.raises(
            MethodError, match=r"is \[\[50, 0\], \[96, 100\]\] and was .* \[95, 100\]\]"
        ):
            refused()

    assert editions.known(island.place, "barataria") == ["2024"]


def test_without_the_text_that_was_published_the_hash_alone_refuses_a_changed_method(island):
    island.freeze()
    (island.place.content / "method" / "published" / "1.0.0.toml").unlink()
    island.method("anchors = [[50, 0], [95, 100]]", "anchors = [[50, 0], [96, 100]]")

    with pytest.raises(EditionError, match="frozen under a method that has changed since"):
        island.published()


def test_an_open_edition_is_not_frozen_under_a_method_that_others_were_frozen_under_otherwise(
    island,
):
    island.freeze()
    island.year(2025)
    island.method("weight = 0.35", "weight = 0.36")

    with pytest.raises(MethodError, match=r"pillar A: weight is 0\.36 and was 0\.35"):
        freezing.freeze(island.place, island.country, island.read("2025"))


def test_what_a_method_said_when_it_was_first_frozen_under_is_kept_once(island):
    file = island.place.content / "method" / "1.0.0.toml"
    before = file.read_bytes()

    island.freeze()

    kept = file.parent / "published" / file.name
    assert kept.read_bytes() == before
