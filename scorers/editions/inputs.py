"""Which files an edition was scored from, and what was in them."""

import hashlib
from collections.abc import Mapping

from scorers.country import Country
from scorers.editions.edition import Edition, file
from scorers.paths import Place
from scorers.records import reading
from scorers.records.schema import Table


def digests(
    place: Place, country: Country, edition: Edition, tables: Mapping[str, Table]
) -> dict[str, str]:
    """Return the SHA-256 of every file that a score rests on, by its path below content/, sorted.

    These are the method, the edition, country.toml and all files of all tables.
    """
    paths = [
        place.method(edition.method),
        file(place, country.id, edition.id),
        country.folder / "country.toml",
        *(path for table in tables.values() for path in reading.files(country, table)),
    ]
    named = {path.relative_to(place.content).as_posix(): path for path in paths}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(named.items())
    }


def digest(inputs: Mapping[str, str]) -> str:
    """Return one SHA-256 over all files, that of the text `sha256sum` would print for them."""
    lines = "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(inputs.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
