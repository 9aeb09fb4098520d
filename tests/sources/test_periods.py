"""Periods read from titles as the portal holds them."""

import tomllib
from pathlib import Path

import pytest

from scorers.sources.periods import Periods


SOURCES = Path(__file__).parents[2] / "content" / "peru" / "sources.toml"
WORDS = tomllib.loads(SOURCES.read_text(encoding="utf-8"))["import"]["planning-documents"]
PERIODS = Periods(WORDS["periods"])


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Plan Operativo Institucional 2021", "2021"),
        ("POI_2018", "2018"),
        ("PEI 2020-2022", "2020-2022"),
        ("PEI 2012- 2016", "2012-2016"),
        ("PEI 2020 al 2024", "2020-2024"),
        ("POI Multianual 2021/23", "2021-2023"),
        ("Evaluación POI 2019 - III Trimestre", "2019-Q3"),
        ("Evaluación POI 2017 - 1er. Trimestre", "2017-Q1"),
        ("Evaluación del POI Trimestre II 2016", "2016-Q2"),
        ("Evaluación del POI - cuarto trimestre de 2015", "2015-Q4"),
        ("Evaluación del POI 2021 - Segundo Semestre", "2021-S2"),
        ("EVALUACION POI I SEM 2014", "2014-S1"),
        ("Evaluación POI agosto 2020", "2020-M08"),
        ("Evaluación POI Setiembre 2020", "2020-M09"),
        ("Evaluación POI Septiembre 2020", "2020-M09"),
        ("POI 2017 - Resolución Ministerial N° 0639-2016-MDB", "2017"),
        ("POI 2017, aprobado con R.M. N° 116-2016", "2017"),
        ("POI 2021 (publicado el 18-01-2022)", "2021"),
        ("PEI 2016-2018, versión de 2016", "2016-2018"),
    ],
)
def test_a_stated_period_is_read(title, period):
    assert PERIODS.read(title, parts=True).text == period
    assert PERIODS.read(title, parts=True).state == "stated"


@pytest.mark.parametrize("title", ["Plan Operativo Institucional", "", "Resolución 0171-2020-JUS"])
def test_a_title_without_a_year_has_no_period(title):
    assert (PERIODS.read(title, parts=True).text, PERIODS.read(title, parts=True).state) == (
        "",
        "none",
    )


@pytest.mark.parametrize(
    "title",
    [
        "POI 2018 y 2019",
        "PEI 2016-2018 al 2017",
        "PEI 2020-2024 y 2022-2026",
        "PEI 2024-2020",
        "Evaluación POI 2019 I y II Semestre, II Trimestre, I Semestre",
    ],
)
def test_an_unclear_period_stays_blank(title):
    assert (PERIODS.read(title, parts=True).text, PERIODS.read(title, parts=True).state) == (
        "",
        "unclear",
    )


def test_the_period_of_a_plan_is_its_year_even_if_it_was_changed_in_a_trimester():
    title = "POI 2018: Modificación II Trimestre"

    assert PERIODS.read(title, parts=False).text == "2018"


@pytest.mark.parametrize("title", ["POI 2018 V Trimestre", "Evaluación POI 2018 III Semestre"])
def test_a_part_that_a_year_does_not_have_is_no_part(title):
    assert PERIODS.read(title, parts=True).text == "2018"
