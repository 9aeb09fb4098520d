"""Pages and news in Markdown: Pelican reads them, this joins and judges the twins."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pelican.generators import ArticlesGenerator, PagesGenerator

from scorers.exceptions import SiteError
from scorers.text import LANGUAGES, Text, languages, written
from scorers.website.addresses import HOME, NEWS


def join_twins(generators: Sequence[Any]) -> None:
    """Give every page and article its twins: `twins`, their addresses, and `written`, its words'.

    One that lacks a further language stands in it too, with the words of the language that this one
    falls back to.

    Raises:
        SiteError: One of LANGUAGES is missing, or there is another; the message names the file.
    """
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            generator.translations += _joined(generator.articles, NEWS)
        elif isinstance(generator, PagesGenerator):
            generator.translations += _joined(generator.pages, HOME)


def _joined(contents: Iterable[Any], section: Text) -> list[Any]:
    """Return what had to be added."""
    added = []
    for content in contents:
        _judge(content)
        known = {each.lang: each for each in (content, *content.translations)}
        for each in known.values():
            each.written = each.lang
        for language in languages():
            if language not in known:
                known[language] = _standing_in(known[written(language)], language)
                added.append(known[language])
            if language not in LANGUAGES:
                place = f"{section[language]}{known[language].slug}/"
                known[language].override_url = place
                known[language].override_save_as = f"{place}index.html"
        for each in known.values():
            each.translations = [other for other in known.values() if other is not each]
            each.twins = {language: other.url for language, other in known.items()}
    return added


def _judge(content: Any) -> None:
    found = sorted([content.lang, *(twin.lang for twin in content.translations)])
    if not set(LANGUAGES) <= set(found) <= set(languages()) or len(found) != len(set(found)):
        raise SiteError(
            f"{content.relative_source_path} stands in {', '.join(found)}; write one file for "
            f"each of {', '.join(LANGUAGES)}, with the same `Twin:` line"
        )


def _standing_in(content: Any, language: str) -> Any:
    """Return a page or article in a language that it is not written in."""
    made = copy.copy(content)
    made.lang, made.in_default_lang = language, False
    return made


def articles(context: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the news of each language, the newest first, as Pelican's articles."""
    every = [each for article in context["articles"] for each in (article, *article.translations)]
    return {
        language: sorted(
            (each for each in every if each.lang == language),
            key=lambda each: (each.date, each.slug),
            reverse=True,
        )
        for language in languages()
    }


def addresses(context: Mapping[str, Any]) -> list[Text]:
    """Return the addresses of all prose, pages and news, in every language."""
    found = [
        Text.each(each.twins.__getitem__) for each in (*context["articles"], *context["pages"])
    ]
    return sorted(found, key=lambda address: address.es)
