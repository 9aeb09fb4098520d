"""What names or reaches a private person in a text, found and masked.

E-mail addresses are looked for everywhere; what else there is, the country says. An e-mail address
of a state's own domain (…@minsa.gob.pe, …@homeoffice.gov.uk) is public.
"""

import re
from collections.abc import Iterable

from scorers.country import Country
from scorers.text import Text


# The lengths are bounded so that a hostile cell of 100,000 letters costs no more than its length.
E_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[\w-]{2,63}")
OFFICIAL = re.compile(r"\.(?:gob|gov|gouv|gub|govt|mil)(?:\.[a-z]{2})?", re.IGNORECASE)
E_MAIL_NAME = Text(es="correo electrónico", en="e-mail address")
MASK = "•••"


def kinds(cells: Iterable[str], country: Country, *, is_address: bool) -> dict[str, Text]:
    """Return the cells that hold private data, each with the name of the first kind found.

    Args:
        cells: Different filled cells.
        country: Whose kinds of private data are looked for.
        is_address: Whether the cells are web addresses, where long numbers mean other things.
    """
    found: dict[str, Text] = {}
    cells = list(cells)
    # One search through all cells at once is much faster than one each, and mostly finds nothing.
    together = "\n".join(cells)
    if "@" in together:
        found |= {cell: E_MAIL_NAME for cell in cells if "@" in cell and _private_mail(cell)}
    for private in country.private.values():
        if is_address and not private.in_addresses:
            continue
        if private.pattern.search(together):
            hits = {cell: private.name for cell in cells if private.pattern.search(cell)}
            found = hits | found
    return found


def mask(words: str, country: Country) -> str:
    """Return words with everything private cut down to its first character."""
    words = E_MAIL.sub(_masked_mail, words)
    for private in country.private.values():
        words = private.pattern.sub(_masked, words)
    return words


def _private_mail(cell: str) -> bool:
    return any(not _official(mail) for mail in E_MAIL.findall(cell))


def _official(mail: str) -> bool:
    domain = "." + mail.rpartition("@")[2]
    return any(match.end() == len(domain) for match in OFFICIAL.finditer(domain))


def _masked_mail(match: re.Match[str]) -> str:
    return match[0] if _official(match[0]) else _masked(match)


def _masked(match: re.Match[str]) -> str:
    return match[0][:1] + MASK
