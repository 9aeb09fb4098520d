"""Credentials: read from the environment only, and taken out of whatever is shown or kept."""

import os
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

from scorers.exceptions import SourceError


# Headers that say who asks, or that hand out what says so.
SENT_SECRETS = frozenset(
    {"authorization", "proxy-authorization", "cookie", "x-api-key", "x-ckan-api-key", "api-key"}
)
RECEIVED_SECRETS = frozenset({"set-cookie", "set-cookie2", "www-authenticate", "authorization"})
# A shorter value could stand anywhere, by chance.
SHORTEST = 6
HIDDEN = "..."


def variable(source_id: str, name: str) -> str:
    """Return the environment variable of a credential: CONSTA_MUCKROCK_PASSWORD."""
    return re.sub(r"[^A-Z0-9]+", "_", f"CONSTA_{source_id}_{name}".upper())


def credential(source_id: str, name: str) -> str:
    """Return a credential of a source.

    Raises:
        SourceError: The environment has no such variable; the message names it.
    """
    named = variable(source_id, name)
    value = os.environ.get(named, "")
    if not value:
        raise SourceError(f"{source_id}: set {named} in the environment")
    return value


class Redaction:
    """Takes the credentials of one source out of texts."""

    def __init__(self, source_id: str) -> None:
        """Read the values of all variables of the source."""
        prefix = variable(source_id, "")
        values = {
            value
            for name, value in os.environ.items()
            if name.startswith(prefix) and len(value) >= SHORTEST
        }
        self._texts: set[str] = set()
        self.also(values)

    def also(self, values: Iterable[str]) -> None:
        """Take these out as well: what a login gave."""
        for value in values:
            if len(value) >= SHORTEST:
                self._texts |= {value, quote(value, safe=""), quote_plus(value), quote(value)}

    def of(self, text: str) -> str:
        """Return a text with "..." in place of every credential."""
        for secret in sorted(self._texts, key=len, reverse=True):
            text = text.replace(secret, HIDDEN)
        return text

    def stands_in(self, body: bytes) -> bool:
        """Return whether a body repeats a credential."""
        return any(secret.encode() in body for secret in self._texts)
