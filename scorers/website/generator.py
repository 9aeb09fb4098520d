"""The Pelican generator that makes every page and download from data."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from pelican.generators import Generator

from scorers import country, editions
from scorers.exceptions import SiteError
from scorers.method import Indicator
from scorers.paths import Place
from scorers.website import addresses, downloads, environment, pages, prose, writing
from scorers.website.cards import deal
from scorers.website.pages import Page


ALONE = ("index.html", "404.html")  # pages without a twin: both languages in one


class SiteGenerator(Generator):  # type: ignore[misc]
    """Makes the site of one country's edition, in both languages."""

    def generate_context(self) -> None:
        """Score the edition and deal its cards; nothing is written yet."""
        self.place = place_of(self.settings)
        chosen = country.read(self.place.country(self.settings["CONSTA_COUNTRY"]))
        edition = editions.read(self.place, chosen.id, chosen.edition)
        self.book = editions.score(self.place, chosen, edition)
        self.cards = list(deal(self.book))
        self.environments = environment.environments(self.place, chosen, self.env.loader)
        for made in self.environments.values():
            made.globals["missing"] = _missing(made)

    def generate_output(self, writer: object) -> None:
        """Write every page and download below the output folder."""
        del writer  # Pelican's own copies all settings for every page: too slow for thousands
        self.shared = self._shared()
        made = list(pages.all_pages(self.book, self.cards))
        output = Path(self.output_path)
        writing.write_all(
            output,
            {**self._data(), **self._alone(made), **self._pages(made), **self._cards()},
        )
        twins = len(made) + len(prose.addresses(self.context))
        _require(output, expected=2 * twins + len(ALONE))

    def _shared(self) -> dict[str, Any]:
        """Return what every template may show."""
        return {
            "SITENAME": self.settings["SITENAME"],
            "SITEURL": self.settings["SITEURL"],
            "country": self.book.country,
            "law": self.book.country.law,
            "edition": self.book.edition,
            "method": self.book.method,
            "book": self.book,
            "total": len(self.cards),
            "articles": prose.articles(self.context),
            "tables": pages.tables(self.book),
        }

    def _pages(self, made: Sequence[Page]) -> dict[str, writing.Make]:
        files: dict[str, writing.Make] = {}
        for page in made:
            for language in self.environments:
                address = page.address[language]
                if addresses.file(address) in files:
                    raise SiteError(f"two pages have the address /{address}")
                files[addresses.file(address)] = partial(self._render, page, language)
        return files

    def _render(self, page: Page, language: str) -> str:
        here = page.address[language]
        return (
            self.environments[language]
            .get_template(page.template)
            .render(
                self.shared,
                address=here,
                twin=page.address[addresses.other(language)],
                root=addresses.up(here),
                **page.variables,
            )
        )

    def _cards(self) -> dict[str, writing.Make]:
        files: dict[str, writing.Make] = {}
        for card in self.cards:
            files[addresses.institution_json(card.id)] = partial(
                downloads.institution_json, self.book, card
            )
            if card.pillars:
                files[addresses.institution_csv(self.book.edition.id, card.id)] = partial(
                    downloads.institution_csv, self.book, card
                )
        return files

    def _data(self) -> dict[str, writing.Make]:
        """Return the files that are about all institutions."""
        folder = f"data/{self.book.edition.id}"
        tables = dict(downloads.tables(self.book))
        method = self.place.method(self.book.edition.method)
        files: dict[str, writing.Make] = {
            f"{folder}/method.toml": method.read_bytes,
            f"{folder}/scores.csv": partial(downloads.scores_csv, self.book, self.cards),
            f"{folder}/pillars.csv": partial(downloads.pillars_csv, self.book, self.cards),
            f"{folder}/evidence.csv": partial(downloads.evidence_csv, self.book),
            f"{folder}/datapackage.json": partial(downloads.data_package, self.book, tables),
            "api/v1/institutions.json": partial(downloads.institutions_json, self.book, self.cards),
        }
        for name, content in tables.items():
            files[f"{folder}/{name}"] = partial(bytes, content)
        for language in self.environments:
            files[f"api/v1/names-{language}.json"] = partial(
                downloads.names_json, self.cards, language
            )
        return files

    def _alone(self, made: Sequence[Page]) -> dict[str, writing.Make]:
        """Return the pages that have no twin, and what robots read."""
        everywhere = [page.address for page in made] + prose.addresses(self.context)
        template = self.environments["en"].get_template
        return {
            name: partial(template(name).render, self.shared, addresses=everywhere)
            for name in (*ALONE, "sitemap.xml", "robots.txt")
        }


def place_of(settings: dict[str, Any]) -> Place:
    """Return the checkout that Pelican's settings speak of."""
    theme = Path(settings["THEME"]).resolve()
    return Place(root=theme.parent, content=Path(settings["CONSTA_CONTENT"]).resolve())


def _require(output: Path, expected: int) -> None:
    """Stop if pages are missing: a site that lacks some must not replace a whole one."""
    found = sum(1 for _ in output.rglob("*.html"))
    if found != expected:
        raise SiteError(f"{expected:,} pages were expected and {found:,} were made")


def _missing(made: Environment) -> Callable[[Sequence[Indicator], str], Markup]:
    """Return what shows a pillar's unmeasured indicators; most cards show the same few lists."""
    shown: dict[tuple[str, ...], Markup] = {}

    def missing(indicators: Sequence[Indicator], root: str) -> Markup:
        if not indicators:
            return Markup()
        key = tuple(each.id for each in indicators)
        if key not in shown:
            text = made.get_template("missing.html").render(indicators=indicators, root=root)
            shown[key] = Markup(text)  # noqa: S704 - the template has escaped it
        return shown[key]

    return missing
