"""Who is ahead of whom, as pages may say it: like with like, and only where the method allows it.

Nothing is computed here but which pairs are asked for: the probabilities are those of
`scorers.editions.standing`, from draws that all institutions of a group share.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scorers.editions import scoring, standing
from scorers.editions.book import ScoreBook
from scorers.editions.sensitivity import varied_by
from scorers.editions.supposing import Supposed, parts_rated, suppose
from scorers.paths import Place


# Each is held against each other: of more in a group than this the table would be too big to read.
MOST_RATED = 200
FEWEST_RATED = 2


@dataclass(frozen=True, slots=True)
class Statement:
    """What can be said of two institutions.

    Attributes:
        says: "ahead" or "chance"; else why nothing can be said: "method" (it does not say how),
            "unlike" (another kind or level), "unrated" (one of them at least) or "many" (more than
            MOST_RATED like them are rated).
        first, second: Their ids; the first is the one that is more often above, if that is known.
        count: In how many of the draws it is above; 0 where nothing can be said.
    """

    says: str
    first: str
    second: str
    count: int = 0


class Standings:
    """What can be said of every two institutions of an edition.

    Attributes:
        draws: How many there are.
        needed: In how many of them one must be above to be called ahead; 0 if the method does not
            say.
    """

    def __init__(self, place: Place, book: ScoreBook) -> None:
        """Find out what is said of pairs; the draws are made when a pair is asked for.

        Raises:
            MethodError: A method of the edition's MAJOR cannot be read.
        """
        self._place, self._book = place, book
        scored = book.totals.index
        columns = book.institutions.loc[scored, ["kind", "level"]].itertuples(index=False)
        self._like = dict(zip(scored.tolist(), map(tuple, columns), strict=True))
        self._rated = {
            part: {one for one, rated in zip(scored.tolist(), flags, strict=True) if rated}
            for part, flags in parts_rated(book).items()
        }
        self._varied = varied_by(place, book.method)
        limits = self._varied.sensitivity if self._varied else None
        self.draws, self.needed = book.method.uncertainty.draws, 0
        if limits is not None:
            self.needed = next(n for n in range(self.draws + 1) if n / self.draws >= limits.ahead)

    def alike(self, ids: Sequence[str]) -> bool:
        """Return whether institutions that are scored are all of one kind and level."""
        return len({self._like[one] for one in ids}) == 1

    def statement(self, part: str, one: str, other: str) -> Statement:
        """Return what can be said of two institutions that are scored; the part: pillar or total.

        theme/static/compare.js finds its reasons in the same order.
        """
        if not self.needed:
            return Statement("method", one, other)
        if not self.alike((one, other)):
            return Statement("unlike", one, other)
        if not {one, other} <= self._rated[part]:
            return Statement("unrated", one, other)
        pairs = self._found[part]
        return pairs.get((one, other)) or pairs.get((other, one)) or Statement("many", one, other)

    def tables(self, kind: str) -> dict[str, list[dict[str, Any]]]:
        """Return the pairs of a kind for a script: of each part, a table a level.

        `ids` are institutions; `above` has a list for each but the last, of one number for each
        that comes after it: in how many draws the earlier one is above, or as a negative number
        the later one, whichever is more.
        """
        return {
            part: [
                {
                    "ids": ids,
                    "above": [
                        [self._signed(part, one, other) for other in ids[number:]]
                        for number, one in enumerate(ids[:-1], start=1)
                    ],
                }
                for ids in self._groups(part)
                if self._like[ids[0]][0] == kind
            ]
            for part in (self._rated if self.needed else ())
        }

    @cached_property
    def _found(self) -> dict[str, dict[tuple[str, str], Statement]]:
        """What is said of every pair of each part, of all groups."""
        groups = {part: list(self._groups(part)) for part in self._rated}
        found: dict[str, dict[tuple[str, str], Statement]] = {part: {} for part in groups}
        if any(groups.values()):
            again = scoring.drawn_again(self._place, self._book)
            supposed = suppose(again, self._varied)
            for part, group in groups.items():
                for ids in group:
                    found[part].update(self._pairs(supposed, part, ids))
        return found

    def _groups(self, part: str) -> Iterator[list[str]]:
        """Yield the rated institutions of each kind and level of which pairs are worked out."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for one, like in self._like.items():
            if one in self._rated[part]:
                groups.setdefault(like, []).append(one)
        yield from (one for one in groups.values() if FEWEST_RATED <= len(one) <= MOST_RATED)

    def _pairs(
        self, supposed: Supposed, part: str, ids: Sequence[str]
    ) -> Iterator[tuple[tuple[str, str], Statement]]:
        found = standing.pairs(supposed, part, ids)
        for first, second, probability, is_ahead in found.itertuples(index=False, name=None):
            says = "ahead" if is_ahead else "chance"
            count = round(probability * self.draws)
            yield (first, second), Statement(says, first, second, count)

    def _signed(self, part: str, one: str, other: str) -> int:
        said = self.statement(part, one, other)
        return said.count if said.first == one else -said.count
