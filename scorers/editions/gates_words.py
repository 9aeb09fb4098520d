"""What the release gates say, in both languages."""

from scorers.text import Text


ABSENCES = Text(es="Ceros por ausencia sin dos visitas", en="Zeros for absence without two visits")
KEPT = Text(
    es="Conservan su nivel o pasan al vecino, en la peor alternativa",
    en="Keep their band or its neighbour, under the worst alternative",
)
EFFECTS = Text(
    es="Mayor efecto total de un supuesto sin comentar",
    en="Greatest total effect of an assumption not discussed",
)
OPPOSED = Text(es="Menor correlación entre indicadores", en="Lowest correlation between indicators")
ALIKE = Text(
    es="Mayor correlación entre indicadores sin nota",
    en="Highest correlation between indicators without a note",
)
REPRODUCED = Text(
    es="Lo publicado que no se reproduce", en="What was published and does not reproduce"
)

CHECKED = Text(es="comprobados: {count}", en="checked: {count}")
NO_ZEROS = Text(
    es="ningún cero por ausencia en esta edición", en="no zero for absence in this edition"
)
NONE_RATED = Text(es="ninguna institución calificada", en="no institution is rated")
NO_ASSUMPTIONS = Text(
    es="ninguna versión del método dice qué se varía",
    en="no version of the method says what is varied",
)
WORST = Text(es="{assumption}: {alternative}", en="{assumption}: {alternative}")
NOTHING_VARIES = Text(es="nada cambia el puntaje", en="nothing changes the score")
DISCUSSED = Text(es="{named}; comentado: {discussed}", en="{named}; discussed: {discussed}")
FEW = Text(
    es="ningún par de indicadores medido en {count} instituciones o más",
    en="no pair of indicators is measured for {count} institutions or more",
)
ALL_NOTED = Text(es="todos los pares tienen nota", en="every pair has a note")
PAIR = Text(es="{first} y {second}", en="{first} and {second}")
OPEN = Text(
    es="edición abierta; al congelarla se comprueba", en="edition is open; checked once frozen"
)
FOLLOWED = Text(
    es="la sigue {successor}, que cuida sus archivos",
    en="followed by {successor}, which guards its files",
)
HELD = Text(es="comparado con los registros", en="held against the records")
