"""Writes the letters: a country's texts with what is missing of an institution put in.

Most institutions miss the same, so a letter is put together once for all of them; the name of the
institution is put in last, in the place of NAME.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from scorers.country import Country, Letter, Letters
from scorers.country.letters import ASKS
from scorers.exceptions import SiteError
from scorers.records import schema
from scorers.text import Text
from scorers.website import odt
from scorers.website.environment import NAME
from scorers.website.gaps import ITEMS, Gap, Missing


NUMBERED = Text(es="{number}. {ask}.", en="{number}. {ask}.")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a letter; `gap` is the id of what it asks for, "" where it asks for nothing."""

    text: Text
    gap: str = ""


@dataclass(frozen=True)
class Written:
    """One letter with NAME for the institution: blocks of lines, a blank line between blocks."""

    subject: Text
    blocks: tuple[tuple[Line, ...], ...]

    @functools.cached_property
    def text(self) -> Text:
        """All of it as plain text."""
        return Text.each(
            lambda language: "\n\n".join(
                "\n".join(line.text[language] for line in block) for block in self.blocks
            )
        )

    def mail(self, language: str, name: str) -> str:
        """Return the address of a mail that holds it (RFC 6068), to nobody in particular."""
        return self._mail[language].replace(quote(NAME), quote(name, safe=""))

    @functools.cached_property
    def _mail(self) -> Text:
        return Text.each(
            lambda language: "mailto:?subject={}&body={}".format(
                quote(self.subject[language], safe=""),
                quote(self.text[language].replace("\n", "\r\n"), safe=""),
            )
        )


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of the table requests to copy: its header, and its cells around the day of filing."""

    header: str
    before: str
    after: str


class Writer:
    """Writes the letters of one country, in both languages."""

    def __init__(self, country: Country, letters: Letters) -> None:
        """Take a country and its letters."""
        self._country = country
        self.letters = letters
        self._requests: dict[str, Written] = {}
        appeal = letters.appeal
        self.appeal = self._written(appeal, ()) if appeal and appeal.paragraphs else None
        self._columns = list(schema.tables(country)["requests"].fields)

    def require_known(self, indicators: Sequence[str]) -> None:
        """Raise SiteError if the letters ask for an indicator that the method does not have."""
        for one in self.letters.asks:
            if one not in indicators:
                raise SiteError(f'letters.toml: [ask] names "{one}", which is no indicator')

    def request(self, missing: Missing) -> Written:
        """Return the letter that asks for all that is missing and can be asked for."""
        if missing.key not in self._requests:
            asked = [gap for gap in missing.gaps if gap.ask]
            self._requests[missing.key] = self._written(self.letters.request, asked)
        return self._requests[missing.key]

    def text_file(self, missing: Missing, name: Text) -> bytes:
        """Return the request in the country's own language, as any editor opens it."""
        language = self._country.language
        text = self.request(missing).text[language].replace(NAME, name[language])
        return (text.replace("\n", "\r\n") + "\r\n").encode("utf-8-sig")

    def document(self, missing: Missing, name: Text) -> bytes:
        """Return the request in the country's own language as OpenDocument text."""
        language, request = self._country.language, self.request(missing)
        blocks = [
            [
                row
                for line in block
                for row in line.text[language].replace(NAME, name[language]).split("\n")
            ]
            for block in request.blocks
        ]
        title = request.subject[language].replace(NAME, name[language])
        return odt.document(title, blocks, self._country.locales[language])

    def log_row(self, institution_id: str) -> LogRow:
        """Return the row to fill in once there is an answer; what is not known stays blank."""
        place = self._columns.index("filed_on")
        cells = [institution_id if one == "institution_id" else "" for one in self._columns]
        return LogRow(
            header=",".join(self._columns),
            before=",".join(cells[:place]) + ",",
            after="," + ",".join(cells[place + 1 :]),
        )

    def _written(self, letter: Letter, asked: Sequence[Gap]) -> Written:
        blocks: list[tuple[Line, ...]] = []
        for paragraph in letter.paragraphs:
            if paragraph.es == ASKS:
                blocks += self._asks(asked)
            else:
                blocks.append((Line(self._filled(paragraph)),))
        return Written(self._filled(letter.subject), tuple(blocks))

    def _asks(self, asked: Sequence[Gap]) -> list[tuple[Line, ...]]:
        """Return what is asked for, numbered throughout: items first, then figures."""
        items = [gap for gap in asked if gap.group == ITEMS]
        figures = [gap for gap in asked if gap.group != ITEMS]
        blocks, number = [], 0
        for lead, gaps in ((self.letters.items, items), (self.letters.figures, figures)):
            if lead and gaps:
                lines = [Line(lead[0] if isinstance(lead, tuple) else lead)]
                for gap in gaps:
                    number += 1
                    lines.append(Line(_numbered(number, gap), gap.id))
                blocks.append(tuple(lines))
        return blocks

    def _filled(self, text: Text) -> Text:
        law = self._country.law
        return text.format(institution=NAME, law=law.name, days=law.term_days)


def _numbered(number: int, gap: Gap) -> Text:
    if gap.ask is None:
        raise SiteError(f"no letter asks for {gap.id}")
    return NUMBERED.format(number=number, ask=gap.ask)
