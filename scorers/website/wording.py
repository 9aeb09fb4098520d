"""Facts in words and digits, in both languages, never saying more than the numbers."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from scorers.country import Country, Kind, Measure
from scorers.editions import waiting
from scorers.method import Indicator
from scorers.text import Digits, Text, day_in_words, languages
from scorers.website.views import Series


MILLION = 1_000_000
FEWEST_YEARS = 2
HALVES = {(1, 6): 1, (7, 12): 2}
WHOLE_YEAR = (1, 12)
OF = Text(es="{part}\u00a0de\u00a0{whole}", en="{part}\u00a0of\u00a0{whole}")
AMOUNT = Text(
    es="{sign}\u00a0{part} de {whole} ({share})",
    en="{sign}\u00a0{part} of {whole} ({share})",
)
MILLIONS = Text(
    es="{sign}\u00a0{part} de {whole}\u00a0millones ({share})",
    en="{sign}\u00a0{part} of {whole}\u00a0million ({share})",
)
SHARE = Text(es="{part} de {whole} ({share})", en="{part} of {whole} ({share})")
RATE = Text(es="{share} ({part} de {whole})", en="{share} ({part} of {whole})")
PLAIN = Text(es="{value}", en="{value}")
UNITS = {
    "percent": Text(es="{value}\u00a0%", en="{value}\u00a0%"),
    "points": Text(es="{value}\u00a0puntos", en="{value}\u00a0points"),
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
    es="{kind}: la mitad de las {count} medidas está entre {low} y {high}.",
    en="{kind}: half of the {count} measured are between {low} and {high}.",
)
HALF_ALIKE = Text(
    es="{kind}: al menos la mitad de las {count} medidas tiene {high}.",
    en="{kind}: at least half of the {count} measured have {high}.",
)

# What is said where nothing stands at an address.
LOST = (
    Text(es="Esta página no consta", en="This page is not on record"),
    Text(es="No hay nada en esta dirección.", en="There is nothing at this address."),
    Text(es="Todas las instituciones", en="All institutions"),
    Text(es="Inicio", en="Home"),
)


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
            value=digits_of(country, language).write(number, places)
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
        digits, unit = digits_of(country, language), indicator.unit[language]
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
                f"{year}: {digits_of(country, language).write(score)}" for year, _, score in chosen
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


def period(first_day: str, last_day: str, country: Country) -> Text:
    """Return a period in words: "2024" for a whole year, "2025, half 1", else both days.

    Args:
        first_day: Its first day, YYYY-MM-DD.
        last_day: Its last one.
        country: How it writes days.
    """
    start, end = date.fromisoformat(first_day), date.fromisoformat(last_day)
    months = (start.month, end.month)
    if start.year == end.year and start.day == 1 and (end + timedelta(days=1)).day == 1:
        if months == WHOLE_YEAR:
            return Text.each(lambda _: str(start.year))
        if months in HALVES:
            return PARTS["S"].format(year=start.year, number=HALVES[months])
    return Text.each(
        lambda language: " – ".join(
            day_in_words(one, country.locales[language]) for one in (first_day, last_day)
        )
    )


def _years(
    indicator: Indicator, values: Sequence[tuple[int, float]], joint: str, country: Country
) -> Text:
    def written(language: str) -> str:
        digits, unit = digits_of(country, language), indicator.unit[language]
        return joint.join(
            f"{year}: {digits.write(value, indicator.places)} {unit}" for year, value in values
        )

    return Text.each(written)


def _value(indicator: Indicator, row: Mapping[str, Any], country: Country, language: str) -> str:
    digits = digits_of(country, language)
    count, total = row["count"], row["total"]
    if row["state"] == "too_few":
        part = cases(count, digits)
        return part if total is None else OF[language].format(part=part, whole=digits.write(total))
    share = share_of(indicator, row["value"], country, language)
    if indicator.estimate == "amount":
        large = total >= MILLION
        scale, places = (MILLION, 1) if large else (1, 0)
        return (MILLIONS if large else AMOUNT)[language].format(
            sign=country.currency_sign,
            part=digits.write(count / scale, places),
            whole=digits.write(total / scale, places),
            share=share,
        )
    if indicator.counts_checks:  # their unit says of how many
        return share
    if indicator.estimate == "rate" and not waiting.is_counted(count, total):
        return share
    if indicator.estimate in {"rate", "checks"}:
        words = RATE if indicator.estimate == "rate" else SHARE
        return words[language].format(
            part=cases(count, digits), whole=digits.write(total), share=share
        )
    return share


def share_of(indicator: Indicator, value: float, country: Country, language: str) -> str:
    """Return an indicator's number with its unit, which stay on one line: "80.8 %"."""
    digits = digits_of(country, language)
    return f"{digits.write(value, indicator.places)}\u00a0{indicator.unit[language]}"


def cases(count: float, digits: Digits) -> str:
    """Return a number of cases; what was given in part counts one half: "1,449.5"."""
    return digits.write(count, 0 if float(count).is_integer() else 1)


@functools.cache
def _marks(locale: str) -> Digits:
    return Digits.of(locale)


def digits_of(country: Country, language: str) -> Digits:
    """Return how a country writes numbers in one language."""
    return _marks(country.locales[language])
