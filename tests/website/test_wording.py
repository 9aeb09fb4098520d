"""Facts in words: right in both languages, never more than the numbers say."""

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from scorers import method
from scorers.country import Measure
from scorers.text import LANGUAGES, Digits, Text
from scorers.website import addresses, translations, wording


ROOT = Path(__file__).parents[2]
THEME = ROOT / "theme"


COUNTED = {
    "R1": (3282.0, 4061.0, "80,8\u00a0% (3.282 de 4.061)", "80.8\u00a0% (3,282 of 4,061)"),
    "R2": (3907.0, 4061.0, "96,2\u00a0% (3.907 de 4.061)", "96.2\u00a0% (3,907 of 4,061)"),
    "R4": (1449.0, 2844.0, "50,9\u00a0% (1.449 de 2.844)", "50.9\u00a0% (1,449 of 2,844)"),
    "R6": (415.0, 4061.0, "10,2\u00a0% (415 de 4.061)", "10.2\u00a0% (415 of 4,061)"),
    "C1": (7.0, 12.0, "58,3\u00a0% (7 de 12)", "58.3\u00a0% (7 of 12)"),
}


@pytest.fixture(name="indicators")
def _indicators():
    return method.read(ROOT / "content" / "method" / "1.0.0.toml").indicators


@pytest.fixture(name="c7")
def _c7(indicators):
    return indicators["C7"]


def row(**cells):
    return {"state": "measured", "value": 90.0, "count": None, "total": None, **cells}


def test_a_large_amount_is_said_in_millions_with_the_countrys_digits(c7, fantasia):
    words = wording.value(c7, row(count=1_234_500_000.0, total=2e9, value=61.725), fantasia)

    assert words == Text(
        es="F$\u00a01.234,5 de 2.000,0\u00a0millones (61,7\u00a0%)",
        en="F$\u00a01,234.5 of 2,000.0\u00a0million (61.7\u00a0%)",
    )


def test_a_small_amount_is_said_whole(c7, fantasia):
    words = wording.value(c7, row(count=450.0, total=500.0), fantasia)

    assert words.en == "F$\u00a0450 of 500 (90.0\u00a0%)"


def test_too_few_cases_are_counts_and_never_a_share(c7, fantasia):
    words = wording.value(c7, row(state="too_few", count=3.0, total=12.0, value=None), fantasia)

    assert words == Text(es="3\u00a0de\u00a012", en="3\u00a0of\u00a012")


@pytest.mark.parametrize("name", COUNTED)
def test_a_rate_is_a_share_with_its_counts_behind(indicators, fantasia, name):
    count, total, es, en = COUNTED[name]
    cells = row(count=count, total=total, value=100 * count / total)

    assert wording.value(indicators[name], cells, fantasia) == Text(es=es, en=en)


def test_halves_are_never_rounded_away(indicators, fantasia):
    cells = row(count=210.5, total=320.0, value=65.78125)
    few = row(state="too_few", count=1.5, total=4.0, value=None)

    assert wording.value(indicators["R4"], cells, fantasia).en == "65.8\u00a0% (210.5 of 320)"
    assert wording.value(indicators["R4"], few, fantasia) == Text(
        es="1,5\u00a0de\u00a04", en="1.5\u00a0of\u00a04"
    )


def test_a_list_that_was_looked_at_keeps_its_counts_in_front(indicators, fantasia):
    cells = row(count=9.0, total=11.0, value=900 / 11)

    assert wording.value(indicators["A1"], cells, fantasia).en == "9 of 11 (81.8\u00a0%)"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A pillar's score stands with its 90 % interval.", "intervalo de 90\u00a0%."),
        ("%(share)s %% of the total", "35\u00a0% del total"),
    ],
)
def test_a_number_of_the_templates_stays_on_one_line_with_its_percent_sign(text, words):
    say = translations.translate(translations.catalogue(THEME / "translations", "es"), "es")

    assert words in (say(text, share=35) if "%(" in text else say(text))


@pytest.mark.parametrize(
    ("other", "both"),
    [
        ("Instituto del Reloj", "Gremio e Instituto del Reloj"),
        ("Índice", "Gremio e Índice"),
        ("Hidrografía", "Gremio e Hidrografía"),
        ("Hierro del Sur", "Gremio y Hierro del Sur"),
        ("Puerto Iris", "Gremio y Puerto Iris"),
    ],
)
def test_spanish_templates_join_with_e_what_begins_with_the_sound_of_an_i(other, both):
    say = {
        language: translations.translate(
            translations.catalogue(THEME / "translations", language), language
        )
        for language in LANGUAGES
    }

    assert say["es"]("%(one)s and %(other)s", one="Gremio", other=other) == both
    assert say["en"]("%(one)s and %(other)s", one="Gremio", other=other) == f"Gremio and {other}"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024-01-01", "2024-12-31", Text("2024", "2024")),
        ("2025-01-01", "2025-06-30", Text("2025, semestre 1", "2025, half 1")),
        ("2025-07-01", "2025-12-31", Text("2025, semestre 2", "2025, half 2")),
        (
            "2024-02-01",
            "2024-02-29",
            Text(
                "1\u00a0de febrero de 2024 – 29\u00a0de febrero de 2024",
                "1\u00a0February 2024 – 29\u00a0February 2024",
            ),
        ),
        (
            "2019-11-08",
            "2019-12-31",
            Text(
                "8\u00a0de noviembre de 2019 – 31\u00a0de diciembre de 2019",
                "8\u00a0November 2019 – 31\u00a0December 2019",
            ),
        ),
        (
            "2023-04-01",
            "2024-03-31",
            Text(
                "1\u00a0de abril de 2023 – 31\u00a0de marzo de 2024",
                "1\u00a0April 2023 – 31\u00a0March 2024",
            ),
        ),
    ],
)
def test_a_period_is_said_as_short_as_it_can_be(fantasia, start, end, words):
    assert wording.period(start, end, fantasia) == words


@pytest.mark.parametrize(
    ("code", "es", "en"),
    [
        ("2021", "2021", "2021"),
        ("2020-2022", "2020-2022", "2020-2022"),
        ("2021-S1", "2021, semestre 1", "2021, half 1"),
        ("2021-Q3", "2021, trimestre 3", "2021, quarter 3"),
        ("2021-M08", "2021, mes 8", "2021, month 8"),
        ("", "período no indicado", "no period stated"),
    ],
)
def test_what_an_item_covers_is_said_in_words(code, es, en):
    assert wording.item_period(code) == Text(es=es, en=en)


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [("percent", 91.0, "91\u00a0%"), ("points", 75.2, "75.2\u00a0points"), ("0-1", 0.94, "0.94")],
)
def test_a_published_figure_keeps_its_decimals_and_unit(fantasia, unit, value, words):
    measure = Measure(id="m", name=Text(es="m", en="m"), form="figure", caution=None)

    assert wording.figure(measure, {"value": value, "unit": unit}, fantasia).en == words


def test_years_without_change_draw_a_level_line(c7, fantasia):
    series = wording.series(c7, [(2020, 80.0), (2021, 80.0)], fantasia)

    assert series.path == "M0.0 0.0L120.0 0.0"
    assert wording.series(c7, [(2020, 80.0)], fantasia) is None


def test_every_form_of_publication_has_a_word():
    text = (ROOT / "scorers" / "records" / "schema.json").read_text("utf-8")
    forms = re.search(r'"name": "format".*?"enum": \[(.*?)\]', text, re.DOTALL).group(1)

    assert set(re.findall(r'"(\w+)"', forms)) | {""} == set(wording.FORMS)


def test_the_catalogue_holds_every_text_of_the_templates_and_no_other(templates):
    with (THEME / "translations" / "es.po").open("rb") as file:
        catalogue = read_po(file, locale="es")
    known = {message.id for message in catalogue if message.id}

    assert {text for text, _ in translations.texts(templates)} == known
    assert [message.id for message in catalogue if message.id and not message.string] == []


def test_translations_have_the_same_holes_as_their_texts():
    with (THEME / "translations" / "es.po").open("rb") as file:
        for message in read_po(file, locale="es"):
            for text in [message.id] if isinstance(message.id, str) else message.id:
                strings = [message.string] if isinstance(message.string, str) else message.string
                for string in strings:
                    holes = re.findall(r"%\(\w+\)s", string)
                    assert sorted(holes) == sorted(re.findall(r"%\(\w+\)s", text)), text


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 filas más"), (1, "1 fila más"), (2, "2 filas más")]
)
def test_a_plural_agrees_with_its_number(number, words):
    plural = translations.pluralise(
        translations.catalogue(THEME / "translations", "es"), Digits.of("es_PE")
    )

    said = plural(number, "and %(n)s more row, in the CSV", "and %(n)s more rows, in the CSV")
    assert words in said


def test_the_templates_own_language_needs_no_catalogue():
    assert isinstance(
        translations.catalogue(THEME / "translations", "en"), gettext.NullTranslations
    )


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a b", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://user:pass@example.org", False),
        ("https://", False),
        ("http://[broken", False),
        ("", False),
    ],
)
def test_only_an_address_with_http_and_a_host_and_no_user_becomes_a_link(address, kept):
    assert addresses.web(address) == (address if kept else "")


def test_no_template_switches_escaping_off_or_leaves_an_attribute_unquoted():
    for path in sorted((THEME / "templates").iterdir()):
        text = path.read_text("utf-8")

        assert not re.search(r"\|\s*safe\b|Markup\(|autoescape", text), path
        assert not re.search(r"\s[\w-]+=\{\{", text), path
        assert " style=" not in text, path


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_counted_text_takes_the_singular_for_one_alone(language, number):
    """Of one in English and Spanish, of nought and two in the plural: no "1 solicitudes"."""
    plural = translations.pluralise(
        translations.catalogue(THEME / "translations", language), Digits.of("es_PE")
    )
    with (THEME / "translations" / "es.po").open("rb") as file:
        counted = [one for one in read_po(file, locale="es") if not isinstance(one.id, str)]

    assert len(counted) > 10
    for message in counted:
        forms = message.string if language == "es" else message.id
        holes = dict.fromkeys(re.findall(r"%\((\w+)\)s", message.id[0]), "X") | {"n": str(number)}

        assert forms[0] != forms[1]
        assert plural(number, *message.id, **holes) == forms[number != 1] % holes
