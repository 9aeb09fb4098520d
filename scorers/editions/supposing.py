"""The values of an edition: as they are, as drawn, and as other assumptions would give them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from scorers.editions import assuming, drawing, trees
from scorers.editions.book import ScoreBook
from scorers.editions.leaning import Leaning
from scorers.editions.siding import EXTENDED
from scorers.exceptions import EditionError
from scorers.index import draws, shrinkage
from scorers.index.uncertainty import Space
from scorers.index.uncertainty_scores import Values
from scorers.method import Method, Sensitivity
from scorers.method import sensitivity as known


Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Supposed:
    """An edition, and what is supposed of it. Arrays hold one number an institution of the book.

    Attributes:
        book: The edition.
        assumed: What is varied.
        extended: Of indicators that count cases within the legal term, the value within the term
            that the law allows to extend, in percent; NaN where it is not known.
        drawn: Of indicators that are no shrunk rate, such as waits, draws of the value: a row a
            draw, a column an institution; NaN where there are none.
        waits: What the draws of shrunk waits are made of.
    """

    book: ScoreBook
    assumed: Sensitivity
    extended: Mapping[str, Array] = field(default_factory=dict)
    drawn: Mapping[str, Array] = field(default_factory=dict)
    waits: Mapping[str, Leaning] = field(default_factory=dict)

    @cached_property
    def ids(self) -> list[str]:
        """The institutions that are scored, in the order of the book."""
        return list(self.book.totals.index)

    @property
    def parts(self) -> list[str]:
        """Every pillar, and the total."""
        return [*self.book.method.pillars, trees.TOTAL]

    @cached_property
    def space(self) -> Space:
        """What may be assumed."""
        return assuming.space(self.book.method, self.assumed, has_terms=bool(self.extended))

    def values(self, rows: Rows) -> dict[str, Values]:
        """Return the values of some institutions, by the levels of what chooses among them."""
        return {
            name: {
                key: (self._value(name, key) if any(key) else estimate)[rows]
                for key in self._keys(name)
            }
            for name, estimate in self._columns["estimate"].items()
        }

    def draws(self, rows: Rows, matrix: int) -> dict[str, Values]:
        """Return data draws of the same; matrix 0 are those of the intervals, 1 is independent.

        Draws under other levels stand in the order of the published ones, so that the levels make
        the difference and not the luck.
        """
        found: dict[str, Values] = {}
        for name, values in self.values(rows).items():
            own: dict[tuple[int, ...], Array] = {}
            for key, value in values.items():
                drawn = self._drawn(name, key, rows, matrix)
                if drawn is not None and own:
                    drawn = draws.coupled(drawn, next(iter(own.values())))
                own[key] = value if drawn is None else np.where(np.isnan(drawn), value, drawn)
            found[name] = own
        return found

    @cached_property
    def _columns(self) -> dict[str, dict[str, Array]]:
        names = ("estimate", "count", "total")
        return {name: trees.leaves(self.book.method, self.book.indicators[name]) for name in names}

    def _keys(self, name: str) -> Sequence[tuple[int, ...]]:
        """Return all levels of what chooses among the values of an indicator, zeros first."""
        counts = (self.space.levels[one] for one in self.space.valued_by[name])
        return list(product(*(range(count) for count in counts)))

    def _value(self, name: str, key: tuple[int, ...]) -> Array:
        """Return the value at other levels; NaN where there is none, or no score."""
        if name in self.book.baselines:
            return np.asarray(100 * shrinkage.rate(*self._counts(name, key)))
        if name in self.waits:
            return self._of_waits(name, key)[0]
        unknown = np.full(len(self.ids), np.nan)
        return np.where(
            np.isnan(self._columns["estimate"][name]), np.nan, self.extended.get(name, unknown)
        )

    def _counts(self, name: str, key: tuple[int, ...]) -> tuple[Array, Array, float, float]:
        """Return k, n, s and m of a shrunk rate at some levels; k is NaN without a score."""
        at = dict(zip(self.space.valued_by[name], key, strict=True))
        k, n = self._columns["count"][name], self._columns["total"][name]
        if at.get(known.TERM) and name in self.extended:
            k = np.where(np.isnan(self.extended[name]), k, self.extended[name] / 100 * n)
        scored = np.where(np.isnan(self._columns["estimate"][name]), np.nan, k)
        return scored, n, self._strength(name, key), self.book.baselines[name].rate

    def _strength(self, name: str, key: tuple[int, ...]) -> float:
        """Return s at some levels."""
        level = dict(zip(self.space.valued_by[name], key, strict=True)).get(known.STRENGTH)
        if not level:
            return self.book.method.strength
        return self.assumed.assumptions[known.STRENGTH].alternatives[level - 1].strength or 0.0

    def _of_waits(self, name: str, key: tuple[int, ...]) -> tuple[Array, Array]:
        """Return the shrunk mean wait of every institution at some levels, and draws of it."""
        strength = self._strength(name, key)
        found = self._leaned.get((name, strength))
        if found is None:
            one, method = self.waits[name], self.book.method
            is_published = strength == method.strength
            drawn = self.drawn[name] if is_published else one.drawn(method, strength)
            found = self._leaned[name, strength] = one.estimate(strength), drawn
        return found

    @cached_property
    def _leaned(self) -> dict[tuple[str, float], tuple[Array, Array]]:
        """What `_of_waits` has found already."""
        return {}

    def _drawn(self, name: str, key: tuple[int, ...], rows: Rows, matrix: int) -> Array | None:
        method = self.book.method
        if name in self.drawn:
            # Draws have no order: half a turn on, each meets other draws and assumptions.
            turn = matrix * (method.uncertainty.draws // 2)
            drawn = self._of_waits(name, key)[1] if name in self.waits else self.drawn[name]
            return np.roll(drawn[:, rows], turn, axis=0)
        if name not in self.book.baselines:
            return None
        a, b = shrinkage.parameters(*self._counts(name, key))
        own = [self.ids[row] for row in rows]
        stream = (matrix,) if matrix else ()
        return drawing.values(method, own, {name: a[rows]}, {name: b[rows]}, stream).get(name)


def suppose(book: ScoreBook, varied: Method | None = None) -> Supposed:
    """Return what is supposed of an edition; the arguments are those of `sensitivity`.

    Raises:
        EditionError: The method does not say what is varied.
    """
    method = varied or book.method
    if method.sensitivity is None:
        raise EditionError(
            f"edition {book.edition.id} of {book.country.id}: method {method.version} has no "
            "[sensitivity]; expected the version of a method that says what is varied"
        )
    return Supposed(book, method.sensitivity, _extended(book), book.drawn, book.waits)


def _extended(book: ScoreBook) -> dict[str, Array]:
    """Return the value within the extended term, where it is another one, by indicator."""
    rows = book.beside[book.beside.index.get_level_values("kind") == EXTENDED]
    values = rows["value"].droplevel("kind").unstack("indicator_id")
    return {
        str(name): values[name].reindex(book.totals.index).to_numpy(dtype=float) for name in values
    }


def parts_rated(book: ScoreBook) -> dict[str, Flags]:
    """Return of each pillar, and of the total, whether each institution is rated."""
    parts = {
        name: book.pillars["rated"].xs(name, level="pillar_id") for name in book.method.pillars
    }
    parts[trees.TOTAL] = book.totals["rated"]
    return {name: column.to_numpy(dtype=bool) for name, column in parts.items()}
