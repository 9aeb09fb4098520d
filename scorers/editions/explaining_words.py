"""What explains a score, in both languages: the one source of words for text, JSON and pages."""

from scorers.text import Text


NOT_RATED = Text(es="sin calificar: {why}", en="not rated: {why}")
RATED = Text(es="{score} puntos, {bands}", en="{score} points, {bands}")
TO = Text(es="{first} a {last}", en="{first} to {last}")
UNRATED = {
    "coverage": Text(es="se ha medido muy poco", en="too little is measured"),
    "required": Text(es="falta un indicador obligatorio", en="a required indicator is missing"),
    "interval": Text(
        es="el intervalo abarca demasiados niveles", en="the interval touches too many bands"
    ),
    "pillars": Text(es="falta calificar {missing}", en="{missing} must be rated first"),
}
TOTAL = Text(es="Total", en="Total")
PRODUCT = Text(
    es="Total = producto de max(dimensión, {floor}) elevada a su ponderación: {terms} = {score}",
    en="Total = product of max(pillar, {floor}) to the power of its weight: {terms} = {score}",
)
NO_PRODUCT = Text(
    es="No hay total: antes deben estar calificadas todas las dimensiones; falta calificar: "
    "{missing}",
    en="There is no total: all pillars must be rated first; not rated yet: {missing}",
)
LOWEST = Text(
    es="Cota inferior, con 0 en todo lo que falta: {terms} = {score}",
    en="Lower bound, with 0 for all that is missing: {terms} = {score}",
)
HIGHEST = Text(
    es="Cota superior, con 100 en todo lo que falta: {terms} = {score}",
    en="Upper bound, with 100 for all that is missing: {terms} = {score}",
)
MEAN = Text(
    es="Media de lo medido, según la ponderación: {terms} = {score}",
    en="Mean of what is measured, by weight: {terms} = {score}",
)
NO_MEAN = Text(
    es="No hay media: ningún indicador de la dimensión tiene puntaje.",
    en="There is no mean: no indicator of the pillar has a score.",
)
PROVISIONAL_MEAN = Text(
    es="Esa media no se publica como puntaje: {why}.",
    en="That mean is not published as a score: {why}.",
)
COVERAGE = Text(
    es="Cobertura: {available} de una ponderación aplicable de {applicable}, {share} %; "
    "hace falta {least} %, {met}",
    en="Coverage: {available} of an applicable weight of {applicable}, {share} %; "
    "{least} % is needed, {met}",
)
MET = Text(es="alcanza", en="which is reached")
NOT_MET = Text(es="no alcanza", en="which is not reached")
NEEDS_ALL = Text(es="Debe tener puntaje cada uno de: {names}", en="Each must have a score: {names}")
NEEDS_ANY = Text(es="Debe tener puntaje alguno de: {names}", en="One must have a score: {names}")
HAS = Text(es="{name} sí", en="{name} has")
HAS_NOT = Text(es="{name} no", en="{name} has not")
LEFT_OUT = Text(
    es="No aplica y queda fuera de toda cuenta: {names}",
    en="Does not apply and is left out of all sums: {names}",
)
MISSING = Text(es="Falta medir: {names}", en="Not yet measured: {names}")
INTERVAL = Text(
    es="Intervalo del {share} %: de {low} a {high}", en="{share} % interval: {low} to {high}"
)
BANDS = Text(
    es="Niveles que toca el intervalo: {count}; se admiten {most}",
    en="Bands that the interval touches: {count}; up to {most} are allowed",
)
WEIGHT = Text(es="ponderación {weight}", en="weight {weight}")
SCORED = Text(es="{value} {unit}, {score} puntos", en="{value} {unit}, {score} points")
RATIO = Text(
    es="Valor: 100 × {count} / {total} = {value} {unit}",
    en="Value: 100 × {count} / {total} = {value} {unit}",
)
PLAIN = Text(
    es="Sin ajuste: {count} de {total}, {value} %, intervalo simple del {share} %: {low}–{high}",
    en="Unadjusted: {count} of {total}, {value} %, plain {share} % interval {low}–{high}",
)
AS_SURE = Text(
    es="Algunas solicitudes dejaron de seguirse antes de que acabara el plazo, así que la parte "
    "sale de la curva de esperas. {count} de {total} es la tasa que sería igual de segura; no son "
    "solicitudes contadas una a una.",
    en="Some requests stopped being watched before the term ended, so the share is read off the "
    "curve of waits. {count} of {total} is the rate that would be as sure; these are not requests "
    "counted one by one.",
)
VALUE = Text(
    es="Valor: {value} {unit}, de {count} casos ({total} en total)",
    en="Value: {value} {unit}, from {count} cases ({total} in all)",
)
WAITED = Text(
    es="Valor: {value} {unit}, media de {total} esperas cortadas en {most}; terminaron {count}, "
    "las demás siguen",
    en="Value: {value} {unit}, the mean of {total} waits cut at {most}; {count} have ended, the "
    "others go on",
)
REQUESTS = Text(
    es="Solicitudes presentadas: {filed}. Con respuesta: {closed}, de ellas en el plazo {in_term}; "
    "a la espera: {waiting}; retiradas: {withdrawn}.",
    en="Requests filed: {filed}. Answered: {closed}, of these in the term {in_term}; waiting: "
    "{waiting}; withdrawn: {withdrawn}.",
)
CLOCK_STOPPED = Text(
    es="Se pidió aclarar {count}: por ley, los días hábiles hasta que llega la aclaración no "
    "cuentan.",
    en="A clarification was asked of {count}: by law the working days until it comes do not count.",
)
CLOCK_RAN = Text(
    es="Se pidió aclarar {count}: los días hábiles hasta que llega la aclaración cuentan, porque "
    "no consta que la ley detenga el plazo.",
    en="A clarification was asked of {count}: the working days until it comes count, since it is "
    "not on record that the law stops the clock.",
)
MEDIAN = Text(
    es="Espera del medio: {median} días hábiles (de {low} a {high}, con {share} % de "
    "probabilidad).",
    en="Middle wait: {median} working days ({low} to {high}, with {share} % probability).",
)
MEDIAN_OPEN = Text(
    es="Espera del medio: {median} días hábiles (al menos {low}, con {share} % de probabilidad).",
    en="Middle wait: {median} working days (at least {low}, with {share} % probability).",
)
NO_MEDIAN = Text(
    es="Menos de la mitad tiene respuesta: aún no hay una espera del medio.",
    en="Less than half are answered: there is no middle wait yet.",
)
FEW_WAITS = Text(
    es="Son muy pocas para una espera del medio: hacen falta 10.",
    en="They are too few for a middle wait: it takes 10.",
)
ALONE = Text(es="Valor: {value} {unit}", en="Value: {value} {unit}")
SHRUNK = Text(
    es="Ajuste por pocos casos: 100 × ({count} + {strength} × {rate}) / ({total} + {strength}) = "
    "{estimate} %; {rate} es {source}",
    en="Adjusted for few cases: 100 × ({count} + {strength} × {rate}) / ({total} + {strength}) = "
    "{estimate} %; {rate} is {source}",
)
SHRUNK_WAIT = Text(
    es="Ajuste por pocos casos: ({total} × {value} + {strength} × {mean}) / ({total} + {strength}) "
    "= {estimate} {unit}; {mean} es {source}",
    en="Adjusted for few cases: ({total} × {value} + {strength} × {mean}) / ({total} + {strength}) "
    "= {estimate} {unit}; {mean} is {source}",
)
SHRUNK_CURVE = Text(
    es="Ajuste por pocos casos: a las {total} esperas se suman {strength} que duran {mean} en "
    "promedio, {source}; el área bajo la curva de todas, en la que las que siguen cuentan hasta "
    "donde se sabe, es {estimate} {unit}",
    en="Adjusted for few cases: to the {total} waits come {strength} more that take {mean} on "
    "average, {source}; the area under the curve of all of them, in which those that go on count "
    "as far as is known, is {estimate} {unit}",
)
FIXED_WAIT = Text(
    es="la espera base que fija el método", en="the baseline wait that the method fixes"
)
POOLED_WAIT = Text(
    es="la espera media de todas las instituciones de esta edición (curva en baseline_waits.csv)",
    en="the mean wait of all institutions in this edition (curve in baseline_waits.csv)",
)
FIXED = Text(es="la tasa base que fija el método", en="the baseline rate that the method fixes")
POOLED = Text(
    es="la tasa conjunta de todas las instituciones de esta edición",
    en="the pooled rate of all institutions in this edition",
)
BETWEEN = Text(
    es="Puntaje, entre las anclas {x0} → {y0} y {x1} → {y1}: "
    "{y0} + ({x} − {x0}) / ({x1} − {x0}) × ({y1} − {y0}) = {score}",
    en="Score, between the anchors {x0} → {y0} and {x1} → {y1}: "
    "{y0} + ({x} − {x0}) / ({x1} − {x0}) × ({y1} − {y0}) = {score}",
)
BELOW = Text(
    es="Puntaje: {x} no pasa de la primera ancla, {x0} → {score}",
    en="Score: {x} is not above the first anchor, {x0} → {score}",
)
ABOVE = Text(
    es="Puntaje: {x} no baja de la última ancla, {x1} → {score}",
    en="Score: {x} is not below the last anchor, {x1} → {score}",
)
SAMPLE = {
    "provisional": Text(
        es="Provisional: son pocos casos, de {first} a {last}.",
        en="Provisional: there are few cases, {first} to {last}.",
    ),
    "flagged": Text(
        es="Con reserva: no son muchos casos, de {first} a {last}.",
        en="Flagged: there are not many cases, {first} to {last}.",
    ),
}
SELF_REPORTED = Text(
    es="Según la propia institución: nadie más lo ha contado.",
    en="Self-reported: nobody else has counted it.",
)
FEW = Text(
    es="Casos hasta ahora: {count}; mínimo: {minimum}",
    en="Cases so far: {count}; needed: {minimum}",
)
FEW_OF = Text(
    es="Vistos hasta ahora: {count} de {total}; mínimo: {minimum}",
    en="Looked at so far: {count} of {total}; needed: {minimum}",
)
NEEDS = Text(es="Qué haría falta: {needs}", en="What it would take: {needs}")
SEEN_ONCE = Text(es="Los datos son del {day}.", en="The data are of {day}.")
SEEN = Text(es="Los datos van del {first} al {last}.", en="The data run from {first} to {last}.")
CHANGED = Text(
    es="Los números son los publicados. Filas en que se basan cambiaron desde que se congeló la "
    "edición: {rows}. Vea `consta reproduce`.",
    en="The numbers are as published. Rows that they rest on have changed since the edition was "
    "frozen: {rows}. See `consta reproduce`.",
)
ROW_GONE = Text(
    es="los registros ya no la tienen; la edición se congeló con ella",
    en="the records no longer have it; the edition was frozen with it",
)
ROWS = Text(es="filas", en="rows")

COUNTED = Text(
    es="{measure}: {count} de {total}, del {first} al {last}, según {publisher}",
    en="{measure}: {count} of {total}, {first} to {last}, by {publisher}",
)
AMOUNT = Text(
    es="{measure}: {value} {unit}, del {first} al {last}, según {publisher}",
    en="{measure}: {value} {unit}, {first} to {last}, by {publisher}",
)
LOOKED = Text(es="{item}{period}: {found} el {day}", en="{item}{period}: {found} on {day}")
FOUND = {
    "complete": Text(es="completo", en="complete"),
    "partial": Text(es="en parte", en="in part"),
    "listed": Text(es="nombrado con un enlace", en="named with a link"),
    "absent": Text(es="no estaba", en="absent"),
    "not_applicable": Text(es="no aplica", en="not applicable"),
}
DUE = Text(es=", debía estar el {day}", en=", due on {day}")
FIRST_SEEN = Text(es=", visto por primera vez el {day}", en=", first seen on {day}")
OF_ALL = Text(es=", {count} de {total}", en=", {count} of {total}")
FORMAT = Text(es=", formato {format}", en=", format {format}")
REQUESTED = Text(es="solicitud del {day}: {outcome}", en="request filed on {day}: {outcome}")
CLARIFICATION_ASKED = Text(
    es=", aclaración pedida el {day}", en=", clarification asked for on {day}"
)
CLARIFIED = Text(es=", dada el {day}", en=", given on {day}")
OUTCOMES = {
    "": Text(es="respondida, no consta cómo", en="answered, how is not on record"),
    "released": Text(es="entregada", en="released in full"),
    "partly_released": Text(es="entregada en parte", en="released in part"),
    "refused": Text(es="denegada", en="refused"),
    "not_held": Text(es="la institución no tiene la información", en="information not held"),
    "transferred": Text(es="derivada", en="transferred"),
    "withdrawn": Text(es="retirada", en="withdrawn"),
    "no_answer": Text(es="sin respuesta", en="no answer"),
    "pending": Text(es="en trámite", en="pending"),
}
