"""One change of a score between two editions, with its causes, and all of them as CSV."""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass

from scorers.editions import tabulating
from scorers.text import Text


CAUSES = {
    "evidence": Text(es="nueva evidencia", en="new evidence"),
    "correction": Text(es="corrección", en="correction"),
    "deadline": Text(es="paso del tiempo", en="passage of time"),
    "baseline": Text(es="base conjunta", en="baseline"),
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
