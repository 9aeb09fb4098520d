"""What leads others to an institution and back to it: its feed of changes and its social card."""

from collections.abc import Collection, Iterator, Sequence
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
    """Makes the feeds and social cards of one country.

    Attributes:
        changed: Ids of the institutions that have a feed of their own.
    """

    def __init__(self, place: Place, dealer: Dealer, changed: Collection[str], site: str) -> None:
        """Read what all institutions share; `site` is its address, without a slash at its end."""
        self.changed = changed
        self._dealer = dealer
        self._site = site
        self._cards = SocialCards(place, dealer.book)

    def of(self, card: Card) -> Shared:
        """Return what an institution's page says of sharing it."""
        return Shared(
            picture=addresses.social_card(card.id),
            alt=self._cards.alt(card),
            feed=feeds.address_of(card.id) if card.id in self.changed else None,
        )

    def pictures(self, card: Card) -> Iterator[tuple[str, bytes]]:
        """Yield the social cards of one institution with their addresses."""
        return self._cards.files(card)

    def feeds(self, found: Sequence[EditionChanges]) -> Iterator[tuple[str, str]]:
        """Yield the feeds of everyone, of each region and kind, and of institutions."""
        names = {one: entry.name for one, entry in self._dealer.entries.items()}
        made = [feeds.of_all(found), *feeds.of_groups(found, self._dealer)]
        made += [
            feeds.of_institution(own, one, names[one])
            for one, own in changes.by_institution(found).items()
        ]
        for feed in made:
            for language in self._dealer.book.country.locales:
                yield feed.address[language], feeds.atom(feed, self._site, language)
