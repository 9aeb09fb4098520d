"""The tables: columns and types as data, reading with line numbers, frames for scoring."""
