"""What an edition scores: its window, cut-off, method, revision and status."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scorers.exceptions import EditionError
from scorers.paths import Place


KEYS = ("window_start", "window_end", "cut_off", "method", "revision", "status")
PATTERNS = {
    "method": (r"[0-9]+\.[0-9]+\.[0-9]+", 'a version in quotes, such as "1.0.0"'),
    "revision": (r"r[1-9][0-9]*", "r1, r2..."),
    "status": ("open|frozen", "open or frozen"),
}


@dataclass(frozen=True)
class Edition:
    """One edition.

    Attributes:
        id: Name of its folder, usually a year.
        window_start: First day on which a request may have been filed to count.
        window_end: Last such day.
        cut_off: Last day on which anything may have been seen to count.
        method: Version of the method.
        revision: r1, r2...
        status: "open" while scores may still change, "frozen" once published.
    """

    id: str
    country_id: str
    window_start: date
    window_end: date
    cut_off: date
    method: str
    revision: str
    status: str


def known(place: Place, country_id: str) -> list[str]:
    """Return the ids of a country's editions, sorted."""
    folder = place.country(country_id) / "editions"
    return sorted(path.parent.name for path in folder.glob("*/edition.toml"))


def file(place: Place, country_id: str, edition_id: str) -> Path:
    """Return the file of an edition.

    Raises:
        EditionError: There is none; the message names those there are.
    """
    editions = known(place, country_id)
    if edition_id not in editions:
        listed = ", ".join(editions) or "none"
        raise EditionError(f'no edition "{edition_id}" of {country_id}. Editions: {listed}')
    return place.country(country_id) / "editions" / edition_id / "edition.toml"


def read(place: Place, country_id: str, edition_id: str) -> Edition:
    """Return an edition.

    Raises:
        EditionError: There is none, or its file leaves out or misspells something, or its window
            cannot be; the message names the file and what is expected.
    """
    path = file(place, country_id, edition_id)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise EditionError(f"{path}: not TOML in UTF-8: {error}") from error
    if set(table) != set(KEYS):
        odd = ", ".join(sorted(set(table) ^ set(KEYS)))
        raise EditionError(f"{path}: missing or unknown: {odd}; expected {', '.join(KEYS)}")
    _check(path, table)
    return Edition(id=edition_id, country_id=country_id, **table)


def _check(path: Path, table: dict[str, Any]) -> None:
    for name in ("window_start", "window_end", "cut_off"):
        # A TOML date and time is a datetime, which is a date too.
        if type(table[name]) is not date:
            raise EditionError(
                f'{path}: {name} is "{table[name]}"; expected a day such as 2024-12-31'
            )
    if not table["window_start"] <= table["window_end"] <= table["cut_off"]:
        raise EditionError(
            f"{path}: window {table['window_start']} to {table['window_end']}, cut-off "
            f"{table['cut_off']}; expected window_start <= window_end <= cut_off"
        )
    for name, pattern in PATTERNS.items():
        value, (regex, example) = table[name], pattern
        if not isinstance(value, str) or not re.fullmatch(regex, value):
            raise EditionError(f'{path}: {name} is "{value}"; expected {example}')
