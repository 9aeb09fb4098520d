"""The forms in which `consta check` prints a report: text, JSON, annotations and Markdown.

What stands in a cell is a stranger's text: it is shown short and without unseen characters
already, and each form here escapes what it would take for its own.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from scorers.checks.problem import Problem
from scorers.checks.report import Repeat, Report
from scorers.text import LANGUAGES, Digits, Text


SUMMARY_ROWS = 1_000
SUMMARY_CUT = 80
SUMMARY_HEADER = (
    "Archivo · File",
    "Línea · Line",
    "Columna · Column",
    "Hallado · Found",
    "Cómo escribirlo · How to write it",
)
FILES = (Text(es="archivo", en="file"), Text(es="archivos", en="files"))
ROWS = (Text(es="fila", en="row"), Text(es="filas", en="rows"))
PROBLEMS = (Text(es="problema", en="problem"), Text(es="problemas", en="problems"))
MORE = Text(es="y {count} más", en="and {count} more")
MORE_IN = Text(es="y {count} más en {column}", en="and {count} more in {column}")


def closing(report: Report, locales: Mapping[str, str]) -> Text:
    """Return the last line, said also when all is well: "3 files, 1,204 rows, 2 problems"."""
    counts = ((report.files, FILES), (report.rows, ROWS), (report.total, PROBLEMS))

    def line(language: str) -> str:
        digits = Digits.of(locales[language])
        return ", ".join(
            f"{digits.write(count)} {words[count != 1][language]}" for count, words in counts
        )

    return Text(es=line("es"), en=line("en"))


def lines(report: Report, languages: Sequence[str]) -> Iterator[str]:
    """Yield a line a problem, and behind each file the counts of what it holds more."""
    paths = {problem.path for problem in report.problems}
    for path in sorted(paths):
        for problem in report.problems:
            if problem.path == path:
                for language in languages:
                    yield f"{_place(problem)}: {problem.code}: {problem.message[language]}"
        for repeat in report.repeats:
            if repeat.path == path:
                for language in languages:
                    yield f"{path}: {repeat.code}: {_more(repeat)[language]}"


def as_json(report: Report) -> str:
    """Return the report for a machine, with the words of both languages."""
    return json.dumps(
        {
            "files": report.files,
            "rows": report.rows,
            "total": report.total,
            "problems": [
                {
                    "code": problem.code,
                    "path": problem.path,
                    "line": problem.line,
                    "column": problem.column,
                    "near": problem.near,
                    "found": _both(problem.found),
                    "expected": _both(problem.expected),
                    "remedy": _both(problem.remedy),
                    "message": _both(problem.message),
                }
                for problem in report.problems
            ],
            "repeats": [
                {
                    "code": repeat.code,
                    "path": repeat.path,
                    "column": repeat.column,
                    "count": repeat.count,
                }
                for repeat in report.repeats
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def annotations(report: Report) -> Iterator[str]:
    """Yield GitHub's annotations, which it shows on the lines of the pull request."""
    for problem in report.problems:
        place = {"file": problem.path, "line": str(problem.line or 1), "title": _title(problem)}
        properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
        words = "\n".join(problem.message[language] for language in LANGUAGES)
        yield f"::error {properties}::{_data(words)}"
    for repeat in report.repeats:
        words = " / ".join(f"{repeat.code}: {_more(repeat)[language]}" for language in LANGUAGES)
        yield f"::error file={_property(repeat.path)},title={repeat.code}::{_data(words)}"


def summary(report: Report, locales: Mapping[str, str]) -> str:
    """Return a Markdown table of the problems in both languages, for a job's summary page."""
    last = closing(report, locales)
    mark = "❌" if report.total else "✅"
    out = ["## consta check", "", f"{mark} {last.es} · {last.en}", ""]
    if report.problems:
        out += [f"| {' | '.join(SUMMARY_HEADER)} |", "| --- | --- | --- | --- | --- |"]
    out += [f"| {' | '.join(_row(problem))} |" for problem in report.problems[:SUMMARY_ROWS]]
    for repeat in report.repeats:
        more = _more(repeat)
        out += ["", f"{_code(repeat.path)} {repeat.code}: {_plain(more.es)} · {_plain(more.en)}"]
    if len(report.problems) > SUMMARY_ROWS:
        rest = str(len(report.problems) - SUMMARY_ROWS)
        out += ["", f"{MORE.es.format(count=rest)} · {MORE.en.format(count=rest)}"]
    return "\n".join(out) + "\n"


def _row(problem: Problem) -> tuple[str, ...]:
    found = dict.fromkeys(_code(problem.found[language]) for language in LANGUAGES)
    return (
        _code(problem.path, len(problem.path)),
        str(problem.line or ""),
        _code(problem.column or ""),
        f"**{problem.code}** {'<br>'.join(found)}",
        f"{_plain(problem.advice.es)}<br>{_plain(problem.advice.en)}",
    )


def _place(problem: Problem) -> str:
    parts = (problem.path, problem.line, problem.column)
    return ":".join(str(part) for part in parts if part is not None)


def _more(repeat: Repeat) -> Text:
    words = MORE_IN if repeat.column else MORE
    return words.format(count=repeat.count, column=repeat.column)


def _title(problem: Problem) -> str:
    return f"{problem.code} ({problem.column})" if problem.column else problem.code


def _both(text: Text) -> dict[str, str]:
    return {language: text[language] for language in LANGUAGES}


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def _code(words: str, longest: int = SUMMARY_CUT) -> str:
    """Return words in a code span that they cannot leave."""
    cut = words if len(words) <= longest else words[: longest - 1] + "…"
    return f"`{_unbroken(cut).replace('`', 'ˋ')}`" if cut else ""


def _plain(words: str) -> str:
    """Return words that Markdown and HTML take for words."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for mark in "#\\`*_[]~!":  # "#" first: it stands in what the others become
        escaped = escaped.replace(mark, f"&#{ord(mark)};")
    return _unbroken(escaped)


def _unbroken(words: str) -> str:
    """Return words without line breaks, table bars and names that would be told of them."""
    one_line = " ".join(words.split("\n")).replace("\r", " ")
    return one_line.replace("|", "¦").replace("@", "@\u200b")
