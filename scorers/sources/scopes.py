"""What the scope of a source must state, taken out by the shape that each value must have."""

import re
from collections.abc import Mapping
from typing import TypeVar

from scorers.exceptions import SourceError
from scorers.sources.systems.base import SystemSource


T = TypeVar("T")
DUE = {
    str: "words in quotes",
    int: "a whole number",
    list: 'a list, such as ["a", "b"]',
    dict: 'a table, such as { a = "b" }',
}


def need(source: SystemSource, name: str, shape: type[T]) -> T:
    """Return a value of the source's scope.

    Raises:
        SourceError: It is not there, or of another shape.
    """
    value = source.scope.get(name)
    if not isinstance(value, shape) or isinstance(value, bool):
        raise SourceError(
            f'sources.toml: [[source]] "{source.id}": scope.{name} must be {DUE[shape]}'
        )
    return value


def pattern(source: SystemSource, name: str, text: str) -> re.Pattern[str]:
    """Return a regular expression of the scope; SourceError if it cannot be one."""
    try:
        return re.compile(text)
    except re.error as error:
        raise SourceError(
            f'sources.toml: [[source]] "{source.id}": the pattern "{text}" of scope.{name} '
            f"cannot be: {error}"
        ) from error


def patterns(
    source: SystemSource, name: str, entry: Mapping[str, object], keys: tuple[str, ...]
) -> dict[str, re.Pattern[str]]:
    """Return those of an entry's patterns that it states; SourceError if it states none."""
    found = {key: pattern(source, name, str(entry[key])) for key in keys if key in entry}
    if not found:
        raise SourceError(
            f'sources.toml: [[source]] "{source.id}": an entry of scope.{name} needs one of: '
            + ", ".join(keys)
        )
    return found
