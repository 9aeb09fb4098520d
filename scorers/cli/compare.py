"""consta compare: who is ahead of whom, and where in a group each could stand, where asked."""

import argparse
import json
from typing import Any

import pandas as pd

from scorers import editions
from scorers.cli import score_facts
from scorers.cli.country_choice import chosen
from scorers.editions import ScoreBook
from scorers.editions.institutions import require_scored
from scorers.editions.scoring import drawn_again
from scorers.editions.sensitivity import varied_by
from scorers.editions.standing import pairs, rank_intervals
from scorers.editions.supposing import Supposed, parts_rated, suppose
from scorers.exceptions import EditionError
from scorers.paths import Place
from scorers.text import Text, fold


AHEAD = Text(
    es="{first} está por delante de {second}: con probabilidad {probability}",
    en="{first} is ahead of {second}: with probability {probability}",
)
UNSURE = Text(
    es="no se puede decir quién está por delante: {first} lo está de {second} con probabilidad "
    "{probability}, y hace falta {least}",
    en="it cannot be said who is ahead: {first} is ahead of {second} with probability "
    "{probability}, and it takes {least}",
)
NONE = Text(
    es="No hay dimensión en la que todas estén calificadas: no se puede comparar puntajes.",
    en="There is no pillar in which all of them are rated: scores cannot be compared.",
)
PLACES = Text(es="puesto {first} a {last}", en="place {first} to {last}")
NOTE = Text(
    es="Puestos posibles con {share} % de probabilidad, de {count}; se superponen, y no son una "
    "tabla de posiciones.",
    en="Places that are possible with {share} % probability, of {count}; they overlap, and are no "
    "league table.",
)
# A thousand draws tell no more than that.
MOST = 0.99
OVER = Text(es="más de {most}", en="more than {most}")
WHOLE = Text(es="Total", en="Total")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("edition", metavar="EDITION", help="a folder of editions/, such as 2024")
    parser.add_argument(
        "institutions", metavar="INSTITUTION", nargs="*", help="two or more, by their ids"
    )
    parser.add_argument(
        "--ranks", metavar="KIND", help="where each of a kind could stand, from ten rated ones up"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace, place: Place) -> int:
    """Print who is ahead of whom in each part that all are rated in; return 0.

    Raises:
        EditionError: There is no such edition, institution or kind, or too few to compare.
    """
    if (len(args.institutions) < 2) == (args.ranks is None):  # noqa: PLR2004
        raise EditionError(
            "compare takes two or more institutions, or --ranks and a kind: "
            "consta compare 2020 home-office cabinet-office, consta compare 2020 --ranks ministry"
        )
    country = chosen(args, place)
    book = editions.published(place, country, editions.read(place, country.id, args.edition))
    supposed = suppose(drawn_again(place, book), varied_by(place, book.method))
    if args.ranks is None:
        for one in args.institutions:
            require_scored(book, one)
        tables = _pairs(supposed, args.institutions)
    else:
        tables = _ranks(supposed, args.ranks)
    if args.json:
        rows = {part: table.to_dict("records") for part, table in tables.items()}
        print(json.dumps({**score_facts.edition(book), "parts": rows}, indent=2, allow_nan=False))
    else:
        print("\n".join(_lines(supposed, tables, args.lang)))
    return 0


def _pairs(supposed: Supposed, ids: list[str]) -> dict[str, pd.DataFrame]:
    rated = parts_rated(supposed.book)
    places = [supposed.ids.index(name) for name in ids]
    return {
        part: pairs(supposed, part, ids)
        for part in supposed.parts
        if all(rated[part][at] for at in places)
    }


def _ranks(supposed: Supposed, kind: str) -> dict[str, pd.DataFrame]:
    book = supposed.book
    if kind not in book.country.kinds:
        known = ", ".join(book.country.kinds)
        raise EditionError(f'no kind "{kind}" of institution in {book.country.id}; known: {known}')
    kinds = book.institutions["kind"].reindex(supposed.ids) == kind
    found = {}
    for part, flags in parts_rated(book).items():
        ids = [name for name, own in zip(supposed.ids, kinds & flags, strict=True) if own]
        if len(ids) >= supposed.assumed.least_group:
            found[part] = rank_intervals(supposed, part, ids)
    if not found:
        raise EditionError(
            f'no ranks of "{kind}": in no part are {supposed.assumed.least_group} of them rated'
        )
    return found


def _lines(supposed: Supposed, tables: dict[str, pd.DataFrame], language: str) -> list[str]:
    book = supposed.book
    lines = [] if tables else [NONE[language]]
    for part, table in tables.items():
        pillar = book.method.pillars.get(part)
        lines += ["", f"{part} {pillar.name[language]}" if pillar else WHOLE[language]]
        told = [f"  {_line(supposed, row, language)}" for row in table.to_dict("records")]
        lines += sorted(told, key=fold) if "last" in table else told
        if "last" in table:
            share = f"{100 * book.method.uncertainty.interval:g}"
            lines.append(f"  {NOTE[language].format(share=share, count=len(table))}")
    return lines[1:] if tables else lines


def _line(supposed: Supposed, row: dict[Any, Any], language: str) -> str:
    book = supposed.book
    if "last" in row:
        place = PLACES[language].format(first=row["first"], last=row["last"])
        return f"{_name(book, row['institution_id'], language)}: {place}"
    digits = score_facts.digits(book, language)
    is_sure = row["probability"] > MOST
    probability = digits.write(MOST if is_sure else row["probability"], 2)
    return (AHEAD if row["is_ahead"] else UNSURE)[language].format(
        first=_name(book, row["first"], language),
        second=_name(book, row["second"], language),
        probability=OVER[language].format(most=probability) if is_sure else probability,
        least=digits.write(supposed.assumed.ahead, 2),
    )


def _name(book: ScoreBook, institution_id: str, language: str) -> str:
    return str(book.institutions.loc[institution_id, f"name_{language}"])
