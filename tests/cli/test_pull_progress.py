"""How far a pull is, as someone at a terminal sees it."""

import contextlib
import io

from scorers.cli.pull_progress import Progress


class Terminal(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self):
        return True


def shown(*steps):
    """Return what a terminal shows of a pull."""
    terminal = Terminal()
    # Between a fixture and its test pytest puts its own stderr back.
    with contextlib.redirect_stderr(terminal):
        progress = Progress("filas")
        for step in steps:
            progress.step(*step)
        progress.close()
    return terminal.getvalue()


def test_the_bar_shows_how_many_replies_there_will_be():
    assert "ask:   0%|" in shown(("ask", 10, 0), ("ask", 10, 1_000))
    assert "/10 [" in shown(("ask", 10, 0))


def test_each_source_has_a_bar_of_its_own():
    said = shown(("ask", 0, 0), ("ask", 0, 1_000), ("plans",))

    assert said.index("ask: ") < said.index("plans: ")


def test_nothing_is_drawn_where_nobody_looks(capsys):
    progress = Progress("rows")
    progress.step("ask", 10, 0)
    progress.close()

    assert capsys.readouterr().err == ""
