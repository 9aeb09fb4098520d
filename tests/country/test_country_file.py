"""What country.toml must say, and how it is refused. Fantasia is invented."""

import shutil
from pathlib import Path

import pytest

from scorers import country
from scorers.exceptions import CountryError


FANTASIA = Path(__file__).parents[1] / "data" / "fantasia"


@pytest.fixture(name="file")
def _file(tmp_path):
    (tmp_path / "fantasia").mkdir()
    return Path(shutil.copy(FANTASIA / "country.toml", tmp_path / "fantasia"))


FURTHER = '[[language]]\nid = "qu"\nlocale = "qu_PE"\n'


def change(file, old, new):
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('currency = "XTS"', "", r'the top needs "currency"'),
        ('currency = "XTS"', "currency = 5", r'currency of the top is "5"; write words'),
        ("default = true", 'default = "yes"', r'default of the top is "yes"; write true or false'),
        ('id = "fantasia"', 'id = "../x"', r'"\.\./x"; write the name of the folder, "fantasia"'),
        ("term_days = 15", 'term_days = "ten"', r'term_days of \[law\] is "ten"; write a whole'),
        ("term_days = 15", "term_days = true", r'term_days of \[law\] is "True"; write a whole'),
        ("clock = true", "clock = 1", r'stops_clock of \[law\] is "1"; write true or false'),
        ("term_days = 15", "term_days = 0", r'term_days of \[law\] is "0"; write a whole number'),
        ("tile = [1, 1]", "tile = [1]", r'tile of \[\[region\]\] "islas-del-norte" is "\[1\]"'),
        ("tile = [1, 1]", 'tile = "ab"', r'is "ab"; write a column and a row'),
        ('id = "guild"', "id = 5", r'id of \[\[kind\]\] is "5"; write words'),
        ('id = "guild"', 'id = "../guild"', r"lower-case letters and digits joined by hyphens"),
        ('id = "guild"', 'id = "town-council"', r"two \[\[kind\]\] entries have the id"),
        ('id = "cloud_number"', 'id = "<b>"', r"lower-case letters and digits joined by under"),
        ('"^N-[0-9]{3}$"', '"^N-[0-9"', r'pattern of \[\[official_id\]\] "cloud_number" cannot be'),
        ('"https://fantasia.example/law/1"', '"javascript:x"', r"write an address that begins"),
        ('locale = "es_ES"', 'locale = "xx_YY"', r'locale of \[\[language\]\] is "xx_YY"; write'),
        ('locale = "es_ES"', 'locale = "en_US"', r'write a locale of "es"'),
        ('locale = "es_ES"', 'locale = ""', r"locale of \[\[language\]\] is"),
        ("programme = [", "programme = [5,", r"programme of the top is .*; write a list of words"),
        ('name = { es = "Gremio", en = "Guild" }', 'name = "Guild"', r"needs both languages"),
        ('name = { es = "Gremio", en = "Guild" }', "name = { es = 1, en = 2 }", r"both languages"),
        ("[law]", "[[law]]", r"write a table, \[law\]"),
        ("[law]", FURTHER, r'\[\[language\]\] needs "falls_back_to"'),
        ("[law]", f'{FURTHER}falls_back_to = "fr"\n', r'is "fr"; write one of es, en'),
        ('id = "en"\nlocale = "en_GB"', 'id = "qu"\nlocale = "qu_PE"', r"write one entry each for"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place_in_one_line(file, old, new, said):
    change(file, old, new)

    with pytest.raises(CountryError, match=said) as refused:
        country.read(file.parent)

    assert str(refused.value).startswith(f"{file}: ")
    assert "\n" not in str(refused.value)


def test_further_languages_stand_after_both_and_say_what_they_fall_back_to(file):
    assert not country.read(file.parent).fallbacks

    change(file, "[law]", f'{FURTHER}falls_back_to = "es"\n\n[law]')
    read = country.read(file.parent)

    assert dict(read.fallbacks) == {"qu": "es"}
    assert list(read.locales) == ["es", "en", "qu"]
    assert read.language == "es"


def test_a_list_that_is_no_list_of_tables_is_refused(file):
    words = file.read_text(encoding="utf-8").replace("[[measure]]", "[[other]]")
    file.write_text(f"measure = 3\n{words}", encoding="utf-8")

    with pytest.raises(CountryError, match=r"measure must be a list of tables: write \[\[measure"):
        country.read(file.parent)


def test_an_item_for_a_kind_that_is_not_there_is_refused(file):
    words = file.read_text(encoding="utf-8")
    item = '[[item]]\nid = "x"\nname = { es = "x", en = "x" }\nkinds = ["gild"]\n'
    file.write_text(f"{words}\n{item}", encoding="utf-8")

    with pytest.raises(CountryError, match=r'\[\[item\]\] "x": no \[\[kind\]\] is "gild"'):
        country.read(file.parent)


@pytest.mark.parametrize("content", [b"= = =", b"\xff\xfe", "ñ = 1".encode("latin-1")])
def test_what_is_no_toml_in_utf_8_is_refused(file, content):
    file.write_bytes(content)

    with pytest.raises(CountryError, match=r"country\.toml: not TOML in UTF-8"):
        country.read(file.parent)


def test_a_file_that_is_missing_or_a_folder_is_refused(file):
    file.unlink()
    with pytest.raises(CountryError, match=r"cannot be read: No such file"):
        country.read(file.parent)

    file.mkdir()
    with pytest.raises(CountryError, match=r"cannot be read: Is a directory"):
        country.read(file.parent)
