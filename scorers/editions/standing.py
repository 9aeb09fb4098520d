"""Who is ahead of whom in an edition, and where in a group each could stand: only when asked for.

There is no league table, METHOD section 1. The draws are those of data and of all assumptions; what
is assumed in a draw is so for everyone in it.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from scorers.editions.supposing import Array, Supposed, parts_rated
from scorers.exceptions import EditionError
from scorers.index import comparisons, uncertainty
from scorers.index.uncertainty_scores import scores


OF_GROUPS = ["part", "kind", "institution_id", "first", "last"]


def pairs(supposed: Supposed, part: str, ids: Sequence[str]) -> pd.DataFrame:
    """Return who is ahead of whom: columns first, second, probability and is_ahead, a row a pair.

    The first of a pair is the one that is more often above; is_ahead says whether so often that it
    may be said, by the method's `ahead`.

    Args:
        supposed: The edition, as `suppose` returns it.
        part: A pillar's id, or "total".
        ids: Rated institutions.

    Raises:
        EditionError: One is not rated in that part.
    """
    ahead = comparisons.ahead(_drawn(supposed, part, ids))
    found = []
    for one, other in combinations(range(len(ids)), 2):
        first, second = (one, other) if ahead[one, other] >= ahead[other, one] else (other, one)
        probability = float(ahead[first, second])
        found.append((ids[first], ids[second], probability, probability >= supposed.assumed.ahead))
    return pd.DataFrame(found, columns=["first", "second", "probability", "is_ahead"])


def rank_intervals(supposed: Supposed, part: str, ids: Sequence[str]) -> pd.DataFrame:
    """Return where in a group each could stand: columns institution_id, first and last, a row each.

    Args:
        supposed: The edition, as `suppose` returns it.
        part: A pillar's id, or "total".
        ids: Rated institutions, as many as the method asks for in a group.

    Raises:
        EditionError: One is not rated in that part, the group is too small, or so few institutions
            are rated at all that the method gives no ranks.
    """
    limits, rated = supposed.assumed, int(parts_rated(supposed.book)[part].sum())
    if len(ids) < limits.least_group or rated < limits.least_institutions:
        raise EditionError(
            f"no ranks of {len(ids)} of {rated} rated institutions; expected a group of "
            f"{limits.least_group} or more, and {limits.least_institutions} that are rated"
        )
    interval = supposed.book.method.uncertainty.interval
    first, last = comparisons.rank_intervals(_drawn(supposed, part, ids), interval)
    return pd.DataFrame(
        {"institution_id": list(ids), "first": first.astype(int), "last": last.astype(int)}
    )


def group_ranks(supposed: Supposed) -> pd.DataFrame:
    """Return the rank intervals of each kind with as many rated institutions as the method asks.

    Columns part, kind, institution_id, first and last, in the order of the ids: no league table.
    """
    limits, kinds = supposed.assumed, supposed.book.institutions["kind"]
    found = [pd.DataFrame(columns=OF_GROUPS)]
    for part, flags in parts_rated(supposed.book).items():
        rated = [name for name, is_rated in zip(supposed.ids, flags, strict=True) if is_rated]
        if len(rated) < limits.least_institutions:
            continue
        own = kinds.loc[rated]
        for kind, group in own.groupby(own, sort=True):
            if len(group) >= limits.least_group:
                table = rank_intervals(supposed, part, list(group.index))
                found.append(table.assign(part=part, kind=kind)[OF_GROUPS])
    return pd.concat(found[1:] or found, ignore_index=True)


def _drawn(supposed: Supposed, part: str, ids: Sequence[str]) -> Array:
    """Return the draws of a part of some institutions, a column each."""
    flags = parts_rated(supposed.book)[part]
    places = {name: place for place, name in enumerate(supposed.ids) if flags[place]}
    for name in ids:
        if name not in places:
            raise EditionError(f'"{name}" is not rated in {part} of {supposed.book.edition.id}')
    rows, limits = np.array([places[name] for name in ids]), supposed.book.method.uncertainty
    sample = uncertainty.drawn(supposed.space, limits.draws, limits.seed)
    return scores(supposed.space, ids, supposed.draws(rows, 0), sample)[part]
