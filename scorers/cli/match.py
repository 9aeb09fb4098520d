"""consta match: proposes which institutions the names of a source mean; a person decides."""

import argparse
import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from scorers.cli.country_choice import chosen
from scorers.country import Country
from scorers.exceptions import ContentError, SourceError
from scorers.paths import Place
from scorers.sources import declaration, matching
from scorers.sources.archive import shelf
from scorers.sources.matching import Proposal
from scorers.sources.names import COLUMNS
from scorers.sources.options import Options
from scorers.sources.systems.base import Body, SystemSource
from scorers.sources.writing import RUNNABLE
from scorers.text import Digits, Text, near


NOTHING = Text(
    es="names/{source}.csv tiene todos los nombres que usa {source}.",
    en="names/{source}.csv has every name that {source} uses.",
)
HEADER = Text(
    es="{count} nombres que names/{source}.csv no tiene:",
    en="{count} names that names/{source}.csv lacks:",
)
HOW = {
    matching.ID: Text("por código", "by its id"),
    matching.EXACT: Text("igual", "exact"),
    matching.FOLDED: Text("igual sin tildes ni mayúsculas", "but for accents and case"),
    matching.CLOSEST: Text("el más parecido", "closest"),
    matching.SEVERAL: Text("varias posibles", "several"),
    matching.NONE: Text("ninguna parecida", "none alike"),
}
ADVICE = Text(
    es="No se ha cambiado nada. Revise, y pegue en names/{source}.csv lo que sea cierto: "
    "--csv escribe las líneas.",
    en="Nothing has been changed. Look, and paste into names/{source}.csv what is true: "
    "--csv writes the lines.",
)
LONGEST_NAME = 60
SHOWN_IDS = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("source", metavar="SOURCE", help="the id of a source, such as froide")
    parser.add_argument(
        "--names",
        type=Path,
        metavar="FILE",
        help="a CSV of names, with the columns key and name, instead of the last pull",
    )
    parser.add_argument(
        "--id", default="", metavar="COLUMN", help="the official id that its keys are: pte_id"
    )
    parser.add_argument(
        "--csv", action="store_true", help="print lines for names/SOURCE.csv instead of a table"
    )


def run(args: argparse.Namespace, place: Place) -> int:
    """Return 0 if the table of names has every name of the source, else 1.

    Raises:
        ContentError: The file of names cannot be read.
        SourceError: There is no such source, nothing was pulled from it yet, there are no
            institutions, or a table of names cannot be.
    """
    country = chosen(args, place)
    if args.names is not None:
        bodies = _bodies(args.names)
        proposals = matching.propose(country, args.source, bodies, official_id=args.id)
    else:
        source = _source(country, args.source)
        options = Options(archive=shelf.root(place), cache=place.cache / "pull")
        with closing(options.shelf(source.country_id, source.id)) as archive:
            proposals = matching.propose(
                country,
                source.id,
                matching.used(source, archive),
                keys=source.scope.get("keys", ""),
                official_id=args.id,
            )
    digits = Digits.of(country.locales[args.lang])
    if args.csv:
        print(_lines(proposals), end="")
    elif proposals:
        print("\n".join(_table(proposals, args, digits)))
    else:
        print(NOTHING[args.lang].format(source=args.source))
    return 1 if proposals else 0


def _source(country: Country, source_id: str) -> SystemSource:
    systems = declaration.read(country).systems
    if source_id in systems:
        return systems[source_id]
    meant = near(source_id, systems)
    hint = f'; did you mean "{meant}"?' if meant else ": `consta pull --list` lists them"
    raise SourceError(f'no source "{source_id}" that a system reads{hint}')


def _bodies(path: Path) -> Iterator[Body]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, restval="", strict=True)
            if not {"key", "name"} <= {*(rows.fieldnames or ())}:
                raise ContentError(f"{path}: needs the columns key and name")
            yield from (Body(row["key"].strip(), row["name"].strip()) for row in rows)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ContentError(f"{path}: {error}") from error


def _table(proposals: list[Proposal], args: argparse.Namespace, digits: Digits) -> Iterator[str]:
    language = args.lang
    yield HEADER[language].format(count=digits.write(len(proposals)), source=args.source)
    for one in proposals:
        name = _printable(one.body.name or one.body.key)[:LONGEST_NAME]
        more = len(one.institution_ids) - SHOWN_IDS
        ids = ", ".join(one.institution_ids[:SHOWN_IDS]) + (f", +{more}" if more > 0 else "")
        score = digits.write(one.score, 1)
        found = f"{HOW[one.how][language]}: {ids}" if ids else HOW[one.how][language]
        yield f"{digits.write(one.rows):>8}  {name:{LONGEST_NAME}}  {score:>5}  {found}"
    yield ""
    counts = Counter(one.how for one in proposals)
    for how, label in HOW.items():
        if counts[how]:
            yield f"{digits.write(counts[how]):>8}  {label[language]}"
    yield ADVICE[language].format(source=args.source)


def _lines(proposals: list[Proposal]) -> str:
    """Return the lines to paste.

    A name without a proposal gets none: a blank institution_id says that a body is not ours.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*COLUMNS, "why"))
    for one in proposals:
        cells = (one.body.key, one.body.name, one.institution_id)
        if one.institution_id and not any(cell.startswith(RUNNABLE) for cell in cells):
            why = f"{one.how} {one.score:.1f}" if one.how == matching.CLOSEST else one.how
            writer.writerow((*cells, why))
    return text.getvalue()


def _printable(words: str) -> str:
    """Return words without what would move a terminal's cursor."""
    return "".join(letter if letter.isprintable() else "?" for letter in words)
