"""`consta score`: scores an edition and says what came out."""

import argparse
import json

from scorers import editions
from scorers.cli import score_institution, score_summary
from scorers.cli.country_choice import chosen
from scorers.editions import inputs
from scorers.paths import Place


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("edition", metavar="EDITION", help="a folder of editions/, such as 2024")
    parser.add_argument(
        "--institution", metavar="ID", help="print the arithmetic of one institution"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace, place: Place) -> int:
    """Print the summary of an edition, or of one institution in it; return 0.

    Raises:
        EditionError: There is no such edition, or no such institution in it.
    """
    country = chosen(args, place)
    edition = editions.read(place, country.id, args.edition)
    inputs.require_method(place, edition)
    book = editions.score(place, country, edition)
    one = args.institution is not None
    view = score_institution if one else score_summary
    facts = score_institution.facts(book, args.institution) if one else score_summary.facts(book)
    if args.json:
        print(json.dumps(facts, ensure_ascii=False, indent=2, allow_nan=False))
    else:
        print("\n".join(view.lines(book, facts, args.lang)))
    return 0
