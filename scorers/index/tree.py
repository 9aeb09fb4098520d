"""The tree of an index as data: what it holds, and whether it can be one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from scorers.exceptions import TreeError


@dataclass(frozen=True)
class Normalisation:
    """How values become comparable.

    Attributes:
        method: A key of `declared.NORMALISATIONS`.
        settings: Its numbers, every one filled in; posts, points and target after direction.
    """

    method: str
    settings: Mapping[str, object]


@dataclass(frozen=True)
class Indicator:
    """A leaf: a column of values; direction is 1 where higher is better, -1 where lower is."""

    id: str
    parent: str
    weight: float
    direction: int
    normalise: Normalisation


@dataclass(frozen=True)
class Node:
    """A mean of its children.

    Attributes:
        id: Its name.
        parent: The node that it is a part of; the root has none.
        weight: Its weight among its siblings.
        aggregate: A key of `declared.AGGREGATES`.
        power: The exponent, where it is a power mean.
        threshold: Least share of the children that must be there.
        floor: Of a geometric mean the least that a child counts, above 0; None for no such rule.
    """

    id: str
    parent: str | None
    weight: float
    aggregate: str
    power: float | None = None
    threshold: float = 0.0
    floor: float | None = None


@dataclass(frozen=True)
class Tree:
    """A tree of any depth, in the order in which it was written.

    Raises:
        TreeError: Two have the same id, a parent is no node, there is not one root, nodes go round
            in a circle, a node has no children, or children's weights do not add up to more than 0.
    """

    nodes: Sequence[Node]
    indicators: Sequence[Indicator]

    def __post_init__(self) -> None:
        """Refuse what is no tree."""
        counts = Counter(self.ids)
        for name, count in counts.items():
            if count > 1:
                raise TreeError(f'"{name}" is the id of {count} nodes or indicators; expected one')
        self._check_parents()
        self._check_root()
        for node in self.nodes:
            if not self.children[node.id]:
                raise TreeError(f'node "{node.id}" has no children: no indicator or node in it')
        self._check_weights()

    @property
    def parts(self) -> Sequence[Indicator | Node]:
        """Everything in it: indicators, then nodes."""
        return (*self.indicators, *self.nodes)

    @property
    def ids(self) -> list[str]:
        """Every id: indicators, then nodes."""
        return [one.id for one in self.parts]

    @cached_property
    def children(self) -> Mapping[str, Sequence[str]]:
        """The ids of the children of each node."""
        found: dict[str, list[str]] = {node.id: [] for node in self.nodes}
        for one in self.parts:
            if one.parent is not None:
                found[one.parent].append(one.id)
        return found

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """The weight of everything that has a parent."""
        return {one.id: one.weight for one in self.parts if one.parent is not None}

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The parent of everything that has one."""
        return {one.id: one.parent for one in self.parts if one.parent is not None}

    @cached_property
    def root(self) -> str:
        """The id of the node without a parent."""
        return next(node.id for node in self.nodes if node.parent is None)

    @cached_property
    def levels(self) -> Mapping[str, int]:
        """The level of everything: indicators 1, a node one above its highest child."""
        found = {one.id: 1 for one in self.indicators}
        for node in self.upwards:
            found[node.id] = 1 + max(found[child] for child in self.children[node.id])
        return found

    @cached_property
    def upwards(self) -> Sequence[Node]:
        """The nodes, each after all nodes below it."""
        named = {node.id: node for node in self.nodes}
        found, waiting = [], [self.root]
        while waiting:
            name = waiting.pop()
            found.append(named[name])
            waiting += [child for child in self.children[name] if child in named]
        return found[::-1]

    def _check_parents(self) -> None:
        names = [node.id for node in self.nodes]
        known = set(names)
        leaves = {one.id for one in self.indicators}
        for one in self.parts:
            if one.parent is None or one.parent in known:
                continue
            kind = "node" if isinstance(one, Node) else "indicator"
            if one.parent in leaves:
                raise TreeError(f'{kind} "{one.id}": parent "{one.parent}" is an indicator')
            raise TreeError(
                f'{kind} "{one.id}" is an orphan: there is no node "{one.parent}"'
                + meant(one.parent, names)
            )

    def _check_root(self) -> None:
        roots = [node.id for node in self.nodes if node.parent is None]
        if len(roots) > 1:
            listed = ", ".join(f'"{name}"' for name in roots)
            raise TreeError(f"nodes {listed} have no parent; expected one root")
        parents = {node.id: node.parent for node in self.nodes}
        whole: set[str | None] = {None}
        for start in parents:
            path: list[str] = []
            name: str | None = start
            while name is not None and name not in whole:
                if name in path:
                    circle = " -> ".join(f'"{step}"' for step in [*path[path.index(name) :], name])
                    raise TreeError(f"nodes go round in a circle, a parent at each step: {circle}")
                path.append(name)
                name = parents[name]
            whole.update(path)
        if not roots:
            raise TreeError("there is no node; expected one root, a [[node]] without a parent")

    def _check_weights(self) -> None:
        for node, children in self.children.items():
            total = sum(self.weights[child] for child in children)
            if total <= 0:
                raise TreeError(
                    f'node "{node}": the weights of its children '
                    f"({', '.join(children)}) add up to {total:g}; expected more than 0"
                )
            for child in children:
                if self.weights[child] < 0:
                    raise TreeError(
                        f'node "{node}": its child "{child}" has the weight '
                        f"{self.weights[child]:g}; expected 0 or more"
                    )


def meant(word: str, known: Sequence[str]) -> str:
    """Return the near match to add to a message, or nothing: '; did you mean "Index"?'."""
    folded = {each.casefold(): each for each in known}
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f'; did you mean "{folded[close[0]]}"?' if close else ""
