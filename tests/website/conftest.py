"""What tests of pages that compare need: two institutions that are alike, and far enough apart."""

from pathlib import Path

import pytest

from scorers import country
from scorers.paths import Place
from scorers.website import building


ROOT = Path(__file__).parent.parent.parent


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
