"""Every page about a system stands in both languages and its example can be read."""

import re
import tomllib
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scorers.sources.reporting import Report
from scorers.sources.systems import SYSTEMS
from scorers.sources.systems.base import Reply, SystemSource


PAGES = Path(__file__).parents[2] / "docs" / "sources"
NAME = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
OURS = ("foia_gov", "portal", "tabular")


def example(path):
    text = path.read_text(encoding="utf-8")
    (source,) = tomllib.loads(text.partition("```toml\n")[2].partition("```")[0])["source"]
    return source


def declared(entry):
    known = {"country_id": "x", "outcomes": {}, "permission": "", "is_private": False, **entry}
    return SystemSource(**{one.name: known[one.name] for one in fields(SystemSource)})


@pytest.mark.parametrize("system", [*OURS, "visit"])
def test_a_system_has_a_page_in_each_language_with_the_same_parts_and_names(system):
    english, spanish = (
        (PAGES / f"{system}{ending}").read_text(encoding="utf-8") for ending in (".md", ".es.md")
    )

    for mark in ("\n## ", "\n- **", "\n|", "\n```"):
        assert english.count(mark) == spanish.count(mark)
    assert {*NAME.findall(english)} == {*NAME.findall(spanish)}


@pytest.mark.parametrize("system", OURS)
def test_the_examples_are_one_in_both_languages_and_say_what_the_system_needs(system, monkeypatch):
    english, spanish = (example(PAGES / f"{system}{ending}") for ending in (".md", ".es.md"))
    if english["scope"].get("entities") == "all":
        english["scope"]["entities"] = spanish["scope"]["entities"] = ["7"]
    source = declared(english)
    monkeypatch.setenv("CONSTA_FOIA_GOV_KEY", "sesame")
    asked = []

    def ask(one):
        asked.append(one.address)
        body = b'<h2 class="esp-title-00"></h2>'
        return Reply(one.address, one.address, 200, {}, body, datetime(2026, 1, 1, tzinfo=UTC), "d")

    next(SYSTEMS[system].fetch(source, ask, None))

    assert english == spanish
    assert asked[0].startswith("https://")
    assert list(SYSTEMS[system].parse(source, [], Report("x"))) == []
