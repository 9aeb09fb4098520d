"""How the site is put in its place: whole, the same on every machine, or not at all."""

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

from scorers.exceptions import ConstaError, SiteError
from scorers.website import building


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def begun(fresh):
    """Return whether a build has written anything; it is soon over, so this must be quick."""
    return fresh.is_dir() and any(fresh.iterdir())


def command(place, output):
    options = ["--content", str(place.content), "--country", "fantasia", "--output", str(output)]
    return [sys.executable, "-m", "scorers", "build", *options]


def test_two_builds_in_other_surroundings_give_the_same_bytes(place, tmp_path):
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "America/Lima", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "es_PE"},
    ]

    for number, surrounding in enumerate(surroundings):
        subprocess.run(
            command(place, tmp_path / str(number)),
            cwd=place.root,
            env={**os.environ, **surrounding},
            check=True,
            capture_output=True,
        )

    assert tree(tmp_path / "0") == tree(tmp_path / "1")


def test_a_build_killed_half_way_leaves_the_earlier_site_whole(place, fantasia, tmp_path):
    output = tmp_path / "output"
    building.build(place, fantasia, output)
    before = tree(output)

    with subprocess.Popen(
        command(place, output), cwd=place.root, start_new_session=True, stdout=subprocess.DEVNULL
    ) as build:
        fresh = tmp_path / "output.new"
        while build.poll() is None and not begun(fresh):
            time.sleep(0.001)
        os.killpg(build.pid, signal.SIGKILL)

    assert build.returncode == -signal.SIGKILL
    assert tree(output) == before
    building.build(place, fantasia, output)
    assert tree(output) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "content",
        "output",
        "output.lock",
    ]


def test_a_build_killed_between_its_two_renames_is_mended_by_the_next(place, fantasia, tmp_path):
    output = tmp_path / "output"
    building.build(place, fantasia, output)
    before = tree(output)
    output.rename(tmp_path / "output.old")
    shutil.rmtree(place.content / "fantasia" / "news" / "es")  # so that the next build fails

    with pytest.raises(SiteError):
        building.build(place, fantasia, output)

    assert tree(output) == before


def test_a_place_that_cannot_be_written_is_named(place, fantasia, tmp_path):
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(SiteError, match=r"cannot write .*file"):
        building.build(place, fantasia, tmp_path / "file" / "output")


def test_a_page_without_its_twin_stops_the_build_and_is_named(place, fantasia, tmp_path):
    (fantasia.folder / "pages" / "en" / "about.md").unlink()

    with pytest.raises(SiteError, match=r"acerca-de\.md stands in es"):
        building.build(place, fantasia, tmp_path / "output")

    assert not (tmp_path / "output").exists()


def test_a_text_without_its_translation_stops_the_build_and_is_named(place, fantasia, tmp_path):
    theme = shutil.copytree(place.theme, tmp_path / "checkout" / "theme")
    shutil.copy(place.root / "pelican.conf.py", tmp_path / "checkout")
    catalogue = theme / "translations" / "es.po"
    catalogue.write_text(catalogue.read_text().replace('msgid "Not rated"', 'msgid "Never rated"'))
    elsewhere = replace(place, root=tmp_path / "checkout")

    with pytest.raises(SiteError, match='no translation of "Not rated"'):
        building.build(elsewhere, fantasia, tmp_path / "output")


def test_a_hostile_cell_is_shown_as_text_and_never_runs(place, fantasia, tmp_path):
    path = fantasia.folder / "institutions.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    cells = lines[1].split(",")
    cells[1] = cells[2] = '"<script>alert(1)</script>""><img src=x onerror=alert(2)>"'
    lines[1] = ",".join(cells)
    path.write_text("\n".join(lines), encoding="utf-8")

    building.build(place, fantasia, tmp_path / "output")

    for page in (tmp_path / "output").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script>" not in text
        assert "<img src=x" not in text
    card = tmp_path / "output" / "es" / "instituciones" / cells[0] / "index.html"
    assert "&lt;script&gt;alert(1)" in card.read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", ["../escape", "a/b", "..", "A B"])
def test_an_id_that_could_leave_the_site_stops_the_build(place, fantasia, tmp_path, slug):
    path = fantasia.folder / "institutions.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[-2] = ",".join([slug, *lines[-2].split(",")[1:]])
    path.write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(ConstaError, match="consta check"):
        building.build(place, fantasia, tmp_path / "output")

    assert not (tmp_path / "output").exists()
    assert not (tmp_path / "escape").exists()


def test_a_programme_that_names_no_institution_stops_the_build(place, fantasia, tmp_path):
    path = fantasia.folder / "country.toml"
    path.write_text(path.read_text("utf-8").replace('"consejo-del-reloj",', '"nobody",'), "utf-8")

    with pytest.raises(SiteError, match='the programme names "nobody"'):
        building.build(place, fantasia, tmp_path / "output")


def test_a_second_build_at_the_same_time_is_refused_and_harms_neither(place, fantasia, tmp_path):
    output = tmp_path / "output"
    with subprocess.Popen(
        command(place, output), cwd=place.root, stdout=subprocess.DEVNULL
    ) as first:
        while first.poll() is None and not any((tmp_path / "output.new").rglob("*.html")):
            time.sleep(0.005)
        with pytest.raises(SiteError, match="another build is writing"):
            building.build(place, fantasia, output)

    assert first.returncode == 0
    alone = building.build(place, fantasia, tmp_path / "alone")
    assert tree(output) == tree(alone.output)


def test_a_page_that_is_not_utf_8_is_named(place, fantasia, tmp_path):
    page = fantasia.folder / "pages" / "es" / "participar.md"
    page.write_bytes(page.read_bytes() + "ñandú".encode("latin-1"))

    with pytest.raises(SiteError, match=r"participar\.md"):
        building.build(place, fantasia, tmp_path / "output")


def test_ctrl_c_ends_a_build_without_a_traceback_and_leaves_the_earlier_site(
    place, fantasia, tmp_path
):
    output = tmp_path / "output"
    building.build(place, fantasia, output)
    before = tree(output)

    with subprocess.Popen(
        command(place, output),
        cwd=place.root,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        # A shell may have this process ignore Ctrl+C, and its children with it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as build:
        while build.poll() is None and not begun(tmp_path / "output.new"):
            time.sleep(0.001)
        os.killpg(build.pid, signal.SIGINT)
        said = build.stderr.read()

    assert build.returncode == 130
    assert "Traceback" not in said
    assert tree(output) == before


@pytest.mark.parametrize("table", ["observations/2024.csv", "documents.csv"])
def test_an_address_that_would_run_never_becomes_a_link(place, fantasia, tmp_path, table):
    path = fantasia.folder / "records" / table
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["url"] = "javascript:alert(1)"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

    building.build(place, fantasia, tmp_path / "output")

    pages = list((tmp_path / "output").rglob("*.html"))
    assert pages
    for page in pages:
        assert 'href="javascript:' not in page.read_text(encoding="utf-8")
