"""The parts of a method: pillars, drivers, bands, states, indicators and the limits they share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scorers.method.sensitivity import Sensitivity
from scorers.text import Text


Steps = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Pillar:
    """A part of the total.

    Attributes:
        weight: Share of the total, 0 to 1; those of all pillars sum to 1.
        judgement: Whether the weight is a judgement of this project.
        needs_all: Indicators that must be available before the pillar is rated.
        needs_any: Indicators of which one must be available; empty for no such rule.
    """

    id: str
    name: Text
    question: Text
    weight: float
    judgement: bool
    needs_all: tuple[str, ...]
    needs_any: tuple[str, ...]


@dataclass(frozen=True)
class Driver:
    """A driver of corruption: a second view over the indicators, without a total."""

    id: str
    name: Text
    description: Text


@dataclass(frozen=True)
class Band:
    """Scores from `start` up to, but without, `end`; the last band includes its end."""

    id: str
    name: Text
    start: float
    end: float


@dataclass(frozen=True)
class State:
    """What can be said of an indicator of an institution: measured, absent, too_few..."""

    id: str
    name: Text
    text: Text


@dataclass(frozen=True)
class Overlap:
    """Indicators that are known to look at the same thing in part."""

    indicators: tuple[str, ...]
    text: Text


@dataclass(frozen=True)
class Minimum:
    """What an indicator needs before it counts.

    Attributes:
        count: Cases.
        share: Part of the whole list that must have been looked at, 0 to 1; 0 for no such rule.
        below: The state of fewer: "too_few" or "not_applicable".
        text: The same in words.
    """

    count: int
    share: float
    below: str
    text: Text


@dataclass(frozen=True)
class Check:
    """One of the things that an indicator asks of every institution, in the same words.

    Attributes:
        id: What an observation names in its column `item`; it begins with the indicator's id.
        how: How to find out, addressed to a volunteer.
    """

    id: str
    name: Text
    how: Text


@dataclass(frozen=True)
class Indicator:
    """One indicator.

    Attributes:
        weight: Integer weight inside its pillar.
        sources: The tables it is measured from: requests, statistics, observations.
        estimate: rate (share of cases), mean, wait, checks (a list looked at whole) or amount.
        shrink: Whether its rate leans on the pooled rate, or its waits on those of all.
        unit: What stands behind its value.
        places: Decimals of its value on the page.
        anchors: (value, score) pairs, values rising; scores never fall, or never rise where a lower
            value is better.
        judgement: The anchor values that are a judgement of this project.
        basis_confirmed: Whether a source at hand confirms the basis.
        basis_url: Where the basis can be read, if an address is known.
        needs: What it would take to measure it, addressed to a volunteer.
        not_applicable: When it does not apply; None if it always does.
        checks: What is looked at, where that is the same in every country; else empty.
    """

    id: str
    pillar: str
    driver: str
    weight: int
    sources: tuple[str, ...]
    estimate: str
    shrink: bool
    places: int
    anchors: tuple[tuple[float, float], ...]
    judgement: tuple[float, ...]
    minimum: Minimum
    name: Text
    unit: Text
    definition: Text
    arithmetic: Text
    basis: Text
    basis_confirmed: bool
    basis_url: str | None
    needs: Text
    not_applicable: Text | None
    checks: Mapping[str, Check]

    @property
    def lower_is_better(self) -> bool:
        """Whether scores fall as values rise."""
        return self.anchors[0][1] > self.anchors[-1][1]

    @property
    def up_to(self) -> float:
        """Where a wait is no longer looked at: the last anchor, beyond which no score changes."""
        return self.anchors[-1][0]

    @property
    def shrinks_rate(self) -> bool:
        """Whether it is a rate that leans on a baseline rate."""
        return self.shrink and self.estimate == "rate"

    @property
    def shrinks_wait(self) -> bool:
        """Whether it is a mean wait that leans on the waits of a baseline."""
        return self.shrink and self.estimate == "wait"

    @property
    def is_list(self) -> bool:
        """Whether its minimum asks for a part of a list that is known, or for all of it."""
        return self.minimum.share > 0 or bool(self.checks)

    @property
    def is_sample(self) -> bool:
        """Whether its cases are a sample, so that few of them make it provisional or flagged."""
        return self.estimate in {"rate", "mean", "wait"}


@dataclass(frozen=True)
class Uncertainty:
    """How intervals and bands are found.

    Attributes:
        draws: Data draws.
        seed: Seed of the draws, published.
        interval: Probability inside the printed interval.
        band_probability: Probability from which one band is named; below it, two neighbours.
        bands_touched: Bands that an interval may touch at most.
        band_minimum: Cases from which a single indicator may be banded.
        provisional: First and last number of cases that make a sample provisional.
        flagged: First and last number of cases that make a sample flagged.
    """

    draws: int
    seed: int
    interval: float
    band_probability: float
    bands_touched: int
    band_minimum: int
    provisional: tuple[int, int]
    flagged: tuple[int, int]


@dataclass(frozen=True)
class Method:
    """One version of the method. The mappings keep the file's order.

    Attributes:
        observation_months: Months before the cut-off after which a look is too old to count.
        absence_days: Days between two visits that make an absence a zero.
        permanence_days: Days after a find from which a look at the same address says that it lasts;
            0 where the version does not ask.
        total_floor: Least that a pillar counts in the product of the total, in score points.
        coverage_minimum: Available over applicable weight from which a pillar is rated, 0 to 1.
        judgement: Names of the limits above that are a judgement of this project.
        strength: s of the shrunk rate (k + s m) / (n + s), and cases that the baseline of waits is
            worth.
        strength_judgement: Whether s is a judgement of this project.
        ladder: Points of each form of publication, 0 to 100.
        baselines: The frozen m of each country and indicator that is a rate, 0 to 1.
        baseline_waits: The frozen curve of each country and indicator that is a wait: each time at
            which some end, in the indicator's unit, and the share that waits longer, 0 to 1.
        sensitivity: What is varied to see how much a score hangs on it; None in a version that does
            not say.
    """

    version: str
    name: Text
    observation_months: int
    absence_days: int
    permanence_days: int
    total_floor: float
    coverage_minimum: float
    judgement: tuple[str, ...]
    strength: float
    strength_judgement: bool
    uncertainty: Uncertainty
    ladder: Mapping[str, float]
    pillars: Mapping[str, Pillar]
    drivers: Mapping[str, Driver]
    bands: Mapping[str, Band]
    states: Mapping[str, State]
    overlaps: tuple[Overlap, ...]
    indicators: Mapping[str, Indicator]
    baselines: Mapping[str, Mapping[str, float]]
    baseline_waits: Mapping[str, Mapping[str, Steps]] = field(default_factory=dict)
    sensitivity: Sensitivity | None = None

    @property
    def checks(self) -> dict[str, Check]:
        """The checks of all indicators by their ids."""
        return {
            name: check for each in self.indicators.values() for name, check in each.checks.items()
        }

    def of_pillar(self, pillar_id: str) -> tuple[Indicator, ...]:
        """Return the indicators of a pillar, in the file's order."""
        return tuple(each for each in self.indicators.values() if each.pillar == pillar_id)

    def of_driver(self, driver_id: str) -> tuple[Indicator, ...]:
        """Return the indicators of a driver, in the file's order."""
        return tuple(each for each in self.indicators.values() if each.driver == driver_id)
