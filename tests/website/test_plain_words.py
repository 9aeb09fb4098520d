"""A reader of fourteen understands: verdicts and help, measured as Flesch and Fernández Huerta do.

Not measured are names, what a law says of itself (`basis`) and formulas (`arithmetic`).
"""

import tomllib
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from scorers import editions
from scorers.editions import flags
from scorers.text import LANGUAGES
from scorers.website import verdicts, wording
from scorers.website.cards import Dealer
from scorers.website.facts import Facts
from tests.website.reading_ease import PLAIN, ease


ROOT = Path(__file__).parents[2]
FEWEST_WORDS = 8  # a shorter text hangs on one long word
NOT_MEASURED = {"basis", "arithmetic", "name", "unit"}


def hard(texts, language):
    """Return those sentences that are long enough to be measured and not plain, with their ease."""
    return [
        (ease(text, language), text)
        for text in texts
        if len(text.split()) >= FEWEST_WORDS and text.endswith(".")
        if ease(text, language) < PLAIN
    ]


def of_templates(language):
    with (ROOT / "theme/translations/es.po").open("rb") as file:
        for message in read_po(file, locale="es"):
            text = message.id if language == "en" else message.string
            yield text if isinstance(text, str) else text[-1]


def of_method(part, language):
    """Yield the texts of the newest method in one language, but for what is not measured."""
    for name, inner in part.items() if isinstance(part, dict) else enumerate(part):
        if name not in NOT_MEASURED and isinstance(inner, dict | list):
            yield from of_method(inner, language)
        elif name == language:
            yield inner


# As textstat 0.7.8 gives them.
@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Silence counts: a request that is never answered stays in the count.", 81.86),
        ("en", "It answered {words} of the requests, on time or late.", 95.17),
        ("es", "El silencio cuenta: una solicitud que nadie responde sigue en la cuenta.", 79.6),
        ("es", "Respondió, a tiempo o tarde, el {words} de las solicitudes.", 88.64),
    ],
)
def test_texts_are_as_easy_as_textstat_says(language, text, expected):
    assert ease(text, language) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Notwithstanding responsibilities, institutions habitually procrastinate."),
        ("es", "No obstante las responsabilidades organizacionales, habitualmente procrastinan."),
    ],
)
def test_long_words_are_not_plain(language, text):
    assert ease(text, language) < PLAIN


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_templates_explain_is_plain(language):
    assert hard(of_templates(language), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_newest_method_explains_is_plain(language):
    newest = max((ROOT / "content/method").glob("*.toml"))
    texts = list(of_method(tomllib.loads(newest.read_text("utf-8")), language))

    assert len(texts) > 50
    assert hard(texts, language) == []


def test_every_verdict_of_the_invented_country_is_plain(place, fantasia):
    book = editions.score(place, fantasia, editions.read(place, "fantasia", "2024"))
    facts = Facts([book])
    dealer = Dealer(book, facts, lambda _: wording.PLAIN)
    verdicts = [dealer.card(one).verdict for one in dealer.scored]

    assert len(verdicts) > 3
    for language in LANGUAGES:
        for verdict in verdicts:
            whole = " ".join(sentence[language] for sentence in verdict)
            assert ease(whole, language) >= PLAIN, whole
            assert hard([sentence[language] for sentence in verdict], language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_a_verdict_is_plain_whatever_its_figures(language):
    measured = [
        text[language].replace("{cases}", one[language])
        for name, text in verdicts.MEASURED.items()
        for one in verdicts.CASES.get(name, [text])
    ]
    texts = [*measured, *(text[language] for text in verdicts.NOTHING.values())]
    told = [verdicts.TOLD[language].format(sentence=text) for text in texts]

    assert hard(texts + told, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_red_flag_says_is_plain(language):
    day = {"es": "1 de mayo de 2024", "en": "1 May 2024"}[language]
    days = dict.fromkeys(("first", "last", "since", "until"), day)
    holes = {**days, "item": "Registro", "count": 4, "total": 12, "terms": 3}
    texts = [fact.format(**holes)[language] for fact in flags.FACTS.values()]

    assert [text for text in texts if ease(text, language) < PLAIN] == []
