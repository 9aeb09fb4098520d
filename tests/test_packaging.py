"""What a newcomer meets first: the locks, the two commands, the guides and the workflow."""

import csv
import os
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from scorers import cli, country
from scorers.records import schema


ROOT = Path(__file__).parent.parent
LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-bench.lock",
    "requirements-spark.lock",
    "requirements-referee.lock",
)
GUIDES = (
    "README.md",
    "README.es.md",
    ".github/CONTRIBUTING.md",
    ".github/CONTRIBUTING.es.md",
)
LANGUAGE_GUIDES = ("docs/another-language.md", "docs/another-language.es.md")
TWINS = [
    ("README.md", "README.es.md"),
    (".github/CONTRIBUTING.md", ".github/CONTRIBUTING.es.md"),
    LANGUAGE_GUIDES,
]
RELEASE = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
NAMED = re.compile(r"^[A-Za-z0-9._-]+")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+)")


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def releases(lock):
    return set(RELEASE.findall(text(lock)))


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock):
    assert "://" not in text(lock)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_release_of_a_lock_has_hashes(lock):
    entries = re.split(r"^(?=[a-z0-9])", text(lock), flags=re.MULTILINE)[1:]

    bare = [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]

    assert entries
    assert bare == []


@pytest.mark.parametrize("lock", LOCKS[1:-1])  # the referee's has an environment of its own
def test_the_locks_agree_on_what_the_program_needs(lock):
    assert releases("requirements.lock") <= releases(lock)


def test_what_tests_spark_changes_nothing_else_that_tests_need():
    more = releases("requirements-spark.lock") - releases("requirements-dev.lock")

    assert {name for name, _ in more} == {"py4j", "pyspark"}


def test_a_lock_holds_all_that_pyproject_asks_for():
    project = tomllib.loads(text("pyproject.toml"))
    groups = project["dependency-groups"]
    runtime = project["project"]["dependencies"]
    asked = {
        "requirements.lock": runtime,
        "requirements-dev.lock": [*runtime, *groups["test"], *groups["lint"]],
        "requirements-bench.lock": [*runtime, *groups["bench"]],
        "requirements-spark.lock": [
            *runtime,
            *project["project"]["optional-dependencies"]["spark"],
        ],
        "requirements-referee.lock": groups["referee"],
    }

    missing = {
        (lock, wanted)
        for lock, all_wanted in asked.items()
        for wanted in all_wanted
        if normal(NAMED.match(wanted)[0]) not in dict(releases(lock))
    }

    assert missing == set()


def test_the_licence_is_the_whole_agpl():
    words = text("LICENSE")

    assert words.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE")
    assert "17. Interpretation of Sections 15 and 16." in words
    assert words.rstrip().endswith("<https://www.gnu.org/licenses/>.")


def test_the_data_licence_covers_content_and_holds_the_legal_code():
    words = text("LICENSE-DATA")

    assert "content/" in words
    assert "Creative Commons Attribution 4.0 International Public" in words


@pytest.mark.parametrize("guide", [*GUIDES, *LANGUAGE_GUIDES])
def test_every_command_in_a_guide_is_one(guide):
    named = set(re.findall(r"\bconsta ([a-z]+)\b", "\n".join(_code(text(guide)))))

    assert named
    assert named <= set(cli.COMMANDS)


@pytest.mark.parametrize("guide", GUIDES)
def test_every_make_target_in_a_guide_is_one(guide):
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))

    named = set(re.findall(r"\bmake ([a-z]+)\b", "\n".join(_code(text(guide)))))

    assert named
    assert named <= targets


@pytest.mark.parametrize("guide", [*GUIDES, *LANGUAGE_GUIDES])
def test_every_link_of_a_guide_leads_to_a_file(guide):
    here = (ROOT / guide).parent
    paths = [link for link in LINK.findall(text(guide)) if "://" not in link]

    lost = [path for path in paths if not (here / path).exists()]

    assert paths
    assert lost == []


@pytest.mark.parametrize(("english", "spanish"), TWINS)
def test_a_guide_and_its_twin_have_the_same_parts(english, spanish):
    assert _outline(text(english)) == _outline(text(spanish))


@pytest.mark.parametrize("guide", GUIDES[2:])
def test_every_example_row_has_the_columns_of_its_table(guide):
    peru = schema.tables(country.read(ROOT / "content" / "peru"))
    headers = {table.columns[0]: list(table.columns) for table in peru.values()}
    blocks = [body for language, body in BLOCK.findall(text(guide)) if language == "csv"]

    rows = [list(csv.reader(body.splitlines())) for body in blocks]

    assert {header[0] for header, *_ in rows} == set(headers)
    assert [header for header, *_ in rows] == [headers[header[0]] for header, *_ in rows]
    assert [len(row) for table in rows for row in table] == [
        len(table[0]) for table in rows for _ in table
    ]


def sample(guide, name):
    """Return a sample's words after "consta" and the lines that it shows."""
    blocks = [body.splitlines() for _, body in BLOCK.findall(text(guide))]
    (block,) = [lines for lines in blocks if lines and f"bin/consta {name}" in lines[0]]
    return shlex.split(block[0])[2:], [line for line in block[1:] if line not in {"", "..."}]


def run_sample(words, content, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    cli.main([*words, "--content", str(content)])

    return capsys.readouterr().out.splitlines()


@pytest.fixture(name="peru")
def _peru(tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path / "content"


@pytest.mark.parametrize("guide", GUIDES[2:])
def test_a_broken_row_is_answered_as_the_guide_shows(guide, peru, capsys, monkeypatch):
    words, shown = sample(guide, "check")
    broken = peru.parent / words[-1]
    broken.parent.mkdir(parents=True, exist_ok=True)
    examples = [body.splitlines() for language, body in BLOCK.findall(text(guide)) if language]
    (example,) = [lines for lines in examples if lines[0].startswith("request_id,")]
    row = dict(next(csv.DictReader(example)))
    row |= {
        "institution_id": "contraloria-general-de-la-republica",
        "answered_on": "2024-01-03",
        "outcome": "relased",
        "document_id": "",
    }
    with broken.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row), lineterminator="\n")
        writer.writeheader()
        writer.writerow(row)

    said = run_sample([*words[:-1], str(broken)], peru, capsys, monkeypatch)

    assert [line.replace("peru/", "content/peru/", 1) for line in said[:-1]] == shown[:-1]
    assert said[-1] == shown[-1]


@pytest.mark.parametrize("guide", GUIDES[2:])
def test_an_institution_is_scored_as_the_guide_shows(guide, capsys, monkeypatch):
    words, shown = sample(guide, "score")

    said = run_sample(words, ROOT / "content", capsys, monkeypatch)

    assert shown
    assert [line for line in shown if line not in said] == []


@pytest.mark.recordings
@pytest.mark.skipif("CONSTA_RECORDINGS" not in os.environ, reason="needs CONSTA_RECORDINGS")
@pytest.mark.parametrize("guide", GUIDES[2:])
def test_a_source_is_pulled_as_the_guide_shows(guide, peru, capsys, monkeypatch):
    words, shown = sample(guide, "pull")
    files = Path(os.environ["CONSTA_RECORDINGS"]).resolve().parent / "data" / "peru"

    said = run_sample([*words, "--files", str(files)], peru, capsys, monkeypatch)

    assert [line for line in said if line] == shown


def test_every_action_of_the_workflow_is_pinned_to_a_commit():
    used = re.findall(r"uses: (\S+)", text(".github/workflows/check.yml"))

    assert used
    assert [name for name in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name)] == []


def test_no_job_of_the_workflow_may_write_or_holds_a_secret():
    workflow = text(".github/workflows/check.yml")

    assert "\npermissions: {}\n" in workflow
    assert set(re.findall(r"^      (\w+): (?:read|write)$", workflow, re.MULTILINE)) == {"contents"}
    assert "write" not in re.findall(r": (read|write)$", workflow, re.MULTILINE)
    assert "secrets." not in workflow
    assert "pull_request_target" not in workflow


@pytest.fixture(name="repository")
def _repository(tmp_path):
    def git(*words):
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@a.example", *words],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )

    (tmp_path / ".github").mkdir()
    shutil.copy(ROOT / ".github" / "changed-files", tmp_path / ".github")
    (tmp_path / "content" / "records").mkdir(parents=True)
    (tmp_path / "content" / "records" / "old.csv").write_text("a\n")
    (tmp_path / "Makefile").write_text("x:\n")
    git("init", "-q", "-b", "main")
    git("add", "--all")
    git("commit", "-q", "-m", "base")

    def commit():
        git("add", "--all")
        git("commit", "-q", "-m", "change")

    return tmp_path, commit


def changed(folder, kind, *country, base="HEAD~1"):
    done = subprocess.run(
        [folder / ".github" / "changed-files", kind, base, *country],
        cwd=folder,
        check=False,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, sorted(done.stdout.decode().split("\0")[:-1])


def test_changed_files_of_any_name_come_out_whole(repository):
    folder, commit = repository
    names = ["año nuevo.csv", "-x.csv", "$(touch boom).csv", "two\nlines.csv"]
    for name in names:
        (folder / "content" / "records" / name).write_text("a\n")
    commit()

    found = changed(folder, "content")

    assert found == (0, sorted(f"content/records/{name}" for name in names))
    assert changed(folder, "code") == (0, [])


def test_only_tables_of_the_country_that_are_still_there_are_rows(repository):
    folder, commit = repository
    for name in ("peru/institutions.csv", "peru/records/requests/a.csv", "peru/pages/es/a.md"):
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text("a\n")
    (folder / "content" / "records" / "old.csv").unlink()
    commit()

    assert changed(folder, "rows", "peru") == (
        0,
        ["content/peru/institutions.csv", "content/peru/records/requests/a.csv"],
    )
    assert changed(folder, "rows", "p*") == (0, [])
    assert "content/records/old.csv" in changed(folder, "content")[1]


def test_a_link_under_content_is_refused(repository):
    folder, commit = repository
    (folder / "content" / "records" / "old.csv").unlink()
    (folder / "content" / "records" / "old.csv").symlink_to("/etc/hostname")
    commit()

    assert changed(folder, "content") == (1, [])


def test_everything_counts_as_changed_where_the_base_is_unknown(repository):
    folder, _ = repository

    assert changed(folder, "content", base="0" * 40) == (0, ["content/records/old.csv"])
    assert changed(folder, "code", base="0" * 40) == (0, [".github/changed-files", "Makefile"])


def _code(words):
    return [body for _, body in BLOCK.findall(words)] + re.findall(r"`([^`\n]+)`", words)


def _outline(words):
    """Return the shape of a guide: headings, table rows, list items and blocks, without words."""
    kinds = {"#": "heading", "|": "row", "-": "item", "`": "block", "!": "picture"}
    starts = (line.lstrip()[:1] for line in words.splitlines())
    return [kinds.get(start, "step" if start.isdigit() else "") for start in starts if start]
