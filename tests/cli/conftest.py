"""A checkout of its own, as commands find it."""

import shutil
from pathlib import Path

import pytest

from scorers.cli import main


EXAMPLE = Path(__file__).parents[1] / "data" / "index"


@pytest.fixture(name="consta")
def _consta(content, tmp_path, monkeypatch, capsys):
    """Give `consta` in a checkout of the invented country: (status, what it said, errors)."""
    (tmp_path / "pelican.conf.py").touch()
    monkeypatch.chdir(tmp_path)

    def consta(*words, language="en"):
        status = main([*words, "--content", str(content), "--lang", language])
        said = capsys.readouterr()
        return status, said.out, said.err

    return consta


@pytest.fixture(name="index")
def _index(tmp_path, monkeypatch, capsys):
    """Give `consta index` in a folder that is no checkout: (status, rows or text, errors)."""
    monkeypatch.chdir(tmp_path)
    for name in ("method.toml", "values.csv"):
        shutil.copy(EXAMPLE / name, tmp_path)

    def index(*words, method=None, values=None, language="en"):
        for name, content in (("method.toml", method), ("values.csv", values)):
            if content is not None:
                (tmp_path / name).write_bytes(
                    content if isinstance(content, bytes) else content.encode()
                )
        status = main(["index", "method.toml", "values.csv", "--lang", language, *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return index
