"""What is said of real reports, against facts chosen by hand and against the text."""

import json
import re
from pathlib import Path

import pytest
from conftest import SHARED, flow_of

from analysis.read.outline.places import GAP

GOLD = Path(__file__).parent / "gold"
LABELS, FIFTH = ["model_findings", "not_to_say"], 5
FIRST = 10  # findings of a report among which a model finding is looked for
LEAST = 15  # of the 25 facts that a hand found most telling
PAIR = re.compile(
    r"“([^“”]+)”[^“”；，0-9]{0,5}(?:\d+年)?[^“”；，0-9]{0,2}?(\d+)次"
    r"(?:→|、)(?:\d+年)?[^“”；，0-9]{0,6}?(\d+)次"
)
ALONE = re.compile(
    r"((?:“[^“”]+”)+)(?:不再见于|只见于)(?:\d+年)?(?:计划|总结)（([^）]*次)）"
)


@pytest.fixture(scope="session")
def said(corpus, request):
    """The flow of real reports of governments that have both sides, by their file.

    Those that the labels name and every fifth; with ``--all`` (``make said``) all.
    """
    named = {row.get("file") for name in LABELS for row in labelled(name)}
    every = 1 if request.config.getoption("--all") else FIFTH
    flows = {}
    paths = [path for path in corpus if path.parent.name in ("gwr", "local")]
    for n, path in enumerate(paths):
        name = str(path.relative_to(SHARED))
        if n % every == 0 or name in named:
            flow = flow_of(path)
            if "continuity" in flow.available:
                flows[name] = flow
    assert len(flows) >= 50 / every
    return flows


def labelled(name):
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_most_facts_that_a_hand_chose_are_among_the_first_findings(said, flow):
    flows = said | {"reports/2023-publicity.txt": flow}
    found = [
        fact
        for fact in labelled("model_findings")
        if any(
            all(re.search(pattern, sentence) for pattern in fact["says"])
            for sentence in flows[fact["file"]].findings["zh"].head(FIRST)
        )
    ]
    assert len(found) >= LEAST


def test_nothing_is_said_that_a_reader_of_the_text_would_find_false(said, flow):
    flows = said | {"reports/2023-publicity.txt": flow}
    for rule in labelled("not_to_say"):
        for name in [rule["file"]] if "file" in rule else flows:
            for sentence in flows[name].findings["zh"]:
                assert not re.search(rule["never"], sentence), (name, sentence)


def test_each_number_said_of_a_word_is_what_a_search_finds(said, flow):
    checked = 0
    for name, one in (said | {"": flow}).items():
        text = {
            role: GAP.join(one.clauses.loc[one.clauses["role"] == role, "text"])
            for role in ("review", "plan")
        }
        for sentence in one.findings["zh"]:
            for word, review, plan in PAIR.findall(sentence):
                counted = [text[role].count(word) for role in ("review", "plan")]
                assert counted == [int(review), int(plan)], (name, sentence)
                checked += 1
            for words, times in ALONE.findall(sentence):
                role = "plan" if "只见于" in sentence else "review"
                counted = [text[role].count(w) for w in re.findall("“(.+?)”", words)]
                assert counted == [int(n) for n in re.findall(r"(\d+)次", times)]
                other = {"plan": "review", "review": "plan"}[role]
                assert not any(w in text[other] for w in re.findall("“(.+?)”", words))
                checked += 1
    assert checked >= len(said)


SIDE = r"(?:(?:过去五年)?和?(?:\d+年)?(?:总结|计划))?"
WORD = re.compile(rf"“(.+?)”{SIDE}(\d+)次→{SIDE}(\d+)次")
ELSEWHERE = re.compile(r"问题部分的(\d+)次不计在内")
GATHERED = re.compile(r"(?:(\d+)次|(都))在“.+?”一节")


def test_each_number_said_of_a_word_of_the_report_is_what_a_search_finds(said, flow):
    """On both sides, among the problems, in the section named; in titles too."""
    checked = 0
    for name, one in (said | {"": flow}).items():
        text = {
            role: GAP.join(one.clauses.loc[one.clauses["role"] == role, "text"])
            for role in ("review", "plan", "problems")
        }
        for row in one.findings[one.findings["kind"] == "word"].itertuples():
            word, before, after = WORD.match(row.zh).groups()
            among = ELSEWHERE.search(row.zh)
            counts = [int(before), int(after), int(among[1]) if among else 0]
            assert [text[role].count(word) for role in text] == counts, (name, row.zh)
            if there := GATHERED.search(row.zh):
                most = max(counts[:2])
                side = "plan" if row.value_target > row.value_reference else "review"
                inside = one.clauses["section"].eq(row.hinges_on)
                inside = one.clauses.loc[inside & one.clauses["role"].eq(side), "text"]
                n = GAP.join(inside).count(word)
                assert n == (most if there[2] else int(there[1])), (name, row.zh)
            checked += 1
        for word, before, after in WORD.findall(one.finding_of("keyness")):
            counts = [int(before), int(after)]
            assert [text[role].count(word) for role in ("review", "plan")] == counts
            checked += 1
    assert checked >= 5 * len(said)
