"""Writes the files of the site, shared out over the machine's processors.

What the earlier site has with the same bytes is taken over from there, time and all.
"""

import contextlib
import itertools
import math
import multiprocessing
import os
import pickle
import signal
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Any

from scorers.exceptions import ConstaError, SiteError
from scorers.website import earlier
from scorers.website.earlier import Earlier, Files, State


JOBS_TAKEN = 16
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC

# What makes one file or a few that belong together: (address, content) each.
Job = Callable[[], Iterable[tuple[str, str | bytes]]]


@dataclass(frozen=True, slots=True)
class Resting:
    """A job that need not be done while what it rests on stays the same.

    Attributes:
        name: Tells it apart from all others, and is that of the same job in any build.
        fingerprint: Of all that its files rest on, see `scorers.website.fingerprints`.
        make: Does it.
    """

    name: str
    fingerprint: str
    make: Job

    def __call__(self) -> Iterable[tuple[str, str | bytes]]:
        """Return what it makes."""
        return self.make()


@dataclass
class Written:
    """What was written.

    Attributes:
        new: Addresses of the files that the earlier site has not, or with other bytes.
        same: Addresses of those that were taken over from it.
        jobs: Fingerprint and files of each job that rests on something, by its name.
    """

    new: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    jobs: dict[str, tuple[str, Files]] = field(default_factory=dict)

    def add(self, other: "Written") -> None:
        """Add what another process has written."""
        self.new += other.new
        self.same += other.same
        self.jobs.update(other.jobs)


def parted(jobs: Sequence[Job], before: Earlier) -> tuple[list[Job], list[Job]]:
    """Return the jobs that have to be done, and those whose files the earlier site should have."""
    known = [job for job in jobs if _is_known(job, before)]
    return [job for job in jobs if not _is_known(job, before)], known


def _is_known(job: Job, before: Earlier) -> bool:
    return isinstance(job, Resting) and before.jobs.get(job.name, ("",))[0] == job.fingerprint


def write_all(
    folder: Path, jobs: Sequence[Job], before: Earlier, at_once: int = JOBS_TAKEN
) -> Written:
    """Do all jobs and return what was written below the folder.

    This process and one more for every further processor take jobs as they go. The others are
    forked, so that all see what was read and scored without a copy being made.

    Raises:
        SiteError: A file could not be made or written.
    """
    # What has to be made comes first: no process begins with it when the others are done.
    jobs = [*itertools.chain(*parted(jobs, before))]
    fork = multiprocessing.get_context("fork")
    taken, told, written = fork.Value("i", 0), fork.SimpleQueue(), Written()
    with contextlib.ExitStack() as stack:
        processes = min(len(os.sched_getaffinity(0)), math.ceil(len(jobs) / at_once))
        others = range(processes - 1)
        notes = [stack.enter_context(tempfile.TemporaryFile()) for _ in others]
        given = (folder, jobs, taken, told, before, at_once)
        helpers = [fork.Process(target=_help, args=(*given, own)) for own in notes]
        for helper in helpers:
            helper.start()
        try:
            _write_some(folder, jobs, taken, before, at_once, written)
            for helper in helpers:
                helper.join()
        finally:
            for helper in helpers:
                helper.terminate()
        if any(helper.exitcode for helper in helpers):
            said = "a file could not be made, see above"
            raise SiteError(said if told.empty() else told.get())
        for own in notes:
            own.seek(0)
            written.add(pickle.load(own))  # noqa: S301 - our own process wrote it
    return written


def _help(
    folder: Path,
    jobs: Sequence[Job],
    taken: Any,
    told: Any,
    before: Earlier,
    at_once: int,
    notes: IO[bytes],
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that began this
    written = Written()
    try:
        _write_some(folder, jobs, taken, before, at_once, written)
        pickle.dump(written, notes, pickle.HIGHEST_PROTOCOL)
        notes.flush()
    except ConstaError as error:
        told.put(str(error))
        raise SystemExit(1) from error
    except OSError as error:
        told.put(f"cannot write {error.filename}: {error.strerror}")
        raise SystemExit(1) from error


def _write_some(
    folder: Path,
    jobs: Sequence[Job],
    taken: Any,
    before: Earlier,
    at_once: int,
    written: Written,
) -> None:
    """Take the next few jobs again and again until none is left."""
    while True:
        with taken.get_lock():
            start = taken.value
            taken.value += at_once
        if start >= len(jobs):
            return
        for job in jobs[start : start + at_once]:
            _do(str(folder), job, before, written)


def _do(folder: str, job: Job, before: Earlier, written: Written) -> None:
    """Take over the files of a job, or make them."""
    resting = job if isinstance(job, Resting) else None
    known = before.files(resting.name, resting.fingerprint) if resting else None
    files: dict[str, State] = {}
    if known is None:
        for address, content in job():
            path = f"{folder}/{address}"
            data = content.encode() if isinstance(content, str) else content
            if before.holds(address, data):
                _new(path, partial(before.take, address))
                written.same.append(address)
            else:
                _new(path, partial(_write, data))
                written.new.append(address)
            files[address] = earlier.state(os.lstat(path))
    else:
        for address, kept in known.items():
            path = f"{folder}/{address}"
            is_linked = _new(path, partial(before.take, address))
            files[address] = kept if is_linked else earlier.state(os.lstat(path))
        written.same += known
    if resting:
        written.jobs[resting.name] = resting.fingerprint, files


def _new(path: str, put: Callable[[str], Any]) -> Any:
    """Put a file where none is. Thousands of times, so without Path: it takes longer."""
    try:
        return put(path)
    except FileNotFoundError:
        _make(os.path.dirname(path))  # noqa: PTH120
    except FileExistsError:  # never written into: the earlier site may have the same file
        os.unlink(path)  # noqa: PTH108
    return put(path)


def _write(content: bytes, path: str) -> None:
    """Write a file that is not there yet."""
    file = os.open(path, NEW)
    try:
        rest = memoryview(content)
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
