"""What differs between two method files, or between one and what was published under its version.

A method that an edition was frozen under never changes. What it said then is kept, once a version,
in a folder beside the methods, so that whoever changes the file is told which lines to put back.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scorers.exceptions import MethodError


PUBLISHED = "published"
MOST_SHOWN = 3
LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Difference:
    """A value that is another one.

    Attributes:
        where: As messages name a place: "indicator R1: weight", "ladder: pdf".
        before, after: As JSON and TOML write them; "" where it is not there.
    """

    where: str
    before: str
    after: str


def differences(before: Path, after: Path) -> list[Difference]:
    """Return the values that differ between two method files, in the order of the first.

    Words count as well; comments, the order of the tables and the version do not.

    Raises:
        MethodError: One of the files cannot be read.
    """
    was, now = (dict(_values(_table(path), ())) for path in (before, after))
    return [
        Difference(where, was.get(where, ""), now.get(where, ""))
        for where in {**was, **now}
        if where != "version" and was.get(where) != now.get(where)
    ]


def keep(path: Path) -> None:
    """Keep what a method says, if nothing is kept of its version yet; OSError if it cannot be."""
    kept = _kept(path)
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(path.read_bytes())


def require_published(path: Path) -> None:
    """Stop if a method does not say what was published under its version.

    Raises:
        MethodError: It does not; the message names what differs, in one line.
    """
    kept = _kept(path)
    if not kept.is_file() or not path.is_file() or kept.read_bytes() == path.read_bytes():
        return
    found = differences(kept, path)
    told = [
        f"{one.where} is {_shown(one.after)} and was {_shown(one.before)}"
        for one in found[:MOST_SHOWN]
    ] or ["its comments, spaces or order differ"]
    if len(found) > MOST_SHOWN:
        told.append(f"and {len(found) - MOST_SHOWN} more")
    raise MethodError(
        f"{path}: editions were frozen under this version, which never changes, and it says "
        f"something else than {kept}: {'; '.join(told)}. Put the file back, and give what changed "
        "a version of its own"
    )


def _kept(path: Path) -> Path:
    return path.parent / PUBLISHED / path.name


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise MethodError(f"{path}: not TOML in UTF-8: {error}") from error


def _values(table: dict[str, Any], place: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _values(value, (*place, key))
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            for number, one in enumerate(value, 1):
                yield from _values(one, (*place, f"{key} {one.get('id', number)}"))
        else:
            yield ": ".join((*place, key)), repr(value)


def _shown(value: str) -> str:
    cut = value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}..."
    return cut or "not there"
