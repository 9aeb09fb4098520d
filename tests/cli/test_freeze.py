"""What `consta freeze` says, and how it refuses."""

import pytest


@pytest.fixture
def edition(content):
    return content / "fantasia" / "editions" / "2024"


def files(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("language", "words"), [("es", "congelada, revisión r1"), ("en", "is frozen, revision r1")]
)
def test_it_says_what_was_frozen_and_where(consta, edition, language, words):
    status, out, err = consta("freeze", "2024", language=language)

    assert (status, err) == (0, "")
    assert words in out
    assert str(edition) in out
    assert sorted(files(edition)) == ["edition.toml", "evidence.csv", "scores.csv"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["1999"], 'no edition "1999" of fantasia. Editions: 2024'),
        (["2024"], "is frozen and never rewritten"),
        (["2024", "--revision"], "needs its reason in both languages"),
        (["2024", "--revision", "--reason-es", "porque sí"], "needs its reason in both languages"),
        (["2024", "--reason-es", "a", "--reason-en", "b"], "add --revision"),
        (["2024", "--method", "2.0.0"], "add --revision"),
        (["2024", "--revision", "--reason-es", "a", "--reason-en", "b"], "nothing has changed"),
        (
            ["2024", "--revision", "--reason-es", "a", "--reason-en", "b", "--method", "9.9.9"],
            'no method "9.9.9"',
        ),
    ],
)
def test_what_cannot_be_gives_one_message_and_writes_nothing(consta, edition, words, expected):
    consta("freeze", "2024")
    before = files(edition.parent)

    status, out, err = consta("freeze", *words)

    assert (status, out) == (2, "")
    assert expected in err
    assert err.count("\n") == 1
    assert files(edition.parent) == before
    assert [path.name for path in edition.parent.iterdir()] == ["2024"]


def test_a_method_that_has_changed_since_stops_all_that_rests_on_it(consta, content, edition):
    consta("freeze", "2024")
    before = files(edition.parent)
    method = content / "method" / "1.0.0.toml"
    method.write_text(method.read_text("utf-8") + "# later\n", "utf-8")

    for words in (
        ["freeze", "2024", "--revision", "--reason-es", "a", "--reason-en", "b"],
        ["explain", "2024", "villa-arriba"],
        ["score", "2024"],
    ):
        status, out, err = consta(*words)
        assert (status, out) == (2, ""), words
        assert "its comments, spaces or order differ" in err
        assert str(method) in err
        assert err.count("\n") == 1
    assert files(edition.parent) == before
