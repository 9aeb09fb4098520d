"""Each page on a catalogue or OCDS is in both languages, and its declaration can be read."""

import tomllib
from pathlib import Path

import pytest

from scorers.sources.reporting import Report
from scorers.sources.systems import SYSTEMS
from scorers.sources.systems.base import SystemSource
from scorers.sources.systems.table_rows import Table


DOCS = Path(__file__).parents[3] / "docs" / "sources"
PAGES = [f"{name}{end}" for name in ("ckan", "dkan", "ocds") for end in (".md", ".es.md")]


@pytest.mark.parametrize("page", PAGES)
def test_the_example_of_a_page_is_a_declaration_of_its_system(page):
    text = (DOCS / page).read_text(encoding="utf-8")
    [entry] = tomllib.loads(text.partition("```toml\n")[2].partition("```")[0])["source"]
    outcomes = entry.pop("outcomes", {})
    source = SystemSource(
        **{"permission": "", **entry, "hosts": tuple(entry["hosts"])},
        outcomes=outcomes,
        country_id="fantasia",
        is_private=False,
    )

    assert source.system == page.partition(".")[0]
    assert source.system in SYSTEMS
    if "columns" in source.scope:
        assert Table(source, Report("x")).columns


@pytest.mark.parametrize("page", PAGES[::2])
def test_a_page_and_its_twin_have_the_same_headings_and_lead_to_each_other(page):
    english = (DOCS / page).read_text(encoding="utf-8")
    twin = page.replace(".md", ".es.md")
    spanish = (DOCS / twin).read_text(encoding="utf-8")

    assert f"]({twin})" in english
    assert f"]({page})" in spanish
    assert english.count("\n#") == spanish.count("\n#")
    assert english.count("\n- ") == spanish.count("\n- ")
