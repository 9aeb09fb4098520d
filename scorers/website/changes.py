"""What changed from each edition to the next: for its page, Atom feeds and a CSV.

Nothing is judged here: `scorers.editions.comparing` says what changed and why.
"""

import csv
import io
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, fields

from scorers.editions import comparing
from scorers.editions.book import ScoreBook
from scorers.editions.change import CAUSES, CSV_COLUMNS, Change
from scorers.editions.change import changes_csv as written
from scorers.paths import Place
from scorers.text import Digits, Text
from scorers.website.downloads import LICENCE


CSV = "data/changes.csv"
ABOUT = ("country", "edition_before", "edition_after", "method_before", "method_after", "licence")
FIRST = Text(es="Es la primera edición.", en="This is the first edition.")
NONE = Text(es="Nada cambió desde la edición {before}.", en="Nothing changed since {before}.")
COUNTED = Text(
    es="Desde la edición {before} cambiaron {count} puntajes o estados de {institutions} "
    "instituciones. Por qué: {causes}.",
    en="Since edition {before}, {count} scores or states of {institutions} institutions changed. "
    "Why: {causes}.",
)
CAUSED = Text(es="{cause} ({count})", en="{cause} ({count})")
REASON = Text(es="Motivo de esta revisión: {reason}", en="Reason of this revision: {reason}")


@dataclass(frozen=True, slots=True)
class Moved:
    """How one indicator, pillar or the total changed, in institutions.

    Attributes:
        id: Of the indicator or pillar, or "total".
        name: Its name.
        higher, lower: Whose score is another one.
        gained, lost: Who has one now, or no longer has.
        other: Whose state alone changed.
    """

    id: str
    name: Text
    higher: int
    lower: int
    gained: int
    lost: int
    other: int


@dataclass(frozen=True)
class EditionChanges:
    """What changed in one edition against the one before it.

    Attributes:
        book: The edition.
        before: The earlier one; None for the first.
        changes: As `comparing.compare` gives them.
        causes: Each cause with the number of changes that have it, without those of none.
        moved: One entry for each indicator, pillar and total that changed anywhere.
    """

    book: ScoreBook
    before: ScoreBook | None
    changes: Sequence[Change]
    causes: tuple[tuple[Text, int], ...]
    moved: tuple[Moved, ...]

    @property
    def institutions(self) -> int:
        """How many institutions changed."""
        return len({one.institution_id for one in self.changes})


def between(place: Place, books: Sequence[ScoreBook]) -> Iterator[EditionChanges]:
    """Yield what changed in each edition, in the order of the books, the oldest first."""
    before: ScoreBook | None = None
    for book in books:
        changes = (
            comparing.compare(place, book.country, before.edition, book.edition, book.frames)
            if before
            else []
        )
        yield _counted(book, before, changes)
        before = book


def among(found: Sequence[EditionChanges], members: Container[str]) -> list[EditionChanges]:
    """Return the same changes for some institutions alone, given by their ids."""
    return [
        _counted(
            one.book,
            one.before,
            [change for change in one.changes if change.institution_id in members],
        )
        for one in found
    ]


def by_institution(found: Sequence[EditionChanges]) -> dict[str, list[EditionChanges]]:
    """Return for each institution that ever changed its own changes, in the order of editions."""
    made: dict[str, list[EditionChanges]] = {}
    for one in found:
        own: dict[str, list[Change]] = {}
        for change in one.changes:
            own.setdefault(change.institution_id, []).append(change)
        for institution_id, changes in own.items():
            made.setdefault(institution_id, []).append(_counted(one.book, one.before, changes))
    return made


def changes_csv(found: Sequence[EditionChanges]) -> str:
    """Return every change between editions of a country as CSV, with the editions compared."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*ABOUT[:3], *CSV_COLUMNS, *ABOUT[3:]))
    for one in found:
        if one.before is None:
            continue
        before, after = one.before.edition, one.book.edition
        rows = csv.reader(io.StringIO(written(one.changes)))
        next(rows)
        writer.writerows(
            (after.country_id, before.id, after.id, *row, before.method, after.method, LICENCE)
            for row in rows
        )
    return text.getvalue()


def summary(one: EditionChanges) -> Text:
    """Return in a sentence or two what changed and why."""
    digits = {name: Digits.of(locale) for name, locale in one.book.country.locales.items()}

    def said(language: str) -> str:
        if one.before is None:
            return FIRST[language]
        before = one.before.edition.id
        if not one.changes:
            told = NONE[language].format(before=before)
        else:
            told = COUNTED[language].format(
                before=before,
                count=digits[language].write(len(one.changes)),
                institutions=digits[language].write(one.institutions),
                causes=", ".join(
                    CAUSED[language].format(
                        cause=cause[language], count=digits[language].write(count)
                    )
                    for cause, count in one.causes
                ),
            )
        reason = one.book.edition.reason
        return f"{told} {REASON[language].format(reason=reason[language])}" if reason else told

    return Text.each(said)


def _counted(
    book: ScoreBook, before: ScoreBook | None, changes: Sequence[Change]
) -> EditionChanges:
    return EditionChanges(
        book=book,
        before=before,
        changes=changes,
        causes=tuple(
            (name, count)
            for cause, name in CAUSES.items()
            if (count := sum(cause in one.causes for one in changes))
        ),
        moved=tuple(_moved(book, changes)),
    )


def _moved(book: ScoreBook, changes: Sequence[Change]) -> Iterator[Moved]:
    method = book.method
    names = {
        **{one.id: one.name for one in method.indicators.values()},
        **{one.id: one.name for one in method.pillars.values()},
        "total": Text(es="Total", en="Total"),
    }
    counted = [field.name for field in fields(Moved)][2:]
    for name, words in names.items():
        kinds = [_kind(one) for one in changes if one.id == name]
        if kinds:
            yield Moved(name, words, **{kind: kinds.count(kind) for kind in counted})


def _kind(one: Change) -> str:
    before, after = one.score_before, one.score_after
    if before is None:
        return "other" if after is None else "gained"
    if after is None:
        return "lost"
    return "higher" if after > before else "lower" if after < before else "other"
