"""Writes the files of the site, shared out over the machine's processors."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from scorers.exceptions import ConstaError, SiteError


JOBS_TAKEN = 16
NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC

# What makes one file or a few that belong together: (address, content) each.
Job = Callable[[], Iterable[tuple[str, str | bytes]]]


def write_all(folder: Path, jobs: Sequence[Job], at_once: int = JOBS_TAKEN) -> None:
    """Do all jobs and write their files below the folder.

    This process and one more for every further processor take jobs as they go. The others are
    forked, so that all see what was read and scored without a copy being made.

    Args:
        folder: Where the addresses begin.
        jobs: What to do.
        at_once: How many jobs a process takes at once: fewer where each takes long.

    Raises:
        SiteError: A file could not be made or written.
    """
    fork = multiprocessing.get_context("fork")
    taken, told = fork.Value("i", 0), fork.SimpleQueue()
    helpers = [
        fork.Process(target=_help, args=(folder, jobs, at_once, taken, told))
        for _ in range(len(os.sched_getaffinity(0)) - 1)
    ]
    for helper in helpers:
        helper.start()
    try:
        _write_some(folder, jobs, at_once, taken)
        for helper in helpers:
            helper.join()
    finally:
        for helper in helpers:
            helper.terminate()
    if any(helper.exitcode for helper in helpers):
        raise SiteError(told.get() if not told.empty() else "a file could not be made, see above")


def _help(folder: Path, jobs: Sequence[Job], at_once: int, taken: Any, told: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that began this
    try:
        _write_some(folder, jobs, at_once, taken)
    except ConstaError as error:
        told.put(str(error))
        raise SystemExit(1) from error
    except OSError as error:
        told.put(f"cannot write {error.filename}: {error.strerror}")
        raise SystemExit(1) from error


def _write_some(folder: Path, jobs: Sequence[Job], at_once: int, taken: Any) -> None:
    """Take the next few jobs again and again until none is left."""
    while True:
        with taken.get_lock():
            start = taken.value
            taken.value += at_once
        if start >= len(jobs):
            return
        for job in jobs[start : start + at_once]:
            for address, content in job():
                _write(os.path.join(folder, address), content)  # noqa: PTH118 - see _write


def _write(path: str, content: str | bytes) -> None:
    """Write one file. Thousands of times, so without Path and file objects: they take longer."""
    try:
        file = os.open(path, NEW)
    except FileNotFoundError:
        _make(os.path.dirname(path))  # noqa: PTH120
        file = os.open(path, NEW)
    try:
        rest = memoryview(content.encode() if isinstance(content, str) else content)
        while rest:
            rest = rest[os.write(file, rest) :]
    except OSError as error:
        error.filename = path  # which a descriptor does not tell
        raise
    finally:
        os.close(file)


def _make(folder: str) -> None:
    """Make a folder; those above it are mostly there."""
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:  # another process was first
        return
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
