"""Pages and news in Markdown: Pelican reads them, this joins and judges the twins."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pelican.generators import ArticlesGenerator, PagesGenerator

from scorers.exceptions import SiteError
from scorers.text import LANGUAGES, Text


def require_twins(generators: Sequence[Any]) -> None:
    """Stop the build unless every page and article stands in all languages, once each.

    Raises:
        SiteError: A twin is missing; the message names the file and the language.
    """
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            _judge([*generator.articles, *generator.translations])
        elif isinstance(generator, PagesGenerator):
            _judge([*generator.pages, *generator.translations])


def _judge(contents: Iterable[Any]) -> None:
    for content in contents:
        found = sorted([content.lang, *(twin.lang for twin in content.translations)])
        if found != sorted(LANGUAGES):
            raise SiteError(
                f"{content.relative_source_path} stands in {', '.join(found)}; write one file for "
                f"each of {', '.join(LANGUAGES)}, with the same `Twin:` line"
            )


def articles(context: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the news of each language, the newest first, as Pelican's articles."""
    both = [each for article in context["articles"] for each in (article, *article.translations)]
    return {
        language: sorted(
            (each for each in both if each.lang == language),
            key=lambda each: (each.date, each.slug),
            reverse=True,
        )
        for language in LANGUAGES
    }


def addresses(context: Mapping[str, Any]) -> list[Text]:
    """Return the addresses of all prose, pages and news, in both languages."""
    found = []
    for content in (*context["articles"], *context["pages"]):
        by_language = {each.lang: each.url for each in (content, *content.translations)}
        found.append(Text(**by_language))
    return sorted(found, key=lambda address: address.es)
