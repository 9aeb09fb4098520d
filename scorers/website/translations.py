"""The words of each language: English in the templates, both in Python, others in catalogues.

theme/translations/es.po holds every text of the templates; a text without its translation stops the
build, so a page never mixes the two. Templates write `"Skip to content"|t`,
`"Edition %(edition)s"|t(edition=id)` and `count|plural("%(n)s row", "%(n)s rows")`. Where a text
has no holes, Jinja puts the translation into the compiled template: it then costs a page nothing.

A further language is a folder, theme/translations/LANGUAGE/interface.po, with the words of the
templates and of Python; a country may add content/COUNTRY/translations/LANGUAGE/content.po with
those of its own files and of the method. What they lack is said in the language that the country's
[[language]] falls back to; `consta words` counts it.
"""

import functools
import gettext
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from jinja2 import Environment, nodes

from scorers.country import Country
from scorers.exceptions import SiteError
from scorers.paths import Place
from scorers.text import Digits, Further


SOURCE_LANGUAGE = "en"
TEMPLATE, INTERFACE, CONTENT = "interface.pot", "interface.po", "content.po"
# What is filled in, and what could be taken for it: with other ones a text cannot be filled.
BRACES = re.compile(r"\{[^{}]*\}|[{}]")
PERCENTS = re.compile(r"%(?:\(\w+\)s|%)?")
BEFORE_PERCENT = re.compile(r"(?<=\d) (?=%)")
# Spanish joins with "e" what begins with the sound of an i: "Ministerio e Instituto".
AND_BEFORE_I = re.compile(r" y (?=h?[ií](?!e))", re.IGNORECASE)


class _Missing(gettext.NullTranslations):
    """What a catalogue falls back to: a text that it lacks stops the build."""

    def gettext(self, message: str) -> str:
        raise SiteError(f'no translation of "{message}": add it to theme/translations')

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return self.gettext(msgid1)


@functools.cache
def catalogue(folder: Path, language: str, falls_back_to: str = "") -> gettext.NullTranslations:
    """Return the texts of one language; those of the templates' own language are themselves.

    Args:
        folder: theme/translations.
        language: Which.
        falls_back_to: Of a further language, the one that says what it does not; its catalogue
            stands in a folder of its own.

    Raises:
        SiteError: There is no such catalogue, or it cannot be read.
    """
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    path = folder / language / INTERFACE if falls_back_to else folder / f"{language}.po"
    whole = read(path)
    used = Catalog(locale=whole.locale, header_comment="")
    for message in sound(whole):
        used.add(message.id, message.string, context=message.context)
    compiled = io.BytesIO()
    used.mime_headers = whole.mime_headers
    write_mo(compiled, used)
    compiled.seek(0)
    words = gettext.GNUTranslations(compiled)
    words.add_fallback(catalogue(folder, falls_back_to) if falls_back_to else _Missing())
    return words


def read(path: Path) -> Catalog:
    """Return a catalogue.

    Raises:
        SiteError: It is not there, or is no catalogue; the message names the file.
    """
    try:
        with path.open("rb") as file:
            return read_po(file, abort_invalid=True)
    except FileNotFoundError as error:
        raise SiteError(f"{path}: there is no such catalogue") from error
    except (PoFileError, ValueError, LookupError) as error:
        raise SiteError(f"{path}: not a catalogue of gettext: {error}") from error


def sound(catalog: Catalog) -> Iterator[Message]:
    """Yield the messages that are translated: wholly, surely, and with the same holes to fill."""
    for message in catalog:
        if message.id and not message.fuzzy and _is_whole(message):
            yield message


def _is_whole(message: Message) -> bool:
    if isinstance(message.id, str):
        return bool(message.string) and holes(message.id) == holes(str(message.string))
    # The form for one may do without the number.
    most, forms = holes(message.id[1]), message.string or ()
    return bool(forms) and all(words and holes(words) <= most for words in forms)


def holes(words: str) -> frozenset[str]:
    """Return what is filled in where a text is said, and every sign that could be taken for it."""
    found = BRACES.findall(words)
    return frozenset([*found, *PERCENTS.findall(words)] if "%(" in words else found)


def further(place: Place, country: Country) -> dict[str, Further]:
    """Return the words of each further language of a country, for `scorers.text.speak`.

    Raises:
        SiteError: A language has no catalogue, or one that cannot be read.
    """
    return {
        language: Further(falls_back_to, _words(place, country, language))
        for language, falls_back_to in country.fallbacks.items()
    }


def _words(place: Place, country: Country, language: str) -> dict[tuple[str, str], str]:
    """Return the words of a language by those of LANGUAGES, see `Further`."""
    paths = [place.theme / "translations" / language / INTERFACE]
    own = country.folder / "translations" / language / CONTENT
    if own.is_file():
        paths.append(own)
    return {
        (message.context or "", str(message.id)): str(message.string)
        for path in paths
        for message in sound(read(path))
        if isinstance(message.id, str)
    }


def translate(words: gettext.NullTranslations, language: str) -> Callable[..., str]:
    """Return the filter `t` of one language, which keeps a number and its % on one line."""

    def t(text: str, **holes: object) -> str:
        message = words.gettext(text)
        if holes:
            message = message % holes
            if language == "es":
                message = AND_BEFORE_I.sub(" e ", message)
        return BEFORE_PERCENT.sub("\u00a0", message)

    return t


def pluralise(words: gettext.NullTranslations, digits: Digits) -> Callable[..., str]:
    """Return the filter `plural` of one language: the form that the number asks for, filled in."""

    def plural(number: int, one: str, many: str, **holes: object) -> str:
        message = words.ngettext(one, many, int(number))
        return message % {"n": digits.write(number), **holes}

    return plural


def texts(environment: Environment) -> Iterator[tuple[str | tuple[str, str], str]]:
    """Yield each text of the templates that needs a translation, with its template's name.

    One that counts is a pair: for one, and for many.
    """
    for name in sorted(environment.list_templates()):
        if environment.loader is None or name.startswith("!"):
            continue
        source = environment.loader.get_source(environment, name)[0]
        for call in environment.parse(source).find_all(nodes.Filter):
            if call.name == "t" and isinstance(call.node, nodes.Const):
                yield call.node.value, name
            elif call.name == "plural":
                one, many = (form.as_const() for form in call.args)
                yield (one, many), name
