"""`consta visit` as a person types it; nothing is asked but a server on this machine."""

from dataclasses import replace

import pytest

from scorers.sources import visiting


@pytest.fixture(name="served")
def _served(fantasia, httpserver, monkeypatch):
    """Give one known address on this machine, which a visit may otherwise not open."""
    httpserver.expect_request("/plan.pdf").respond_with_data(b"%PDF-1.4\n")
    httpserver.expect_request("/robots.txt").respond_with_data("", 404)
    folder = fantasia.folder / "records" / "observations"
    header = next(folder.glob("**/*.csv")).read_text().splitlines()[0]
    for path in folder.glob("**/*.csv"):
        path.unlink()
    address = httpserver.url_for("/plan.pdf").replace("localhost", "127.0.0.1")
    (folder / "known.csv").write_text(
        f"{header}\nfantasia:1,ministerio-de-las-nubes,plan-of-clouds,2024,,2024-03-01,listed,,pdf,"
        f"{address},letters,,,\n"
    )
    whole = visiting.source
    monkeypatch.setattr(
        visiting, "source", lambda *args: (it := whole(*args)) and replace(it, is_private=True)
    )
    monkeypatch.setattr(visiting, "PACE_SECONDS", 0.0)
    return address


def test_a_dry_run_lists_the_addresses_and_asks_nothing(consta, served, httpserver):
    status, out, err = consta("visit", "--dry-run")

    assert (status, err) == (0, "")
    assert out.splitlines()[1:] == [served]
    assert httpserver.log == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Addresses visited: 1 rows", "written: records/observations/visit-"]),
        ("es", ["Direcciones visitadas: 1 filas", "escrito: records/observations/visit-"]),
    ],
)
@pytest.mark.usefixtures("served")
def test_a_visit_prints_what_it_found_and_writes_it(consta, content, language, words):
    status, out, _ = consta("visit", language=language)

    assert status == 0
    for word in words:
        assert word in out
    assert len(list((content / "fantasia").glob("records/observations/visit-*.csv"))) == 1
    assert consta("check", language=language)[0] == 0


@pytest.mark.usefixtures("served")
def test_what_was_just_visited_is_not_due(consta):
    consta("visit")

    status, out, _ = consta("visit")

    assert status == 0
    assert out == "No address is due: all were looked at less than 14 days ago.\n"
