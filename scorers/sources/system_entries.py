"""The [[source]] entries of sources.toml that a system reads; every wrong word in one line."""

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

from scorers.exceptions import SourceError
from scorers.sources.systems.base import SystemSource
from scorers.sources.web.hosts import is_host
from scorers.text import near


EVERY = ("day", "week", "month", "year")
# Of each key: its types, and how to write it.
KEYS: Mapping[str, tuple[tuple[type, ...], str]] = {
    "id": ((str,), 'lower-case words joined by hyphens, such as "ask-portal"'),
    "system": ((str,), "words in quotes"),
    "address": ((str,), 'an address, such as "https://example.org"'),
    "hosts": ((list,), 'a list, such as ["example.org", "*.example.org"]'),
    "scope": ((dict,), 'a table, such as { jurisdiction = "bund" }'),
    "outcomes": ((dict,), 'a table, such as { successful = "released" }'),
    "pace_seconds": ((int, float), "a number"),
    "permission": ((str,), "who permitted it, where and when, in quotes"),
    "is_private": ((bool,), "true or false"),
    "every": ((str,), ", ".join(EVERY)),
    "publisher": ((str,), "words in quotes"),
    "licence": ((str,), "words in quotes"),
}
NEEDED = ("id", "system", "address", "every", "publisher", "licence")


def system_source(
    entry: Mapping[str, Any], where: str, country_id: str, outcomes: Collection[str]
) -> SystemSource:
    """Return what an entry states.

    Args:
        entry: The entry.
        where: What messages call it.
        country_id: The country's.
        outcomes: Those of the table requests.

    Raises:
        SourceError: A key is missing, unknown or of another type, or its value cannot be.
    """
    _vet_keys(entry, where)
    address, host = _address(entry, where)
    hosts = entry.get("hosts", [host])
    if not hosts or not all(isinstance(name, str) and is_host(name) for name in hosts):
        raise SourceError(f"{where}: hosts is {hosts}; write {KEYS['hosts'][1]}")
    if entry["every"] not in EVERY:
        raise SourceError(f'{where}: every is "{entry["every"]}"; write {KEYS["every"][1]}')
    if entry.get("pace_seconds", 0) < 0:
        raise SourceError(f"{where}: pace_seconds is {entry['pace_seconds']}; write 0 or more")
    ours = entry.get("outcomes", {})
    _vet_outcomes(ours, where, outcomes)
    return SystemSource(
        id=entry["id"],
        country_id=country_id,
        system=entry["system"],
        address=address,
        hosts=tuple(name.lower() for name in hosts),
        scope=entry.get("scope", {}),
        outcomes=ours,
        pace_seconds=float(entry.get("pace_seconds", 1)),
        permission=entry.get("permission", ""),
        is_private=entry.get("is_private", False),
        every=entry["every"],
        publisher=entry["publisher"],
        licence=entry["licence"],
    )


def _vet_keys(entry: Mapping[str, Any], where: str) -> None:
    """Raise SourceError for a key that is unknown, missing or of another type."""
    for key in entry:
        if key not in KEYS:
            meant = near(key, KEYS)
            hint = f'; did you mean "{meant}"?' if meant else f"; it takes: {', '.join(KEYS)}"
            raise SourceError(f'{where}: unknown key "{key}"{hint}')
    for key in NEEDED:
        if key not in entry:
            raise SourceError(f'{where} needs "{key}"')
    for key, value in entry.items():
        types, due = KEYS[key]
        if type(value) not in types:
            raise SourceError(f'{where}: {key} is "{value}"; write {due}')


def _address(entry: Mapping[str, Any], where: str) -> tuple[str, str]:
    """Return the address without a slash at its end, and its host; SourceError if it is none."""
    address = entry["address"].rstrip("/")
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        host = ""
    if not host or parts.scheme not in {"http", "https"} or parts.username is not None:
        raise SourceError(f'{where}: address is "{address}"; write {KEYS["address"][1]}')
    return address, host


def _vet_outcomes(ours: Mapping[str, str], where: str, outcomes: Collection[str]) -> None:
    """Raise SourceError for a state that is mapped to no outcome of ours."""
    for state, outcome in ours.items():
        # "" is an answer of which no more is known: its row has the day alone.
        if outcome and outcome not in outcomes:
            meant = near(str(outcome), outcomes)
            hint = f'did you mean "{meant}"?' if meant else f"write one of: {', '.join(outcomes)}"
            raise SourceError(f'{where}: outcomes: "{state}" is "{outcome}"; {hint}')
