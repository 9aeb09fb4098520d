"""Serves the built site on loopback and builds it again when its sources change."""

import functools
import subprocess
import sys
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import PythonFilter, watch

from scorers.exceptions import SiteError
from scorers.paths import Place


class Handler(SimpleHTTPRequestHandler):
    """Sends files of the site, and its own 404 page with status 404 for what is not there."""

    extensions_map = {  # noqa: RUF012 - the base class's own shape
        **SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
    }

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's 404 page where there is one."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def list_directory(self, path: str) -> None:  # type: ignore[override]  # noqa: ARG002
        """Send 404: a folder without a page is not a page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Forbid caching, so that a rebuilt page shows at once."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: a request is no news."""


def server(output: Path, port: int, handler: type[Handler] = Handler) -> ThreadingHTTPServer:
    """Return a server of the folder on 127.0.0.1; port 0 takes a free one.

    Raises:
        SiteError: The port is taken.
    """
    sending = functools.partial(handler, directory=str(output))
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), sending)
    except OSError as error:
        raise SiteError(f"port {port}: {error.strerror}; choose another: --port N") from error


def rebuild_on_change(
    place: Place, command: list[str], told: Callable[[int], None], stop: threading.Event
) -> None:
    """Run the build command anew, in a process of its own, whenever a source changes.

    A process of its own, so that changed code counts. Returns when `stop` is set.

    Args:
        place: Its content, theme, code and settings are watched.
        command: What to run after `python -m scorers`.
        told: Called with each build's exit status.
        stop: Ends the watching.
    """
    watched = [place.content, place.theme, place.root / "scorers", place.root / "pelican.conf.py"]
    sources = PythonFilter(extra_extensions=(".toml", ".csv", ".md", ".html", ".css", ".js", ".po"))
    for _ in watch(*watched, watch_filter=sources, stop_event=stop):
        run = subprocess.run(  # noqa: S603 - our own command, with our own arguments
            [sys.executable, "-m", "scorers", *command], cwd=place.root, check=False
        )
        told(run.returncode)
