"""The exact words of every problem, once each, in both languages. Fantasia is invented."""

import ast
import os
import re
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from scorers import checks, country
from scorers.records import schema


FANTASIA = Path(__file__).parents[1] / "data" / "fantasia"
TODAY = date(2026, 1, 1)
HEADER = (
    "document_id,title,publisher,url,published_on,retrieved_at,sha256,archive,final_url,licence"
)
STATISTICS = (
    "statistic_id,institution_id,measure,period_start,period_end,count,total,value,unit,"
    "publisher,self_reported,document_id"
)
REQUESTS = (
    "request_id,institution_id,channel,filed_on,extended_to,answered_on,delivered_on,outcome,"
    "exception_cited,appeal_route_cited,transferred_to,fee,appealed_on,appeal_outcome,"
    "appeal_decided_on,order_due_on,order_obeyed_on,topic,document_id,source_url,submitted_by,cohort,"
    "delivery,closed_without,clarification_asked_on,clarified_on"
)
INSTITUTIONS = (
    "institution_id,name_es,name_en,short_name,kind,level,parent_id,region,province,website_url,"
    "since_on,until_on,successor_id,cloud_number"
)
MESSAGES = tomllib.loads(Path(__file__).with_name("messages.toml").read_text(encoding="utf-8"))


@pytest.fixture(name="fantasia")
def _fantasia(tmp_path):
    return country.read(Path(shutil.copytree(FANTASIA, tmp_path / "fantasia")))


def put(fantasia, path, content):
    file = fantasia.folder / path
    file.parent.mkdir(exist_ok=True)
    if content.startswith("-> "):
        file.symlink_to(fantasia.folder / content.removeprefix("-> "))
    elif content == "a pipe":
        os.mkfifo(file)
    elif content == "none":
        file.unlink()
        return None  # a missing file cannot be named: all are judged
    elif content.endswith(" bytes"):
        with file.open("wb") as empty:
            empty.truncate(int(content.split()[0]))
    elif content.endswith(" letters"):
        file.write_text(f"{HEADER}\n{'a' * int(content.split()[0])}", encoding="utf-8")
    elif content == "latin-1":
        file.write_bytes(f"{HEADER}\nñ".encode(content))
    else:
        file.write_text(content, encoding="utf-8")
    return file


@pytest.mark.parametrize("code", MESSAGES)
def test_the_message_says_what_was_found_what_is_expected_and_how_to_write_it(fantasia, code):
    said = MESSAGES[code]
    file = put(fantasia, said["path"], said["content"])

    report = checks.check(fantasia, file and [file], today=TODAY, base=fantasia.folder)

    problem = next(problem for problem in report.problems if problem.code == code)
    assert problem.message.es == said["es"]
    assert problem.message.en == said["en"]


def test_every_code_is_tested_and_used_once_and_says_everything_in_both_languages():
    codes = [rule.code for rule in checks.RULES]

    assert sorted(codes) == sorted(MESSAGES)
    assert len(set(codes)) == len(codes)
    for rule in checks.RULES:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.code)
        for text in (rule.expected, rule.remedy):
            assert text.es
            assert text.en
            assert set(re.findall(r"\{.*?\}", text.es)) == set(re.findall(r"\{.*?\}", text.en))
            assert not re.search(r"invalid|illegal|please|inválid|ilegal", text.es + text.en)


def test_every_check_is_registered_and_none_sees_another():
    folder = Path(checks.__file__).parent
    files = sorted(folder.glob("check_*.py"))
    registry = (folder / "__init__.py").read_text(encoding="utf-8")

    for file in files:
        assert registry.count(file.stem) >= 2, f"{file.stem} is not registered"
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom | ast.Import):
                assert "check_" not in ast.unparse(node), f"{file.stem} sees another check"


def test_the_table_of_columns_has_not_changed_unnoticed():
    tables = schema.tables(country.read(FANTASIA))

    assert ",".join(tables["documents"].columns) == HEADER
    assert ",".join(tables["statistics"].columns) == STATISTICS
    assert ",".join(tables["requests"].columns) == REQUESTS
    assert ",".join(tables["institutions"].columns) == INSTITUTIONS
