"""The scores of an edition with one thing otherwise: an assumption, or without an indicator."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorers.editions import drawing, trees
from scorers.editions.supposing import Flags, Rows, Supposed
from scorers.index import bands, uncertainty
from scorers.index.aggregate import rounded
from scorers.index.uncertainty import Sample
from scorers.index.uncertainty_scores import scores
from scorers.method.sensitivity import NOISY, OF_TOTAL


Array = NDArray[np.float64]
OF_ALTERNATIVES = ["part", "assumption", "alternative", "institutions", "kept"]
OF_LEFT_OUT = ["part", "institution_id", "indicator", "change"]


def alternatives(supposed: Supposed, rated: Mapping[str, Flags]) -> pd.DataFrame:
    """Return the table `alternatives` of a `Sensitivity`.

    Args:
        supposed: The edition.
        rated: Of each part, whether each institution is rated.
    """
    found = []
    for (assumption, alternative), sample in _samples(supposed).items():
        parts = [part for part in rated if part == trees.TOTAL or assumption not in OF_TOTAL]
        kept = dict.fromkeys(parts, np.zeros(sample.count))
        for rows in _chunks(supposed, rated):
            own, values = [supposed.ids[row] for row in rows], supposed.values(rows)
            before = scores(supposed.space, own, values, Sample(1))
            after = scores(supposed.space, own, values, sample)
            for part in parts:
                chosen = rated[part][rows]
                near = _near(supposed, before[part][:, chosen], after[part][:, chosen])
                kept[part] = kept[part] + near.sum(axis=1)
        for part in parts:
            count = int(rated[part].sum())
            if count:
                found.append((part, assumption, alternative, count, kept[part].min() / count))
    return pd.DataFrame(found, columns=OF_ALTERNATIVES)


def left_out(supposed: Supposed, rated: Mapping[str, Flags]) -> pd.DataFrame:
    """Return the table `left_out` of a `Sensitivity`; the arguments are as in `alternatives`."""
    found = [pd.DataFrame(columns=OF_LEFT_OUT)]
    tree = supposed.space.tree
    for rows in _chunks(supposed, rated):
        own, values = [supposed.ids[row] for row in rows], supposed.values(rows)
        before = scores(supposed.space, own, values, Sample(1))
        for name, value in values.items():
            has = ~np.isnan(next(iter(value.values())))
            sample = Sample(1, factors={name: np.zeros(1)})
            after = scores(supposed.space, own, values, sample) if has.any() else before
            for part in (tree.parents[name], trees.TOTAL):
                chosen = np.flatnonzero(rated[part][rows] & has)
                found.append(
                    pd.DataFrame(
                        {
                            "part": part,
                            "institution_id": [own[place] for place in chosen],
                            "indicator": name,
                            "change": rounded((after[part] - before[part])[0, chosen]),
                        }
                    )
                )
    return pd.concat([table for table in found if len(table)] or found, ignore_index=True)


def _samples(supposed: Supposed) -> dict[tuple[str, str], Sample]:
    """Return the draws in which one assumption alone is otherwise, by it and its alternative."""
    space, limits = supposed.space, supposed.book.method.uncertainty
    whole = uncertainty.drawn(space, limits.draws, limits.seed)
    found = {}
    for name, one in supposed.assumed.assumptions.items():
        if name not in space.assumptions:
            continue
        if name in NOISY:
            found[name, ""] = uncertainty.only(whole, name)
        for level, other in enumerate(one.alternatives, 1):
            found[name, other.id] = uncertainty.chosen(name, level)
    return found


def _near(supposed: Supposed, before: Array, after: Array) -> Flags:
    """Return whether scores are in the same band as before, or in the one beside it."""
    starts = [band.start for band in supposed.book.method.bands.values()]
    was, now = (bands.number(rounded(one), starts) for one in (before, after))
    return np.asarray((np.abs(now - was) <= 1) & ~np.isnan(after), dtype=bool)


def _chunks(supposed: Supposed, rated: Mapping[str, Flags]) -> list[Rows]:
    rows = np.flatnonzero(np.any([*rated.values()], axis=0))
    return list(drawing.chunks(supposed.book.method, rows))
