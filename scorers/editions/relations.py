"""How the indicators of an edition go together, and which of them its scores follow."""

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from scorers.editions import trees
from scorers.editions.supposing import Flags, Supposed
from scorers.index import importance as engine
from scorers.index.compute import Computed


OF_IMPORTANCE = ["part", "indicator", "nominal", "effective", "correlation_ratio"]
OF_CORRELATIONS = ["pillar", "first", "second", "institutions", "correlation"]


def importance(supposed: Supposed, rated: Mapping[str, Flags]) -> pd.DataFrame:
    """Return the table `importance` of a `Sensitivity`: of every part that anything is rated in.

    Args:
        supposed: The edition.
        rated: Of each part, whether each institution is rated.
    """
    book, found = supposed.book, []
    scores = trees.leaves(book.method, book.indicators["score"])
    for part, flags in rated.items():
        if not flags.any():
            continue
        is_total = part == trees.TOTAL
        whole = book.totals if is_total else book.pillars.xs(part, level="pillar_id")
        tree = trees.of_method(book.method) if is_total else trees.of_pillar(book.method, part)
        known = {**scores, part: whole["score"].to_numpy()}
        chosen = Computed({name: column[flags] for name, column in known.items()}, notices=())
        is_enough = flags.sum() >= supposed.assumed.least_institutions
        found += [
            (part, one.id, one.nominal, one.effective, one.correlation_ratio)
            if is_enough
            else (part, one.id, one.nominal, one.effective, np.nan)
            for one in engine.importance(tree, chosen)
        ]
    return pd.DataFrame(found, columns=OF_IMPORTANCE)


def correlations(supposed: Supposed) -> pd.DataFrame:
    """Return the table `correlations` of a `Sensitivity`."""
    method, found = supposed.book.method, []
    scores = trees.leaves(method, supposed.book.indicators["score"])
    for pillar_id in method.pillars:
        own = [one.id for one in method.of_pillar(pillar_id)]
        for first, second in combinations(own, 2):
            x, y = scores[first], scores[second]
            both = ~(np.isnan(x) | np.isnan(y))
            x, y = x[both], y[both]
            is_enough = len(x) >= supposed.assumed.least_institutions
            # Of a column of one number there is no correlation.
            if is_enough and x.min() < x.max() and y.min() < y.max():
                r = float(np.corrcoef(x, y)[0, 1])
                found.append((pillar_id, first, second, len(x), r))
    return pd.DataFrame(found, columns=OF_CORRELATIONS)
