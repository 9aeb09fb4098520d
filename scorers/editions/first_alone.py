"""What is worked out for all institutions at once, but for the first that is asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar


T = TypeVar("T")


class FirstAlone(Generic[T]):
    """Gives something of each institution.

    A whole site asks for thousands, and all at once are quickest. A site of which little has
    changed asks for one, and all would take a hundred times as long.
    """

    def __init__(self, one: Callable[[str], T], every: Callable[[], Callable[[str], T]]) -> None:
        """Work out nothing yet.

        Args:
            one: Works it out for one institution alone.
            every: Works it out for all, and returns what then gives that of each.
        """
        self._one, self._every = one, every
        self._first: dict[str, T] = {}

    def __call__(self, institution_id: str) -> T:
        """Return that of an institution."""
        if not self._first:
            self._first[institution_id] = self._one(institution_id)
        if institution_id in self._first:
            return self._first[institution_id]
        return self._of(institution_id)

    @cached_property
    def _of(self) -> Callable[[str], T]:
        return self._every()
