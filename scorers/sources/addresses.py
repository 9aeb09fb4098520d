"""Mends addresses as people type them: no scheme, spaces, backslashes, a scheme written twice."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit, urlunsplit


# What may stand in an address as it is; a stray % is quoted too.
SAFE = "!#$&'()*+,/:;=?@~%[]"
SCHEME = re.compile(r"(?:h?h?tt?ps?)\s*:?\s*[/\\]+\s*|https?\s*:\s*", re.IGNORECASE)
SECURE = re.compile(r"^[a-z]*tps", re.IGNORECASE)
OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(\.[a-z0-9_-]{1,63})*\.(?:[a-z]{2,24}|xn--[a-z0-9-]+)")
ENCODED = re.compile(r"https?%3a|[a-z0-9.-]+%2f", re.IGNORECASE)
# A browser's own viewer, in front of the address that it shows.
VIEWER = re.compile(r"^[a-z]+-extension://[a-z]+/(?=https?:)")
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]+")
E_MAIL = re.compile(r"[\w.+-]+(@|%40)[\w-]+\.\w+", re.IGNORECASE)
LONGEST = 1_000


@dataclass(frozen=True)
class Address:
    """What became of a typed address.

    Attributes:
        url: An http(s) address, or "".
        state: "whole" (as typed), "mended", "blank", "private" (of an inner network or a machine
            of its own) or "lost" (no http(s) address can be read from it).
    """

    url: str
    state: str


def mend(typed: str) -> Address:
    """Return the address that was meant; http is put only where no scheme stands."""
    text = UNSEEN.sub("", typed).strip().strip("\"'<>").replace("\\", "/")
    if not text:
        return Address("", "blank")
    if ENCODED.match(text):
        text = unquote(text)
    text = VIEWER.sub("", text)
    scheme, rest = _schemes(text)
    if scheme is None or E_MAIL.search(rest):
        return Address("", "lost")
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return Address("", "lost")
    if _private(host):
        return Address("", "private")
    if parts.username is not None or not _public(host):
        return Address("", "lost")
    place = host if port is None else f"{host}:{port}"
    quoted = (_quoted(part) for part in (parts.path, parts.query, parts.fragment))
    url = urlunsplit((scheme, place, *quoted))
    if len(url) > LONGEST:
        return Address("", "lost")
    return Address(url, "whole" if url == typed else "mended")


def ending(url: str) -> str:
    """Return the ending of an address in lower case, "" if it has none: ".../a.PDF" gives "pdf".

    A file named in the query counts: "?archivo=plan.xls" gives "xls".
    """
    parts = urlsplit(url)
    for text in (parts.query, parts.path):
        match = re.search(r"\.([A-Za-z0-9]{1,5})$", text)
        if match:
            return match[1].lower()
    return ""


def _schemes(text: str) -> tuple[str | None, str]:
    """Return the innermost scheme, http where there is none, and what stands behind it."""
    scheme = "http"
    rest = text
    while match := SCHEME.match(rest):
        scheme = "https" if SECURE.match(rest) else "http"
        rest = rest[match.end() :]
    if rest is text and OTHER_SCHEME.match(rest):
        return None, ""
    return scheme, rest.lstrip("/ ")


def _private(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".localhost", ".lan", ".internal"))
    return not address.is_global


def _public(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return HOST.fullmatch(host) is not None
    return True


def _quoted(text: str) -> str:
    return STRAY_PERCENT.sub("%25", quote(text, safe=SAFE))
