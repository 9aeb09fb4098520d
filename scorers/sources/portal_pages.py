"""What a theme page of Peru's Standard Transparency Portal says, taken out of its HTML.

An entity that does not exist is answered with 200 and an empty name. A document is a link that
calls a script with its title and address, below the section that the last heading named.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

from scorers.exceptions import SourceChangedError
from scorers.sources.systems.base import Reply


LARGEST_PAGE = 10_000_000
NAME_CLASS = "esp-title-00"
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)")
BOLD = re.compile(r"<b>(.*?)</b>", re.IGNORECASE | re.DOTALL)
LINK = "pte_js_enviar_link"
# Greedy: a title may hold what looks like its end, an address does not.
CALL = re.compile(
    r"pte_js_enviar_Link\s*\(\s*\d+\s*,\s*'(?P<title>.*)'\s*,\s*'(?P<address>.*)'\s*\)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that a page lists; what a page embeds has no title."""

    title: str
    section: str
    address: str


@dataclass(slots=True)
class Page:
    """A theme page; an empty name stands for an entity that does not exist."""

    theme: str
    name: str = ""
    documents: list[Document] = field(default_factory=list)


def read(reply: Reply) -> Page:
    """Return what a page says.

    Raises:
        SourceChangedError: It has no place for the entity's name, a document's link has another
            form, or its bytes are not text in the charset that it states.
    """
    if len(reply.body) > LARGEST_PAGE:
        raise SourceChangedError(f"{reply.address}: a page of more than {LARGEST_PAGE} bytes")
    reader = _Reader(reply.address, _query(reply, "id_tema"))
    reader.feed(_text(reply))
    reader.close()
    if not reader.has_name:
        raise SourceChangedError(f'{reply.address}: there is no element <h2 class="{NAME_CLASS}">')
    return reader.page


def entity(reply: Reply) -> str:
    """Return the portal's id of the entity whose page this is."""
    return _query(reply, "id_entidad")


class _Reader(HTMLParser):
    """Takes the entity's name and the documents out of a page, in its order."""

    def __init__(self, address: str, theme: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.page = Page(theme)
        self.has_name = False
        self._section = ""
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "h2" and NAME_CLASS in values.get("class", "").split():
            self._open, self.has_name = "name", True
        elif tag == "object" and values.get("data"):
            self.page.documents.append(Document("", self._section, values["data"]))
        elif tag == "a" and LINK in values.get("href", "").lower():
            self.page.documents.append(self._document(values["href"]))
        elif tag == "a" and (bold := BOLD.search(values.get("onmouseover", ""))):
            self._section = bold[1].strip()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.page.name = " ".join(f"{self.page.name} {data}".split())

    def handle_endtag(self, tag: str) -> None:
        if tag == "h2":
            self._open = ""

    def _document(self, href: str) -> Document:
        call = CALL.search(href)
        if call is None:
            raise SourceChangedError(
                f'{self.address}: a link of another form: "{href[:80]}" is not '
                "pte_js_enviar_Link(id,'TITLE','ADDRESS')"
            )
        title, address = (call[name].replace("\\'", "'").strip() for name in ("title", "address"))
        return Document(title, self._section, address)


def _text(reply: Reply) -> str:
    stated = CHARSET.search(reply.headers.get("content-type", ""))
    stated = stated or CHARSET.search(reply.body[:2_048].decode("ascii", "replace"))
    charset = stated[1] if stated else "utf-8"
    try:
        return reply.body.decode(charset)
    except (UnicodeDecodeError, LookupError) as error:
        raise SourceChangedError(f"{reply.address}: not text in {charset}: {error}") from error


def _query(reply: Reply, name: str) -> str:
    values = parse_qs(urlsplit(reply.address).query).get(name, [])
    if len(values) != 1:
        raise SourceChangedError(f'{reply.address}: the address has no "{name}"')
    return values[0]
