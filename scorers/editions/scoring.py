"""Scores an edition: tables in, `ScoreBook` out."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from scorers import method as methods
from scorers.country import Country
from scorers.editions import flagging, inputs, measuring, rating, scope
from scorers.editions.book import ScoreBook
from scorers.editions.edition import Edition
from scorers.indicators.base import Inputs
from scorers.method import Method
from scorers.paths import Place
from scorers.records.frames import read_all
from scorers.records.schema import tables
from scorers.tallies import tally


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
        beside=measured.beside,
        flags=flagging.raised(method, known),
        evidence=measured.evidence,
        pillars=rated.pillars,
        totals=rated.totals,
        baselines=measured.baselines,
        frames=frames,
        baseline_waits={name: one.baseline for name, one in measured.waits.items()},
        drawn=measured.drawn,
        waits=measured.waits,
    )


def draws_waits(book: ScoreBook) -> bool:
    """Return whether draws from a book are made from the records: where waits have a score."""
    of_waits = [one.id for one in book.method.indicators.values() if one.estimate == "wait"]
    scored = book.indicators["score"].notna()
    scored &= book.indicators.index.get_level_values("indicator_id").isin(of_waits)
    return not book.drawn and bool(scored.any())


def drawn_again(place: Place, book: ScoreBook) -> ScoreBook:
    """Return a book with its draws, which a frozen edition's folder does not hold.

    Waits that have a score are drawn from the records again: whether these still give what
    was frozen is said by `scorers.editions.reproducing`.

    Raises:
        MethodError: The edition's method is missing or cannot be.
    """
    if not draws_waits(book):
        return book
    today = replace(book.edition, status="open", reason=None, inputs={})
    again = score(place, book.country, today, book.frames)
    if not again.totals.index.equals(book.totals.index):
        return book
    return replace(book, drawn=again.drawn, waits=again.waits)


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
    requests = frames["requests"][seen["requests"]]
    regions = dict(zip(institutions.index.tolist(), institutions["region"].tolist(), strict=True))
    return Inputs(
        institutions=institutions.loc[institutions["scored"], scope.OF_INSTITUTIONS],
        requests=requests,
        tallies=tally(scope.filed_in_window(requests, edition), country, regions, edition.cut_off),
        observations=frames["observations"][seen["observations"]],
        statistics=frames["statistics"][seen["statistics"]],
        window_start=edition.window_start,
        window_end=edition.window_end,
        cut_off=edition.cut_off,
        seen_since=scope.seen_since(edition, method),
        absence_days=method.absence_days,
        items=country.items,
        ladder=method.ladder,
        permanence_days=method.permanence_days,
        checks={one.id: tuple(one.checks) for one in method.indicators.values() if one.checks},
    )
