"""An edition as it was published: a frozen one is read from its folder and never computed again.

So its pages, downloads and explanations say what was frozen, whatever happens to the records or to
an indicator's code afterwards; `scorers.editions.reproducing` says whether the two still agree.
Names of institutions, and what the rows of the evidence say, are those of today's records.
"""

import io
from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from scorers import method as methods
from scorers.country import Country
from scorers.editions import edition as editions
from scorers.editions import inputs, measuring, releasing, scoring, siding, tabulating, trees
from scorers.editions.book import ScoreBook
from scorers.editions.edition import Edition
from scorers.editions.leaning import BaselineWait
from scorers.editions.trees import TOTAL
from scorers.exceptions import EditionError
from scorers.index import aggregate
from scorers.index.compute import climb
from scorers.method import Method
from scorers.paths import Place
from scorers.records.frames import read_all


OF_INDICATORS = [
    "state",
    "value",
    "count",
    "total",
    "estimate",
    "score",
    "interval_low",
    "interval_high",
    "sample",
    "self_reported",
    "seen_from",
    "seen_to",
]
OF_TOTALS = [
    "score",
    "low",
    "high",
    "interval_low",
    "interval_high",
    "measured_count",
    "applicable_count",
    "rated",
    "unrated",
    "bands",
    "missing",
]
OF_PILLARS = [*OF_TOTALS, "weight_available", "weight_applicable"]


def published(
    place: Place,
    country: Country,
    edition: Edition,
    frames: Mapping[str, pd.DataFrame] | None = None,
    institution_id: str | None = None,
) -> ScoreBook:
    """Return the scores of an edition: as they were frozen, or of an open one as they are today.

    Args:
        place: The checkout.
        country: Whose edition.
        edition: Which.
        frames: The tables of the country if they are read already, as `read_all` returns them.
        institution_id: Of a frozen edition read this institution and its rows alone, for whoever
            asks for one.

    Raises:
        MethodError: The edition's method is missing or cannot be.
        EditionError: A frozen edition lacks a table or has one that freezing did not write, or its
            method has changed since.
        RecordsError: A table of the records cannot be read, or holds what it must not.
    """
    inputs.require_method(place, edition)
    if frames is None:
        frames = read_all(country, institution_id if edition.is_frozen else None)
    if not edition.is_frozen:
        return scoring.score(place, country, edition, frames)
    method = methods.read(place.method(edition.method))
    folder = editions.file(place, country.id, edition.id).parent
    tables = releasing.whole(place, edition)
    frozen = method.baselines.get(country.id, {})
    pooled = {one.id for one in method.indicators.values() if one.shrinks_rate} - frozen.keys()
    if institution_id is not None:
        tables = {
            name: _narrow(table, institution_id, pooled if name == tabulating.SCORES else set())
            if name != tabulating.BASELINE_WAITS
            else table
            for name, table in tables.items()
        }
    scores = _read(folder / tabulating.SCORES, tables[tabulating.SCORES], tabulating.COLUMNS)
    baselines = measuring.baselines(
        method, _indicators(scores[scores["id"].isin(pooled | frozen.keys())]), frozen
    )
    if institution_id is not None:
        scores = scores[scores["institution_id"] == institution_id]
    _require_whole(folder / tabulating.SCORES, scores, method)
    indicators = _indicators(scores[scores["part"] == "indicator"])
    pillars = _pillars(scores[scores["part"] == "pillar"], method, indicators)
    totals = _rated(scores[scores["part"] == "total"]).set_index("institution_id")
    rows = _read(folder / tabulating.EVIDENCE, tables[tabulating.EVIDENCE], tabulating.OF_EVIDENCE)
    institutions = _institutions(country, frames["institutions"], totals.index)
    return ScoreBook(
        edition=edition,
        method=method,
        country=country,
        inputs=dict(sorted(edition.inputs.items())),
        inputs_hash=inputs.digest(edition.inputs),
        institutions=institutions,
        indicators=indicators,
        beside=_beside(folder, tables),
        evidence=_evidence(rows),
        pillars=pillars[OF_PILLARS],
        totals=totals[OF_TOTALS],
        baselines=baselines,
        frames=frames,
        baseline_waits=_baseline_waits(folder, tables, method, country),
    )


def _narrow(table: bytes, institution_id: str, indicators: Collection[str]) -> bytes:
    """Return the rows of one institution, and those of all that a pooled rate is made of."""
    header, *lines = table.splitlines(keepends=True)
    own = f"{institution_id},".encode()
    pooled = tuple(f",indicator,{one},".encode() for one in indicators)
    kept = (
        line
        for line in lines
        if line.startswith(own)
        or (b",not_measured," not in line and any(one in line for one in pooled))
    )
    return header + b"".join(kept)


def _read(path: Path, content: bytes, columns: tuple[str, ...]) -> pd.DataFrame:
    numbers = [name for name in columns if name in tabulating.NUMERIC]
    try:
        table = pd.read_csv(
            io.BytesIO(content),
            dtype={name: "float64" if name in numbers else "str" for name in columns},
            keep_default_na=False,
            na_values={name: [""] for name in numbers},
        )
    except ValueError as error:  # of pandas's parser too
        raise _unlike(path) from error
    if tuple(table.columns) != columns:
        raise _unlike(path)
    return table


def _require_whole(path: Path, scores: pd.DataFrame, method: Method) -> None:
    """Stop unless every institution has all its rows, in the order in which they are frozen."""
    block = [
        *(("indicator", one) for one in method.indicators),
        *(("pillar", one) for one in method.pillars),
        ("total", TOTAL),
    ]
    count, rest = divmod(len(scores), len(block))
    found = zip(scores["part"].tolist(), scores["id"].tolist(), strict=True)
    if rest or list(found) != block * count:
        raise _unlike(path)
    names = scores["institution_id"].to_numpy().reshape(-1, len(block))
    if (names != names[:, :1]).any():
        raise _unlike(path)


def _unlike(path: Path) -> EditionError:
    return EditionError(
        f"{path}: not as it was frozen; put the published file back (`consta reproduce` shows "
        "what differs)"
    )


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    days = {
        name: pd.to_datetime(rows[name].replace("", None), format="%Y-%m-%d").astype(
            "datetime64[s]"
        )
        for name in ("seen_from", "seen_to")
    }
    return rows.assign(self_reported=rows["self_reported"] == "true", **days)


def _indicators(rows: pd.DataFrame) -> pd.DataFrame:
    table = _typed(rows).rename(columns={"id": "indicator_id"})
    return table.set_index(["institution_id", "indicator_id"])[OF_INDICATORS]


def _pillars(rows: pd.DataFrame, method: Method, indicators: pd.DataFrame) -> pd.DataFrame:
    """Return the pillars, with the mean of what is measured where a score is withheld."""
    table = _rated(rows).rename(columns={"id": "pillar_id"})
    table = table.set_index(["institution_id", "pillar_id"])
    leaves = trees.leaves(method, indicators["score"])
    tree = trees.of_method(method)
    found = climb(tree, list(indicators.index.unique("institution_id")), leaves, tree.weights)
    mean = aggregate.rounded(np.column_stack([found[name] for name in method.pillars]).ravel())
    return table.assign(score=table["score"].where(table["rated"], mean))


def _rated(rows: pd.DataFrame) -> pd.DataFrame:
    rated = rows["state"] == "rated"
    lists = {
        name: pd.Series([tuple(cell.split()) for cell in rows[name].tolist()], index=rows.index)
        for name in ("bands", "missing")
    }
    return rows.assign(
        rated=rated,
        unrated=rows["state"].mask(rated, ""),
        measured_count=rows["measured_count"].astype("int64"),
        applicable_count=rows["applicable_count"].astype("int64"),
        **lists,
    )


def _beside(folder: Path, tables: Mapping[str, bytes]) -> pd.DataFrame:
    if tabulating.BESIDE not in tables:
        return siding.empty()
    rows = _read(folder / tabulating.BESIDE, tables[tabulating.BESIDE], tabulating.OF_BESIDE)
    return _typed(rows).set_index(siding.KEY)[siding.SHOWN]


def _baseline_waits(
    folder: Path,
    tables: Mapping[str, bytes],
    method: Method,
    country: Country,
) -> dict[str, BaselineWait]:
    """Return what shrunk waits lean on: as the method fixes it, or as it was when frozen."""
    fixed = method.baseline_waits.get(country.id, {})
    found = {name: BaselineWait(steps, is_frozen=True) for name, steps in fixed.items()}
    name = tabulating.BASELINE_WAITS
    if name in tables:
        rows = _read(folder / name, tables[name], tabulating.OF_BASELINE_WAITS)
        for one, steps in rows.groupby("indicator_id"):
            pairs = zip(steps["time"].tolist(), steps["waiting"].tolist(), strict=True)
            found[str(one)] = BaselineWait(tuple(pairs), is_frozen=False)
    return found


def _evidence(rows: pd.DataFrame) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    columns = (rows[name].tolist() for name in tabulating.OF_EVIDENCE[:3])
    for institution, indicator, row in zip(*columns, strict=True):
        found.setdefault((institution, indicator), []).append(row)
    return {key: tuple(ids) for key, ids in sorted(found.items())}


def _institutions(country: Country, table: pd.DataFrame, scored: pd.Index) -> pd.DataFrame:
    named = table.set_index("institution_id").sort_index()
    lost = scored.difference(named.index)
    if len(lost):
        raise EditionError(
            f'{country.folder / "institutions.csv"}: there is no "{lost[0]}", which a frozen '
            "edition has scored; ids never change: put its row back"
        )
    return named.assign(scored=named.index.isin(scored))
