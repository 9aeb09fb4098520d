"""One ask of a running pull: from what is stored, else from the network, and then stored."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from scorers.exceptions import SourceError
from scorers.sources.archive.catalogue import Catalogue
from scorers.sources.archive.entry import Entry, digest
from scorers.sources.archive.part import Part
from scorers.sources.archive.replaying import reply
from scorers.sources.archive.shelf import Shelf
from scorers.sources.systems.base import Ask, Reply
from scorers.sources.web.answer import Answer, Known
from scorers.sources.web.exchange import shown
from scorers.sources.web.session import Session


NOT_MODIFIED = 304
# They say nothing of what was asked, only of who asks: "log in", here or at a proxy.
LOGINS = frozenset({401, 407})
# A reply of an earlier pull: the file and its entry.
Earlier = tuple[str, Entry]


@dataclass
class Asking:
    """What asks for a source.

    Attributes:
        country_id: Whose source it is.
        source_id: The source's.
        earlier: What the last whole pulls hold, by address.
        told: Called once each ask has its reply.
    """

    country_id: str
    source_id: str
    session: Session
    shelf: Shelf
    part: Part
    earlier: Catalogue
    told: Callable[[], None] = lambda: None

    def __call__(self, ask: Ask) -> Reply:
        """Return the reply to an ask.

        Raises:
            SourceError: It may not be asked, or the reply repeats a credential.
            SourceUnavailableError: No whole answer came.
        """
        found = self._secret(ask) if ask.is_secret else self._open(ask)
        self.told()
        return found

    def _secret(self, ask: Ask) -> Reply:
        answer = self.session.get(ask)
        address = self.session.redaction.of(ask.address.partition("?")[0])
        return _unstored(answer, address, answer.last.address.partition("?")[0])

    def _open(self, ask: Ask) -> Reply:
        address = self.session.redaction.of(ask.address)
        if ask.is_anew:
            self.part.forget(address)
        stored = self.part.take(address)
        if stored is not None:
            return stored
        answer, earlier = self._answer(ask, self.earlier.find(address))
        if answer.last.status in LOGINS:
            return _unstored(answer, address, self.session.redaction.of(answer.last.address))
        if self.session.redaction.stands_in(answer.body):
            raise SourceError(f"{address}: the reply repeats a credential; it is not stored")
        hops = tuple(shown(hop, self.session.redaction) for hop in answer.hops)
        clean = replace(answer, address=address, hops=hops)
        return self.part.keep(self.country_id, self.source_id, clean, earlier)

    def _answer(self, ask: Ask, earlier: Earlier | None) -> tuple[Answer, Earlier | None]:
        """Return the answer, and the earlier reply if that has the same body, whole."""
        if earlier is None:
            return self.session.get(ask), None
        known = Known(earlier[1].etag, earlier[1].last_modified)
        answer = self.session.get(ask, known)
        if answer.last.status != NOT_MODIFIED:
            is_same = digest(answer.body) == earlier[1].sha256
            return answer, earlier if is_same and self._is_whole(earlier) else None
        # "Not modified" is believed only of the very body that is stored, while that is whole.
        is_ours = _strong(answer.header("ETag")) in {"", _strong(known.etag)}
        if is_ours and self._is_whole(earlier):
            return answer, earlier
        return self.session.get(ask), None

    def _is_whole(self, earlier: Earlier) -> bool:
        try:
            reply(self.shelf, *earlier)
        except SourceError:
            return False
        return True


def _unstored(answer: Answer, address: str, final_address: str) -> Reply:
    """Return an answer that no row may rest on."""
    return Reply(
        address=address,
        final_address=final_address,
        status=answer.last.status,
        headers={name.lower(): value for name, value in answer.last.headers},
        body=answer.body,
        at=answer.at,
        document_id="",
    )


def _strong(etag: str) -> str:
    return etag.removeprefix("W/")
