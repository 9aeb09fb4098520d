"""What is asked with, what came back, and within which limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reach:
    """What a source may ask, and how.

    Attributes:
        id: The source's id; its credentials are the variables CONSTA_<ID>_... of the environment.
        hosts: The only hosts that are asked, redirects included; "*.example.org" is any host
            below that name.
        pace_seconds: The least time between two asks of one host.
        permission: A written permission to read what robots.txt refuses; "" if there is none.
        is_private: Whether it may be on this machine or a private network.
    """

    id: str
    hosts: tuple[str, ...]
    pace_seconds: float = 0.0
    permission: str = ""
    is_private: bool = False


@dataclass(frozen=True)
class Limits:
    """How long and how large a reply may be.

    Attributes:
        connect_seconds: To reach the server.
        read_seconds: Between two pieces of a reply.
        whole_seconds: For one try of a reply, redirects included: a drip ends here.
        sent_bytes: As they travel.
        decoded_bytes: As they unpack.
    """

    connect_seconds: float = 20
    read_seconds: float = 60
    whole_seconds: float = 300
    sent_bytes: int = 100_000_000
    decoded_bytes: int = 400_000_000


@dataclass(frozen=True)
class Known:
    """What an earlier reply said of its body, so that an unchanged one need not travel again."""

    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of a conditional request; empty where nothing is known."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True)
class Hop:
    """One exchange: a redirect on the way, or the reply at its end."""

    address: str
    status: int
    reason: str
    headers: Headers
    sent: Headers


@dataclass(frozen=True)
class Answer:
    """A whole reply.

    Attributes:
        address: What was asked.
        hops: Every exchange; the last one is the reply.
        body: Decoded; empty where the server said that nothing has changed (status 304).
        at: When it had been read, in UTC, to the second.
        peer: The network address that it came from.
    """

    address: str
    hops: tuple[Hop, ...]
    body: bytes = field(repr=False)
    at: datetime
    peer: str

    @property
    def last(self) -> Hop:
        """The exchange that gave the reply."""
        return self.hops[-1]

    def header(self, name: str) -> str:
        """Return a header of the reply, "" if it has none."""
        return header(self.last.headers, name)


def header(headers: Headers, name: str) -> str:
    """Return the last header of a name, whatever its case; "" if there is none."""
    return next((value for key, value in reversed(headers) if key.lower() == name.lower()), "")
