"""Every location of a checkout, once."""

from dataclasses import dataclass
from pathlib import Path

from scorers.exceptions import ContentError


@dataclass(frozen=True)
class Place:
    """One checkout of the project: where people's content, the theme and the site are.

    Attributes:
        root: The folder that holds content/, theme/ and pelican.conf.py.
        content: The folder of countries and methods; root/content unless given.
    """

    root: Path
    content: Path

    def country(self, country_id: str) -> Path:
        """Return the folder of one country; ContentError names the countries there are."""
        folder = self.content / country_id
        if not (folder / "country.toml").is_file():
            known = ", ".join(self.countries()) or "none"
            raise ContentError(
                f'no country "{country_id}": {folder} has no country.toml. Countries: {known}'
            )
        return folder

    def countries(self) -> list[str]:
        """Return the ids of all countries, sorted."""
        found = self.content.glob("*/country.toml")
        return sorted(path.parent.name for path in found if path.is_file())

    def method(self, version: str) -> Path:
        """Return the file of one method version."""
        return self.content / "method" / f"{version}.toml"

    @property
    def theme(self) -> Path:
        """The folder of templates, styles and translations."""
        return self.root / "theme"

    @property
    def cache(self) -> Path:
        """The folder of what can be made again."""
        return self.root / ".cache"

    @property
    def output(self) -> Path:
        """The folder of the built site."""
        return self.root / "output"


def find(start: Path, content: Path | None = None) -> Place:
    """Return the checkout that holds `start`, looking upwards.

    Args:
        start: The folder to begin from, usually the working directory.
        content: Another content folder than the checkout's own.

    Raises:
        ContentError: No folder from `start` up holds pelican.conf.py.
    """
    for folder in (start, *start.parents):
        if (folder / "pelican.conf.py").is_file():
            return Place(root=folder, content=(content or folder / "content").resolve())
    raise ContentError(
        f"{start} is not inside a checkout of Consta: no folder from it up holds pelican.conf.py. "
        "Change into the checkout and try again."
    )
