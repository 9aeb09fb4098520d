"""A sentence and the rows of its table for each finding of a `Robustness`, part by part."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from scorers.country import Kind
from scorers.editions.book import ScoreBook
from scorers.editions.effects import DATA
from scorers.editions.plain import plain
from scorers.editions.robustness import Robustness
from scorers.editions.telling import Teller
from scorers.editions.trees import TOTAL
from scorers.exceptions import MethodError
from scorers.text import Text
from scorers.website import robustness_words as words
from scorers.website.views import Entry


Rows = Sequence[Mapping[str, Any]]
Finding = tuple[Rows, Text | None]


class Findings:
    """What a `Robustness` says, in both languages; `part` is a pillar's id, or "total".

    Attributes:
        limits: What was varied, and the limits of the gates.
    """

    def __init__(self, book: ScoreBook, made: Robustness, entries: Mapping[str, Entry]) -> None:
        """Take an edition, how robust it is, and its institutions as lists show them, by id.

        Raises:
            MethodError: The method does not say what is varied.
        """
        if made.varied.sensitivity is None:
            raise MethodError(f"method {made.varied.version} has no [sensitivity]")
        self._book, self._varied, self._found = book, made.varied, made.found
        self.limits, self._ranks, self._entries = made.varied.sensitivity, made.ranks, entries
        self._tell = Teller(book)
        self._names = {DATA: words.DATA, **made.found.assumptions}

    def varied(self) -> list[Text]:
        """Return by which version of the method what was varied, and what could not be."""
        found, tell = self._found, self._tell
        own = self._book.method.version
        said = (words.OWN if own == found.version else words.LATER).format(
            own=own,
            version=found.version,
            draws=tell.number(found.draws, 0),
            seed=found.seed,
        )
        if not found.unknown:
            return [said]
        return [said, words.UNKNOWN.format(names=tell.join(", ", found.unknown.values()))]

    def spans(self, part: str) -> Text:
        """Return how wide the intervals are."""
        own, tell = of_part(self._found.scores, part), self._tell
        return words.SPANS.format(
            interval=tell.short(100 * self._found.interval),
            data=tell.number((own["data_high"] - own["data_low"]).median(), 1),
            all=tell.number((own["high"] - own["low"]).median(), 1),
        )

    def shares(self, part: str) -> Text:
        """Return how many institutions stay in one band."""
        least = self._book.method.uncertainty.band_probability
        most = of_part(self._found.bands, part).groupby("institution_id")["all"].max()
        return words.SHARES.format(
            least=self._tell.short(100 * least),
            count=self._tell.number((most >= least).sum(), 0),
            rated=self._tell.number(len(most), 0),
        )

    def effects(self, part: str) -> Finding:
        """Return Sobol's indices of each assumption: name, institutions, first, total."""
        own = of_part(self._found.medians, part)
        rows = [{**row, "name": self._names[row["assumption"]]} for row in plain(own)]
        known = [row for row in rows if row["total"] is not None]
        if not known:
            return rows, words.NO_EFFECTS
        most = max(known, key=lambda row: row["total"])
        total = self._tell.number(most["total"], 2)
        return rows, words.EFFECTS.format(name=most["name"], total=total)

    def discussed(self, part: str) -> Iterator[Text]:
        """Yield what the method says of assumptions that weigh more here than its limit."""
        own = of_part(self._found.medians, part).set_index("assumption")["total"]
        for one in self.limits.discussed:
            is_much = own.get(one.assumption, 0) > self.limits.most_total_effect
            if part in one.parts and is_much:
                name = self._names[one.assumption]
                yield words.DISCUSSED.format(name=name, said=one.text)

    def kept(self, part: str) -> Finding:
        """Return the share that keeps its band or the next: name, institutions, kept."""
        rows = [
            {**row, "name": self._alternative(row["assumption"], row["alternative"])}
            for row in plain(of_part(self._found.alternatives, part))
        ]
        if not rows:
            return rows, words.NO_EFFECTS
        worst, least = min(rows, key=lambda row: row["kept"]), self.limits.least_kept
        return rows, (words.ALL_KEPT if worst["kept"] == 1 else words.KEPT).format(
            name=worst["name"],
            kept=self._tell.number(100 * worst["kept"], 1),
            least=self._tell.short(100 * least),
        )

    def left_out(self, part: str) -> Finding:
        """Return the changes without each indicator: their ends, the greatest and whose it is."""
        changes: dict[str, dict[str, float]] = {}
        for row in plain(of_part(self._found.left_out, part)):
            if row["change"] is not None:
                changes.setdefault(row["indicator"], {})[row["institution_id"]] = row["change"]
        rows: list[dict[str, Any]] = []
        for indicator, own in changes.items():
            most = max(own, key=lambda one: abs(own[one]))
            rows.append(
                {
                    "indicator": indicator,
                    "name": self._indicator(indicator),
                    "institutions": len(own),
                    "lowest": min(own.values()),
                    "highest": max(own.values()),
                    "greatest": own[most],
                    "entry": self._entries[most],
                }
            )
        if not rows:
            return rows, words.NONE_LEFT
        worst = max(rows, key=lambda row: abs(row["greatest"]))
        return rows, words.LEFT_OUT.format(
            change=self._tell.number(abs(worst["greatest"]), 1),
            indicator=worst["indicator"],
            institution=worst["entry"].name,
        )

    def weights(self, part: str) -> Finding:
        """Return what each indicator weighs and explains; no rows for too few institutions."""
        rated, least = self._found.rated[part], self.limits.least_institutions
        if rated < least:
            return [], words.FEW_FOR_WEIGHTS.format(least=least, rated=rated)
        rows = [
            {**row, "name": self._indicator(row["indicator"])}
            for row in plain(of_part(self._found.importance, part))
        ]
        known = [row for row in rows if row["correlation_ratio"] is not None]
        if not known:
            return rows, words.UNRELATED
        most = max(known, key=lambda row: row["correlation_ratio"])
        return rows, words.WEIGHTS.format(
            indicator=most["indicator"],
            ratio=self._tell.number(most["correlation_ratio"], 2),
            effective=self._tell.number(100 * most["effective"], 1),
        )

    def pairs(self, part: str) -> Finding:
        """Return correlations of pairs: is_beyond the limits, and the method's note; not of all."""
        if part == TOTAL:
            return [], None
        limits, table = self.limits, self._found.correlations
        rows = []
        for row in plain(table[table["pillar"] == part]):
            is_low = row["correlation"] < limits.least_correlation
            is_high = row["correlation"] > limits.most_correlation
            pair = {row["first"], row["second"]}
            notes = (one.text for one in self._book.method.overlaps if pair <= {*one.indicators})
            rows.append({**row, "is_beyond": is_low or is_high, "note": next(notes, None)})
        if not rows:
            return rows, words.NO_PAIRS.format(least=limits.least_institutions)
        return rows, words.PAIRS.format(
            low=self._tell.short(limits.least_correlation),
            high=self._tell.short(limits.most_correlation),
            count=sum(row["is_beyond"] for row in rows),
            pairs=len(rows),
        )

    def groups(self, part: str) -> Iterator[tuple[Kind, pd.DataFrame]]:
        """Yield each kind with enough rated institutions, and their rank intervals."""
        own = of_part(self._ranks, part)
        for kind, table in own.groupby("kind", sort=False):
            yield self._book.country.kinds[str(kind)], table

    def overlapping(self, table: pd.DataFrame) -> Text:
        """Return how many rank intervals of a group overlap with another."""
        first, last = (table[name].to_numpy() for name in ("first", "last"))
        # Each overlaps with itself.
        meets = ((first[:, None] <= last) & (last[:, None] >= first)).sum(axis=1) > 1
        return words.RANKS.format(count=int(meets.sum()), all=len(table))

    def no_ranks(self) -> Text:
        """Return where there would be rank intervals."""
        limits = self.limits
        return words.NO_RANKS.format(group=limits.least_group, least=limits.least_institutions)

    def _indicator(self, name: str) -> Text:
        return words.INDICATOR.format(id=name, name=self._book.method.indicators[name].name)

    def _alternative(self, assumption: str, alternative: str) -> Text:
        name = self._names[assumption]
        for one in self.limits.assumptions[assumption].alternatives:
            if one.id == alternative:
                return words.ALTERNATIVE.format(name=name, alternative=one.name)
        return name


def of_part(table: pd.DataFrame, part: str) -> pd.DataFrame:
    """Return the rows of a part."""
    return table[table["part"] == part]
