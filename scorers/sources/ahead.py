"""Reads the next reply while the one before it is worked on, in a thread of its own."""

import threading
from collections.abc import Iterator
from queue import SimpleQueue

from scorers.sources.archive.replaying import Kept


# Two replies as large as this are never held at once.
LARGE_BYTES = 32_000_000


class Ahead:
    """The replies of another iterator in their order, read a few ahead.

    What that one raises is raised here, behind all that it gave before.
    """

    def __init__(self, replies: Iterator[Kept], few: int = 1) -> None:
        """Begin to read.

        Args:
            replies: From now on it is the thread's own, until it ends.
            few: How many are read before they are asked for.
        """
        self._replies = replies
        self._is_closed = False
        self._room = threading.Semaphore(few)
        self._read: SimpleQueue[Kept | BaseException] = SimpleQueue()
        # A daemon: a host may take minutes to answer, and whoever stops does not wait for it.
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            while True:
                self._room.acquire()
                if self._is_closed:
                    return
                self._read.put(next(self._replies))
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            self._read.put(error)

    def __iter__(self) -> Iterator[Kept]:
        """Yield the replies."""
        while True:
            found = self._read.get()
            if isinstance(found, StopIteration):
                return
            if isinstance(found, BaseException):
                raise found
            is_large = len(found.reply.body) > LARGE_BYTES
            if not is_large:
                self._room.release()
            yield found
            if is_large:
                self._room.release()

    def close(self) -> None:
        """Read nothing more; a reply that is being read comes to nothing."""
        self._is_closed = True
        self._room.release()
