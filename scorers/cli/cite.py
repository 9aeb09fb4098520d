"""consta cite: the sentence or the reference to cite an edition, an institution or a number by."""

import argparse
from collections.abc import Callable

from scorers import editions
from scorers.cli.country_choice import chosen
from scorers.editions import citing
from scorers.editions.book import ScoreBook
from scorers.editions.citing import Citation
from scorers.editions.institutions import require_scored
from scorers.editions.plain import plain
from scorers.exceptions import EditionError
from scorers.paths import Place
from scorers.text import Text, near
from scorers.website import addresses, wording


FORMATS: dict[str, Callable[[Citation], str]] = {
    "bibtex": citing.bibtex,
    "ris": citing.ris,
    "csl-json": citing.csl_json,
    "cff": citing.cff,
}
SENTENCE = "sentence"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("edition", metavar="EDITION", help="a folder of editions/, such as 2024")
    parser.add_argument(
        "institution", metavar="INSTITUTION", nargs="?", help="the id of an institution"
    )
    parser.add_argument("--indicator", metavar="ID", help="one of its numbers, such as R1")
    parser.add_argument(
        "--format",
        choices=(SENTENCE, *FORMATS),
        default=SENTENCE,
        help="what to print (default: a sentence in the language of messages)",
    )
    parser.add_argument(
        "--site",
        metavar="ADDRESS",
        default=addresses.site(),
        help="where the site stands (default: CONSTA_SITEURL)",
    )


def run(args: argparse.Namespace, place: Place) -> int:
    """Print the citation; return 0.

    Raises:
        EditionError: There is no such edition, institution or indicator, or it has no value.
    """
    country = chosen(args, place)
    if args.indicator and not args.institution:
        raise EditionError("--indicator is a number of an institution: name the institution too")
    book = editions.published(place, country, editions.read(place, country.id, args.edition))
    # Another country than the default one stands beneath it.
    site = args.site.rstrip("/") + ("" if country.default else f"/{country.id}")
    citation = _citation(book, site, args.institution, args.indicator)
    if args.format == SENTENCE:
        print(citation.sentence[args.lang])
    else:
        print(FORMATS[args.format](citation), end="")
    return 0


def _citation(
    book: ScoreBook, site: str, institution_id: str | None, indicator_id: str | None
) -> Citation:
    edition = book.edition.id
    if institution_id is None:
        return citing.of_edition(book, addresses.whole(site, addresses.edition(edition)))
    require_scored(book, institution_id)
    row = book.institutions.loc[institution_id]
    name = Text(es=str(row["name_es"]), en=str(row["name_en"]))
    address = addresses.whole(site, addresses.dated(edition, institution_id))
    card = citing.of_institution(book, institution_id, name, address)
    if indicator_id is None:
        return card
    indicator = book.method.indicators.get(indicator_id)
    if indicator is None:
        meant = near(indicator_id, book.method.indicators)
        hint = f'; did you mean "{meant}"?' if meant else ""
        raise EditionError(f'no indicator "{indicator_id}" in method {book.method.version}{hint}')
    (found,) = plain(book.indicators.loc[[(institution_id, indicator_id)]])
    if found["value"] is None:
        raise EditionError(
            f'{indicator_id} of "{institution_id}" has no value in edition {edition}: '
            f"{book.method.states[found['state']].name.en}"
        )
    value = wording.value(indicator, found, book.country)
    return citing.of_indicator(book, card, name, indicator, value, own=found["self_reported"])
