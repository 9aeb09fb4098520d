"""`consta check`: says everything that is wrong with the tables, and how to write it."""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path

from tqdm import tqdm

from scorers import checks
from scorers.checks.report import Report
from scorers.cli import check_forms
from scorers.cli.country_choice import chosen
from scorers.country import Country, read_letters
from scorers.exceptions import ContentError
from scorers.paths import Place
from scorers.text import LANGUAGES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="only these files (default: all)"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print for a machine, both languages")
    form.add_argument(
        "--github", action="store_true", help="print GitHub annotations, both languages"
    )
    parser.add_argument("--both", action="store_true", help="print every message in es and en")
    parser.add_argument(
        "--summary", type=Path, metavar="FILE", help="append a Markdown table to a file"
    )
    parser.add_argument(
        "--today",
        type=_day,
        metavar="DAY",
        help="the last day that a fact can have, YYYY-MM-DD (default: today)",
    )


def run(args: argparse.Namespace, place: Place) -> int:
    """Return 0 where nothing is wrong, else 1; prints every problem and a closing line.

    Raises:
        ContentError: A file does not exist or cannot be opened.
        CountryError: country.toml or letters.toml cannot be read.
    """
    country = chosen(args, place)
    read_letters(country)  # the build needs them: who edits them learns it here
    today = args.today or datetime.now().astimezone().date()
    with tqdm(unit=" rows", delay=1, disable=None, leave=False, file=sys.stderr) as bar:
        report = checks.check(
            country,
            args.files or None,
            today=today,
            base=_base(country, place),
            count_rows=bar.update,
        )
    _print(report, country, args)
    if args.summary:
        _append(args.summary, check_forms.summary(report, country.locales))
    return 1 if report.total else 0


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f'"{words}" is not a day: write YYYY-MM-DD') from error


def _base(country: Country, place: Place) -> Path:
    """Return the folder below which paths are shown: the checkout, or the other content folder."""
    root = place.root.resolve()
    return root if country.folder.is_relative_to(root) else country.folder.parent


def _print(report: Report, country: Country, args: argparse.Namespace) -> None:
    if args.json:
        print(check_forms.as_json(report))
        return
    languages = LANGUAGES if args.both or args.github else (args.lang,)
    if args.github:
        printed = check_forms.annotations(report)
    else:
        printed = check_forms.lines(report, languages)
    for line in printed:
        print(line)
    closing = check_forms.closing(report, country.locales)
    print(" / ".join(closing[language] for language in languages))


def _append(path: Path, words: str) -> None:
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(words)
    except OSError as error:
        raise ContentError(f"{path}: cannot be written: {error.strerror}") from error
