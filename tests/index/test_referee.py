"""The engine against plain loops that share no line with it, on invented and on real values."""

import csv
import math
import os
import random
import statistics
from pathlib import Path

import numpy as np
import pytest

from scorers.index import declared
from scorers.index.compute import compute


NORMALISATIONS = [
    {"method": "min-max", "lower": 1, "upper": 100},
    {"method": "goalposts", "low": 10, "high": 60, "scale": 90},
    {"method": "z-score", "mean": 100, "sd": 15},
    {"method": "percentile-rank"},
    {"method": "distance-to-target", "target": 60, "cap": True},
    {"method": "none"},
]


def normalised(column, settings, direction):
    """Return one column by the formulas, cell by cell; None is missing."""
    method = settings["method"]
    turned = [None if cell is None else direction * cell for cell in column]
    there = [cell for cell in turned if cell is not None]
    least, most = min(there), max(there)

    def one(x):
        if method == "min-max":
            low, high = settings["lower"], settings["upper"]
            return (x - least) / (most - least) * (high - low) + low
        if method == "goalposts":
            ends = sorted([direction * settings["low"], direction * settings["high"]])
            share = (x - ends[0]) / (ends[1] - ends[0])
            return min(1, max(0, share)) * settings["scale"]
        if method == "z-score":
            z = (x - statistics.fmean(there)) / statistics.stdev(there)
            return z * settings["sd"] + settings["mean"]
        if method == "percentile-rank":
            return sum(other < x for other in there) / (len(there) - 1)
        if method == "distance-to-target":
            return min(1, (x - least) / (direction * settings["target"] - least))
        return x

    return [None if x is None else one(x) for x in turned]


def mean(node, pairs):
    """Return the mean of (score, weight) pairs, or None where too few are there."""
    there = [(score, weight) for score, weight in pairs if score is not None]
    if not there or len(there) / len(pairs) < node.get("threshold", 0):
        return None
    total = sum(weight for _, weight in there)
    if node["aggregate"] == "arithmetic":
        return sum(score * weight for score, weight in there) / total
    if node["aggregate"] == "geometric":
        return math.prod(score ** (weight / total) for score, weight in there)
    if node["aggregate"] == "harmonic":
        return total / sum(weight / score for score, weight in there)
    power = node["power"]
    return (sum(weight * score**power for score, weight in there) / total) ** (1 / power)


def climbed(tables, scores, name, unit):
    for node in tables["node"]:
        if node["id"] == name:
            children = [
                one for one in tables["node"] + tables["indicator"] if one.get("parent") == name
            ]
            pairs = [(climbed(tables, scores, one["id"], unit), one["weight"]) for one in children]
            return mean(node, pairs)
    return scores[name][unit]


def agree(tables, units, columns):
    scores = {
        one["id"]: normalised(columns[one["id"]], one["normalise"], one["direction"])
        for one in tables["indicator"]
    }
    values = {
        name: np.array([math.nan if cell is None else cell for cell in column])
        for name, column in columns.items()
    }

    found = compute(declared.tree(tables), units, values).scores

    for name, numbers in found.items():
        expected = [climbed(tables, scores, name, unit) for unit in range(len(units))]
        expected = [math.nan if number is None else number for number in expected]
        assert numbers == pytest.approx(expected, rel=1e-12, abs=1e-9, nan_ok=True), name


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric", "harmonic", "power"])
@pytest.mark.parametrize("threshold", [0, 0.66])
def test_invented_values_with_gaps_agree_with_plain_loops(aggregate, threshold):
    source = random.Random(7)
    mixed = aggregate == "arithmetic"
    choices = NORMALISATIONS if mixed else [NORMALISATIONS[0], NORMALISATIONS[5]]
    parents = {"P": "N", "Q": "N", "R": "M", "N": "Index", "M": "Index"}
    shape = {"aggregate": aggregate, "threshold": threshold}
    shape |= {"power": 0.5} if aggregate == "power" else {}
    nodes = [
        {"id": name, "parent": parent, "weight": source.uniform(1, 5), **shape}
        for name, parent in parents.items()
    ]
    indicators = [
        {
            "id": f"i{number}",
            "parent": source.choice("PQR") if number > 2 else "PQR"[number],
            "weight": source.uniform(1, 5),
            "direction": source.choice([1, -1]) if number % 2 == 0 else 1,
            "normalise": choices[number % len(choices)],
        }
        for number in range(12)
    ]
    for one in indicators:
        if one["normalise"]["method"] in ("none", "distance-to-target"):
            one["direction"] = 1
    columns = {
        one["id"]: [None if source.random() < 0.2 else source.uniform(1, 50) for _ in range(40)]
        for one in indicators
    }

    tables = {"node": [{"id": "Index", **shape}, *nodes], "indicator": indicators}

    agree(tables, [f"u{number}" for number in range(40)], columns)


@pytest.mark.recordings
@pytest.mark.skipif("CONSTA_RECORDINGS" not in os.environ, reason="needs CONSTA_RECORDINGS")
@pytest.mark.parametrize("name", ["iData_raw.csv", "iData_with_gaps.csv"])
@pytest.mark.parametrize(
    ("settings", "aggregate"),
    [
        (NORMALISATIONS[0], "arithmetic"),
        (NORMALISATIONS[0], "geometric"),
        (NORMALISATIONS[2], "harmonic"),
        (NORMALISATIONS[3], "arithmetic"),
    ],
    ids=str,
)
def test_51_countries_and_49_indicators_agree_with_plain_loops(name, settings, aggregate):
    folder = Path(os.environ["CONSTA_RECORDINGS"]).parent / "data" / "asem"
    with (folder / "iMeta.csv").open(encoding="utf-8", newline="") as file:
        meta = list(csv.DictReader(file))
    with (folder / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    tables = {
        "node": [
            {"id": row["iCode"], "aggregate": aggregate, "threshold": 0.5}
            | ({"parent": row["Parent"], "weight": float(row["Weight"])} if row["Parent"] else {})
            for row in meta
            if row["Type"] == "Aggregate"
        ],
        "indicator": [
            {
                "id": row["iCode"],
                "parent": row["Parent"],
                "weight": float(row["Weight"]),
                "direction": int(row["Direction"]),
                "normalise": settings,
            }
            for row in meta
            if row["Type"] == "Indicator"
        ],
    }
    columns = {
        one["id"]: [None if row[one["id"]] == "NA" else float(row[one["id"]]) for row in rows]
        for one in tables["indicator"]
    }
    assert (len(rows), len(columns)) == (51, 49)

    agree(tables, [row["uCode"] for row in rows], columns)
