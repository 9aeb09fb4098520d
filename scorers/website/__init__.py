"""The Pelican plugin: pages, charts, search, feeds and downloads. It computes no score."""

from typing import Any

from pelican import signals

from scorers import country, text
from scorers.website import compiled, environment, prose, translations
from scorers.website.generator import SiteGenerator, place_of


def register() -> None:
    """Join Pelican: its own pages get our filters, and our generator makes the rest."""
    signals.initialized.connect(_prepare)
    signals.get_generators.connect(_generators)
    signals.all_generators_finalized.connect(prose.join_twins)


def _generators(_pelican: Any) -> type[SiteGenerator]:
    return SiteGenerator


def _prepare(pelican: Any) -> None:
    """Set what pelican.conf.py leaves to us: escaping, filters, and the twins of prose."""
    settings = pelican.settings
    place = place_of(settings)
    chosen = country.read(place.country(settings["CONSTA_COUNTRY"]))
    text.speak(translations.further(place, chosen))
    kept = compiled.kept(place, "prose")
    settings["JINJA_ENVIRONMENT"] = {**environment.OPTIONS, "bytecode_cache": kept}
    settings["JINJA_FILTERS"] = environment.switching(place, chosen)
    settings["JINJA_GLOBALS"] = {"fragment": environment.fragments()}
