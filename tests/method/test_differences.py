"""What two method files differ in. The methods are invented."""

import pytest

from scorers import method
from scorers.exceptions import MethodError


FILE = 'version = "1.0.0"\nlimit = 3\n\n[[indicator]]\nid = "R1"\nweight = 3\nname.es = "a"\n'


@pytest.fixture(name="file")
def _file(tmp_path):
    path = tmp_path / "1.0.0.toml"
    path.write_text(FILE, "utf-8")
    method.keep(path)
    return path


def test_each_value_that_differs_is_named_by_its_place(file, tmp_path):
    other = tmp_path / "2.0.0.toml"
    other.write_text(
        FILE.replace("1.0.0", "2.0.0")
        .replace("= 3\n\n", "= 4\n# a comment\n")
        .replace('"a"', '"b"')
        + '\n[[indicator]]\nid = "R2"\nweight = 1\n',
        "utf-8",
    )

    assert [(one.where, one.before, one.after) for one in method.differences(file, other)] == [
        ("limit", "3", "4"),
        ("indicator R1: name: es", "'a'", "'b'"),
        ("indicator R2: id", "", "'R2'"),
        ("indicator R2: weight", "", "1"),
    ]
    assert method.differences(file, file) == []


def test_what_was_published_passes(file):
    method.require_published(file)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("weight = 3", "weight = 2", "indicator R1: weight is 2 and was 3."),
        ("limit = 3\n", "", "limit is not there and was 3."),
        ("limit = 3\n", "limit = 3 # why\n", "its comments, spaces or order differ."),
    ],
)
def test_a_changed_copy_under_the_same_version_is_refused_with_the_difference(
    file, old, new, expected
):
    file.write_text(FILE.replace(old, new), "utf-8")

    with pytest.raises(MethodError) as raised:
        method.require_published(file)

    assert expected in str(raised.value)
    assert "\n" not in str(raised.value)


def test_what_was_published_first_stays(file):
    file.write_text(FILE.replace("weight = 3", "weight = 2"), "utf-8")

    method.keep(file)

    assert (file.parent / "published" / file.name).read_text("utf-8") == FILE


def test_a_file_that_is_no_toml_is_named(file):
    file.write_bytes(b"\xff")

    with pytest.raises(MethodError, match=r"1\.0\.0\.toml: not TOML in UTF-8"):
        method.require_published(file)
