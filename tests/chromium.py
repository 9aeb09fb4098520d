"""Debian's chromium and a site for it to open: for tests, `make pictures` and `make audit`."""

import contextlib
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from scorers.website import serving


# Of itself axe leaves out the size of targets, which WCAG 2.2 AA asks for and Lighthouse looks at.
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


def program() -> str | None:
    """Return the path of chromium, that of the variable CHROMIUM first; None without one."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """Return what keeps a page from being open to all: each rule of axe it breaks, and where."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], node["target"]) for fault in found for node in fault["nodes"]]


@contextlib.contextmanager
def opened(path: str) -> Iterator[Browser]:
    """Give a browser for as long as the block runs."""
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=sandbox)
        yield browser
        browser.close()


@contextlib.contextmanager
def served(site: Path, handler: type[serving.Handler] = serving.Handler) -> Iterator[str]:
    """Give the address of a built site on this machine for as long as the block runs."""
    server = serving.server(site, 0, handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
