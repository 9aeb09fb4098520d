"""Templates are kept as they were compiled, and are never older than what they come from."""

import pytest
from jinja2 import DictLoader, Environment

from scorers.paths import Place
from scorers.website import compiled


@pytest.fixture(name="checkout")
def _checkout(tmp_path):
    words = tmp_path / "theme" / "translations" / "es.po"
    words.parent.mkdir(parents=True)
    words.write_text("one")
    return Place(root=tmp_path, content=tmp_path / "content")


def render(checkout, greeting, name="es-PE"):
    environment = Environment(
        loader=DictLoader({"a.html": "{{ 'x'|greet }}"}),
        bytecode_cache=compiled.kept(checkout, name),
        autoescape=True,
    )
    environment.filters["greet"] = lambda _: greeting
    return environment.get_template("a.html").render()


def test_a_kept_template_is_not_compiled_again(checkout):
    assert render(checkout, "hola") == "hola"
    assert render(checkout, "not asked for") == "hola"


def test_a_changed_translation_compiles_the_template_again(checkout):
    assert render(checkout, "hola") == "hola"
    (checkout.theme / "translations" / "es.po").write_text("two")
    assert render(checkout, "buenas") == "buenas"


def test_environments_of_other_names_do_not_share_what_is_kept(checkout):
    assert render(checkout, "hola", name="es-PE") == "hola"
    assert render(checkout, "hello", name="en-US") == "hello"


def test_a_cut_off_file_is_made_again(checkout):
    render(checkout, "hola")
    for path in (checkout.cache / "templates").iterdir():
        path.write_bytes(path.read_bytes()[:20])
    assert render(checkout, "buenas") == "buenas"


def test_where_nothing_can_be_kept_templates_are_compiled_all_the_same(checkout):
    checkout.cache.write_text("a file where the folder should be")
    assert render(checkout, "hola") == "hola"
    assert render(checkout, "buenas") == "buenas"
