"""Reads [baseline.COUNTRY] of a method file: what shrunk rates and waits of a country lean on."""

from itertools import pairwise

from scorers.method.entries import Entry, is_pair
from scorers.method.model import Indicator, Steps


Baselines = tuple[dict[str, dict[str, float]], dict[str, dict[str, Steps]]]


def baselines(top: Entry, indicators: list[Indicator]) -> Baselines:
    """Return m of each country and rate, and the curve of each country and wait.

    Raises:
        MethodError: It names what is no indicator, no rate or no curve.
    """
    rates: dict[str, dict[str, float]] = {}
    waits: dict[str, dict[str, Steps]] = {}
    if not top.has("baseline"):
        return rates, waits
    known = {each.id: each for each in indicators}
    countries = top.entry("baseline")
    for country_id in countries.table:
        entry = countries.entry(country_id)
        for name in entry.table:
            if name not in known:
                raise entry.error(name, "there", f"one of {', '.join(known)}")
        of_waits = [name for name in entry.table if known[name].estimate == "wait"]
        rates[country_id] = {
            name: entry.number(name, 0, 1) for name in entry.table if name not in of_waits
        }
        waits[country_id] = {name: _steps(entry, known[name]) for name in of_waits}
    return rates, waits


def _steps(entry: Entry, indicator: Indicator) -> Steps:
    expected = (
        "[time, share that waits longer] pairs, times rising from 0 to below "
        f"{indicator.up_to:g}, shares falling from below 1 to 0"
    )
    pairs = entry.get(indicator.id, expected)
    if not isinstance(pairs, list) or not pairs or not all(map(is_pair, pairs)):
        raise entry.error(indicator.id, pairs, expected)
    times, shares = ([float(pair[at]) for pair in pairs] for at in (0, 1))
    is_rising = all(first < second for first, second in pairwise([*times, indicator.up_to]))
    is_falling = all(first > second for first, second in pairwise([1.0, *shares]))
    if not (is_rising and is_falling and times[0] >= 0 and shares[-1] >= 0):
        raise entry.error(indicator.id, pairs, expected)
    return tuple(zip(times, shares, strict=True))
