"""One version of the scoring method: what a score rests on, as data, and how it is read.

`read(path)` returns the `Method` of a file such as content/method/1.0.0.toml. No weight, anchor,
limit or word of the method stands in code.
"""

from scorers.method.differences import Difference, differences, keep, require_published
from scorers.method.model import (
    Band,
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


__all__ = [
    "Band",
    "Difference",
    "Driver",
    "Indicator",
    "Method",
    "Minimum",
    "Overlap",
    "Pillar",
    "State",
    "Uncertainty",
    "differences",
    "keep",
    "read",
    "require_published",
]
