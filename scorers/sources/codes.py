"""The codes that budget rows and portal rows carry."""

from scorers.sources.tabular import Row


def holder_code(row: Row) -> str:
    """Return the code of a national budget holder, sector and holder: "07-007"."""
    sector, _, _ = row["sector"].partition(":")
    holder, _, _ = row["holder"].partition(":")
    return f"{sector}-{holder}"


def unit_code(row: Row) -> str:
    """Return the same code from the portal's list, which writes 7 for 07."""
    return f"{row['sector']:0>2}-{row['holder']:0>3}"


def numbers(row: Row) -> tuple[str, str]:
    """Return the place code and the executing-unit number of a local government."""
    codes, _, _ = row["body"].partition(":")
    place, _, number = codes.partition("-")
    if not (place.isdigit() and number.isdigit()):
        raise row.fault("body", "PLACE-NUMBER: NAME")
    return place, number


def local_name(row: Row) -> str:
    """Return the name of a local government, behind its numbers."""
    return row["body"].partition(":")[2].strip()
