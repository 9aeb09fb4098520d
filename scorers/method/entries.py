"""One table of a method file, read key by key: what is missing, wrong or unknown is named."""

import math
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from scorers.exceptions import MethodError
from scorers.text import LANGUAGES, Text


SHOWN = 80


class Entry:
    """A table of the file that knows where it stands and which of its keys were read."""

    def __init__(self, path: Path, where: str, table: object) -> None:
        """Wrap a table.

        Raises:
            MethodError: It is not a table.
        """
        self.path, self.where = path, where
        if not isinstance(table, dict):
            raise self.error("", table, "a table of keys and values")
        self.table: dict[str, Any] = table
        self.read: set[str] = set()

    def error(self, key: str, found: object, expected: str) -> MethodError:
        """Return the error that says where, what was found and what is expected."""
        place = ": ".join(part for part in (self.where, key) if part)
        return MethodError(f"{self.path}: {place} is {_shown(found)}; expected {expected}")

    def has(self, key: str) -> bool:
        """Return whether the key is there, without counting it as read."""
        return key in self.table

    def get(self, key: str, expected: str) -> Any:
        """Return a value; MethodError if the key is missing."""
        if key not in self.table:
            where = self.where or "the file"
            raise MethodError(f'{self.path}: {where} has no "{key}"; expected {expected}')
        self.read.add(key)
        return self.table[key]

    def entry(self, key: str) -> "Entry":
        """Return the table below a key."""
        where = f"{self.where}: {key}" if self.where else key
        return Entry(self.path, where, self.get(key, "a table"))

    def entries(self, key: str) -> list["Entry"]:
        """Return the tables of a list, each named by its id; MethodError for none or two alike."""
        expected = f"one [[{key}]] or more"
        tables = self.get(key, expected)
        if not isinstance(tables, list) or not tables:
            raise self.error(key, tables, expected)
        found: list[Entry] = []
        for number, table in enumerate(tables, 1):
            name = table.get("id", number) if isinstance(table, dict) else number
            where = f"{self.where}: {key} {name}" if self.where else f"{key} {name}"
            found.append(Entry(self.path, where, table))
        names = [entry.where for entry in found]
        for name in names:
            if names.count(name) > 1:
                raise self.error(name, "there twice", f"every [[{key}]] to have an id of its own")
        return found

    def word(self, key: str, known: Collection[str] = (), pattern: str = ".+") -> str:
        """Return a word, one of `known` if any are given, and of this pattern."""
        expected = f"one of {', '.join(known)}" if known else f"a text like {pattern}"
        value = self.get(key, expected)
        is_word = isinstance(value, str) and re.fullmatch(pattern, value)
        if not is_word or (known and value not in known):
            raise self.error(key, value, expected)
        return str(value)

    def words(self, key: str, known: Collection[str], least: int = 0) -> tuple[str, ...]:
        """Return a list of words, each once and one of `known`."""
        expected = f"a list of {', '.join(known)}, each once" + (", not empty" if least else "")
        values = self.get(key, expected)
        if not isinstance(values, list) or len(values) < least:
            raise self.error(key, values, expected)
        if any(value not in known for value in values) or len(set(values)) < len(values):
            raise self.error(key, values, expected)
        return tuple(values)

    def number(self, key: str, least: float, most: float = math.inf) -> float:
        """Return a number from `least` to `most`."""
        expected = f"a number from {least:g}" + (f" to {most:g}" if math.isfinite(most) else " up")
        value = self.get(key, expected)
        if not is_number(value) or not least <= value <= most:
            raise self.error(key, value, expected)
        return float(value)

    def whole(self, key: str, least: int, most: float = math.inf) -> int:
        """Return a whole number from `least` to `most`."""
        value = self.get(key, f"a whole number from {least} up")
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.error(key, value, f"a whole number from {least} up")
        return value

    def numbers(self, key: str) -> tuple[float, ...]:
        """Return a list of numbers; it may be empty."""
        values = self.get(key, "a list of numbers")
        if not isinstance(values, list) or not all(map(is_number, values)):
            raise self.error(key, values, "a list of numbers")
        return tuple(map(float, values))

    def pair(self, key: str, expected: str) -> tuple[int, int]:
        """Return two whole numbers, the first from 0 up and not above the second."""
        value = self.get(key, expected)
        if not isinstance(value, list) or [type(part) for part in value] != [int, int]:
            raise self.error(key, value, expected)
        if not 0 <= value[0] <= value[1]:
            raise self.error(key, value, expected)
        return value[0], value[1]

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value = self.get(key, "true or false")
        if not isinstance(value, bool):
            raise self.error(key, value, "true or false")
        return value

    def text(self, key: str) -> Text:
        """Return words in both languages."""
        expected = f"words in both languages: {key}.es and {key}.en"
        pair = self.get(key, expected)
        if not isinstance(pair, dict) or set(pair) != set(LANGUAGES):
            raise self.error(key, pair, expected)
        for language, words in pair.items():
            if not isinstance(words, str) or not words.strip():
                raise self.error(f"{key}.{language}", words, "words")
        return Text(es=pair["es"], en=pair["en"])

    def done(self) -> None:
        """Refuse the keys that nothing has read."""
        for key in self.table:
            if key not in self.read:
                where, known = self.where or "the file", ", ".join(sorted(self.read))
                raise MethodError(
                    f'{self.path}: {where} has an unknown key "{key}"; known: {known}'
                )


def is_number(value: object) -> bool:
    """Return whether a value is a finite number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def is_pair(value: object) -> bool:
    """Return whether a value is a list of two finite numbers."""
    return isinstance(value, list) and len(value) == 2 and all(map(is_number, value))  # noqa: PLR2004


def _shown(value: object) -> str:
    shown = str(value) if isinstance(value, str | bool) else repr(value)
    shown = shown.lower() if isinstance(value, bool) else shown
    return f'"{shown[:SHOWN]}..."' if len(shown) > SHOWN else f'"{shown}"'
