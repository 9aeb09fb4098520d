"""One session per run of a source: every byte that comes from the network comes through here."""

from urllib.parse import quote, urljoin, urlsplit

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.util import Retry, Timeout, parse_url

from scorers.exceptions import SourceError, SourceUnavailableError
from scorers.sources.systems.base import Ask
from scorers.sources.web import agent, exchange
from scorers.sources.web.answer import Answer, Hop, Known, Limits, Reach
from scorers.sources.web.body import CutError, whole
from scorers.sources.web.credentials import Redaction
from scorers.sources.web.guard import Deadline, Guard, connections
from scorers.sources.web.hosts import is_among
from scorers.sources.web.pace import Clock, Pace
from scorers.sources.web.robots import Robots


RETRIES = Retry(
    total=5,
    status_forcelist=(429, 500, 502, 503, 504),
    allowed_methods=("GET",),
    backoff_factor=0.5,
    backoff_jitter=0.5,
    backoff_max=60,
    retry_after_max=60,
    raise_on_status=False,
)
MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
SAME_METHOD = frozenset({307, 308})
UNCHANGED = 304
PARTIAL = 206
# They have no body, and so no type and no length.
EMPTY = frozenset({204, 205})
CLIENT_ERRORS = range(400, 500)
# What an address may hold as it is; the rest of a header's bytes is written as %XX.
OF_AN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"


class AgainError(Exception):
    """A try that failed for a reason that may pass."""

    def __init__(self, reason: str, response: BaseHTTPResponse | None = None) -> None:
        """Keep the reason, and the reply that may say when to come back."""
        super().__init__(reason)
        self.reason = reason
        self.response = response


class Session:
    """Asks within the reach of one source.

    Attributes:
        redaction: Takes the source's credentials out of texts.
    """

    def __init__(
        self, reach: Reach, limits: Limits | None = None, clock: Clock | None = None
    ) -> None:
        """Open no connection yet.

        Args:
            reach: Which hosts may be asked, and how.
            limits: On time and size.
            clock: What tells the time; tests let it pass at once.
        """
        self.redaction = Redaction(reach.id)
        self._reach = reach
        self._limits = limits or Limits()
        self._clock = clock or Clock()
        self._pace = Pace(self._clock, reach.pace_seconds)
        self._guard = Guard(is_private=reach.is_private)
        self._robots: dict[str, Robots] = {}
        self._is_closed = False
        # No cookie and no proxy: what comes back depends on the address alone.
        self._http = connections(self._guard)
        self._headers = {"User-Agent": agent.name(), "Accept": "*/*", "Accept-Encoding": "gzip"}

    def close(self) -> None:
        """Close all connections, even one that is being read; nothing more is asked."""
        self._is_closed = True
        self._guard.hang_up()
        self._http.clear()

    def get(self, ask: Ask, known: Known | None = None) -> Answer:
        """Return the whole reply of an address.

        Args:
            ask: What to ask.
            known: What an earlier reply said of its body; then a reply of status 304 may come.

        Raises:
            SourceError: The address is not of this source, or robots.txt refuses it.
            SourceUnavailableError: No whole answer of a kind asked for came.
        """
        answer = self._get(ask, known or Known(), heeds_robots=not self._reach.permission)
        self._must_be_open()
        return answer

    def _get(self, ask: Ask, known: Known, *, heeds_robots: bool) -> Answer:
        retry, tries = RETRIES, 0
        while True:
            tries += 1
            try:
                return self._try(ask, known, heeds_robots=heeds_robots)
            except AgainError as error:
                shown = self.redaction.of(_bare(ask))
                if ask.body is not None or tries > int(RETRIES.total or 0):
                    again = f", {tries} times" if tries > 1 else ""
                    raise SourceUnavailableError(f"{shown}: {error.reason}{again}") from error
                retry = retry.increment("GET", error=HTTPError(error.reason))
                self._clock.sleep(_wait(retry, error.response))
            except SourceUnavailableError as error:
                shown = self.redaction.of(f"{_bare(ask)}: {error}")
                raise SourceUnavailableError(shown) from error
            except SourceError as error:
                raise SourceError(self.redaction.of(str(error))) from error

    def _must_be_open(self) -> None:
        if self._is_closed:
            raise SourceError("the pull has ended")

    def _try(self, ask: Ask, known: Known, *, heeds_robots: bool) -> Answer:
        hops: list[Hop] = []
        address, body, headers = ask.address, ask.body, {**ask.headers, **known.headers}
        first = self._host(address)
        while len(hops) <= MOST_REDIRECTS:
            host = self._host(address)
            if heeds_robots:
                self._heed(address)
            self._pace.wait(host)
            self._must_be_open()
            # What was meant for one host is not told to another.
            sent = self._headers | (headers if host == first else dict(known.headers))
            with Deadline(self._guard, self._limits.whole_seconds) as deadline:
                try:
                    response = self._send(address, body, sent)
                    hop = exchange.hop(address, sent, response)
                    hops.append(hop)
                    with response:
                        if hop.status in REDIRECTS:
                            address = self._next(response, address)
                            body = body if hop.status in SAME_METHOD else None
                            continue
                        return self._answer(ask, known, hops, response, host)
                except (AgainError, CutError) as error:
                    if deadline.is_over:
                        seconds = self._limits.whole_seconds
                        raise SourceUnavailableError(f"takes longer than {seconds} s") from error
                    if isinstance(error, CutError):
                        raise AgainError(str(error)) from error
                    raise
        raise SourceUnavailableError(f"redirects more than {MOST_REDIRECTS} times")

    def _send(self, address: str, body: bytes | None, headers: dict[str, str]) -> BaseHTTPResponse:
        limits = self._limits
        try:
            return self._http.request(
                "GET" if body is None else "POST",
                address,
                body=body,
                headers=headers,
                preload_content=False,
                decode_content=False,
                redirect=False,
                retries=False,
                timeout=Timeout(connect=limits.connect_seconds, read=limits.read_seconds),
            )
        except SSLError as error:
            raise SourceUnavailableError(f"no safe connection ({type(error).__name__})") from error
        except ValueError as error:
            # Such as a credential of two lines: the second one would be a header of its own.
            raise SourceUnavailableError("an address or header that cannot be sent") from error
        except HTTPError as error:
            raise AgainError(_fault(error, limits)) from error

    def _answer(
        self,
        ask: Ask,
        known: Known,
        hops: list[Hop],
        response: BaseHTTPResponse,
        host: str,
    ) -> Answer:
        hop = hops[-1]
        if RETRIES.is_retry("GET", hop.status):
            raise AgainError(f"answers {hop.status}", response)
        is_unchanged = hop.status == UNCHANGED and bool(known.headers)
        # A part of a body is no answer to whoever asked for all of it.
        is_answer = 200 <= hop.status < 300 and hop.status != PARTIAL  # noqa: PLR2004
        if not (is_unchanged or is_answer or hop.status in ask.statuses):
            raise SourceUnavailableError(f"answers {hop.status}")
        kind = exchange.kind(response)
        is_empty = is_unchanged or hop.status in EMPTY
        if is_answer and not (is_empty or kind or "Content-Length" in response.headers):
            # A head that breaks off reads like a whole one with fewer headers.
            raise AgainError("its head ends too soon", response)
        if is_answer and "" not in ask.kinds and kind not in ask.kinds:
            page = "a web page" if "html" in kind else f'"{kind[:60]}"'
            raise SourceUnavailableError(f"sent {page} instead of {' or '.join(ask.kinds)}")
        return Answer(
            address=ask.address,
            hops=tuple(hops),
            body=b"" if is_empty else whole(response, self._limits),
            at=self._clock.now().replace(microsecond=0),
            peer=self._guard.peers.get(host, ""),
        )

    def _host(self, address: str) -> str:
        """Return the host that an address leads to; SourceError if it may not be asked."""
        try:
            # The parser that also connects: two would disagree on odd addresses.
            parts = parse_url(address)
        except LocationParseError as error:
            raise SourceError(f"{address[:200]}: not an address") from error
        if parts.scheme not in {"http", "https"} or not parts.host:
            raise SourceError(f"{address[:200]}: only http and https addresses are read")
        if parts.auth is not None:
            raise SourceError(f"{parts.host}: an address may hold no user name")
        host = parts.host.strip("[]").rstrip(".").lower()
        if not is_among(host, self._reach.hosts):
            raise SourceError(
                f"{host} is not among the hosts of {self._reach.id}: {', '.join(self._reach.hosts)}"
            )
        return host

    def _next(self, response: BaseHTTPResponse, address: str) -> str:
        target = response.headers.get("Location", "")
        if not target:
            raise SourceUnavailableError(f"answers {response.status} without an address")
        # The bytes of a header are given as Latin-1, whatever they mean.
        plain = quote(target.encode("latin-1"), safe=OF_AN_ADDRESS)
        try:
            return urljoin(address, plain).partition("#")[0]
        except ValueError as error:
            raise SourceUnavailableError(f"leads to {plain[:200]}: not an address") from error

    def _heed(self, address: str) -> None:
        """Raise SourceError where robots.txt refuses an address."""
        parts = urlsplit(address)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._robots:
            self._robots[place] = self._read_robots(f"{place}/robots.txt")
            self._pace.slower[self._host(address)] = self._robots[place].delay
        self._robots[place].admit(address, parts.path or "/")

    def _read_robots(self, address: str) -> Robots:
        # Any status but a fault of the server is an answer: there is no robots.txt, or it is kept
        # from us, and both let everything be read (RFC 9309).
        ask = Ask(address, kinds=("",), statuses=tuple(CLIENT_ERRORS))
        answer = self._get(ask, Known(), heeds_robots=False)
        is_there = answer.last.status not in CLIENT_ERRORS
        text = answer.body.decode("utf-8", "replace") if is_there else ""
        return Robots(address, text)


def _fault(error: HTTPError, limits: Limits) -> str:
    """Return what kept an answer from coming."""
    # A connection that is refused counts among those that took too long.
    if isinstance(error, ConnectTimeoutError) and not isinstance(error, NewConnectionError):
        return f"not reached within {limits.connect_seconds} s"
    if isinstance(error, ReadTimeoutError):
        return f"no answer within {limits.read_seconds} s"
    return f"no answer ({type(error).__name__})"


def _wait(retry: Retry, response: BaseHTTPResponse | None) -> float:
    """Return the seconds to wait before the next try."""
    if response is not None:
        try:
            asked = retry.get_retry_after(response)
        except (HTTPError, ValueError, OverflowError):
            asked = None
        if asked:
            return asked
    return retry.get_backoff_time()


def _bare(ask: Ask) -> str:
    """Return an address for a message; that of a login without its query."""
    return ask.address.partition("?")[0] if ask.is_secret else ask.address
