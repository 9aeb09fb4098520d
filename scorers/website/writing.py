"""Writes the files of the site, shared out over the machine's processors."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from scorers.exceptions import ConstaError, SiteError


# What makes one file or a few that belong together: (address, content) each.
Job = Callable[[], Iterable[tuple[str, str | bytes]]]


def write_all(folder: Path, jobs: Sequence[Job]) -> None:
    """Do all jobs and write their files below the folder.

    Each processor does every n-th job. The processes are forked, so that all see what was read and
    scored without a copy being made.

    Raises:
        SiteError: A file could not be made or written.
    """
    workers = len(os.sched_getaffinity(0))
    fork = multiprocessing.get_context("fork")
    told = fork.SimpleQueue()
    processes = [
        fork.Process(target=_write_some, args=(folder, jobs[number::workers], told))
        for number in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise SiteError(told.get() if not told.empty() else "a file could not be made, see above")


def _write_some(folder: Path, jobs: Sequence[Job], told: Any) -> None:
    try:
        for job in jobs:
            for address, content in job():
                path = os.path.join(folder, address)  # noqa: PTH118 - half the time of a Path
                os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
                with open(path, "wb") as file:  # noqa: PTH123
                    file.write(content.encode() if isinstance(content, str) else content)
    except ConstaError as error:
        told.put(str(error))
        raise SystemExit(1) from error
    except OSError as error:
        told.put(f"cannot write {error.filename}: {error.strerror}")
        raise SystemExit(1) from error
