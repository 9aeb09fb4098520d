"""The institutions: reviewed national and regional bodies, and every local government."""

from collections.abc import Mapping, Sequence
from typing import Any

from scorers.country import Country
from scorers.sources import bodies, local_governments
from scorers.sources.made import Made
from scorers.sources.reporting import Report
from scorers.sources.tabular import Row


def build(
    country: Country, words: Mapping[str, Any], rows: Mapping[str, Sequence[Row]], report: Report
) -> Made:
    """Return the rows of the table institutions.

    Args:
        country: Whose institutions.
        words: [import.institutions] of sources.toml.
        rows: By role: national-budget, local-budget, portal-units and portal-names.
        report: Gets the counts.

    Raises:
        SourceError: The reviewed table lacks a body, or names one as the portal does not.
        SourceChangedError: A row has no name or code of the declared form.
    """
    made = bodies.build(country, words, rows, report)
    made += local_governments.build(country, words, rows, report)
    return Made("institutions", {"institutions.csv": made})
