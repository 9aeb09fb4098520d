"""Addresses that are not of the public web, or that hide something."""

import re
from collections.abc import Collection, Iterator

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Rule
from scorers.records.schema import Field, Table
from scorers.text import Text


RULES = (
    ADDRESS := Rule(
        "not-an-address",
        expected=Text(
            es="una dirección web completa, sin espacios, usuario ni contraseña",
            en="a whole web address, without spaces, user name or password",
        ),
        remedy=Text(
            es="Cópiela del navegador, como https://example.org/plan.pdf; un espacio es %20.",
            en="Copy it from the browser, such as https://example.org/plan.pdf; a space is %20.",
        ),
    ),
)
# http or https, a host with a dot, perhaps a port, and nothing that ends an attribute or a line.
PORT_AND_PATH = r"""(?::[0-9]{1,5})?(?:[/?#][^\s<>"\\`\x00-\x20\x7f]*)?"""
WEB = re.compile(r"https?://(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,62}" + PORT_AND_PATH)
NUMERIC_HOST = re.compile(r"https?://(?:[0-9]{1,3}\.){3}[0-9]{1,3}" + PORT_AND_PATH)
BEGINS_AS_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#].*)?")


def check(table: Table, field: Field, cells: Collection[str], known: Known) -> Iterator[Finding]:
    """Yield cells of an address column that are no http(s) address of a public host."""
    del table, known
    if not field.is_address:
        return
    matches = WEB.fullmatch
    for cell in cells:
        if not matches(cell) and not NUMERIC_HOST.fullmatch(cell):
            yield Finding(ADDRESS, cell, near=_meant(cell))


def _meant(cell: str) -> str | None:
    """Return the address with the scheme that it lacks and its spaces written out."""
    whole = cell if "://" in cell else f"https://{cell}"
    if "://" not in cell and not BEGINS_AS_HOST.fullmatch(cell):
        return None
    meant = whole.replace(" ", "%20")
    return meant if WEB.fullmatch(meant) else None
