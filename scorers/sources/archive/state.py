"""What the last pull of a source left to tell: `consta pull --list` shows it."""

import contextlib
from datetime import datetime

from scorers.exceptions import SourceError
from scorers.sources.archive.entry import INSTANT
from scorers.sources.archive.shelf import Shelf


def succeeded(shelf: Shelf, now: datetime, rows: int, left_out: int) -> None:
    """Keep how many rows a whole pull gave."""
    at = now.strftime(INSTANT)
    shelf.keep_state({"succeeded_at": at, "rows": rows, "left_out": left_out})


def failed(shelf: Shelf, now: datetime, failure: str) -> None:
    """Keep why a pull failed, beside the last success."""
    # Where nothing can be written, the failure itself says so.
    with contextlib.suppress(SourceError):
        at = now.strftime(INSTANT)
        shelf.keep_state({**shelf.state(), "failed_at": at, "failure": failure})
