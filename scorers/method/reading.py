"""Reads a method file, refusing whatever could not be a method."""

import tomllib
from pathlib import Path

from scorers.exceptions import MethodError
from scorers.method import rules
from scorers.method.assumptions import sensitivity
from scorers.method.baselines import baselines
from scorers.method.entries import Entry
from scorers.method.indicators import indicator
from scorers.method.model import Band, Driver, Method, Overlap, Pillar, State, Uncertainty


STATES = ("measured", "absent", "too_few", "not_measured", "not_applicable")
FORMATS = ("image", "scan", "pdf", "page", "text", "spreadsheet", "open", "open_licensed")
LIMITS = (
    "observation_months",
    "absence_days",
    "permanence_days",
    "total_floor",
    "coverage_minimum",
)


def read(path: Path) -> Method:
    """Return the method of a file.

    Raises:
        MethodError: The file is missing, is not TOML, leaves out or misspells something, or its
            weights, anchors, bands or references cannot be. The message names the file, the place
            in it, what was found and what is expected.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        known = ", ".join(sorted(other.stem for other in path.parent.glob("*.toml"))) or "none"
        raise MethodError(
            f'no method "{path.stem}": {path} is missing. Methods: {known}'
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise MethodError(f"{path}: not TOML in UTF-8: {error}") from error
    found = _method(Entry(path, "", table))
    rules.check(path, found)
    return found


def _method(top: Entry) -> Method:
    pillar_ids = [entry.word("id", pattern="[A-Z]") for entry in top.entries("pillar")]
    driver_ids = [entry.word("id", pattern="D[0-9]") for entry in top.entries("driver")]
    indicators = [indicator(entry, pillar_ids, driver_ids) for entry in top.entries("indicator")]
    ids = [each.id for each in indicators]
    shrinkage = top.entry("shrinkage")
    rates, waits = baselines(top, indicators)
    strength, is_judgement = shrinkage.number("strength", 0), shrinkage.flag("judgement")
    shrinkage.done()
    part, whole = top.pair("coverage_minimum", "a part and a whole, such as [2, 3]")
    if whole == 0:
        raise top.error("coverage_minimum", [part, whole], "a part and a whole, such as [2, 3]")
    method = Method(
        version=top.word("version", pattern=r"[0-9]+\.[0-9]+\.[0-9]+"),
        name=top.text("name"),
        observation_months=top.whole("observation_months", 1),
        absence_days=top.whole("absence_days", 1),
        permanence_days=top.whole("permanence_days", 1) if top.has("permanence_days") else 0,
        total_floor=top.number("total_floor", 0.001, 100),
        coverage_minimum=part / whole,
        judgement=top.words("judgement", LIMITS),
        strength=strength,
        strength_judgement=is_judgement,
        uncertainty=_uncertainty(top.entry("uncertainty")),
        ladder=_ladder(top.entry("ladder")),
        pillars={entry.table["id"]: _pillar(entry, ids) for entry in top.entries("pillar")},
        drivers={entry.table["id"]: _driver(entry) for entry in top.entries("driver")},
        bands={band.id: band for band in map(_band, top.entries("band"))},
        states={state.id: state for state in map(_state, top.entries("state"))},
        overlaps=tuple(_overlap(entry, ids) for entry in top.entries("overlap")),
        indicators={each.id: each for each in indicators},
        baselines=rates,
        baseline_waits=waits,
        sensitivity=sensitivity(top.entry("sensitivity"), pillar_ids, driver_ids)
        if top.has("sensitivity")
        else None,
    )
    top.done()
    return method


def _pillar(entry: Entry, indicator_ids: list[str]) -> Pillar:
    pillar = Pillar(
        id=entry.word("id"),
        name=entry.text("name"),
        question=entry.text("question"),
        weight=entry.number("weight", 0, 1),
        judgement=entry.flag("judgement"),
        needs_all=entry.words("all", indicator_ids),
        needs_any=entry.words("any", indicator_ids),
    )
    entry.done()
    return pillar


def _driver(entry: Entry) -> Driver:
    driver = Driver(
        id=entry.word("id"), name=entry.text("name"), description=entry.text("description")
    )
    entry.done()
    return driver


def _band(entry: Entry) -> Band:
    band = Band(
        id=entry.word("id", pattern="[a-z]+(-[a-z]+)*"),
        name=entry.text("name"),
        start=entry.number("from", 0, 100),
        end=entry.number("to", 0, 100),
    )
    entry.done()
    return band


def _state(entry: Entry) -> State:
    state = State(id=entry.word("id", STATES), name=entry.text("name"), text=entry.text("text"))
    entry.done()
    return state


def _overlap(entry: Entry, indicator_ids: list[str]) -> Overlap:
    overlap = Overlap(
        indicators=entry.words("indicators", indicator_ids, least=2), text=entry.text("text")
    )
    entry.done()
    return overlap


def _uncertainty(entry: Entry) -> Uncertainty:
    cases = "a first and a last number of cases, such as [5, 9]"
    uncertainty = Uncertainty(
        draws=entry.whole("draws", 100, 100_000),
        seed=entry.whole("seed", 0),
        interval=entry.number("interval", 0.5, 0.999),
        band_probability=entry.number("band_probability", 0.5, 1),
        bands_touched=entry.whole("bands_touched", 1),
        band_minimum=entry.whole("band_minimum", 1),
        provisional=entry.pair("provisional", cases),
        flagged=entry.pair("flagged", cases),
    )
    entry.done()
    return uncertainty


def _ladder(entry: Entry) -> dict[str, float]:
    ladder = {form: entry.number(form, 0, 100) for form in FORMATS}
    entry.done()
    return ladder
