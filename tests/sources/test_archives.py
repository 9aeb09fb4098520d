"""One file is taken out of a ZIP archive, and no more than the cap."""

import io
import zipfile

import pytest

from scorers.exceptions import SourceChangedError, SourceUnavailableError
from scorers.sources import archives


PLACE = "https://example.org/a.zip"


def archive(*files: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in files:
            new.writestr(name, data)
    return made.getvalue()


def test_the_named_file_is_taken():
    data = archive(("a/solicitudes.csv", b"x"), ("leeme.txt", b"y"))

    assert archives.member(data, "a/solicitudes.csv", PLACE) == b"x"


def test_another_name_is_refused_with_those_that_are_there():
    with pytest.raises(SourceChangedError, match=r'no file "b\.csv" .*; it has: a\.csv'):
        archives.member(archive(("a.csv", b"x")), "b.csv", PLACE)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused():
    with pytest.raises(SourceChangedError, match="more than one"):
        archives.member(archive(("a.csv", b"x"), ("a.csv", b"y")), "a.csv", PLACE)


def test_what_unpacks_to_too_much_is_refused_whatever_its_size(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_MEMBER", 1_000)

    assert len(archives.member(archive(("a", b" " * 1_000)), "a", PLACE)) == 1_000
    with pytest.raises(SourceUnavailableError, match="unpacks to more than 1000 bytes"):
        archives.member(archive(("a", b" " * 1_001)), "a", PLACE)


def test_what_is_no_archive_or_damaged_is_refused():
    whole = archive(("a.csv", b"some text " * 100))
    damaged = whole[:40] + b"\x00\x00\x00\x00" + whole[44:]

    for data in (b"", b"not an archive", whole[:-30], damaged):
        with pytest.raises(SourceChangedError, match="not a ZIP archive, or damaged"):
            archives.member(data, "a.csv", PLACE)
