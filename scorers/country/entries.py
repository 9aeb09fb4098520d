"""One table of country.toml, whose values are taken out by the shape that each must have."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from scorers.exceptions import CountryError
from scorers.text import LANGUAGES, Text


T = TypeVar("T")
ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


@dataclass(frozen=True)
class Entry:
    """One table of the file; every method raises CountryError where a value cannot be.

    Attributes:
        where: What messages call it, such as `[[kind]] "ministry"`.
    """

    path: Path
    table: dict[str, Any]
    where: str

    def need(self, key: str) -> Any:
        """Return a value of any shape that must be there."""
        if key not in self.table:
            raise CountryError(f'{self.path}: {self.where} needs "{key}"')
        return self.table[key]

    def wrong(self, key: str, due: str) -> CountryError:
        """Return the error that says what a value is and what to write."""
        return CountryError(
            f'{self.path}: {key} of {self.where} is "{self.table.get(key)}"; write {due}'
        )

    def word(self, key: str) -> str:
        """Return words that must be there."""
        value = self.need(key)
        if not isinstance(value, str) or not value:
            raise self.wrong(key, "words in quotes")
        return value

    def text(self, key: str) -> Text:
        """Return words that must be there in both languages."""
        pair = self.need(key)
        both = [pair.get(language) for language in LANGUAGES] if isinstance(pair, dict) else [None]
        if not all(isinstance(words, str) and words for words in both):
            raise CountryError(
                f'{self.path}: "{key}" of {self.where} needs both languages: '
                f'{key} = {{ es = "…", en = "…" }}'
            )
        return Text(es=pair["es"], en=pair["en"])

    def whole(self, key: str) -> int:
        """Return a whole number from 1 up that must be there."""
        value = self.need(key)
        if type(value) is not int or value < 1:
            raise self.wrong(key, "a whole number from 1 up")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false; false where nothing is said."""
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "true or false, without quotes")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of words; none where nothing is said."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.wrong(key, 'a list of words, such as ["a", "b"]')
        return tuple(value)

    def day(self, key: str) -> date:
        """Return a day that must be there."""
        value = self.need(key)
        # A TOML date and time is a datetime, which is a date too.
        if type(value) is not date:
            raise self.wrong(key, "a day such as 2024-12-31, without quotes")
        return value

    def address(self, key: str) -> str:
        """Return an http(s) address that must be there."""
        if not ADDRESS.fullmatch(self.word(key)):
            raise self.wrong(key, "an address that begins with https:// or http://")
        return self.word(key)

    def pattern(self, key: str) -> re.Pattern[str]:
        """Return a regular expression that must be there."""
        try:
            return re.compile(self.word(key))
        except re.error as error:
            raise CountryError(
                f"{self.path}: the {key} of {self.where} cannot be: {error}"
            ) from error

    def entry(self, key: str) -> "Entry":
        """Return a table that must be there."""
        value = self.need(key)
        if not isinstance(value, dict):
            raise self.wrong(key, f"a table, [{key}]")
        return Entry(self.path, value, f"[{key}]")

    def entries(self, key: str) -> list["Entry"]:
        """Return the tables of a list; none where nothing is said."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            raise CountryError(f"{self.path}: {key} must be a list of tables: write [[{key}]]")
        return [Entry(self.path, table, f"[[{key}]]") for table in value]

    def by_id(self, key: str, form: re.Pattern[str], make: Callable[["Entry"], T]) -> dict[str, T]:
        """Return what is made of each table of a list, by its id, which must have a form."""
        made: dict[str, T] = {}
        for entry in self.entries(key):
            entry_id = entry.word("id")
            if not form.fullmatch(entry_id):
                joint = "hyphens" if form.fullmatch("a-a") else "underscores"
                due = f"lower-case letters and digits joined by {joint}: it stands in addresses"
                raise entry.wrong("id", due)
            if entry_id in made:
                raise CountryError(f'{self.path}: two [[{key}]] entries have the id "{entry_id}"')
            made[entry_id] = make(Entry(self.path, entry.table, f'[[{key}]] "{entry_id}"'))
        return made
