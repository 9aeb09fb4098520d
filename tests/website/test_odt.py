"""OpenDocument texts: what the standard asks of a package, and hostile words in it."""

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorers.website import odt


TEXT = f"{{{odt.TEXT}}}"


def opened(content):
    return zipfile.ZipFile(io.BytesIO(content))


def paragraphs(content):
    """Return the paragraphs of a document as lists of lines."""
    root = ET.fromstring(opened(content).read("content.xml"))
    found = []
    for paragraph in root.iter(f"{TEXT}p"):
        lines = [paragraph.text or ""]
        lines += [line.tail or "" for line in paragraph.iter(f"{TEXT}line-break")]
        found.append(lines)
    return found


def test_the_type_comes_first_and_is_readable_in_the_first_bytes():
    content = odt.document("Carta", [["A"]], "es_PE")
    first = opened(content).infolist()[0]

    assert first.filename == "mimetype"
    assert first.compress_type == zipfile.ZIP_STORED
    assert first.extra == b""
    # Programs look for it at byte 38, as part 2, 3.3 of the standard has it.
    assert content[:4] == b"PK\x03\x04"
    assert content[30:38] == b"mimetype"
    assert content[38:].startswith(odt.MIMETYPE.encode())


def test_the_manifest_names_every_file_and_each_is_well_formed():
    package = opened(odt.document("Carta", [["A"]], "es_PE"))
    manifest = ET.fromstring(package.read("META-INF/manifest.xml"))
    named = {one.get(f"{{{odt.MANIFEST}}}full-path") for one in manifest}

    assert named == {"/", *package.namelist()} - {"mimetype", "META-INF/manifest.xml"}
    assert package.testzip() is None
    for name in package.namelist()[1:]:
        ET.fromstring(package.read(name))


def test_the_same_letter_is_the_same_bytes_whatever_the_day(monkeypatch):
    first = odt.document("Carta", [["A", "b"], ["ñ"]], "es_PE")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))

    assert odt.document("Carta", [["A", "b"], ["ñ"]], "es_PE") == first
    assert {one.date_time for one in opened(first).infolist()} == {odt.FIRST_DAY}


def test_the_language_of_the_letter_is_that_of_the_country():
    styles = opened(odt.document("Letter", [["A"]], "en_GB")).read("styles.xml").decode()

    assert 'fo:language="en"' in styles
    assert 'fo:country="GB"' in styles


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "A & B <b>",
        "]]></text:p><text:p>",
        '"; DROP TABLE',
        "&lt;already&gt;",
    ],
)
def test_a_hostile_name_is_text_and_nothing_else(hostile):
    content = odt.document(hostile, [["To", hostile]], "es_PE")

    assert paragraphs(content) == [["To", hostile]]
    meta = ET.fromstring(opened(content).read("meta.xml"))
    assert meta.find(f".//{{{odt.DC}}}title").text == hostile


@given(st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=3), max_size=4))
def test_any_words_come_back_but_for_what_xml_cannot_hold(blocks):
    found = paragraphs(odt.document("", blocks, "es_PE"))

    def kept(line):
        return odt.FORBIDDEN.sub("", line).replace("\r\n", "\n").replace("\r", "\n")

    assert found == [[kept(line) for line in block] for block in blocks]
