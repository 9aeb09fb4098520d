"""How far a pull is, on stderr: replies, rows and the time left where the total is known."""

import sys
from typing import Any


class Progress:
    """One bar; a source after the other."""

    def __init__(self, rows: str) -> None:
        """Show nothing until something is told.

        Args:
            rows: What rows are called.
        """
        self._rows = rows
        self._source = ""
        self._bar: Any = None

    def step(self, source_id: str, total: int = 0, rows: int = 0) -> None:
        """Show one more reply of a source; its last pull had `total`, 0 if that is unknown."""
        if source_id != self._source:
            self.close()
            self._source = source_id
            self._bar = _bar(source_id, total) if sys.stderr.isatty() else None
        if self._bar is not None:
            self._bar.set_postfix_str(f"{rows:,} {self._rows}", refresh=False)
            self._bar.update()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()


def _bar(source_id: str, total: int) -> Any:
    from tqdm import tqdm  # noqa: PLC0415 - for who looks on alone

    return tqdm(total=total or None, desc=source_id, file=sys.stderr, unit="", leave=False)
