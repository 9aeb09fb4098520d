"""What an import read, used and left out, and why; the numbers must add up."""

from collections import Counter
from dataclasses import dataclass, field

from scorers.exceptions import SourceError
from scorers.text import Text


EXAMPLES = 5


@dataclass
class Ledger:
    """The rows of one source in one import.

    Attributes:
        of: What the rows are.
        examples: The first few rows left out for a reason, in the source's words.
    """

    of: Text
    read: int = 0
    used: int = 0
    left: Counter[Text] = field(default_factory=Counter)
    examples: dict[Text, list[str]] = field(default_factory=dict)

    def use(self, count: int = 1) -> None:
        """Count rows that were read and used."""
        self.read += count
        self.used += count

    def leave(self, reason: Text, example: str = "") -> None:
        """Count a row that was read and left out."""
        self.read += 1
        self.left[reason] += 1
        shown = self.examples.setdefault(reason, [])
        if example and example not in shown and len(shown) < EXAMPLES:
            shown.append(example)

    def must_read(self, count: int) -> None:
        """Check that every row of the source was either used or left out.

        Raises:
            SourceError: The numbers do not add up: a defect of the import.
        """
        if self.read != count or self.used + self.left.total() != count:
            raise SourceError(
                f"{self.of.en}: {count} rows, but {self.used} used and {self.left.total()} left out"
            )


@dataclass
class Report:
    """One import: its ledgers, and what else is worth counting.

    Attributes:
        notes: Counts that are no part of a ledger's sum.
        lists: Things to look at, by what they are.
        unknown_states: Words of a system that were taken for "other", with their rows.
    """

    name: str
    ledgers: list[Ledger] = field(default_factory=list)
    notes: list[tuple[Text, int]] = field(default_factory=list)
    lists: list[tuple[Text, list[str]]] = field(default_factory=list)
    unknown_states: Counter[str] = field(default_factory=Counter)

    def unknown_state(self, state: str) -> None:
        """Count a row whose state sources.toml does not know and takes for its "other"."""
        self.unknown_states[state] += 1

    def ledger(self, of: Text) -> Ledger:
        """Return a new ledger of this report."""
        self.ledgers.append(Ledger(of))
        return self.ledgers[-1]

    def note(self, label: Text, count: int) -> None:
        """Keep a count that is no part of a sum."""
        self.notes.append((label, count))


@dataclass
class Outcome:
    """What became of one import, or of one source that a system reads.

    Attributes:
        report: Its counts, None if it failed.
        failure: Why it failed, "" if it did not.
        written: Rows by the file that they went to, below the country's folder.
    """

    name: str
    report: Report | None = None
    failure: str = ""
    written: dict[str, int] = field(default_factory=dict)
