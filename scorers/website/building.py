"""Builds the whole site beside the earlier one and puts it in its place when it is complete.

A build that fails or is killed leaves the earlier site as it was.
"""

import contextlib
import fcntl
import gc
import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pelican
from pelican.log import console, init
from pelican.settings import read_settings

from scorers.country import Country
from scorers.exceptions import SiteError
from scorers.paths import Place
from scorers.website.generator import COUNTS


@dataclass(frozen=True)
class Built:
    """What was built: the folder, and how many pages and other files it holds."""

    output: Path
    pages: int
    files: int


def build(place: Place, country: Country, output: Path) -> Built:
    """Return what was built into `output`, which then holds the new site and nothing else.

    Raises:
        SiteError: Something cannot be written, a text lacks its twin, or a page is missing.
    """
    fresh = output.with_name(f"{output.name}.new")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with _alone(output), _without_collector():
            _recover(output)
            shutil.rmtree(fresh, ignore_errors=True)
            try:
                fresh.mkdir()
                pages, files = _run(place, country, fresh)
                _swap(fresh, output)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise SiteError(f"cannot write {error.filename or output}: {error.strerror}") from error
    return Built(output=output, pages=pages, files=files)


class _Heard(logging.Handler):
    """Keeps what Pelican logs, which says the file that an error is in."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(" ".join(record.getMessage().split()))


def _run(place: Place, country: Country, fresh: Path) -> tuple[int, int]:
    """Return how many pages and other files Pelican has made in `fresh`."""
    heard = _Heard()
    init(level=logging.WARNING, fatal="errors", handler=heard, name="pelican")
    logging.getLogger("pelican").handlers = [heard]
    console.quiet = True  # the command line says what was built
    overrides: dict[str, Any] = {
        "PATH": str(country.folder),
        "OUTPUT_PATH": str(fresh),
        "THEME": str(place.theme),
        "CONSTA_COUNTRY": country.id,
        "CONSTA_CONTENT": str(place.content),
    }
    settings = read_settings(str(place.root / "pelican.conf.py"), override=overrides)
    try:
        pelican.Pelican(settings).run()
    except RuntimeError as error:  # Pelican has logged an error, which counts as a failed build
        said = heard.messages[-1] if heard.messages else str(error)
        raise SiteError(f"Pelican could not build the site: {said}") from error
    counts: tuple[int, int] = settings[COUNTS]
    return counts


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
