"""How robust the scores of an edition are: what was varied, what came of it, and its gates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from scorers.editions.book import ScoreBook
from scorers.editions.gates import Gate, gates
from scorers.editions.plain import plain
from scorers.editions.scoring import drawn_again
from scorers.editions.sensitivity import Sensitivity, sensitivity
from scorers.editions.standing import group_ranks
from scorers.editions.supposing import parts_rated, suppose
from scorers.method import Method
from scorers.paths import Place
from scorers.text import Text


NAMED = ("assumptions", "unknown")
TABLES = (
    "scores",
    "bands",
    "effects",
    "medians",
    "alternatives",
    "left_out",
    "importance",
    "correlations",
)


@dataclass(frozen=True)
class Robustness:
    """How robust the scores of an edition are.

    Attributes:
        varied: The method that says what is varied.
        found: What came of it.
        gates: The release gates, in the order of METHOD section 7.
        ranks: As `standing.group_ranks` returns them.
    """

    varied: Method
    found: Sensitivity
    gates: Sequence[Gate]
    ranks: pd.DataFrame


def has_rated(book: ScoreBook) -> bool:
    """Return whether any institution is rated in any pillar or in total."""
    return any(flags.any() for flags in parts_rated(book).values())


def robustness(place: Place, book: ScoreBook, varied: Method) -> Robustness:
    """Return how robust the scores of an edition are.

    Args:
        place: The checkout.
        book: The edition.
        varied: The method that says what is varied, as `sensitivity.varied_by` returns it.
    """
    drawn = drawn_again(place, book)
    found = sensitivity(drawn, varied)
    return Robustness(
        varied=varied,
        found=found,
        gates=gates(place, book.country, drawn, varied, found),
        ranks=group_ranks(suppose(drawn, varied)),
    )


def gate_facts(gate: Gate) -> dict[str, Any]:
    """Return a gate as plain values for JSON."""
    return {
        "id": gate.id,
        "part": gate.part or None,
        "name": _both(gate.name),
        "state": gate.state,
        "form": gate.form,
        "found": gate.found,
        "limit": gate.limit,
        "limit_is": "least" if gate.at_least else "most",
        "said": _both(gate.said),
        "details": list(gate.details),
    }


def facts(found: Sensitivity) -> dict[str, Any]:
    """Return all that `sensitivity` found as plain values for JSON; a table is a list of rows."""
    return {
        **{name: value for name, value in vars(found).items() if name not in (*TABLES, *NAMED)},
        **{name: _texts(getattr(found, name)) for name in NAMED},
        **dict(_plain(found)),
    }


def _plain(found: Sensitivity) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for name in TABLES:
        yield name, plain(getattr(found, name))


def _texts(named: Mapping[str, Text]) -> dict[str, dict[str, str]]:
    return {name: _both(text) for name, text in named.items()}


def _both(text: Text) -> dict[str, str]:
    return {"es": text.es, "en": text.en}
