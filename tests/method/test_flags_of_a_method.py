"""The red flags that a method declares, and their limits."""

import re
from pathlib import Path

import pytest

from scorers import method
from scorers.editions import flagging, flags
from scorers.exceptions import MethodError
from scorers.method.flags import LIMITS


FILE = Path(__file__).parents[2] / "content" / "method" / "1.1.0.toml"


def test_the_limits_are_as_they_were_decided():
    found = method.read(FILE).flags

    assert {name: dict(flag.limits) for name, flag in found.items()} == {
        "order": {"days": 90},
        "silence": {"terms": 3, "least": 10, "share": 0.5},
        "register": {},
        "no_record": {},
    }


def test_every_flag_that_a_method_may_declare_is_found_and_told():
    assert set(LIMITS) == set(flagging.FINDERS) == set(flags.FACTS) == set(flags.SUMS)


def test_a_method_may_have_no_flags():
    assert method.read(FILE.with_name("1.0.0.toml")).flags == {}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('id = "no_record"', 'id = "rumour"', 'flag rumour: id is "rumour"; expected one of order'),
        ('id = "no_record"', 'id = "order"', 'flag order is "there twice"'),
        ("days = 90", "days = 0", "flag order: days is"),
        ("days = 90", "day = 90", 'flag order has no "days"'),
        ("terms = 3 ", "terms = 4 ", "flag silence: terms is"),
        ("least = 10 ", "least = 9.5 ", "flag silence: least is"),
        ("share = 0.5 ", "share = 1.5 ", "flag silence: share is"),
        ('id = "register"', 'id = "register"\ndays = 1', 'flag register has an unknown key "days"'),
    ],
)
def test_a_flag_that_cannot_be_is_refused_by_name(altered, old, new, expected):
    path = altered(FILE, old, new)

    with pytest.raises(MethodError, match=re.escape(expected)):
        method.read(path)
