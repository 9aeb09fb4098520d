"""What `consta explain` prints, and that JSON says the same."""

import json

import pytest


def texts(step):
    yield step["said"]
    yield from step["arithmetic"]
    for one in step["steps"]:
        yield from texts(one)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Not yet measured:", "Value: 100 × 91,200 / 120,000", "document budget-book"]),
        ("es", ["Falta medir:", "Valor: 100 × 91.200 / 120.000", "documento budget-book"]),
    ],
)
def test_it_goes_down_to_rows_and_documents_in_both_languages(consta, content, language, words):
    status, out, err = consta("explain", "2024", "ministerio-de-las-nubes", language=language)

    assert (status, err) == (0, "")
    for word in words:
        assert word in out
    place = next(line for line in out.split("\n") if "budget_accrued:" in line).split()[1]
    path, line = place.rsplit(":", 1)
    row = (content / path).read_text("utf-8").split("\n")[int(line) - 1]
    assert row.startswith("budget_accrued:ministerio-de-las-nubes:2024,")


def test_json_has_the_words_of_the_text(consta):
    out = consta("explain", "2024", "ministerio-de-las-nubes")[1]
    found = json.loads(consta("explain", "2024", "ministerio-de-las-nubes", "--json")[1])

    assert found["total"]["level"] == "total"
    assert [one["id"] for one in found["total"]["steps"]] == ["A", "R", "C"]
    for text in texts(found["total"]):
        assert text["en"] in out
        assert set(text) == {"es", "en"}
    assert found["notes"] == []


def test_a_frozen_score_stays_as_published_and_the_rows_that_changed_are_named(consta, content):
    consta("freeze", "2024")
    path = content / "fantasia" / "records" / "statistics" / "budget.csv"
    path.write_text(path.read_text("utf-8").replace(",91200,", ",91300,"), "utf-8")

    changed = consta("explain", "2024", "ministerio-de-las-nubes")[1]
    other = consta("explain", "2024", "villa-arriba")[1]

    row = "budget_accrued:ministerio-de-las-nubes:2024"
    assert f"have changed since the edition was frozen: {row}." in changed
    assert "Value: 100 × 91,200 / 120,000" in changed
    assert "have changed since" not in other


def test_a_row_that_is_gone_is_said_to_be_gone_and_the_score_stays(consta, content):
    consta("freeze", "2024")
    path = content / "fantasia" / "records" / "statistics" / "budget.csv"
    row = "budget_accrued:ministerio-de-las-nubes:2024,"
    lines = [line for line in path.read_text("utf-8").split("\n") if not line.startswith(row)]
    path.write_text("\n".join(lines), "utf-8")

    out = consta("explain", "2024", "ministerio-de-las-nubes")[1]

    assert "the records no longer have it; the edition was frozen with it" in out
    assert "Value: 100 × 91,200 / 120,000" in out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["1999", "villa-arriba"], 'no edition "1999"'),
        (["2024", "villa-ariba"], 'did you mean "villa-arriba"'),
        (["2024", "gremio-antiguo"], "its successor is consejo-del-reloj"),
    ],
)
def test_what_is_not_there_gives_one_message_and_status_2(consta, words, expected):
    status, out, err = consta("explain", *words)

    assert (status, out) == (2, "")
    assert expected in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("language", "title", "fact"),
    [
        ("en", "Red flag, which takes nothing off the score: A required register", "Guest book."),
        ("es", "Alerta roja, que no quita nada al puntaje: Un registro", "Libro de visitas."),
    ],
)
def test_red_flags_are_told_below_the_total_with_their_rows(consta, under, language, title, fact):
    under("1.1.0")

    out = consta("explain", "2024", "villa-abajo", language=language)[1]
    total = json.loads(consta("explain", "2024", "villa-abajo", "--json")[1])["total"]

    start = out.index(title)
    assert fact in out[start:]
    assert "observations/2024.csv:45 villa-abajo:guest-book:2024-again" in out[start:]
    (flag,) = total["flags"]
    assert flag["name"][language] in out
    assert flag["fact"][language] in out
    assert flag["arithmetic"][language] in out
    assert flag["values"]["about"] == "guest-book"
    assert len(flag["rows"]) == 4
    assert all(one["flags"] == [] for one in total["steps"])
