"""The scores of the editions that a site shows; frozen ones as they were read once before.

Reading the tables of a frozen edition takes ten times as long as reading what came of it, which
therefore is kept below .cache with the fingerprint of all that it came from. Deleting it is always
safe. It is a pickle, like compiled templates code that runs: nobody else's belongs there.
"""

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import pandas as pd

from scorers import editions, method
from scorers.country import Country
from scorers.editions import Edition, ScoreBook, inputs
from scorers.paths import Place
from scorers.website import earlier
from scorers.website.fingerprints import Fingerprints


GIVEN = frozenset({"country", "edition", "frames", "method"})  # read anew for each build


def read(
    place: Place,
    country: Country,
    shown: Sequence[Edition],
    frames: Mapping[str, pd.DataFrame],
    fingerprints: Fingerprints,
    *,
    anew: bool,
) -> list[ScoreBook]:
    """Return the scores of some editions in their order; errors are those of `published`.

    Args:
        place: The checkout.
        country: Whose editions.
        shown: Which.
        frames: The tables of the country, as `read_all` returns them.
        fingerprints: Those of the country's site.
        anew: Use nothing that was kept.
    """
    return [
        _frozen(place, country, one, frames, fingerprints.scores(one))
        if one.is_frozen and not anew
        else editions.published(place, country, one, frames)
        for one in shown
    ]


def _frozen(
    place: Place,
    country: Country,
    edition: Edition,
    frames: Mapping[str, pd.DataFrame],
    fingerprint: str,
) -> ScoreBook:
    path = place.cache / "books" / f"{country.id}-{edition.id}.pickle"
    head = fingerprint.encode() + b"\n"
    kept = _kept(path, head)
    if kept is None:
        book = editions.published(place, country, edition, frames)
        kept = {one.name: getattr(book, one.name) for one in fields(book) if one.name not in GIVEN}
        earlier.write(path, head + pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
        return book
    inputs.require_method(place, edition)
    named = method.read(place.method(edition.method))
    return ScoreBook(country=country, edition=edition, frames=frames, method=named, **kept)


def _kept(path: Path, head: bytes) -> dict[str, Any] | None:
    """Return what is kept with this fingerprint; None if there is nothing that can be used."""
    try:
        content = path.read_bytes()
        if content.startswith(head):
            kept: dict[str, Any] = pickle.loads(memoryview(content)[len(head) :])  # noqa: S301
            return kept
    except (OSError, EOFError, ValueError, pickle.UnpicklingError):  # cut off
        pass
    return None
