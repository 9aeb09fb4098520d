"""What many tests need: the invented country as a content folder, its site, and a browser."""

import csv
import os
import re
import shutil
from pathlib import Path

import pytest

from scorers import country
from scorers.paths import Place
from scorers.website import building
from tests import chromium


ROOT = Path(__file__).parent.parent
FANTASIA = ROOT / "tests" / "data" / "fantasia"


@pytest.fixture(autouse=True)
def _field_size_limit():
    """Put back the csv module's limit, which frictionless raises for the whole process."""
    limit = csv.field_size_limit()
    yield
    csv.field_size_limit(limit)


@pytest.fixture(name="content")
def _content(tmp_path):
    """Give a content folder of its own that holds the invented country and the real method."""
    return copied(tmp_path / "content")


@pytest.fixture(name="place")
def _place(content):
    return Place(root=ROOT, content=content)


@pytest.fixture(name="fantasia")
def _fantasia(place):
    return country.read(place.country("fantasia"))


@pytest.fixture(name="under")
def _under(content):
    """Give a function that puts the invented country's edition 2024 under a version of the method.

    It fails where the edition does not name exactly one.
    """

    def under(version):
        path = content / "fantasia" / "editions" / "2024" / "edition.toml"
        text, count = re.subn(
            r'^method = "[^"]*"',
            f'method = "{version}"',
            path.read_text("utf-8"),
            flags=re.MULTILINE,
        )
        assert count == 1
        path.write_text(text, "utf-8")

    return under


@pytest.fixture(name="site", scope="session")
def _site(tmp_path_factory):
    """Give the built site of the invented country; tests only read it."""
    folder = tmp_path_factory.mktemp("site")
    place = Place(root=ROOT, content=copied(folder / "content"))
    building.build(place, country.read(place.country("fantasia")), folder / "output")
    return folder / "output"


@pytest.fixture(name="browser", scope="session")
def _browser():
    """Give Debian's chromium; without it these tests are skipped, unless it is required."""
    program = chromium.program()
    if program is None:
        if os.environ.get("CONSTA_BROWSER") == "required":
            pytest.fail("chromium is required here (CONSTA_BROWSER=required) and not installed")
        pytest.skip("chromium is not installed")
    with chromium.opened(program) as browser:
        yield browser


def copied(content):
    """Return a content folder made anew, with the invented country and the real method."""
    shutil.copytree(ROOT / "content" / "method", content / "method")
    shutil.copytree(FANTASIA, content / "fantasia")
    return content
