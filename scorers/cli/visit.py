"""consta visit: opens the addresses of known observations again and adds what it finds."""

import argparse
import sys

from scorers.cli import pull_report
from scorers.cli.country_choice import chosen
from scorers.cli.pull_progress import Progress
from scorers.paths import Place
from scorers.sources import pulling, visiting
from scorers.sources.archive import shelf
from scorers.sources.options import Options
from scorers.sources.web.answer import Limits
from scorers.sources.web.pace import Clock
from scorers.text import Digits, Text


NOTHING = Text(
    es="Ninguna dirección toca: todas se vieron hace menos de {days} días.",
    en="No address is due: all were looked at less than {days} days ago.",
)
DUE = Text(
    es="{count} rubros con dirección, vistos hace {days} días o más; ahora: {now} direcciones",
    en="{count} items with an address, last seen {days} days ago or more; now: {now} addresses",
)
MOST, OLDER_DAYS = 200, 14
# A document that takes longer or is larger says nothing about whether it is there.
LIMITS = Limits(whole_seconds=120, sent_bytes=50_000_000, decoded_bytes=100_000_000)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("institution", nargs="*", help="ids of institutions (default: all)")
    parser.add_argument(
        "--most", type=int, default=MOST, metavar="N", help=f"addresses at most (default: {MOST})"
    )
    parser.add_argument(
        "--older",
        type=int,
        default=OLDER_DAYS,
        metavar="DAYS",
        help=f"only what was last looked at so long ago (default: {OLDER_DAYS})",
    )
    parser.add_argument("--dry-run", action="store_true", help="list the addresses and stop")


def run(args: argparse.Namespace, place: Place) -> int:
    """Return 0 if the visit was made or nothing is due, 1 if it failed.

    Raises:
        SourceError: A table of observations cannot be read.
    """
    country = chosen(args, place)
    clock = Clock()
    today = clock.now().date()
    looks = visiting.due(country, today, args.older, args.institution)
    source = visiting.source(country, looks, today, args.most)
    if source is None:
        print(NOTHING[args.lang].format(days=args.older))
        return 0
    addresses = list(dict.fromkeys(target["url"] for target in source.scope["targets"]))
    digits = Digits.of(country.locales[args.lang])
    count, now = digits.write(len(looks)), digits.write(len(addresses))
    print(DUE[args.lang].format(count=count, days=args.older, now=now))
    if args.dry_run:
        print("\n".join(addresses))
        return 0
    progress = Progress(pull_report.ROWS[args.lang])
    try:
        options = Options(
            archive=shelf.root(place),
            cache=place.cache / "pull",
            told=progress.step,
            limits=LIMITS,
            clock=clock,
        )
        outcome = pulling.run(country, source, options)
    finally:
        progress.close()
    print("\n".join(pull_report.lines(outcome, country, args.lang)))
    if outcome.failure:
        print(f"consta: {outcome.name}: {outcome.failure}", file=sys.stderr)
    return 1 if outcome.failure else 0
