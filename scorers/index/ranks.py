"""Ranks of scores."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scorers.index.aggregate import rounded


def rank(scores: ArrayLike) -> NDArray[np.float64]:
    """Return the rank of each score among those of its last axis: 1 is the highest.

    Ties share the smallest rank, NaN stays NaN. Scores are rounded to 1e-9 first, METHOD section 8,
    so that the order in which numbers were added up parts no tie.
    """
    scores = rounded(scores)
    rows = scores.reshape(-1, scores.shape[-1])
    ranks = np.full(rows.shape, np.nan)
    for row, found in zip(rows, ranks, strict=True):
        present = ~np.isnan(row)
        falling = -row[present]
        found[present] = np.searchsorted(np.sort(falling), falling, side="left") + 1
    return ranks.reshape(scores.shape)
