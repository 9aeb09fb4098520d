"""Facts in words and digits, in both languages, never saying more than the numbers."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from scorers.country import Country, Kind, Measure
from scorers.method import Indicator
from scorers.text import Digits, Text, languages
from scorers.website.views import PillarView, Reading, Series


MILLION = 1_000_000
FEWEST_YEARS = 2
HALVES = {(1, 6): "H1", (7, 12): "H2"}
WHOLE_YEAR = (1, 12)
OF = Text(es="{part} de {whole}", en="{part} of {whole}")
AMOUNT = Text(es="{sign} {part} de {whole} ({share})", en="{sign} {part} of {whole} ({share})")
MILLIONS = Text(
    es="{sign} {part} de {whole} millones ({share})",
    en="{sign} {part} of {whole} million ({share})",
)
SHARE = Text(es="{part} de {whole} ({share})", en="{part} of {whole} ({share})")
RATE = Text(es="{share} ({part} de {whole})", en="{share} ({part} of {whole})")
PLAIN = Text(es="{value}", en="{value}")
UNITS = {
    "percent": Text(es="{value} %", en="{value} %"),
    "points": Text(es="{value} puntos", en="{value} points"),
}
PARTS = {
    "S": Text(es="{year}, semestre {number}", en="{year}, half {number}"),
    "Q": Text(es="{year}, trimestre {number}", en="{year}, quarter {number}"),
    "M": Text(es="{year}, mes {number}", en="{year}, month {number}"),
}
FORMS = {
    "": Text(es="formato desconocido", en="form unknown"),
    "image": Text(es="imagen", en="image"),
    "scan": Text(es="escaneo", en="scan"),
    "pdf": Text(es="PDF", en="PDF"),
    "page": Text(es="página", en="page"),
    "text": Text(es="texto", en="text"),
    "spreadsheet": Text(es="hoja de cálculo", en="spreadsheet"),
    "open": Text(es="formato abierto", en="open format"),
    "open_licensed": Text(es="formato abierto con licencia", en="open format with a licence"),
}

# Between which values the middle half of a kind of institutions lies.
HALF = Text(
    es="{kind}: la mitad de {count} está entre {low} y {high}.",
    en="{kind}: half of {count} are between {low} and {high}.",
)
HALF_ALIKE = Text(
    es="{kind}: al menos la mitad de {count} tiene {high}.",
    en="{kind}: at least half of {count} have {high}.",
)

# What a verdict says of an indicator that is measured: {value} is the number alone, {words} as
# `value` says it. None may begin with a name, see `_told`.
MEASURED = {
    "C7": Text(
        es="En {year} gastó {value} de cada 100 que tenía para gastar.",
        en="In {year} it spent {value} of every 100 it had to spend.",
    ),
    "R1": Text(
        es="Respondió en el plazo básico de la ley el {words} de las solicitudes de información.",
        en="It answered {words} of the requests within the basic term of the law.",
    ),
    "R2": Text(
        es="Respondió, a tiempo o tarde, el {words} de las solicitudes.",
        en="It answered {words} of the requests, on time or late.",
    ),
    "R4": Text(
        es="Entregó el {words} de lo que se le pidió; lo entregado en parte cuenta la mitad.",
        en="It handed over {words} of what was asked; what was released in part counts one half.",
    ),
    "R6": Text(
        es="Alargó el plazo en el {words} de las solicitudes.",
        en="It extended the term in {words} of the requests.",
    ),
    "C1": Text(
        es="Perdió, en todo o en parte, el {words} de las apelaciones ya resueltas.",
        en="It lost, wholly or in part, {words} of the appeals decided.",
    ),
}
# Said of what the institution counted itself.
TOLD = Text(
    es="Según la propia institución, {sentence}",
    en="By its own account, {sentence}",
)
# What a verdict says of a pillar in which nothing is measured.
NOTHING = {
    "R": Text(
        es="Si responde a quien le pide información, todavía no consta.",
        en="Whether it answers people who ask for information is not yet on record.",
    ),
}


# What is said where nothing stands at an address.
LOST = (
    Text(es="Esta página no consta", en="This page is not on record"),
    Text(es="No hay nada en esta dirección.", en="There is nothing at this address."),
    Text(es="Todas las instituciones", en="All institutions"),
    Text(es="Inicio", en="Home"),
)


def verdict(year: int, pillars: Sequence[PillarView], country: Country) -> tuple[Text, ...]:
    """Return a card's first sentences: what is measured, then what is not on record at all."""
    measured: list[Text] = []
    is_told = False
    for reading in (one for view in pillars for one in view.readings):
        if reading.indicator.id in MEASURED and reading.value is not None:
            if reading.self_reported and is_told:
                continue  # one sentence of its own account is enough: the card says the rest
            sentence = _sentence(reading, year, country)
            measured.append(_told(sentence, TOLD) if reading.self_reported else sentence)
            is_told = is_told or reading.self_reported
    unknown = [
        NOTHING[view.pillar.id]
        for view in pillars
        if view.pillar.id in NOTHING and not view.readings
    ]
    return (*measured, *unknown)


def value(indicator: Indicator, row: Mapping[str, Any], country: Country) -> Text:
    """Return an indicator's value in words.

    An amount is "S/ 394.7 of 420.5 million (93.9 %)", a rate "80.8 % (3,282 of 4,061)", a list that
    was looked at "46 of 57 (80.7 %)".

    Args:
        indicator: What was measured.
        row: One row of ScoreBook.indicators: state, value, count and total.
        country: Its digits and currency sign.
    """
    return Text.each(lambda language: _value(indicator, row, country, language))


def figure(measure: Measure, row: Mapping[str, Any], country: Country) -> Text:
    """Return a published figure with its unit: "11", "91 %", "S/ 3.2 million".

    Args:
        measure: What was counted.
        row: One row of the table statistics.
        country: Its digits.
    """
    number = row["count"] if measure.form == "count" else row["value"]
    places = 0 if float(number).is_integer() else len(f"{number:.10f}".rstrip("0").split(".")[1])
    return Text.each(
        lambda language: UNITS.get(row["unit"], PLAIN)[language].format(
            value=_digits(country, language).write(number, places)
        )
    )


def middle_half(
    indicator: Indicator,
    kind: Kind,
    count: int,
    ends: tuple[float, float],
    country: Country,
) -> Text:
    """Return between which values the middle half of a kind's institutions lies.

    Args:
        indicator: What was measured.
        kind: Of the institutions, which is named by its plural.
        count: How many of them have it measured.
        ends: The lower and the upper quartile of their values; the same one if written alike.
        country: Its digits.
    """

    def written(language: str) -> str:
        digits, unit = _digits(country, language), indicator.unit[language]
        # A number and its unit stay on one line.
        low, high = (digits.write(end, indicator.places) for end in ends)
        return (HALF_ALIKE if low == high else HALF)[language].format(
            kind=kind.plural[language],
            count=digits.write(count),
            low=low,
            high=f"{high}\u00a0{unit}",
        )

    return Text.each(written)


def series(
    indicator: Indicator, values: Sequence[tuple[int, float]], country: Country
) -> Series | None:
    """Return how an indicator went over the years; None for fewer than two of them.

    Args:
        indicator: What was measured.
        values: (year, value) pairs, the oldest first.
        country: Its digits.
    """
    if len(values) < FEWEST_YEARS:
        return None
    return _drawn(
        [values],
        label=_years(indicator, (values[0], values[-1]), "; ", country),
        years=_years(indicator, values, " · ", country),
    )


def trend(scores: Sequence[tuple[int, str, float]], country: Country) -> Series | None:
    """Return how a score went over editions; None for fewer than two of them.

    Args:
        scores: (year, method, score) of each edition that rated it, the oldest first. The line is
            broken where the major version of the method changed: such scores do not compare.
        country: Its digits.
    """
    if len(scores) < FEWEST_YEARS:
        return None
    parts: dict[str, list[tuple[int, float]]] = {}
    for year, method, score in scores:
        parts.setdefault(method.split(".")[0], []).append((year, score))

    def written(chosen: Iterable[tuple[int, str, float]]) -> Text:
        return Text.each(
            lambda language: " · ".join(
                f"{year}: {_digits(country, language).write(score)}" for year, _, score in chosen
            )
        )

    return _drawn(
        list(parts.values()), label=written((scores[0], scores[-1])), years=written(scores)
    )


def _drawn(parts: Sequence[Sequence[tuple[int, float]]], label: Text, years: Text) -> Series:
    """Return a series of (year, value) pairs as lines, one for each part."""
    values = [value for part in parts for value in part]
    first, last = values[0][0], values[-1][0]
    low, high = min(value for _, value in values), max(value for _, value in values)

    def line(part: Sequence[tuple[int, float]]) -> str:
        points = (
            (120 * (year - first) / (last - first), 36 * (high - value) / (high - low or 1))
            for year, value in part
        )
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)

    end = 36 * (high - values[-1][1]) / (high - low or 1)
    return Series(
        label=label, years=years, path="".join(map(line, parts)), end=(120.0, round(end, 1))
    )


def item_period(code: str) -> Text:
    """Return what an item covers in words: "2021, half 1" for 2021-S1."""
    return _item_period(code, languages())


@functools.cache
def _item_period(code: str, _languages: tuple[str, ...]) -> Text:
    if not code:
        return Text(es="período no indicado", en="no period stated")
    year, _, part = code.partition("-")
    if part[:1] not in PARTS:
        return Text(es=code, en=code)
    return PARTS[part[0]].format(year=year, number=int(part[1:]))


@functools.cache
def period(first_day: str, last_day: str) -> str:
    """Return a period in digits: 2024 for a whole year, 2025-H1 for a half, else both days."""
    start, end = date.fromisoformat(first_day), date.fromisoformat(last_day)
    months = (start.month, end.month)
    if start.year == end.year and start.day == 1 and (end + timedelta(days=1)).day == 1:
        if months == WHOLE_YEAR:
            return str(start.year)
        if months in HALVES:
            return f"{start.year}-{HALVES[months]}"
    return f"{first_day} – {last_day}"


def _years(
    indicator: Indicator, values: Sequence[tuple[int, float]], joint: str, country: Country
) -> Text:
    def written(language: str) -> str:
        digits, unit = _digits(country, language), indicator.unit[language]
        return joint.join(
            f"{year}: {digits.write(value, indicator.places)} {unit}" for year, value in values
        )

    return Text.each(written)


def _sentence(reading: Reading, year: int, country: Country) -> Text:
    indicator, value = reading.indicator, reading.value or 0.0
    return Text.each(
        lambda language: MEASURED[indicator.id][language].format(
            year=year,
            value=_digits(country, language).write(value, indicator.places),
            words=reading.words[language],
        )
    )


def _told(sentence: Text, said: Text) -> Text:
    """Return a sentence that says by whose account it is, its own first letter made small."""
    return Text.each(
        lambda language: said[language].format(
            sentence=sentence[language][:1].lower() + sentence[language][1:]
        )
    )


def _value(indicator: Indicator, row: Mapping[str, Any], country: Country, language: str) -> str:
    digits = _digits(country, language)
    count, total = row["count"], row["total"]
    if row["state"] == "too_few":
        part = _cases(count, digits)
        return part if total is None else OF[language].format(part=part, whole=digits.write(total))
    share = f"{digits.write(row['value'], indicator.places)} {indicator.unit[language]}"
    if indicator.estimate == "amount":
        large = total >= MILLION
        scale, places = (MILLION, 1) if large else (1, 0)
        return (MILLIONS if large else AMOUNT)[language].format(
            sign=country.currency_sign,
            part=digits.write(count / scale, places),
            whole=digits.write(total / scale, places),
            share=share,
        )
    if indicator.checks:  # their unit says of how many
        return share
    if indicator.estimate in {"rate", "checks"}:
        words = RATE if indicator.estimate == "rate" else SHARE
        return words[language].format(
            part=_cases(count, digits), whole=digits.write(total), share=share
        )
    return share


def _cases(count: float, digits: Digits) -> str:
    """Return a number of cases; what was given in part counts one half: "1,449.5"."""
    return digits.write(count, 0 if float(count).is_integer() else 1)


@functools.cache
def _digits_of(locale: str) -> Digits:
    return Digits.of(locale)


def _digits(country: Country, language: str) -> Digits:
    return _digits_of(country.locales[language])
