"""Writes the files of the site, shared out over the machine's processors."""

import multiprocessing
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from scorers.exceptions import ConstaError, SiteError


Make = Callable[[], str | bytes]


def write_all(folder: Path, files: Mapping[str, Make]) -> None:
    """Make and write every file below the folder.

    Each processor makes every n-th file. The processes are forked, so that all see what was read
    and scored without a copy being made.

    Args:
        folder: Where the addresses begin.
        files: What makes the content of each file, by its address.

    Raises:
        SiteError: A file could not be made or written.
    """
    workers = len(os.sched_getaffinity(0))
    fork = multiprocessing.get_context("fork")
    told = fork.SimpleQueue()
    everything = list(files.items())
    processes = [
        fork.Process(target=_write_some, args=(folder, everything[number::workers], told))
        for number in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise SiteError(told.get() if not told.empty() else "a file could not be made, see above")


def _write_some(folder: Path, files: Sequence[tuple[str, Make]], told: Any) -> None:
    try:
        for address, make in files:
            content = make()
            path = folder / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    except ConstaError as error:
        told.put(str(error))
        raise SystemExit(1) from error
    except OSError as error:
        told.put(f"cannot write {error.filename}: {error.strerror}")
        raise SystemExit(1) from error
