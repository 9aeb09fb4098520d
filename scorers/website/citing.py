"""An edition as reference managers read it: BibTeX, RIS, CSL-JSON and CITATION.cff."""

import json
from collections.abc import Iterator

from scorers.editions.book import ScoreBook
from scorers.text import LANGUAGES, Text
from scorers.website import addresses


TITLE = Text(
    es="Consta: fichas de las instituciones públicas {possessive}, edición {edition}",
    en="Consta: scorecards of the public institutions {possessive}, edition {edition}",
)
NOTE = Text(
    es="Revisión {revision}, método {method}. Dice qué consta; no mide la corrupción.",
    en="Revision {revision}, method {method}. It says what is on record; it does not measure "
    "corruption.",
)
# What BibTeX would take for a command.
ESCAPED = str.maketrans(
    {letter: f"\\{letter}" for letter in "&%$#_{}"} | {"\\": "\\textbackslash "}
)


def files(book: ScoreBook, site: str) -> Iterator[tuple[str, str]]:
    """Yield name and content of each file to cite an edition by, for the folder of its data.

    Args:
        book: The edition.
        site: The address of the site, without a slash at its end.
    """
    for language in LANGUAGES:
        yield f"cite-{language}.bib", bibtex(book, site, language)
        yield f"cite-{language}.ris", ris(book, site, language)
        yield f"cite-{language}.json", csl_json(book, site, language)
    yield "CITATION.cff", cff(book, site)


def bibtex(book: ScoreBook, site: str, language: str) -> str:
    """Return the edition as a BibTeX entry."""
    edition = book.edition
    cells = {
        "author": "{Consta}",
        "title": f"{{{_title(book, language).translate(ESCAPED)}}}",
        "year": str(edition.cut_off.year),
        "month": str(edition.cut_off.month),
        "version": edition.revision,
        "note": _note(book, language).translate(ESCAPED),
        "url": _address(book, site, language),
    }
    lines = "".join(f"  {name} = {{{cell}}},\n" for name, cell in cells.items())
    return f"@misc{{{_key(book)},\n{lines}}}\n"


def ris(book: ScoreBook, site: str, language: str) -> str:
    """Return the edition as RIS, lines ended as the format asks."""
    lines = [
        "TY  - DATA",
        f"ID  - {_key(book)}",
        "AU  - Consta",
        f"TI  - {_title(book, language)}",
        f"PY  - {book.edition.cut_off.year}",
        f"DA  - {book.edition.cut_off:%Y/%m/%d}",
        f"ET  - {book.edition.revision}",
        f"LA  - {language}",
        f"N1  - {_note(book, language)}",
        f"UR  - {_address(book, site, language)}",
        "ER  - ",
    ]
    return "".join(f"{line}\r\n" for line in lines)


def csl_json(book: ScoreBook, site: str, language: str) -> str:
    """Return the edition as CSL-JSON."""
    day = book.edition.cut_off
    entry = {
        "id": _key(book),
        "type": "dataset",
        "author": [{"literal": "Consta"}],
        "title": _title(book, language),
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "version": book.edition.revision,
        "note": _note(book, language),
        "language": language,
        "URL": _address(book, site, language),
    }
    return json.dumps([entry], ensure_ascii=False, indent=1) + "\n"


def cff(book: ScoreBook, site: str) -> str:
    """Return the edition as CITATION.cff 1.2.0, in English; JSON strings are YAML too."""
    quoted = {
        "message": "Cite this edition as below.",
        "title": _title(book, "en"),
        "abstract": _note(book, "en"),
        "version": book.edition.revision,
        "url": _address(book, site, "en"),
    }
    lines = "".join(
        f"{name}: {json.dumps(words, ensure_ascii=False)}\n" for name, words in quoted.items()
    )
    return (
        f"cff-version: 1.2.0\ntype: dataset\n{lines}authors:\n  - name: Consta\n"
        f"date-released: {book.edition.cut_off.isoformat()}\nlicense: CC-BY-4.0\n"
    )


def _title(book: ScoreBook, language: str) -> str:
    possessive = book.country.possessive[language]
    return TITLE[language].format(possessive=possessive, edition=book.edition.id)


def _note(book: ScoreBook, language: str) -> str:
    return NOTE[language].format(revision=book.edition.revision, method=book.edition.method)


def _address(book: ScoreBook, site: str, language: str) -> str:
    return f"{site}/{addresses.below(addresses.EDITIONS, book.edition.id)[language]}"


def _key(book: ScoreBook) -> str:
    return f"consta-{book.country.id}-{book.edition.id}-{book.edition.revision}"
