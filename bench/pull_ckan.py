"""Prints how long a pull from a real CKAN takes beside ckanapi, and how fast its pages are parsed.

Needs a running CKAN: its address in CONSTA_CKAN and an API token in CONSTA_CKAN_TOKEN. A table of
25,000 invented requests is made there through its API, and removed at the end. Both programs are
whole processes and read it in turns; ckanapi is asked for the same columns and pages, and keeps
nothing. Beside that stands what it takes to read whole rows, as it does by itself.
"""

import contextlib
import importlib.util
import os
import re
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import timing

from scorers import country
from scorers.paths import Place
from scorers.sources import declaration, pulling
from scorers.sources.archive import replaying
from scorers.sources.pulling import Options


ROWS = 25_000
TURNS = 7
MOST_RATIO = 1.5
LEAST_ROWS = 20_000
FANTASIA = timing.ROOT / "tests" / "data" / "fantasia"
METHOD = timing.ROOT / "content" / "method"
TABLE = timing.ROOT / "tests" / "sources" / "real" / "invented_table.py"
# Loads nothing but ckanapi; its arguments are the address, the rows that must come, and pages.
READ = """
import sys
from urllib.parse import parse_qsl, urlsplit
from ckanapi import RemoteCKAN
address, rows, *pages = sys.argv[1:]
with RemoteCKAN(address) as ckan:
    asks = [dict(parse_qsl(urlsplit(page).query)) for page in pages]
    read = sum(len(ckan.action.datastore_search(**ask)["records"]) for ask in asks)
sys.exit(read != int(rows))
"""
PULL = f"pull of {ROWS:,} rows from a CKAN / ckanapi"
PARSING = "pages of a CKAN's datastore, parsed into tables"


def main() -> int:
    """Return 0 where a pull is fast enough, or where there is no CKAN to ask."""
    address, token = (os.environ.get(name) for name in ("CONSTA_CKAN", "CONSTA_CKAN_TOKEN"))
    if not address or not token:
        needs = "needs CONSTA_CKAN and CONSTA_CKAN_TOKEN"
        return timing.finish(
            [
                timing.Row(PULL, f"<= {MOST_RATIO} times", needs, met=None),
                timing.Row(PARSING, f">= {LEAST_ROWS:,} rows a second", needs, met=None),
            ]
        )
    invented = _invented()
    with timing.scratch() as folder, _table(invented.Catalogue(address, token)) as resource:
        fantasia = folder / "content" / "fantasia"
        shutil.copytree(FANTASIA, fantasia)
        shutil.copytree(METHOD, folder / "content" / "method")
        (folder / "pelican.conf.py").touch()
        invented.declare(fantasia, address.rstrip("/"), f'resource = "{resource}"')
        pages = _pulled(folder, "first")
        pulls, reads, wholes = _in_turns(folder, address, pages)
        speed = _parsing(folder)
    pulled, read, whole = (statistics.median(taken) for taken in (pulls, reads, wholes))
    return timing.finish(
        [
            timing.Row(
                what=PULL,
                goal=f"<= {MOST_RATIO} times",
                result=f"{pulled / read:.2f} times ({pulled:.2f} s, ckanapi {read:.2f} s)",
                met=pulled / read <= MOST_RATIO,
            ),
            timing.Row(
                what="the same / ckanapi reading whole rows, in pages as large",
                goal="",
                result=f"{pulled / whole:.2f} times (ckanapi {whole:.2f} s)",
                met=None,
            ),
            timing.Row(
                what=PARSING,
                goal=f">= {LEAST_ROWS:,} rows a second",
                result=f"{speed:,.0f} rows a second",
                met=speed >= LEAST_ROWS,
            ),
        ]
    )


def _invented() -> Any:
    spec = importlib.util.spec_from_file_location("invented_table", TABLE)
    if spec is None or spec.loader is None:
        raise ImportError(TABLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextlib.contextmanager
def _table(catalogue: Any) -> Iterator[str]:
    """Give the id of the resource; its data set is removed at the end."""
    name = f"bench-{os.getpid()}"
    try:
        catalogue.dataset(name)
        yield catalogue.table(name, ROWS)
    finally:
        catalogue.purge()


def _pull(folder: Path, archive: str) -> timing.Run:
    os.environ["CONSTA_ARCHIVE"] = str(folder / archive)
    content = folder / "content"
    return timing.run([*timing.CONSTA, "pull", "--content", content, "--country", "fantasia"])


def _source(folder: Path) -> tuple[Any, Any]:
    place = Place(root=timing.ROOT, content=folder / "content")
    fantasia = country.read(place.country("fantasia"))
    return fantasia, declaration.read(fantasia).systems["catalogue"]


def _pulled(folder: Path, archive: str) -> list[str]:
    """Return the addresses that a pull asks for the pages of the table."""
    _pull(folder, archive)
    fantasia, source = _source(folder)
    shelf = Options(archive=str(folder / archive), cache=folder / "cache").shelf(
        "fantasia", source.id
    )
    name = replaying.chain(shelf)[-1]
    count = (fantasia.folder / "records" / "requests" / "catalogue.csv").read_bytes().count(b"\n")
    if count != ROWS + 1:
        raise timing.ProcessError(f"{count - 1:,} rows were pulled instead of {ROWS:,}")
    return [kept.reply.address for kept in replaying.replies(shelf, name)]


def _in_turns(
    folder: Path, address: str, pages: list[str]
) -> tuple[list[float], list[float], list[float]]:
    """Return the seconds of pulls, of ckanapi with the same asks, and with whole rows."""
    read = [sys.executable, "-c", READ, address, str(ROWS)]
    whole = [re.sub("&fields=[^&]*", "", page) for page in pages]
    pulls, reads, wholes = [], [], []
    for turn in range(TURNS):
        timing.progress(f"turn {turn + 1} of {TURNS}")
        pulls.append(_pull(folder, f"turn-{turn}").seconds)
        reads.append(timing.run([*read, *pages]).seconds)
        wholes.append(timing.run([*read, *whole]).seconds)
    return pulls, reads, wholes


def _parsing(folder: Path) -> float:
    """Return the rows a second from the archive's bytes to written tables, on one core."""
    fantasia, source = _source(folder)
    options = Options(archive=str(folder / "first"), cache=folder / "cache", is_offline=True)
    taken = []
    for _ in range(TURNS):
        start = time.process_time()
        outcome = pulling.run(fantasia, source, options)
        taken.append(time.process_time() - start)
        if outcome.failure:
            raise timing.ProcessError(outcome.failure)
    return ROWS / statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
