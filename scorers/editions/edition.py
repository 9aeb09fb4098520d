"""What an edition scores: its window, cut-off, method, revision and status."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from scorers.exceptions import EditionError
from scorers.paths import Place
from scorers.text import LANGUAGES, Text


KEYS = ("window_start", "window_end", "cut_off", "method", "revision", "status")
OF_FROZEN = ("reason", "inputs", "earlier")
PATTERNS = {
    "method": (r"[0-9]+\.[0-9]+\.[0-9]+", 'a version in quotes, such as "1.0.0"'),
    "revision": (r"r[1-9][0-9]*", "r1, r2..."),
    "status": ("open|frozen", "open or frozen"),
}
# A later revision has a folder of its own: 2024-r2 beside 2024.
REVISED = re.compile(r"(.+)-r([2-9]|[1-9][0-9]+)")


@dataclass(frozen=True)
class Edition:
    """One edition.

    Attributes:
        id: Name of its folder: usually a year, behind it the revision if that is not the first.
        window_start: First day on which a request may have been filed to count.
        window_end: Last such day.
        cut_off: Last day on which anything may have been seen to count.
        method: Version of the method.
        revision: r1, r2...
        status: "open" while scores may still change, "frozen" once published.
        reason: Why there is a later revision; None for the first.
        inputs: Of a frozen edition, the SHA-256 of what its scores rest on, by path below content/.
        earlier: Of a later revision, the SHA-256 of every file of those before it, likewise: once
            a row is corrected the records no longer give them, and they must stay as published.
    """

    id: str
    country_id: str
    window_start: date
    window_end: date
    cut_off: date
    method: str
    revision: str
    status: str
    reason: Text | None = None
    inputs: Mapping[str, str] = field(default_factory=dict, hash=False)
    earlier: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def place(self) -> tuple[date, str, int]:
        """Where it stands among the editions of its country: by window, then by revision."""
        return (self.window_end, *family(self.id))

    @property
    def is_frozen(self) -> bool:
        """Whether it is published and never changes."""
        return self.status == "frozen"


def family(edition_id: str) -> tuple[str, int]:
    """Return the id of the first revision and the number of this one: "2024-r2" is 2 of "2024"."""
    match = REVISED.fullmatch(edition_id)
    return (match[1], int(match[2])) if match else (edition_id, 1)


def known(place: Place, country_id: str) -> list[str]:
    """Return the ids of a country's editions, sorted, each before its later revisions."""
    folder = place.country(country_id) / "editions"
    names = (path.parent.name for path in folder.glob("*/edition.toml"))
    # What begins with a dot is still being written.
    return sorted((name for name in names if not name.startswith(".")), key=family)


def revisions(place: Place, country_id: str, edition_id: str) -> list[str]:
    """Return the ids of all revisions of an edition, the first one first, given any of them."""
    base, _ = family(edition_id)
    return [one for one in known(place, country_id) if family(one)[0] == base]


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
    optional = OF_FROZEN if table.get("status") == "frozen" else ()
    odd = sorted(set(table) - {*KEYS, *optional} | set(KEYS) - set(table))
    if odd:
        raise EditionError(
            f"{path}: missing or unknown: {', '.join(odd)}; expected {', '.join(KEYS)}"
        )
    _check(path, table)
    reason = table.pop("reason", None)
    return Edition(id=edition_id, country_id=country_id, reason=reason and Text(**reason), **table)


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
    _check_revision(path, table)
    for name in ("inputs", "earlier"):
        hashes = table.get(name, {})
        if not isinstance(hashes, dict) or not all(
            isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value)
            for value in hashes.values()
        ):
            raise EditionError(f"{path}: {name} is not a table of SHA-256 by file, 64 digits each")


def _check_revision(path: Path, table: dict[str, Any]) -> None:
    _, number = family(path.parent.name)
    if table["revision"] != f"r{number}":
        raise EditionError(
            f'{path}: revision is "{table["revision"]}"; expected r{number}, as its folder says'
        )
    reason = table.get("reason")
    if (number > 1) != (reason is not None):
        found = "no reason" if reason is None else "a reason"
        expected = "one" if reason is None else "none"
        raise EditionError(f"{path}: {found} for revision r{number}; expected {expected}")
    if reason is not None and not (
        isinstance(reason, dict)
        and set(reason) == set(LANGUAGES)
        and all(isinstance(words, str) and words.strip() for words in reason.values())
    ):
        raise EditionError(f"{path}: reason is not a text in both languages, es and en")
