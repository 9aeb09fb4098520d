"""1,000 draws of 5,000 institutions and 21 indicators against a bare numpy loop.

Goals: intervals and bands of all pillars and of the total, from the counts of cases to the last
number, in under 10 s; and from the same drawn values at most 5 times what a loop takes that does,
for each draw, the weighted means and the product and nothing else. It has neither missing parts nor
other weights in each draw, nor does it say what the draws mean. All run in one thread and are
measured in seconds of processor time, which other work on the machine does not lengthen.
"""

import resource
import sys
import time
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pandas as pd
import timing
from timing import Row

from scorers import method as methods
from scorers.editions import drawing, siding
from scorers.editions.book import Baseline, ScoreBook
from scorers.editions.supposing import Supposed, suppose
from scorers.index import anchors, draws, shrinkage, uncertainty
from scorers.index.uncertainty_scores import scores


METHOD = methods.read(timing.ROOT / "content" / "method" / "1.1.0.toml")
INSTITUTIONS, DRAWS = 5_000, METHOD.uncertainty.draws
AT_ONCE = 500
MOST_SECONDS, MOST_TIMES = 10.0, 5.0


def main() -> int:
    """Return 0 if the goals are met, 1 if one is missed."""
    timing.progress(f"{DRAWS:,} draws of {INSTITUTIONS:,} institutions")
    supposed = _invented()
    start = time.process_time()
    drawing.ranges(METHOD, supposed.book.indicators, supposed.book.baselines, {})
    whole = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ours, bare = _compared(supposed)
    times = ours / bare
    return timing.finish(
        [
            Row(
                f"{DRAWS:,} data draws of {INSTITUTIONS:,} x {len(METHOD.indicators)}",
                f"< {MOST_SECONDS:.0f} s",
                f"{whole:.1f} s",
                whole < MOST_SECONDS,
            ),
            Row("their memory", "", f"{peak:.0f} MB", None),
            Row(
                "the same with method draws, from drawn values / a bare numpy loop",
                f"<= {MOST_TIMES:.1f}",
                f"{times:.2f} ({ours:.2f} s / {bare:.2f} s)",
                times <= MOST_TIMES,
            ),
        ]
    )


def _invented() -> Supposed:
    """Return an edition of invented counts and values, everything measured."""
    source = np.random.default_rng(1)
    ids = [f"institution-{number}" for number in range(INSTITUTIONS)]
    tables: dict[str, pd.DataFrame] = {}
    baselines = {}
    for one in METHOD.indicators.values():
        low, high = one.anchors[0][0], one.anchors[-1][0]
        n = source.integers(10, 400, INSTITUTIONS).astype(float)
        k = np.round(n * source.beta(6, 2, INSTITUTIONS))
        estimate = source.uniform(low, high, INSTITUTIONS)
        if one.shrinks_rate:
            baselines[one.id] = Baseline(rate=0.75, is_frozen=True)
            estimate = 100 * shrinkage.rate(k, n, METHOD.strength, 0.75)
        score = anchors.apply(estimate, one.anchors)
        columns = {"count": k, "total": n, "estimate": estimate, "score": score}
        tables[one.id] = pd.DataFrame(columns, index=pd.Index(ids, name="institution_id"))
    joined = pd.concat(tables, names=["indicator_id"]).swaplevel()
    order = pd.MultiIndex.from_product([ids, list(METHOD.indicators)], names=joined.index.names)
    book: Any = SimpleNamespace(
        method=METHOD,
        indicators=joined.reindex(order),
        totals=pd.DataFrame(index=ids),
        baselines=baselines,
        beside=siding.empty(),
        drawn={},
        waits={},
    )
    return suppose(cast("ScoreBook", book))


def _compared(supposed: Supposed) -> tuple[float, float]:
    """Return what data and method draws take from drawn values on, and the loop on the same."""
    limits, space = METHOD.uncertainty, supposed.space
    sample = uncertainty.drawn(space, DRAWS, limits.seed)
    starts = [band.start for band in METHOD.bands.values()]
    ours = bare = 0.0
    for place in range(0, INSTITUTIONS, AT_ONCE):
        rows = np.arange(place, min(place + AT_ONCE, INSTITUTIONS))
        values = supposed.draws(rows, 0)
        start = time.process_time()
        for few in drawing.chunks(METHOD, np.arange(len(rows))):
            part = {
                name: {key: one[..., few] for key, one in own.items()}
                for name, own in values.items()
            }
            found = scores(space, [supposed.ids[row] for row in rows[few]], part, sample)
            for drawn in found.values():
                draws.ranged(drawn, limits.interval, starts)
        ours += time.process_time() - start
        bare += _loop({name: next(iter(own.values())) for name, own in values.items()})
    return ours, bare


def _loop(values: dict[str, np.ndarray[Any, Any]]) -> float:
    """Return the seconds of the loop, which is given scores and weights as arrays already."""
    pillars, drawn = [], []
    for pillar in METHOD.pillars.values():
        own = METHOD.of_pillar(pillar.id)
        parts = [anchors.apply(values[one.id], one.anchors) for one in own]
        shape = (DRAWS, parts[0].shape[-1])
        drawn.append(np.stack([np.broadcast_to(part, shape) for part in parts], axis=-1))
        pillars.append((np.array([float(one.weight) for one in own]), pillar.weight))
    total = np.empty(drawn[0].shape[:2])
    start = time.process_time()
    for draw in range(DRAWS):
        product = np.ones(total.shape[1])
        for scored, (weights, weight) in zip(drawn, pillars, strict=True):
            mean = (scored[draw] * weights).sum(axis=-1) / weights.sum()
            product *= np.maximum(mean, METHOD.total_floor) ** weight
        total[draw] = product
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
