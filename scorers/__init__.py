"""Consta: scorecards of public institutions, from records to a bilingual site."""

__version__ = "0.1.0"
