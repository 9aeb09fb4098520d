"""XML is read by local names, and what entities are made of is refused."""

import pytest

from scorers.exceptions import SourceChangedError, SourceUnavailableError
from scorers.sources import plain_xml


PLACE = "https://example.org/report"


def test_elements_and_attributes_are_called_by_what_stands_behind_their_last_colon():
    root = plain_xml.read(b'<a:r xmlns:a="x" a:id="1"><a:a:count>7</a:a:count></a:r>', PLACE)

    assert root.tag == "r"
    assert root.get("id") == "1"
    assert plain_xml.text(root, "count") == "7"
    assert plain_xml.text(root, "other") == ""


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE r SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE r [<!ENTITY x SYSTEM "http://10.0.0.1/">]>',
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_whatever_charset(prolog, charset):
    data = f"{prolog}<r>&a;</r>".encode(charset)

    with pytest.raises(SourceChangedError, match='states a document type, "r"'):
        plain_xml.read(data, PLACE)


@pytest.mark.parametrize("data", [b"", b"{}", b"<r>", b"<r></s>", b"<r>&undefined;</r>"])
def test_what_is_not_xml_is_refused_by_address(data):
    with pytest.raises(SourceChangedError, match=r"example\.org/report: not XML"):
        plain_xml.read(data, PLACE)


def test_what_is_too_deep_or_too_large_is_refused(monkeypatch):
    with pytest.raises(SourceUnavailableError, match="nested more than 50 deep"):
        plain_xml.read(b"<r>" * 60 + b"</r>" * 60, PLACE)
    monkeypatch.setattr(plain_xml, "LARGEST_BYTES", 5)
    with pytest.raises(SourceUnavailableError, match="more than 5 bytes"):
        plain_xml.read(b"<r></r>", PLACE)
