"""What leads others to an institution and back to it: its feed of changes and its social card."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scorers.paths import Place
from scorers.text import Text
from scorers.website import addresses, changes, feeds
from scorers.website.cards import Dealer
from scorers.website.changes import EditionChanges
from scorers.website.social_cards import SocialCards
from scorers.website.views import Card


@dataclass(frozen=True)
class Shared:
    """What an institution's page says of sharing it.

    Attributes:
        picture: The address of its social card.
        alt: What the card shows, in words.
        feed: The address of its own feed; None if nothing of it ever changed.
    """

    picture: Text
    alt: Text
    feed: Text | None


class Sharing:
    """Makes the feeds and social cards of one country."""

    def __init__(
        self, place: Place, dealer: Dealer, found: Sequence[EditionChanges], site: str
    ) -> None:
        """Read what all institutions share; `found` is what changed, `site` its address."""
        self._dealer = dealer
        self._found = found
        self._site = site
        self._changed = changes.by_institution(found)
        self._cards = SocialCards(place, dealer.book)

    def of(self, card: Card) -> Shared:
        """Return what an institution's page says of sharing it."""
        has_feed = card.id in self._changed
        return Shared(
            picture=addresses.social_card(card.id),
            alt=self._cards.alt(card),
            feed=feeds.address_of(card.id) if has_feed else None,
        )

    def files(self, card: Card) -> Iterator[tuple[str, str | bytes]]:
        """Yield the feeds and pictures of one institution with their addresses."""
        if card.id in self._changed:
            feed = feeds.of_institution(self._changed[card.id], card.id, card.name)
            yield from self._written(feed)
        yield from self._cards.files(card)

    def of_many(self) -> Iterator[tuple[str, str]]:
        """Yield the feeds of everyone and of each region and kind with their addresses."""
        for feed in (feeds.of_all(self._found), *feeds.of_groups(self._found, self._dealer)):
            yield from self._written(feed)

    def _written(self, feed: feeds.Feed) -> Iterator[tuple[str, str]]:
        for language in self._dealer.book.country.locales:
            yield feed.address[language], feeds.atom(feed, self._site, language)
