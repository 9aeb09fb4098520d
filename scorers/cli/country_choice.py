"""Which country a command is about."""

import argparse

from scorers import country
from scorers.exceptions import ContentError
from scorers.paths import Place


def every(args: argparse.Namespace, place: Place) -> list[country.Country]:
    """Return the country that `chosen` returns, and behind it all others by their ids."""
    first = chosen(args, place)
    others = (one for one in place.countries() if one != first.id)
    return [first, *(country.read(place.country(one)) for one in others)]


def chosen(args: argparse.Namespace, place: Place) -> country.Country:
    """Return the country that --country names, or the default one.

    Raises:
        ContentError: There is no such country, there is none at all, or none says `default = true`.
    """
    if args.country is not None:
        return country.read(place.country(args.country))
    countries = place.countries()
    if not countries:
        raise ContentError(f"{place.content}: no folder in it holds a country.toml")
    for country_id in countries:
        candidate = country.read(place.country(country_id))
        if candidate.default:
            return candidate
    raise ContentError(
        f"no country of {place.content} says default = true in its country.toml; "
        "name one: --country ID"
    )
