"""Everything raised on purpose, for whoever runs the build.

A problem in people's data is never an exception: it is a `scorers.checks.Problem`. `scorers.cli`
turns each of these into one line on stderr and exit status 2; any other exception is a bug and
keeps its traceback.
"""


class ConstaError(Exception):
    """The base of all the exceptions below."""


class ContentError(ConstaError):
    """A folder or file of content/ that must be there is missing or cannot be read."""


class CountryError(ConstaError):
    """country.toml says something that cannot be, or leaves out what must be there."""


class MethodError(ConstaError):
    """The method file holds weights, anchors or words that cannot be."""


class RecordsError(ConstaError):
    """A table cannot be read for scoring: `consta check` says what is wrong with its rows."""


class EngineError(ConstaError):
    """What tallies are to be computed with is not installed or does not answer."""


class EditionError(ConstaError):
    """An edition does not exist, or its window or method cannot be."""


class TreeError(ConstaError):
    """The tree of an index cannot be: the message names the node or the indicator."""


class ValuesError(ConstaError):
    """Values cannot be read or made an index of: the message names the unit and the cell."""


class SourceError(ConstaError):
    """A source cannot be used as sources.toml declares it."""


class SourceUnavailableError(SourceError):
    """A source did not answer, or sent what it should not; the last good rows stay."""


class SourceChangedError(SourceError):
    """A source has changed its shape: the message names the address and the field or word."""


class SiteError(ConstaError):
    """The site cannot be built or written; the earlier site stays as it was."""
