"""Everything that an edition says about every institution."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorers.country import Country
from scorers.editions.edition import Edition
from scorers.editions.leaning import BaselineWait, Leaning
from scorers.method import Method


@dataclass(frozen=True)
class Baseline:
    """The rate that a country's shrunk rates lean on.

    Attributes:
        rate: m, 0 to 1.
        is_frozen: Whether the method fixes it; else it is the pooled rate of this very edition, and
            moves with the cases of all institutions.
    """

    rate: float
    is_frozen: bool


@dataclass(frozen=True)
class ScoreBook:
    """The scores of an edition. All scores are 0 to 100; NaN is unknown and never zero.

    Attributes:
        edition: What was scored.
        method: How.
        country: Whose institutions.
        inputs: SHA-256 of each file that was read, by its path below content/, sorted by path.
        inputs_hash: SHA-256 over all of them.
        institutions: The table institutions, indexed by institution_id, and `scored` (False for a
            body that ended before the window, began after it, or has a successor and no day of its
            end). What is not scored has no row in the tables below.
        indicators: One row an institution and indicator, of the method's 21, in the method's order.
            state: measured, absent, too_few, not_measured or not_applicable.
            value: In the indicator's unit, as counted; NaN unless measured or absent.
            estimate: The value that the score was read from: the shrunk rate or mean wait of a
                shrunk indicator, else the value; NaN without a score.
            count, total: The k and n of the value, or the amounts that it is made of. Where there
                are too few and the minimum asks for a list or a share of it: how much of the list
                was looked at, and its length.
            score: NaN unless measured or absent.
            interval_low, interval_high: The score's interval; NaN where there is no sampling.
            sample: "provisional" or "flagged" for few cases, else "".
            self_reported: Whether the institution counted itself.
            seen_from, seen_to: First and last day that the evidence speaks of.
        beside: What stands beside the scored values, one row an institution, indicator and kind:
            "requests" or "statistics" where both tell the indicator and that one is not scored;
            "extended" or "most_days" where requests would give another value if a lawful extension,
            or days of which it is unclear, counted in the term. Columns as of indicators: state,
            value, count, total, self_reported, seen_from, seen_to.
        evidence: Row ids by (institution_id, indicator_id); only where there are any.
        pillars: One row an institution and pillar.
            score: Over what is measured; NaN if nothing is. Print it only if `rated`.
            low, high: The score if all that is unknown were 0, or 100.
            interval_low, interval_high: Of the data draws; NaN where nothing is sampled.
            weight_available, weight_applicable: In the weights of the indicators.
            measured_count, applicable_count: Indicators.
            rated: Whether there is enough evidence.
            unrated: Why not: "coverage", "required" or "interval"; "" if rated.
            bands: Ids of one band, or two neighbours, the lower first; empty if not rated.
            missing: Ids of the applicable indicators that have no score.
        totals: One row an institution; columns as of pillars, without weights, and
            score: NaN unless rated.
            unrated: "pillars" or "interval"; "" if rated.
            missing: Ids of the pillars that are not rated.
        baselines: m of every shrunk rate of which a case is known.
        frames: The typed tables by name.
        baseline_waits: What every shrunk wait leans on of which a case is known.
        drawn: Draws of the value of indicators that are no shrunk rate, such as waits: a row a
            draw, a column an institution; NaN without a score. Empty where the edition was read
            from its folder.
        waits: What these draws of shrunk waits are made of. Empty likewise.
    """

    edition: Edition
    method: Method
    country: Country
    inputs: Mapping[str, str]
    inputs_hash: str
    institutions: pd.DataFrame
    indicators: pd.DataFrame
    beside: pd.DataFrame
    evidence: Mapping[tuple[str, str], tuple[str, ...]]
    pillars: pd.DataFrame
    totals: pd.DataFrame
    baselines: Mapping[str, Baseline]
    frames: Mapping[str, pd.DataFrame]
    baseline_waits: Mapping[str, BaselineWait] = field(default_factory=dict)
    drawn: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    waits: Mapping[str, Leaning] = field(default_factory=dict)
