"""Capitals and accents of proper names."""

import pytest

from scorers.sources.proper_names import Spelling, bare, key, learned, slug


SPELLING = Spelling(
    small=frozenset({"de", "del", "la", "las", "los", "y"}),
    accents={"rio": "río", "union": "unión", "jose": "josé", "peru": "perú"},
)


@pytest.mark.parametrize(
    ("capitals", "proper"),
    [
        ("LA UNION", "La Unión"),
        ("SAN JUAN DE LA VIRGEN", "San Juan de la Virgen"),
        ("JOSE LUIS BUSTAMANTE Y RIVERO", "José Luis Bustamante y Rivero"),
        ("VILLA EL SALVADOR", "Villa El Salvador"),
        ("QUITO-ARMA", "Quito-Arma"),
        ("ÑAHUIMPUQUIO", "Ñahuimpuquio"),
        ("  RIO   NEGRO ", "Río Negro"),
        ("ZONA REGISTRAL IX", "Zona Registral IX"),
        ("PIO XII", "Pio XII"),
        ("", ""),
    ],
)
def test_names_in_capitals_get_their_proper_form(capitals, proper):
    assert SPELLING.proper(capitals) == proper


def test_one_accented_occurrence_outweighs_many_plain_ones():
    assert learned(["JUNIN", "JUNIN", "JUNÍN"]) == {"junin": "junín"}


def test_the_most_frequent_accented_form_wins_and_ties_do_not_depend_on_order():
    assert learned(["PÁUCAR", "PAÚCAR", "PAÚCAR"]) == {"paucar": "paúcar"}
    assert learned(["PÁUCAR", "PAÚCAR"]) == learned(["PAÚCAR", "PÁUCAR"])


@pytest.mark.parametrize("slip", ["CONCEPCIÒN", "HUÁNÚCO", "PINGÜINO", "AÑO"])
def test_grave_or_double_accents_and_tildes_teach_nothing(slip):
    assert learned([slip]) == {}


def test_enye_is_a_letter_of_its_own_and_not_an_accent():
    assert bare("CAÑÓN") == "cañon"
    assert learned(["MARAÑÓN"]) == {"marañon": "marañón"}


def test_ids_and_keys_are_folded_words():
    assert slug("Municipalidad Distrital de Ñuñoa", "Áncash") == (
        "municipalidad-distrital-de-nunoa-ancash"
    )
    assert key("  SUPERINTENDENCIA (Ex- CONASEV) ") == "superintendencia ex conasev"
