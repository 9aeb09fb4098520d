"""The letters as text, mail, file and row: what stands in them, and hostile names."""

import csv
import io
import re
import zipfile
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from scorers.country import read_letters
from scorers.exceptions import SiteError
from scorers.records import schema
from scorers.text import Text
from scorers.website.environment import NAME
from scorers.website.gaps import Gap, Missing
from scorers.website.letters import Writer
from scorers.website.odt import TEXT


ITEM = Gap(
    "item-ledger",
    Text(es="Libro", en="Ledger"),
    "items",
    "never_seen",
    Text(es="El libro", en="The ledger"),
    None,
)
FIGURE = Gap(
    "R1",
    Text(es="Responde", en="Answers"),
    "R",
    "too_few",
    Text(es="Cuántas llegaron", en="How many came"),
    Text(es="x", en="x"),
)
SILENT = Gap("A5", Text(es="Queda", en="Stays"), "A", "not_measured", None, Text(es="x", en="x"))
ALL = Missing("all", (ITEM, SILENT, FIGURE), (("items", 1), ("A", 1), ("R", 1)))
HOSTILE = 'Oficina "A&B" <script>alert(1)</script>\u202e?cc=x@y.z&body=%0D%0ABcc: á#'


@pytest.fixture(name="writer")
def _writer(fantasia):
    return Writer(fantasia, read_letters(fantasia))


def test_a_letter_numbers_what_it_asks_for_through_items_and_figures(writer):
    lines = writer.request(ALL).text.es.split("\n")

    assert [line for line in lines if re.match(r"\d", line)] == [
        "1. El libro.",
        "2. Cuántas llegaron.",
    ]
    assert lines.index("De lo que se debe publicar:") < lines.index("Del último año cerrado:")


def test_a_list_with_nothing_in_it_has_no_words_before_it(writer):
    only = Missing("figures", (FIGURE,), (("R", 1),))

    text = writer.request(only).text.es
    assert "De lo que se debe publicar:" not in text
    assert "1. Cuántas llegaron." in text


def test_a_letter_says_law_and_term_as_the_country_states_them(writer, fantasia):
    for language in ("es", "en"):
        text = writer.request(ALL).text[language]
        assert fantasia.law.name[language] in text
        assert f" {fantasia.law.term_days} " in text
        assert "{" not in text
    assert "bells" not in writer.request(ALL).text.en


def test_both_languages_of_a_letter_have_the_same_blocks_and_numbers(writer):
    request = writer.request(ALL)

    spanish, english = request.text.es, request.text.en
    assert spanish.count("\n") == english.count("\n")
    assert re.findall(r"\d+", spanish) == re.findall(r"\d+", english)
    assert spanish.count(NAME) == english.count(NAME) == 1


@pytest.mark.parametrize("name", ["Ministerio de las Nubes", HOSTILE, "a" * 200])
def test_a_mail_opens_with_exactly_the_letter_and_nothing_that_a_name_could_add(writer, name):
    request = writer.request(ALL)
    mail = request.mail("es", name)
    parts = urlsplit(mail)

    assert re.fullmatch(r"mailto:\?subject=[\w.~%-]+&body=[\w.~%-]+", mail)
    assert parts.path == ""
    assert set(parse_qs(parts.query)) == {"subject", "body"}
    subject, body = (unquote(one.split("=", 1)[1]) for one in parts.query.split("&"))
    assert body == request.text.es.replace(NAME, name).replace("\n", "\r\n")
    assert subject == request.subject.es.replace(NAME, name)


@pytest.mark.parametrize("name", ["Ministerio de las Nubes", HOSTILE])
def test_the_files_hold_the_letter_in_the_language_of_the_country(writer, name):
    both = Text(es=name, en="Not this one")
    expected = writer.request(ALL).text.es.replace(NAME, name)

    plain = writer.text_file(ALL, both)
    assert plain.startswith(b"\xef\xbb\xbf")  # else old editors take the accents for others
    assert plain.decode("utf-8-sig") == expected.replace("\n", "\r\n") + "\r\n"

    content = zipfile.ZipFile(io.BytesIO(writer.document(ALL, both))).read("content.xml")
    paragraphs = [
        "\n".join(
            [one.text or "", *(line.tail or "" for line in one.iter(f"{{{TEXT}}}line-break"))]
        )
        for one in ET.fromstring(content).iter(f"{{{TEXT}}}p")
    ]
    assert "\n\n".join(paragraphs) == expected


def test_a_row_to_log_has_every_column_in_order_and_only_the_institution_filled(writer, fantasia):
    row = writer.log_row("oficina-de-faros")
    text = f"{row.header}\n{row.before}2024-05-01{row.after}\n"

    rows = list(csv.DictReader(io.StringIO(text), strict=True))
    assert list(rows[0]) == list(schema.tables(fantasia)["requests"].fields)
    assert {name: cell for name, cell in rows[0].items() if cell} == {
        "institution_id": "oficina-de-faros",
        "filed_on": "2024-05-01",
    }


def test_letters_that_ask_for_an_indicator_that_is_none_are_refused(writer):
    with pytest.raises(SiteError, match=r'letters\.toml: \[ask\] names "R3"'):
        writer.require_known(["R1", "C3", "C7"])
