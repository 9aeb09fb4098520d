"""Every address of the site, once: they never break, so nothing else spells one.

An address is relative to the site's root and has no leading slash: "es/instituciones/sunat/".
"""

import os
import re
from urllib.parse import urlsplit

from scorers.exceptions import SiteError
from scorers.text import Text, fold, written


NAME = re.compile(r"[A-Za-z0-9]+(-[a-z0-9]+)*")


class Address(Text):
    """The address of a section or a part of one: no words to translate.

    A further language has that of the language it falls back to, below its own name.
    """

    def __getitem__(self, language: str) -> str:
        """Return the address in one of `scorers.text.languages()`."""
        own = written(language)
        address: str = getattr(self, own)
        return language + address.removeprefix(own) if address.startswith(f"{own}/") else address


HOME = Address(es="es/", en="en/")
INSTITUTIONS = Address(es="es/instituciones/", en="en/institutions/")
REGIONS = Address(es="es/regiones/", en="en/regions/")
KINDS = Address(es="es/tipos/", en="en/kinds/")
INDICATORS = Address(es="es/indicadores/", en="en/indicators/")
METHOD = Address(es="es/metodo/", en="en/method/")
DATA = Address(es="es/datos/", en="en/data/")
EDITIONS = Address(es="es/ediciones/", en="en/editions/")
COMPARE = Address(es="es/comparar/", en="en/compare/")
EXPLORE = Address(es="es/explorar/", en="en/explore/")
DRIVERS = Address(es="es/factores/", en="en/drivers/")
SEARCH = Address(es="es/buscar/", en="en/search/")
COUNTRIES = Address(es="es/paises/", en="en/countries/")
NEWS = Address(es="es/noticias/", en="en/news/")
PRIVACY = Address(es="es/privacidad/", en="en/privacy/")
ABOUT = Address(es="es/acerca-de/", en="en/about/")
CONTRIBUTE = Address(es="es/participar/", en="en/contribute/")
ASK = Address(es="pedir/", en="ask/")  # below the page of an institution
ROBUSTNESS = Address(es="robustez/", en="robustness/")  # below the page of an edition


def site() -> str:
    """Return the address of the whole site, without a slash at its end.

    It is that of the environment variable CONSTA_SITEURL; else one that leads nowhere.
    """
    return os.environ.get("CONSTA_SITEURL", "https://consta.example").rstrip("/")


def whole(site: str, address: Text) -> Text:
    """Return an address in every language with that of its site before it."""
    return Text.each(lambda language: f"{site}/{address[language]}")


def institution(institution_id: str) -> Text:
    """Return the address of an institution's page, which shows the newest edition."""
    return below(INSTITUTIONS, institution_id)


def ask(institution_id: str) -> Text:
    """Return the address of the page that asks an institution for what is missing."""
    page = institution(institution_id)
    return Text.each(lambda language: page[language] + ASK[language])


def request(institution_id: str, ending: str) -> str:
    """Return the address of the letter to an institution as a file; `ending` says its format."""
    return f"data/letters/{institution_id}.{ending}"


def social_card(institution_id: str) -> Text:
    """Return the address of the picture that a shared link shows, which has words on it."""
    return Text.each(lambda language: f"card/{language}/{institution_id}.png")


def changes_feed(of: str = "") -> Text:
    """Return the address of the Atom feed of what changed.

    Args:
        of: Whose changes, as "institutions/ID", "kinds/ID" or "regions/ID"; else everyone's.
    """
    name = f"feeds/{of}" if of else "feeds/changes"
    return Text.each(lambda language: f"{name}-{language}.atom.xml")


def side_by_side(*institution_ids: str) -> Text:
    """Return the address of the page that puts institutions side by side."""
    return below(COMPARE, "-".join(institution_ids))


def kind_json(kind_id: str) -> str:
    """Return the address of the institutions of a kind as JSON, and of what is said of pairs."""
    return f"api/v1/kinds/{kind_id}.json"


def edition(edition_id: str) -> Text:
    """Return the address of the page of an edition."""
    return below(EDITIONS, edition_id)


def robustness(edition_id: str) -> Text:
    """Return the address of the page that says how robust the scores of an edition are."""
    page = edition(edition_id)
    return Text.each(lambda language: page[language] + ROBUSTNESS[language])


def robustness_json(edition_id: str) -> str:
    """Return the address of the tables behind that page as JSON."""
    return f"data/{edition_id}/robustness.json"


def dated(edition_id: str, institution_id: str) -> Text:
    """Return the permanent address of an institution's page in one edition."""
    return below(edition(edition_id), institution_id)


def below(section: Text, name: str) -> Text:
    """Return the address of one page of a section, in every language.

    Raises:
        SiteError: The name could lead elsewhere: a slug or the id of an indicator is expected.
    """
    if not NAME.fullmatch(name):
        raise SiteError(f'"{name}" cannot be part of an address; run `consta check`')
    return Text.each(lambda language: f"{section[language]}{name}/")


def anchor(name: str) -> str:
    """Return the id of the heading of a place on a page: "in-san-martin" for "San Martín".

    No other id begins like it, so whatever a table calls a place, none stands twice.
    """
    return "in-" + re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def up(address: str) -> str:
    """Return what leads from a page to the site's root: "../../" for "es/datos/".

    Links are relative, so that the site works at any address, also beneath a country's folder.
    """
    return "../" * address.count("/")


def file(address: str) -> str:
    """Return the file that a server sends for an address."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def institution_json(institution_id: str) -> str:
    """Return the address of an institution's card as JSON."""
    return f"api/v1/institutions/{institution_id}.json"


def institution_csv(edition_id: str, institution_id: str) -> str:
    """Return the address of an institution's indicators as CSV."""
    return f"data/{edition_id}/institutions/{institution_id}.csv"


def institution_citation(edition_id: str, institution_id: str, ending: str) -> str:
    """Return the address of a file to cite an institution's page by; `ending` says its format."""
    return f"data/{edition_id}/institutions/{institution_id}.{ending}"


def web(address: object) -> str:
    """Return an address fit for a link: http or https with a host and no user; else ""."""
    try:
        parts = urlsplit(str(address))
    except ValueError:
        return ""
    safe = parts.scheme in {"http", "https"} and parts.hostname and not parts.username
    return str(address) if safe else ""
