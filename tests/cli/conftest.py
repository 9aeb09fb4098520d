"""A checkout of its own, as commands find it."""

import pytest

from scorers.cli import main


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
