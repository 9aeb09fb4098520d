"""Reading an edition, and refusing what could not be one."""

import re
from datetime import date

import pytest

from scorers import editions
from scorers.exceptions import EditionError, MethodError


def test_an_edition_is_read(land):
    edition = editions.read(land.place, "barataria", "2024")

    assert edition == editions.Edition(
        id="2024",
        country_id="barataria",
        window_start=date(2024, 1, 1),
        window_end=date(2024, 12, 31),
        cut_off=date(2024, 12, 31),
        method="1.0.0",
        revision="r1",
        status="open",
    )


@pytest.mark.parametrize("name", ["2023", "", "../2024", "/2024", "2024/.", "2024\n"])
def test_an_edition_that_is_not_there_names_those_that_are(land, name):
    with pytest.raises(EditionError, match=r"of barataria\. Editions: 2024"):
        editions.read(land.place, "barataria", name)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("window_end = 2024-12-31", "window_end = 2023-12-31", "window_start <= window_end"),
        ("cut_off = 2024-12-31", "cut_off = 2024-12-30", "window_end <= cut_off"),
        ("cut_off = 2024-12-31", 'cut_off = "2024-12-31"', 'cut_off is "2024-12-31"; expected'),
        ("cut_off = 2024-12-31", "cut_off = 2024-12-31T00:00:00", "expected a day"),
        ("cut_off = 2024-12-31", "", "missing or unknown: cut_off"),
        ('status = "open"', 'status = "done"', 'status is "done"; expected open or frozen'),
        ('status = "open"', 'status = "open"\nstate = 1', "missing or unknown: state"),
        ('revision = "r1"', 'revision = "r0"', 'revision is "r0"'),
        ('method = "1.0.0"', "method = 1.0", 'method is "1.0"; expected a version'),
        ('method = "1.0.0"', 'method = "../x"', 'method is "../x"; expected a version'),
        ('method = "1.0.0"', "method = ", "not TOML in UTF-8"),
        ('revision = "r1"', 'revision = "r2"', 'revision is "r2"; expected r1, as its folder'),
        ('"open"', '"open"\nreason = { es = "a", en = "b" }', "missing or unknown: reason"),
        ('"open"', '"frozen"\nreason = { es = "a", en = "b" }', "a reason for revision r1"),
        ('"open"', '"frozen"\ninputs = { a = "1" }', "inputs is not a table of SHA-256"),
        ('"open"', '"frozen"\nearlier = 1', "earlier is not a table of SHA-256"),
    ],
)
def test_nonsense_gives_one_message_that_names_file_and_remedy(land, old, new, expected):
    text = land.edition.read_text(encoding="utf-8")
    land.edition.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(EditionError, match=re.escape(expected)) as caught:
        editions.read(land.place, "barataria", "2024")

    assert "\n" not in str(caught.value)


def test_a_method_that_is_not_there_names_those_that_are(land):
    text = land.edition.read_text(encoding="utf-8")
    land.edition.write_text(text.replace("1.0.0", "7.0.0"), encoding="utf-8")
    land.institutions("isla-norte")

    with pytest.raises(MethodError, match=r'no method "7\.0\.0".*Methods: 1\.0\.0'):
        land.score()


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("", "no reason for revision r2; expected one"),
        ('reason = { es = "a" }', "reason is not a text in both languages"),
        ('reason = { es = "a", en = " " }', "reason is not a text in both languages"),
        ('reason = { es = "a", en = 1 }', "reason is not a text in both languages"),
        ('reason = "a"', "reason is not a text in both languages"),
    ],
)
def test_a_later_revision_says_why_in_both_languages(land, reason, expected):
    folder = land.edition.parent.parent / "2024-r2"
    folder.mkdir()
    text = land.edition.read_text("utf-8").replace('"r1"', '"r2"').replace('"open"', '"frozen"')
    (folder / "edition.toml").write_text(text + reason, "utf-8")

    with pytest.raises(EditionError, match=expected):
        editions.read(land.place, "barataria", "2024-r2")
