"""What an edition says, in a form that can be held against another one's."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import pandas as pd

from scorers.country import Country
from scorers.editions import releasing, tabulating
from scorers.editions.edition import Edition
from scorers.editions.releasing import Release
from scorers.paths import Place


# The state of each part that says no more than a missing row does: most rows have it.
SILENT = {"indicator": "not_measured", "pillar": "coverage", "total": "pillars"}
SAID_NOTHING = {"", *SILENT.values()}

Key = tuple[str, str, str]
Cells = Mapping[str, str | None]


@dataclass(frozen=True)
class Side:
    """One of the two editions.

    Attributes:
        inputs: SHA-256 of what its scores rest on, by path below content/.
        institutions: Those that it scores.
        scores: What it says, without what is silent.
        rows: The hash of each row of the records, by institution and indicator.
    """

    edition: Edition
    inputs: Mapping[str, str]
    institutions: Collection[str]
    scores: Mapping[Key, Cells]
    rows: Mapping[tuple[str, str], Mapping[str, str]]

    def cells(self, key: Key) -> Cells:
        """Return what it says of a part of an institution; nothing if it does not score it."""
        if key in self.scores:
            return self.scores[key]
        return {"state": SILENT[key[1]]} if key[0] in self.institutions else {}


def side(
    place: Place, country: Country, edition: Edition, frames: Mapping[str, pd.DataFrame]
) -> Side:
    """Return a frozen edition as it was published, an open one as the records give it."""
    release = (
        Release(tables=releasing.whole(place, edition), inputs=edition.inputs)
        if edition.is_frozen
        else releasing.made(place, country, edition, frames)
    )
    return read(edition, release)


def read(edition: Edition, release: Release) -> Side:
    """Return an edition as its tables have it."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for institution, indicator, row, row_hash in _cells(
        release, tabulating.EVIDENCE, tabulating.OF_EVIDENCE
    ):
        rows.setdefault((institution, indicator), {})[row] = row_hash
    scores: dict[Key, Cells] = {}
    institutions: set[str] = set()
    for institution, part, name, state, score, value in _cells(
        release, tabulating.SCORES, (*tabulating.KEY, "state", "score", "value")
    ):
        institutions.add(institution)
        if state != SILENT.get(part):
            scores[institution, part, name] = {"state": state, "score": score, "value": value}
    return Side(edition, release.inputs, institutions, scores, rows)


def _cells(release: Release, table: str, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield these cells of every row of a table; a row that is cut short is filled with blanks."""
    content = release.tables[table] or b""
    lines = csv.reader(io.StringIO(content.decode("utf-8", errors="replace"), newline=""))
    header = next(lines, [])
    places = [header.index(name) if name in header else -1 for name in columns]
    chosen = itemgetter(*places)
    blanks = [""] * (len(header) + 1)
    for line in lines:
        yield chosen(line + blanks[len(line) :])


def differ(was: Cells, now: Cells) -> bool:
    """Return whether a score or state is another one; an institution without any data is silent."""
    if was.get("score") != now.get("score") and (was.get("score") or now.get("score")):
        return True
    states = {was.get("state") or "", now.get("state") or ""}
    return len(states) > 1 and not states <= SAID_NOTHING
