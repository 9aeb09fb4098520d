"""What must hold before an edition is released: the gates of METHOD section 7."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scorers.country import Country
from scorers.editions import absences
from scorers.editions import gates_words as words
from scorers.editions.book import ScoreBook
from scorers.editions.edition import Edition, revisions
from scorers.editions.effects import DATA
from scorers.editions.reproducing import reproduce
from scorers.editions.sensitivity import Sensitivity
from scorers.method import Method
from scorers.method import Sensitivity as Assumed
from scorers.paths import Place
from scorers.text import Text


PASSED, FAILED, NOT_APPLICABLE = "passed", "failed", "not_applicable"
COUNT, SHARE, INDEX = "count", "share", "index"


@dataclass(frozen=True)
class Gate:
    """One gate, in one part of the scores.

    Attributes:
        id: absences, kept, effects, opposed, alike or reproduced.
        part: A pillar's id, "total", or "" for the edition as a whole.
        name: What is counted.
        form: Of found and limit: "count", "share" (0 to 1) or "index".
        found: What was found; None where the gate does not apply.
        limit: What it may be at most, or at least; None where nothing says.
        at_least: Which of the two.
        said: What that is, or why the gate does not apply.
        details: Ids of what is wrong, where there are any.
    """

    id: str
    part: str
    name: Text
    form: str
    found: float | None
    limit: float | None
    at_least: bool
    said: Text
    details: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """Whether it is "passed", "failed" or "not_applicable"."""
        if self.found is None or self.limit is None:
            return NOT_APPLICABLE
        holds = self.found >= self.limit if self.at_least else self.found <= self.limit
        return PASSED if holds else FAILED


def gates(
    place: Place,
    country: Country,
    book: ScoreBook,
    varied: Method | None,
    found: Sensitivity | None,
) -> list[Gate]:
    """Return every gate of an edition, in the order of METHOD section 7.

    Args:
        place: The checkout.
        country: Whose edition.
        book: The edition, from its folder or from the records.
        varied: The method that says what is varied and how much may hang on it, if one does.
        found: What `sensitivity` returns under it.
    """
    assumed = varied.sensitivity if varied else None
    checked = [_absences(book)]
    if assumed is None or found is None:
        checked += [
            Gate(name, "", text, form, None, None, at_least=at_least, said=words.NO_ASSUMPTIONS)
            for name, text, form, at_least in (
                ("kept", words.KEPT, SHARE, True),
                ("effects", words.EFFECTS, INDEX, False),
                ("opposed", words.OPPOSED, INDEX, True),
                ("alike", words.ALIKE, INDEX, False),
            )
        ]
    else:
        checked += _kept(assumed, found)
        checked += _effects(assumed, found)
        checked += _correlations(book.method, assumed, found)
    return [*checked, _reproduced(place, country, book.edition, book.frames)]


def _absences(book: ScoreBook) -> Gate:
    counted = absences.counted(book)
    lone = tuple(one.id for one in counted if not one.is_seen_twice)
    said = words.CHECKED.format(count=len(counted)) if counted else words.NO_ZEROS
    found = len(lone) if counted else None
    return Gate(
        "absences", "", words.ABSENCES, COUNT, found, 0, at_least=False, said=said, details=lone
    )


def _parts(found: Sensitivity) -> list[str]:
    """Return what anything is rated in; "" alone if nothing is."""
    return [part for part, count in found.rated.items() if count] or [""]


def _kept(assumed: Assumed, found: Sensitivity) -> Iterator[Gate]:
    limit = assumed.least_kept
    for part in _parts(found):
        table = found.alternatives[found.alternatives["part"] == part]
        worst, said = None, words.NONE_RATED
        if len(table):
            row = table.iloc[table["kept"].argmin()]
            worst, said = float(row["kept"]), assumed.assumptions[row["assumption"]].name
            for one in assumed.assumptions[row["assumption"]].alternatives:
                if one.id == row["alternative"]:
                    said = words.WORST.format(assumption=said, alternative=one.name)
        yield Gate("kept", part, words.KEPT, SHARE, worst, limit, at_least=True, said=said)


def _effects(assumed: Assumed, found: Sensitivity) -> Iterator[Gate]:
    limit = assumed.most_total_effect
    for part in _parts(found):
        medians = found.medians[found.medians["part"] == part].dropna()
        medians = medians[medians["assumption"] != DATA]
        excused = {one.assumption for one in assumed.discussed if part in one.parts}
        is_excused = medians["assumption"].isin(excused) & (medians["total"] > limit)
        others, discussed = medians[~is_excused], medians.loc[is_excused, "assumption"]
        most, said = None, words.NOTHING_VARIES if part else words.NONE_RATED
        if len(others):
            row = others.iloc[others["total"].argmax()]
            most, said = float(row["total"]), assumed.assumptions[row["assumption"]].name
        if len(discussed):
            names = [assumed.assumptions[one].name for one in discussed]
            said = words.DISCUSSED.format(named=said, discussed=_listed(names))
        yield Gate("effects", part, words.EFFECTS, INDEX, most, limit, at_least=False, said=said)


def _listed(names: Sequence[Text]) -> Text:
    return Text.each(lambda language: ", ".join(one[language] for one in names))


def _correlations(method: Method, assumed: Assumed, found: Sensitivity) -> Iterator[Gate]:
    few = words.FEW.format(count=assumed.least_institutions)
    noted = [set(one.indicators) for one in method.overlaps]
    table = found.correlations
    has_note = pd.Series(
        [
            any({first, second} <= names for names in noted)
            for first, second in zip(table["first"], table["second"], strict=True)
        ],
        index=table.index,
        dtype=bool,
    )
    least, most = assumed.least_correlation, assumed.most_correlation
    for pillar in list(dict.fromkeys(table["pillar"])) or [""]:
        own = table[table["pillar"] == pillar]
        free = own[~has_note[own.index]]
        low, said = _pair(own, own["correlation"].argmin()) if len(own) else (None, few)
        yield Gate("opposed", pillar, words.OPPOSED, INDEX, low, least, at_least=True, said=said)
        high, said = None, words.ALL_NOTED if len(own) else few
        if len(free):
            high, said = _pair(free, free["correlation"].argmax())
        yield Gate("alike", pillar, words.ALIKE, INDEX, high, most, at_least=False, said=said)


def _pair(table: pd.DataFrame, place: np.intp) -> tuple[float, Text]:
    row = table.iloc[place]
    said = words.PAIR.format(first=row["first"], second=row["second"])
    return float(row["correlation"]), said


def _reproduced(
    place: Place, country: Country, edition: Edition, frames: Mapping[str, pd.DataFrame]
) -> Gate:
    found: int | None = None
    details: tuple[str, ...] = ()
    newest = revisions(place, country.id, edition.id)[-1]
    if not edition.is_frozen:
        said = words.OPEN
    elif newest != edition.id:
        said = words.FOLLOWED.format(successor=newest)
    else:
        said, made = words.HELD, reproduce(place, country, edition, frames)
        details = tuple(file.path for file in made.files)
        found = len(made.files) + len(made.cells)
    return Gate(
        "reproduced",
        "",
        words.REPRODUCED,
        COUNT,
        found,
        0,
        at_least=False,
        said=said,
        details=details,
    )
