"""Reads the country's sources, writes its tables and prints what was read, used and left out."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from scorers.cli import pull_list, pull_report, pull_tuning
from scorers.cli.country_choice import chosen
from scorers.cli.pull_progress import Progress
from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.paths import Place
from scorers.sources import declaration, pulling
from scorers.sources.archive import shelf
from scorers.sources.declaration import Declaration
from scorers.sources.options import Options
from scorers.sources.reporting import Outcome
from scorers.text import Text, near


BY_HAND = Text(
    "lista hecha a mano: queda como está; dé su carpeta con --files",
    "list made by hand: left as it is; give its folder with --files",
)
NOT_ARCHIVED = Text(
    "nada en el archivo todavía: queda como está", "nothing archived yet: left as it is"
)
WOULD_READ = Text("{source}: leería {address}", "{source}: would read {address}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `consta pull`."""
    parser.add_argument("source", nargs="*", help="ids of sources (default: all)")
    parser.add_argument("--files", type=Path, metavar="DIR", help="read downloaded files from DIR")
    parser.add_argument("--since", type=_day, metavar="DAY", help="ask for what is newer only")
    parser.add_argument("--offline", action="store_true", help="parse the archive, ask nothing")
    parser.add_argument("--dry-run", action="store_true", help="say what would be asked first")
    parser.add_argument("--list", action="store_true", help="list the sources and stop")


def run(args: argparse.Namespace, place: Place) -> int:
    """Return 0 if every chosen source was read, 1 if one failed.

    Raises:
        SourceError: sources.toml cannot be or has no such source, or there is no folder --files.
    """
    pull_tuning.tune()
    country = chosen(args, place)
    declared = declaration.read(country)
    options = Options(
        archive=shelf.root(place),
        cache=place.cache / "pull",
        since=args.since,
        is_offline=args.offline,
    )
    if args.list:
        print("\n".join(pull_list.sources(country, declared, options, args.lang)))
        return 0
    _refuse(args, declared)
    tables = _tables(country, declared, options, args)
    systems = [] if args.files else list(declared.systems)
    if args.source:
        systems = [name for name in args.source if name in declared.systems]
    if args.dry_run:
        for name in tables:
            address = declared.sources[name].address
            print(WOULD_READ[args.lang].format(source=name, address=address))
        asked = [declared.systems[name] for name in systems]
        for line in pull_list.first_asks(asked, args.since, args.lang):
            print(line)
        return 0
    outcomes = list(_outcomes(country, declared, args, options, tables, systems))
    for line in pull_report.failures(outcomes, args.lang):
        print(line)
    return 1 if any(outcome.failure for outcome in outcomes) else 0


def _outcomes(
    country: Country,
    declared: Declaration,
    args: argparse.Namespace,
    options: Options,
    tables: list[str],
    systems: list[str],
) -> Iterator[Outcome]:
    """Yield and print what becomes of each import and each source that a system reads."""
    origin = args.files or options
    progress = Progress(pull_report.ROWS[args.lang])
    try:
        if tables:
            from scorers.sources import importing  # noqa: PLC0415 - slow to load, for tables alone

            for outcome in importing.run(country, declared, tables, origin, progress.step):
                progress.close()
                yield _told(outcome, country, args.lang)
        for name in systems:
            told = replace(options, told=progress.step)
            outcome = pulling.run(country, declared.systems[name], told)
            progress.close()
            yield _told(outcome, country, args.lang)
    finally:
        progress.close()


def _told(outcome: Outcome, country: Country, language: str) -> Outcome:
    print("\n".join(pull_report.lines(outcome, country, language)), flush=True)
    if outcome.failure:
        print(f"consta: {outcome.name}: {outcome.failure}", file=sys.stderr)
    return outcome


def _refuse(args: argparse.Namespace, declared: Declaration) -> None:
    """Raise SourceError for words that do not go together or name nothing."""
    names = [*declared.sources, *declared.systems]
    unknown = [name for name in args.source if name not in names]
    if unknown:
        meant = near(unknown[0], names)
        hint = f'; did you mean "{meant}"?' if meant else ": `consta pull --list` lists them"
        raise SourceError(f'no source "{unknown[0]}"{hint}')
    if args.files is not None and not args.files.is_dir():
        raise SourceError(f"--files {args.files}: there is no such folder")
    if args.offline and args.since:
        raise SourceError("--offline parses the whole archive: leave --since out")
    if args.offline and args.files:
        raise SourceError("--offline reads the archive: leave --files out")
    for name in args.source:
        if args.files and name in declared.systems:
            raise SourceError(f"{name} is no file: leave --files out")


def _tables(
    country: Country, declared: Declaration, options: Options, args: argparse.Namespace
) -> list[str]:
    """Return the chosen tables: all but those that have no address or, offline, no archive."""
    if args.source:
        return [name for name in args.source if name in declared.sources]
    wanted = []
    for source in declared.sources.values():
        if not (source.address or args.files):
            print(f"{source.id}: {BY_HAND[args.lang]}")
        elif args.offline and not options.shelf(country.id, source.id).names():
            print(f"{source.id}: {NOT_ARCHIVED[args.lang]}")
        else:
            wanted.append(source.id)
    return wanted


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f'"{text}" is not a day: write 2026-02-28') from error
