"""Counts over all rows of requests: the only step that is ever big.

`tally` turns any part of the rows into counts, `merge` adds such counts up, in any order and any
grouping to the same bytes. Everything that is scored from requests rests on these counts alone.
"""

from scorers.tallies.counting import COLUMNS, merge
from scorers.tallies.tallying import tally


__all__ = ["COLUMNS", "merge", "tally"]
