"""A pseudo-language in its folders: every letter is full-width, holes stay as they are.

Whatever stands on its pages in plain letters has then come past the catalogues.
"""

import re
import shutil
from string import ascii_letters

from scorers import country
from scorers.paths import Place
from scorers.website import catalogues
from scorers.website.translations import CONTENT, INTERFACE
from tests.conftest import ROOT, copied


LANGUAGE, FALLS_BACK_TO = "qu", "es"
NEWS = "phuyukuna"
ENTRY = f"""
[[language]]
id = "{LANGUAGE}"
locale = "qu_PE"
falls_back_to = "{FALLS_BACK_TO}"

[law]
"""
HOLE = re.compile(r"(\{[^{}]*\}|%\(\w+\)s|%%)")
WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in ascii_letters}


def words(text):
    """Return a text in the pseudo-language."""
    parts = HOLE.split(text)
    return "".join(part if HOLE.fullmatch(part) else part.translate(WIDE) for part in parts)


def catalogue(template, path, language=LANGUAGE):
    """Write the catalogue of a template into a file, all of it translated."""
    made = catalogues.brought(template, path, language)
    for message in made:
        if message.id and isinstance(message.id, str):
            message.string = words(message.id)
        elif message.id:
            message.string = tuple(map(words, message.id))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(catalogues.written(made))


def checkout(folder):
    """Return a checkout in a folder whose invented country speaks the pseudo-language too."""
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copy(ROOT / "pelican.conf.py", folder)
    place = Place(root=folder, content=copied(folder / "content"))
    own = place.country("fantasia")
    text = (own / "country.toml").read_text("utf-8")
    (own / "country.toml").write_text(text.replace("\n[law]\n", ENTRY, 1), "utf-8")
    shared = folder / "theme" / "translations" / LANGUAGE
    catalogue(catalogues.interface(place), shared / INTERFACE)
    said = catalogues.content(place, country.read(own))
    catalogue(said, own / "translations" / LANGUAGE / CONTENT)
    (own / "news" / LANGUAGE).mkdir()
    (own / "news" / LANGUAGE / f"{NEWS}.md").write_text(news(own / "news" / "en" / "clouds.md"))
    return place


def news(path):
    """Return a piece of news in the pseudo-language: its title and text."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    lines = [
        f"Title: {words(line.removeprefix('Title: '))}" if line.startswith("Title: ") else line
        for line in head.splitlines()
    ]
    return "\n".join(lines) + f"\n\n{words(body)}"
