"""Builds the whole site beside the earlier one and puts it in its place when it is complete.

A build that fails or is killed leaves the earlier site as it was.
"""

import contextlib
import fcntl
import gc
import logging
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pelican
from pelican.log import console, init
from pelican.settings import read_settings

from scorers.country import Country
from scorers.exceptions import SiteError
from scorers.paths import Place
from scorers.website.generator import MADE, Made
from scorers.website.views import CountryView


# What stands at the root of a site.
FOLDERS = frozenset({"api", "card", "data", "en", "es", "feeds", "pagefind", "static"})


@dataclass(frozen=True)
class Built:
    """What was built: the folder, and how many pages and other files it holds."""

    output: Path
    pages: int
    files: int


def build(place: Place, country: Country, output: Path, others: Sequence[Country] = ()) -> Built:
    """Return what was built into `output`, which then holds the new site and nothing else.

    Args:
        place: The checkout.
        country: Stands at the root of the site.
        output: The folder of the site.
        others: Stand beneath it, each in a folder of its id, with the same addresses; a page of
            countries then joins them.

    Raises:
        SiteError: Something cannot be written, a text lacks its twin, a page is missing, or a
            country has the name of a folder of the site.
    """
    for other in others:
        if other.id in FOLDERS:
            raise SiteError(f'a country cannot be called "{other.id}": the site has such a folder')
    fresh = output.with_name(f"{output.name}.new")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with _alone(output), _without_collector():
            _recover(output)
            shutil.rmtree(fresh, ignore_errors=True)
            try:
                fresh.mkdir()
                made = [_run(place, other, fresh, "../", f"{other.id}/") for other in others]
                views = [one.view for one in made]
                made.append(_run(place, country, fresh, "" if others else None, others=views))
                _swap(fresh, output)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise SiteError(f"cannot write {error.filename or output}: {error.strerror}") from error
    return Built(
        output=output,
        pages=sum(one.pages for one in made),
        files=sum(one.files for one in made),
    )


class _Heard(logging.Handler):
    """Keeps what Pelican logs, which says the file that an error is in."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(" ".join(record.getMessage().split()))


def _run(
    place: Place,
    country: Country,
    fresh: Path,
    countries: str | None,
    folder: str = "",
    others: Sequence[CountryView] = (),
) -> Made:
    """Return what Pelican has made of one country.

    Args:
        place: The checkout.
        country: Whose site.
        fresh: The root of all sites.
        countries: What leads from its root to the one that has the page of countries, if any has.
        folder: Where its site stands below `fresh`.
        others: What the page of countries lists beside this one.
    """
    heard = _Heard()
    init(level=logging.WARNING, fatal="errors", handler=heard, name="pelican")
    logging.getLogger("pelican").handlers = [heard]
    console.quiet = True  # the command line says what was built
    overrides: dict[str, Any] = {
        "PATH": str(country.folder),
        "OUTPUT_PATH": str(fresh / folder),
        "THEME": str(place.theme),
        "CONSTA_COUNTRY": country.id,
        "CONSTA_CONTENT": str(place.content),
        "CONSTA_COUNTRIES": countries,
        "CONSTA_FOLDER": folder,
        "CONSTA_OTHERS": others,
    }
    settings = read_settings(str(place.root / "pelican.conf.py"), override=overrides)
    for name in ("SITEURL", "FEED_DOMAIN"):
        settings[name] = f"{settings[name]}/{folder}".rstrip("/")
    try:
        pelican.Pelican(settings).run()
    except RuntimeError as error:  # Pelican has logged an error, which counts as a failed build
        said = heard.messages[-1] if heard.messages else str(error)
        raise SiteError(f"Pelican could not build the site: {said}") from error
    made: Made = settings[MADE]
    return made


@contextlib.contextmanager
def _alone(output: Path) -> Iterator[None]:
    """Hold the output for this build alone; the lock file beside it stays, empty."""
    with output.with_name(f"{output.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SiteError(f"another build is writing {output}; wait until it ends") from error
        yield


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """Switch the garbage collector off: a build makes millions of objects and hardly a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _swap(fresh: Path, output: Path) -> None:
    earlier = output.with_name(f"{output.name}.old")
    if output.exists():
        output.rename(earlier)
    fresh.rename(output)
    shutil.rmtree(earlier, ignore_errors=True)


def _recover(output: Path) -> None:
    """Put the earlier site back if a build was killed between the two renames of a swap."""
    earlier = output.with_name(f"{output.name}.old")
    if earlier.exists():
        if output.exists():
            shutil.rmtree(earlier)
        else:
            earlier.rename(output)
