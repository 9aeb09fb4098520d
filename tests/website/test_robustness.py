"""The page that says how robust the scores of an edition are: its numbers, words and pictures."""

import html
import json
import re
import string
from dataclasses import replace
from types import SimpleNamespace

import pytest
from jinja2 import FileSystemLoader

from scorers import editions
from scorers.country import Kind
from scorers.editions import robustness as found_robust
from scorers.editions.gates import Gate
from scorers.editions.robustness import Robustness
from scorers.editions.sensitivity import sensitivity
from scorers.editions.standing import group_ranks
from scorers.editions.supposing import suppose
from scorers.text import LANGUAGES, Digits, Text
from scorers.website import building, environment, robustness, robustness_words
from tests.editions.rated import METHOD, book


SPANISH, ENGLISH = "es/ediciones/2024/robustez", "en/editions/2024/robustness"
OFFICE = Kind("office", Text("Oficina", "Office"), Text("Oficinas", "Offices"), {})


def page(site, address):
    return html.unescape((site / address / "index.html").read_text(encoding="utf-8"))


def tables(text):
    """Return the cells of each table of a page by its caption, a list a row, without its head."""
    found = {}
    for caption, body in re.findall(
        r"<caption>(.*?)</caption>.*?<tbody>(.*?)</tbody>", text, re.DOTALL
    ):
        rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
        found[caption] = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]
    return found


def table(text, words):
    (one,) = (rows for caption, rows in tables(text).items() if words in caption)
    return one


@pytest.fixture(name="facts", scope="module")
def _facts(site):
    return json.loads((site / "data/2024/robustness.json").read_text("utf-8"))


def test_the_numbers_of_the_page_are_those_of_the_tables_behind_it(site, facts):
    text, told = page(site, ENGLISH), facts["sensitivity"]

    scores = table(text, "Score and intervals")
    assert [row[1:] for row in scores] == [
        [
            f"{one['score']:.1f}",
            f"{one['data_low']:.1f}–{one['data_high']:.1f}",
            f"{one['low']:.1f}–{one['high']:.1f}",
        ]
        for one in told["scores"]
    ]
    shares = [cell for row in table(text, "Share of the draws") for cell in row[1:]]
    assert shares == [f"{100 * one['data']:.1f} / {100 * one['all']:.1f}" for one in told["bands"]]
    effects = [row[1:] for row in table(text, "Sobol")]
    assert effects == [
        [str(one["institutions"]), f"{one['first']:.2f}", f"{one['total']:.2f}"]
        for one in told["medians"]
    ]
    kept = [row[2] for row in table(text, "keep their band")]
    assert kept == [f"{100 * one['kept']:.1f}" for one in told["alternatives"]]
    for name, *cells in table(text, "Change of the scores"):
        changes = [
            one["change"] for one in told["left_out"] if name.startswith(one["indicator"] + " ")
        ]
        greatest = max(changes, key=abs)
        assert cells[1:4] == [f"{one:+.1f}" for one in (min(changes), max(changes), greatest)]
    assert len(table(text, "Release gates")) == len(facts["gates"])


def test_the_tables_are_those_that_the_edition_gives(place, fantasia, facts):
    scored = editions.score(place, fantasia, editions.read(place, "fantasia", "2024"))
    by = robustness.varied(place, [scored])["2024"]

    again = json.loads(json.dumps(found_robust.facts(sensitivity(scored, by))))

    assert facts["sensitivity"] == again
    assert facts["provenance"]["inputs_sha256"] == scored.inputs_hash


@pytest.mark.parametrize("address", [SPANISH, ENGLISH])
def test_every_picture_has_a_title_a_description_and_a_table_that_follows(site, address):
    text = page(site, address)
    pictures = re.findall(
        r'<svg class="plot".*?aria-labelledby="(\S+) (\S+)"><title id="(\S+)">([^<]+)</title>'
        r'<desc id="(\S+)">([^<]+)</desc>.*?</svg>(.{0,400})',
        text,
        re.DOTALL,
    )

    assert len(pictures) == text.count('class="plot"') == 5
    for title, description, title_id, _, description_id, _, after in pictures:
        assert (title, description) == (title_id, description_id)
        assert "<table>" in after
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_both_languages_say_the_same_numbers(site):
    spanish, english = (tables(page(site, one)) for one in (SPANISH, ENGLISH))

    def plain(rows, digits):
        marks = {ord(digits.group): "", ord(digits.decimal): "."}
        cells = (cell.translate(marks) for row in rows for cell in row[1:])
        return [cell for cell in cells if re.fullmatch(r"[-+–/≤≥.\d %]+", cell)]

    for one, other in zip(spanish.values(), english.values(), strict=True):
        assert plain(one, Digits.of("es_ES")) == plain(other, Digits.of("en_GB"))


def test_the_page_says_by_which_version_was_varied_what_an_older_one_scored(site):
    assert "was scored by method 1.0.0, which does not say what is varied" in page(site, ENGLISH)
    assert "lo dice el método 1.1.0, el último de su misma serie" in page(site, SPANISH)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("es/ediciones/2024", 'href="robustez/"'),
        ("en/editions/2024", 'href="robustness/"'),
        ("es/metodo", 'href="../../es/ediciones/2024/robustez/"'),
        ("en/method", 'href="../../en/editions/2024/robustness/"'),
    ],
)
def test_the_edition_and_the_method_lead_to_the_page(site, address, link):
    assert link in page(site, address)


def test_an_edition_in_which_nothing_is_rated_says_so_and_has_no_page(place, fantasia, tmp_path):
    path = place.content / "fantasia" / "records" / "statistics" / "requests.csv"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    site = tmp_path / "output"

    building.build(place, fantasia, site)

    assert "Nothing is rated in this edition" in page(site, "en/editions/2024")
    assert "En esta edición nada está calificado" in page(site, "es/ediciones/2024")
    assert [one.name for one in site.rglob("robust*")] == ["robustness.css"]
    for one in site.rglob("*.html"):
        assert "robustez/" not in one.read_text("utf-8")
        assert "robustness/" not in one.read_text("utf-8")


@pytest.fixture(name="many", scope="module")
def _many():
    """Give the view of an invented edition of two dozen, whose R1 and R2 go hand in hand."""
    own = {
        f"i{place:02}": {"R1": (50 + 2 * place, 100), "R2": (50 + 2 * place, 100)}
        for place in range(24)
    }
    return _view(book(**own))


def _view(edition, method=METHOD):
    # Names run against the ids, so that an order by id or by score would show.
    names = [f"Oficina {place:03}" for place in range(len(edition.totals))][::-1]
    entries = {
        one: SimpleNamespace(name=Text(name, name), place=lambda _, name=name: (name, name))
        for one, name in zip(edition.totals.index, names, strict=True)
    }
    country = SimpleNamespace(
        id="barataria",
        locales={"es": "es_PE", "en": "en_GB"},
        kinds={"office": OFFICE},
        items={},
    )
    edition = replace(edition, country=country)
    ranks = group_ranks(suppose(edition, method))
    gate = Gate("kept", "R", Text("a", "b"), "share", 0.5, 0.8, True, Text("c", "d"))
    made = Robustness(method, sensitivity(edition, method), [gate], ranks)
    return robustness.view(edition, made, entries)


def part(view, name):
    (one,) = (each for each in view.parts if each.id == name)
    return one


def test_institutions_stand_in_alphabetical_order_everywhere(many):
    for one in many.parts:
        groups = [group.rows for group in one.groups]
        for rows in (one.scores, one.bands, *groups):
            for language in LANGUAGES:
                names = [row["entry"].name[language] for row in rows[language]]
                assert names == sorted(names) != []


def test_pairs_beyond_the_limits_are_counted_and_carry_the_note_of_the_method(many):
    own = part(many, "R")
    beyond = [row for row in own.pairs if row["is_beyond"]]

    assert [(row["first"], row["second"]) for row in beyond] == [("R1", "R2")]
    assert beyond[0]["correlation"] > 0.9
    assert beyond[0]["note"] is not None
    assert own.said["pairs"].en == (
        "Pairs of indicators with a correlation below -0.4 or above 0.9: 1 of 1."
    )
    assert "pairs" not in part(many, "total").said


def test_from_twenty_institutions_on_a_part_says_what_its_scores_follow(many):
    own = part(many, "R")
    most = max(own.weights, key=lambda row: row["correlation_ratio"] or 0)

    assert most["indicator"] in {"R1", "R2"}
    assert f"is {most['indicator']}: its correlation ratio is" in own.said["weights"].en


def test_ranks_are_given_within_a_large_kind_and_say_how_many_overlap(many):
    (group,) = part(many, "R").groups
    spans = [(row["first"], row["last"]) for row in group.rows["en"]]
    overlap = sum(
        any(i != j and a[0] <= b[1] and b[0] <= a[1] for j, b in enumerate(spans))
        for i, a in enumerate(spans)
    )

    assert group.kind == OFFICE
    assert f"Ranges that overlap with another: {overlap} of 24." in group.said.en
    assert "makes no league table" in group.said.en


def test_few_institutions_have_no_ranks_and_no_importance_and_the_page_says_why():
    own = part(_view(book(a={}, b={"R1": (3, 9)})), "R")

    assert not own.groups
    assert not own.weights
    assert own.said["weights"].es.endswith("desde 20 instituciones calificadas; aquí: 2.")
    assert "10 rated or more" in own.said["no_ranks"].en


def test_sentences_hold_the_medians_and_extremes_of_the_tables(many):
    own = part(many, "R")
    widths = sorted(row["data_high"] - row["data_low"] for row in own.scores["en"])
    middle = (widths[11] + widths[12]) / 2
    greatest = max(own.left_out, key=lambda row: abs(row["greatest"]))
    worst = min(row["kept"] for row in own.kept)

    assert f"is {middle:.1f} points from the data alone" in own.said["scores"].en
    assert f"is {abs(greatest['greatest']):.1f} points" in own.said["left_out"].en
    assert f"{100 * worst:.1f} %" in own.said["kept"].en or worst == 1
    assert many.gates_said.en == "Passed: 0; failed: 1; not applicable: 0."


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_many_institutions_every_picture_is_drawn_and_has_its_table(
    many, place, fantasia, language
):
    loader = FileSystemLoader(place.theme / "templates")
    template = environment.environments(place, fantasia, loader)[language].get_template(
        "robustness_part.html"
    )

    text = template.render(part=part(many, "R"), view=many, method=METHOD)

    pictures = re.findall(r'<svg class="plot".*?</svg>(.{0,500})', text, re.DOTALL)
    assert len(pictures) == 7
    assert all("<table>" in after for after in pictures)
    assert text.count("<table>") == 8  # of the correlations there is no picture
    assert len(re.findall(r"<tr><th[^>]*>Oficina", text)) == 3 * 24
    assert not re.search(r"nan|None", re.sub(r"<[^>]*>", "", text))
    widths = [float(one) for one in re.findall(r'width="(-?[\d.]+)"', text)]
    assert min(widths) >= 0
    assert max(widths) <= 280


def test_where_no_version_says_what_is_varied_no_edition_has_a_page(place, fantasia):
    scored = editions.score(place, fantasia, editions.read(place, "fantasia", "2024"))
    assert [*robustness.varied(place, [scored])] == ["2024"]

    (place.content / "method" / "1.1.0.toml").unlink()

    assert robustness.varied(place, [scored]) == {}


def test_a_method_that_says_itself_what_is_varied_is_named_alone(many):
    assert many.varied[0].en == (
        "What is varied is said by method 1.1.0 itself: 1,000 draws, seed 27806."
    )


def test_every_sentence_has_the_same_holes_in_both_languages():
    texts = [one for one in vars(robustness_words).values() if isinstance(one, Text)]

    assert len(texts) > 20
    for text in texts:
        spanish, english = (
            {hole for _, hole, _, _ in string.Formatter().parse(one) if hole}
            for one in (text.es, text.en)
        )
        assert spanish == english
