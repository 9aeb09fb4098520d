"""Which country a command is about."""

import argparse

from scorers import country
from scorers.exceptions import ContentError
from scorers.paths import Place


def chosen(args: argparse.Namespace, place: Place) -> country.Country:
    """Return the country that --country names, or the default one.

    Raises:
        ContentError: There is no such country, or none says `default = true`.
    """
    if args.country:
        return country.read(place.country(args.country))
    for country_id in place.countries():
        candidate = country.read(place.country(country_id))
        if candidate.default:
            return candidate
    raise ContentError(
        f"no country of {place.content} says default = true in its country.toml; "
        "name one: --country ID"
    )
