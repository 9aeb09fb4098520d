"""consta build: the site of a country, whole or not at all."""

import argparse
import gc
import time
from pathlib import Path

from scorers.cli import site_folder
from scorers.cli.country_choice import to_show
from scorers.paths import Place
from scorers.text import Text
from scorers.website import building, zipping


DONE = Text(
    es="{pages:,} páginas y {files:,} archivos más en {output} ({seconds:.1f} s). "
    "Páginas escritas de nuevo: {pages_written:,}; otros archivos: {files_written:,}; lo demás "
    "queda como estaba. Para verlo: make serve",
    en="{pages:,} pages and {files:,} other files in {output} ({seconds:.1f} s). "
    "Pages rewritten: {pages_written:,}; other files: {files_written:,}; the rest is as it was. "
    "To see it: make serve",
)
ZIPPED = Text(
    es="{files:,} archivos en {zip} ({megabytes:.1f} MB). Descomprime y abre consta/index.html",
    en="{files:,} files in {zip} ({megabytes:.1f} MB). Unpack it and open consta/index.html",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "--all",
        action="store_true",
        help="every country of content/ that has records, the others beneath the chosen one, as in "
        "/united-kingdom/",
    )
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="where to build it (default: output/)"
    )
    parser.add_argument(
        "--zip",
        type=Path,
        metavar="FILE",
        help="also write the whole site into one zip file, to read offline from a folder",
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help="make every file anew, also those that nothing has changed for since the last build",
    )


def run(args: argparse.Namespace, place: Place) -> int:
    """Return 0 when the site is built."""
    start = time.monotonic()
    first, *others = to_show(args, place, with_others=args.all)
    built = building.build(place, first, site_folder.chosen(args, place), others, anew=args.full)
    said = DONE[args.lang].format(
        pages=built.pages,
        pages_written=built.pages_written,
        files=built.files,
        files_written=built.files_written,
        output=built.output,
        seconds=time.monotonic() - start,
    )
    print(said)
    if args.zip:
        packed = zipping.write(built.output, args.zip)
        megabytes = args.zip.stat().st_size / 1e6
        print(ZIPPED[args.lang].format(files=packed, zip=args.zip, megabytes=megabytes))
    gc.freeze()  # else Python goes through all that was read once more before it ends
    return 0
