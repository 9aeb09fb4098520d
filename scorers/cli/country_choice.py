"""Which country a command is about."""

import argparse
import sys

from scorers import country
from scorers.exceptions import ContentError
from scorers.paths import Place
from scorers.records import reading
from scorers.text import Text


# Pages of a country of which nothing is on record would say "not measured" throughout.
EMPTY = Text(
    es="{country}: nada consta aún, así que no hay nada que mostrar; "
    "se llena con `consta pull --country {country}` o con filas en {records}/",
    en="{country}: nothing is on record yet, so there is nothing to show; "
    "fill it with `consta pull --country {country}` or with rows in {records}/",
)
LEFT_OUT = Text(es="consta: se deja fuera {said}", en="consta: left out {said}")


def to_show(args: argparse.Namespace, place: Place, *, with_others: bool) -> list[country.Country]:
    """Return the country that `chosen` returns and, if wanted, all others by their ids.

    Others without a single record are left out, each with a line on stderr that says so.

    Raises:
        ContentError: As for `chosen`, or the first one has no record.
    """
    first = chosen(args, place)
    if not reading.has_records(first):
        raise ContentError(_empty(first)[args.lang])
    found = [first]
    for one in place.countries() if with_others else ():
        if one != first.id:
            other = country.read(place.country(one))
            if reading.has_records(other):
                found.append(other)
            else:
                said = LEFT_OUT[args.lang].format(said=_empty(other)[args.lang])
                print(said, file=sys.stderr)
    return found


def _empty(one: country.Country) -> Text:
    return EMPTY.format(country=one.id, records=one.folder / "records")


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
