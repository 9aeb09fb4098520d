"""What the audit runs: Java, Node and two packages of it, and a server as static hosts are.

The packages are kept in .cache/audit, never in a site. Their releases and the hash of each file
stand beside this in package.json and package-lock.json, which names no address.
"""

import gzip
import shutil
import subprocess
from pathlib import Path

from scorers.website import serving
from tests import chromium


HERE = Path(__file__).parent
KEPT = HERE.parents[1] / ".cache" / "audit"
# What each program is called in Debian.
PROGRAMS = {"chromium": "chromium", "java": "default-jre-headless", "node": "nodejs", "npm": "npm"}


class AuditError(Exception):
    """Something that the audit takes is not there; the message says what, and what to do."""


class BrokenError(Exception):
    """A tool is there and gave no answer: whether the goals are met is not known."""


def need(*programs: str) -> None:
    """Return if the programs are there.

    Raises:
        AuditError: Some are not; it says how Debian installs them.
    """
    missing = [one for one in sorted(set(programs)) if not _is_here(one)]
    if missing:
        packages = " ".join(PROGRAMS[one] for one in missing)
        raise AuditError(
            f"{', '.join(missing)} missing here. On Debian: sudo apt-get install {packages}"
        )


def _is_here(name: str) -> bool:
    return bool(chromium.program() if name == "chromium" else shutil.which(name))


def ready(*programs: str) -> Path:
    """Return the folder of the installed packages, after installing those that are not.

    Raises:
        AuditError: One of the programs, or of those that install, is missing; or nothing came.
    """
    need(*programs, "node", "npm")
    lock = HERE / "package-lock.json"
    done = KEPT / "installed.lock"  # written last, so half an installation is made anew
    if not done.is_file() or done.read_bytes() != lock.read_bytes():
        print("Installing what the audit runs into .cache/audit (once, about 220 MB) ...")
        KEPT.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", lock.name):
            shutil.copyfile(HERE / name, KEPT / name)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        ran = subprocess.run(command, cwd=KEPT, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise AuditError(f"npm could not install: {ran.stderr.strip()[-500:]}")
        shutil.copyfile(lock, done)
    return KEPT / "node_modules"


class Compressed(serving.Handler):
    """Sends text compressed, over connections that stay open, as static hosts do."""

    protocol_version = "HTTP/1.1"
    texts = frozenset({".css", ".html", ".js", ".json", ".svg", ".webmanifest", ".xml"})

    def do_GET(self) -> None:  # noqa: N802 - the name that the base class asks for
        """Send a file, compressed where that helps, or the site's 404 page."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in self.texts or not path.is_file():
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
