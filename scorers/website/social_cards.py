"""Social cards: the picture of an institution that a shared link shows, and its words.

A card says what the page says first and nothing else: name, kind, and each pillar's range. It is
kept below .cache by a digest of all that it shows, so a build draws only those that changed.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import PIL

from scorers import keeping
from scorers.editions.book import ScoreBook
from scorers.paths import Place
from scorers.text import Text, languages
from scorers.website import addresses
from scorers.website.card_drawing import Bar, Drawer, Shown
from scorers.website.views import Card, Rating


NOT_RATED = Text(es="Sin calificar", en="Not rated")
OR = Text(es=" o ", en=" or ")
BETWEEN = Text(es="entre {low} y {high} de 100", en="between {low} and {high} of 100")
NOTHING = Text(es="nada medido todavía", en="nothing measured yet")
ENDED = Text(
    es="Esta institución ya no existe. Sus funciones pasaron a otra.",
    en="This institution has ended. Its functions are now those of another.",
)
UNSCORED = Text(
    es="La edición {edition} no la califica.", en="Edition {edition} does not score it."
)
EDITION = Text(es="edición {edition}", en="edition {edition}")
ALT = Text(es="Tarjeta de {name}. {said}", en="Card of {name}. {said}")
# What the drawing depends on beside what a card shows.
SOURCES = ("scorers/website/card_drawing.py", "theme/fonts/*.ttf")


class SocialCards:
    """Makes the social cards of one country's edition.

    Each language has its own picture, `card/LANGUAGE/ID.png`: the words are part of it.
    """

    def __init__(self, place: Place, book: ScoreBook) -> None:
        """Read what all cards share; `book` says the country and the edition."""
        self._edition_id = book.edition.id
        self._folder = place.cache / "cards" / book.country.id
        self._drawer = Drawer(place.theme / "fonts")
        self._style = _style(place)

    def shown(self, card: Card, language: str) -> Shown:
        """Return what the picture of an institution's page shows in one language."""
        kind = card.kind.name[language]
        return Shown(
            name=card.name[language],
            kind=f"{kind} · {card.region.name[language]}" if card.region else kind,
            edition=EDITION[language].format(edition=self._edition_id),
            bars=tuple(
                Bar(
                    label=pillar.name[language],
                    words=_words(rating, language),
                    bounds=_bounds(rating, language),
                    low=rating.low,
                    high=rating.high,
                    interval=rating.interval,
                    score=rating.score,
                )
                for pillar, rating in card.ratings
            ),
            said="" if card.pillars else self._unscored(card, language),
        )

    def _unscored(self, card: Card, language: str) -> str:
        if card.successor:
            return ENDED[language]
        return UNSCORED[language].format(edition=self._edition_id)

    def alt(self, card: Card) -> Text:
        """Return in words what the picture shows."""

        def said(language: str) -> str:
            shown = self.shown(card, language)
            bars = (f"{bar.label}: {bar.words.lower()}, {bar.bounds}." for bar in shown.bars)
            words = " ".join(bars) or shown.said
            return ALT[language].format(name=shown.name, said=words)

        return Text.each(said)

    def files(self, card: Card) -> Iterator[tuple[str, bytes]]:
        """Yield the pictures of one institution with their addresses."""
        for language in languages():
            shown = self.shown(card, language)
            yield addresses.social_card(card.id)[language], self._picture(card.id, language, shown)

    def _picture(self, institution_id: str, language: str, shown: Shown) -> bytes:
        """Return the picture as it was kept, or draw and keep it.

        There is one for each institution and language: what has changed replaces what was.
        """
        digest = hashlib.sha256(f"{self._style} {shown!r}".encode()).hexdigest()
        kept = self._folder / language / institution_id
        picture: bytes | None = keeping.read(kept, digest)
        if picture is None:
            picture = self._drawer.draw(shown)
            keeping.keep(kept, digest, picture)
        return picture


def _words(rating: Rating, language: str) -> str:
    bands = OR[language].join(band.name[language] for band in rating.bands)
    if not bands:
        return NOT_RATED[language]
    score = "" if rating.score is None else f": {rating.score}"
    return bands[0].upper() + bands[1:] + score


def _bounds(rating: Rating, language: str) -> str:
    if not rating.measured_count:
        return NOTHING[language]
    return BETWEEN[language].format(low=rating.low, high=rating.high)


def _style(place: Place) -> str:
    """Return a digest of what draws the cards: code, fonts and library."""
    digest = hashlib.sha256(PIL.__version__.encode())
    for pattern in SOURCES:
        for path in sorted(Path(place.root).glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
