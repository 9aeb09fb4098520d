"""An invented island, Barataria, whose tables each test writes."""

import csv
import shutil
from pathlib import Path

import pytest

from scorers import country, editions
from scorers.paths import Place
from scorers.records import schema


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
COUNTRY = f"""
id = "barataria"
name = {{ es = "Barataria (inventada)", en = "Barataria (invented)" }}
possessive = {{ es = "de Barataria", en = "of Barataria" }}
default = true
currency = "BAR"
currency_sign = "B"
edition = "2024"
programme = ["isla-norte", "isla-vieja"]

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
{ITEMS}
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

    def score(self):
        """Score the edition 2024."""
        edition = editions.read(self.place, "barataria", "2024")
        return editions.score(self.place, self.country, edition)


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
