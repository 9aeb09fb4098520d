"""What a country's letters.toml says: the letters that ask for what is missing, and appeal.

A letter is a list of paragraphs. A paragraph may rest on rules of law; it is part of the letter
only where a source at hand confirms all of them: no letter claims what nobody has confirmed.
"""

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scorers.country.entries import Entry
from scorers.country.model import Country
from scorers.country.reading import SLUG
from scorers.exceptions import CountryError
from scorers.text import LANGUAGES, Text


NAME = "letters.toml"
ASKS = "{asks}"  # the paragraph in whose place stand the things asked for
HOLES = frozenset({"institution", "law", "days", "asks"})


@dataclass(frozen=True)
class Rule:
    """One rule of law that letters rest on.

    Attributes:
        says: What it says, with law and article.
        source: The address that confirms it, "" where none does.
        read_on: The day on which that was read; None without a source.
        confirmed: Whether that source confirms it; only then a letter rests on it.
    """

    id: str
    says: Text
    source: str
    read_on: date | None
    confirmed: bool


@dataclass(frozen=True)
class Letter:
    """One letter, in both languages: its subject and its paragraphs, with holes to fill."""

    subject: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True)
class Letters:
    """The letters of one country.

    Attributes:
        version: That of the texts; a new text is a new version.
        written_on: The day of that version.
        request: The letter that asks; the paragraph ASKS stands for what it asks.
        appeal: The letter against silence; None where the country has none.
        items: Words before the list of items that must be published, and how the list names one,
            with {item} and {heading}; None where the country has no such list.
        figures: Words before the list of figures.
        asks: The figure that answers an indicator, by the id of the indicator.
        rules: What the letters rest on, confirmed or not.
    """

    version: str
    written_on: date
    request: Letter
    appeal: Letter | None
    items: tuple[Text, Text] | None
    figures: Text
    asks: Mapping[str, Text]
    rules: Mapping[str, Rule]


def read_letters(country: Country) -> Letters | None:
    """Return the letters of a country; None where its folder has no letters.toml.

    Raises:
        CountryError: letters.toml cannot be read, is not TOML, or leaves out or misspells
            something; the message names the file and the place in it.
    """
    path = country.folder / NAME
    if not path.is_file():
        return None
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CountryError(f"{path}: not TOML in UTF-8: {error}") from error
    except OSError as error:
        raise CountryError(f"{path}: cannot be read: {error.strerror}") from error
    top = Entry(path, table, "the top")
    rules = top.by_id("rule", SLUG, _rule)
    known = {one.id: one.confirmed for one in rules.values()}
    known |= {"term": country.law.confirmed, "appeal": country.law.appeal_confirmed}
    request = _letter(top.entry("request"), known)
    if sum(paragraph == Text(es=ASKS, en=ASKS) for paragraph in request.paragraphs) != 1:
        raise CountryError(f"{path}: [request] needs one paragraph that is {ASKS} and nothing else")
    return Letters(
        version=top.word("version"),
        written_on=top.day("written_on"),
        request=request,
        appeal=_letter(top.entry("appeal"), known) if "appeal" in table else None,
        items=_items(top.entry("items")) if "items" in table else None,
        figures=_plain(top.entry("figures"), "lead"),
        asks={one: _plain(top.entry("ask"), one) for one in top.entry("ask").table},
        rules=rules,
    )


def _rule(entry: Entry) -> Rule:
    confirmed = entry.flag("confirmed")
    is_sourced = confirmed or "source" in entry.table
    return Rule(
        id=entry.word("id"),
        says=entry.text("says"),
        source=entry.address("source") if is_sourced else "",
        read_on=entry.day("read_on") if is_sourced else None,
        confirmed=confirmed,
    )


def _letter(entry: Entry, known: Mapping[str, bool]) -> Letter:
    """Return a letter without the paragraphs that rest on what is unconfirmed."""
    paragraphs = []
    for paragraph in entry.entries("paragraph"):
        rests_on = paragraph.words("rests_on")
        for rule in rests_on:
            if rule not in known:
                raise paragraph.wrong("rests_on", f"rules of the file: {', '.join(known)}")
        text = _filled(paragraph, "text", HOLES)
        if all(known[rule] for rule in rests_on):
            paragraphs.append(text)
    return Letter(subject=_filled(entry, "subject", HOLES - {"asks"}), paragraphs=tuple(paragraphs))


def _items(entry: Entry) -> tuple[Text, Text]:
    return _plain(entry, "lead"), _filled(entry, "item", frozenset({"item", "heading"}))


def _plain(entry: Entry, key: str) -> Text:
    return _filled(entry, key, frozenset())


def _filled(entry: Entry, key: str, holes: frozenset[str]) -> Text:
    """Return a text whose holes are known."""
    text = entry.text(key)
    for language in LANGUAGES:
        try:
            parts = list(string.Formatter().parse(text[language]))
        except ValueError as error:
            raise entry.wrong(
                key, f"braces in pairs, around the name of a hole: {error}"
            ) from error
        # What is asked of a hole beside its name, such as {days:>9}, is part of no name.
        found = {
            hole + (form or "") + (turn or "") for _, hole, form, turn in parts if hole is not None
        }
        if not found <= holes:
            names = ", ".join(f"{{{hole}}}" for hole in sorted(holes)) or "no braces"
            raise entry.wrong(key, f"a text with no other holes than: {names}")
    return text
