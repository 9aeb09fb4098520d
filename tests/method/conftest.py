"""What several tests of method files need: one of ours with one thing changed."""

import pytest


@pytest.fixture(name="altered")
def _altered(tmp_path):
    """Give a function that copies a file with one text of it replaced, and returns the copy."""

    def altered(file, old, new):
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path = tmp_path / file.name
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return altered
