"""What an indicator was in earlier years, as far as the same rows tell: context beside a score.

No score rests on it. It is always of today's records: a frozen edition keeps only its own year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from scorers.country import Country
from scorers.editions import scoring
from scorers.editions.edition import Edition
from scorers.indicators import HISTORIES
from scorers.method import Method


# (year, value) pairs, the oldest first, by indicator.
History = Mapping[str, Sequence[tuple[int, float]]]


def histories(
    country: Country, edition: Edition, method: Method, frames: Mapping[str, pd.DataFrame]
) -> dict[str, History]:
    """Return the values of every year up to the end of an edition's window, by institution.

    Args:
        country: Whose.
        edition: The newest one that shows them.
        method: The edition's.
        frames: The tables of the country, as `read_all` returns them; of every institution, also of
            those that the edition does not score.
    """
    everyone = frames["institutions"].set_index("institution_id").assign(scored=True)
    known = scoring.inputs_of(country, edition, method, frames, everyone)
    statistics = frames["statistics"]
    earlier = statistics[statistics["period_end"] <= pd.Timestamp(known.window_end)]
    known = replace(known, statistics=earlier)
    found: dict[str, dict[str, list[tuple[int, float]]]] = {}
    for indicator_id, history in HISTORIES.items():
        table = history(known)
        columns = (table[name].to_numpy().tolist() for name in ("institution_id", "year", "value"))
        for institution_id, year, value in zip(*columns, strict=True):
            found.setdefault(institution_id, {}).setdefault(indicator_id, []).append((year, value))
    return dict(found)
