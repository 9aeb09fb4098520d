"""Indicators, one a file, and the registry of those that are computed.

Each module has `measure(inputs) -> DataFrame` with the columns of `base.COLUMNS`. A new indicator
is a new file and a line here; an indicator of the method without code is "not measured".
"""

from collections.abc import Callable, Mapping

import pandas as pd

from scorers.indicators import a1_completeness, a4_open_format, c7_budget_carried_out
from scorers.indicators.base import Inputs


INDICATORS: Mapping[str, Callable[[Inputs], pd.DataFrame]] = {
    "A1": a1_completeness.measure,
    "A4": a4_open_format.measure,
    "C7": c7_budget_carried_out.measure,
}

# Indicators whose earlier years are known from the same rows: the values of each year.
HISTORIES: Mapping[str, Callable[[Inputs], pd.DataFrame]] = {
    "C7": c7_budget_carried_out.history,
}
