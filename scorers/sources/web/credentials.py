"""Credentials: read from the environment only, and taken out of whatever is shown or kept."""

import os
import re
from json import dumps
from urllib.parse import quote, quote_plus

from scorers.exceptions import SourceError


# The headers of a request that are stored: ours, none of which says who may read what.
SENT = frozenset(
    {
        "user-agent",
        "accept",
        "accept-encoding",
        "accept-language",
        "connection",
        "if-none-match",
        "if-modified-since",
        "range",
    }
)
RECEIVED_SECRETS = frozenset({"set-cookie", "set-cookie2", "www-authenticate", "authorization"})
# A variable so named holds what no reply may repeat; a user's name may stand in many a reply.
CONFIDENTIAL = ("KEY", "TOKEN", "PASSWORD", "SECRET")
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
        found = {
            name: value
            for name, value in os.environ.items()
            if name.startswith(prefix) and len(value) >= SHORTEST
        }
        self._texts = {form for value in found.values() for form in _forms(value)}
        self._confidential = {
            form.encode()
            for name, value in found.items()
            if name.endswith(CONFIDENTIAL)
            for form in _forms(value)
        }

    def of(self, text: str) -> str:
        """Return a text with "..." in place of every credential."""
        for secret in sorted(self._texts, key=len, reverse=True):
            text = text.replace(secret, HIDDEN)
        return text

    def stands_in(self, body: bytes) -> bool:
        """Return whether a body repeats a key, a token or a password."""
        return any(secret in body for secret in self._confidential)


def _forms(value: str) -> set[str]:
    """Return a credential as it may stand in an address or in JSON."""
    return {value, quote(value, safe=""), quote_plus(value), quote(value), dumps(value)[1:-1]}
