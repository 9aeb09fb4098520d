"""The first sentences of a card: grammatical for every number, and never more than the numbers."""

from pathlib import Path

import pytest

from scorers import method
from scorers.text import LANGUAGES, Text
from scorers.website import verdicts, views, wording


METHOD = Path(__file__).parents[2] / "content" / "method" / "1.1.0.toml"
COUNTED = {
    "R1": (3282.0, 4061.0),
    "R2": (3907.0, 4061.0),
    "R4": (1449.0, 2844.0),
    "R6": (415.0, 4061.0),
    "C1": (7.0, 12.0),
}
SAID = {
    "R1": Text(
        es="Respondió en el plazo básico de la ley el 80,8\u00a0% (3.282 de 4.061) de las "
        "solicitudes de información.",
        en="It answered 80.8\u00a0% (3,282 of 4,061) of the requests within the basic "
        "term of the law.",
    ),
    "R2": Text(
        es="Respondió, a tiempo o tarde, el 96,2\u00a0% (3.907 de 4.061) de las solicitudes.",
        en="It answered 96.2\u00a0% (3,907 of 4,061) of the requests, on time or late.",
    ),
    "R4": Text(
        es="Entregó el 50,9\u00a0% (1.449 de 2.844) de lo que se le pidió; lo entregado en parte "
        "cuenta la mitad.",
        en="It handed over 50.9\u00a0% (1,449 of 2,844) of what was asked; what was released in "
        "part counts one half.",
    ),
    "R6": Text(
        es="Alargó el plazo en el 10,2\u00a0% (415 de 4.061) de las solicitudes.",
        en="It extended the term in 10.2\u00a0% (415 of 4,061) of the requests.",
    ),
    "C1": Text(
        es="Perdió, en todo o en parte, el 58,3\u00a0% (7 de 12) de las apelaciones ya resueltas.",
        en="It lost, wholly or in part, 58.3\u00a0% (7 of 12) of the appeals decided.",
    ),
}


@pytest.fixture(name="indicators")
def _indicators():
    return method.read(METHOD).indicators


@pytest.fixture(name="verdict")
def _verdict(indicators, fantasia):
    """Return a maker of verdicts from rows of measured indicators: verdict(own=True, R1=row())."""

    def make(*, own, **rows):
        readings = tuple(
            views.Reading(
                indicator=indicators[name],
                state="measured",
                value=cells["value"],
                count=cells["count"],
                total=cells["total"],
                words=wording.value(indicators[name], cells, fantasia),
                score=50.0,
                interval=None,
                sample="",
                self_reported=own,
                looked_on=None,
                publisher="",
                beside=(),
                arithmetic=(),
                cited=Text("", ""),
                rows=(),
                more_rows=0,
                documents=(),
                spread=None,
                series=None,
            )
            for name, cells in rows.items()
        )
        rating = views.Rating(
            score=None, low=0, high=100, interval=None, bands=(), measured_count=1,
            applicable_count=7,
        )  # fmt: skip
        pillar = method.read(METHOD).pillars["R"]
        view = views.PillarView(
            pillar=pillar, rating=rating, weight_applicable=13.0, readings=readings, missing=(),
            outside=(), step=None, trend=None,
        )  # fmt: skip
        return verdicts.verdict(2024, [view], fantasia)

    return make


def row(**cells):
    return {"state": "measured", "value": 90.0, "count": None, "total": None, **cells}


@pytest.mark.parametrize("name", COUNTED)
def test_a_verdict_says_each_rate_with_its_counts(verdict, name):
    count, total, *_ = COUNTED[name]
    cells = row(count=count, total=total, value=100 * count / total)

    assert verdict(own=False, **{name: cells}) == (SAID[name],)


def test_a_verdict_tells_one_number_that_the_institution_itself_counted_and_says_so(verdict):
    one = row(count=90.0, total=100.0)

    (only,) = verdict(own=True, R1=one, R2=one, R6=one)

    assert only == Text(
        es="Según la propia institución, respondió en el plazo básico de la ley el 90,0\u00a0% "
        "(90 de 100) de las solicitudes de información.",
        en="By its own account, it answered 90.0\u00a0% (90 of 100) of the requests within the "
        "basic term of the law.",
    )


def test_what_was_spent_of_every_hundred_is_money(verdict):
    assert verdict(own=False, C7=row(count=954.0, total=1000.0, value=95.4)) == (
        Text(
            es="En 2024 gastó F$\u00a095,4 de cada F$\u00a0100 que tenía para gastar.",
            en="In 2024 it spent F$\u00a095.4 of every F$\u00a0100 it had to spend.",
        ),
    )


def test_a_verdict_says_nothing_of_a_value_that_is_not_known(verdict):
    few = row(state="too_few", count=3.0, total=4.0, value=None)

    assert verdict(own=True, R1=few) == ()


# What is said of how many of how many; of a single case in the singular.
NUMBERED = [
    (
        "A1", 0, 57,
        "Publica 0 de 57 rubros obligatorios que se miraron (0,0 %).",
        "It publishes 0 of 57 required items that were looked at (0.0 %).",
    ),
    (
        "A1", 1, 1,
        "Publica 1 de 1 rubro obligatorio que se miró (100,0 %).",
        "It publishes 1 of 1 required item that was looked at (100.0 %).",
    ),
    (
        "A2", 0, 1,
        "Publicó a tiempo 0 de 1 rubro que ya debía estar y se miró (0,0 %).",
        "It published 0 of 1 item that was due and looked at in time (0.0 %).",
    ),
    (
        "A2", 1, 1200,
        "Publicó a tiempo 1 de 1.200 rubros que ya debían estar y se miraron (0,1 %).",
        "It published 1 of 1,200 items that were due and looked at in time (0.1 %).",
    ),
    (
        "R5", 0, 10,
        "Dijo qué excepción aplicó y cómo apelar en 0 de 10 solicitudes que denegó (0,0 %).",
        ("It said which exception it used and how to appeal in 0 of 10 requests that it refused "
        "(0.0 %)."),
    ),
    (
        "R5", 1, 1,
        "Dijo qué excepción aplicó y cómo apelar en 1 de 1 solicitud que denegó (100,0 %).",
        ("It said which exception it used and how to appeal in 1 of 1 request that it refused "
        "(100.0 %)."),
    ),
    (
        "C2", 5, 7,
        ("Cumplió a tiempo 5 de 7 órdenes de entregar información (71,4 %); lo que aún tiene plazo "
        "no cuenta."),
        ("It obeyed 5 of 7 orders to hand over information in time (71.4 %); what is not due yet "
        "does not count."),
    ),
    (
        "C2", 1, 1,
        ("Cumplió a tiempo 1 de 1 orden de entregar información (100,0 %); lo que aún tiene plazo "
        "no cuenta."),
        ("It obeyed 1 of 1 order to hand over information in time (100.0 %); what is not due yet "
        "does not count."),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "count", "total", "es", "en"), NUMBERED)
def test_cases_agree_with_their_number(verdict, name, count, total, es, en):
    cells = row(count=float(count), total=float(total), value=100 * count / total)

    (said,) = verdict(own=False, **{name: cells})

    assert {language: said[language].replace("\u00a0", " ") for language in LANGUAGES} == {
        "es": es,
        "en": en,
    }


@pytest.mark.parametrize(("value", "es", "en"), [(0.0, "0,00", "0.00"), (1.0, "1,00", "1.00")])
def test_a_wait_is_told_against_the_term_of_the_law_without_a_noun_to_agree_with(
    verdict, value, es, en
):
    assert verdict(own=False, R3=row(count=4.0, total=5.0, value=value)) == (
        Text(
            es=f"Si el plazo de la ley es 1, la espera media fue {es}; toda espera mayor que 3 "
            "cuenta como 3.",
            en=f"If the term of the law is 1, the mean wait was {en}; a wait longer than 3 counts "
            "as 3.",
        ),
    )


def test_what_is_told_as_its_own_account_goes_on_in_small_letters(verdict):
    (told,) = verdict(own=True, R5=row(count=1.0, total=1.0, value=100.0))

    assert told.es.startswith("Según la propia institución, dijo qué excepción")
    assert told.en.startswith("By its own account, it said which exception")


@pytest.mark.parametrize("name", ["A1", "A2", "R3", "R5", "C2"])
def test_nothing_is_said_of_what_is_not_known(verdict, name):
    none = row(state="too_few", count=0.0, total=0.0, value=None)
    few = row(state="too_few", count=1.0, total=1.0, value=None)

    assert verdict(own=False, **{name: none}) == verdict(own=False, **{name: few}) == ()


@pytest.mark.parametrize("name", verdicts.CASES)
def test_a_share_of_nobody_knows_how_many_is_not_told(verdict, monkeypatch, name):
    monkeypatch.setattr(wording, "value", lambda *_: Text("90 %", "90 %"))

    assert verdict(own=False, **{name: row(count=None, total=None)}) == ()


def test_no_number_of_a_verdict_parts_from_its_unit_at_the_end_of_a_line(verdict):
    for name in verdicts.MEASURED:
        (said,) = verdict(own=False, **{name: row(count=9.0, total=10.0, value=90.0)})

        assert " %" not in said.es + said.en


def test_of_each_pillar_the_heaviest_alone_is_told_and_of_equals_the_first(verdict):
    one = row(count=9.0, total=10.0, value=90.0)

    assert verdict(own=False, R3=one, R2=one, R6=one) == verdict(own=False, R2=one)
    assert verdict(own=False, R1=one, R2=one) == verdict(own=False, R1=one)


def test_the_heaviest_is_passed_over_where_nothing_is_known_of_it(verdict):
    one, none = row(count=9.0, total=10.0, value=90.0), row(state="too_few", count=1.0, value=None)

    assert verdict(own=False, R1=none, R6=one) == verdict(own=False, R6=one)


def test_a_rate_whose_counts_are_only_as_sure_as_its_curve_is_told_without_them(verdict):
    (said,) = verdict(own=False, R1=row(count=2.977, total=11.163, value=26.667))

    assert said.en == ("It answered 26.7\u00a0% of the requests within the basic term of the law.")
