"""consta reproduce: what was published must come out of the records again."""

import argparse
import json
from collections.abc import Iterator
from typing import Any

from scorers import country as countries
from scorers import editions
from scorers.cli.country_choice import chosen
from scorers.country import Country
from scorers.editions import Edition
from scorers.editions.edition import revisions
from scorers.editions.reproducing import Reproduction, reproduce
from scorers.paths import Place
from scorers.records.frames import read_all
from scorers.text import Text


MOST_SHOWN = 40
SAME = Text(
    es="{country} {edition}, revisión {revision}: igual, byte por byte{part}",
    en="{country} {edition}, revision {revision}: the same, byte for byte{part}",
)
DIFFERS = Text(
    es="{country} {edition}, revisión {revision}: NO ES IGUAL{part}",
    en="{country} {edition}, revision {revision}: NOT THE SAME{part}",
)
KEPT = Text(
    es="{country} {edition}, revisión {revision}: la sigue {successor}, que cuida sus archivos",
    en="{country} {edition}, revision {revision}: followed by {successor}, which guards its files",
)
PART = Text(es=" ({institution})", en=" ({institution})")
NONE = Text(es="No hay ediciones congeladas.", en="There are no frozen editions.")
FILE = Text(es="  {path}: {said}", en="  {path}: {said}")
HEADER = Text(
    es="tabla|institución|qué|columna|congelado|ahora",
    en="table|institution|what|column|frozen|now",
)
ROW = Text(es="(la fila)", en="(the row)")
BLANK = Text(es="(vacío)", en="(blank)")
MORE = Text(es="  y {count} diferencias más", en="  and {count} more differences")
CHANGES = Text(es="  diferencias: {count}", en="  differences: {count}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "edition",
        metavar="EDITION",
        nargs="?",
        help="such as 2024; without it, every frozen one of every country, or of --country",
    )
    parser.add_argument(
        "institution", metavar="INSTITUTION", nargs="?", help="compare its rows alone"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace, place: Place) -> int:
    """Print a line an edition, and under it what differs; return 1 if anything does, else 0.

    Raises:
        EditionError: There is no such edition or institution, or the edition is open.
    """
    found = list(_reproduced(args, place))
    if args.json:
        said = json.dumps([_facts(one) for one in found], ensure_ascii=False, indent=2)
        print(said)
    else:
        print(
            "\n".join(line for one in found for line in _lines(one, args.lang)) or NONE[args.lang]
        )
    return 0 if all(one.is_same for one in found) else 1


def _reproduced(args: argparse.Namespace, place: Place) -> Iterator[Reproduction]:
    for country, asked in _asked(args, place):
        frames = read_all(country) if asked else {}  # once for all of its editions
        for edition in asked:
            newest = revisions(place, country.id, edition.id)[-1]
            if args.edition is None and newest != edition.id:
                yield Reproduction(edition, successor=newest)
            else:
                yield reproduce(place, country, edition, frames, args.institution)


def _asked(args: argparse.Namespace, place: Place) -> Iterator[tuple[Country, list[Edition]]]:
    if args.edition is not None:
        country = chosen(args, place)
        yield country, [editions.read(place, country.id, args.edition)]
        return
    names = place.countries() if args.country is None else [args.country]
    for name in names:
        country = countries.read(place.country(name))
        known = (editions.read(place, name, one) for one in editions.known(place, name))
        yield country, [one for one in known if one.is_frozen]


def _facts(one: Reproduction) -> dict[str, Any]:
    return {
        "country": one.edition.country_id,
        "edition": one.edition.id,
        "revision": one.edition.revision,
        "institution": one.institution_id,
        "same": None if one.successor else one.is_same,
        "successor": one.successor or None,
        "files": [
            {"path": file.path, "es": file.said.es, "en": file.said.en} for file in one.files
        ],
        "differences": [vars(cell) for cell in one.cells],
    }


def _lines(one: Reproduction, language: str) -> Iterator[str]:
    part = PART[language].format(institution=one.institution_id) if one.institution_id else ""
    said = KEPT if one.successor else SAME if one.is_same else DIFFERS
    yield said[language].format(
        country=one.edition.country_id,
        edition=one.edition.id,
        revision=one.edition.revision,
        part=part,
        successor=one.successor,
    )
    for file in one.files:
        yield FILE[language].format(path=file.path, said=file.said[language])
    if not one.cells:
        return
    yield CHANGES[language].format(count=len(one.cells))
    rows = [HEADER[language].split("|")]
    for cell in one.cells[:MOST_SHOWN]:
        what = f"{cell.part} {cell.id}" if cell.part != cell.id else cell.id
        column = cell.column or ROW[language]
        rows.append(
            [
                cell.table,
                cell.institution_id,
                f"{what} {cell.row_id}".strip(),
                column,
                cell.frozen or BLANK[language],
                cell.now or BLANK[language],
            ]
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  " + "  ".join(cells).rstrip()
    if len(one.cells) > MOST_SHOWN:
        yield MORE[language].format(count=len(one.cells) - MOST_SHOWN)
