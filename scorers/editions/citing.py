"""How to cite an edition, one institution of it, or one indicator: a sentence, and files.

A citation carries edition, revision, method and the permanent address, and says what the number is
and what it is not. Files are BibTeX, RIS, CSL-JSON and CITATION.cff 1.2.0.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scorers.editions.book import ScoreBook
from scorers.method import Indicator
from scorers.text import Text, languages


OF_EDITION = Text(
    es="Consta: fichas de las instituciones públicas {possessive}",
    en="Consta: scorecards of the public institutions {possessive}",
)
OF_INSTITUTION = Text(es="Consta: {name}, ficha", en="Consta: {name}, scorecard")
OF_INDICATOR = Text(
    es="Consta: {name}, «{indicator}» ({id}): {value}",
    en="Consta: {name}, “{indicator}” ({id}): {value}",
)
SENTENCE = Text(
    es="{title}. Edición {edition}, revisión {revision}, método {method}. {address}. {note}",
    en="{title}. Edition {edition}, revision {revision}, method {method}. {address}. {note}",
)
NOTE = Text(
    es="Dice qué consta; no mide la corrupción.",
    en="It says what is on record; it does not measure corruption.",
)
OWN = Text(
    es="Es lo que la institución contó de sí misma; no mide la corrupción.",
    en="It is what the institution counted of itself; it does not measure corruption.",
)
TITLE = Text(es="{title}, edición {edition}", en="{title}, edition {edition}")
VERSION = Text(
    es="Revisión {revision}, método {method}. {note}",
    en="Revision {revision}, method {method}. {note}",
)
# What BibTeX would take for a command.
ESCAPED = str.maketrans(
    {letter: f"\\{letter}" for letter in "&%$#_{}"} | {"\\": "\\textbackslash "}
)


@dataclass(frozen=True)
class Citation:
    """What is cited, in both languages.

    Attributes:
        key: A name of its own for reference managers.
        title: What it is.
        note: What it says and what it does not.
        address: Where it stays, whole.
        edition, revision, method: Of the scores.
        day: The edition's cut-off.
    """

    key: str
    title: Text
    note: Text
    address: Text
    edition: str
    revision: str
    method: str
    day: date

    @property
    def sentence(self) -> Text:
        """The citation in one line, to copy."""
        return SENTENCE.format(
            title=self.title,
            edition=self.edition,
            revision=self.revision,
            method=self.method,
            address=self.address,
            note=self.note,
        )


def of_edition(book: ScoreBook, address: Text) -> Citation:
    """Return the citation of a whole edition; `address` is that of its page."""
    title = OF_EDITION.format(possessive=book.country.possessive)
    return _citation(book, "", title, NOTE, address)


def of_institution(book: ScoreBook, institution_id: str, name: Text, address: Text) -> Citation:
    """Return the citation of an institution's page; `address` is the dated one."""
    title = OF_INSTITUTION.format(name=name)
    return _citation(book, f"-{institution_id}", title, NOTE, address)


def of_indicator(
    book: ScoreBook, card: Citation, name: Text, indicator: Indicator, value: Text, *, own: bool
) -> Citation:
    """Return the citation of one indicator of an institution.

    Args:
        book: The edition.
        card: The citation of the institution's page.
        name: The institution's.
        indicator: Which.
        value: Its value in words.
        own: Whether the institution counted itself.
    """
    title = OF_INDICATOR.format(name=name, indicator=indicator.name, id=indicator.id, value=value)
    address = Text.each(lambda language: f"{card.address[language]}#{indicator.id}")
    key = f"{card.key.removeprefix(_key(book))}-{indicator.id}"
    return _citation(book, key, title, OWN if own else NOTE, address)


def files(citation: Citation) -> Iterator[tuple[str, str]]:
    """Yield the ending and the content of each file to cite by, with both languages in each."""
    yield "bib", bibtex(citation)
    yield "ris", ris(citation)
    yield "csl.json", csl_json(citation)


def bibtex(citation: Citation) -> str:
    """Return a BibTeX entry a language."""
    entries = []
    for language in languages():
        cells = {
            "author": "{Consta}",
            "title": f"{{{_title(citation, language).translate(ESCAPED)}}}",
            "year": str(citation.day.year),
            "month": str(citation.day.month),
            "version": citation.revision,
            "note": _note(citation, language).translate(ESCAPED),
            "url": citation.address[language],
            "language": language,
        }
        lines = "".join(f"  {name} = {{{cell}}},\n" for name, cell in cells.items())
        entries.append(f"@misc{{{citation.key}-{language},\n{lines}}}\n")
    return "".join(entries)


def ris(citation: Citation) -> str:
    """Return a RIS record a language, lines ended as the format asks."""
    lines = []
    for language in languages():
        lines += [
            "TY  - DATA",
            f"ID  - {citation.key}-{language}",
            "AU  - Consta",
            f"TI  - {_title(citation, language)}",
            f"PY  - {citation.day.year}",
            f"DA  - {citation.day:%Y/%m/%d}",
            f"ET  - {citation.revision}",
            f"LA  - {language}",
            f"N1  - {_note(citation, language)}",
            f"UR  - {citation.address[language]}",
            "ER  - ",
        ]
    return "".join(f"{line}\r\n" for line in lines)


def csl_json(citation: Citation) -> str:
    """Return CSL-JSON, an entry a language."""
    day = citation.day
    entries = [
        {
            "id": f"{citation.key}-{language}",
            "type": "dataset",
            "author": [{"literal": "Consta"}],
            "title": _title(citation, language),
            "issued": {"date-parts": [[day.year, day.month, day.day]]},
            "version": citation.revision,
            "note": _note(citation, language),
            "language": language,
            "URL": citation.address[language],
        }
        for language in languages()
    ]
    return json.dumps(entries, ensure_ascii=False) + "\n"


def cff(citation: Citation) -> str:
    """Return CITATION.cff 1.2.0, in English; JSON strings are YAML too."""
    quoted = {
        "message": "Cite it as below.",
        "title": _title(citation, "en"),
        "abstract": _note(citation, "en"),
        "version": citation.revision,
        "url": citation.address.en,
    }
    lines = "".join(
        f"{name}: {json.dumps(words, ensure_ascii=False)}\n" for name, words in quoted.items()
    )
    return (
        f"cff-version: 1.2.0\ntype: dataset\n{lines}authors:\n  - name: Consta\n"
        f"date-released: {citation.day.isoformat()}\nlicense: CC-BY-4.0\n"
    )


def _citation(book: ScoreBook, key: str, title: Text, note: Text, address: Text) -> Citation:
    return Citation(
        key=f"{_key(book)}{key}",
        title=title,
        note=note,
        address=address,
        edition=book.edition.id,
        revision=book.edition.revision,
        method=book.edition.method,
        day=book.edition.cut_off,
    )


def _key(book: ScoreBook) -> str:
    return f"consta-{book.country.id}-{book.edition.id}-{book.edition.revision}"


def _title(citation: Citation, language: str) -> str:
    return TITLE[language].format(title=citation.title[language], edition=citation.edition)


def _note(citation: Citation, language: str) -> str:
    return VERSION[language].format(
        revision=citation.revision, method=citation.method, note=citation.note[language]
    )
