"""consta freeze: publishes an edition for good, or a new revision of one."""

import argparse

from scorers import editions
from scorers.cli.country_choice import chosen
from scorers.editions import freezing
from scorers.exceptions import EditionError
from scorers.paths import Place
from scorers.text import Text


FROZEN = Text(
    es="Edición {edition} de {country} congelada, revisión {revision}: {folder}. "
    "Entradas: {count}. Guárdela con git; `consta reproduce {edition}` la comprueba.",
    en="Edition {edition} of {country} is frozen, revision {revision}: {folder}. "
    "Inputs: {count}. Commit it; `consta reproduce {edition}` holds it against the records.",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("edition", metavar="EDITION", help="a folder of editions/, such as 2024")
    parser.add_argument(
        "--revision", action="store_true", help="write a new revision; needs both reasons"
    )
    parser.add_argument("--reason-es", metavar="TEXT", help="why, in Spanish")
    parser.add_argument("--reason-en", metavar="TEXT", help="why, in English")
    parser.add_argument("--method", metavar="VERSION", help="another method for the revision")


def run(args: argparse.Namespace, place: Place) -> int:
    """Freeze and say where it stands; return 0.

    Raises:
        EditionError: There is no such edition; it is frozen and no revision is asked for; or a
            revision is asked for without its reason, or says nothing new.
    """
    country = chosen(args, place)
    edition = editions.read(place, country.id, args.edition)
    if args.revision:
        reason = Text(es=args.reason_es or "", en=args.reason_en or "")
        frozen = freezing.revise(place, country, edition, reason, args.method)
    elif args.reason_es or args.reason_en or args.method:
        raise EditionError("a reason or another method is for a revision: add --revision")
    else:
        frozen = freezing.freeze(place, country, edition)
    said = FROZEN[args.lang].format(
        edition=frozen.id,
        country=country.name[args.lang],
        revision=frozen.revision,
        folder=place.country(country.id) / "editions" / frozen.id,
        count=len(frozen.inputs),
    )
    print(said)
    return 0
