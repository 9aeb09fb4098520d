"""`consta tally` as a person types it. Fantasia and its requests are invented."""

import csv
import io

import pytest

from scorers.tallies import COLUMNS


def table(words):
    return list(csv.DictReader(io.StringIO(words)))


def test_all_requests_of_the_country_are_counted_as_of_the_edition_that_is_shown(consta):
    status, said, errors = consta("tally")

    rows = table(said)
    assert (status, errors) == (0, "")
    assert tuple(rows[0]) == COLUMNS
    assert sum(int(row["count"]) for row in rows) == 102
    assert rows[0] == {
        "institution_id": "consejo-del-reloj",
        "period": "2022-Q1",
        "outcome": "partly_released",
        "waited_days": "15",
        "waited_most_days": "15",
        "is_closed": "true",
        "term_days": "15",
        "extended_days": "15",
        "watched_terms": "3",
        "is_extended": "false",
        "cohort": "",
        "is_reasoned": "false",
        "is_hollow": "false",
        "appeal": "",
        "order": "",
        "count": "1",
    }


def test_the_cut_off_is_a_day_or_an_edition(consta):
    by_day = consta("tally", "--cut-off", "2022-03-31")[1]
    by_edition = consta("tally", "--cut-off", "2024")[1]

    assert {row["period"] for row in table(by_day)} == {"2022-Q1"}
    assert by_edition == consta("tally")[1]


def test_files_and_engines_give_the_same_bytes(consta, fantasia, tmp_path):
    files = sorted((fantasia.folder / "records" / "requests").glob("*.csv"), reverse=True)

    assert consta("tally", *map(str, files), "-o", "a.csv") == (0, "", "")
    assert consta("tally", "--engine", "processes", "--output", "b.csv")[0] == 0

    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == consta("tally")[1]


def test_a_regional_day_is_off_where_the_table_of_institutions_says(consta, fantasia):
    file = fantasia.folder / "records" / "requests.csv"
    header = (fantasia.folder / "records" / "requests" / "2024.csv").read_text("utf-8")
    names = header.partition("\n")[0].split(",")
    cells = {"filed_on": "2024-03-19", "answered_on": "2024-03-21", "outcome": "refused"}
    with file.open("w", encoding="utf-8", newline="") as rows:
        writer = csv.DictWriter(rows, names)
        writer.writeheader()
        for name in ("oficina-de-faros", "villa-abajo"):
            writer.writerow({"request_id": name, "institution_id": name, **cells})

    rows = table(consta("tally", str(file))[1])

    assert [(row["institution_id"], row["waited_days"]) for row in rows] == [
        ("oficina-de-faros", "1"),
        ("villa-abajo", "2"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--cut-off", "2024-02-30"), '--cut-off "2024-02-30": no calendar has that day'),
        (("--cut-off", "1999"), 'no edition "1999" of fantasia. Editions: 2024'),
        (("gone.csv",), "gone.csv: there is no such file"),
        (("gone.xlsx",), "gone.xlsx: neither .csv nor .parquet"),
        (("-o", "no/such/folder.csv"), "no/such/folder.csv: cannot be written: "),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(consta, words, said):
    status, printed, errors = consta("tally", *words)

    assert (status, printed) == (2, "")
    assert errors.startswith(f"consta: {said}")
    assert errors.count("\n") == 1


def test_a_wrong_engine_is_refused_with_those_there_are(consta, capsys):
    with pytest.raises(SystemExit, match="2"):
        consta("tally", "--engine", "ray")

    assert '"ray" is none of serial, processes, spark, dask://HOST:PORT' in capsys.readouterr().err


def test_a_cell_that_cannot_be_is_told_with_its_line(consta, fantasia):
    file = fantasia.folder / "records" / "requests" / "2023.csv"
    file.write_text(file.read_text("utf-8").replace("released", "relased", 1), encoding="utf-8")

    status, _, errors = consta("tally")

    assert status == 2
    assert '2023.csv:2:outcome: "relased", expected one of' in errors


def test_what_is_read_is_not_written_over(consta, fantasia):
    file = fantasia.folder / "records" / "requests" / "2024.csv"
    before = file.read_bytes()

    status, _, errors = consta("tally", str(file), "-o", str(file))

    assert status == 2
    assert "is read from, so it is not written over" in errors
    assert file.read_bytes() == before
