"""What a card says first, in whole sentences: what is measured, then what is not on record."""

from collections.abc import Sequence

from scorers.country import Country
from scorers.text import Text
from scorers.website import wording
from scorers.website.views import PillarView, Reading


# What is said of an indicator that is measured: {value} is the number alone, {share} has its unit,
# {sign} is that of the currency, {words} is as `wording.value` says it, {part} are the cases that
# count, {cases} is all of them as CASES calls them. None may begin with a name, see `_told`.
MEASURED = {
    "A1": Text(
        es="Publica {part} de {cases} ({share}).",
        en="It publishes {part} of {cases} ({share}).",
    ),
    "A2": Text(
        es="Publicó a tiempo {part} de {cases} ({share}).",
        en="It published {part} of {cases} in time ({share}).",
    ),
    "C7": Text(
        es="En {year} gastó {sign}\u00a0{value} de cada {sign}\u00a0100 que tenía para gastar.",
        en="In {year} it spent {sign}\u00a0{value} of every {sign}\u00a0100 it had to spend.",
    ),
    "R1": Text(
        es="Respondió en el plazo básico de la ley el {words} de las solicitudes de información.",
        en="It answered {words} of the requests within the basic term of the law.",
    ),
    "R2": Text(
        es="Respondió, a tiempo o tarde, el {words} de las solicitudes.",
        en="It answered {words} of the requests, on time or late.",
    ),
    "R3": Text(
        es="Si el plazo de la ley es 1, la espera media fue {value}; toda espera mayor que 3 "
        "cuenta como 3.",
        en="If the term of the law is 1, the mean wait was {value}; a wait longer than 3 counts "
        "as 3.",
    ),
    "R4": Text(
        es="Entregó el {words} de lo que se le pidió; lo entregado en parte cuenta la mitad.",
        en="It handed over {words} of what was asked; what was released in part counts one half.",
    ),
    "R5": Text(
        es="Dijo qué excepción aplicó y cómo apelar en {part} de {cases} ({share}).",
        en="It said which exception it used and how to appeal in {part} of {cases} ({share}).",
    ),
    "R6": Text(
        es="Alargó el plazo en el {words} de las solicitudes.",
        en="It extended the term in {words} of the requests.",
    ),
    "C1": Text(
        es="Perdió, en todo o en parte, el {words} de las apelaciones ya resueltas.",
        en="It lost, wholly or in part, {words} of the appeals decided.",
    ),
    "C2": Text(
        es="Cumplió a tiempo {part} de {cases} ({share}); lo que aún tiene plazo no cuenta.",
        en="It obeyed {part} of {cases} in time ({share}); what is not due yet does not count.",
    ),
}
# What the cases of an indicator are called: a single one, then any other number.
CASES = {
    "A1": (
        Text(
            es="{n} rubro obligatorio que se miró",
            en="{n} required item that was looked at",
        ),
        Text(
            es="{n} rubros obligatorios que se miraron",
            en="{n} required items that were looked at",
        ),
    ),
    "A2": (
        Text(
            es="{n} rubro que ya debía estar y se miró",
            en="{n} item that was due and looked at",
        ),
        Text(
            es="{n} rubros que ya debían estar y se miraron",
            en="{n} items that were due and looked at",
        ),
    ),
    "R5": (
        Text(es="{n} solicitud que denegó", en="{n} request that it refused"),
        Text(es="{n} solicitudes que denegó", en="{n} requests that it refused"),
    ),
    "C2": (
        Text(es="{n} orden de entregar información", en="{n} order to hand over information"),
        Text(es="{n} órdenes de entregar información", en="{n} orders to hand over information"),
    ),
}
# Said of what the institution counted itself.
TOLD = Text(
    es="Según la propia institución, {sentence}",
    en="By its own account, {sentence}",
)
# What is said of a pillar in which nothing is measured.
NOTHING = {
    "R": Text(
        es="Si responde a quien le pide información, todavía no consta.",
        en="Whether it answers people who ask for information is not yet on record.",
    ),
}


def verdict(year: int, pillars: Sequence[PillarView], country: Country) -> tuple[Text, ...]:
    """Return a card's first sentences: what is measured, then what is not on record at all.

    Of each pillar the indicator is told that weighs most, and one sentence at most by the
    institution's own account: the card says the rest, and this is read at a glance.
    """
    measured: list[Text] = []
    is_told = False
    for view in pillars:
        known = [one for one in view.readings if _can_be_told(one)]
        reading = max(known, key=lambda one: one.indicator.weight, default=None)
        if reading is None or reading.value is None or (reading.self_reported and is_told):
            continue
        sentence = _sentence(reading, reading.value, year, country)
        measured.append(_told(sentence) if reading.self_reported else sentence)
        is_told = is_told or reading.self_reported
    unknown = [
        NOTHING[view.pillar.id]
        for view in pillars
        if view.pillar.id in NOTHING and not view.readings
    ]
    return (*measured, *unknown)


def _can_be_told(reading: Reading) -> bool:
    """Return whether there are words for an indicator, and all that they say is known."""
    name = reading.indicator.id
    is_counted = name not in CASES or reading.total is not None
    return name in MEASURED and reading.value is not None and is_counted


def _sentence(reading: Reading, value: float, year: int, country: Country) -> Text:
    indicator, part, whole = reading.indicator, reading.count, reading.total

    def written(language: str) -> str:
        digits = wording.digits_of(country, language)
        holes = {
            "year": year,
            "sign": country.currency_sign,
            "value": digits.write(value, indicator.places),
            "words": reading.words[language],
            "share": wording.share_of(indicator, value, country, language),
        }
        if indicator.id in CASES and part is not None and whole is not None:
            one, many = CASES[indicator.id]
            named = (one if whole == 1 else many)[language]
            holes["part"] = wording.cases(part, digits)
            holes["cases"] = named.format(n=digits.write(whole))
        return MEASURED[indicator.id][language].format(**holes)

    return Text.each(written)


def _told(sentence: Text) -> Text:
    """Return a sentence that says by whose account it is, its own first letter made small."""
    return Text.each(
        lambda language: TOLD[language].format(
            sentence=sentence[language][:1].lower() + sentence[language][1:]
        )
    )
