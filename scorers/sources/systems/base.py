"""What every system is given and gives: asks out, replies in, rows of our tables out."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, compress
from operator import attrgetter, itemgetter
from typing import Any, Protocol

import msgspec

from scorers.exceptions import SourceChangedError
from scorers.sources.reporting import Report


JSON = ("application/json",)
CELLS = attrgetter("cells")


@dataclass(frozen=True, slots=True)
class Ask:
    """One address to read.

    Attributes:
        address: Whole, with its query; http or https.
        kinds: The content types that are an answer; anything else is refused. ("",) takes any.
        headers: Sent with it, beside the session's own.
        body: Sent by POST where it is not None; only to log in.
        is_secret: Its headers, body and reply are neither stored nor shown: a login.
        statuses: Statuses other than 2xx that are an answer: 404 of what was taken down.
        is_anew: It begins again what changed while it was read: what was given since the last
            reply of this address counts no more.
    """

    address: str
    kinds: tuple[str, ...] = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    is_secret: bool = False
    statuses: tuple[int, ...] = ()
    is_anew: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, as it is stored.

    Attributes:
        address: What was asked.
        final_address: Where redirects led.
        status: HTTP status; other than 2xx only where the system says that it is an answer.
        headers: By name in lower case.
        body: Decoded from its transfer and content encodings.
        at: When it was read, in UTC.
        document_id: The row of the table documents that it becomes.
        offset: Of its record in the file of its pull; -1 where it is not stored.
        parsed: What `json` gave, so that a page is not understood twice.
    """

    address: str
    final_address: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    at: datetime
    document_id: str
    offset: int = -1
    parsed: list[Any] = field(default_factory=list, init=False, repr=False, compare=False)

    def json(self) -> Any:
        """Return the body as JSON, to be left as it is; SourceChangedError if it is none."""
        for known in self.parsed:
            return known
        try:
            found = msgspec.json.decode(self.body)
        except ValueError:
            found = self._forgiven()
        self.parsed.append(found)
        return found

    def _forgiven(self) -> Any:
        """Return the body as a reader understands it that takes a mark of order and NaN."""
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise SourceChangedError(f"{self.address}: not JSON: {error}") from error


class Body(msgspec.Struct, frozen=True):
    """An institution as a source calls it; the source's table of names leads to our id."""

    key: str
    name: str


class Found(msgspec.Struct, frozen=True):
    """One row that a source gives: a struct, since a million of them are made.

    Attributes:
        table: requests, observations or statistics.
        key: The source's own id of it, unique in the table; our id is COUNTRY:SOURCE:KEY.
        body: Whose row.
        cells: Our columns as text, a blank left out; without ids of row, institution and document.
        document_id: Of the reply that it rests on.
    """

    table: str
    key: str
    body: Body
    cells: Mapping[str, str]
    document_id: str


@dataclass(frozen=True, slots=True)
class Many:
    """Rows of one table that rest on one reply, column by column: few lists in place of many rows.

    Attributes:
        table: As that of `Found`, and so the rest.
        bodies: Whose rows, one for each key.
        columns: Our columns, each with a cell for each key; "" is a blank.
    """

    table: str
    keys: list[str]
    bodies: list[Body]
    columns: Mapping[str, list[str]]
    document_id: str

    @classmethod
    def of(cls, rows: Sequence[Found]) -> "Many":
        """Return rows, at least one, that are alike in table and reply."""
        given = list(map(CELLS, rows))
        return cls(
            table=rows[0].table,
            keys=[found.key for found in rows],
            bodies=[found.body for found in rows],
            columns={
                name: _column(name, given) for name in dict.fromkeys(chain.from_iterable(given))
            },
            document_id=rows[0].document_id,
        )

    def only(self, are_kept: Sequence[object]) -> "Many":
        """Return the rows for which that is true."""
        return Many(
            table=self.table,
            keys=list(compress(self.keys, are_kept)),
            bodies=list(compress(self.bodies, are_kept)),
            columns={name: list(compress(of, are_kept)) for name, of in self.columns.items()},
            document_id=self.document_id,
        )

    def __iter__(self) -> Iterator[Found]:
        """Yield the rows one by one."""
        for place, (key, body) in enumerate(zip(self.keys, self.bodies, strict=True)):
            cells = {name: of[place] for name, of in self.columns.items() if of[place]}
            yield Found(self.table, key, body, cells, self.document_id)


def _column(name: str, given: Sequence[Mapping[str, str]]) -> list[str]:
    try:
        return list(map(itemgetter(name), given))
    except KeyError:
        return [cells.get(name, "") for cells in given]


@dataclass(frozen=True)
class SystemSource:
    """A source of sources.toml that a system of this package reads.

    Attributes:
        system: The name of the module: "froide".
        address: Where the system is, without a slash at its end.
        hosts: The only hosts that are asked, redirects included; "*.example.org" is any host
            below that name.
        scope: What to read of it, in the system's own terms.
        outcomes: The system's states, each with our outcome; "other" stands for those to come.
        pace_seconds: The least time between two asks of one host.
        permission: A written permission to read what robots.txt refuses; "" if there is none.
        is_private: Whether it may be on this machine or a private network.
        every: How often it is worth reading: day, week, month or year.
    """

    id: str
    country_id: str
    system: str
    address: str
    hosts: tuple[str, ...]
    scope: Mapping[str, Any]
    outcomes: Mapping[str, str]
    pace_seconds: float
    permission: str
    is_private: bool
    every: str
    publisher: str
    licence: str


class System(Protocol):
    """What a module of this package offers."""

    def fetch(
        self, source: SystemSource, ask: Callable[[Ask], Reply], since: date | None
    ) -> Iterator[Reply]:
        """Yield every reply that rows rest on, in an order that is the same each time.

        It is gone through in a thread of its own, one reply ahead of `parse`: the two share
        nothing but the replies. An address that is asked again is read again. A pull that goes on
        gets the stored replies of an address in the order in which they came.

        Raises:
            SourceUnavailableError: By `ask`; nothing is caught here.
            SourceChangedError: A reply lacks what leads to the next one.
        """

    def parse(
        self, source: SystemSource, replies: Iterable[Reply], report: Report
    ) -> Iterator[Found | Many]:
        """Yield the rows of replies in the order in which `fetch` yields them, or many at once.

        Raises:
            SourceChangedError: A field is missing or a word is unknown; the message has the
                address, the field and the word.
        """


def one_by_one(found: Iterable[Found | Many]) -> Iterator[Found]:
    """Yield what `parse` yields, row by row."""
    for one in found:
        if isinstance(one, Many):
            yield from one
        else:
            yield one


def required(reply: Reply, table: Mapping[str, Any], name: str) -> Any:
    """Return a field that must be there; SourceChangedError names the address and the field."""
    if name not in table:
        raise SourceChangedError(f'{reply.address}: there is no field "{name}"')
    return table[name]


def outcome(source: SystemSource, reply: Reply, state: str, report: Report) -> str:
    """Return our outcome for a system's state; one to come is "other", with a note.

    Raises:
        SourceChangedError: sources.toml has neither the state nor "other".
    """
    if state in source.outcomes:
        return source.outcomes[state]
    if "other" not in source.outcomes:
        raise SourceChangedError(f'{reply.address}: unknown state "{state}" of {source.system}')
    report.unknown_state(state)
    return source.outcomes["other"]
