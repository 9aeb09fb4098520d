"""Reads the country's sources, writes its tables and prints what was read, used and left out."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tqdm import tqdm

from scorers.cli.country_choice import chosen
from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.paths import Place
from scorers.sources import declaration, importing
from scorers.sources.importing import Outcome
from scorers.sources.reporting import Ledger
from scorers.text import Digits, Text, near


USED = Text("usadas", "used")
FAILED = Text(
    "no se pudo leer; quedan las últimas filas buenas",
    "could not be read; the last good rows stay",
)
WRITTEN = Text("escrito", "written")
ROWS = Text("filas", "rows")
NO_ADDRESS = Text("(lista hecha a mano; use --files)", "(list made by hand; use --files)")
BY_HAND = Text(
    "lista hecha a mano: queda como está; dé su carpeta con --files",
    "list made by hand: left as it is; give its folder with --files",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `consta pull`."""
    parser.add_argument("source", nargs="*", help="ids of sources (default: all)")
    parser.add_argument(
        "--files", type=Path, metavar="DIR", help="read downloaded files from DIR, not addresses"
    )
    parser.add_argument("--list", action="store_true", help="list the sources and stop")


def run(args: argparse.Namespace, place: Place) -> int:
    """Return 0 if every chosen source was read, 1 if one failed.

    Raises:
        SourceError: sources.toml cannot be or has no such source, or there is no folder --files.
    """
    country = chosen(args, place)
    declared = declaration.read(country)
    if args.list:
        for source in declared.sources.values():
            print(f"{source.id:20} {source.address or NO_ADDRESS[args.lang]}")
        return 0
    unknown = [name for name in args.source if name not in declared.sources]
    if unknown:
        meant = near(unknown[0], declared.sources)
        hint = f'; did you mean "{meant}"?' if meant else ": `consta pull --list` lists them"
        raise SourceError(f'no source "{unknown[0]}"{hint}')
    if args.files is not None and not args.files.is_dir():
        raise SourceError(f"--files {args.files}: there is no such folder")
    wanted = args.source or _readable(declared, args)
    with tqdm(total=len(wanted), file=sys.stderr, disable=None, unit="", leave=False) as bar:

        def told(source_id: str) -> None:
            bar.set_description(source_id)
            bar.update()

        outcomes = importing.run(country, declared, wanted, args.files, told)
    for outcome in outcomes:
        print("\n".join(_lines(outcome, country, args.lang)))
        if outcome.failure:
            print(f"consta: {outcome.name}: {outcome.failure}", file=sys.stderr)
    return 1 if any(outcome.failure for outcome in outcomes) else 0


def _readable(declared: declaration.Declaration, args: argparse.Namespace) -> list[str]:
    """Return all sources but, where addresses are read, those that have none."""
    wanted = []
    for source in declared.sources.values():
        if source.address or args.files:
            wanted.append(source.id)
        else:
            print(f"{source.id}: {BY_HAND[args.lang]}")
    return wanted


def _lines(outcome: Outcome, country: Country, language: str) -> Iterator[str]:
    yield f"\n{outcome.name}"
    if outcome.report is None:
        yield f"  {FAILED[language]}"
        return
    digits = Digits.of(country.locales[language])
    for ledger in outcome.report.ledgers:
        yield from _ledger(ledger, digits, language)
    yield from _table(((label[language], count) for label, count in outcome.report.notes), digits)
    for label, entries in outcome.report.lists:
        if entries:
            yield f"  {label[language]}:"
            yield from (f"    {entry}" for entry in entries)
    for file, count in outcome.written.items():
        yield f"  {WRITTEN[language]}: {file}, {digits.write(count)} {ROWS[language]}"


def _ledger(ledger: Ledger, digits: Digits, language: str) -> Iterator[str]:
    yield f"  {ledger.of[language]}: {digits.write(ledger.read)} {ROWS[language]}"
    yield from _table(
        [(USED[language], ledger.used)]
        + [(reason[language], count) for reason, count in ledger.left.most_common()],
        digits,
    )


def _table(rows: Iterable[tuple[str, int]], digits: Digits) -> Iterator[str]:
    for label, count in rows:
        yield f"  {digits.write(count):>10}  {label}"
