"""Working days by hand, and how a calendar that cannot be is refused. Fantasia is invented."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from scorers import country
from scorers.country.calendar import WEEKDAYS
from scorers.exceptions import CountryError


ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
FANTASIA = ROOT / "tests" / "data" / "fantasia"
HEADER = "day,regions,norm,source,confirmed\n"


@pytest.fixture(name="folder")
def _folder(tmp_path):
    return Path(shutil.copytree(FANTASIA, tmp_path / "fantasia"))


def waits(calendar, since, until, region=""):
    days = calendar.working_days(int(since[:4]), int(until[:4]))
    ends = np.datetime64(since), np.datetime64(until)
    place = days.place(region)
    return int(days.between(*ends, place)), int(days.between(*ends, place, most=True))


@pytest.mark.parametrize(
    ("since", "until", "region", "expected"),
    [
        # Friday and Saturday are Fantasia's weekend.
        ("2024-01-07", "2024-01-07", "", (0, 0)),  # the same day
        ("2024-01-07", "2024-01-08", "", (1, 1)),  # Sunday to Monday
        ("2024-01-11", "2024-01-14", "", (1, 1)),  # Thursday to Sunday: the weekend does not count
        ("2024-01-11", "2024-01-13", "", (0, 0)),  # Thursday to Saturday
        ("2024-01-12", "2024-01-14", "", (1, 1)),  # filed on the weekend
        ("2023-12-31", "2024-01-02", "", (1, 1)),  # New Year is off, over the turn of the year
        ("2024-02-05", "2024-02-07", "", (1, 2)),  # 6 February may count
        ("2024-02-05", "2024-02-06", "", (0, 1)),
        ("2024-03-19", "2024-03-21", "", (2, 2)),  # 20 March is off in the Northern Isles alone
        ("2024-03-19", "2024-03-21", "islas-del-norte", (1, 1)),
        ("2024-03-19", "2024-03-21", "valle-del-nandu", (2, 2)),
        ("2024-06-03", "2024-06-05", "valle-del-nandu", (1, 2)),  # off there, and that is unclear
        ("2024-06-03", "2024-06-05", "islas-del-norte", (2, 2)),
        ("2024-06-05", "2024-06-03", "", (-2, -2)),
    ],
)
def test_working_days_by_hand(fantasia, since, until, region, expected):
    assert waits(fantasia.calendar, since, until, region) == expected


def test_a_term_starts_on_the_first_working_day_after_filing(fantasia):
    days = fantasia.calendar.working_days(2024, 2024)

    assert days.after(date(2024, 1, 11), 1) == date(2024, 1, 14)
    assert days.after(date(2024, 1, 12), 1) == date(2024, 1, 14)
    assert days.after(date(2024, 2, 5), 1) == date(2024, 2, 7)
    assert days.after(date(2024, 2, 5), 1, most=True) == date(2024, 2, 6)
    assert days.after(date(2024, 3, 19), 1, "islas-del-norte") == date(2024, 3, 21)


def test_a_day_beyond_the_span_is_an_error_and_no_guess(fantasia):
    with pytest.raises(IndexError):
        fantasia.calendar.working_days(2024, 2024).after(date(2024, 12, 30), 10)


@pytest.mark.parametrize(
    ("country_id", "since", "until", "region", "expected"),
    [
        ("peru", "2024-03-27", "2024-04-01", "", (1, 1)),  # Holy Thursday and Good Friday
        ("peru", "2024-06-06", "2024-06-10", "", (1, 1)),  # 7 June, a holiday from 2024
        ("peru", "2023-06-06", "2023-06-08", "", (2, 2)),  # and none before
        ("peru", "2024-07-25", "2024-07-30", "", (1, 2)),  # 26 July was decreed: unclear
        ("peru", "2024-11-13", "2024-11-18", "lima-metropolitana", (1, 3)),
        ("peru", "2024-11-13", "2024-11-18", "callao", (1, 3)),
        ("peru", "2024-11-13", "2024-11-18", "cusco", (3, 3)),
        ("united-kingdom", "2020-05-07", "2020-05-11", "", (1, 1)),  # VE Day, Friday in 2020
        ("united-kingdom", "2020-07-10", "2020-07-14", "", (1, 1)),  # 13 July, Northern Ireland's
        ("united-kingdom", "2021-12-24", "2021-12-29", "", (1, 1)),  # Christmas, moved to weekdays
        ("argentina", "2024-07-08", "2024-07-10", "", (1, 1)),  # Independence Day
    ],
)
def test_holidays_of_real_countries(country_id, since, until, region, expected):
    calendar = country.read(CONTENT / country_id).calendar

    assert waits(calendar, since, until, region) == expected


def test_no_decreed_day_of_peru_is_said_to_be_certain():
    decreed = country.read(CONTENT / "peru").calendar.decreed

    assert len(decreed) == 21
    assert [one.day for one in decreed if one.confirmed] == []


def test_the_package_of_holidays_is_not_loaded_to_read_a_country():
    words = (
        "import sys; from pathlib import Path; from scorers import country; "
        f"country.read(Path({str(CONTENT / 'peru')!r})); sys.exit('holidays' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", words], cwd=ROOT, check=False).returncode == 0


def test_a_code_that_the_package_does_not_know_is_refused_when_asked_for(folder):
    change(folder / "country.toml", "[calendar]", '[calendar]\nholidays = "XX"')
    calendar = country.read(folder).calendar

    with pytest.raises(CountryError, match=r"country.toml: \[calendar\]: .* does not know XX"):
        calendar.working_days(2024, 2024)


def test_a_country_without_decreed_days_needs_no_file(folder):
    (folder / "non_working_days.csv").unlink()

    assert country.read(folder).calendar.decreed == ()


def test_the_term_is_that_of_the_day_of_filing(folder):
    earlier = "[[law.earlier_term]]\nuntil = {}\nterm_days = {}\n"
    terms = earlier.format("2016-12-31", 7) + earlier.format("2020-06-30", 12)
    change(folder / "country.toml", "[calendar]", f"{terms}\n[calendar]")
    days = np.array(["2016-12-31", "2017-01-01", "2020-06-30", "2020-07-01"], dtype="datetime64[D]")

    assert country.read(folder).law.term_on(days).tolist() == [7, 12, 12, 15]


def test_a_clarification_stops_the_clock_only_where_that_is_said(folder):
    assert country.read(folder).law.clarification_stops_clock

    change(folder / "country.toml", "clarification_stops_clock = true", "")

    assert not country.read(folder).law.clarification_stops_clock


def change(file, old, new):
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), encoding="utf-8")


WEEKEND = 'weekend = ["friday", "saturday"]'
EARLIER = "[[law.earlier_term]]\nuntil = {}\nterm_days = 5\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[calendar]", "[other]", r'the top needs "calendar"'),
        ("[calendar]", "[[calendar]]", r"write a table, \[calendar\]"),
        (WEEKEND, "", r"weekend of \[calendar\] is .*; write days of the week"),
        (WEEKEND, 'weekend = ["viernes"]', r"write days of the week"),
        (WEEKEND, 'weekend = "friday"', r"write a list of words"),
        (WEEKEND, f"weekend = {list(WEEKDAYS)}", r"none would be a working day"),
        (WEEKEND, f'{WEEKEND}\nholidays = "Peru"', r'holidays of \[calendar\] is "Peru"; write'),
        (WEEKEND, f"{WEEKEND}\nholidays = 5", r'holidays of \[calendar\] is "5"; write words'),
        (WEEKEND, f'{WEEKEND}\nsubdivisions = ["../x"]', r"subdivisions of \[calendar\] is "),
        ("[calendar]", EARLIER.format('"2020-01-01"') + "[calendar]", r"write a day such as"),
        ("[calendar]", EARLIER.format("2020-01-01T00:00:00") + "[calendar]", r"write a day such"),
        (
            "[calendar]",
            EARLIER.format("2020-01-01") * 2 + "[calendar]",
            r"2020-01-01, 2020-01-01; write each once, the earliest first",
        ),
    ],
)
def test_a_calendar_that_cannot_be_is_refused_in_one_line(folder, old, new, said):
    change(folder / "country.toml", old, new)

    with pytest.raises(CountryError, match=said) as refused:
        country.read(folder)

    assert str(refused.value).startswith(f"{folder / 'country.toml'}: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", r':1: ""; write the header day,regions,norm,source,confirmed'),
        ("day,region\n", r':1: "day,region"; write the header'),
        (HEADER + "2024-02-30,,,x,true\n", r':2:day: "2024-02-30"; write a day such as'),
        (HEADER + "20240201,,,x,true\n", r':2:day: "20240201"; write a day such as'),
        (HEADER + '2024-02-01,,"a\nb",x,true\n,,,x,true\n', r':4:day: ""; write a day'),
        (HEADER + "\n2024-02-01,atlantis,,x,true\n", r':3:regions: "atlantis"; write ids'),
        (HEADER + "2024-02-01,valle-del-ñandu,,x,true\n", r'did you mean "valle-del-nandu"\?'),
        (HEADER + "2024-02-01,,,,true\n", r':2:source: ""; write what says so'),
        (HEADER + "2024-02-01,,,x,yes\n", r':2:confirmed: "yes"; write true, or false'),
        (HEADER + "2024-02-01,,,x,\n", r':2:confirmed: ""; write true, or false'),
        (HEADER + "2024-02-01,,x,true\n", r":2: 4 cells; write 5"),
        (HEADER + "2024-02-01,,,x,true\n" * 2, r":3: 2024-02-01 stands there twice; write it once"),
        (HEADER + '"2024-02-01', r": not CSV in UTF-8: "),
    ],
)
def test_a_line_that_cannot_be_is_refused_with_its_number(folder, content, said):
    file = folder / "non_working_days.csv"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(CountryError, match=said) as refused:
        country.read(folder)

    assert str(refused.value).startswith(f"{file}:")
    assert "\n" not in str(refused.value)


def test_bytes_that_are_no_utf_8_are_refused(folder):
    (folder / "non_working_days.csv").write_bytes(HEADER.encode() + b"2024-02-01,,\xf1,x,true\n")

    with pytest.raises(CountryError, match="not CSV in UTF-8"):
        country.read(folder)
