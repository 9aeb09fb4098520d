"""What the first institution is given alone is what it is given with all others. All invented."""

import pytest

from scorers import editions
from scorers.editions import releasing
from scorers.editions.first_alone import FirstAlone
from scorers.editions.plain import Rows
from scorers.records.frames import read_all
from scorers.website.facts import Facts
from scorers.website.sheets import Sheets


@pytest.fixture(name="book")
def _book(place, fantasia):
    edition = editions.read(place, "fantasia", "2024")
    return editions.published(place, fantasia, edition, read_all(fantasia))


def test_all_are_worked_out_once_and_only_when_a_second_one_is_asked_for():
    asked = []

    def every():
        asked.append("every")
        return str.lower

    def one(name):
        asked.append(name)
        return name.lower()

    of = FirstAlone(one, every)

    assert [of(name) for name in "AABCA"] == ["a", "a", "b", "c", "a"]
    assert asked == ["A", "every"]


@pytest.mark.parametrize(
    "make",
    [
        lambda book, _: Rows(book.indicators.reset_index()).of,
        lambda book, _: Rows(book.frames["requests"]).of,
        lambda book, _: Rows(book.frames["statistics"].iloc[::-1]).of,
        lambda book, _: Facts([book]).history,
        lambda book, place: Sheets(book, releasing.tables(place, book)).institution,
    ],
    ids=["scores", "requests", "out of order", "histories", "sheets"],
)
def test_the_first_that_is_asked_for_is_given_what_it_is_given_with_all(place, book, make):
    ids = book.totals.index.tolist()
    with_all = make(book, place)
    with_all(ids[-1])

    for one in ids[:-1]:
        assert make(book, place)(one) == with_all(one)
    assert make(book, place)(ids[-1]) == with_all(ids[-1])


def test_an_institution_without_a_row_has_none_alone_or_with_all(book):
    rows = Rows(book.frames["requests"])

    assert [rows.of(one) for one in ("nobody", "consejo-del-reloj", "nobody-else")][::2] == [[], []]
    assert Facts([book]).history("nobody") == {}
