"""Builds the site beside the earlier one and puts it in its place when it is complete.

A build that fails or is killed leaves the earlier site as it was. What the earlier site has with
the same bytes is taken over with its time, and not even made where nothing that it rests on has
changed; what stands in the new site is the same as if there had been no earlier one.
"""

import contextlib
import fcntl
import gc
import logging
import multiprocessing
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pelican
from pelican.log import console, init
from pelican.settings import read_settings

from scorers import text
from scorers.country import Country
from scorers.exceptions import SiteError
from scorers.paths import Place
from scorers.website import earlier
from scorers.website.generator import MADE, Made
from scorers.website.views import CountryView


# What stands at the root of a site, beside a folder for each language.
FOLDERS = frozenset({"api", "card", "data", "feeds", "pagefind", "static"})


@dataclass(frozen=True)
class Built:
    """What was built.

    Attributes:
        output: The folder.
        pages: How many pages it holds.
        pages_written: How many of them the earlier site had not, or with other bytes.
        files: How many other files.
        files_written: As of pages.
    """

    output: Path
    pages: int
    pages_written: int
    files: int
    files_written: int


def build(
    place: Place,
    country: Country,
    output: Path,
    others: Sequence[Country] = (),
    *,
    anew: bool = False,
) -> Built:
    """Return what was built into `output`, which then holds the new site and nothing else.

    Args:
        place: The checkout.
        country: Stands at the root of the site.
        output: The folder of the site.
        others: Stand beneath it, each in a folder of its id, with the same addresses; a page of
            countries then joins them.
        anew: Make every file, whatever is known of the earlier site.

    Raises:
        SiteError: Something cannot be written, a text lacks its twin, a page is missing, or a
            country has the name of a folder of the site.
    """
    for other in others:
        if other.id in FOLDERS | set(country.locales):
            raise SiteError(f'a country cannot be called "{other.id}": the site has such a folder')
    fresh = output.with_name(f"{output.name}.new")
    site = _Site(place, output, fresh, anew)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with _alone(output), _without_collector():
            _recover(output)
            shutil.rmtree(fresh, ignore_errors=True)
            try:
                fresh.mkdir()
                made, views = {}, []
                for other in others:
                    made[f"{other.id}/"] = one = _run(site, other, f"{other.id}/", countries="../")
                    views.append(one.view)
                made[""] = _run(site, country, others=views, countries="" if others else None)
                built = _complete(site, made)
                _swap(fresh, output)
                for folder, one in made.items():
                    earlier.record(place, output / folder, one.written.jobs)
            finally:
                text.speak({})  # each country has said its own
                shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise SiteError(f"cannot write {error.filename or output}: {error.strerror}") from error
    return built


@dataclass(frozen=True)
class _Site:
    """What is being built: where it will stand, where it stands meanwhile, and from what."""

    place: Place
    output: Path
    fresh: Path
    anew: bool


class _Heard(logging.Handler):
    """Keeps what Pelican logs, which says the file that an error is in."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(" ".join(record.getMessage().split()))


def _run(
    site: _Site,
    country: Country,
    folder: str = "",
    *,
    countries: str | None,
    others: Sequence[CountryView] = (),
) -> Made:
    """Return what Pelican has made of one country.

    Args:
        site: The root of all sites.
        country: Whose site.
        folder: Where its site stands below the root.
        countries: What leads from its root to the one that has the page of countries, if any has.
        others: What the page of countries lists beside this one.
    """
    place = site.place
    heard = _Heard()
    init(level=logging.WARNING, fatal="errors", handler=heard, name="pelican")
    logging.getLogger("pelican").handlers = [heard]
    console.quiet = True  # the command line says what was built
    overrides: dict[str, Any] = {
        "PATH": str(country.folder),
        "OUTPUT_PATH": str(site.fresh / folder),
        "THEME": str(place.theme),
        "CONSTA_COUNTRY": country.id,
        "CONSTA_CONTENT": str(place.content),
        "CONSTA_COUNTRIES": countries,
        "CONSTA_FOLDER": folder,
        "CONSTA_OTHERS": others,
        "CONSTA_EARLIER": earlier.read(place, site.output / folder, is_trusted=not site.anew),
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


def _complete(site: _Site, made: Mapping[str, Made]) -> Built:
    """Return what was built, after taking over what else the earlier site has with the same bytes.

    Raises:
        SiteError: Pages are missing: a site that lacks some must not replace a whole one.
    """
    before = earlier.Earlier(site.output if site.output.is_dir() else None)
    new = {f"{folder}{one}" for folder, each in made.items() for one in each.written.new}
    known = {f"{folder}{one}" for folder, each in made.items() for one in each.written.same}
    known |= new
    found = set(_files(str(site.fresh)))
    for address in found - known:  # of prose or of the theme
        if not _taken_over(site.fresh / address, address, before):
            new.add(address)
    pages = sum(address.endswith(".html") for address in found)
    expected = sum(each.pages for each in made.values())
    if pages != expected:
        raise SiteError(f"{expected:,} pages were expected and {pages:,} were made")
    pages_new = sum(address.endswith(".html") for address in new)
    return Built(site.output, pages, pages_new, len(found) - pages, len(new) - pages_new)


def _taken_over(path: Path, address: str, before: earlier.Earlier) -> bool:
    """Return whether the earlier site has a file with the same bytes, which then stands here."""
    if not before.holds(address, path.read_bytes()):
        return False
    path.unlink()
    before.take(address, str(path))
    return True


def _files(root: str) -> Iterator[str]:
    """Yield the address of every file of a folder; quicker than `os.walk`."""
    waiting = [(root, "")]
    while waiting:
        folder, address = waiting.pop()
        with os.scandir(folder) as found:
            for one in found:
                if one.is_dir(follow_symlinks=False):
                    waiting.append((one.path, f"{address}{one.name}/"))
                else:
                    yield f"{address}{one.name}"


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
    old = output.with_name(f"{output.name}.old")
    is_first = not output.exists()
    if not is_first:
        output.rename(old)
    fresh.rename(output)
    if not is_first:
        _remove(old)


def _remove(folder: Path) -> None:
    """Remove a site, in two processes; what cannot be removed is left to the next build."""
    parts: list[str] = []
    with contextlib.suppress(OSError):
        parts += _below(str(folder), 3)
    helper = multiprocessing.get_context("fork").Process(target=_remove_all, args=(parts[::2],))
    helper.start()
    _remove_all(parts[1::2])
    helper.join()
    shutil.rmtree(folder, ignore_errors=True)


def _below(folder: str, depth: int) -> Iterator[str]:
    """Yield the folders so many levels down; never what a link leads to."""
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir(follow_symlinks=False):
                yield from _below(one.path, depth - 1) if depth > 1 else [one.path]


def _remove_all(folders: Iterable[str]) -> None:
    """Remove folders with all that is in them, quicker than `shutil` does."""
    with contextlib.suppress(OSError):
        for folder in folders:
            with os.scandir(folder) as found:
                for one in found:
                    if one.is_dir(follow_symlinks=False):
                        _remove_all([one.path])
                    else:
                        os.unlink(one.path)  # noqa: PTH108
            os.rmdir(folder)  # noqa: PTH106


def _recover(output: Path) -> None:
    """Put the earlier site back if a build was killed between the two renames of a swap."""
    old = output.with_name(f"{output.name}.old")
    if old.exists():
        if output.exists():
            shutil.rmtree(old)
        else:
            old.rename(output)
