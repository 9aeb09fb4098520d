"""The Jinja environments: one a language, so that its words and digits are built in.

Escaping is always on and an unknown name stops the build. Filters, beside `t` and `plural`:
`number(places)`, `day`, `language` (of the page, "own"; of its twins, "others"; of what it has no
words for, "written"; its "locale" as scripts write it), `called` (a language in its own words),
`at` (the address of a section), `anchor` (the id of a place's heading), `up` (the way from an
address to the root), `web` (an address that may stand in a link, or ""), `prose`
(Markdown's HTML, cleaned), `items` (texts as the items of a list), `placed(where)` (rows of the
records: what they say, and where each stands), `named(name)` (a part that many institutions share,
with the name of one in it).
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import nh3
from babel import Locale
from jinja2 import BaseLoader, Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from scorers.country import Country
from scorers.editions.evidence import Row
from scorers.paths import Place
from scorers.text import Digits, Text, day_in_words
from scorers.website import addresses, compiled, translations


OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    # Templates do not change while a site is built: asking for each page costs as much as a part.
    "auto_reload": False,
}


# Stands for the way to the root in what `twice` keeps; no text of a table may hold it.
ROOT = "\x02"
# Stands for the name of an institution in a letter that many share; see `named`.
NAME = "\x03"
LONGEST_DAY = len("2022-07-01")  # the hour of an article is not said


def environments(place: Place, country: Country, loader: BaseLoader) -> dict[str, Environment]:
    """Return the environment of each language of the country."""
    made = {}
    for language, locale in country.locales.items():
        name = "-".join([locale, *country.locales])  # a page names the languages of its twins
        environment = Environment(  # noqa: S701 - autoescape is in OPTIONS
            loader=loader, bytecode_cache=compiled.kept(place, name), **OPTIONS
        )
        environment.filters.update(filters(place, country, language))
        environment.globals["lang"] = language
        environment.globals["fragment"] = fragments()
        environment.globals["twice"] = twice()
        made[language] = environment
    return made


def filters(place: Place, country: Country, language: str) -> dict[str, Callable[..., Any]]:
    """Return the filters of one language by name."""
    locale = country.locales[language]
    digits = Digits.of(locale)
    falls_back_to = country.fallbacks.get(language, "")
    words = translations.catalogue(place.theme / "translations", language, falls_back_to)
    return {
        "t": translations.translate(words, language),
        "plural": translations.pluralise(words, digits),
        "number": digits.write,
        "day": functools.partial(_day, locale=locale),
        "language": {
            "own": language,
            "others": tuple(one for one in country.locales if one != language),
            "written": falls_back_to or language,
            "locale": locale.replace("_", "-"),
        }.__getitem__,
        "called": called,
        "at": functools.partial(_at, own=language),
        "anchor": addresses.anchor,
        "up": addresses.up,
        "web": addresses.web,
        "prose": prose,
        "items": functools.partial(_items, language=language),
        "placed": functools.partial(_placed, language=language),
        "named": _named,
    }


def fragments() -> Callable[..., Markup]:
    """Return the function `fragment(template, key, **variables)`: a part that many pages share.

    The part is rendered once for each language, way to the root and key; the key must tell apart
    whatever else the variables change in it. Most cards differ in a few places, so this halves the
    time of a page.
    """
    made: dict[tuple[object, ...], Markup] = {}

    @pass_context
    def fragment(context: Context, name: str, key: object, **variables: Any) -> Markup:
        whole_key = (context["lang"], name, key, variables.get("root"))
        if whole_key not in made:
            template = context.environment.get_template(name)
            text = template.render(context.parent, lang=context["lang"], **variables)
            made[whole_key] = Markup(text)  # noqa: S704 - the template has escaped it
        return made[whole_key]

    return fragment


def twice() -> Callable[..., Markup]:
    """Return the function `twice(template, key, root)`: a part of a page with two addresses.

    It is rendered for the first of them and kept until another key comes; only the way to the root
    differs, so it is put in last.
    """
    last: dict[tuple[str, str], tuple[object, str]] = {}

    @pass_context
    def part(context: Context, name: str, key: object, root: str) -> Markup:
        place = (context["lang"], name)
        known, text = last.get(place, (None, ""))
        if known != key:
            template = context.environment.get_template(name)
            text = template.render(context.parent, lang=context["lang"], root=ROOT)
            last[place] = (key, text)
        return Markup(text.replace(ROOT, root))  # noqa: S704 - the template has escaped it

    return part


def switching(place: Place, country: Country) -> dict[str, Callable[..., Any]]:
    """Return the same filters for Pelican's own pages, choosing by the page's `lang`."""
    by_language: Mapping[str, Mapping[str, Callable[..., Any]]] = {
        language: filters(place, country, language) for language in country.locales
    }

    def switch(name: str) -> Callable[..., Any]:
        @pass_context
        def chosen(context: Context, *values: Any, **holes: Any) -> Any:
            return by_language[context["lang"]][name](*values, **holes)

        return chosen

    return {name: switch(name) for name in next(iter(by_language.values()))}


def called(language: str) -> str:
    """Return what a language calls itself, such as "Español"."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]


def prose(html: object) -> Markup:
    """Return the HTML of a Markdown page without anything that could run or load."""
    return Markup(nh3.clean(str(html), url_schemes={"http", "https", "mailto"}))  # noqa: S704


def _items(texts: Iterable[Text], language: str) -> Markup:
    """Return texts as items of a list: escaped all at once, which is quicker than one by one."""
    lines = escape("\n".join(text[language] for text in texts)).replace("\n", Markup("</li><li>"))
    return Markup("<li>") + lines + Markup("</li>")


def _placed(rows: Iterable[Row], where: str, language: str) -> Markup:
    """Return rows of the records, each on a line of its own, with its place below its country."""
    lines = []
    for row in rows:
        place = where % {"path": row.path.partition("/")[2], "line": row.line} if row.path else ""
        lines.append(
            f'{escape(row.said[language])} <span class="note"><code>{escape(row.id)}</code>'
            + (f" ({escape(place)})" if place else "")
            + "</span>"
        )
    return Markup("<br>".join(lines))  # noqa: S704 - each part is escaped


def _named(shared: Markup, name: str) -> Markup:
    return shared.replace(NAME, escape(name))


def _at(section: str, language: str = "", *, own: str) -> str:
    """Return the address of a section; another country may lack the page's own language."""
    address: Text = getattr(addresses, section.upper())
    return address[language or own]


def _day(day: date | str, locale: str) -> str:
    """Return a day in words, such as "1 de julio de 2022"."""
    return day_in_words(str(day)[:LONGEST_DAY], locale)
