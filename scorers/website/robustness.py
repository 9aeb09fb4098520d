"""What the page on the robustness of an edition shows: tables, and a sentence for each finding.

Nothing is drawn or scored here: every number is one of `scorers.editions.robustness`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from scorers.country import Kind
from scorers.editions import gates as gating
from scorers.editions.book import ScoreBook
from scorers.editions.gates import Gate
from scorers.editions.plain import plain
from scorers.editions.robustness import Robustness, facts, gate_facts, has_rated, robustness
from scorers.editions.sensitivity import varied_by
from scorers.editions.trees import TOTAL
from scorers.method import Method
from scorers.paths import Place
from scorers.text import Text, languages
from scorers.website import addresses
from scorers.website import robustness_words as words
from scorers.website.cards import Dealer
from scorers.website.downloads import as_json, provenance
from scorers.website.pages import Page, about
from scorers.website.robustness_findings import Findings, of_part
from scorers.website.views import Entry


Rows = Sequence[Mapping[str, Any]]
Listed = Mapping[str, Rows]  # by language: in alphabetical order


@dataclass(frozen=True, slots=True)
class Group:
    """Where each rated institution of a kind could stand among them: rows entry, first, last."""

    kind: Kind
    said: Text
    rows: Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A pillar, or the total, in which something is rated. Shares and indices are 0 to 1.

    Attributes:
        said: A sentence a finding, by its name.
        discussed: What the method says of assumptions that weigh much here.
        scores: Rows of entry, score, data_low, data_high, low and high.
        bands: Rows of entry, and data and all: the shares of the draws in each band, in order.
        effects: Rows of name, institutions, first and total; None where not known.
        kept: Rows of name, institutions and kept.
        left_out: Rows of indicator, name, institutions, lowest, highest, greatest and its entry.
        weights: Rows of name, nominal, effective and correlation_ratio; none for too few.
        pairs: Rows of first, second, institutions, correlation, is_beyond and note.
        groups: Rank intervals, a group a kind.
    """

    id: str
    name: Text
    rated: int
    said: Mapping[str, Text]
    discussed: Sequence[Text]
    scores: Listed
    bands: Listed
    effects: Rows
    kept: Rows
    left_out: Rows
    weights: Rows
    pairs: Rows
    groups: Sequence[Group]


@dataclass(frozen=True, slots=True)
class RobustnessView:
    """The whole page: how it was varied, its parts and its gates.

    Attributes:
        interval: Probability inside the intervals, in percent.
        least_kept: The share that the gate on single assumptions asks for.
        ticks: Scores at which a band begins or ends.
        assumptions: Name and words of each that was varied.
        gates: Each with the name of its part, None for the edition as a whole.
    """

    varied: Sequence[Text]
    interval: float
    least_kept: float
    ticks: Sequence[float]
    assumptions: Sequence[tuple[Text, Text]]
    parts: Sequence[PartView]
    gates: Sequence[tuple[Gate, Text | None]]
    gates_said: Text


def varied(place: Place, books: Iterable[ScoreBook]) -> dict[str, Method]:
    """Return the method that says what is varied, by the id of each edition that has a page.

    An edition has none where nothing is rated, or no version of its method says what is varied.
    """
    found = {one.edition.id: varied_by(place, one.method) for one in books if has_rated(one)}
    return {name: method for name, method in found.items() if method}


def made(place: Place, dealer: Dealer, by: Method) -> tuple[Page, str]:
    """Return the page of an edition, and every table behind it as JSON.

    It takes a second for fifty rated institutions, so it is best called where pages are written.

    Args:
        place: The checkout.
        dealer: Of the edition.
        by: The method that says what is varied.
    """
    book = dealer.book
    found = robustness(place, book, by)
    variables = {"view": view(book, found, dealer.entries), **about(book)}
    address = addresses.robustness(book.edition.id)
    return Page(address, "robustness.html", lambda: variables), robustness_json(book, found)


def view(book: ScoreBook, made: Robustness, entries: Mapping[str, Entry]) -> RobustnessView:
    """Return what the page shows.

    Args:
        book: The edition.
        made: How robust it is.
        entries: Its institutions as lists show them, by id.
    """
    names = {one.id: one.name for one in book.method.pillars.values()} | {TOTAL: words.TOTAL}
    findings = Findings(book, made, entries)
    states = [gate.state for gate in made.gates]
    return RobustnessView(
        varied=findings.varied(),
        interval=100 * made.found.interval,
        least_kept=findings.limits.least_kept,
        ticks=sorted({at for one in book.method.bands.values() for at in (one.start, one.end)}),
        assumptions=[
            (name, findings.limits.assumptions[one].text)
            for one, name in made.found.assumptions.items()
        ],
        parts=[
            _part(findings, made, part, names[part], entries)
            for part, count in made.found.rated.items()
            if count
        ],
        gates=[(gate, names.get(gate.part)) for gate in made.gates],
        gates_said=words.GATES.format(
            **{
                state: states.count(state)
                for state in (gating.PASSED, gating.FAILED, gating.NOT_APPLICABLE)
            },
        ),
    )


def robustness_json(book: ScoreBook, made: Robustness) -> str:
    """Return every table behind the page as JSON."""
    return as_json(
        {
            "gates": [gate_facts(gate) for gate in made.gates],
            "sensitivity": facts(made.found),
            "ranks": plain(made.ranks),
            "provenance": provenance(book),
        }
    )


def _part(
    findings: Findings, made: Robustness, part: str, name: Text, entries: Mapping[str, Entry]
) -> PartView:
    found = made.found
    effects, kept, left_out, weights, pairs = (
        make(part)
        for make in (
            findings.effects,
            findings.kept,
            findings.left_out,
            findings.weights,
            findings.pairs,
        )
    )
    said = {
        "scores": findings.spans(part),
        "bands": findings.shares(part),
        "effects": effects[1],
        "kept": kept[1],
        "left_out": left_out[1],
        "weights": weights[1],
        "pairs": pairs[1],
        "no_ranks": findings.no_ranks(),
    }
    return PartView(
        id=part,
        name=name,
        rated=found.rated[part],
        said={key: sentence for key, sentence in said.items() if sentence},
        discussed=list(findings.discussed(part)),
        scores=_listed(plain(of_part(found.scores, part)), entries),
        bands=_listed(list(_shares(of_part(found.bands, part))), entries),
        effects=effects[0],
        kept=kept[0],
        left_out=left_out[0],
        weights=weights[0],
        pairs=pairs[0],
        groups=[
            Group(kind, findings.overlapping(table), _listed(plain(table), entries))
            for kind, table in findings.groups(part)
        ],
    )


def _shares(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for one, own in table.groupby("institution_id", sort=False):
        yield {"institution_id": one, "data": own["data"].tolist(), "all": own["all"].tolist()}


def _listed(rows: Rows, entries: Mapping[str, Entry]) -> Listed:
    """Return rows in alphabetical order of each language: never in that of a number."""
    named = [{**row, "entry": entries[row["institution_id"]]} for row in rows]
    return {
        language: sorted(named, key=lambda row: row["entry"].place(language))
        for language in languages()
    }
