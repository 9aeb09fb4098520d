"""How to cite an edition, an institution or one number, from the command line."""

import json

import pytest


MINISTRY = "ministerio-de-las-nubes"
SITE = ["--site", "https://nubes.example/"]


def test_a_number_is_cited_with_its_value_edition_address_and_what_it_is_not(consta):
    status, out, err = consta("cite", "2024", MINISTRY, "--indicator", "R1", *SITE)

    assert (status, err) == (0, "")
    assert out == (
        "Consta: Ministry of Clouds, “Answers within the legal term” (R1): "
        "91.2\u00a0% (456 of 500). "
        "Edition 2024, revision r1, method 1.0.0. "
        f"https://nubes.example/en/editions/2024/{MINISTRY}/#R1. "
        "It is what the institution counted of itself; it does not measure corruption.\n"
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["2024"], "https://nubes.example/es/ediciones/2024/."),
        (["2024", MINISTRY], f"https://nubes.example/es/ediciones/2024/{MINISTRY}/."),
    ],
)
def test_an_edition_and_an_institution_are_cited_in_the_language_asked_for(consta, words, expected):
    out = consta("cite", *words, *SITE, language="es")[1]

    assert expected in out
    assert "Dice qué consta; no mide la corrupción." in out


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json", "cff"])
def test_each_format_has_the_address_and_the_revision(consta, name):
    out = consta("cite", "2024", MINISTRY, "--format", name, *SITE)[1]

    assert f"https://nubes.example/en/editions/2024/{MINISTRY}/" in out
    assert "r1" in out
    if name == "csl-json":
        assert {one["language"] for one in json.loads(out)} == {"es", "en"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["1999"], 'no edition "1999"'),
        (["2024", "ministerio-de-las-nubs"], f'did you mean "{MINISTRY}"'),
        (["2024", "--indicator", "R1"], "name the institution too"),
        (["2024", MINISTRY, "--indicator", "r1"], 'did you mean "R1"'),
        (["2024", MINISTRY, "--indicator", "R3"], "has no value in edition 2024: not measured"),
    ],
)
def test_what_cannot_be_cited_gives_one_message_and_status_2(consta, words, expected):
    status, out, err = consta("cite", *words)

    assert (status, out) == (2, "")
    assert expected in err
    assert err.count("\n") == 1
