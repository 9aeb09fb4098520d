"""Red flags: serious facts that rows prove, at every edge of theirs. Barataria is invented."""

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from scorers import country, editions
from scorers import method as methods
from scorers.editions import flagging, scope, scoring
from scorers.editions.explaining import explain
from scorers.editions.reproducing import reproduce


METHOD = Path(__file__).parents[2] / "content" / "method" / "1.1.0.toml"
FILED = date(2024, 1, 2)  # a Tuesday: 30 working days later, three terms of ten, is 13 February
LAST = FILED + timedelta(days=42)


@pytest.fixture(name="island")
def _island(land):
    """Return the island under method 1.1.0, of whose items the first is a register."""
    shutil.copy(METHOD, land.place.content / "method")
    land.change("editions/2024/edition.toml", 'method = "1.0.0"', 'method = "1.1.0"')
    land.change("country.toml", 'id = "item-01"\n', 'id = "item-01"\nregister = true\n')
    land.change("country.toml", 'id = "tides"\n', 'id = "tides"\nregister = true\n')
    land.country = country.read(land.folder)
    land.institutions("norte", "sur", puerto={"kind": "port"})
    return land


@pytest.fixture(name="flags")
def _flags(island):
    """Return a function that writes rows and gives the flags of the edition 2024."""

    def flags(requests=(), observations=()):
        island.write("requests", list(requests))
        island.write("observations", list(observations))
        edition, frames = island.read(), island.frames()
        method = methods.read(island.place.method(edition.method))
        scored = scope.institutions(frames["institutions"], edition)
        known = scoring.inputs_of(island.country, edition, method, frames, scored)
        return flagging.raised(method, known)

    return flags


def raised(flags):
    return list(zip(flags["institution_id"], flags["flag"], flags["about"], strict=True))


def request(number=1, filed=FILED, of="norte", **cells):
    facts = {"request_id": f"ask:{number:02}", "institution_id": of, "filed_on": str(filed)}
    return {**facts, "outcome": "no_answer", **cells}


def answered(number, on=LAST, **cells):
    return request(number, answered_on=str(on), delivered_on=str(on), outcome="released", **cells)


def order(due="2024-09-01", **cells):
    facts = {
        "filed": date(2024, 5, 2),
        "answered_on": "2024-05-20",
        "outcome": "refused",
        "appealed_on": "2024-06-03",
        "appeal_outcome": "upheld",
        "appeal_decided_on": "2024-08-01",
        "order_due_on": due,
    }
    return request(**{**facts, **cells})


def denied(**cells):
    facts = {
        "answered_on": "2024-02-01",
        "outcome": "not_held",
        "appealed_on": "2024-02-01",
        "appeal_outcome": "upheld",
        "appeal_decided_on": "2024-05-02",
    }
    return request(**{**facts, **cells})


def plain(words):
    return words.replace("\u00a0", " ")  # a day stays on one line with its month


def said(island, of="norte"):
    return [
        (plain(flag.fact.en), plain(flag.sums.en), flag.row_ids)
        for flag in explain(island.score(), of).flags
    ]


@pytest.mark.parametrize(("due", "is_flag"), [("2024-10-02", False), ("2024-10-01", True)])
def test_an_order_is_a_flag_from_the_91st_day_on(flags, island, due, is_flag):
    found = flags([order(due)])

    assert raised(found) == ([("norte", "order", "ask:01")] if is_flag else [])
    if is_flag:
        assert found["days"].tolist() == [91]
        assert said(island) == [
            (
                (
                    "It had until October 1, 2024 to obey an order on appeal. By December 31, 2024 "
                    "it is not on record that it did."
                ),
                (
                    "From October 1, 2024 to December 31, 2024 it is 91 days; the flag begins "
                    "after 90."
                ),
                ("ask:01",),
            )
        ]


@pytest.mark.parametrize(
    ("cells", "is_flag"),
    [
        ({"order_obeyed_on": "2024-12-31"}, False),
        ({"order_obeyed_on": "2025-01-01"}, True),
        ({"appeal_decided_on": "2025-01-01"}, False),
        ({"filed": date(2022, 5, 2), "answered_on": "2022-05-20"}, True),
        ({"filed": date(2025, 1, 1), "answered_on": "2025-01-02"}, False),
        ({"order_due_on": ""}, False),
    ],
)
def test_an_order_is_judged_by_what_was_known_at_the_cut_off(flags, cells, is_flag):
    assert (raised(flags([order(**cells)])) != []) == is_flag


@pytest.mark.parametrize(
    ("count", "total", "is_flag"),
    [(4, 9, False), (0, 9, False), (5, 10, False), (4, 10, True), (5, 11, True), (0, 10, True)],
)
def test_fewer_than_half_of_ten_requests_or_more_is_a_flag(flags, count, total, is_flag):
    rows = [answered(number) for number in range(count)]
    rows += [request(number) for number in range(count, total)]

    found = flags(rows)

    assert raised(found) == ([("norte", "silence", "")] if is_flag else [])
    if is_flag:
        assert (found.loc[0, "count"], found.loc[0, "total"]) == (count, total)
        assert found.loc[0, "rows"] == tuple(f"ask:{number:02}" for number in range(total))


def test_the_last_day_of_three_terms_is_in_time_and_the_next_is_not(flags, island):
    rows = [answered(number) for number in range(4)]
    rows += [answered(number, LAST + timedelta(days=1)) for number in range(4, 10)]

    found = flags(rows)

    assert found[["count", "total"]].to_numpy().tolist() == [[4, 10]]
    ((fact, sums, _),) = said(island)
    assert fact == (
        "Of the 10 requests that could be followed for 3 legal terms, 4 were answered in that time."
    )
    assert sums == "50 % of 10 is 5, and 4 is fewer. It takes 10 requests or more."


def test_only_requests_of_the_window_that_could_be_followed_to_the_end_count(flags):
    recent = date(2024, 12, 2)
    rows = [request(number) for number in range(9)]
    rows += [request(10, filed=recent), request(11, filed=date(2023, 12, 29))]
    rows += [request(12, cohort="closed"), request(13, of="sur")]
    withdrawn = {"outcome": "withdrawn", "answered_on": str(LAST - timedelta(days=1))}

    assert raised(flags([*rows, request(14, **withdrawn)])) == []
    # One that was withdrawn later had waited three terms in vain.
    withdrawn["answered_on"] = str(LAST)
    found = flags([*rows, request(14, **withdrawn)])
    assert found[["count", "total"]].to_numpy().tolist() == [[0, 10]]


def test_statistics_of_few_answers_prove_no_silence(flags, island, counted):
    island.write("statistics", counted("norte", requests_answered=(1, 100)))

    assert raised(flags()) == []


@pytest.mark.parametrize(
    ("days", "is_flag"),
    [
        (["2024-05-01"], False),
        (["2024-05-01", "2024-05-14"], False),
        (["2024-05-01", "2024-05-15"], True),
        (["2021-12-30", "2021-12-31"], False),  # the first one is too old to count
    ],
)
def test_a_register_is_a_flag_after_two_visits_fourteen_days_apart(flags, look, days, is_flag):
    found = flags(observations=[look("norte", "item-01", "absent", day) for day in days])

    assert raised(found) == ([("norte", "register", "item-01")] if is_flag else [])


def test_what_is_said_of_a_register_names_both_visits_and_counts_all(flags, look, island):
    days = ["2024-05-01", "2024-05-15"]
    rows = [look("norte", "item-01", "absent", day, period="2023") for day in days]
    rows.append(look("norte", "item-01", "absent", "2024-03-01", period="2022"))

    flags(observations=rows)

    assert said(island) == [
        (
            (
                "It must publish this: Item 1 (invented). It was not there at the visit of "
                "May 1, 2024, nor at that of May 15, 2024. Of the 3 visits on record from December "
                "31, 2021 to December 31, 2024, none found it."
            ),
            "From May 1, 2024 to May 15, 2024 it is 14 days; it takes 14 or more.",
            tuple(sorted(row["observation_id"] for row in rows)),
        )
    ]


@pytest.mark.parametrize("found", ["complete", "partial", "listed", "not_applicable"])
@pytest.mark.parametrize("day", ["2022-01-01", "2024-05-07", "2024-09-01"])
def test_a_register_that_any_visit_found_is_no_flag(flags, look, found, day):
    rows = [look("norte", "item-01", "absent", day) for day in ("2024-05-01", "2024-06-15")]
    rows.append(look("norte", "item-01", found, day, period="2020"))

    assert raised(flags(observations=rows)) == []


def test_only_registers_that_the_kind_of_institution_must_publish_are_flags(flags, look):
    rows = [
        look(of, item, "absent", day)
        for of in ("norte", "puerto")
        for item in ("item-02", "tides")
        for day in ("2024-05-01", "2024-06-01")
    ]

    assert raised(flags(observations=rows)) == [("puerto", "register", "tides")]


def test_a_register_whose_duty_nobody_has_confirmed_is_no_flag(flags, look, island):
    island.change("country.toml", 'kinds = ["port"]\nconfirmed = true', 'kinds = ["port"]')
    island.country = country.read(island.folder)
    rows = [look("puerto", "tides", "absent", day) for day in ("2024-05-01", "2024-06-01")]

    assert raised(flags(observations=rows)) == []


def test_a_no_record_that_did_not_stand_is_a_flag_and_is_not_called_false(flags, island):
    assert raised(flags([denied()])) == [("norte", "no_record", "ask:01")]
    ((fact, sums, rows),) = said(island)
    assert fact == (
        "On February 1, 2024 it answered that it does not have the information. The requester "
        "appealed that answer, and on May 2, 2024 the appeal was decided wholly in their favour. "
        "Whether the information exists is not on record."
    )
    assert sums == "From February 1, 2024 to May 2, 2024 it is 91 days."
    assert rows == ("ask:01",)


@pytest.mark.parametrize(
    ("cells", "is_flag"),
    [
        ({"appealed_on": "2024-01-31"}, False),  # against the wait, not against the answer
        ({"appealed_on": ""}, False),
        ({"appeal_outcome": "partly_upheld"}, False),
        ({"appeal_outcome": "dismissed"}, False),
        ({"outcome": "refused"}, False),
        ({"appeal_decided_on": "2024-12-31"}, True),
        ({"appeal_decided_on": "2025-01-01"}, False),
        ({"filed": date(2023, 10, 2), "answered_on": "2023-10-09"}, True),
        (
            {
                "filed": date(2023, 10, 2),
                "answered_on": "2023-10-09",
                "appealed_on": "2023-10-10",
                "appeal_decided_on": "2023-12-31",
            },
            False,
        ),
    ],
)
def test_a_no_record_counts_where_its_own_appeal_was_upheld_in_the_window(flags, cells, is_flag):
    assert (raised(flags([denied(**cells)])) != []) == is_flag


def everything(look):
    """Return requests and observations that raise all four flags, and one twice."""
    requests = [request(number, of="sur") for number in range(10)]
    requests += [
        order(request_id="order:1"),
        order(request_id="order:2"),
        denied(request_id="no:1", of="sur"),
    ]
    days = ("2024-05-01", "2024-06-01")
    return requests, [look("norte", "item-01", "absent", day) for day in days]


ALL = [
    ("norte", "order", "order:1"),
    ("norte", "order", "order:2"),
    ("norte", "register", "item-01"),
    ("sur", "silence", ""),
    ("sur", "no_record", "no:1"),
]


def test_flags_stand_in_the_order_of_the_method_whatever_the_order_of_the_rows(flags, look):
    requests, observations = everything(look)
    expected = flags(requests, observations)

    assert raised(expected) == ALL
    for seed in range(3):
        random.Random(seed).shuffle(requests)
        random.Random(seed).shuffle(observations)
        pd.testing.assert_frame_equal(flags(requests, observations), expected)


def test_no_rows_raise_no_flag(flags):
    found = flags()

    assert raised(found) == []
    assert found.columns.tolist()[:3] == ["institution_id", "flag", "about"]


def test_a_flag_takes_nothing_off_any_score(flags, look, island):
    flags(*everything(look))
    with_flags = island.score()
    method = island.place.content / "method" / "1.1.0.toml"
    text = method.read_text(encoding="utf-8")
    start = text.index("[[flag]]")
    method.write_text(text[:start] + text[text.index("# ---", start) :], encoding="utf-8")

    without = island.score()

    assert without.flags.empty
    for name in ("indicators", "pillars", "totals"):
        pd.testing.assert_frame_equal(getattr(with_flags, name), getattr(without, name))


def test_an_earlier_method_raises_none_and_freezes_no_table(flags, look, island):
    flags(*everything(look))
    island.change("editions/2024/edition.toml", 'method = "1.1.0"', 'method = "1.0.0"')

    assert island.score().flags.empty
    island.freeze()
    assert not (island.edition.parent / "flags.csv").exists()


def test_flags_are_frozen_read_again_and_reproduced(flags, look, island):
    expected = flags(*everything(look))
    told = said(island)

    island.freeze()

    lines = (island.edition.parent / "flags.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "institution_id,flag,about,count,total,days,seen_from,seen_to,rows"
    assert lines[1] == "norte,order,order:1,,,121,2024-09-01,2024-12-31,order:1"
    assert lines[4].startswith("sur,silence,,1,11,,2024-01-02,2024-01-02,ask:00 ask:01 ")
    pd.testing.assert_frame_equal(island.published().flags, expected)
    alone = editions.published(island.place, island.country, island.read(), institution_id="norte")
    assert raised(alone.flags) == ALL[:3]
    again = explain(alone, "norte").flags
    assert [plain(flag.fact.en) for flag in again] == [one[0] for one in told]
    assert island.reproduce().is_same


@pytest.mark.parametrize(("old", "new"), [(",121,", ",122,"), (None, None)])
def test_a_flag_that_was_changed_or_lost_is_found(flags, look, island, old, new):
    flags(*everything(look))
    island.freeze()
    path = island.edition.parent / "flags.csv"
    if old:
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    else:
        path.unlink()

    found = island.reproduce()

    assert [one.path for one in found.files] == ["barataria/editions/2024/flags.csv"]
    cells = [(one.part, one.id, one.row_id, one.column, one.now) for one in found.cells]
    assert cells == ([("flag", "order", "order:1", "days", "121")] if old else [])


def test_which_items_are_registers_is_kept_with_a_frozen_edition(flags, look, island):
    flags(*everything(look))
    island.freeze()
    island.change("country.toml", "register = true\n", "")
    now = country.read(island.folder)

    found = reproduce(island.place, now, island.read(), island.frames())

    assert [one.path for one in found.files] == [
        "barataria/country.toml",
        "barataria/editions/2024/flags.csv",
    ]
