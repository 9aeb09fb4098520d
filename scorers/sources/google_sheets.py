"""Addresses of Google Sheets: the link that people share leads to a page, not to a table."""

import re
from urllib.parse import parse_qs, urlsplit


SHARED = re.compile(r"/spreadsheets/d/(?P<key>[A-Za-z0-9_-]+)(/(edit|view|htmlview|preview)?)?")
PUBLISHED = re.compile(r"/spreadsheets/d/e/(?P<key>[A-Za-z0-9_-]+)/pub(html)?")


def export(address: str) -> str:
    """Return the address of the sheet as CSV; any other address stays as it is.

    A sheet that is not shared is answered with a sign-in page, which is no table and is refused as
    such.
    """
    parts = urlsplit(address)
    if parts.scheme != "https" or parts.hostname != "docs.google.com":
        return address
    sheet = _sheet(parts.query) or _sheet(parts.fragment)
    if match := PUBLISHED.fullmatch(parts.path):
        chosen = f"&gid={sheet}&single=true" if sheet else ""
        return f"https://docs.google.com/spreadsheets/d/e/{match['key']}/pub?output=csv{chosen}"
    if match := SHARED.fullmatch(parts.path):
        chosen = f"&gid={sheet}" if sheet else ""
        return f"https://docs.google.com/spreadsheets/d/{match['key']}/export?format=csv{chosen}"
    return address


def _sheet(words: str) -> str:
    """Return the number of the sheet that a query or fragment names, "" if it names none."""
    number = parse_qs(words).get("gid", [""])[0]
    return number if number.isdigit() else ""
