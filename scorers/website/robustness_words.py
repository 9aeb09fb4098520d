"""What the page of an edition's robustness says: one sentence a finding, never more than the facts.

Counts stand so that the sentence holds for none, one and many.
"""

from scorers.text import Text


OWN = Text(
    es="Lo que se varía lo dice el propio método {version}: {draws} sorteos, semilla {seed}.",
    en="What is varied is said by method {version} itself: {draws} draws, seed {seed}.",
)
LATER = Text(
    es="Esta edición se calificó con el método {own}, que no dice qué se varía: lo dice el método "
    "{version}, el último de su misma serie que lo hace ({draws} sorteos, semilla {seed}). Ningún "
    "puntaje cambia por ello.",
    en="This edition was scored by method {own}, which does not say what is varied: method "
    "{version} does, the latest of its series that says so ({draws} draws, seed {seed}). No score "
    "changes by it.",
)
UNKNOWN = Text(
    es="Sin variar, por falta de un segundo valor: {names}.",
    en="Not varied, for want of a second value: {names}.",
)

SPANS = Text(
    es="El ancho mediano del intervalo del {interval} % es de {data} puntos solo por los datos, y "
    "de {all} puntos si además varían los supuestos del método.",
    en="The median width of the {interval} % interval is {data} points from the data alone, and "
    "{all} points when the assumptions of the method vary as well.",
)
SHARES = Text(
    es="Instituciones con al menos el {least} % de todos los sorteos en un mismo nivel: {count} de "
    "{rated}.",
    en="Institutions with at least {least} % of all draws in one and the same band: {count} of "
    "{rated}.",
)
EFFECTS = Text(
    es="Lo que más pesa es «{name}»: la mediana de su índice total es {total}.",
    en="What weighs most is “{name}”: the median of its total index is {total}.",
)
NO_EFFECTS = Text(
    es="Nada de lo que se varió mueve un puntaje.", en="Nothing that was varied moves a score."
)
DATA = Text(es="Los datos", en="The data")
DISCUSSED = Text(
    es="Lo que dice el método sobre «{name}»: {said}", en="What the method says of “{name}”: {said}"
)
KEPT = Text(
    es="La parte de las instituciones calificadas que conserva su nivel o pasa al vecino es menor "
    "con «{name}»: {kept} %; el requisito pide al menos el {least} %.",
    en="The share of the rated institutions that keep their band or go to the one beside it is "
    "lowest under “{name}”: {kept} %; the gate asks for at least {least} %.",
)
ALL_KEPT = Text(
    es="Con cada supuesto de otro modo, uno a la vez, el 100 % de las instituciones calificadas "
    "conserva su nivel o pasa al vecino; el requisito pide al menos el {least} %.",
    en="With each assumption otherwise, one at a time, 100 % of the rated institutions keep their "
    "band or go to the one beside it; the gate asks for at least {least} %.",
)
ALTERNATIVE = Text(es="{name}: {alternative}", en="{name}: {alternative}")
INDICATOR = Text(es="{id} {name}", en="{id} {name}")
LEFT_OUT = Text(
    es="El mayor cambio de un puntaje al dejar fuera un solo indicador es de {change} puntos "
    "(indicador: {indicator}; institución: {institution}).",
    en="The greatest change of a score when a single indicator is left out is {change} points "
    "(indicator: {indicator}; institution: {institution}).",
)
NONE_LEFT = Text(
    es="Sin su único indicador no quedaría ningún puntaje, así que no se deja fuera ninguno.",
    en="Without its only indicator no score would be left, so none is left out.",
)
WEIGHTS = Text(
    es="El indicador al que más siguen los puntajes es {indicator}: su razón de correlación es "
    "{ratio}, y su ponderación efectiva, el {effective} %.",
    en="The indicator that the scores follow most is {indicator}: its correlation ratio is "
    "{ratio}, and its effective weight {effective} %.",
)
FEW_FOR_WEIGHTS = Text(
    es="Cuánto siguen los puntajes a cada indicador se dice desde {least} instituciones "
    "calificadas; aquí: {rated}.",
    en="How much the scores follow each indicator is said from {least} rated institutions up; "
    "here: {rated}.",
)
UNRELATED = Text(
    es="Los puntajes o los indicadores no varían entre instituciones: no hay razón de correlación.",
    en="Scores or indicators do not vary between institutions: there is no correlation ratio.",
)
PAIRS = Text(
    es="Pares de indicadores con una correlación menor que {low} o mayor que {high}: {count} de "
    "{pairs}.",
    en="Pairs of indicators with a correlation below {low} or above {high}: {count} of {pairs}.",
)
NO_PAIRS = Text(
    es="No hay correlaciones: ningún par de sus indicadores está medido y varía en {least} "
    "instituciones o más.",
    en="There are no correlations: no pair of its indicators is measured and varies in {least} "
    "institutions or more.",
)
RANKS = Text(
    es="Rangos que se superponen con otro: {count} de {all}. Dentro de su rango, una institución "
    "puede estar en cualquier lugar; el método no hace ninguna tabla de posiciones.",
    en="Ranges that overlap with another: {count} of {all}. Within its range an institution may "
    "stand anywhere; the method makes no league table.",
)
NO_RANKS = Text(
    es="No se dan rangos: el método los da solo dentro de un tipo de institución con {group} "
    "calificadas o más, y desde {least} calificadas en total.",
    en="No ranges of ranks are given: the method gives them only within a kind of institution with "
    "{group} rated or more, and from {least} rated in all.",
)
GATES = Text(
    es="Cumple: {passed}; no cumple: {failed}; no aplica: {not_applicable}.",
    en="Passed: {passed}; failed: {failed}; not applicable: {not_applicable}.",
)
TOTAL = Text(es="Total", en="Total")
