"""A build that takes over what has not changed gives the bytes of one that makes every file."""

import csv
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorers import country, editions
from scorers.editions import freezing
from scorers.website import building, earlier, translations


@pytest.fixture(name="checkout")
def _checkout(place, tmp_path):
    """Give a checkout of its own, cache and all, whose country has two frozen editions."""
    root = tmp_path / "checkout"
    shutil.copytree(place.theme, root / "theme")
    shutil.copy(place.root / "pelican.conf.py", root)
    own = replace(place, root=root)
    add_edition(own, "2023")
    freeze(own, "2024")
    return own


def fantasia(place):
    return place.content / "fantasia"


def add_edition(place, year):
    folder = fantasia(place) / "editions" / year
    folder.mkdir()
    words = (folder.parent / "2024" / "edition.toml").read_text()
    words = words.replace("2024", year).replace('"frozen"', '"open"').partition("[inputs]")[0]
    (folder / "edition.toml").write_text(words)
    freeze(place, year)


def freeze(place, year):
    chosen = country.read(fantasia(place))
    freezing.freeze(place, chosen, editions.read(place, "fantasia", year))


def open_again(place, year):
    file = fantasia(place) / "editions" / year / "edition.toml"
    words = file.read_text().partition("[inputs]")[0]
    file.write_text(words.replace('"frozen"', '"open"'))
    for name in ("scores.csv", "evidence.csv"):
        (file.parent / name).unlink()


def build(place, output, *, anew=False):
    return building.build(place, country.read(fantasia(place)), output, anew=anew)


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def times(folder):
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


def made_anew(place, output):
    """Return the files of a site of the same content that takes over nothing."""
    scratch = output.with_name("scratch")
    build(place, scratch, anew=True)
    made = tree(scratch)
    shutil.rmtree(scratch)
    return made


def edit(path, row, column, cell):
    """Write a cell of a CSV file; rows are counted from 0."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[row % len(rows)][column] = cell
    write(path, rows)


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def swap_words(path, old, new):
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")


def records(place, name):
    return fantasia(place) / "records" / name


def a_request_corrected(place):
    edit(records(place, "requests/2024.csv"), 3, "topic", "otro asunto")
    edit(records(place, "requests/2024.csv"), 3, "outcome", "refused")


def a_request_added(place):
    path = records(place, "requests/2024.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    added = rows[-1] | {"request_id": "fantasia:2024-zzz", "filed_on": "2024-12-30"}
    write(path, [*rows, added | {"answered_on": "", "delivered_on": "", "outcome": "pending"}])


def a_request_removed_so_that_lines_move(place):
    path = records(place, "requests/2023.csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], *lines[2:]]), encoding="utf-8")


def an_observation(place):
    edit(records(place, "observations/2024.csv"), 0, "url", "https://fantasia.example/moved")


def a_statistic(place):
    edit(records(place, "statistics/budget.csv"), 2, "value", "12345")


def a_document(place):
    edit(records(place, "documents.csv"), 0, "title", "Otro título")


def a_row_that_passes_to_another_institution(place):
    edit(records(place, "requests/2024.csv"), 0, "institution_id", "oficina-de-faros")


def a_name(place):
    edit(fantasia(place) / "institutions.csv", 0, "name_en", "Another Name")


def an_institution_added(place):
    path = fantasia(place) / "institutions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    blank = dict.fromkeys(rows[0], "")
    kept = ("kind", "level", "region", "name_es", "name_en", "since_on")
    write(path, [*rows, blank | {name: rows[0][name] for name in kept} | {"institution_id": "zzz"}])


def a_template(place):
    swap_words(place.theme / "templates" / "colophon.html", '{{ "Edition', '<!-- x -->{{ "Edition')


def a_translation(place):
    swap_words(place.theme / "translations" / "es.po", 'msgstr "Edición', 'msgstr "La edición')
    translations.catalogue.cache_clear()  # as in another process


def the_style(place):
    style = next((place.theme / "static").rglob("*.css"))
    style.write_text(style.read_text() + "\n.x { color: red }\n")


def the_country(place):
    swap_words(fantasia(place) / "country.toml", "Fantasía", "Fantasía Nueva")


def prose(place):
    page = fantasia(place) / "pages" / "es" / "participar.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nUna línea más.\n", encoding="utf-8")


def an_edition_added(place):
    add_edition(place, "2022")


def an_edition_taken_away(place):
    shutil.rmtree(fantasia(place) / "editions" / "2023")


def an_edition_opened_under_another_method(place):
    open_again(place, "2024")
    swap_words(fantasia(place) / "editions" / "2024" / "edition.toml", '"1.0.0"', '"1.1.0"')


def frozen_evidence(place):
    path = fantasia(place) / "editions" / "2023" / "evidence.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:-1]))


def nothing(place):
    """Change nothing."""


ROWS = [
    a_request_corrected,
    a_request_added,
    a_request_removed_so_that_lines_move,
    an_observation,
    a_statistic,
    a_document,
    a_row_that_passes_to_another_institution,
]
OTHERS = [
    nothing,
    a_name,
    an_institution_added,
    a_template,
    a_translation,
    the_style,
    the_country,
    prose,
    an_edition_added,
    an_edition_taken_away,
    an_edition_opened_under_another_method,
    frozen_evidence,
]


@pytest.mark.parametrize("change", [*ROWS, *OTHERS], ids=lambda change: change.__name__)
def test_after_a_change_the_site_is_that_of_a_build_that_makes_every_file(
    checkout, tmp_path, change
):
    output = tmp_path / "output"
    build(checkout, output)
    before, stood = tree(output), times(output)

    change(checkout)
    built = build(checkout, output)

    after = tree(output)
    assert after == made_anew(checkout, output)
    assert built.pages == sum(name.endswith(".html") for name in after)
    assert built.pages + built.files == len(after)
    written = {name for name, digest in after.items() if before.get(name) != digest}
    assert built.pages_written + built.files_written == len(written)
    assert (change is nothing) == (not written)
    # What has the same bytes is the same file: its time has not moved.
    now = times(output)
    assert all(now[name] == stood[name] for name in after.keys() - written)


def test_with_an_open_edition_the_site_is_that_of_a_build_that_makes_every_file(checkout, tmp_path):
    open_again(checkout, "2024")
    output = tmp_path / "output"
    build(checkout, output)

    for change in ROWS:
        change(checkout)
        build(checkout, output)
        assert tree(output) == made_anew(checkout, output), change.__name__


def test_a_row_of_one_institution_leaves_the_pages_of_the_others_as_they_were(checkout, tmp_path):
    output = tmp_path / "output"
    build(checkout, output)
    before = tree(output)
    with records(checkout, "statistics/budget.csv").open(encoding="utf-8", newline="") as file:
        institution = list(csv.DictReader(file))[2]["institution_id"]

    a_statistic(checkout)
    build(checkout, output)

    written = {name for name, digest in tree(output).items() if before.get(name) != digest}
    pages = {name for name in written if name.endswith(".html")}
    # Whether frozen editions still reproduce is a gate, told on the page of their robustness.
    others = {name for name in pages if "/robust" not in name}
    assert others
    assert all(institution in name for name in others)


def test_words_of_a_request_make_nothing_anew_but_what_shows_that_institution(checkout, tmp_path):
    output = tmp_path / "output"
    build(checkout, output)
    before = earlier.read(checkout, output).jobs
    with records(checkout, "requests/2024.csv").open(encoding="utf-8", newline="") as file:
        institution = list(csv.DictReader(file))[3]["institution_id"]

    edit(records(checkout, "requests/2024.csv"), 3, "topic", "otro asunto")
    build(checkout, output)

    after = earlier.read(checkout, output).jobs
    anew = {name for name in after if before[name][0] != after[name][0]}
    assert f"2024/{institution}" in anew
    # Whether frozen editions still reproduce is a gate, told on the page of their robustness.
    others = {name for name in anew if not name.endswith("/robustness")}
    assert all(institution in name for name in others)
    same = after.keys() - anew
    assert {"search", "compare", "compare/files", "icons", "changes", "alone"} <= same


def test_where_waits_have_a_score_who_is_ahead_follows_the_requests(checkout, tmp_path):
    open_again(checkout, "2024")
    an_edition = fantasia(checkout) / "editions" / "2024" / "edition.toml"
    swap_words(an_edition, '"1.0.0"', '"1.1.0"')
    freeze(checkout, "2024")
    output = tmp_path / "output"
    build(checkout, output)
    before = tree(output)
    path = records(checkout, "requests/2024.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    for row in rows:
        if row["institution_id"] == "villa-arriba" and row["answered_on"]:
            row["answered_on"] = row["delivered_on"] = row["filed_on"]
    write(path, rows)
    build(checkout, output)

    after = tree(output)
    assert after == made_anew(checkout, output)
    written = {name for name, digest in after.items() if before.get(name) != digest}
    assert any(name.startswith("api/v1/kinds/") for name in written)


def test_a_row_that_has_passed_on_is_still_told_where_a_frozen_edition_rests_on_it(
    checkout, tmp_path
):
    output = tmp_path / "output"
    a_row_that_passes_to_another_institution(checkout)
    build(checkout, output)

    edit(records(checkout, "requests/2024.csv"), 0, "filed_on", "2024-01-02")
    build(checkout, output)

    assert tree(output) == made_anew(checkout, output)


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    ("requests/2022.csv", "topic"),
                    ("requests/2024.csv", "fee"),
                    ("observations/2023.csv", "url"),
                    ("statistics/requests.csv", "count"),
                    ("documents.csv", "publisher"),
                    ("../institutions.csv", "short_name"),
                ]
            ),
            st.integers(0, 40),
            st.integers(1, 9),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_whatever_cells_are_edited_the_site_is_that_of_a_build_that_makes_every_file(
    checkout, tmp_path, cells
):
    output = tmp_path / "output"
    build(checkout, output)

    for (name, column), row, cell in cells:
        edit(records(checkout, name), row, column, str(cell))
    build(checkout, output)

    assert tree(output) == made_anew(checkout, output)


def test_a_site_that_someone_has_touched_is_made_whole_again(checkout, tmp_path):
    output = tmp_path / "output"
    build(checkout, output)
    whole = tree(output)
    pages = sorted((output / "es" / "instituciones").glob("*/index.html"))
    pages[0].write_text("edited")
    kept = pages[1].stat()
    pages[1].write_bytes(pages[1].read_bytes()[::-1])
    os.utime(pages[1], ns=(kept.st_atime_ns, kept.st_mtime_ns + 1))
    pages[2].unlink()
    pages[3].unlink()
    pages[3].symlink_to(pages[0])
    (output / "en" / "index.html").write_text("edited")
    (output / "robots.txt").unlink()
    (output / "static" / "stray.css").write_text("not ours")
    (output / "es" / "instituciones" / "nobody").mkdir()
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "file").touch()
    for folder in (output, output / "es", output / "es" / "instituciones" / "nobody"):
        (folder / "link").symlink_to(tmp_path / "theirs")

    build(checkout, output)

    assert tree(output) == whole
    assert not (output / "es" / "instituciones" / "nobody").exists()
    assert not any(path.is_symlink() for path in output.rglob("*"))
    assert (tmp_path / "theirs" / "file").exists()


def test_a_record_that_cannot_be_used_is_as_good_as_none(checkout, tmp_path):
    output = tmp_path / "output"
    build(checkout, output)
    before = tree(output)

    for words in (b"", b"{", b"[]", b'{"2024/x": 1}', b'{"2024/x": ["", {"a": 1}]}', b"\xff"):
        for folder in ("sites", "read"):
            for file in (checkout.cache / folder).iterdir():
                file.write_bytes(words)
        built = build(checkout, output)
        assert tree(output) == before
        assert built.pages_written == 0


def test_a_record_that_was_cut_off_is_as_good_as_none(checkout, tmp_path):
    output = tmp_path / "output"
    build(checkout, output)
    (record,) = (checkout.cache / "sites").iterdir()
    whole = record.read_bytes()

    for length in (0, 1, 2, 3, 20, len(whole) // 2, len(whole) - 1):
        record.write_bytes(whole[:length])
        assert earlier.read(checkout, output).jobs == {}
    record.write_bytes(whole)
    assert earlier.read(checkout, output).jobs


def test_kept_scores_that_were_cut_off_are_read_again(checkout, tmp_path):
    build(checkout, tmp_path / "output")
    for file in (checkout.cache / "read").iterdir():
        file.write_bytes(file.read_bytes()[:-100])

    a_name(checkout)
    build(checkout, tmp_path / "output")

    assert tree(tmp_path / "output") == made_anew(checkout, tmp_path / "output")


def test_where_files_cannot_be_linked_they_are_copied_with_their_time(
    checkout, tmp_path, monkeypatch
):
    output = tmp_path / "output"
    build(checkout, output)
    before, stood = tree(output), times(output)

    def refuse(*_paths, **_options):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    built = build(checkout, output)

    assert tree(output) == before
    assert times(output) == stood
    assert built.pages_written == built.files_written == 0


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(checkout, tmp_path):
    checkout.cache.write_text("not a folder")

    build(checkout, tmp_path / "output")
    a_request_corrected(checkout)
    build(checkout, tmp_path / "output")

    assert tree(tmp_path / "output") == made_anew(checkout, tmp_path / "output")


def test_records_of_old_sites_go(checkout, tmp_path):
    for number in range(earlier.RECORDS_KEPT + 3):
        earlier.record(checkout, tmp_path / str(number), {})

    kept = list((checkout.cache / "sites").iterdir())
    assert len(kept) == earlier.RECORDS_KEPT


@pytest.mark.parametrize("moment", [0.0, 0.02, 0.1, 0.3])
def test_killed_at_any_moment_the_earlier_site_is_whole_and_the_next_build_right(
    place, tmp_path, moment
):
    output = tmp_path / "output"
    build(place, output)
    before = tree(output)
    a_request_corrected(place)
    wanted = made_anew(place, output)
    options = ["--content", str(place.content), "--country", "fantasia", "--output", str(output)]
    command = [sys.executable, "-m", "scorers", "build", *options]

    with subprocess.Popen(
        command, cwd=place.root, start_new_session=True, stdout=subprocess.DEVNULL
    ) as process:
        while process.poll() is None and not (tmp_path / "output.new").is_dir():
            time.sleep(0.001)
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGKILL)

    left = output if output.is_dir() else tmp_path / "output.old"
    assert tree(left) in (before, wanted)
    build(place, output)
    assert tree(output) == wanted
