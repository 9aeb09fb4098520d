"""What `consta score` says, in both languages."""

from scorers.text import Text


TITLE = Text(
    es="{country}: edición {edition}, revisión {revision} ({status}), método {method}",
    en="{country}: edition {edition}, revision {revision} ({status}), method {method}",
)
STATUS = {
    "open": Text(es="abierta", en="open"),
    "frozen": Text(es="congelada", en="frozen"),
}
WINDOW = Text(
    es="Solicitudes presentadas del {start} al {end}; lo visto hasta el {cut_off}.",
    en="Requests filed {start} to {end}; what was seen up to {cut_off}.",
)
INSTITUTIONS = Text(
    es="Instituciones: {scored}; fuera de esta edición: {left_out} (ya no existen, o aún no).",
    en="Institutions: {scored}; outside this edition: {left_out} (gone already, or not there yet).",
)
PILLARS = Text(es="Calificadas por dimensión", en="Rated, by pillar")
TOTAL = Text(es="Total", en="Total")
OF = Text(es="{part} de {whole}", en="{part} of {whole}")
INDICATORS = Text(es="Indicadores", en="Indicators")
WITH_CODE = Text(
    es="Los demás indicadores ({names}) no se han medido en ninguna institución.",
    en="The other indicators ({names}) have not been measured for any institution.",
)
RANGE = Text(
    es="de {least} a {most}; la mitad central de {first} a {third}, mediana {middle} ({unit})",
    en="{least} to {most}; the middle half {first} to {third}, median {middle} ({unit})",
)
PROGRAMME = Text(es="Instituciones del programa", en="Institutions of the programme")
NOT_SCORED = Text(es="no se mide en esta edición", en="not scored in this edition")
NOT_RATED = Text(es="sin calificar", en="not rated")
TO = Text(es="{first} a {last}", en="{first} to {last}")
BOUNDS = Text(es="podría ir de {low} a {high}", en="could be {low} to {high}")
COUNTED = Text(es="medidos {measured} de {applicable}", en="measured {measured} of {applicable}")
NEEDED = Text(es="Qué falta para calificar", en="What it takes to be rated")
NEEDS = Text(
    es="{pillar}: indicadores medidos que sumen {least} de la ponderación aplicable{required}.",
    en="{pillar}: measured indicators that make up {least} of the applicable weight{required}.",
)
NEEDS_ALL = Text(es=", entre ellos {names}", en=", among them {names}")
NEEDS_ANY = Text(es=", y al menos uno de {names}", en=", and at least one of {names}")
POOLED = Text(
    es="Sin base fijada para {names}: se usó la conjunta de todas las instituciones de esta misma "
    "edición.",
    en="No baseline is fixed for {names}: that of all institutions of this very edition was used.",
)
INPUTS = Text(
    es="Archivos leídos: {count}; huella {digest}", en="Files read: {count}; hash {digest}"
)
WEIGHT = Text(es="ponderación {weight}", en="weight {weight}")
VALUE = Text(es="{value} {unit} -> {score} puntos", en="{value} {unit} -> {score} points")
SHRUNK = Text(es="ajustado a {estimate}", en="shrunk to {estimate}")
ANCHORS = Text(es="anclas {anchors}", en="anchors {anchors}")
COUNTS = Text(es="{count} de {total}", en="{count} of {total}")
ROWS = Text(es="filas: {rows}", en="rows: {rows}")
MORE = Text(es="{rows} y {count} más", en="{rows} and {count} more")
INTERVAL = Text(es="intervalo de {low} a {high}", en="interval {low} to {high}")
SAMPLE = {
    "provisional": Text(es="provisional, pocos casos", en="provisional, few cases"),
    "flagged": Text(es="con reserva, no muchos casos", en="flagged, not many cases"),
}
SELF_REPORTED = Text(es="según la propia institución", en="self-reported")
MEAN = Text(es="Media: ({terms}) / {weight} = {score}", en="Mean: ({terms}) / {weight} = {score}")
COVERAGE = Text(
    es="Cobertura: {available} de {applicable} ({share} %); hacen falta {least} %",
    en="Coverage: {available} of {applicable} ({share} %); {least} % is needed",
)
ENDS = Text(
    es="Cotas: {low} si lo que falta fuera 0, {high} si fuera 100",
    en="Bounds: {low} if what is missing were 0, {high} if it were 100",
)
MISSING = Text(es="Falta: {names}", en="Missing: {names}")
UNRATED = {
    "coverage": Text(es="se ha medido muy poco", en="too little is measured"),
    "required": Text(es="falta un indicador obligatorio", en="a required indicator is missing"),
    "interval": Text(
        es="el intervalo abarca demasiados niveles", en="the interval touches too many bands"
    ),
    "pillars": Text(es="falta calificar {names}", en="{names} must be rated first"),
}
