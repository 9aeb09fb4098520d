"""Scores an edition: tables in, `ScoreBook` out."""

from datetime import date

import pandas as pd

from scorers import method as methods
from scorers.country import Country
from scorers.editions import inputs, measuring, rating
from scorers.editions.book import ScoreBook
from scorers.editions.edition import Edition
from scorers.indicators import HISTORIES
from scorers.indicators.base import Inputs
from scorers.method import Method
from scorers.paths import Place
from scorers.records.frames import read_all
from scorers.records.schema import tables


def score(place: Place, country: Country, edition: Edition) -> ScoreBook:
    """Return the scores of an edition.

    Raises:
        MethodError: The edition's method is missing or cannot be.
        RecordsError: A table cannot be read, or holds what it must not.
    """
    method = methods.read(place.method(edition.method))
    frames = read_all(country)
    institutions = _institutions(frames["institutions"], edition)
    known = _inputs(country, edition, method, frames, institutions)
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
        history=_history(known),
        frames=frames,
    )


def _institutions(table: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    start, end = pd.Timestamp(edition.window_start), pd.Timestamp(edition.window_end)
    has_ended = table["until_on"] < start
    is_replaced = (table["successor_id"] != "") & table["until_on"].isna()
    is_later = table["since_on"] > end
    institutions = table.assign(scored=~(has_ended | is_replaced | is_later))
    return institutions.set_index("institution_id").sort_index()


def _inputs(
    country: Country,
    edition: Edition,
    method: Method,
    frames: dict[str, pd.DataFrame],
    institutions: pd.DataFrame,
) -> Inputs:
    return Inputs(
        institutions=institutions[institutions["scored"]],
        requests=frames["requests"],
        observations=frames["observations"],
        statistics=frames["statistics"],
        window_start=edition.window_start,
        window_end=edition.window_end,
        cut_off=edition.cut_off,
        seen_since=_months_before(edition.cut_off, method.observation_months),
        absence_days=method.absence_days,
        items=country.items,
        ladder=method.ladder,
    )


def _history(known: Inputs) -> dict[tuple[str, str], tuple[tuple[int, float], ...]]:
    found: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for indicator_id, history in HISTORIES.items():
        table = history(known)
        columns = (table[name].to_numpy().tolist() for name in ("institution_id", "year", "value"))
        for institution_id, year, value in zip(*columns, strict=True):
            found.setdefault((institution_id, indicator_id), []).append((year, value))
    return {key: tuple(values) for key, values in found.items()}


def _months_before(day: date, months: int) -> date:
    earlier = pd.Timestamp(day) - pd.DateOffset(months=months)
    return date(earlier.year, earlier.month, earlier.day)
