"""What a check finds, and what a person is told about it.

A check yields a `Finding`: cheap, with the cell as it stands. Only those that are shown become a
`Problem`, whose words follow one formula in both languages: where, what was found, what is
expected, how to write it.
"""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scorers.text import Text


LONGEST_SHOWN = 80
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs"})
NOTHING = Text(es="nada", en="nothing")
NEAR = Text(es='¿Quiso decir "{near}"? ', en='Did you mean "{near}"? ')
ADVICE = Text(es="se espera: {expected}. {near}{remedy}", en="expected {expected}. {near}{remedy}")
FOUND = Text(es="hallado: {found}; {advice}", en="found {found}; {advice}")

Holes = Mapping[str, str | Text | Path]


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong, with its words.

    Attributes:
        code: Kebab-case; never changes and is never used for another thing.
        expected: Fills "expected …"; holes in braces come from the finding.
        remedy: One or two sentences that say how to write it; holes likewise.
    """

    code: str
    expected: Text
    remedy: Text


@dataclass(frozen=True)
class Finding:
    """One thing that a check found.

    Attributes:
        rule: What is wrong.
        cell: The cell as it stands, "" for a blank one; or words on what was found instead.
        line: The line in the file, if any; a check of cells leaves it to whoever asked.
        near: What was probably meant, if the check knows.
        among: Words among which what was meant is looked for, when the finding is shown.
        holes: Values for the words of the rule.
        path: The file, where it is not the one that is being read.
    """

    rule: Rule
    cell: str | Text
    line: int | None = None
    column: str | None = None
    near: str | None = None
    among: Collection[str] = ()
    holes: Holes = field(default_factory=dict)
    path: Path | None = None


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file, row or cell, in words that can be printed anywhere.

    Attributes:
        path: The file, as shown.
        line: As editors count: the header is line 1; None for the file as a whole.
        found: What stands there, quoted: short, masked, and with nothing unseen in it.
        near: What was probably meant, or None.
    """

    code: str
    path: str
    line: int | None
    column: str | None
    found: Text
    expected: Text
    near: str | None
    remedy: Text

    @property
    def advice(self) -> Text:
        """What is expected, what was probably meant, and how to write it."""
        near = NEAR.format(near=self.near) if self.near else ""
        return ADVICE.format(expected=self.expected, near=near, remedy=self.remedy)

    @property
    def message(self) -> Text:
        """The whole problem but its place: what was found, then the advice."""
        return FOUND.format(found=self.found, advice=self.advice)


def visible(words: str) -> str:
    """Return words with every unseen character written out as its number, cut at 80."""
    shown = "".join(
        f"\\u{ord(letter):04x}" if letter != " " and is_unseen(letter) else letter
        for letter in words[: LONGEST_SHOWN + 1]
    )
    return shown if len(shown) <= LONGEST_SHOWN else shown[: LONGEST_SHOWN - 1] + "…"


def is_unseen(letter: str) -> bool:
    """Return whether a character leaves no mark on paper: control, format and space characters."""
    return unicodedata.category(letter) in UNSEEN
