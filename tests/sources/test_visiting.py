"""Visits end to end: known addresses on a real server on this machine, looks in our table."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from scorers.sources import pulling, visiting
from scorers.sources.pulling import Options
from scorers.sources.web.pace import Clock


HEADER = (
    "observation_id,institution_id,item,period,due_on,looked_on,found,first_seen_on,format,url,"
    "document_id,submitted_by,count,total"
)
TODAY = date(2026, 11, 23)
PDF = b"%PDF-1.4\n1 0 obj << /Type /Page >> endobj\n"


def then(day):
    """Return a clock that stands still on a day and lets every wait pass at once."""
    return Clock(
        sleep=lambda _: None,
        now=lambda: datetime(day.year, day.month, day.day, 12, 0, tzinfo=UTC),
    )


def look(number, url, *, item="plan-of-clouds", period="2024", day="2024-03-01", found="listed"):
    return (
        f"fantasia:{number},ministerio-de-las-nubes,{item},{period},,{day},{found},,pdf,{url},"
        "letters,,,"
    )


@pytest.fixture(name="observed")
def _observed(fantasia):
    """Give a function that puts lines in place of all observations."""
    folder = fantasia.folder / "records" / "observations"
    for path in folder.glob("**/*.csv"):
        path.unlink()

    def observed(*lines):
        (folder / "known.csv").write_text("\n".join((HEADER, *lines)) + "\n")
        return fantasia

    return observed


def due(country, today=TODAY, days=14, institutions=()):
    return [one["url"] for one in visiting.due(country, today, days, institutions)]


def test_the_last_look_at_each_item_is_due_the_oldest_first(observed):
    country = observed(
        look(1, "https://a.example/1", day="2024-05-01"),
        look(2, "https://a.example/2", period="2023", day="2024-03-01"),
        look(3, "https://a.example/3", period="2022", day="2026-11-10"),
        look(4, "https://a.example/old", period="2021", day="2024-01-01"),
        look(5, "https://a.example/new", period="2021", day="2024-02-01"),
        look(6, "", period="2020"),
        look(7, "https://a.example/7", period="2019", found="not_applicable"),
        look(8, "https://a.example/8", period="2018", day="2024-06-01", found="absent"),
    )

    assert due(country) == [f"https://a.example/{one}" for one in ("new", "2", "1", "8")]
    assert due(country, days=13)[-1] == "https://a.example/3"
    assert due(country, institutions=["consejo-del-reloj"]) == []


def test_a_check_is_never_due_for_an_open_address_does_not_answer_it(observed):
    country = observed(
        look(1, "https://a.example/form", item="a7-address", period=""),
        look(2, "https://a.example/officer", item="c6-answer", period="", found="absent"),
        look(3, "https://a.example/3"),
    )

    assert due(country) == ["https://a.example/3"]


def test_a_visit_holds_at_most_so_many_addresses_with_all_their_items(observed):
    country = observed(
        look(1, "https://a.example/1"),
        look(2, "https://b.example/2", period="2023"),
        look(3, "https://a.example/1", period="2022"),
    )

    source = visiting.source(country, visiting.due(country, TODAY, 14), TODAY, most=1)

    assert [one["period"] for one in source.scope["targets"]] == ["2022", "2024"]
    assert source.hosts == ("a.example",)


def test_one_visit_has_one_id_and_the_next_another(observed):
    country = observed(look(1, "https://a.example/1"))
    looks = visiting.due(country, TODAY, 14)

    ids = {visiting.source(country, looks, TODAY, most=9).id for _ in range(2)}
    later = visiting.source(country, [{**looks[0], "looked_on": "2026-11-23"}], TODAY, most=9)

    assert len(ids) == 1
    assert later.id not in ids
    assert visiting.source(country, [], TODAY, most=9) is None


def visited(country, place, day):
    looks = visiting.due(country, day, 14)
    source = visiting.source(country, looks, day, most=99)
    options = Options(archive=str(place / "archive"), cache=place / "cache", clock=then(day))
    outcome = pulling.run(country, replace(source, is_private=True), options)
    path = country.folder / "records" / "observations" / f"{source.id}.csv"
    with path.open(newline="") as file:
        return outcome, list(csv.DictReader(file))


def test_a_visit_adds_a_look_of_its_day_and_its_document(observed, tmp_path, httpserver):
    for path, body, status, kind in (
        ("/plan.pdf", PDF, 200, "application/pdf"),
        ("/gone.pdf", b"<html>no</html>", 404, "text/html"),
        ("/lost.pdf", b"<html>Bienvenidos</html>", 200, "text/html"),
        ("/broken.pdf", b"", 403, "text/html"),
        ("/robots.txt", b"", 404, "text/plain"),
    ):
        httpserver.expect_request(path).respond_with_data(body, status, content_type=kind)
    names = ("plan", "gone", "lost", "broken")
    country = observed(
        *(
            look(at, httpserver.url_for(f"/{name}.pdf"), period=str(2020 + at))
            for at, name in enumerate(names)
        )
    )

    outcome, rows = visited(country, tmp_path, TODAY)

    assert outcome.failure == ""
    assert [row["looked_on"] for row in rows] == ["2026-11-23"] * 2
    assert {(row["period"], row["found"], row["format"]) for row in rows} == {
        ("2020", "listed", "pdf"),
        ("2021", "absent", ""),
    }
    documents = country.folder / "records" / "documents"
    with next(documents.glob("visit-*.csv")).open(newline="") as file:
        known = {row["document_id"]: row["url"] for row in csv.DictReader(file)}
    assert all(known[row["document_id"]] == row["url"] for row in rows)


def test_a_second_visit_two_weeks_later_looks_at_the_absent_again(observed, tmp_path, httpserver):
    httpserver.expect_request("/gone.pdf").respond_with_data("", 404)
    httpserver.expect_request("/robots.txt").respond_with_data("", 404)
    country = observed(look(1, httpserver.url_for("/gone.pdf")))

    _, first = visited(country, tmp_path, TODAY)
    assert visiting.due(country, date(2026, 12, 6), 14) == []
    _, second = visited(country, tmp_path, date(2026, 12, 7))

    assert [row["found"] for row in (*first, *second)] == ["absent", "absent"]
    assert [row["looked_on"] for row in (*first, *second)] == ["2026-11-23", "2026-12-07"]
    assert first[0]["observation_id"] != second[0]["observation_id"]
