"""The arithmetic of one institution: values, anchors, weights, sums and bounds."""

from typing import Any

from scorers.cli import score_facts
from scorers.cli import score_words as words
from scorers.editions import ScoreBook
from scorers.editions.institutions import require_scored
from scorers.method import Indicator, Pillar


ROWS_SHOWN = 2


def facts(book: ScoreBook, institution_id: str) -> dict[str, Any]:
    """Return the arithmetic as plain values.

    Raises:
        EditionError: There is no such institution, or it is not scored in this edition.
    """
    require_scored(book, institution_id)
    row = book.institutions.loc[institution_id]
    return {
        **score_facts.edition(book),
        "institution_id": institution_id,
        "name_es": row["name_es"],
        "name_en": row["name_en"],
        "indicators": {
            name: _indicator(book, institution_id, indicator)
            for name, indicator in book.method.indicators.items()
        },
        "pillars": {
            name: score_facts.rating(score_facts.row(book.pillars, (institution_id, name)))
            for name in book.method.pillars
        },
        "total": score_facts.rating(score_facts.row(book.totals, institution_id)),
    }


def _indicator(book: ScoreBook, institution_id: str, indicator: Indicator) -> dict[str, Any]:
    key = (institution_id, indicator.id)
    row = score_facts.row(book.indicators, key)
    return {
        **{name: score_facts.plain(value) for name, value in row.items()},
        "weight": indicator.weight,
        "anchors": [list(pair) for pair in indicator.anchors],
        "evidence": list(book.evidence.get(key, ())),
    }


def lines(book: ScoreBook, found: dict[str, Any], language: str) -> list[str]:
    """Return the arithmetic as lines to print."""
    shown = [found[f"name_{language}"]]
    for pillar in book.method.pillars.values():
        shown += ["", f"{pillar.id} {pillar.name[language]}"]
        for indicator in book.method.of_pillar(pillar.id):
            shown += _indicator_lines(book, indicator, found["indicators"][indicator.id], language)
        shown += _pillar_lines(book, pillar, found, language)
    total = found["total"]
    said = _rating(book, total, language, names=", ".join(total["missing"]))
    return [*shown, "", f"{words.TOTAL[language]}: {said}", f"  {_ends(book, total, language)}"]


def _indicator_lines(
    book: ScoreBook, indicator: Indicator, found: dict[str, Any], language: str
) -> list[str]:
    digits = score_facts.digits(book, language)
    state = book.method.states[found["state"]].name[language]
    notes = [state, words.WEIGHT[language].format(weight=indicator.weight)]
    if found["score"] is not None:
        notes[0] = words.VALUE[language].format(
            value=digits.write(found["value"], indicator.places),
            unit=indicator.unit[language],
            score=digits.write(found["score"], 2),
        )
        if found["state"] == "absent":
            notes.insert(0, state)
        if indicator.shrink:
            estimate = digits.write(found["estimate"], 2)
            notes.append(words.SHRUNK[language].format(estimate=estimate))
        anchors = ", ".join(f"{value:g}:{score:g}" for value, score in indicator.anchors)
        notes.append(words.ANCHORS[language].format(anchors=anchors))
    if found["interval_low"] is not None:
        low, high = (digits.write(found[name], 1) for name in ("interval_low", "interval_high"))
        notes.append(words.INTERVAL[language].format(low=low, high=high))
    if found["sample"]:
        notes.append(words.SAMPLE[found["sample"]][language])
    if found["self_reported"]:
        notes.append(words.SELF_REPORTED[language])
    shown = [f"  {indicator.id} {indicator.name[language]}: " + "; ".join(notes)]
    if found["total"] is not None and found["state"] != "not_measured":
        # What was granted in part counts one half.
        places = 0 if float(found["count"]).is_integer() else 1
        count, total = digits.write(found["count"], places), digits.write(found["total"])
        shown.append("     " + words.COUNTS[language].format(count=count, total=total))
    if found["evidence"]:
        shown.append("     " + words.ROWS[language].format(rows=_rows(found["evidence"], language)))
    return shown


def _rows(ids: list[str], language: str) -> str:
    rows = ", ".join(ids[:ROWS_SHOWN])
    more = len(ids) - ROWS_SHOWN
    return words.MORE[language].format(rows=rows, count=more) if more > 0 else rows


def _pillar_lines(
    book: ScoreBook, pillar: Pillar, found: dict[str, Any], language: str
) -> list[str]:
    digits, rating = score_facts.digits(book, language), found["pillars"][pillar.id]
    shown = []
    terms = [
        f"{indicator.weight} × {digits.write(found['indicators'][indicator.id]['score'], 2)}"
        for indicator in book.method.of_pillar(pillar.id)
        if found["indicators"][indicator.id]["score"] is not None
    ]
    available, applicable = rating["weight_available"], rating["weight_applicable"]
    if terms:
        shown.append(
            words.MEAN[language].format(
                terms=" + ".join(terms),
                weight=f"{available:g}",
                score=digits.write(rating["score"], 2),
            )
        )
    share = 100 * available / applicable if applicable else 0.0
    shown.append(
        words.COVERAGE[language].format(
            available=f"{available:g}",
            applicable=f"{applicable:g}",
            share=digits.write(share),
            least=digits.write(100 * book.method.coverage_minimum, 1),
        )
    )
    shown.append(_ends(book, rating, language))
    shown.append(_rating(book, rating, language))
    return [f"  = {line}" for line in shown]


def _ends(book: ScoreBook, rating: dict[str, Any], language: str) -> str:
    digits = score_facts.digits(book, language)
    return words.ENDS[language].format(
        low=digits.write(rating["low"], 1), high=digits.write(rating["high"], 1)
    )


def _rating(book: ScoreBook, rating: dict[str, Any], language: str, **holes: str) -> str:
    digits = score_facts.digits(book, language)
    if not rating["rated"]:
        reason = words.UNRATED[rating["unrated"]][language].format(**holes)
        return f"{words.NOT_RATED[language]}: {reason}"
    said = [
        digits.write(rating["score"]),
        score_facts.bands(book, rating["bands"], words.TO, language),
    ]
    if rating["interval_low"] is not None:
        low, high = digits.write(rating["interval_low"]), digits.write(rating["interval_high"])
        said.append(words.INTERVAL[language].format(low=low, high=high))
    return ", ".join(said)
