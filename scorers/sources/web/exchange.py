"""What of one request and its reply may be kept."""

from collections.abc import Mapping
from dataclasses import replace

from urllib3 import BaseHTTPResponse

from scorers.sources.web.answer import Hop
from scorers.sources.web.credentials import SENT, Redaction


def kind(response: BaseHTTPResponse) -> str:
    """Return the content type of a reply without its parameters, in lower case; "" without one."""
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def hop(address: str, sent: Mapping[str, str], response: BaseHTTPResponse) -> Hop:
    """Return an exchange as it may be kept.

    Args:
        address: What was asked.
        sent: The headers of the request.
        response: What came.
    """
    return Hop(
        address=address,
        status=response.status,
        reason=response.reason or "",
        headers=tuple(response.headers.items()),
        sent=tuple((name, value) for name, value in sent.items() if name.lower() in SENT),
    )


def shown(exchange: Hop, redaction: Redaction) -> Hop:
    """Return an exchange without credentials."""
    return replace(
        exchange,
        address=redaction.of(exchange.address),
        headers=tuple((name, redaction.of(value)) for name, value in exchange.headers),
        sent=tuple((name, redaction.of(value)) for name, value in exchange.sent),
    )
