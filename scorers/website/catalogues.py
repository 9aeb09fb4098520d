"""Every word that can be translated, found where it is said, as catalogues of gettext.

The words of the interface stand in templates (`|t`, `|plural`), in Python (`Text(es=…, en=…)`) and
in the schema of the tables; those of a country in its files, in its editions and in their methods.
The English words are the message, the Spanish ones a comment; where the same English stands for two
things the Spanish is its context too. Words without a letter beside their holes are left out.
"""

import ast
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po
from jinja2 import Environment, FileSystemLoader

import scorers
from scorers import country, editions, method
from scorers.exceptions import SiteError
from scorers.paths import Place
from scorers.text import LANGUAGES, Text
from scorers.website import translations


PACKAGE = Path(scorers.__file__).parent
# What only a terminal says, which speaks the languages that everything is written in.
TERMINAL = ("scorers/cli/", "scorers/checks/", "scorers/sources/")
SAID = ("title", "description")  # of the schema, each with a twin that ends in _es
WIDTH = 100
NO_LINE = 0  # lines move for no one's sake, so files do not say them
DAY = datetime(2026, 11, 23, tzinfo=UTC)  # the same texts give the same bytes: no clock is read

# A text with the file that it stands in.
Found = tuple[Text, str]


def interface(place: Place) -> Catalog:
    """Return every text of templates and package, those that a site shows before the others."""
    made = _empty("Every word of the interface; made by `consta words`.")
    spanish = translations.read(place.theme / "translations" / "es.po")
    loader = FileSystemLoader(place.theme / "templates")
    templates = Environment(loader=loader)  # noqa: S701 - it only reads them
    known = list(_of_package())
    known += _of_schema(PACKAGE / "records" / "schema.json")
    pairs = [one for one, _ in known]
    for words, name in translations.texts(templates):
        message = spanish.get(words)
        said = message.string if message and message.string else ""
        forms = [said] if isinstance(said, str) else list(said)
        made.add(
            words,
            locations=[(f"theme/templates/{name}", NO_LINE)],
            auto_comments=[f"es: {' / '.join(forms)}"],
        )
        if isinstance(words, str):
            pairs.append(Text(es=forms[0], en=words))
    _add(made, sorted(known, key=lambda one: (one[1].startswith(TERMINAL), one[1])), pairs)
    return made


def content(place: Place, chosen: country.Country) -> Catalog:
    """Return every text of a country's files, and of every method: scores are held against all."""
    made = _empty(f"What the files of {chosen.name.en} and the methods say.")
    known = [(one, "country.toml") for one in _held(chosen)]
    known += [(one, "letters.toml") for one in _held(country.read_letters(chosen))]
    for edition_id in editions.known(place, chosen.id):
        edition = editions.read(place, chosen.id, edition_id)
        known += [(one, f"editions/{edition_id}/edition.toml") for one in _held(edition)]
    for path in sorted(place.method("").parent.glob("*.toml")):
        known += [(one, f"method/{path.name}") for one in _held(method.read(path))]
    _add(made, known, [one for one, _ in known])
    return made


def brought(template: Catalog, path: Path, language: str) -> Catalog:
    """Return the catalogue of a file with the texts of a template; a new one if there is no file.

    What was translated stays so; texts that are no longer said go to the end, as comments.

    Raises:
        SiteError: The file is no catalogue, or nothing is known of the language.
    """
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError) as error:
        raise SiteError(f'"{language}" is no language that babel knows: {error}') from error
    made = translations.read(path) if path.is_file() else _empty("", locale)
    made.update(template, no_fuzzy_matching=True)
    return made


def written(catalog: Catalog) -> bytes:
    """Return what a catalogue's file says."""
    for message in catalog:
        if "%(" not in str(message.id):
            message.flags.discard("python-format")  # "90 % de": no hole
    file = io.BytesIO()
    write_po(file, catalog, width=WIDTH, include_lineno=False)
    return file.getvalue()


def gaps(template: Catalog, catalog: Catalog) -> list[Message]:
    """Return the messages of a template that a catalogue does not translate, or not soundly."""
    done = {(one.id, one.context) for one in translations.sound(catalog)}
    return [one for one in template if one.id and (one.id, one.context) not in done]


def is_of_site(message: Message) -> bool:
    """Return whether a site says it, and not a terminal alone."""
    return any(not path.startswith(TERMINAL) for path, _ in message.locations)


def _empty(title: str, locale: Locale | None = None) -> Catalog:
    return Catalog(
        locale=locale,
        project="Consta",
        version="1",
        header_comment=f"# {title}" if title else "",
        creation_date=DAY,
        revision_date=DAY,
        fuzzy=False,
    )


def _add(catalog: Catalog, known: Iterable[Found], pairs: Iterable[Text]) -> None:
    """Add texts to a catalogue; `pairs` are all whose English may be that of another."""
    meant: dict[str, set[str]] = defaultdict(set)
    for text in pairs:
        meant[text.en].add(text.es)
    for text, path in known:
        if any(letter.isalpha() for letter in translations.BRACES.sub("", text.en)):
            context = text.es if len(meant[text.en]) > 1 else None
            catalog.add(
                text.en,
                locations=[(path, NO_LINE)],
                auto_comments=[f"es: {text.es}"],
                context=context,
            )


def _of_package() -> Iterator[Found]:
    """Yield what every `Text(…)` of the package says in words of its own."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE.parent).as_posix()
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Text":
                given = dict(zip(LANGUAGES, call.args, strict=False))
                given |= {str(one.arg): one.value for one in call.keywords}
                es, en = (getattr(given.get(one), "value", None) for one in LANGUAGES)
                if isinstance(es, str) and isinstance(en, str):
                    yield Text(es=es, en=en), name


def _of_schema(path: Path) -> Iterator[Found]:
    """Yield the titles and descriptions of tables and columns."""

    def walk(part: Any) -> Iterator[Found]:
        if isinstance(part, dict):
            for one in SAID:
                if f"{one}_es" in part:
                    yield (
                        Text(es=part[f"{one}_es"], en=part[one]),
                        path.relative_to(PACKAGE.parent).as_posix(),
                    )
        if isinstance(part, dict | list):
            for one in part.values() if isinstance(part, dict) else part:
                yield from walk(one)

    yield from walk(json.loads(path.read_text(encoding="utf-8")))


def _held(thing: object) -> Iterator[Text]:
    """Yield the texts that something holds, however deep."""
    if isinstance(thing, Text):
        yield thing
    elif is_dataclass(thing):
        for one in fields(thing):
            yield from _held(getattr(thing, one.name))
    elif isinstance(thing, Mapping):
        for one in thing.values():
            yield from _held(one)
    elif isinstance(thing, list | tuple):
        for one in thing:
            yield from _held(one)
