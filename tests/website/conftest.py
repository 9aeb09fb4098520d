"""What several tests of the website need: parsed templates, institutions that can be compared."""

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from scorers import country
from scorers.paths import Place
from scorers.website import building


ROOT = Path(__file__).parent.parent.parent
THEME = ROOT / "theme"


@pytest.fixture(name="templates")
def _templates():
    loader = FileSystemLoader(THEME / "templates")
    made = Environment(loader=loader, autoescape=True)
    for name in (
        "t",
        "plural",
        "number",
        "day",
        "at",
        "up",
        "web",
        "prose",
        "language",
        "items",
        "placed",
    ):
        made.filters[name] = lambda *_, **__: ""
    return made


@pytest.fixture(name="built")
def _built(place, fantasia, tmp_path, under):
    """Give a function that builds the site under a version of the method."""

    def built(version):
        under(version)
        building.build(place, fantasia, tmp_path / "output")
        return tmp_path / "output"

    return built


@pytest.fixture(name="phone")
def _phone(browser):
    """Give a page as wide as a small phone, whose console must stay silent."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield page
    page.close()
    assert faults == []


@pytest.fixture(name="alike")
def _alike(content):
    """Make the two institutions of the invented country's programme of one kind and level."""
    rewrite(content / "fantasia" / "institutions.csv", ",CR,guild,", ",CR,cloud-ministry,")
    return content


@pytest.fixture(name="apart")
def _apart(alike):
    """Let one of the two, now alike, answer fewer requests: the other is then surely ahead."""
    path = alike / "fantasia" / "records" / "statistics" / "requests.csv"
    whole = "requests_answered,2024-01-01,2024-03-31,12,12"
    rewrite(path, whole, whole.replace("12,12", "9,12"))
    return alike


@pytest.fixture(name="apart_site")
def _apart_site(apart, tmp_path):
    """Give the built site of the invented country with those two."""
    place = Place(root=ROOT, content=apart)
    building.build(place, country.read(place.country("fantasia")), tmp_path / "output")
    return tmp_path / "output"


def rewrite(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
