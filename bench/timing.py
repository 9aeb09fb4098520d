"""Measuring whole processes, and one table of goals and results.

A benchmark ends with `finish(rows)`. Run alone it prints its table; run by `everything.py` it
adds its rows to the file that CONSTA_BENCH_ROWS names, and the table is printed once, at the end.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent
CONSTA = [sys.executable, "-m", "scorers"]
RAM_DISK = Path("/dev/shm")  # noqa: S108 - only ever the parent of a folder made by mkdtemp
RAM_DISK_NEEDS = 8_000_000_000


@dataclass(frozen=True)
class Row:
    """One line of the table; `met` is None for a measure without a goal."""

    what: str
    goal: str
    result: str
    met: bool | None


@dataclass(frozen=True)
class Run:
    """What a process and its children took.

    Attributes:
        seconds: Wall time.
        busy: Seconds of processor time; steadier than wall time on a shared machine.
        peak_mb: The most memory that they held at once.
    """

    seconds: float
    busy: float
    peak_mb: float


class ProcessError(Exception):
    """A measured command failed; the message holds the command and the end of what it wrote."""


def run(command: Sequence[str | Path], *, watched: bool = False) -> Run:
    """Return what the whole command took, children included.

    Args:
        command: The words of the command.
        watched: Look at the memory of the whole process tree five times a second, in which a page
            that processes share counts once. Looking slows the command down, so such a run is not
            one to time; else the memory is the kernel's own peak of the biggest process.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=_as_installed(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        seen: list[float] = []
        ended = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, ended, seen))
        if watched:
            watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        if watched:
            watcher.join()
        if process.returncode:
            output.seek(0)
            said = output.read()[-2000:].decode(errors="replace").strip()
            words = " ".join(str(part) for part in command)
            raise ProcessError(f"exit status {process.returncode} from: {words}\n{said}")
    return Run(
        seconds=seconds,
        busy=usage.ru_utime + usage.ru_stime,
        peak_mb=max(usage.ru_maxrss / 1024, *seen, 0.0),
    )


def _as_installed() -> dict[str, str]:
    """Return the environment, but for a setting that would compile every module at each start."""
    return {name: word for name, word in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def finish(rows: Sequence[Row]) -> int:
    """Return 1 if a goal was missed, else 0, after printing the rows or handing them on."""
    shared = os.environ.get("CONSTA_BENCH_ROWS")
    if shared:
        with Path(shared).open("a", encoding="utf-8") as lines:
            lines.writelines(json.dumps(asdict(row)) + "\n" for row in rows)
    else:
        print(table(rows))
    return int(any(row.met is False for row in rows))


def table(rows: Sequence[Row]) -> str:
    """Return the rows as aligned text under a header."""
    words = {True: "met", False: "MISSED", None: ""}
    lines = [("what", "goal", "result", "")]
    lines += [(row.what, row.goal, row.result, words[row.met]) for row in rows]
    what, goal, result = (max(len(line[column]) for line in lines) for column in range(3))
    return "\n".join(
        f"{line[0]:<{what}}  {line[1]:<{goal}}  {line[2]:<{result}}  {line[3]}".rstrip()
        for line in lines
    )


def progress(message: str) -> None:
    """Say on stderr what is being measured."""
    print(f"bench: {message}", file=sys.stderr, flush=True)


@contextmanager
def scratch() -> Iterator[Path]:
    """Give an empty folder on a RAM disk with room enough, else on disk, and say which."""
    roomy = RAM_DISK.is_dir() and os.access(RAM_DISK, os.W_OK)
    roomy = roomy and shutil.disk_usage(RAM_DISK).free >= RAM_DISK_NEEDS
    progress("writing to a RAM disk" if roomy else "no RAM disk with 4 GB free: writing to disk")
    with tempfile.TemporaryDirectory(
        prefix="consta-bench-", dir=RAM_DISK if roomy else None
    ) as folder:
        yield Path(folder)


def _watch(pid: int, ended: threading.Event, seen: list[float]) -> None:
    while not ended.wait(0.2):
        seen.append(sum(_share_kb(member) for member in _tree(pid)) / 1024)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for listing in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = listing.read_text().split()
        except OSError:  # the thread has ended meanwhile
            continue
        for child in children:
            yield from _tree(int(child))


def _share_kb(pid: int) -> int:
    """Return the memory of a process with its part of what it shares; 0 once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
