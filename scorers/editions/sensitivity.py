"""How much the scores of an edition hang on their data and on what the method decided."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from scorers import method as methods
from scorers.editions import effects
from scorers.editions.alternatives import alternatives, left_out
from scorers.editions.book import ScoreBook
from scorers.editions.relations import correlations, importance
from scorers.editions.supposing import parts_rated, suppose
from scorers.method import Method
from scorers.paths import Place
from scorers.text import Text


@dataclass(frozen=True)
class Sensitivity:
    """How much the rated scores of an edition hang on what. Every table is plain columns.

    `part` is a pillar's id or "total"; only what is rated has rows. "Data" are the draws of cases;
    "all" are those with every assumption drawn as well, the same for all institutions. Scores are 0
    to 100, shares 0 to 1.

    Attributes:
        edition_id: Of which edition.
        version: The method whose assumptions are varied.
        draws, seed: Of the draws.
        interval: Probability inside the intervals.
        assumptions: Names of what was varied, by id, in the method's order.
        unknown: Names of what could not be, for want of a second value.
        rated: Number of rated institutions of each part.
        scores: A row a part and institution: score, data_low and data_high (of the data draws; the
            score itself where nothing is sampled), low and high (of all).
        bands: A row a part, institution and band: the share of the draws in it, data and all.
        effects: A row a part, institution and assumption, among them "data": Sobol's first and
            total index; NaN where nothing varies. Those of `OF_TOTAL` are only for the total.
        medians: The same over the rated institutions of a part: institutions of which an index is
            known, and the medians of first and total.
        alternatives: A row a part, assumption and alternative, which is "" for noise: institutions,
            and kept, the share of them whose band is the same or the one beside it when that alone
            is otherwise. Of noise it is the lowest share of all draws.
        left_out: A row a part, institution and indicator with a score: change, of the score without
            the indicator; NaN if none is then left.
        importance: A row a part and indicator: nominal and effective weight, and correlation_ratio
            with the score of the part, NaN for fewer than the least institutions.
        correlations: A row a pillar and pair of its indicators: institutions with both, and
            Pearson's correlation of their scores; none for fewer than the least institutions.
    """

    edition_id: str
    version: str
    draws: int
    seed: int
    interval: float
    assumptions: Mapping[str, Text]
    unknown: Mapping[str, Text]
    rated: Mapping[str, int]
    scores: pd.DataFrame
    bands: pd.DataFrame
    effects: pd.DataFrame
    medians: pd.DataFrame
    alternatives: pd.DataFrame
    left_out: pd.DataFrame
    importance: pd.DataFrame
    correlations: pd.DataFrame


def varied_by(place: Place, method: Method) -> Method | None:
    """Return the method that says what is varied: itself, or the latest of its MAJOR that does.

    Another MAJOR would score otherwise, METHOD section 9, and is not looked at; None if none does.
    """
    if method.sensitivity is not None:
        return method
    major = method.version.partition(".")[0]
    paths = place.method(method.version).parent.glob(f"{major}.*.toml")
    later = sorted(map(methods.read, paths), key=lambda one: [*map(int, one.version.split("."))])
    return next((one for one in reversed(later) if one.sensitivity is not None), None)


def sensitivity(
    book: ScoreBook,
    varied: Method | None = None,
    told: Callable[[int], object] = lambda _count: None,
) -> Sensitivity:
    """Return how much the rated scores of an edition hang on what.

    Args:
        book: The edition, from the records or with `scoring.drawn_again`.
        varied: The method that says what is varied, as `varied_by` returns it; else the book's.
        told: Is told of how many more institutions the draws are done.

    Raises:
        EditionError: The method does not say what is varied.
    """
    supposed = suppose(book, varied)
    rated = parts_rated(book)
    tables = effects.tables(supposed, rated, told)
    limits, space = book.method.uncertainty, supposed.space
    known = supposed.assumed.assumptions.values()
    return Sensitivity(
        edition_id=book.edition.id,
        version=(varied or book.method).version,
        draws=limits.draws,
        seed=limits.seed,
        interval=limits.interval,
        assumptions={one.id: one.name for one in known if one.id in space.assumptions},
        unknown={one.id: one.name for one in known if one.id not in space.assumptions},
        rated={part: int(flags.sum()) for part, flags in rated.items()},
        **tables,
        medians=effects.medians(tables["effects"]),
        alternatives=alternatives(supposed, rated),
        left_out=left_out(supposed, rated),
        importance=importance(supposed, rated),
        correlations=correlations(supposed),
    )
