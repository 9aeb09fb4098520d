"""An invented table of requests in the datastore of a real CKAN, made through its own API."""

import json
import urllib.request
from datetime import date, timedelta


KEY = "Número"
CHANGED = "actualizado"
CHUNK = 5_000
FIELDS = {
    KEY: "text",
    "Entidad": "text",
    "Ingreso": "date",
    "Respuesta": "date",
    "Estado": "text",
    "Solicitante": "text",  # a person's name and a free text: neither may travel
    "Pedido": "text",
    CHANGED: "timestamp",
}
BODIES = ("Ministerio de las Nubes", "Consejo del Reloj")
NAMES = (
    "key,name,institution_id\n"
    "Ministerio de las Nubes,Ministerio de las Nubes,ministerio-de-las-nubes\n"
    "Consejo del Reloj,Consejo del Reloj,consejo-del-reloj\n"
)
SOURCE = """
[[source]]
id = "catalogue"
system = "ckan"
address = "{address}"
hosts = ["127.0.0.1", "localhost"]
is_private = true
permission = "{permission}"
pace_seconds = 0
every = "month"
publisher = "Invented"
licence = "CC0"

[source.scope]
{scope}
fixed = {{ cohort = "filed", delivery = "unknown" }}

[source.scope.columns]
key = "Número"
body = "Entidad"
filed_on = "Ingreso"
answered_on = "Respuesta"
outcome = "Estado"

[source.outcomes]
"Entregada" = "released"
"Denegada" = "refused"
"En plazo" = "pending"
"""


def declare(country, address, scope, permission="invented: both are ours"):
    """Write sources.toml and the names of the country in that folder."""
    text = SOURCE.format(address=address, scope=scope, permission=permission)
    (country / "sources.toml").write_text(text, encoding="utf-8")
    (country / "names").mkdir(exist_ok=True)
    (country / "names" / "catalogue.csv").write_text(NAMES, encoding="utf-8")


def row(number):
    """Return the invented request of that number."""
    filed = date(2022, 1, 1) + timedelta(days=number % 900)
    state = {0: "En plazo", 1: "Denegada"}.get(number % 10, "Entregada")
    answered = None if number % 10 == 0 else (filed + timedelta(days=number % 30)).isoformat()
    return {
        KEY: f"S-{number:05}",
        "Entidad": BODIES[number % 2],
        "Ingreso": filed.isoformat(),
        "Respuesta": answered,
        "Estado": state,
        "Solicitante": f"Persona Inventada {number}",
        "Pedido": f"Pido copia de los planos de la nube {number}. " * 4,
        CHANGED: "2024-06-30T08:00:00",
    }


class Catalogue:
    """A CKAN that this token may write to.

    Attributes:
        address: Where it is, without a slash at its end.
    """

    def __init__(self, address, token):
        """Ask nothing yet."""
        self.address, self._token = address.rstrip("/"), token
        self._made = []
        self._owner = ""

    def act(self, action, **given):
        """Return the result of an action."""
        request = urllib.request.Request(
            f"{self.address}/api/3/action/{action}",
            data=json.dumps(given).encode(),
            headers={"Authorization": self._token, "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)["result"]

    def dataset(self, name, **more):
        """Make a data set of that name; the first one makes the organization that owns them."""
        if not self._owner:
            self._owner = self.act("organization_create", name=f"{name}-owner")["id"]
        made = self.act("package_create", name=name, title=name, owner_org=self._owner, **more)
        self._made.append(made["id"])

    def table(self, dataset, count, name="Solicitudes"):
        """Return the id of a new resource whose datastore table has rows 0 to count - 1."""
        made = self.act(
            "datastore_create",
            resource={"package_id": dataset, "name": name},
            fields=[{"id": field, "type": kind} for field, kind in FIELDS.items()],
            primary_key=KEY,
        )
        for start in range(0, count, CHUNK):
            rows = [row(number) for number in range(start, min(count, start + CHUNK))]
            self.upsert(made["resource_id"], rows, method="insert")
        return made["resource_id"]

    def upsert(self, resource, rows, method="upsert"):
        """Change rows, or add them."""
        self.act("datastore_upsert", resource_id=resource, records=rows, method=method)

    def purge(self):
        """Remove every data set that was made here, and their owner."""
        for dataset in self._made:
            self.act("dataset_purge", id=dataset)
        if self._owner:
            self.act("organization_purge", id=self._owner)
        self._made, self._owner = [], ""
