"""What changed between two editions of a country, and why.

Of a frozen edition its published tables are compared, of an open one what the records give. Causes
are found indicator by indicator, from the rows that it rests on before and after:

- method: the method differs, and the later edition's rows give something else under the earlier
  method. Only then; and if that is all, it is the only cause.
- new evidence: rows that the earlier edition did not rest on.
- correction: rows of both editions whose cells differ; rows of the earlier one that are no longer
  in the records; rows that no longer count although the later edition sees them and no new row
  takes their place; or the same rows, where what changed is the country's list of items or what
  kind of institution it is.
- deadline passed: rows that the later edition no longer sees, since its window or the horizon of
  its looks has moved on; or the same rows seen from a later day.
- baseline: the same rows and value, shrunk to a pooled rate that others have moved.

A pillar or total has the causes of its parts. What a row said before it was corrected is not
known, only that it was another text: so causes are told apart, not added up.
"""

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

import pandas as pd

from scorers import method as methods
from scorers.country import Country
from scorers.editions import releasing, scope, tabulating
from scorers.editions.edition import Edition
from scorers.editions.evidence import KEYS
from scorers.editions.releasing import Release
from scorers.exceptions import MethodError
from scorers.method import Method
from scorers.paths import Place
from scorers.text import Text


CAUSES = {
    "evidence": Text(es="nueva evidencia", en="new evidence"),
    "correction": Text(es="corrección", en="correction"),
    "deadline": Text(es="plazo vencido", en="deadline passed"),
    "baseline": Text(es="tasa conjunta", en="baseline"),
    "method": Text(es="método", en="method"),
}
CSV_COLUMNS = (
    *tabulating.KEY,
    "state_before",
    "state_after",
    "score_before",
    "score_after",
    "causes",
    "rows_added",
    "rows_corrected",
    "rows_passed",
)
# The state of each part that says no more than a missing row does: most rows have it.
SILENT = {"indicator": "not_measured", "pillar": "coverage", "total": "pillars"}
SAID_NOTHING = {"", *SILENT.values()}

Key = tuple[str, str, str]
Cells = Mapping[str, str | None]


@dataclass(frozen=True)
class Change:
    """A score or state that is another one than before.

    Attributes:
        institution_id: Whose.
        part: indicator, pillar or total.
        id: Of the indicator or pillar, or "total".
        state_before, state_after: As in scores.csv; "" where the institution is not scored.
        score_before, score_after: None where there is none.
        causes: Keys of CAUSES, in its order.
        rows_added, rows_corrected, rows_passed: Rows of the records behind the first three causes;
            of a pillar or total, those of its indicators.
    """

    institution_id: str
    part: str
    id: str
    state_before: str
    state_after: str
    score_before: float | None
    score_after: float | None
    causes: tuple[str, ...]
    rows_added: int
    rows_corrected: int
    rows_passed: int


@dataclass(frozen=True)
class _Side:
    """One of the two editions.

    Attributes:
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


def compare(
    place: Place,
    country: Country,
    before: Edition,
    after: Edition,
    frames: Mapping[str, pd.DataFrame],
) -> list[Change]:
    """Return what changed from one edition to another, by institution in the order of scores.csv.

    Args:
        place: The checkout.
        country: Whose editions.
        before: The earlier one.
        after: The later one.
        frames: The tables of the country, as `read_all` returns them.

    Raises:
        EditionError: A frozen edition lacks its tables.
        MethodError: The method of one of them is missing or cannot be.
    """
    first, second = (_side(place, country, one, frames) for one in (before, after))
    later = methods.read(place.method(after.method))
    same = _under_method_of(place, country, first, second, frames)
    seen = _seen(frames, after, later)
    moved = (before.window_start, before.window_end, before.cut_off) != (
        after.window_start,
        after.window_end,
        after.cut_off,
    )
    order = {name: at for at, name in enumerate((*later.indicators, *later.pillars, "total"))}
    changes: list[Change] = []
    by_part: dict[tuple[str, str], Change] = {}
    for key in sorted(
        {*first.scores, *second.scores}, key=lambda key: (key[0], order.get(key[2], -1), key[2])
    ):
        was, now = first.cells(key), second.cells(key)
        if not _differ(was, now):
            continue
        if key[1] == "indicator":
            rows = _rows(first, second, key, seen)
            causes = _causes(key, first, second, same, rows, moved=moved, method=later)
        else:
            parts = _parts(later, key, by_part)
            rows = _Rows(
                sum(one.rows_added for one in parts),
                sum(one.rows_corrected for one in parts),
                sum(one.rows_passed for one in parts),
            )
            causes = {cause for one in parts for cause in one.causes}
            if same is not None and _differ(same.cells(key), now):
                causes.add("method")
            causes = causes or {"deadline" if moved else "correction"}
        change = Change(
            institution_id=key[0],
            part=key[1],
            id=key[2],
            state_before=was.get("state") or "",
            state_after=now.get("state") or "",
            score_before=_number(was.get("score")),
            score_after=_number(now.get("score")),
            causes=tuple(cause for cause in CAUSES if cause in causes),
            rows_added=rows.added,
            rows_corrected=rows.corrected,
            rows_passed=rows.passed,
        )
        changes.append(change)
        by_part[key[0], key[2]] = change
    return changes


def changes_csv(changes: Collection[Change]) -> str:
    """Return the changes as CSV, in the number format of scores.csv; a missing score is blank."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for one in changes:
        scores = (one.score_before, one.score_after)
        writer.writerow(
            (
                one.institution_id,
                one.part,
                one.id,
                one.state_before,
                one.state_after,
                *("" if score is None else tabulating.written(score) for score in scores),
                " ".join(one.causes),
                one.rows_added,
                one.rows_corrected,
                one.rows_passed,
            )
        )
    return text.getvalue()


@dataclass(frozen=True)
class _Rows:
    added: int
    corrected: int
    passed: int


def _side(
    place: Place, country: Country, edition: Edition, frames: Mapping[str, pd.DataFrame]
) -> _Side:
    release = (
        Release(tables=releasing.whole(place, edition), inputs=edition.inputs)
        if edition.is_frozen
        else releasing.made(place, country, edition, frames)
    )
    return _read(edition, release)


def _read(edition: Edition, release: Release) -> _Side:
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
    return _Side(edition, release.inputs, institutions, scores, rows)


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


def _under_method_of(
    place: Place,
    country: Country,
    first: _Side,
    second: _Side,
    frames: Mapping[str, pd.DataFrame],
) -> _Side | None:
    """Return what the later edition says under the earlier method; None if they share theirs.

    What it says is nothing where that is not known.
    """
    names = [f"method/{side.edition.method}.toml" for side in (first, second)]
    if names[0] == names[1]:
        if first.inputs.get(names[0]) == second.inputs.get(names[1]):
            return None
        # One version whose file has changed: what it said before is not known.
        return _Side(second.edition, {}, (), {}, {})
    earlier = replace(second.edition, method=first.edition.method)
    try:
        release = releasing.made(place, country, earlier, frames)
    except MethodError:
        return _Side(earlier, {}, (), {}, {})
    return _read(earlier, release)


def _seen(frames: Mapping[str, pd.DataFrame], edition: Edition, method: Method) -> dict[str, bool]:
    """Return, for the id of every row of the records, whether an edition sees it."""
    rows = scope.seen(frames, edition, method)
    return {
        name: is_seen
        for table, key in KEYS.items()
        for name, is_seen in zip(frames[table][key].tolist(), rows[table].tolist(), strict=True)
    }


def _rows(first: _Side, second: _Side, key: Key, seen: Mapping[str, bool]) -> _Rows:
    was = first.rows.get((key[0], key[2]), {})
    now = second.rows.get((key[0], key[2]), {})
    added = sum(name not in was for name in now)
    changed = sum(name in now and now[name] != text for name, text in was.items())
    gone = [name for name in was if name not in now]
    withdrawn = sum(name not in seen for name in gone)
    passed = sum(seen.get(name) is False for name in gone)
    # A row that is there and seen and no longer counts has given way to a newer one, if any.
    replaced = 0 if added else len(gone) - withdrawn - passed
    return _Rows(added=added, corrected=changed + withdrawn + replaced, passed=passed)


def _causes(
    key: Key,
    first: _Side,
    second: _Side,
    same: _Side | None,
    rows: _Rows,
    *,
    moved: bool,
    method: Method,
) -> set[str]:
    was, now = first.cells(key), second.cells(key)
    causes: set[str] = set()
    if same is not None:
        under = same.cells(key)
        if not under or _differ(under, now):
            causes.add("method")
        if under and not _differ(was, under):
            return causes  # the rows alone would have changed nothing
    if rows.added:
        causes.add("evidence")
    if rows.corrected:
        causes.add("correction")
    if rows.passed:
        causes.add("deadline")
    if causes:
        return causes
    indicator = method.indicators.get(key[2])
    if indicator and indicator.shrink and was.get("value") == now.get("value"):
        return {"baseline"}
    return {"deadline" if moved else "correction"}


def _parts(method: Method, key: Key, changes: Mapping[tuple[str, str], Change]) -> list[Change]:
    names = (
        list(method.pillars)
        if key[1] == "total"
        else [one.id for one in method.indicators.values() if one.pillar == key[2]]
    )
    return [changes[key[0], name] for name in names if (key[0], name) in changes]


def _differ(was: Cells, now: Cells) -> bool:
    """Return whether a score or state is another one; an institution without any data is silent."""
    if was.get("score") != now.get("score") and (was.get("score") or now.get("score")):
        return True
    states = {was.get("state") or "", now.get("state") or ""}
    return len(states) > 1 and not states <= SAID_NOTHING


def _number(text: Any) -> float | None:
    return float(text) if text else None
