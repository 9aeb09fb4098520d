"""Who asks: the name that every request carries."""

import os
import re
from importlib import metadata

from scorers.exceptions import SourceError
from scorers.sources.web.robots import AGENT


CONTACT = re.compile(r"[\x21-\x7e]{3,200}")


def name() -> str:
    """Return the User-Agent: project, version, and the contact that CONSTA_CONTACT gives.

    Raises:
        SourceError: CONSTA_CONTACT is neither an e-mail address nor a web address.
    """
    contact = os.environ.get("CONSTA_CONTACT", "").strip()
    if contact and ("." not in contact or not CONTACT.fullmatch(contact)):
        raise SourceError("CONSTA_CONTACT: write an e-mail address or a web address")
    try:
        version = metadata.version("consta")
    except metadata.PackageNotFoundError:
        version = "0"
    said = f"contact: {contact}" if contact else "no contact given"
    return f"{AGENT}/{version} (public-information scorecards; {said})"
