"""Reads country.toml, and refuses one that leaves out or misspells something."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

from scorers.country import non_working_days
from scorers.country.calendar import WEEKDAYS, Calendar
from scorers.country.entries import Entry
from scorers.country.model import (
    Country,
    Item,
    Kind,
    Law,
    Measure,
    OfficialId,
    Private,
    Region,
)
from scorers.exceptions import CountryError
from scorers.text import LANGUAGES


SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
COLUMN = re.compile(r"[a-z][a-z0-9_]*")
FORMS = ("amount", "count", "figure")
HOLIDAYS = re.compile(r"[A-Z]{2}")
SUBDIVISION = re.compile(r"[A-Za-z0-9 '-]+")


def read(folder: Path) -> Country:
    """Return the country of a folder.

    Raises:
        CountryError: country.toml cannot be read, is not TOML, or leaves out or misspells
            something; the message names the file and the place in it.
    """
    path = folder / "country.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CountryError(f"{path}: not TOML in UTF-8: {error}") from error
    except OSError as error:
        raise CountryError(f"{path}: cannot be read: {error.strerror}") from error
    return _country(Entry(path, table, "the top"), folder)


def _country(top: Entry, folder: Path) -> Country:
    locales = dict(_locale(entry) for entry in top.entries("language"))
    if sorted(list(locales)[: len(LANGUAGES)]) != sorted(LANGUAGES):
        raise CountryError(
            f"{top.path}: [[language]] lists {list(locales)}; write one entry each for "
            f"{list(LANGUAGES)}, the country's own first, and further languages after them"
        )
    if top.word("id") != folder.name:
        raise top.wrong("id", f'the name of the folder, "{folder.name}"')
    kinds = top.by_id("kind", SLUG, _kind)
    items = top.by_id("item", SLUG, _item)
    for item in items.values():
        for kind in item.kinds:
            if kind not in kinds:
                raise CountryError(f'{top.path}: [[item]] "{item.id}": no [[kind]] is "{kind}"')
    regions = top.by_id("region", SLUG, _region)
    return Country(
        id=folder.name,
        name=top.text("name"),
        possessive=top.text("possessive"),
        folder=folder,
        default=top.flag("default"),
        currency=top.word("currency"),
        currency_sign=top.word("currency_sign"),
        edition=top.word("edition"),
        programme=top.words("programme"),
        programme_title=top.text("programme_title"),
        locales=locales,
        fallbacks=dict(_fallback(entry) for entry in top.entries("language")[len(LANGUAGES) :]),
        law=_law(top.entry("law")),
        calendar=_calendar(top.entry("calendar"), folder, regions),
        official_ids=top.by_id("official_id", COLUMN, _official_id),
        kinds=kinds,
        regions=regions,
        items=items,
        measures=top.by_id("measure", COLUMN, _measure),
        private=top.by_id("private", SLUG, _private),
    )


def _locale(entry: Entry) -> tuple[str, str]:
    language, locale = entry.word("id"), entry.word("locale")
    try:
        spoken = Locale.parse(locale).language
    except (UnknownLocaleError, ValueError):
        spoken = None
    if spoken != language:
        raise entry.wrong("locale", f'a locale of "{language}", such as es_PE or en_US')
    return language, locale


def _fallback(entry: Entry) -> tuple[str, str]:
    if entry.word("falls_back_to") not in LANGUAGES:
        raise entry.wrong("falls_back_to", f"one of {', '.join(LANGUAGES)}")
    return entry.word("id"), entry.word("falls_back_to")


def _law(entry: Entry) -> Law:
    return Law(
        name=entry.text("name"),
        url=entry.address("url"),
        term_days=entry.whole("term_days"),
        confirmed=entry.flag("confirmed"),
        appeal=entry.text("appeal"),
        appeal_confirmed=entry.flag("appeal_confirmed"),
        earlier_terms=_earlier_terms(entry),
        clarification_stops_clock=entry.flag("clarification_stops_clock"),
    )


def _earlier_terms(entry: Entry) -> tuple[tuple[date, int], ...]:
    terms = [(term.day("until"), term.whole("term_days")) for term in entry.entries("earlier_term")]
    days = [until for until, _ in terms]
    if days != sorted(set(days)):
        raise CountryError(
            f"{entry.path}: [[law.earlier_term]]: {', '.join(map(str, days))}; write each once, "
            "the earliest first"
        )
    return tuple(terms)


def _calendar(entry: Entry, folder: Path, regions: Mapping[str, Region]) -> Calendar:
    if "holidays" in entry.table and not HOLIDAYS.fullmatch(entry.word("holidays")):
        raise entry.wrong("holidays", 'a code of the package "holidays", such as "PE"')
    subdivisions = entry.words("subdivisions")
    if not all(map(SUBDIVISION.fullmatch, subdivisions)):
        raise entry.wrong("subdivisions", 'codes of the package "holidays", such as ["ENG", "SCT"]')
    weekend = entry.words("weekend")
    if not weekend or not set(weekend) <= set(WEEKDAYS):
        raise entry.wrong("weekend", 'days of the week, such as ["saturday", "sunday"]')
    if len(set(weekend)) == len(WEEKDAYS):
        raise entry.wrong("weekend", "fewer days: none would be a working day")
    return Calendar(
        path=entry.path,
        weekend=tuple(sorted(map(WEEKDAYS.index, weekend))),
        holidays=entry.table.get("holidays", ""),
        subdivisions=subdivisions,
        decreed=non_working_days.read(folder / non_working_days.FILE, regions),
    )


def _official_id(entry: Entry) -> OfficialId:
    return OfficialId(
        id=entry.word("id"),
        name=entry.text("name"),
        pattern=entry.pattern("pattern").pattern,
        url=entry.address("url") if "url" in entry.table else None,
    )


def _kind(entry: Entry) -> Kind:
    lead = entry.entry("lead") if "lead" in entry.table else None
    return Kind(
        id=entry.word("id"),
        name=entry.text("name"),
        plural=entry.text("plural"),
        lead={language: lead.words(language) for language in sorted(lead.table)} if lead else {},
    )


def _region(entry: Entry) -> Region:
    tile: Any = entry.need("tile")
    if not isinstance(tile, list) or [type(at) for at in tile] != [int, int]:
        raise entry.wrong("tile", "a column and a row, such as [2, 7]")
    return Region(
        id=entry.word("id"),
        name=entry.text("name"),
        code=entry.word("code"),
        tile=(tile[0], tile[1]),
    )


def _item(entry: Entry) -> Item:
    return Item(
        id=entry.word("id"),
        name=entry.text("name"),
        heading=entry.word("heading") if "heading" in entry.table else "",
        high_risk=entry.flag("high_risk"),
        kinds=entry.words("kinds"),
        confirmed=entry.flag("confirmed"),
    )


def _measure(entry: Entry) -> Measure:
    form = entry.word("form")
    if form not in FORMS:
        raise entry.wrong("form", "amount, count or figure")
    return Measure(
        id=entry.word("id"),
        name=entry.text("name"),
        form=form,
        caution=entry.text("caution") if "caution" in entry.table else None,
    )


def _private(entry: Entry) -> Private:
    return Private(
        id=entry.word("id"),
        name=entry.text("name"),
        pattern=entry.pattern("pattern"),
        in_addresses=entry.flag("in_addresses"),
    )
