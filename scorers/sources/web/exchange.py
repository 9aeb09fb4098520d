"""What of one request and its reply may be kept."""

from dataclasses import replace

import requests

from scorers.sources.web.answer import Hop
from scorers.sources.web.credentials import SENT, Redaction


def kind(response: requests.Response) -> str:
    """Return the content type of a reply without its parameters, in lower case; "" without one."""
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def hop(address: str, response: requests.Response) -> Hop:
    """Return an exchange as it may be kept."""
    sent = [(name, str(value)) for name, value in response.request.headers.items()]
    return Hop(
        address=address,
        status=response.status_code,
        reason=response.reason or "",
        headers=tuple(response.raw.headers.items()),
        sent=tuple((name, value) for name, value in sent if name.lower() in SENT),
    )


def shown(exchange: Hop, redaction: Redaction) -> Hop:
    """Return an exchange without credentials."""
    return replace(
        exchange,
        address=redaction.of(exchange.address),
        headers=tuple((name, redaction.of(value)) for name, value in exchange.headers),
        sent=tuple((name, redaction.of(value)) for name, value in exchange.sent),
    )
