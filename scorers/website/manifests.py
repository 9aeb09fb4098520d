"""What a phone reads that keeps the site on its home screen: one web manifest a language."""

import json
from collections.abc import Iterator

from scorers.text import Text, languages


DESCRIPTION = Text(
    es="Lo que consta de cada institución pública, con el documento que lo prueba.",
    en="What is on record about each public institution, with the document that proves it.",
)
PAPER = "#fdfcf8"  # as the styles have it by day
ICONS = (
    {"src": "icon.svg", "type": "image/svg+xml", "sizes": "any"},
    {"src": "icon-192.png", "type": "image/png", "sizes": "192x192"},
    {"src": "icon-512.png", "type": "image/png", "sizes": "512x512"},
)


def files() -> Iterator[tuple[str, str]]:
    """Yield the manifest of each language with its address; the addresses in it start there."""
    for language in languages():
        manifest = {
            "name": "Consta",
            "short_name": "Consta",
            "description": DESCRIPTION[language],
            "lang": language,
            "dir": "ltr",
            "start_url": f"../{language}/",
            "scope": "../",
            "display": "minimal-ui",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": ICONS,
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=2)
        yield f"static/{language}.webmanifest", f"{text}\n"
