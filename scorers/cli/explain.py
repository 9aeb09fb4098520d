"""consta explain: from a total down to the rows and documents that it rests on."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from scorers import editions
from scorers.cli import score_facts
from scorers.cli.country_choice import chosen
from scorers.editions import explaining_words as words
from scorers.editions import reproducing
from scorers.editions.evidence import Row
from scorers.editions.explaining import Step, explain
from scorers.editions.flags import Raised
from scorers.paths import Place
from scorers.text import Text


ROWS_SHOWN = 10
TITLE = Text(
    es="{name}: {country}, edición {edition}, revisión {revision}, método {method}",
    en="{name}: {country}, edition {edition}, revision {revision}, method {method}",
)
ROW = Text(es="{path}:{line} {id}", en="{path}:{line} {id}")
DOCUMENT = Text(es="documento {id}: {title}, {publisher}", en="document {id}: {title}, {publisher}")
ARCHIVED = Text(es="copia archivada: {archive}", en="archived copy: {archive}")
FLAG = Text(
    es="Alerta roja, que no quita nada al puntaje: {name}",
    en="Red flag, which takes nothing off the score: {name}",
)
MORE = Text(
    es="y {count} filas más; --json las da todas", en="and {count} more rows; --json gives them all"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("edition", metavar="EDITION", help="a folder of editions/, such as 2024")
    parser.add_argument("institution", metavar="INSTITUTION", help="the id of an institution")
    parser.add_argument("--json", action="store_true", help="print JSON, with all rows")


def run(args: argparse.Namespace, place: Place) -> int:
    """Print where the scores of an institution come from; return 0.

    Raises:
        EditionError: There is no such edition, it was frozen under a method that has changed since,
            or there is no such institution in it.
    """
    country = chosen(args, place)
    edition = editions.read(place, country.id, args.edition)
    book = editions.published(place, country, edition, institution_id=args.institution)
    total = explain(book, args.institution)
    notes = []
    if edition.is_frozen:
        rows = reproducing.changed_rows(place, country, edition, book.frames, args.institution)
        if rows:
            notes.append(words.CHANGED.format(rows=", ".join(rows)))
    row = book.institutions.loc[args.institution]
    name = Text(es=row["name_es"], en=row["name_en"])
    if args.json:
        facts = {
            **score_facts.edition(book),
            "institution_id": args.institution,
            "name": _both(name),
            "notes": [_both(note) for note in notes],
            "total": _facts(total),
        }
        print(json.dumps(facts, ensure_ascii=False, indent=2, allow_nan=False))
        return 0
    title = TITLE[args.lang].format(
        name=name[args.lang],
        country=country.name[args.lang],
        edition=edition.id,
        revision=edition.revision,
        method=edition.method,
    )
    print("\n".join([title, *(note[args.lang] for note in notes), *_lines(total, args.lang)]))
    return 0


def _facts(step: Step) -> dict[str, Any]:
    return {
        "level": step.level,
        "id": step.id,
        "name": _both(step.name),
        "state": step.state,
        "said": _both(step.said),
        "beside": [_both(line) for line in step.beside],
        "flags": [_flag(one) for one in step.flags],
        "arithmetic": [_both(line) for line in step.arithmetic],
        "values": dict(step.values),
        "weight": step.weight,
        "rows": [asdict(row) for row in step.rows],
        "steps": [_facts(one) for one in step.steps],
    }


def _flag(one: Raised) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": _both(one.name),
        "fact": _both(one.fact),
        "arithmetic": _both(one.sums),
        "values": dict(one.values),
        "rows": [asdict(row) for row in one.rows],
    }


def _both(text: Text) -> dict[str, str]:
    return {"es": text.es, "en": text.en}


def _lines(step: Step, language: str, depth: int = 0) -> Iterator[str]:
    indent = "  " * depth
    if step.level != "indicator":
        yield ""
    called = step.name[language] if step.level == "total" else f"{step.id} {step.name[language]}"
    yield f"{indent}{called}: {step.said[language]}"
    for line in (*step.beside, *step.arithmetic):
        yield f"{indent}  · {line[language]}"
    yield from _rows(step.rows, language, indent)
    for flag in step.flags:
        yield ""
        yield FLAG[language].format(name=flag.name[language])
        yield f"  · {flag.fact[language]}"
        yield f"  · {flag.sums[language]}"
        yield from _rows(flag.rows, language)
    for one in step.steps:
        yield from _lines(one, language, depth + 1)


def _rows(rows: Sequence[Row], language: str, indent: str = "") -> Iterator[str]:
    for row in rows[:ROWS_SHOWN]:
        yield from (f"{indent}  {line}" for line in _row(row, language))
    if len(rows) > ROWS_SHOWN:
        more = MORE[language].format(count=len(rows) - ROWS_SHOWN)
        yield f"{indent}  > {more}"


def _row(row: Row, language: str) -> Iterator[str]:
    yield "> " + ROW[language].format(path=row.path, line=row.line, id=row.id)
    yield f"    {row.said[language]}"
    if row.document is not None:
        document = row.document
        yield "    " + DOCUMENT[language].format(
            id=document.id, title=document.title, publisher=document.publisher
        )
        if document.archive:
            yield "    " + ARCHIVED[language].format(archive=document.archive)
        elif document.url:
            yield f"    {document.url}"
