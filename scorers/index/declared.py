"""From tables of keys and words, such as TOML gives, to a tree: what cannot be is named."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from scorers.exceptions import TreeError
from scorers.index import normalise
from scorers.index.aggregate import Array
from scorers.index.tree import Indicator, Node, Normalisation, Tree, meant


AGGREGATES = ("arithmetic", "geometric", "harmonic", "power")
NEEDED: Any = object()
# Of each normalisation its formula, and its settings with what they are where they are left out.
NORMALISATIONS: Mapping[str, tuple[Callable[..., Array], Mapping[str, Any]]] = {
    "min-max": (normalise.min_max, {"lower": 0.0, "upper": 100.0}),
    "goalposts": (normalise.goalposts, {"low": NEEDED, "high": NEEDED, "scale": 100.0}),
    "anchors": (normalise.anchored, {"points": NEEDED}),
    "z-score": (normalise.z_score, {"mean": 0.0, "sd": 1.0}),
    "percentile-rank": (normalise.percentile_rank, {}),
    "distance-to-target": (normalise.distance_to_target, {"target": NEEDED, "cap": False}),
    "none": (normalise.as_it_is, {}),
}
NODE_KEYS = ("id", "parent", "weight", "aggregate", "power", "threshold", "floor")
INDICATOR_KEYS = ("id", "parent", "weight", "direction", "normalise")


def tree(tables: Mapping[str, Any]) -> Tree:
    """Return the tree that `node` and `indicator`, two lists of tables, declare.

    Raises:
        TreeError: A key or a word is unknown or missing, a number cannot be, or it is no tree. The
            message names the node or indicator.
    """
    _known("the file", tables, ("node", "indicator"))
    return Tree(
        nodes=tuple(_node(where, table) for where, table in _listed(tables, "node")),
        indicators=tuple(_indicator(where, table) for where, table in _listed(tables, "indicator")),
    )


def _listed(tables: Mapping[str, Any], kind: str) -> list[tuple[str, Mapping[str, Any]]]:
    entries = tables.get(kind)
    if not isinstance(entries, list) or not entries:
        raise TreeError(f"there is no [[{kind}]]; expected one or more")
    found: list[tuple[str, Mapping[str, Any]]] = []
    for number, table in enumerate(entries, 1):
        if not isinstance(table, dict):
            raise TreeError(f"{kind} {number} is no table of keys and values")
        if not isinstance(table.get("id"), str) or not table["id"]:
            raise TreeError(f"{kind} {number} has no id; expected a text that is not empty")
        found.append((f'{kind} "{table["id"]}"', table))
    return found


def _node(where: str, table: Mapping[str, Any]) -> Node:
    _known(where, table, NODE_KEYS)
    aggregate = _word(where, table, "aggregate", AGGREGATES)
    power = None
    if aggregate == "power":
        power = _number(where, table, "power")
        if power == 0:
            raise TreeError(f'{where}: power is 0; that mean is aggregate = "geometric"')
    elif "power" in table:
        raise TreeError(f'{where}: power is only for aggregate = "power", not "{aggregate}"')
    threshold = _number(where, table, "threshold", 0.0)
    if not 0 <= threshold <= 1:
        raise TreeError(f"{where}: threshold is {threshold:g}; expected a share from 0 to 1")
    floor = _number(where, table, "floor") if "floor" in table else None
    if floor is not None and aggregate != "geometric":
        raise TreeError(f'{where}: floor is only for aggregate = "geometric", not "{aggregate}"')
    if floor is not None and floor <= 0:
        raise TreeError(f"{where}: floor is {floor:g}; expected more than 0")
    is_root = "parent" not in table
    return Node(
        id=table["id"],
        parent=None if is_root else _text(where, table, "parent"),
        weight=_number(where, table, "weight", 1.0 if is_root else NEEDED),
        aggregate=aggregate,
        power=power,
        threshold=threshold,
        floor=floor,
    )


def _indicator(where: str, table: Mapping[str, Any]) -> Indicator:
    _known(where, table, INDICATOR_KEYS)
    direction = _number(where, table, "direction")
    if direction not in (1, -1):
        raise TreeError(f"{where}: direction is {direction:g}; expected 1 or -1")
    return Indicator(
        id=table["id"],
        parent=_text(where, table, "parent"),
        weight=_number(where, table, "weight"),
        direction=int(direction),
        normalise=_normalisation(where, table.get("normalise"), int(direction)),
    )


def _normalisation(where: str, table: object, direction: int) -> Normalisation:
    if not isinstance(table, dict):
        raise TreeError(f'{where} has no normalise; expected a table such as {{ method = "none" }}')
    method = _word(f"{where}: normalise", table, "method", tuple(NORMALISATIONS))
    where = f"{where}: {method}"
    _, defaults = NORMALISATIONS[method]
    _known(where, table, ("method", *defaults))
    settings: dict[str, Any] = {}
    for key, default in defaults.items():
        if key == "points":
            settings[key] = _points(where, table.get(key), direction)
        elif key == "cap":
            settings[key] = table.get(key, default)
            if not isinstance(settings[key], bool):
                raise TreeError(f"{where}: cap is {settings[key]!r}; expected true or false")
        else:
            settings[key] = _number(where, table, key, default)
    if method == "goalposts":
        _rising(where, settings, "low", "high", " (direction = -1 says that lower is better)")
        low, high = (settings[key] for key in ("low", "high"))
        settings["low"], settings["high"] = (low, high) if direction > 0 else (-high, -low)
    if method == "min-max":
        _rising(where, settings, "lower", "upper")
    for key in {"scale", "sd"} & settings.keys():
        if settings[key] <= 0:
            raise TreeError(f"{where}: {key} is {settings[key]:g}; expected more than 0")
    if "target" in settings:
        settings["target"] *= direction
    return Normalisation(method=method, settings=settings)


def _rising(where: str, settings: Mapping[str, Any], low: str, high: str, hint: str = "") -> None:
    least, most = settings[low], settings[high]
    if least == most:
        raise TreeError(f"{where}: {low} and {high} are both {least:g}; expected {low} < {high}")
    if least > most:
        raise TreeError(
            f"{where}: {low} is {least:g} and {high} is {most:g}; expected {low} < {high}{hint}"
        )


def _points(where: str, points: object, direction: int) -> list[tuple[float, float]]:
    """Return anchors after direction: their values rise, their scores never fall."""
    expected = "expected points = [[value, score], [value, score], ...]"
    if not isinstance(points, list) or len(points) < 2:  # noqa: PLR2004 - a line has two ends
        raise TreeError(f"{where} has fewer than two points; {expected}")
    pairs: list[tuple[float, float]] = []
    for point in points:
        if not isinstance(point, list) or [_is_number(part) for part in point] != [True, True]:
            raise TreeError(f"{where}: {point!r} is no point; {expected}")
        pairs.append((float(point[0]), float(point[1])))
    for (value, score), (following, beyond) in pairwise(pairs):
        if following <= value:
            raise TreeError(
                f"{where}: the values of the points do not rise: {following:g} after {value:g}"
            )
        if (beyond - score) * direction < 0:
            goes = "fall" if direction > 0 else "rise"
            raise TreeError(
                f"{where}: with direction = {direction} scores must not {goes}: "
                f"{beyond:g} after {score:g}"
            )
    return pairs if direction > 0 else [(-value, score) for value, score in reversed(pairs)]


def _known(where: str, table: Mapping[str, Any], keys: Sequence[str]) -> None:
    for key in table:
        if key not in keys:
            hint = meant(key, keys) or f"; known: {', '.join(keys)}"
            raise TreeError(f'{where} has an unknown key "{key}"{hint}')


def _text(where: str, table: Mapping[str, Any], key: str) -> str:
    if not isinstance(table.get(key), str):
        raise TreeError(f"{where}: {key} is {table.get(key, 'missing')!r}; expected a text")
    return str(table[key])


def _word(where: str, table: Mapping[str, Any], key: str, known: Sequence[str]) -> str:
    if key not in table:
        raise TreeError(f"{where} has no {key}; expected one of {', '.join(known)}")
    word = table[key]
    if word not in known:
        hint = meant(str(word), known) or f"; expected one of {', '.join(known)}"
        raise TreeError(f'{where}: {key} is "{word}"{hint}')
    return str(word)


def _number(where: str, table: Mapping[str, Any], key: str, default: Any = NEEDED) -> float:
    if key not in table:
        if default is NEEDED:
            raise TreeError(f"{where} has no {key}; expected a number")
        return float(default)
    if not _is_number(table[key]):
        raise TreeError(f"{where}: {key} is {table[key]!r}; expected a number")
    return float(table[key])


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
