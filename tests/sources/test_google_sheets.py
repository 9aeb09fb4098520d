"""Links of Google Sheets lead to a table. The keys are invented."""

import pytest

from scorers.sources.google_sheets import export


DOCS = "https://docs.google.com/spreadsheets/d"


@pytest.mark.parametrize(
    ("shared", "table"),
    [
        ("/aB-1_c/edit", "/aB-1_c/export?format=csv"),
        ("/aB-1_c/edit?usp=sharing", "/aB-1_c/export?format=csv"),
        ("/aB-1_c/edit#gid=0", "/aB-1_c/export?format=csv&gid=0"),
        ("/aB-1_c/edit?gid=77#gid=77", "/aB-1_c/export?format=csv&gid=77"),
        ("/aB-1_c/view", "/aB-1_c/export?format=csv"),
        ("/aB-1_c/htmlview", "/aB-1_c/export?format=csv"),
        ("/aB-1_c", "/aB-1_c/export?format=csv"),
        ("/e/2PACX-1v_x/pubhtml?gid=5", "/e/2PACX-1v_x/pub?output=csv&gid=5&single=true"),
        ("/e/2PACX-1v_x/pub", "/e/2PACX-1v_x/pub?output=csv"),
        ("/aB-1_c/edit#gid=javascript", "/aB-1_c/export?format=csv"),
    ],
)
def test_a_shared_link_becomes_the_address_of_the_sheet_as_csv(shared, table):
    assert export(DOCS + shared) == DOCS + table


@pytest.mark.parametrize(
    "address",
    [
        f"{DOCS}/aB-1_c/export?format=xlsx",
        "http://docs.google.com/spreadsheets/d/aB-1_c/edit",
        "https://docs.google.com.example/spreadsheets/d/aB-1_c/edit",
        "https://docs.google.com/document/d/aB-1_c/edit",
        "https://example.org/a.csv",
        "",
    ],
)
def test_any_other_address_stays_as_it_is(address):
    assert export(address) == address


def test_an_export_address_needs_no_more_exporting():
    once = export(f"{DOCS}/aB-1_c/edit#gid=3")

    assert export(once) == once
