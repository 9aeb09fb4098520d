"""Scores an edition: tables in, `ScoreBook` out."""

from collections.abc import Mapping

import pandas as pd

from scorers import method as methods
from scorers.country import Country
from scorers.editions import inputs, measuring, rating, scope
from scorers.editions.book import ScoreBook
from scorers.editions.edition import Edition
from scorers.indicators.base import Inputs
from scorers.method import Method
from scorers.paths import Place
from scorers.records.frames import read_all
from scorers.records.schema import tables


def score(
    place: Place,
    country: Country,
    edition: Edition,
    frames: Mapping[str, pd.DataFrame] | None = None,
) -> ScoreBook:
    """Return the scores of an edition, as its method stands: see `inputs.require_method`.

    Args:
        place: The checkout.
        country: Whose edition.
        edition: What to score.
        frames: The tables of the country if they are read already, as `read_all` returns them.

    Raises:
        MethodError: The edition's method is missing or cannot be.
        RecordsError: A table cannot be read, or holds what it must not.
    """
    method = methods.read(place.method(edition.method))
    frames = read_all(country) if frames is None else frames
    institutions = scope.institutions(frames["institutions"], edition)
    known = inputs_of(country, edition, method, frames, institutions)
    measured = measuring.measure(method, country.id, known)
    rated = rating.rate(method, measured)
    files = inputs.digests(place, country, edition, tables(country))
    return ScoreBook(
        edition=edition,
        method=method,
        country=country,
        inputs=files,
        inputs_hash=inputs.digest(files),
        institutions=institutions,
        indicators=measured.indicators,
        evidence=measured.evidence,
        pillars=rated.pillars,
        totals=rated.totals,
        baselines=measured.baselines,
        frames=frames,
    )


def inputs_of(
    country: Country,
    edition: Edition,
    method: Method,
    frames: Mapping[str, pd.DataFrame],
    institutions: pd.DataFrame,
) -> Inputs:
    """Return what the indicators of an edition are given.

    Args:
        country: Whose edition.
        edition: Which.
        method: The edition's.
        frames: The tables of the country.
        institutions: As `scope.institutions` returns them.
    """
    seen = scope.seen(frames, edition, method)
    return Inputs(
        institutions=institutions.loc[institutions["scored"], scope.OF_INSTITUTIONS],
        requests=frames["requests"][seen["requests"]],
        observations=frames["observations"][seen["observations"]],
        statistics=frames["statistics"][seen["statistics"]],
        window_start=edition.window_start,
        window_end=edition.window_end,
        cut_off=edition.cut_off,
        seen_since=scope.seen_since(edition, method),
        absence_days=method.absence_days,
        items=country.items,
        ladder=method.ladder,
    )
