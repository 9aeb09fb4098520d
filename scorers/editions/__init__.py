"""Editions: one country's scores of one year, by one version of the method.

`read` returns an `Edition`, `score` its `ScoreBook` from the records, `published` the one that was
frozen. `scorers.editions.freezing` publishes one,
`reproducing` holds it against the records, `explaining` tells where a score comes from, and
`comparing` what changed between two.
"""

from scorers.editions.book import Baseline, ScoreBook
from scorers.editions.edition import Edition, known, read
from scorers.editions.published import published
from scorers.editions.scoring import score


__all__ = ["Baseline", "Edition", "ScoreBook", "known", "published", "read", "score"]
