"""The United Kingdom's tables are made from the published file, and made again the same."""

import os
import shutil
from pathlib import Path

import pytest

from scorers import country
from scorers.records.frames import read_all
from scorers.sources import declaration, importing


ROOT = Path(__file__).parents[2]
KINGDOM = ROOT / "content" / "united-kingdom"


@pytest.fixture(name="pulled", scope="module")
def _pulled(tmp_path_factory):
    """Give the outcome of an import into a copy of the country without its statistics."""
    if "CONSTA_RECORDINGS" not in os.environ:
        pytest.skip("needs CONSTA_RECORDINGS")
    files = Path(os.environ["CONSTA_RECORDINGS"]).parent / "data" / "foreign"
    folder = tmp_path_factory.mktemp("uk") / "united-kingdom"
    shutil.copytree(KINGDOM, folder, ignore=shutil.ignore_patterns("records"))
    copy = country.read(folder)
    declared = declaration.read(copy)
    outcomes = importing.run(copy, declared, declared.sources, files, lambda _: None)
    return folder, outcomes[0]


def test_the_committed_tables_are_made_again_byte_for_byte(pulled):
    folder, outcome = pulled
    assert outcome.failure == ""
    made = {path.name: path.read_bytes() for path in folder.glob("records/**/*.csv")}
    ours = {path.name: path.read_bytes() for path in KINGDOM.glob("records/**/*.csv")}
    assert len(made) == 12
    assert made == ours


def test_every_cell_is_used_or_left_out_for_a_reason(pulled):
    for ledger in pulled[1].report.ledgers:
        assert ledger.read == 2303
        assert ledger.used + ledger.left.total() == 2303


def test_whole_years_that_are_not_the_sum_of_their_quarters_are_reported(pulled):
    notes = {label.en: count for label, count in pulled[1].report.notes}
    assert notes["Whole years compared with their parts"] > 2000
    assert notes["Whole years that differ from the sum of their parts"] > 1000


@pytest.fixture(name="statistics", scope="module")
def _statistics():
    return read_all(country.read(KINGDOM))["statistics"]


def test_the_home_office_in_2020_is_as_published(statistics):
    rows = statistics[
        (statistics["institution_id"] == "home-office")
        & (statistics["period_start"] == "2020-01-01")
        & (statistics["period_end"] == "2020-12-31")
    ].set_index("measure")
    assert {name: (row["count"], row["total"]) for name, row in rows.iterrows()} == {
        "requests_in_term": (3282, 4061),
        "requests_answered": (3907, 4061),
        "requests_extended": (415, 4061),
        "requests_granted": (1296, 2844),
        "requests_partly_granted": (306, 2844),
    }  # its appeals of 2020 are "-": not published, so no row


def test_no_count_is_blank_or_above_its_total(statistics):
    assert statistics[["count", "total"]].notna().all(axis=None)
    assert (statistics["count"] <= statistics["total"]).all()


def test_all_71_names_of_the_file_lead_to_an_institution():
    aliases = (KINGDOM / "names" / "aliases.csv").read_text().splitlines()[1:]
    institutions = (KINGDOM / "institutions.csv").read_text().splitlines()[1:]
    assert len(aliases) == 71
    assert {line.rsplit(",", 1)[1] for line in aliases} == {
        line.split(",", 1)[0] for line in institutions
    }
