"""The zeros for absence in an edition, held against the visits that they rest on."""

from dataclasses import dataclass

import pandas as pd

from scorers.editions import scope
from scorers.editions.book import ScoreBook


ITEM = ["institution_id", "item"]
PERIOD = [*ITEM, "period"]


@dataclass(frozen=True)
class Absence:
    """An item that counts as zero in an indicator because every look at it found nothing.

    Attributes:
        id: Institution, indicator and item, with colons between.
        is_seen_twice: Whether in one of its periods two looks at least the method's days apart
            found nothing, and no look between or after them found anything.
    """

    id: str
    is_seen_twice: bool


def counted(book: ScoreBook) -> list[Absence]:
    """Return the zeros for absence in the scores of an edition, sorted by id.

    These are the items of which every row in the evidence of a scored indicator is an absence. The
    visits are those that the edition may see, in the records as they are today.
    """
    looks = book.frames["observations"]
    looks = looks[scope.seen(book.frames, book.edition, book.method)["observations"]]
    scored = book.indicators["score"].notna()
    named = pd.DataFrame(
        [
            (row, indicator)
            for (institution, indicator), rows in book.evidence.items()
            if scored.get((institution, indicator), False)
            for row in rows
        ],
        columns=["observation_id", "indicator"],
    )
    rows = named.merge(looks, on="observation_id")
    is_absent = (rows["found"] == "absent").groupby([rows[name] for name in ("indicator", *ITEM)])
    zeros = is_absent.all()
    twice = _seen_twice(looks, book.method.absence_days)
    return sorted(
        (
            Absence(f"{institution}:{indicator}:{item}", (institution, item) in twice)
            for indicator, institution, item in zeros[zeros].index
        ),
        key=lambda one: one.id,
    )


def _seen_twice(looks: pd.DataFrame, days: int) -> set[tuple[str, str]]:
    """Return the institutions and items that two looks so far apart found absent to the last."""
    is_absent = looks["found"] == "absent"
    found = looks[~is_absent].groupby(PERIOD)["looked_on"].max().rename("found_on")
    absent = looks[is_absent].join(found, on=PERIOD)
    absent = absent[absent["found_on"].isna() | (absent["looked_on"] > absent["found_on"])]
    ends = absent.groupby(PERIOD)["looked_on"].agg(["min", "max"])
    apart = ends[(ends["max"] - ends["min"]).dt.days >= days]
    return {(institution, item) for institution, item, _ in apart.index}
