"""Atom feeds of what changed: of everyone, of each kind and region, and of an institution.

A feed of many has an entry for each edition, whether anything changed or not. An institution has a
feed once anything of it changed, and an entry for each edition in which it did.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import cache, partial

from feedgenerator import Atom1Feed

from scorers.editions.change import CAUSES, Change
from scorers.text import Digits, Text
from scorers.website import addresses, changes, groups
from scorers.website.cards import Dealer
from scorers.website.changes import EditionChanges, Moved


TITLE = Text(es="Qué cambió: {name}", en="What changed: {name}")
ENTRY = Text(es="Edición {edition}: qué cambió", en="Edition {edition}: what changed")
KINDS = {
    "higher": Text(es="suben {count}", en="{count} higher"),
    "lower": Text(es="bajan {count}", en="{count} lower"),
    "gained": Text(es="tienen puntaje por primera vez {count}", en="{count} new"),
    "lost": Text(es="ya no tienen puntaje {count}", en="{count} no longer there"),
    "other": Text(es="solo cambian de estado {count}", en="{count} only in state"),
}
NAMES = Text(es="Cambiaron: {names}.", en="These changed: {names}.")
MORE = Text(es=" y {count} más", en=" and {count} more")
MOST_NAMES = 10
STEP = Text(
    es="{name}: antes {before}, ahora {after}. Por qué: {causes}.",
    en="{name}: {before} before, {after} now. Why: {causes}.",
)
OF_100 = Text(es="{score} de 100", en="{score} of 100")
UNSCORED = Text(es="sin puntaje", en="no score")


@dataclass(frozen=True)
class Feed:
    """One feed in both languages.

    Attributes:
        address: Of the feed itself.
        page: The address of the page that it is about.
        name: Of whom or what it tells.
        entries: The editions, the oldest first, with what is told of each.
    """

    address: Text
    page: Text
    name: Text
    entries: Sequence["Entry"]


@dataclass(frozen=True)
class Entry:
    """One edition in a feed: the address of the page that shows it, whose it is, and the words."""

    page: Text
    changed: EditionChanges
    told: Text


def of_all(found: Sequence[EditionChanges]) -> Feed:
    """Return the feed of a whole country, from what `changes.between` gives."""
    return _of_many(
        found, addresses.changes_feed(), addresses.EDITIONS, found[-1].book.country.name
    )


def of_groups(found: Sequence[EditionChanges], dealer: Dealer) -> Iterator[Feed]:
    """Yield the feed of each region and kind."""
    for whole in groups.wholes(dealer.book.country, dealer.entries.values()):
        members = {entry.id: entry.name for entry in whole.members}
        own = changes.among(found, members)
        feed = _of_many(own, addresses.changes_feed(whole.feed), whole.address, whole.name)
        entries = [_named(entry, members) for entry in feed.entries]
        yield replace(feed, entries=entries)


def address_of(institution_id: str) -> Text:
    """Return the address of the feed of one institution."""
    return addresses.changes_feed(f"institutions/{institution_id}")


def of_institution(found: Sequence[EditionChanges], institution_id: str, name: Text) -> Feed:
    """Return the feed of one institution, from what changed of it alone.

    Args:
        found: The editions in which anything of it changed, with these changes.
        institution_id: Whose.
        name: Of the institution.
    """
    page = addresses.institution(institution_id)
    entries = []
    for one in found:
        edition = one.book.edition.id
        is_scored = institution_id in one.book.totals.index
        address = addresses.dated(edition, institution_id) if is_scored else page
        told = Text.each(partial(_told, one))
        entries.append(Entry(address, one, told))
    return Feed(address=address_of(institution_id), page=page, name=name, entries=entries)


def atom(feed: Feed, site: str, language: str) -> str:
    """Return a feed as Atom in one language, the newest entry first.

    Args:
        feed: With at least one entry.
        site: The address of the site, without a slash at its end.
        language: Of the words.
    """
    page = f"{site}/{feed.page[language]}"
    made = Atom1Feed(
        title=TITLE[language].format(name=feed.name[language]),
        link=page,
        description=None,
        language=language,
        feed_url=f"{site}/{feed.address[language]}",
    )
    for entry in reversed(feed.entries):
        edition = entry.changed.book.edition
        # An edition is as of its cut-off: no clock is read.
        day = datetime.combine(edition.cut_off, time(), tzinfo=UTC)
        link = f"{site}/{entry.page[language]}"
        # The edition's own page is one entry in all feeds but tells of others in each.
        own = link if feed.page in {addresses.EDITIONS, entry.page} else f"{page}#{edition.id}"
        made.add_item(
            title=ENTRY[language].format(edition=edition.id),
            link=link,
            description=entry.told[language],
            unique_id=own,
            pubdate=day,
            updateddate=day,
        )
    return str(made.writeString("utf-8"))


def _of_many(found: Sequence[EditionChanges], address: Text, page: Text, name: Text) -> Feed:
    entries = []
    for one in found:
        told = Text.each(partial(_all_told, one, changes.summary(one)))
        entries.append(Entry(addresses.edition(one.book.edition.id), one, told))
    return Feed(address=address, page=page, name=name, entries=entries)


def _all_told(one: EditionChanges, summary: Text, language: str) -> str:
    return " ".join([summary[language], *_moved(one, language)])


def _moved(one: EditionChanges, language: str) -> Iterator[str]:
    """Yield for each indicator, pillar and the total how many moved which way."""
    digits = _digits(one.book.country.locales[language])
    for moved in one.moved:
        counts = ", ".join(
            words[language].format(count=digits.write(getattr(moved, kind)))
            for kind, words in KINDS.items()
            if getattr(moved, kind)
        )
        yield f"{_name(one, moved, language)}: {counts}."


def _name(one: EditionChanges, moved: Moved, language: str) -> str:
    is_indicator = moved.id in one.book.method.indicators
    return f"{moved.name[language]} ({moved.id})" if is_indicator else moved.name[language]


def _named(entry: Entry, members: dict[str, Text]) -> Entry:
    """Return an entry that also names the institutions that changed."""
    ids = list(dict.fromkeys(change.institution_id for change in entry.changed.changes))
    if not ids:
        return entry

    def told(language: str) -> str:
        names = "; ".join(members[one][language] for one in ids[:MOST_NAMES])
        more = len(ids) - MOST_NAMES
        if more > 0:
            digits = _digits(entry.changed.book.country.locales[language])
            names += MORE[language].format(count=digits.write(more))
        return f"{entry.told[language]} {NAMES[language].format(names=names)}"

    return replace(entry, told=Text.each(told))


def _told(one: EditionChanges, language: str) -> str:
    """Return what changed of one institution, and why, a sentence or two for each."""
    names = {moved.id: _name(one, moved, language) for moved in one.moved}
    return " ".join(
        STEP[language].format(
            name=names[change.id],
            before=_side(one, change, change.state_before, change.score_before, language),
            after=_side(one, change, change.state_after, change.score_after, language),
            causes=", ".join(CAUSES[cause][language] for cause in change.causes),
        )
        for change in one.changes
    )


def _side(
    one: EditionChanges, change: Change, state: str, score: float | None, language: str
) -> str:
    if score is not None:
        digits = _digits(one.book.country.locales[language])
        return OF_100[language].format(score=digits.write(score, 1))
    is_told = change.part == "indicator" and state in one.book.method.states
    return one.book.method.states[state].name[language] if is_told else UNSCORED[language]


@cache
def _digits(locale: str) -> Digits:
    return Digits.of(locale)
