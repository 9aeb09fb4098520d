"""An invented island, Barataria, whose tables each test writes."""

import csv
import shutil
from pathlib import Path

import pytest

from scorers import country, editions
from scorers.editions import freezing
from scorers.editions.reproducing import reproduce
from scorers.paths import Place
from scorers.records import schema
from scorers.records.frames import read_all
from scorers.text import Text


METHOD = Path(__file__).parents[2] / "content" / "method" / "1.0.0.toml"
ITEMS = "".join(
    f"""
[[item]]
id = "item-{number:02}"
name = {{ es = "Rubro {number} (inventado)", en = "Item {number} (invented)" }}
confirmed = true
"""
    for number in range(1, 11)
)
COUNTS = (
    "requests_in_term",
    "requests_answered",
    "requests_granted",
    "requests_partly_granted",
    "requests_extended",
    "appeals_partly_lost",
    "appeals_wholly_lost",
)
MEASURES = "".join(
    f"""
[[measure]]
id = "{name}"
name = {{ es = "{name} (inventada)", en = "{name} (invented)" }}
form = "count"
"""
    for name in COUNTS
)
COUNTRY = f"""
id = "barataria"
name = {{ es = "Barataria (inventada)", en = "Barataria (invented)" }}
possessive = {{ es = "de Barataria", en = "of Barataria" }}
default = true
currency = "BAR"
currency_sign = "B"
edition = "2024"
programme = ["isla-norte", "isla-vieja"]
programme_title = {{ es = "Las islas", en = "The islands" }}

[[language]]
id = "es"
locale = "es_PE"

[[language]]
id = "en"
locale = "en_US"

[law]
name = {{ es = "Ley", en = "Law" }}
url = "https://barataria.example/ley"
term_days = 10
appeal = {{ es = "Apelar", en = "Appeal" }}

[calendar]
weekend = ["saturday", "sunday"]

[[kind]]
id = "office"
name = {{ es = "Oficina", en = "Office" }}
plural = {{ es = "Oficinas", en = "Offices" }}

[[kind]]
id = "port"
name = {{ es = "Puerto", en = "Port" }}
plural = {{ es = "Puertos", en = "Ports" }}

[[measure]]
id = "budget_modified"
name = {{ es = "Modificado", en = "Modified" }}
form = "amount"

[[measure]]
id = "budget_accrued"
name = {{ es = "Devengado", en = "Accrued" }}
form = "amount"
{MEASURES}{ITEMS}
[[item]]
id = "tides"
name = {{ es = "Mareas", en = "Tides" }}
kinds = ["port"]
confirmed = true
"""
EDITION = """
window_start = 2024-01-01
window_end = 2024-12-31
cut_off = 2024-12-31
method = "1.0.0"
revision = "r1"
status = "open"
"""
DOCUMENTS = [
    {"document_id": name, "title": name, "publisher": "Mint", "licence": "CC0-1.0"}
    for name in ("budget", "visit")
]


class Land:
    """A content folder with one country."""

    def __init__(self, root):
        self.place = Place(root=root, content=root / "content")
        self.folder = self.place.content / "barataria"
        (self.folder / "editions" / "2024").mkdir(parents=True)
        (self.place.content / "method").mkdir()
        shutil.copy(METHOD, self.place.content / "method")
        (root / "pelican.conf.py").touch()
        (self.folder / "country.toml").write_text(COUNTRY, encoding="utf-8")
        self.edition = self.folder / "editions" / "2024" / "edition.toml"
        self.edition.write_text(EDITION, encoding="utf-8")
        self.country = country.read(self.folder)
        self.tables = schema.tables(self.country)

    def write(self, table, rows):
        """Write a table; what a row leaves out is blank."""
        folder = self.folder if table == "institutions" else self.folder / "records"
        folder.mkdir(exist_ok=True)
        if table in {"observations", "statistics"}:
            self.write("documents", DOCUMENTS)
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, self.tables[table].columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def institutions(self, *ids, kind="office", **others):
        """Write offices, and others by their columns."""
        rows = [{"institution_id": name} for name in ids]
        rows += [{"institution_id": name, **columns} for name, columns in others.items()]
        for row in rows:
            row.setdefault("kind", kind)
            row.setdefault("level", "national")
            row.setdefault("name_es", row["institution_id"])
            row.setdefault("name_en", row["institution_id"])
        self.write("institutions", rows)

    def method(self, old, new):
        """Change the method."""
        path = self.place.content / "method" / "1.0.0.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def read(self, edition="2024"):
        """Read an edition."""
        return editions.read(self.place, "barataria", edition)

    def year(self, year, **changes):
        """Write an open edition of another year."""
        path = self.edition.parent.parent / str(year) / "edition.toml"
        path.parent.mkdir()
        text = EDITION.replace("2024", str(year))
        for old, new in changes.items():
            text = text.replace(f'{old} = "1.0.0"', f'{old} = "{new}"')
        path.write_text(text, encoding="utf-8")

    def change(self, path, old, new):
        """Change a file below the country's folder once."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def score(self):
        """Score the edition 2024."""
        return editions.score(self.place, self.country, self.read())

    def published(self):
        """Read the edition 2024 as it was published."""
        return editions.published(self.place, self.country, self.read())

    def frames(self):
        """Read the tables."""
        return read_all(country.read(self.folder))

    def freeze(self, edition="2024"):
        """Freeze an edition."""
        return freezing.freeze(self.place, self.country, self.read(edition))

    def revise(self, method=None):
        """Write a new revision of the edition 2024."""
        reason = Text(es="una corrección", en="a correction")
        now = country.read(self.folder)
        return freezing.revise(self.place, now, self.read(), reason, method)

    def reproduce(self, edition="2024", institution=None):
        """Hold a frozen edition against the records."""
        now = country.read(self.folder)
        return reproduce(self.place, now, self.read(edition), self.frames(), institution)


def look(institution, item, found, day="2024-05-01", form="", period=""):
    """Return a row of observations."""
    return {
        "observation_id": ":".join(filter(None, (institution, item, period, day, found))),
        "institution_id": institution,
        "item": item,
        "period": period,
        "looked_on": day,
        "found": found,
        "format": form,
        "document_id": "visit",
    }


def budget(institution, accrued, modified, year=2024):
    """Return the two rows of statistics of a year's budget."""
    return [
        {
            "statistic_id": f"{measure}:{institution}:{year}",
            "institution_id": institution,
            "measure": measure,
            "period_start": f"{year}-01-01",
            "period_end": f"{year}-12-31",
            "value": value,
            "publisher": "Mint",
            "self_reported": "false",
            "document_id": "budget",
        }
        for measure, value in (("budget_accrued", accrued), ("budget_modified", modified))
    ]


def counted(institution, year=2024, self_reported="true", **counts):
    """Return rows of statistics of a year: counted("a", requests_answered=(9, 10))."""
    return [
        {
            "statistic_id": f"{measure}:{institution}:{year}",
            "institution_id": institution,
            "measure": measure,
            "period_start": f"{year}-01-01",
            "period_end": f"{year}-12-31",
            "count": count,
            "total": total,
            "publisher": institution,
            "self_reported": self_reported,
            "document_id": "budget",
        }
        for measure, (count, total) in counts.items()
    ]


@pytest.fixture
def land(tmp_path):
    """Return an island without institutions."""
    return Land(tmp_path)


@pytest.fixture(name="look")
def _look():
    return look


@pytest.fixture(name="budget")
def _budget():
    return budget


@pytest.fixture(name="counted")
def _counted():
    return counted


@pytest.fixture(name="island")
def _island(land, look, budget):
    """Return an island on which A1, A4 and C7 of some institutions are measured in 2024."""
    items = [f"item-{number:02}" for number in range(1, 11)]
    land.institutions("isla-norte", "isla-sur", "isla-vieja")
    rows = [look("isla-norte", item, "complete", form="open") for item in items[:9]]
    rows += [look("isla-norte", "item-10", "absent", day) for day in ("2024-05-01", "2024-05-15")]
    rows += [
        look("isla-sur", item, "absent", day)
        for item in items
        for day in ("2024-05-01", "2024-06-01")
    ]
    land.write("observations", rows)
    rows = [*budget("isla-norte", 800, 1000), *budget("isla-sur", 700, 1000)]
    rows += [*budget("isla-norte", 600, 1000, 2023), *budget("isla-norte", 500, 1000, 2022)]
    land.write("statistics", rows)
    return land
