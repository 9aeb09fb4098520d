"""The index of the full-text search: Pagefind makes it of what the pages say.

Making it takes about as long as the rest of the site, so it is kept below .cache by what it was
made of, and one whose pages say the same is put in place without Pagefind.
"""

import contextlib
import hashlib
import importlib.metadata
import json
import os
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pagefind_bin

from scorers.exceptions import SiteError
from scorers.paths import Place
from scorers.text import Text, languages
from scorers.website import addresses, earlier


FOLDER = "pagefind/"
KEPT = 3  # indexes of a country: the same one before and after a change
# What many pages repeat, and how a number comes about: it would hide what is asked for.
LEFT_OUT = "nav, details, table, form, svg, .pillars, .all, .act, .ind, .note, .cite, .letters"
# What the page of the search reads; Pagefind writes ready-made boxes too, which we do not use.
ENTRY = "pagefind-entry.json"
READ = (
    "pagefind.js",
    "pagefind-worker.js",
    ENTRY,
    "*.pagefind",
    "*.pf_meta",
    "fragment/*",
    "index/*",
)
MAIN, MAIN_END = b"<main", b"</main>"
# The largest of what is left out: without it fewer changes ask for another index.
CUT = re.compile(rb'<(details|svg|table)\b.*?</\1>|<article class="ind".*?</article>', re.DOTALL)


def fingerprint(output: Path, pages: Sequence[Text]) -> str:
    """Return that of how pages stand: while each is the file that the earlier site had, it stays.

    So what says the same need not be read to know it.
    """
    stand = ((one, os.lstat(output / addresses.file(one))) for one in _addresses(pages))
    told = repr([(address, earlier.state(found)) for address, found in stand])
    return hashlib.sha256(told.encode()).hexdigest()


def files(
    place: Place, country_id: str, output: Path, pages: Sequence[Text]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index, with their addresses, in a fixed order.

    Args:
        place: The checkout, in whose cache it is kept.
        country_id: Whose site it is.
        output: The root of that site, where the pages are written already.
        pages: What can be found.

    Raises:
        SiteError: Pagefind cannot be run, or could not make the index.
    """
    searched = _addresses(pages)
    kept = place.cache / "search" / f"{country_id}-{_digest(output, searched)}.zip"
    try:
        made = _read(kept)
    except (OSError, zipfile.BadZipFile):  # not there, or not whole
        made = _made(output, searched)
        _keep(made, kept, country_id)
    yield from ((FOLDER + name, content) for name, content in made.items())


def _said(output: Path, address: str) -> bytes:
    """Return a page of the same language with the main part of the one written, as far as asked.

    Most of what Pagefind is told to leave out is not even given to it.
    """
    text = (output / addresses.file(address)).read_bytes()
    main = text[text.index(MAIN) : text.index(MAIN_END)]
    language = address.partition("/")[0]
    head = f'<!doctype html><html lang="{language}"><meta charset="utf-8"><body>'.encode()
    return head + CUT.sub(b"", main) + MAIN_END + b"</body></html>"


def _addresses(pages: Sequence[Text]) -> list[str]:
    return [one[language] for one in pages for language in languages()]


def _digest(output: Path, searched: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in (importlib.metadata.version("pagefind_bin"), LEFT_OUT, *READ):
        digest.update(f"{part}\n".encode())
    for address in searched:
        text = _said(output, address)
        digest.update(f"{address} {len(text)}\n".encode())
        digest.update(text)
    return digest.hexdigest()


def _made(output: Path, searched: Iterable[str]) -> dict[str, bytes]:
    """Return the files of a new index by their names."""
    with tempfile.TemporaryDirectory() as scratch:
        site, index = Path(scratch, "site"), Path(scratch, "index")
        for address in searched:
            path = site / addresses.file(address)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_said(output, address))
        command = [pagefind_bin.get_executable(), "--site", site, "--output-path", index]
        options = ["--root-selector", "main", "--exclude-selectors", LEFT_OUT, "--silent"]
        try:
            subprocess.run([*command, *options], check=True, capture_output=True, text=True)  # noqa: S603 - our own program
        except subprocess.CalledProcessError as error:
            said = " ".join((error.stderr or error.stdout).split())
            raise SiteError(f"Pagefind could not make the index of the search: {said}") from error
        except OSError as error:
            raise SiteError(f"Pagefind cannot be run: {error.strerror}") from error
        paths = sorted({path for pattern in READ for path in index.glob(pattern)})
        made = {path.relative_to(index).as_posix(): path.read_bytes() for path in paths}
    # Pagefind names the languages in any order; all else is the same each time.
    made[ENTRY] = json.dumps(json.loads(made[ENTRY]), sort_keys=True).encode()
    return made


def _read(kept: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(kept) as archive:
        made = {name: archive.read(name) for name in archive.namelist()}
    os.utime(kept)  # those that are not used any more go first
    return made


def _keep(made: Mapping[str, bytes], kept: Path, country_id: str) -> None:
    """Keep an index for the next build; where nothing can be written it is made again then."""
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{os.getpid()}")  # another build may keep the same one
        with zipfile.ZipFile(fresh, "w") as archive:
            for name, content in made.items():
                archive.writestr(name, content)
        fresh.rename(kept)
        earlier = sorted(
            kept.parent.glob(f"{country_id}-*.zip"), key=lambda path: path.stat().st_mtime
        )
        for path in earlier[:-KEPT]:
            path.unlink()
