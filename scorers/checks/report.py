"""All problems of a run in one order, with repeats counted instead of listed."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from scorers.checks.privacy import mask
from scorers.checks.problem import NOTHING, Finding, Problem, visible
from scorers.country import Country
from scorers.text import Text, near


SHOWN_OF_A_KIND = 10
LONGEST_GUESSED = 120
CUT_BEFORE_MASKING = 400


@dataclass(frozen=True)
class Repeat:
    """How many more problems there are of one code in one column of one file."""

    code: str
    path: str
    column: str | None
    count: int


@dataclass(frozen=True)
class Report:
    """What a run read and found; problems by path, line, column and code."""

    problems: tuple[Problem, ...]
    repeats: tuple[Repeat, ...]
    files: int
    rows: int

    @property
    def total(self) -> int:
        """The number of problems, shown or only counted."""
        return len(self.problems) + sum(repeat.count for repeat in self.repeats)


@dataclass
class Collector:
    """Takes findings as they come and makes problems of the first ten of a kind.

    Attributes:
        base: Paths below this folder are shown without it.
    """

    country: Country
    base: Path
    files: int = 0
    rows: int = 0
    _names: dict[Path, str] = field(default_factory=dict)
    _problems: list[Problem] = field(default_factory=list)
    _counts: Counter[tuple[str, str, str | None]] = field(default_factory=Counter)

    def add(self, path: Path, finding: Finding) -> None:
        """Keep one finding in a file."""
        shown = self._shown(finding.path or path)
        kind = (finding.rule.code, shown, finding.column)
        self._counts[kind] += 1
        if self._counts[kind] <= SHOWN_OF_A_KIND:
            self._problems.append(self._problem(shown, finding))

    def report(self) -> Report:
        """Return everything found so far."""
        problems = sorted(
            self._problems,
            key=lambda found: (found.path, found.line or 0, found.column or "", found.code),
        )
        repeats = [
            Repeat(code, path, column and self._clean(column), count - SHOWN_OF_A_KIND)
            for (code, path, column), count in self._counts.items()
            if count > SHOWN_OF_A_KIND
        ]
        repeats.sort(key=lambda more: (more.path, more.column or "", more.code))
        return Report(tuple(problems), tuple(repeats), self.files, self.rows)

    def _problem(self, path: str, finding: Finding) -> Problem:
        rule, cell, meant = finding.rule, finding.cell, finding.near
        if meant is None and isinstance(cell, str) and len(cell) <= LONGEST_GUESSED:
            meant = near(cell, sorted(finding.among))
        return Problem(
            code=rule.code,
            path=path,
            line=finding.line,
            column=None if finding.column is None else self._clean(finding.column),
            found=self._quoted(cell),
            expected=self._filled(rule.expected, finding),
            near=None if meant is None else self._clean(meant),
            remedy=self._filled(rule.remedy, finding),
        )

    def _quoted(self, cell: str | Text) -> Text:
        if isinstance(cell, Text):
            return cell
        quoted = f'"{self._clean(cell)}"'
        return Text(es=quoted, en=quoted) if cell else NOTHING

    def _filled(self, words: Text, finding: Finding) -> Text:
        return words.format(**{name: self._hole(hole) for name, hole in finding.holes.items()})

    def _hole(self, hole: str | Text | Path) -> Text:
        if isinstance(hole, Text):
            return hole
        words = self._shown(hole) if isinstance(hole, Path) else self._clean(hole)
        return Text(es=words, en=words)

    def _clean(self, words: str) -> str:
        return visible(mask(words[:CUT_BEFORE_MASKING], self.country))

    def _shown(self, path: Path) -> str:
        if path not in self._names:
            name = path.relative_to(self.base) if path.is_relative_to(self.base) else path
            self._names[path] = "".join(visible(letter) for letter in name.as_posix())
        return self._names[path]
