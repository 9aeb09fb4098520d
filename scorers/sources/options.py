"""How sources are read: from where, into which archive, within which limits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from scorers.sources.archive.shelf import Shelf
from scorers.sources.web.answer import Limits
from scorers.sources.web.pace import Clock


@dataclass(frozen=True)
class Options:
    """How to pull.

    Attributes:
        archive: The address of the archive.
        cache: Where pulls are written until they are whole, if the archive is far away.
        since: Ask only for what is newer; None for everything.
        is_offline: Parse the archive again and ask nothing.
        told: Called with the source's id and the number of replies that the last pull had, then
            once per reply with its rows so far.
        limits: On time and size of each reply.
        clock: What tells the time.
    """

    archive: str
    cache: Path
    since: date | None = None
    is_offline: bool = False
    told: Callable[[str, int, int], None] = lambda _source, _total, _rows: None
    limits: Limits = field(default_factory=Limits)
    clock: Clock = field(default_factory=Clock)

    def shelf(self, country_id: str, source_id: str) -> Shelf:
        """Return the archive of a source."""
        return Shelf.of(self.archive, country_id, source_id, self.cache)
