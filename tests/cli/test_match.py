"""`consta match` proposes, prints lines to paste, and changes nothing. All names are invented."""

import pytest


NAMES = """\
key,name
1,CONSEJO DEL RELOJ
1,CONSEJO DEL RELOJ
2,Ministerio de las Nuves
3,Correos del Desierto
4,=cmd
"""


@pytest.fixture(name="names")
def _names(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text(NAMES)
    return path


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["4 names that names/sky.csv lacks", "but for accents and case: consejo-del-reloj"]),
        (
            "es",
            ["4 nombres que names/sky.csv no tiene", "el más parecido: ministerio-de-las-nubes"],
        ),
    ],
)
def test_it_prints_a_table_and_the_counts(consta, names, language, words):
    status, out, err = consta("match", "sky", "--names", str(names), language=language)

    assert (status, err) == (1, "")
    for word in words:
        assert word in out
    lines = out.splitlines()
    assert lines[1].split()[:4] == ["2", "CONSEJO", "DEL", "RELOJ"]


def test_lines_to_paste_leave_out_what_has_no_proposal_and_what_a_spreadsheet_would_run(
    consta, names
):
    status, out, _ = consta("match", "sky", "--names", str(names), "--csv")

    assert status == 1
    assert out.splitlines() == [
        "key,name,institution_id,why",
        "1,CONSEJO DEL RELOJ,consejo-del-reloj,folded",
        "2,Ministerio de las Nuves,ministerio-de-las-nubes,closest 95.7",
    ]


def test_pasted_lines_are_known_from_then_on(consta, names, content):
    lines = consta("match", "sky", "--names", str(names), "--csv")[1]
    folder = content / "fantasia" / "names"
    folder.mkdir()
    (folder / "sky.csv").write_text(lines + "3,Correos del Desierto,,not ours\n4,=cmd,,\n")

    status, out, _ = consta("match", "sky", "--names", str(names))

    assert (status, out) == (0, "names/sky.csv has every name that sky uses.\n")


def test_without_a_file_the_source_must_have_been_pulled(consta, content):
    (content / "fantasia" / "sources.toml").write_text(
        '[[source]]\nid = "sky"\nsystem = "portal"\naddress = "https://sky.example"\n'
        'every = "day"\npublisher = "Invented"\nlicence = "CC0"\n'
    )

    assert "sky: nothing is archived yet" in consta("match", "sky")[2]
    assert 'no source "skye" that a system reads; did you mean "sky"?' in consta("match", "skye")[2]


def test_a_file_of_other_columns_is_refused(consta, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")

    status, _, err = consta("match", "sky", "--names", str(path))

    assert status == 2
    assert "needs the columns key and name" in err


def test_what_would_move_a_cursor_is_not_printed(consta, tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("key,name\n1,\x1b[2JReloj\n")

    out = consta("match", "sky", "--names", str(path))[1]

    assert "\x1b" not in out
    assert "?[2JReloj" in out
