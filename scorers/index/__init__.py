"""Numbers in, numbers out: value functions, shrinkage, aggregation, draws, bands.

Nothing here knows an institution, a file, a country or a language. Arrays hold one element a row on
their first axis and the parts of a whole on their last, so that a tree of any depth can be built by
calling `aggregate` once a level, on scores as on draws of them. `declared` makes such a tree of
plain tables, `compute` goes up it.
"""
