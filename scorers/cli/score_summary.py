"""The summary of an edition: how much is known, how it is spread, what is missing."""

from typing import Any

from scorers.cli import score_facts
from scorers.cli import score_words as words
from scorers.editions import ScoreBook


STATES = ("measured", "absent", "too_few", "not_measured", "not_applicable")
QUARTILES = {"least": 0.0, "first": 0.25, "middle": 0.5, "third": 0.75, "most": 1.0}


def facts(book: ScoreBook) -> dict[str, Any]:
    """Return the summary as plain values."""
    programme = [name for name in book.country.programme if name in book.institutions.index]
    return {
        **score_facts.edition(book),
        "institutions_scored": int(book.institutions["scored"].sum()),
        "institutions_not_scored": int((~book.institutions["scored"]).sum()),
        "rated": {
            **{
                name: int(book.pillars["rated"].xs(name, level="pillar_id").sum())
                for name in book.method.pillars
            },
            "total": int(book.totals["rated"].sum()),
        },
        "indicators": {name: _indicator(book, name) for name in book.method.indicators},
        "pooled_baselines": [
            *(name for name, one in book.baselines.items() if not one.is_frozen),
            *(name for name, one in book.baseline_waits.items() if not one.is_frozen),
        ],
        "programme": {name: _institution(book, name) for name in programme},
    }


def _indicator(book: ScoreBook, indicator_id: str) -> dict[str, Any]:
    rows = book.indicators.xs(indicator_id, level="indicator_id")
    values = rows.loc[rows["score"].notna(), "value"]
    spread = (
        {name: float(values.quantile(share)) for name, share in QUARTILES.items()}
        if len(values)
        else None
    )
    return {
        "states": {state: int((rows["state"] == state).sum()) for state in STATES},
        "value": spread,
    }


def _institution(book: ScoreBook, institution_id: str) -> dict[str, Any] | None:
    if not book.institutions.loc[institution_id, "scored"]:
        return None
    return {
        "pillars": {
            name: score_facts.rating(score_facts.row(book.pillars, (institution_id, name)))
            for name in book.method.pillars
        },
        "total": score_facts.rating(score_facts.row(book.totals, institution_id)),
    }


def lines(book: ScoreBook, summary: dict[str, Any], language: str) -> list[str]:
    """Return the summary as lines to print."""
    return [
        *_heading(book, summary, language),
        "",
        *_pillars(book, summary, language),
        "",
        *_indicators(book, summary, language),
        "",
        *_programme(book, summary, language),
        "",
        *_needs(book, language),
        "",
        words.INPUTS[language].format(count=len(book.inputs), digest=book.inputs_hash),
    ]


def _heading(book: ScoreBook, summary: dict[str, Any], language: str) -> list[str]:
    digits = score_facts.digits(book, language)
    return [
        words.TITLE[language].format(
            country=book.country.name[language],
            edition=book.edition.id,
            revision=book.edition.revision,
            status=words.STATUS[book.edition.status][language],
            method=book.method.version,
        ),
        words.WINDOW[language].format(
            start=book.edition.window_start,
            end=book.edition.window_end,
            cut_off=book.edition.cut_off,
        ),
        words.INSTITUTIONS[language].format(
            scored=digits.write(summary["institutions_scored"]),
            left_out=digits.write(summary["institutions_not_scored"]),
        ),
    ]


def _pillars(book: ScoreBook, summary: dict[str, Any], language: str) -> list[str]:
    digits = score_facts.digits(book, language)
    whole = digits.write(summary["institutions_scored"])
    names = {
        name: f"{name} {pillar.name[language]}" for name, pillar in book.method.pillars.items()
    }
    names["total"] = words.TOTAL[language]
    width = max(map(len, names.values()))
    return [
        f"{words.PILLARS[language]}:",
        *(
            f"  {shown:<{width}}  "
            + words.OF[language].format(part=digits.write(summary["rated"][name]), whole=whole)
            for name, shown in names.items()
        ),
    ]


def _indicators(book: ScoreBook, summary: dict[str, Any], language: str) -> list[str]:
    digits = score_facts.digits(book, language)
    shown, unknown = [f"{words.INDICATORS[language]}:"], []
    for name, indicator in book.method.indicators.items():
        found = summary["indicators"][name]
        if found["states"]["not_measured"] == summary["institutions_scored"]:
            unknown.append(name)
            continue
        counts = "; ".join(
            f"{book.method.states[state].name[language]} {digits.write(count)}"
            for state, count in found["states"].items()
            if count
        )
        shown.append(f"  {name} {indicator.name[language]}: {counts}")
        if found["value"]:
            spread = {
                part: digits.write(value, indicator.places)
                for part, value in found["value"].items()
            }
            unit = indicator.unit[language]
            shown.append("     " + words.RANGE[language].format(unit=unit, **spread))
    if unknown:
        shown.append("  " + words.WITH_CODE[language].format(names=", ".join(unknown)))
    if summary["pooled_baselines"]:
        names = ", ".join(summary["pooled_baselines"])
        shown.append("  " + words.POOLED[language].format(names=names))
    return shown


def _programme(book: ScoreBook, summary: dict[str, Any], language: str) -> list[str]:
    shown = [f"{words.PROGRAMME[language]}:"]
    for institution_id, found in summary["programme"].items():
        name = book.institutions.loc[institution_id, f"name_{language}"]
        if found is None:
            shown.append(f"  {name}: {words.NOT_SCORED[language]}")
            continue
        shown.append(f"  {name}")
        shown.extend(
            f"    {pillar_id}  {_line(book, rating, language)}"
            for pillar_id, rating in found["pillars"].items()
        )
    return shown


def _line(book: ScoreBook, rating: dict[str, Any], language: str) -> str:
    digits = score_facts.digits(book, language)
    said = words.NOT_RATED[language]
    if rating["rated"]:
        band = score_facts.bands(book, rating["bands"], words.TO, language)
        said = f"{digits.write(rating['score'])}, {band}"
    low, high = digits.write(rating["low"]), digits.write(rating["high"])
    counted = words.COUNTED[language].format(
        measured=rating["measured_count"], applicable=rating["applicable_count"]
    )
    return f"{said}; {words.BOUNDS[language].format(low=low, high=high)}; {counted}"


def _needs(book: ScoreBook, language: str) -> list[str]:
    share = f"{score_facts.digits(book, language).write(100 * book.method.coverage_minimum, 1)} %"
    shown = [f"{words.NEEDED[language]}:"]
    for pillar in book.method.pillars.values():
        required = ""
        for names, text in (
            (pillar.needs_all, words.NEEDS_ALL),
            (pillar.needs_any, words.NEEDS_ANY),
        ):
            if names:
                required += text[language].format(names=", ".join(names))
        shown.append(
            "  "
            + words.NEEDS[language].format(
                pillar=f"{pillar.id} {pillar.name[language]}", least=share, required=required
            )
        )
    return shown
