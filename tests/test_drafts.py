"""Drafts with planted faults: that each recipe does to its report what it says."""

import re
import sys
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
from drafts import (  # noqa: E402 (a script, found beside the tests)
    CORPUS,
    EVERYWHERE,
    KINDS,
    RECIPES,
    Fault,
    draft,
    edited,
    is_found,
    judged,
    original,
    place,
    read_recipes,
)

from analysis.read.outline import parse  # noqa: E402
from analysis.read.reports import read_reports  # noqa: E402

KEYS = ("find", "to", "after")  # of an edit: its anchors
ALL = read_recipes() if RECIPES.is_file() else []
needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="needs the reports in ../shared/corpus"
)
needs_recipes = pytest.mark.skipif(not ALL, reason="needs tests/gold/drafts.jsonl")
each_draft = pytest.mark.parametrize("recipe", ALL, ids=lambda one: one["file"])


def planted(recipes):
    """Return the kinds of all faults of some recipes."""
    return Counter(e["kind"] for one in recipes for e in one["edits"] if "at" in e)


@needs_recipes
def test_forty_drafts_hold_three_faults_each_and_every_kind_ten_to_thirteen_times():
    assert len({one["file"] for one in ALL}) == len(ALL) == 40
    assert all(planted([one]).total() == 3 for one in ALL)
    assert set(planted(ALL)) == set(KINDS)
    assert all(10 <= n <= 13 for n in planted(ALL).values())


@needs_recipes
@pytest.mark.parametrize(("part", "n"), [("dev", 8), ("opened", 32)])
def test_either_part_has_faults_of_every_kind(part, n):
    own = [one for one in ALL if one["part"] == part]
    assert len(own) == n and set(planted(own)) == set(KINDS)


@needs_recipes
def test_a_recipe_names_its_places_by_short_anchors():
    anchors = [e.get(key, "") for one in ALL for e in one["edits"] for key in KEYS]
    assert max(map(len, anchors)) <= 20


@needs_corpus
@each_draft
def test_every_edit_lands_and_every_fault_lies_where_it_is_said_to(recipe):
    made = draft(recipe)
    before = original(recipe["previous"]) if recipe["previous"] else ""
    assert made.text != original(recipe["file"])
    edits = [edit for edit in recipe["edits"] if "at" in edit]
    for fault, edit in zip(made.faults, edits, strict=True):
        text = before if fault.kind == "unmentioned" else made.text
        assert all(text[start:end] in fault.at for start, end in fault.spans)
        # What was moved may be seen where it was and where it is now.
        two = fault.kind in EVERYWHERE or (len(fault.at), edit["action"]) == (2, "move")
        assert len(fault.spans) == 1 + two


@needs_corpus
@each_draft
def test_a_draft_is_read_as_it_is_written(recipe, tmp_path):
    text = draft(recipe).text
    path = tmp_path / Path(recipe["file"]).name
    path.write_text(text, "utf-8")
    assert read_reports([path])["text"].iloc[0] == text


@needs_corpus
@each_draft
def test_half_of_a_pair_and_half_width_signs_stand_in_the_draft_alone(recipe):
    made, text = draft(recipe), original(recipe["file"])
    for fault in made.faults:
        if fault.kind == "punctuation":
            (words,) = fault.at
            assert words not in text
            if re.search(r"[一-鿿][,;:()][一-鿿]", words):
                assert words.translate(FULL_WIDTH) in text
            else:
                assert uneven(made.text) - uneven(text)


FULL_WIDTH = str.maketrans(",;:()", "，；：（）")


def uneven(text):
    """Return the lines in which a bracket or a quotation mark has no other half."""
    pairs = ("“”", "（）", "《》")
    lines = text.split("\n")
    return {x for x in lines if any(x.count(a) != x.count(b) for a, b in pairs)}


@needs_corpus
@each_draft
def test_what_is_said_twice_is_a_sentence_with_one_word_changed_at_most(recipe):
    made = draft(recipe)
    for fault in (f for f in made.faults if f.kind == "twice"):
        one, other = (made.text[start:].partition("。")[0] for start, _ in fault.spans)
        before = alike(one, other)
        rest = one[before:], other[before:]
        behind = alike(*(words[::-1] for words in rest))
        changed = sorted(len(words) - behind for words in rest)
        assert changed in ([0, 0], [1, 1], [2, 2], [2, 3])


def alike(one, other):
    """Return with how many characters in common two texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def test_edits_replace_insert_delete_copy_and_move():
    text = "一、甲一。甲二。二、乙。"
    add = {"find": "乙", "action": "insert_after", "text": "丙"}
    before = {"find": "乙", "action": "insert_before", "text": "丙"}
    cut = {"find": "甲二", "action": "delete_to", "to": "二、"}
    copy = {"find": "甲一", "action": "copy", "to": "甲二", "after": "乙。"}
    changed = {**copy, "swap": [["一", "三"]]}
    assert edited(text, [add]) == "一、甲一。甲二。二、乙丙。"
    assert edited(text, [before]) == "一、甲一。甲二。二、丙乙。"
    assert edited(text, [cut]) == "一、甲一。二、乙。"
    assert edited(text, [cut, add]) == "一、甲一。二、乙丙。"
    assert edited(text, [changed]) == "一、甲一。甲二。二、乙。甲三。"
    assert edited(text, [{**copy, "action": "move"}]) == "一、甲二。二、乙。甲一。"


def test_an_anchor_that_stands_twice_or_not_at_all_is_refused():
    with pytest.raises(ValueError, match="甲 stands 2 times"):
        place("甲乙甲", "甲")
    with pytest.raises(ValueError, match="丁 stands 0 times"):
        place("甲乙甲", "丁")


def test_edits_that_overlap_are_refused():
    cut = {"find": "甲", "action": "delete_to", "to": "丙"}
    other = {"find": "乙", "action": "replace", "text": "丁"}
    with pytest.raises(ValueError, match="overlap"):
        edited("甲乙丙", [cut, other])


TEXT = (
    "工作总结\n一、2024年工作回顾\n（一）产业。建成厂房。\n（二）民生。建成公园。\n"
    "存在的问题是：人才不足，道路不畅。资金紧张。\n二、2025年工作计划\n（一）产业。建设厂房。"
)


@pytest.fixture
def clauses(tmp_path):
    path = tmp_path / "r.txt"
    path.write_text(TEXT, "utf-8")
    return parse(read_reports([path]))


def fault(kind, *at):
    """Return a fault of a kind on some words of the little report."""
    spans = tuple((TEXT.index(x), TEXT.index(x) + len(x)) for x in at)
    return Fault(kind, at, spans)


def remark(kind, words, *, why="", report="r"):
    """Return a table with one remark, on some words of the little report."""
    start = TEXT.index(words)
    row = (report, kind, start, start + len(words), why)
    return pd.DataFrame([row], columns=["report", "kind", "start", "end", "why_zh"])


def test_a_remark_of_the_same_kind_at_or_near_the_fault_finds_it(clauses):
    planted = fault("sum", "建设厂房")
    assert is_found(planted, remark("sum", "2025年工作计划"), clauses)
    assert not is_found(planted, remark("twice", "建设厂房"), clauses)
    assert not is_found(planted, remark("sum", "工作总结"), clauses)


def test_a_problem_is_found_by_a_remark_in_its_sentence(clauses):
    planted = fault("unanswered", "道路不畅")
    assert is_found(planted, remark("unanswered", "人才不足"), clauses)


def test_a_section_is_found_by_a_remark_anywhere_in_it(clauses):
    planted = fault("length", "（二）民生")
    assert is_found(planted, remark("length", "建成公园"), clauses)
    far = planted._replace(spans=((0, 4),))
    assert not is_found(far, remark("length", "建设厂房"), clauses)


def test_a_task_not_told_of_is_found_where_it_was_planned_or_by_its_words(clauses):
    planted = fault("unmentioned", "建设厂房")
    assert is_found(planted, remark("unmentioned", "建设厂房"), clauses)
    quoted = remark(
        "unmentioned", "工作总结", why="上年计划“建设厂房”未提及", report="s"
    )
    assert is_found(planted, quoted, clauses)
    assert not is_found(planted, quoted.assign(why_zh=""), clauses)


@needs_corpus
def test_planted_faults_are_found():
    """On the drafts that the rules were made with; `make drafts` has the others."""
    own = [recipe for recipe in ALL if recipe["part"] == "dev"]
    found = pd.concat(judged(recipe, tell=False) for recipe in own)
    assert found["found"].mean() >= 0.9
    assert (~found["found"]).groupby(found["kind"]).sum().max() <= 1
