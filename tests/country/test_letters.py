"""What letters.toml must say, how it is refused, and what an unconfirmed rule keeps out."""

import shutil
from pathlib import Path

import pytest

from scorers import country
from scorers.exceptions import CountryError


ROOT = Path(__file__).parents[2]
FANTASIA = ROOT / "tests" / "data" / "fantasia"
WRITTEN = [
    path.parent for path in [FANTASIA / "letters.toml", *ROOT.glob("content/*/letters.toml")]
]


@pytest.fixture(name="folder")
def _folder(tmp_path):
    folder = tmp_path / "fantasia"
    folder.mkdir()
    for name in ("country.toml", "letters.toml"):
        shutil.copy(FANTASIA / name, folder)
    return folder


def change(folder, old, new, name="letters.toml"):
    file = folder / name
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), encoding="utf-8")


def read(folder):
    return country.read_letters(country.read(folder))


def said(letter, language="en"):
    return "\n".join(paragraph[language] for paragraph in letter.paragraphs)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('version = "1.0"', "", r'the top needs "version"'),
        ("written_on = 2024-06-01", 'written_on = "2024"', r"write a day such as"),
        ("written_on = 2024-06-01", "written_on = 2024-06-01T00:00:00", r"write a day such as"),
        ("read_on = 2024-05-31", "", r'\[\[rule\]\] "window" needs "read_on"'),
        ('source = "https://fantasia.example/law/1#3"', "", r'"window" needs "source"'),
        ('"https://fantasia.example/law/1#3"', '"javascript:x"', r"write an address that begins"),
        ('id = "window"', 'id = "Window"', r"lower-case letters and digits joined by hyphens"),
        ('rests_on = ["window"]', 'rests_on = ["door"]', r'is "\[\'door\'\]"; write rules of the'),
        ("A\n{institution}", "A\n{person}", r"no other holes than: \{asks\}, \{days\}"),
        ("A\n{institution}", "A\n{institution.name}", r"no other holes than"),
        ("A\n{institution}", "A\n{institution!r}", r"no other holes than"),
        ("A\n{institution}", "A\n{days:>{institution}}", r"no other holes than"),
        ("A\n{institution}", "A\n{}", r"no other holes than"),
        ("A\n{institution}", "A\n{institution", r"write braces in pairs"),
        ('es = "{asks}", en = "{asks}"', 'es = "x", en = "x"', r"needs one paragraph that is"),
        ('es = "{asks}", en = "{asks}"', 'es = "{asks}", en = "x"', r"needs one paragraph that is"),
        ('es = "[Firma]", en = "[Signature]"', 'es = "{asks}", en = "{asks}"', r"needs one parag"),
        ("a {institution}", "a {asks}", r"no other holes than: \{days\}, \{institution\}, \{law\}"),
        ('en = "Of what must be published:"', 'en = ""', r'"lead" of \[items\] needs both langua'),
        ('lead = { es = "Del último', 'load = { es = "Del último', r'\[figures\] needs "lead"'),
        ("Presupuesto modificado y", "{days} y", r"no other holes than: no braces"),
        ("[ask]", "[[ask]]", r"ask of the top is .* write a table, \[ask\]"),
        ("[request]", "[asked]", r'\[request\] needs "subject"'),
        ('version = "1.0"', "version = ", r"not TOML in UTF-8"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_file_and_place(folder, old, new, message):
    change(folder, old, new)

    with pytest.raises(CountryError, match=message) as caught:
        read(folder)
    assert str(folder / "letters.toml") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_not_utf_8_are_refused(folder):
    (folder / "letters.toml").write_bytes("año".encode("latin-1"))

    with pytest.raises(CountryError, match="not TOML in UTF-8"):
        read(folder)


def test_a_country_without_letters_has_none(folder):
    (folder / "letters.toml").unlink()

    assert read(folder) is None


def test_a_country_without_a_list_of_what_must_be_published_needs_no_words_for_it(folder):
    words = (folder / "letters.toml").read_text(encoding="utf-8")
    start, end = words.index("[items]"), words.index("[figures]")
    (folder / "letters.toml").write_text(words[:start] + words[end:], encoding="utf-8")

    assert read(folder).items is None


def test_a_letter_leaves_out_what_rests_on_an_unconfirmed_rule(folder):
    letters = read(folder)
    assert "bells" not in said(letters.request)
    assert not letters.rules["bells"].confirmed

    change(
        folder,
        "confirmed = false",
        'source = "https://fantasia.example/9"\nread_on = 2024-05-31\nconfirmed = true',
    )
    assert "bells" in said(read(folder).request)


def test_a_rule_confirmed_without_a_source_is_refused(folder):
    change(folder, "confirmed = false", "confirmed = true")

    with pytest.raises(CountryError, match=r'"bells" needs "source"'):
        read(folder)


@pytest.mark.parametrize(
    ("flag", "letter"), [("confirmed = true", "request"), ("appeal_confirmed = true", "appeal")]
)
def test_a_letter_names_no_term_and_no_appeal_that_the_country_has_not_confirmed(
    folder, flag, letter
):
    assert "{days}" in said(getattr(read(folder), letter))

    words = (folder / "country.toml").read_text(encoding="utf-8")
    law = words.index("[law]")
    changed = words[:law] + words[law:].replace(f"\n{flag}", f"\n{flag[:-4]}false", 1)
    (folder / "country.toml").write_text(changed, encoding="utf-8")

    assert "{days}" not in said(getattr(read(folder), letter))


@pytest.mark.parametrize("folder", WRITTEN, ids=lambda folder: folder.name)
def test_letters_that_are_written_can_be_read_and_filled(folder):
    letters = read(folder)
    unconfirmed = [rule for rule in letters.rules.values() if not rule.confirmed]

    assert all(not rule.source for rule in unconfirmed)
    assert all(
        one[language] == one[language].strip()
        for one in letters.request.paragraphs
        for language in ("es", "en")
    )
    for letter in (letters.request, letters.appeal):
        assert letter.paragraphs
        for paragraph in letter.paragraphs:
            for language in ("es", "en"):
                paragraph[language].format(institution="", law="", days=1, asks="")
