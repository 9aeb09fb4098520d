"""What is said in both languages, and in further ones through their catalogues."""

import pytest

from scorers.text import Further, Text, day_in_words, languages, speak, written


ROWS = Text(es="{count} filas de {name}", en="{count} rows of {name}")
CLOUDS = Text(es="nubes", en="clouds")


@pytest.fixture(name="quechua")
def _quechua():
    """Let texts be said in a third language whose catalogue knows two of them."""
    words = {("", "{count} rows of {name}"): "{name}: {count}", ("fin", "end"): "tukuy"}
    speak({"qu": Further("es", words)})
    yield
    speak({})


@pytest.mark.parametrize(
    ("written_as", "spanish", "english"),
    [
        ("2022-07-01", "1\u00a0de julio de 2022", "1\u00a0July 2022"),
        ("2017-09", "setiembre de 2017", "September 2017"),
        ("2013", "2013", "2013"),
    ],
)
def test_a_day_is_said_as_far_as_it_is_known(written_as, spanish, english):
    assert day_in_words(written_as, "es_PE") == spanish
    assert day_in_words(written_as, "en_GB") == english


def test_without_further_languages_there_are_two():
    assert languages() == ("es", "en")
    with pytest.raises(KeyError):
        _ = CLOUDS["qu"]


@pytest.mark.usefixtures("quechua")
def test_a_text_is_looked_up_by_its_english_words_and_filled_like_any_other():
    filled = ROWS.format(count=2, name=CLOUDS)

    assert languages() == ("es", "en", "qu")
    assert [filled[one] for one in languages()] == [
        "2 filas de nubes",
        "2 rows of clouds",
        "nubes: 2",  # the hole has no translation of its own
    ]


@pytest.mark.usefixtures("quechua")
def test_what_has_no_translation_falls_back_as_declared():
    assert written("qu") == "es"
    assert CLOUDS["qu"] == "nubes"


@pytest.mark.usefixtures("quechua")
def test_the_spanish_tells_apart_what_is_alike_in_english():
    assert Text(es="fin", en="end")["qu"] == "tukuy"
    assert Text(es="extremo", en="end")["qu"] == "extremo"


@pytest.mark.usefixtures("quechua")
def test_what_is_put_together_is_put_together_in_every_language():
    assert Text.each(lambda language: f"{language}/{CLOUDS[language]}")["qu"] == "qu/nubes"


def test_what_was_put_together_before_a_language_came_falls_back(quechua):
    del quechua
    assert Text(es="2 nubes", en="2 clouds")["qu"] == "2 nubes"


def test_a_text_of_two_languages_is_the_same_however_it_was_made():
    assert Text.each(lambda language: CLOUDS[language]) == CLOUDS
    assert written("en") == "en"
