"""Find problems of a draft to which nothing near was found in its plan."""

import re
from functools import cache
from typing import NamedTuple

import pandas as pd

from analysis.compare.alignment import coverage
from analysis.compare.alignment.fields import groups_of
from analysis.compare.alignment.units import stock
from analysis.compare.delivery.worth import Clause
from analysis.lexicons import read_lexicon
from analysis.say.draft.mention import mentions
from analysis.say.draft.places import Draft, passage, remarked
from analysis.say.draft.remark import Remark, short
from analysis.say.findings.pairs import subject_of

KIND = "unanswered"
NAMES = 4.0  # words worth less name nothing that could be looked for
TOLD = 0.35  # of what a problem names: told so far, it is taken up
NEAR = 0.2  # score of `coverage` from which a sentence is near, whatever its words
HINT = 0.22  # of its words: told so far, a near sentence may answer it
OWN = 7.0  # what the words of a problem are worth that must be hinted at
SAME = 0.35  # score from which a sentence answers, whatever its words
TRACE = 0.1  # of its words: without it, only sharing a field does not answer
FAR = 0.12  # below, what only shares a field does not answer: 人才 of 人才队伍老化
FIELD = 0.5  # of its words that are of a field of the plan: 雾霾 is answered by 大气
LIST = 3  # 、 in what is lacking: from so many it lists fields, and no things
FEW = 3  # clauses behind one that names problems: they are these
NAMED = re.compile("(?:存在|面临).*(?:问题|矛盾|困难|不足|短板)")
BUT = re.compile("但|仍|还|同时|也要看到|清醒|也存在")
APART = "，"
# What a clause begins with that only leads up to another, or resolves.
FRAMES = re.compile(
    "[给与和同受为因]|带来|只[要有]|我们|这些|我国正|必须|前方|(?:特别|尤其)是.*[年月来后]$|从.*看$"
)
# Where it is so, which is not what is lacking: 一些农村地区高价彩礼仍未根除.
WHERE = re.compile(
    "^(?:一些|部分|个别|少数|有的|有些|不少)(?:农村|城市|城乡|偏远|基层|局部)?"
    "(?:地区|地方|领域|行业)(?:的|和(?:单位|部门))?(?=.{4})"
)
ENDS = re.compile("[。；;！!？?\n]")


class Asked(NamedTuple):
    """A clause of a problem, and what it says is lacking."""

    clause: int
    thing: str
    sure: bool  # it says itself of what there is too little
    item: str  # the problem that it is part of
    score: float  # of the sentence that `coverage` finds nearest


def unanswered(draft: Draft) -> pd.DataFrame:
    """Return the problems whose thing is named nowhere in the plan or after it.

    A clause is taken up where one clause of the plan, or of what follows the problems
    outside the review, has a third of the words that name what it says is lacking, or
    speaks of one of its fields (`answers.csv`; not where all of the plan is far from
    it, nor where the field is a place: 城市), or where `coverage` finds a sentence near
    the problem. Things of everyday life (`things.csv`: 停车, 彩礼) must be named
    themselves; general words alone (瓶颈制约, 泛称 in `drafting.csv`) name nothing. An
    item (一是…), and a clause that does not say of what there is too little, is
    remarked only where all of it, up to the next ；or 。, is not taken up.

    Returns
    -------
    DataFrame
        The remarks, as `remarks` has them.
    """
    draft = _with_problems(draft)
    asked = _asked(draft) if len(draft.coverage) else []
    told = _answering(draft.clauses)
    if not asked or "plan" not in set(told["role"]):
        return remarked(draft, [])
    looked, hinted = _looked_for(asked, told)
    near = _near(draft)
    found = []
    for unit in _units(asked, looked):
        if any(one.clause in near and one.clause in hinted for one in unit):
            continue
        thing = short(unit[0].thing)
        zh = f"“{thing}”在计划和结尾各段中未找到文字相近的部署"
        en = f"nothing close in words to “{thing}” was found in the plan or after it"
        place = passage(draft, [one.clause for one in unit])
        found.append(Remark(*place, KIND, zh, en))
    return remarked(draft, found)


def _with_problems(draft: Draft) -> Draft:
    """Return a draft without problems with those that a sentence of it names.

    但是，经济社会发展中仍然存在一些矛盾和问题：… in the opening of a plan.
    """
    clauses = draft.clauses
    if len(draft.coverage) or clauses["role"].eq("problems").any():
        return draft
    text = clauses["text"]
    begins = text.str.contains(NAMED) & ~clauses["heading"].astype(bool)
    for at in clauses.index[begins]:
        number = clauses["sentence"][at]
        own = clauses[clauses["sentence"] == number]
        before, behind = own.loc[:at], own.loc[at:].iloc[1:]
        if behind.empty:  # 存在一些突出矛盾和问题。经济增长内生动力不足，
            behind = clauses[clauses["sentence"] == number + 1]
        if before["text"].str.contains(BUT).any() and len(behind) >= FEW:
            role = clauses["role"].mask(clauses.index.isin(behind.index), "problems")
            told = clauses.assign(role=role)
            found = coverage(told, reports=draft.reports)
            return draft._replace(clauses=told, coverage=found)
    return draft


def _answering(clauses: pd.DataFrame) -> pd.DataFrame:
    """Return what may answer: the plan, and what follows the problems outside it."""
    problems = clauses.loc[clauses["role"] == "problems", "clause"]
    last = problems.max() if len(problems) else len(clauses)
    closing = (clauses["role"] == "other") & (clauses["clause"] > last)
    return clauses[(clauses["role"] == "plan") | closing].reset_index(drop=True)


def _asked(draft: Draft) -> list[Asked]:
    """Return the clauses of the problems, with what each says is lacking."""
    own = draft.clauses.set_index("clause")
    stretch = own["start"].map(
        {start: len(ENDS.findall(draft.text, 0, start)) for start in own["start"]}
    )
    best = draft.coverage.drop_duplicates("problem")
    scores = {
        int(number): float(row.score)
        for row in best.itertuples()
        for number in row.evidence_problem.split()
    }
    found = []
    for number, score in sorted(scores.items()):
        text, item = own["text"][number], own["item"][number]
        if stock("问题背景").search(text) or FRAMES.match(text):
            continue
        text = WHERE.sub("", text)
        subject = subject_of(text)
        thing = stock("问题套语").sub("", text) if subject is None else subject.whole
        sure = subject is not None and not item
        found.append(Asked(number, thing, sure, f"{item}{stretch[number]}", score))
    return found


def _near(draft: Draft) -> set[int]:
    """Return the clauses of problems near which `coverage` finds a sentence.

    Of several clauses that are no item the sentence may be near another.
    """
    best = draft.coverage.drop_duplicates("problem")
    item = draft.clauses.set_index("clause")["item"]
    near = set()
    for cell in best.loc[best["score"] >= NEAR, "evidence_problem"]:
        numbers = [int(number) for number in cell.split()]
        if len(numbers) == 1 or item[numbers[0]]:
            near |= set(numbers)
    return near


def _units(asked: list[Asked], looked: dict[int, bool | None]) -> list[list[Asked]]:
    """Return what is not taken up: whole problems, and clauses that are sure."""
    found: dict[str, list[Asked]] = {}
    for one in asked:
        found.setdefault(one.item, []).append(one)
    units = []
    for unit in found.values():
        taken = [looked[one.clause] for one in unit]
        if False in taken and True not in taken:
            units.append(unit)
        else:
            units += [[one] for one in unit if one.sure and looked[one.clause] is False]
    return units


def _looked_for(
    asked: list[Asked], told: pd.DataFrame
) -> tuple[dict[int, bool | None], set[int]]:
    """Say of each clause whether it is taken up; None where it names nothing.

    Beside it the clauses of which at least a hint is told, so that what lies near may
    be their answer.
    """
    spoken = frozenset().union(*map(groups_of, told["text"]))
    plan = "\n".join(told["text"])
    found: dict[int, bool | None] = {}
    hinted = set()
    said = mentions([one.thing for one in asked], told)
    for one, (thing, worth, most) in zip(asked, said, strict=True):
        hint = most >= HINT or worth < OWN or one.score >= SAME
        hinted |= {one.clause} if hint else set()
        wide = _wide() if worth >= OWN else frozenset()
        shared = (groups_of(_named(thing)) & spoken) - wide
        field = shared and (most >= TRACE or worth < OWN) and one.score >= FAR
        taken = most >= TOLD or field or _of_fields(thing, spoken - wide) >= FIELD
        if thing.text.count("、") < LIST and (things := _things(thing.text)):
            taken = any(word in plan for words in things for word in words)
            hinted -= set() if taken else {one.clause}
        names = worth >= NAMES and not _general().fullmatch(thing.text)
        found[one.clause] = bool(taken) if names else None
    return found, hinted


def _named(thing: Clause) -> str:
    """Return the words of a thing that name it: of 殡葬改革 not 改革."""
    return APART.join(
        thing.text[start:end] for start, end in thing.words if thing.worth[start] > 0
    )


def _of_fields(thing: Clause, spoken: frozenset[str]) -> float:
    """Return how much of a thing are words of fields that are spoken of, 0 to 1."""
    shared = {
        at
        for term, groups in _terms().items()
        if groups & spoken
        for found in re.finditer(re.escape(term), thing.text)
        for at in range(*found.span())
    }
    return float(thing.worth[sorted(shared)].sum() / max(thing.worth.sum(), 0.1))


@cache
def _terms() -> dict[str, frozenset[str]]:
    """Return the groups of each term of `answers.csv`."""
    table = read_lexicon("answers")
    return table.groupby("term")["group"].agg(frozenset).to_dict()


def _things(text: str) -> list[frozenset[str]]:
    """Return the words for each thing of everyday life that a problem names."""
    table = read_lexicon("things")
    words = table.groupby("group")["term"].agg(frozenset)
    asked = table[table["note"] == "问题"]
    named = [term in text for term in asked["term"]]
    return [words[group] for group in asked.loc[named, "group"]]


@cache
def _general() -> re.Pattern[str]:
    """Return what a thing is that is all general words: 瓶颈制约, 力度和实效."""
    table = read_lexicon("drafting")
    words = table.loc[table["kind"].isin(["泛称", "地界"]), "word"]
    return re.compile(f"(?:{'|'.join(words)}|[的和与及、])+")


@cache
def _wide() -> frozenset[str]:
    """Return the groups that say where rather than what: 城市."""
    table = read_lexicon("drafting")
    return frozenset(table.loc[table["kind"] == "地界", "word"])
