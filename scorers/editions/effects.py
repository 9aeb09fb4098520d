"""What draws say of an edition: intervals and bands, and the effect of each assumption on them."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorers.editions import drawing, trees
from scorers.editions.book import ScoreBook
from scorers.editions.supposing import Flags, Rows, Supposed
from scorers.index import draws, sobol, uncertainty
from scorers.index.aggregate import rounded
from scorers.index.draws import Range
from scorers.index.sobol import Indices
from scorers.index.uncertainty import Sample
from scorers.index.uncertainty_scores import Values, scores
from scorers.method.sensitivity import OF_TOTAL


Array = NDArray[np.float64]
Nodes = Mapping[str, Array]
DATA = "data"
COLUMNS = {
    "scores": ["part", "institution_id", "score", "data_low", "data_high", "low", "high"],
    "bands": ["part", "institution_id", "band", "data", "all"],
    "effects": ["part", "institution_id", "assumption", "first", "total"],
}
OF_MEDIANS = ["part", "assumption", "institutions", "first", "total"]


def tables(
    supposed: Supposed, rated: Mapping[str, Flags], told: Callable[[int], object]
) -> dict[str, pd.DataFrame]:
    """Return the tables `scores`, `bands` and `effects` of a `Sensitivity`.

    Args:
        supposed: The edition.
        rated: Of each part, whether each institution is rated.
        told: Is told of how many more institutions the draws are done.
    """
    found: dict[str, list[pd.DataFrame]] = {name: [] for name in COLUMNS}
    some = np.flatnonzero(np.any([*rated.values()], axis=0))
    for rows in drawing.chunks(supposed.book.method, some):
        for name, table in _drawn(supposed, rated, rows).items():
            found[name].append(table)
        told(len(rows))
    return {
        name: pd.concat(found[name], ignore_index=True)
        if found[name]
        else pd.DataFrame(columns=columns)
        for name, columns in COLUMNS.items()
    }


def _drawn(supposed: Supposed, rated: Mapping[str, Flags], rows: Rows) -> dict[str, pd.DataFrame]:
    """Return the rows of the tables of draws of some institutions."""
    own = [supposed.ids[row] for row in rows]
    data, all_drawn, effects = _computed(supposed, own, rows)
    starts = [band.start for band in supposed.book.method.bands.values()]
    interval = supposed.book.method.uncertainty.interval
    tables: dict[str, list[pd.DataFrame]] = {name: [] for name in COLUMNS}
    for part, flags in rated.items():
        chosen = flags[rows]
        if not chosen.any():
            continue
        ids = [name for name, is_rated in zip(own, chosen, strict=True) if is_rated]
        ranges = [draws.ranged(y[part][:, chosen], interval, starts) for y in (data, all_drawn)]
        tables["scores"].append(_scores(supposed.book, part, ids, *ranges))
        tables["bands"].append(_bands(supposed.book, part, ids, *ranges))
        for name, indices in effects[part].items():
            columns = {"first": indices.first[chosen], "total": indices.total[chosen]}
            tables["effects"].append(
                pd.DataFrame(
                    {"part": part, "institution_id": ids, "assumption": name, **columns},
                )
            )
    return {name: pd.concat(parts, ignore_index=True) for name, parts in tables.items()}


def _computed(
    supposed: Supposed, own: Sequence[str], rows: Rows
) -> tuple[Nodes, Nodes, dict[str, dict[str, Indices]]]:
    """Return the scores in the data draws and in all draws, and the effects of each assumption."""
    limits, space = supposed.book.method.uncertainty, supposed.space
    first, second = (
        uncertainty.drawn(space, limits.draws, limits.seed, stream) for stream in (0, 1)
    )
    values = [supposed.draws(rows, matrix) for matrix in (0, 1)]

    def computed(values: Mapping[str, Values], sample: Sample) -> Nodes:
        return scores(space, own, values, sample)

    a, b = computed(values[0], first), computed(values[1], second)
    effects: dict[str, dict[str, Indices]] = {part: {} for part in a if part in supposed.parts}
    for name in (DATA, *space.assumptions):
        mixed = (
            computed(values[1], first)
            if name == DATA
            else computed(values[0], uncertainty.swapped(first, second, name))
        )
        for part, found in effects.items():
            if part == trees.TOTAL or name not in OF_TOTAL:
                found[name] = sobol.indices(a[part], b[part], mixed[part])
    return computed(values[0], Sample(limits.draws)), a, effects


def _scores(
    book: ScoreBook, part: str, ids: Sequence[str], data: Range, all_drawn: Range
) -> pd.DataFrame:
    table = book.totals if part == trees.TOTAL else book.pillars.xs(part, level="pillar_id")
    return pd.DataFrame(
        {
            "part": part,
            "institution_id": ids,
            "score": table["score"].loc[list(ids)].to_numpy(),
            "data_low": rounded(data.low),
            "data_high": rounded(data.high),
            "low": rounded(all_drawn.low),
            "high": rounded(all_drawn.high),
        }
    )


def _bands(
    book: ScoreBook, part: str, ids: Sequence[str], data: Range, all_drawn: Range
) -> pd.DataFrame:
    names = list(book.method.bands)
    return pd.DataFrame(
        {
            "part": part,
            "institution_id": np.repeat(np.array(ids, dtype=object), len(names)),
            "band": names * len(ids),
            "data": data.shares.ravel(),
            "all": all_drawn.shares.ravel(),
        }
    )


def medians(effects: pd.DataFrame) -> pd.DataFrame:
    """Return the table `medians` of a `Sensitivity`, of its table `effects`."""
    found = effects.groupby(["part", "assumption"], sort=False).agg(
        institutions=("total", "count"), first=("first", "median"), total=("total", "median")
    )
    return found.reset_index()[OF_MEDIANS]
