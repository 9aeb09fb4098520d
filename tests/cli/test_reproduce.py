"""What `consta reproduce` says: equal, or the file, institution, part and column that are not."""

import json
import shutil

import pytest


MINISTRY = "ministerio-de-las-nubes"


@pytest.fixture(name="frozen")
def _frozen(consta):
    consta("freeze", "2024")
    return consta


def change(content):
    path = content / "fantasia" / "records" / "statistics" / "budget.csv"
    text = path.read_text("utf-8")
    assert ",91200," in text
    path.write_text(text.replace(",91200,", ",91201,"), "utf-8")


def test_without_an_edition_every_frozen_one_of_every_country_is_compared(frozen, content):
    other = content / "otra"
    shutil.copytree(content / "fantasia", other)
    text = (other / "country.toml").read_text("utf-8")
    text = text.replace('id = "fantasia"', 'id = "otra"').replace(
        "default = true", "default = false"
    )
    (other / "country.toml").write_text(text, "utf-8")
    shutil.copytree(other / "editions" / "2024", other / "editions" / "2023")

    status, out, err = frozen("reproduce")

    # What is copied says that it is fantasia's 2024: it is no edition of another year or country.
    assert (status, err) == (1, "")
    assert "fantasia 2024, revision r1: the same, byte for byte" in out
    assert "otra 2023, revision r1: NOT THE SAME" in out
    assert "otra/editions/2023/edition.toml: was not there when it was frozen" in out
    assert frozen("reproduce", "--country", "fantasia")[:2] == (
        0,
        "fantasia 2024, revision r1: the same, byte for byte\n",
    )


def test_an_open_edition_is_left_out_unless_it_is_asked_for(consta):
    assert consta("reproduce")[:2] == (0, "There are no frozen editions.\n")
    status, _, err = consta("reproduce", "2024")

    assert status == 2
    assert "is open" in err


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["NOT THE SAME", "has changed", "frozen"]), ("es", ["NO ES IGUAL", "cambió", "ahora"])],
)
def test_what_differs_is_named_and_ends_with_status_1(frozen, content, language, words):
    change(content)

    status, out, err = frozen("reproduce", language=language)

    assert (status, err) == (1, "")
    assert "fantasia/records/statistics/budget.csv" in out
    assert any(
        line.split()[:5] == ["scores.csv", MINISTRY, "indicator", "C7", "value"]
        for line in out.split("\n")
    )
    for word in words:
        assert word in out


def test_one_institution_alone(frozen, content):
    change(content)

    assert frozen("reproduce", "2024", "villa-abajo")[0] == 0
    assert frozen("reproduce", "2024", MINISTRY)[0] == 1
    status, _, err = frozen("reproduce", "2024", "villa-ariba")
    assert (status, 'did you mean "villa-arriba"' in err) == (2, True)


def test_the_same_for_machines(frozen, content):
    (before,) = json.loads(frozen("reproduce", "--json")[1])
    change(content)
    status, out, _ = frozen("reproduce", "2024", "--json")
    (after,) = json.loads(out)

    assert (before["same"], before["files"], before["differences"]) == (True, [], [])
    assert (status, after["same"]) == (1, False)
    assert after["files"][0]["path"] == "fantasia/records/statistics/budget.csv"
    assert {one["id"] for one in after["differences"]} >= {"C7"}


def test_a_revision_takes_over_from_the_one_it_follows(frozen, content):
    change(content)
    frozen("freeze", "2024", "--revision", "--reason-es", "a", "--reason-en", "b")

    status, out, _ = frozen("reproduce")

    assert status == 0
    assert "fantasia 2024, revision r1: followed by 2024-r2" in out
    assert "fantasia 2024-r2, revision r2: the same" in out
    assert frozen("reproduce", "2024")[0] == 1


def test_a_long_table_is_cut_and_counted(frozen, content):
    path = content / "fantasia" / "editions" / "2024" / "scores.csv"
    path.write_text(path.read_text("utf-8").replace(",not_measured,", ",measured,"), "utf-8")

    _, out, _ = frozen("reproduce")

    assert "more differences" in out
    assert len(out.split("\n")) < 50
