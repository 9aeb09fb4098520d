"""consta words: the words that can be translated, as catalogues of gettext, and what they lack."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from scorers.cli.country_choice import chosen
from scorers.country import Country
from scorers.paths import Place
from scorers.text import Digits, Text
from scorers.website import catalogues
from scorers.website.translations import CONTENT, INTERFACE, TEMPLATE


LISTED = Text(es="{path}: {count} textos", en="{path}: {count} texts")
LACKS = Text(
    es="{path}: {count} textos de un sitio; sin traducir {gaps}",
    en="{path}: {count} texts of a site; not translated {gaps}",
)


@dataclass(frozen=True)
class File:
    """A catalogue of a further language, as it is to stand in its file."""

    path: Path
    template: Catalog
    catalog: Catalog

    @property
    def gaps(self) -> list[Message]:
        """What a site would say in the language that this one falls back to."""
        return [
            one
            for one in catalogues.gaps(self.template, self.catalog)
            if catalogues.is_of_site(one)
        ]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "--add", metavar="LANGUAGE", help="make the folders of a language, such as qu"
    )
    parser.add_argument(
        "--list", action="store_true", help="write nothing; list each text without a translation"
    )


def run(args: argparse.Namespace, place: Place) -> int:
    """Bring every catalogue up to date, and print how many texts each lacks; return 0.

    Raises:
        SiteError: A catalogue cannot be read, or nothing is known of a language.
    """
    country = chosen(args, place)
    interface = catalogues.interface(place)
    folder = place.theme / "translations"
    said = partial(_said, place, args.lang, Digits.of(country.locales[args.lang]))
    if not args.list:
        _write(folder / TEMPLATE, interface)
        print(said(LISTED, folder / TEMPLATE, count=sum(bool(one.id) for one in interface)))
    for file in _files(place, country, interface, args.add):
        if not args.list:
            _write(file.path, file.catalog)
        gaps = file.gaps
        count = sum(map(catalogues.is_of_site, file.template))
        print(said(LACKS, file.path, count=count, gaps=len(gaps)))
        for one in gaps if args.list else ():
            print(f"  {one.id if isinstance(one.id, str) else one.id[0]}")
    return 0


def _files(place: Place, country: Country, interface: Catalog, added: str | None) -> Iterator[File]:
    """Yield the catalogues that there are, and those of a language that is added."""
    shared, own = place.theme / "translations", country.folder / "translations"
    content = catalogues.content(place, country)
    for folder, name, template in ((shared, INTERFACE, interface), (own, CONTENT, content)):
        known = {path.parent.name for path in folder.glob(f"*/{name}")}
        for language in sorted(known | ({added} if added else set())):
            path = folder / language / name
            yield File(path, template, catalogues.brought(template, path, language))


def _write(path: Path, catalog: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(catalogues.written(catalog))


def _said(
    place: Place, language: str, digits: Digits, words: Text, path: Path, **counts: int
) -> str:
    shown = path.relative_to(place.root) if path.is_relative_to(place.root) else path
    written = {name: digits.write(count) for name, count in counts.items()}
    return words[language].format(path=shown, **written)
