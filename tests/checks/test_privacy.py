"""What names or reaches a person, as two countries define it. All people are invented."""

from pathlib import Path

import pytest

from scorers import country
from scorers.checks import privacy
from scorers.exceptions import CountryError


ROOT = Path(__file__).parents[2]
PERU = country.read(ROOT / "content" / "peru")
FANTASIA = country.read(ROOT / "tests" / "data" / "fantasia")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("fulana@correo.example", "e-mail address"),
        ("escriba a: fulana.perez+x@mail.correo.example.", "e-mail address"),
        ("llamar al 987654321", "mobile number"),
        ("cel. 987 654 321", "mobile number"),
        ("+51 987-654-321", "mobile number"),
        ("DNI 12345678", "DNI number"),
        ("D.N.I. N.° 12345678", "DNI number"),
        ("identificado con 12345678", "DNI number"),
        ("documento: 12345678", "DNI number"),
    ],
)
def test_private_data_is_found_and_masked(words, kind):
    found = privacy.kinds([words], PERU, is_address=False)

    assert {cell: name.en for cell, name in found.items()} == {words: kind}
    masked = privacy.mask(words, PERU)
    assert privacy.kinds([masked], PERU, is_address=False) == {}
    assert "•••" in masked


@pytest.mark.parametrize(
    "words",
    [
        "expediente 12345678",
        "documento 20240305",
        "documento del 2024-03-05",
        "Informe 1987654321",
        "RUC 20131312955",
        "transparencia@minsa.gob.pe",
        "foi@homeoffice.gov.uk",
        "foia@agency.gov",
        "el 9 de marzo",
    ],
)
def test_numbers_of_cases_days_and_offices_are_left_in_peace(words):
    assert privacy.kinds([words], PERU, is_address=False) == {}
    assert privacy.mask(words, PERU) == words


def test_a_domain_that_only_looks_official_is_private():
    found = privacy.kinds(["fulana@minsa.gob.pe.correo.example"], PERU, is_address=False)

    assert list(found) == ["fulana@minsa.gob.pe.correo.example"]


def test_long_numbers_in_addresses_are_no_mobiles_but_a_dni_is_found():
    file_number = "https://cdn.example.org/uploads/987654321.pdf"
    person = "https://example.org/?dni=12345678"

    assert list(privacy.kinds([file_number, person], PERU, is_address=True)) == [person]


def test_a_pattern_that_cannot_be_is_told_by_its_file(tmp_path):
    text = (FANTASIA.folder / "country.toml").read_text(encoding="utf-8")
    folder = tmp_path / "fantasia"
    folder.mkdir()
    (folder / "country.toml").write_text(text.replace("(?i)", "("), encoding="utf-8")

    with pytest.raises(CountryError, match=r"umbrella-number.* cannot be"):
        country.read(folder)


def test_each_country_has_its_own():
    words = "paraguas 1234"

    assert list(privacy.kinds([words], FANTASIA, is_address=False)) == [words]
    assert privacy.kinds([words], PERU, is_address=False) == {}
