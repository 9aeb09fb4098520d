"""One version of the scoring method: what a score rests on, as data, and how it is read.

`read(path)` returns the `Method` of a file such as content/method/1.0.0.toml. No weight, anchor,
limit or word of the method stands in code.
"""

from scorers.method.differences import Difference, differences, keep, require_published
from scorers.method.flags import Flag
from scorers.method.model import (
    Band,
    Check,
    Driver,
    Indicator,
    Method,
    Minimum,
    Overlap,
    Pillar,
    State,
    Uncertainty,
)
from scorers.method.reading import read
from scorers.method.sensitivity import Alternative, Assumption, Discussed, Sensitivity


__all__ = [
    "Alternative",
    "Assumption",
    "Band",
    "Check",
    "Difference",
    "Discussed",
    "Driver",
    "Flag",
    "Indicator",
    "Method",
    "Minimum",
    "Overlap",
    "Pillar",
    "Sensitivity",
    "State",
    "Uncertainty",
    "differences",
    "keep",
    "read",
    "require_published",
]
