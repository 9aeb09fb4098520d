"""Which addresses of known observations are due to be opened again, as a source to pull."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from urllib.parse import urlsplit

from scorers.country import Country
from scorers.sources import writing
from scorers.sources.systems.base import SystemSource


KEPT = ("institution_id", "item", "period", "found", "format", "url", "looked_on")
# Nobody in particular publishes all that a visit opens.
PUBLISHER = "El sitio de cada institución / each institution's own site"
PACE_SECONDS = 2.0


def due(
    country: Country, today: date, older_days: int, institutions: Collection[str] = ()
) -> list[dict[str, str]]:
    """Return the last look at each item that has an address and is old enough, the oldest first.

    Absences are looked at again too: two of them, apart, are what proves one. The checks of the
    method are not: that an address is there does not say that a message was answered.

    Args:
        country: Whose observations.
        today: The day of the visit.
        older_days: A look counts as old from so many days on.
        institutions: Only these; all if there are none.
    """
    last: dict[tuple[str, ...], Mapping[str, str]] = {}
    for row in _rows(country):
        place = (row["institution_id"], row["item"], row["period"])
        if place not in last or row["looked_on"] >= last[place]["looked_on"]:
            last[place] = row
    latest = (today - timedelta(days=older_days)).isoformat()
    looks = [
        {name: row[name] for name in KEPT}
        for row in last.values()
        if row["url"]
        and row["item"] in country.items
        and row["looked_on"] <= latest
        and row["found"] != "not_applicable"
        and (not institutions or row["institution_id"] in institutions)
    ]
    return sorted(looks, key=lambda look: (look["looked_on"], look["url"], *look.values()))


def source(
    country: Country, looks: Iterable[Mapping[str, str]], today: date, most: int
) -> SystemSource | None:
    """Return the visit to at most so many addresses, None if none is due.

    Its id is made of the day and of what is visited: a visit that was stopped goes on where it was
    when it is asked for again the same day, and one that is over is never written over.
    """
    targets: list[Mapping[str, str]] = []
    addresses: set[str] = set()
    for look in looks:
        if look["url"] in addresses or len(addresses) < most:
            addresses.add(look["url"])
            targets.append(look)
    if not targets:
        return None
    text = "\n".join("|".join(look.values()) for look in targets)
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    hosts = {(urlsplit(address).hostname or "").rstrip(".") for address in addresses}
    return SystemSource(
        id=f"visit-{today.isoformat()}-{digest}",
        country_id=country.id,
        system="visit",
        address=targets[0]["url"],
        hosts=tuple(sorted(hosts)),
        scope={"keys": "institution_id", "targets": targets},
        outcomes={},
        pace_seconds=PACE_SECONDS,
        permission="",
        is_private=False,
        every="month",
        publisher=PUBLISHER,
        licence="not stated",
    )


def _rows(country: Country) -> Iterator[Mapping[str, str]]:
    for path in sorted((country.folder / "records" / "observations").glob("**/*.csv")):
        yield from writing.stored(path)
