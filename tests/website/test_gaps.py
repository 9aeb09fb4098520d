"""What counts as missing of an institution. Fantasia is invented."""

import csv

import pytest

from scorers import country, editions
from scorers.country import read_letters
from scorers.records.frames import read_all
from scorers.website import gaps
from scorers.website.facts import Facts


CLOUDS = "ministerio-de-las-nubes"


def found(place, chosen):
    """Return what is missing of each institution of the country's edition."""
    frames = read_all(chosen)
    edition = editions.read(place, chosen.id, chosen.edition)
    book = editions.published(place, chosen, edition, frames)
    facts = Facts([book])
    return book, gaps.missing(book, facts, read_letters(chosen))


def states(missing):
    return {gap.id: gap.state for gap in missing.gaps}


def looks(chosen, change):
    """Let `change` alter the rows of observations."""
    paths = sorted((chosen.folder / "records" / "observations").glob("*.csv"))
    rows = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
        path.unlink()
    with paths[0].open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def test_an_item_absent_at_the_last_look_is_missing_and_one_that_was_seen_is_not(place, fantasia):
    _, missing = found(place, fantasia)

    items = {one: state for one, state in states(missing[CLOUDS]).items() if "item-" in one}
    assert items == {"item-guest-book": "absent"}


def test_an_item_that_nobody_has_looked_for_is_missing(place, fantasia):
    looks(fantasia, lambda rows: [row for row in rows if row["item"] != "charter"])
    _, missing = found(place, fantasia)

    assert states(missing[CLOUDS])["item-charter"] == "never_seen"


def test_an_item_found_after_it_was_absent_is_no_longer_missing(place, fantasia):
    def later(rows):
        last = next(
            row
            for row in rows
            if row["item"] == "guest-book"
            and row["institution_id"] == CLOUDS
            and row["looked_on"] == "2024-07-03"
        )
        new = {**last, "observation_id": "later", "looked_on": "2024-08-01", "found": "partial"}
        return [*rows, new]

    looks(fantasia, later)
    _, missing = found(place, fantasia)

    assert "item-guest-book" not in states(missing[CLOUDS])


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_looks_on_one_day_the_kinder_counts(place, fantasia, order):
    def same_day(rows):
        last = next(
            row
            for row in rows
            if row["item"] == "guest-book"
            and row["institution_id"] == CLOUDS
            and row["looked_on"] == "2024-07-03"
        )
        return [*rows, {**last, "observation_id": "again", "found": "complete"}][::order]

    looks(fantasia, same_day)
    _, missing = found(place, fantasia)

    assert "item-guest-book" not in states(missing[CLOUDS])


def test_without_any_look_every_confirmed_item_of_the_kind_is_missing(place, fantasia):
    looks(fantasia, lambda _: [])
    _, missing = found(place, fantasia)

    asked = [one for one in states(missing[CLOUDS]) if one.startswith("item-")]
    binding = [
        one for one in fantasia.items.values() if one.confirmed and one.applies_to("cloud-ministry")
    ]
    assert asked == [f"item-{one.id}" for one in binding]
    assert "item-weather-diary" not in asked  # its duty is unconfirmed
    assert "item-town-meeting" not in asked
    assert "item-town-meeting" in states(missing["villa-arriba"])


def test_an_indicator_is_missing_where_it_is_not_measured_or_has_too_few_cases(place, fantasia):
    book, missing = found(place, fantasia)

    for institution_id, one in missing.items():
        known = book.indicators["state"].get(institution_id)
        if known is None:
            continue
        expected = {
            name: state for name, state in known.items() if state in {"not_measured", "too_few"}
        }
        assert {k: v for k, v in states(one).items() if "item-" not in k} == expected
    seen = {state for one in missing.values() for state in states(one).values()}
    assert seen >= {"not_measured", "too_few", "absent"}


def test_an_institution_that_has_ended_is_asked_for_nothing(place, fantasia):
    _, missing = found(place, fantasia)

    assert "gremio-antiguo" not in missing
    assert "consejo-del-reloj" in missing


def test_gaps_are_counted_by_group_in_order_and_shared_by_those_alike(place, fantasia):
    looks(fantasia, lambda _: [])
    _, missing = found(place, fantasia)
    one = missing[CLOUDS]

    assert [group for group, _ in one.counts] == ["items", "A", "R", "C"]
    assert sum(count for _, count in one.counts) == len(one.gaps)
    keys = {}
    for other in missing.values():
        assert keys.setdefault(other.key, other) is other


def test_a_country_whose_letters_name_no_items_asks_for_figures_alone(place, fantasia):
    path = fantasia.folder / "letters.toml"
    words = path.read_text(encoding="utf-8")
    start, end = words.index("[items]"), words.index("[figures]")
    path.write_text(words[:start] + words[end:], encoding="utf-8")

    _, missing = found(place, country.read(fantasia.folder))

    gap = next(gap for gap in missing[CLOUDS].gaps if gap.id == "item-guest-book")
    assert gap.ask is None
