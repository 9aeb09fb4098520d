"""What of a method could have been decided otherwise, and how much may hang on it: its parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scorers.text import Text


# What can be assumed otherwise, each in its own way.
WEIGHTS = "weights"
ANCHORS = "anchors"
PILLAR_WEIGHTS = "pillar_weights"
AGGREGATION = "aggregation"
GOALPOSTS = "goalposts"
TERM = "term"
STRENGTH = "strength"
TREE = "tree"
NOISY = (WEIGHTS, ANCHORS)
ASSUMPTIONS = (*NOISY, PILLAR_WEIGHTS, AGGREGATION, GOALPOSTS, TERM, STRENGTH, TREE)
# These say how pillars become a total, and change no pillar.
OF_TOTAL = (PILLAR_WEIGHTS, AGGREGATION, TREE)


@dataclass(frozen=True)
class Alternative:
    """Another choice than the method's.

    Attributes:
        weights: Of "pillar_weights" the weights of all pillars, of "tree" those of all drivers.
        aggregate: Of "aggregation" the mean of the total: geometric or arithmetic.
        strength: Of "strength" another s.
    """

    id: str
    name: Text
    weights: Mapping[str, float] = field(default_factory=dict, hash=False)
    aggregate: str = ""
    strength: float | None = None


@dataclass(frozen=True)
class Assumption:
    """Something that the method decides and could have decided otherwise.

    Attributes:
        id: One of ASSUMPTIONS.
        judgement: Whether what it is varied by is a judgement of this project.
        noise: Of "weights" the part of a weight by which it goes up or down, of "anchors" the part
            of the distance to the nearest anchor by which a judged one does; None for the others.
        alternatives: The other choices; none where there is noise.
    """

    id: str
    name: Text
    text: Text
    judgement: bool
    noise: float | None
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class Discussed:
    """Why a score may hang on an assumption so much: in which pillars, or in the "total"."""

    assumption: str
    parts: tuple[str, ...]
    text: Text


@dataclass(frozen=True)
class Sensitivity:
    """What is varied, and the limits of the release gates.

    Attributes:
        judgement: Names of the limits that are a judgement of this project.
        least_kept: Share of the rated institutions that must keep their band, or go to the one
            beside it, under each single alternative.
        most_total_effect: Total Sobol index above which an assumption must be discussed.
        least_correlation: Correlation of two indicators of a pillar below which the gate fails.
        most_correlation: Correlation above which there must be an overlap that names both.
        least_institutions: Institutions from which there are correlations and ranks.
        least_group: Institutions from which ranks within a group are given.
        ahead: Probability from which one institution is said to be ahead of another.
        assumptions: What is varied, by id, in the file's order.
        discussed: What is known to weigh much.
    """

    judgement: tuple[str, ...]
    least_kept: float
    most_total_effect: float
    least_correlation: float
    most_correlation: float
    least_institutions: int
    least_group: int
    ahead: float
    assumptions: Mapping[str, Assumption]
    discussed: tuple[Discussed, ...]
