"""What `consta compare` prints of the real, frozen edition of the United Kingdom of 2020."""

import json

import pytest

from scorers.cli import main


@pytest.fixture(name="compare")
def _compare(capsys):
    def compare(*words, language="en"):
        status = main(["compare", *words, "--country", "united-kingdom", "--lang", language])
        said = capsys.readouterr()
        return status, said.out, said.err

    return compare


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "  Home Office is ahead of Cabinet Office: with probability more than 0.99\n"),
        ("es", "está por delante de Oficina del Gabinete: con probabilidad más de 0,99\n"),
    ],
)
def test_who_is_ahead_is_said_where_the_method_allows_it(compare, language, expected):
    status, out, err = compare("2020", "cabinet-office", "home-office", language=language)

    assert (status, err) == (0, "")
    assert out.startswith("R ")
    assert expected in out


def test_where_it_may_be_chance_nobody_is_ahead(compare):
    ids = ["attorney-generals-office", "department-for-exiting-the-european-union"]

    status, out, _ = compare("2020", *ids)
    found = json.loads(compare("2020", *ids, "--json")[1])["parts"]["R"]

    assert status == 0
    assert "it cannot be said who is ahead" in out
    assert "it takes 0.95" in out
    assert [row["is_ahead"] for row in found] == [False]


def test_places_in_a_group_are_told_as_ranges_in_alphabetical_order(compare):
    status, out, _ = compare("2020", "--ranks", "ministry")

    first, *rows, note = out.rstrip().split("\n")
    assert (status, first[:2]) == (0, "R ")
    assert rows == sorted(rows)
    assert all(": place " in row for row in rows)
    assert "no league table" in note


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["2020"], "compare takes two or more institutions, or --ranks and a kind"),
        (["2020", "home-office"], "compare takes two or more institutions"),
        (["2020", "a", "b", "--ranks", "ministry"], "compare takes two or more institutions"),
        (["2020", "home-office", "nix"], 'no institution "nix"'),
        (["2020", "--ranks", "nix"], 'no kind "nix" of institution'),
        (["2031", "home-office", "cabinet-office"], 'no edition "2031"'),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_line(compare, words, expected):
    status, out, err = compare(*words)

    assert (status, out) == (2, "")
    assert expected in err
    assert err.count("\n") == 1


def test_where_nothing_is_rated_no_score_is_compared(capsys):
    status = main(["compare", "2024", "poder-judicial", "ministerio-publico", "--lang", "en"])

    assert status == 0
    assert capsys.readouterr().out == (
        "There is no pillar in which all of them are rated: scores cannot be compared.\n"
    )
