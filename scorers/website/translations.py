"""The interface's words: English in the templates, other languages in gettext catalogues.

theme/translations/LANGUAGE.po holds every text of the templates; a text without its translation
stops the build, so a page never mixes languages. Templates write `"Skip to content"|t`,
`"Edition %(edition)s"|t(edition=id)` and `count|plural("%(n)s row", "%(n)s rows")`. Where a text
has no holes, Jinja puts the translation into the compiled template: it then costs a page nothing.
"""

import functools
import gettext
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from scorers.exceptions import SiteError
from scorers.text import Digits


SOURCE_LANGUAGE = "en"


class _Missing(gettext.NullTranslations):
    """What a catalogue falls back to: a text that it lacks stops the build."""

    def gettext(self, message: str) -> str:
        raise SiteError(f'no translation of "{message}": add it to theme/translations')

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return self.gettext(msgid1)


@functools.cache
def catalogue(folder: Path, language: str) -> gettext.NullTranslations:
    """Return the texts of one language; those of the templates' own language are themselves.

    Raises:
        SiteError: There is no LANGUAGE.po in the folder.
    """
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    path = folder / f"{language}.po"
    if not path.is_file():
        raise SiteError(f"{path}: there is no such catalogue")
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    words = gettext.GNUTranslations(compiled)
    words.add_fallback(_Missing())
    return words


def translate(words: gettext.NullTranslations) -> Callable[..., str]:
    """Return the filter `t` of one language."""

    def t(text: str, **holes: object) -> str:
        message = words.gettext(text)
        return message % holes if holes else message

    return t


def pluralise(words: gettext.NullTranslations, digits: Digits) -> Callable[..., str]:
    """Return the filter `plural` of one language: the form that the number asks for, filled in."""

    def plural(number: int, one: str, many: str, **holes: object) -> str:
        message = words.ngettext(one, many, int(number))
        return message % {"n": digits.write(number), **holes}

    return plural


def texts(environment: Environment) -> Iterator[tuple[str, str]]:
    """Yield each text of the templates that needs a translation, with its template's name."""
    for name in sorted(environment.list_templates()):
        if environment.loader is None or name.startswith("!"):
            continue
        source = environment.loader.get_source(environment, name)[0]
        for call in environment.parse(source).find_all(nodes.Filter):
            if call.name == "t" and isinstance(call.node, nodes.Const):
                yield call.node.value, name
            elif call.name == "plural":
                yield call.args[0].as_const(), name
