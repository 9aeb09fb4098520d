"""Freezes an edition: its scores and what they rest on are written once, and never again.

A change is a new revision in a folder of its own, with its reason; the earlier ones stay.
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from scorers import method as methods
from scorers.country import Country
from scorers.editions import edition as editions
from scorers.editions import inputs, releasing
from scorers.editions.edition import Edition, family
from scorers.editions.releasing import Release
from scorers.exceptions import EditionError
from scorers.paths import Place
from scorers.records.frames import read_all
from scorers.text import Text


FIRST = "frozen: never written again. A change is a new revision, in a folder of its own."
INPUTS = (
    "# SHA-256 of what the scores rest on: the method as it stands, and of every other file the\n"
    "# part that this edition sees. `consta reproduce` compares them."
)

EARLIER = (
    "# SHA-256 of the files of the revisions before this one, which stay as they were published."
)


def freeze(place: Place, country: Country, edition: Edition) -> Edition:
    """Return an open edition, frozen: scores.csv and evidence.csv now stand beside edition.toml.

    edition.toml, which says that it is frozen, takes its place last: whatever stops the writing,
    the edition is either open as before or frozen with both tables.

    Raises:
        EditionError: It is frozen already, or a file cannot be written.
        MethodError: Its method is not what was published under its version.
    """
    if edition.is_frozen:
        raise EditionError(
            f"edition {edition.id} of {country.id} is frozen and never rewritten; a change is a "
            "new revision: --revision --reason-es TEXT --reason-en TEXT"
        )
    inputs.require_method(place, edition)
    path = editions.file(place, country.id, edition.id)
    release = releasing.made(place, country, edition, read_all(country))
    frozen = replace(edition, status="frozen", inputs=release.inputs)
    contents = _contents(frozen, release)
    beside = {name: path.with_name(f".{name}.new") for name in contents}
    try:
        methods.keep(place.method(edition.method))
        for name, content in contents.items():
            _write(beside[name], content)
        for name, fresh in beside.items():
            fresh.replace(path.with_name(name))
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        for fresh in beside.values():
            fresh.unlink(missing_ok=True)
    return frozen


def revise(
    place: Place, country: Country, edition: Edition, reason: Text, method: str | None = None
) -> Edition:
    """Return a new revision of a frozen edition, frozen in a folder of its own.

    Args:
        place: The checkout.
        country: Whose edition.
        edition: Any revision of it; the new one follows the newest.
        reason: Why there is a new one.
        method: Version of the method, if it is another one than that of the newest revision.

    Raises:
        EditionError: The edition is open; the reason lacks words; nothing has changed since the
            newest revision; or a file cannot be written.
    """
    earlier = editions.revisions(place, country.id, edition.id)
    last = editions.read(place, country.id, earlier[-1])
    if not last.is_frozen:
        raise EditionError(
            f"edition {last.id} of {country.id} is open: freeze it; only a frozen one is revised"
        )
    if not (reason.es.strip() and reason.en.strip()):
        raise EditionError(
            "a revision needs its reason in both languages: --reason-es TEXT --reason-en TEXT"
        )
    base, number = family(last.id)
    number += 1
    revision = replace(
        last,
        id=f"{base}-r{number}",
        revision=f"r{number}",
        reason=reason,
        method=method or last.method,
        inputs={},
        earlier={},
    )
    inputs.require_method(place, last if revision.method == last.method else revision)
    release = releasing.made(place, country, revision, read_all(country))
    if _same(place, last, release):
        raise EditionError(
            f"nothing has changed since edition {last.id} of {country.id} was frozen: a new "
            "revision would say the same"
        )
    frozen = replace(
        revision, inputs=release.inputs, earlier=_files(place, country, earlier, release)
    )
    folder = editions.file(place, country.id, last.id).parent.parent
    fresh = folder / f".{frozen.id}.new"
    try:
        methods.keep(place.method(frozen.method))
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        for name, content in _contents(frozen, release).items():
            _write(fresh / name, content)
        fresh.rename(folder / frozen.id)
    except OSError as error:
        raise _unwritten(folder / frozen.id, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return frozen


def _files(place: Place, country: Country, ids: list[str], release: Release) -> dict[str, str]:
    """Return the SHA-256 of every file of some revisions."""
    files = (editions.file(place, country.id, one) for one in ids)
    names = (*release.tables, "edition.toml")
    return inputs.of_files(place, (path.with_name(name) for path in files for name in names))


def _same(place: Place, last: Edition, release: Release) -> bool:
    """Return whether a revision would say what the last one says, of the same inputs."""
    kept = releasing.kept(place, last)
    return kept.tables == release.tables and _shared(kept.inputs) == _shared(release.inputs)


def _shared(hashes: Mapping[str, str]) -> dict[str, str]:
    """Return the inputs without the edition's own file, which each revision has for itself."""
    return {path: value for path, value in hashes.items() if not path.endswith("/edition.toml")}


def _contents(edition: Edition, release: Release) -> dict[str, bytes]:
    """Return the files of a frozen edition by name, edition.toml last."""
    tables = {name: content or b"" for name, content in release.tables.items()}
    return {**tables, "edition.toml": _toml(edition).encode()}


def _toml(edition: Edition) -> str:
    lines = [
        f"# Edition {edition.id}, {FIRST}",
        "",
        f"window_start = {edition.window_start}",
        f"window_end = {edition.window_end}",
        f"cut_off = {edition.cut_off}",
        f"method = {_quoted(edition.method)}",
        f"revision = {_quoted(edition.revision)}",
        f"status = {_quoted(edition.status)}",
    ]
    if edition.reason is not None:
        words = ", ".join(f"{name} = {_quoted(edition.reason[name])}" for name in ("es", "en"))
        lines.append(f"reason = {{ {words} }}")
    for name, about in (("inputs", INPUTS), ("earlier", EARLIER)):
        hashes = getattr(edition, name)
        if hashes:
            lines += ["", about, f"[{name}]"]
            lines += [f"{_quoted(path)} = {_quoted(value)}" for path, value in hashes.items()]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """Return a TOML string; TOML escapes as JSON does, and the one more character below."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _unwritten(path: Path, error: OSError) -> EditionError:
    return EditionError(f"cannot write {error.filename or path}: {error.strerror}")
