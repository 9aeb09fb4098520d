"""Names of a source lead to proposals, and never further. All names are invented."""

import os
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from scorers import country
from scorers.exceptions import SourceError
from scorers.sources import matching, writing
from scorers.sources.systems.base import Body


PERU = Path(__file__).parents[2] / "content" / "peru"
ALIASES = "alias,institution_id,why\nCasa de los Faros,oficina-de-faros,former name\n"


@pytest.fixture(name="names")
def _names(fantasia):
    folder = fantasia.folder / "names"
    folder.mkdir()
    return folder


def proposed(fantasia, *names, **ids):
    bodies = [Body(f"k{at}", name) for at, name in enumerate(names)]
    return [
        (one.body.name, one.how, one.institution_ids, round(one.score))
        for one in matching.propose(fantasia, "clouds", bodies, **ids)
    ]


def test_a_name_as_we_write_it_is_exact_in_either_language_and_in_short(fantasia):
    found = proposed(fantasia, "Consejo del Reloj", "Council of the Clock", "CR")

    assert {one[1:] for one in found} == {("exact", ("consejo-del-reloj",), 100)}


def test_accents_case_and_marks_do_not_matter(fantasia):
    found = proposed(fantasia, "OFICINA DE FAROS BOYAS Y NANDUES")

    assert [one[1:] for one in found] == [("folded", ("oficina-de-faros",), 100)]


def test_the_closest_name_is_proposed_with_its_score(fantasia):
    ((_, how, ids, score),) = proposed(fantasia, "Ministerio de las Nuves")

    assert (how, ids) == ("closest", ("ministerio-de-las-nubes",))
    assert matching.LEAST_SCORE <= score < 100


def test_a_short_name_in_brackets_at_the_end_does_not_count(fantasia):
    ((_, how, ids, score),) = proposed(fantasia, "CONSEJO DEL RELOJ (CO-RELOJ)")

    assert (how, ids, score) == ("closest", ("consejo-del-reloj",), 100)


def test_a_name_like_none_is_listed_without_a_proposal(fantasia):
    ((_, how, ids, score),) = proposed(fantasia, "Correos del Desierto")

    assert (how, ids) == ("none", ())
    assert score < matching.LEAST_SCORE


def test_a_name_of_several_institutions_is_proposed_for_none_of_them(fantasia):
    path = fantasia.folder / "institutions.csv"
    line = next(one for one in path.read_text().splitlines() if one.startswith("consejo-del-reloj"))
    twin = line.replace("consejo-del-reloj", "consejo-del-reloj-sur", 1).replace("N-002", "N-777")
    path.write_text(path.read_text() + twin + "\n")

    exact, closest = matching.propose(
        fantasia, "clouds", [Body("a", "Consejo del Reloj"), Body("b", "Consejo dl Reloj")]
    )

    for one in (exact, closest):
        assert (one.how, one.institution_id) == ("several", "")
        assert one.institution_ids == ("consejo-del-reloj", "consejo-del-reloj-sur")


def test_an_alias_is_a_name_too(fantasia, names):
    (names / "aliases.csv").write_text(ALIASES)

    assert proposed(fantasia, "CASA DE LOS FAROS")[0][1:3] == ("folded", ("oficina-de-faros",))


def test_a_key_that_is_an_official_id_comes_before_every_name(fantasia):
    (one,) = matching.propose(
        fantasia, "clouds", [Body("N-001", "Consejo del Reloj")], official_id="cloud_number"
    )

    assert (one.how, one.institution_id) == ("id", "ministerio-de-las-nubes")


def test_what_the_table_of_names_has_is_not_proposed_again(fantasia, names):
    (names / "clouds.csv").write_text(
        "key,name,institution_id\nk0,Nubes,ministerio-de-las-nubes\n,Correos del Desierto,\n"
    )

    assert proposed(fantasia, "Otro nombre de k0", "Correos del Desierto") == []


def test_keys_that_the_source_says_are_ours_are_known_already(fantasia):
    bodies = [Body("N-001", "Consejo del Reloj"), Body("N-999", "Consejo del Reloj")]

    (one,) = matching.propose(fantasia, "clouds", bodies, keys="cloud_number")

    assert one.body.key == "N-999"


def test_names_are_counted_and_the_most_used_come_first(fantasia):
    bodies = [Body("a", "Uno"), Body("b", "Dos"), Body("b", "Dos")]

    found = matching.propose(fantasia, "clouds", iter(bodies))

    assert [(one.body.name, one.rows) for one in found] == [("Dos", 2), ("Uno", 1)]


def test_an_official_id_that_is_no_column_is_refused(fantasia):
    with pytest.raises(SourceError, match='no column "sky_number"'):
        matching.propose(fantasia, "clouds", [], official_id="sky_number")


def test_nothing_is_written(fantasia):
    before = sorted(fantasia.folder.rglob("*"))

    proposed(fantasia, "Consejo del Reloj", "Correos")

    assert sorted(fantasia.folder.rglob("*")) == before


@pytest.mark.recordings
@pytest.mark.skipif("CONSTA_RECORDINGS" not in os.environ, reason="needs CONSTA_RECORDINGS")
def test_the_names_of_the_portal_lead_to_the_institutions_that_have_their_ids():
    """The ids say what is right: no folded name is wrong, and of the closest 20 in 1,471 are."""
    files = Path(os.environ["CONSTA_RECORDINGS"]).parent / "data" / "peru"
    book = openpyxl.load_workbook(files / "ID_ENTIDAD_TOTAL.xlsx", read_only=True)
    rows = list(book["BD"].iter_rows(values_only=True))
    book.close()
    at, name = rows[0].index("id_entidad"), rows[0].index("name_entidad")
    bodies = [Body(str(row[at]), str(row[name]).strip()) for row in rows[1:] if row[name]]
    peru = country.read(PERU)
    stored = writing.stored(PERU / "institutions.csv")
    truth = {row["pte_id"]: row["institution_id"] for row in stored if row["pte_id"]}

    found = Counter(
        (one.how, one.institution_id == truth[one.body.key])
        for one in matching.propose(peru, "no-such-table", bodies)
        if one.institution_id and one.body.key in truth
    )

    assert found == {
        ("folded", True): 361,
        ("closest", True): 1451,
        ("closest", False): 20,
    }
