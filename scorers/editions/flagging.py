"""Red flags: which serious facts the rows prove of an institution, and nothing that they do not.

A flag never moves a score. None means that no row proves one, not that there is none.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from scorers.indicators import filed_requests, looks
from scorers.indicators.base import Inputs
from scorers.method import Flag, Method
from scorers.method.flags import NO_RECORD, ORDER, REGISTER, SILENCE


PLACE = ["institution_id", "item"]
# A blank is missing: a column that a flag does not need is blank throughout.
DTYPES: Mapping[str, Any] = {
    "institution_id": "str",
    "flag": "str",
    "about": "str",
    "count": "float64",
    "total": "float64",
    "days": "float64",
    "seen_from": "datetime64[s]",
    "seen_to": "datetime64[s]",
    "rows": "object",
}


def raised(method: Method, inputs: Inputs) -> pd.DataFrame:
    """Return the flags of all scored institutions; without a row under a method that has none.

    One row an institution, flag and what it is about, by institution, then in the method's order.
    Columns:

    - institution_id, flag
    - about: The id of the item or of the request; "" where it is about all requests.
    - count, total: k of n: requests that were answered in time; days of visits that found it.
    - days: From seen_from to seen_to, calendar days.
    - seen_from, seen_to: Of an order its last day and the cut-off; of a register the first and the
      last visit that found it absent; of a "no record" the days of the answer and of the decision;
      of silence the first and the last day of filing.
    - rows: Tuple of the ids of the rows that it rests on, sorted.
    """
    tables = [FINDERS[flag.id](flag, inputs).assign(flag=flag.id) for flag in method.flags.values()]
    tables = [table for table in tables if len(table)]
    if not tables:
        return empty()
    table = pd.concat(tables, ignore_index=True).reindex(columns=list(DTYPES)).astype(DTYPES)
    order = {name: at for at, name in enumerate(method.flags)}
    places = table["flag"].map(order)
    return table.assign(place=places).sort_values(
        ["institution_id", "place", "about"], ignore_index=True
    )[list(DTYPES)]


def empty() -> pd.DataFrame:
    """Return the table without a row."""
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in DTYPES.items()})


def _orders(flag: Flag, inputs: Inputs) -> pd.DataFrame:
    """Return orders that were known at the cut-off and not obeyed so long after their last day.

    Whenever the request was filed: an order takes time, and one that is not obeyed stays so. One
    that was obeyed late is no flag; C2 counts it.
    """
    rows = _requests(inputs)
    last = pd.Timestamp(inputs.cut_off)
    days = (last - rows["order_due_on"]).dt.days
    is_known = ~(rows["appeal_decided_on"] > last)
    is_obeyed = rows["order_obeyed_on"] <= last
    found = rows[(days > flag.limits["days"]) & is_known & ~is_obeyed]
    return _about_requests(found, found["order_due_on"], pd.Series(last, index=found.index))


def _silence(flag: Flag, inputs: Inputs) -> pd.DataFrame:
    """Return where too few requests were answered in time, as R2 follows them.

    Counted are those filed in the window that were answered, and those that waited through all
    terms; one that was withdrawn before tells nothing. Requests alone tell it: statistics do not
    say how long each one was waited for.
    """
    terms, least, share = (flag.limits[name] for name in ("terms", "least", "share"))
    table = filed_requests.waited(inputs, terms=int(terms))
    counts = [_answered(cells, terms) for cells in table["waits"]]
    table["count"], table["total"] = zip(*counts, strict=True) if counts else ((), ())
    found = table[(table["total"] >= least) & (table["count"] < share * table["total"])]
    return (
        found[["count", "total", "seen_from", "seen_to"]]
        .assign(rows=found["evidence"], about="")
        .reset_index()
    )


def _answered(cells: tuple[tuple[float, int, int], ...], terms: float) -> tuple[int, int]:
    """Return how many were answered within some terms, and of how many that is known."""
    in_time = sum(events for time, events, _ in cells if time <= terms)
    late = sum(events for time, events, _ in cells if time > terms)
    return in_time, in_time + late + sum(waiting for time, _, waiting in cells if time >= terms)


def _registers(flag: Flag, inputs: Inputs) -> pd.DataFrame:
    """Return required registers that every look found absent, two of them far enough apart.

    The two looks are at one period, as for A1; looks are those inside the horizon.
    """
    del flag
    is_register = {name for name, item in inputs.items.items() if item.register}
    listed = {kind: names & is_register for kind, names in looks.required(inputs).items()}
    every = looks.on_list(inputs, looks.of_items(inputs), listed)
    rows: dict[tuple[str, str], list[str]] = {}
    for row, place in sorted(zip(every["observation_id"], _places(every), strict=True)):
        rows.setdefault(place, []).append(row)
    seen = set(_places(every[every["found"] != "absent"]))
    last = looks.on_list(inputs, looks.latest(inputs), listed)
    last = last[last["absent_days"] >= inputs.absence_days]
    is_never = [place not in seen for place in _places(last)]
    last = last[pd.Series(is_never, index=last.index, dtype=bool)]
    # The newest proof, and of two of one day the longer one.
    last = last.sort_values(
        [*PLACE, "looked_on", "absent_days", "period"], ascending=[True, True, False, False, True]
    )
    found = last.drop_duplicates(PLACE)
    days = found["absent_days"]
    visits = every.drop_duplicates([*PLACE, "looked_on"]).groupby(PLACE).size().to_dict()
    return pd.DataFrame(
        {
            "institution_id": found["institution_id"],
            "about": found["item"],
            "count": 0,
            "total": [visits[place] for place in _places(found)],
            "days": days,
            "seen_from": found["looked_on"] - pd.to_timedelta(days, "D"),
            "seen_to": found["looked_on"],
            "rows": [tuple(rows[place]) for place in _places(found)],
        }
    )


def _places(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(*(rows[name].tolist() for name in PLACE), strict=True))


def _no_records(flag: Flag, inputs: Inputs) -> pd.DataFrame:
    """Return answers of "no record" against which an appeal was wholly upheld in the window.

    The appeal came after the answer, so that it was the answer that did not stand, and not the
    wait for it. No column says why, nor whether there is a record after all.
    """
    del flag
    rows = _requests(inputs)
    start, end = pd.Timestamp(inputs.window_start), pd.Timestamp(inputs.window_end)
    found = rows[
        (rows["outcome"] == "not_held")
        & (rows["appealed_on"] >= rows["answered_on"])
        & (rows["appeal_outcome"] == "upheld")
        & rows["appeal_decided_on"].between(start, end)
    ]
    return _about_requests(found, found["answered_on"], found["appeal_decided_on"])


def _requests(inputs: Inputs) -> pd.DataFrame:
    rows = inputs.requests
    return rows[rows["institution_id"].isin(inputs.institutions.index)]


def _about_requests(
    found: pd.DataFrame, seen_from: "pd.Series[Any]", seen_to: "pd.Series[Any]"
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "institution_id": found["institution_id"],
            "about": found["request_id"],
            "days": (seen_to - seen_from).dt.days,
            "seen_from": seen_from,
            "seen_to": seen_to,
            "rows": [(one,) for one in found["request_id"].tolist()],
        }
    )


FINDERS: Mapping[str, Callable[[Flag, Inputs], pd.DataFrame]] = {
    ORDER: _orders,
    SILENCE: _silence,
    REGISTER: _registers,
    NO_RECORD: _no_records,
}
