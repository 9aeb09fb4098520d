"""The hosts that a source may ask: names, and patterns for all that stand below a name."""

import re
from collections.abc import Iterable


# A name below which anyone may be must not be opened whole: "*.com".
LEAST_LABELS = 2
LABEL = r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?"
PATTERN = re.compile(rf"\*(\.{LABEL}){{{LEAST_LABELS},}}", re.IGNORECASE)
NUMBERS = re.compile(r"[\d.]+")


def is_among(host: str, hosts: Iterable[str]) -> bool:
    """Return whether a host is one of these; "*.example.org" is any below it, and not itself."""
    return any(
        host.endswith(name[1:]) and len(host) >= len(name) if name.startswith("*") else host == name
        for name in hosts
    )


def is_host(name: str) -> bool:
    """Return whether a name can stand among hosts."""
    if "*" in name:
        return PATTERN.fullmatch(name) is not None and not NUMBERS.fullmatch(name[2:])
    return bool(name) and not set(name) & set("/@? \t") and "://" not in name
