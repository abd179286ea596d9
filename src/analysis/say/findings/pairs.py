"""Pair a problem with the clause of the plan that speaks of the same thing."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

import pandas as pd

from analysis.compare.alignment.fields import groups_of
from analysis.compare.alignment.units import stock
from analysis.count.tokens import words_in
from analysis.lexicons import read_lexicon
from analysis.say.findings.headings import general
from analysis.say.findings.places import Places

LONGEST = 17  # characters of a problem that is quoted, always whole
QUOTED = 30  # characters of an answer that is quoted, always whole
TAIL = 6  # characters behind what is done something about: 市场止跌回稳
SPECIFIC = 4  # characters of two words that name one thing: 产业结构
JOINED = re.compile("[、和与及]")
FIGURE = re.compile(
    r"\d[\d.]*(?:[%％万亿个项条家元人件次户]|左右|以上)|[二三四五]分之[一二三四]"
)
ACT = re.compile("[增减压降扩达完建投]|提高|力争|确保|以上|以内|左右")
FRAMED = re.compile(
    r"^(?:[为以在让使是也对从因针](?!进)|通过|围绕)|了|\s"
)  # how or why, not what
# What only keeps pace with a thing does nothing about it: 收入与经济增长同步.
BESIDE = re.compile("[与和同].{2,12}(?:同步|相适应|相协调|相匹配)")
OPENING = re.compile("^(?:特别是|甚至|当前|同时|在)")
HEDGES = re.compile(
    "^(?:一些|部分|少数|有些|有的|个别)(?:领域的?|地方的?|部门的?|地区的?)?"
    "|^(?:政府)?工作中"
)


class Pair(NamedTuple):
    """A problem in its own words, and what the plan says of the same thing."""

    number: int  # of the problem, from 1
    problem: str
    answer: str
    section: str
    place: str  # 第二节; "" where it is not certain
    clauses: tuple[int, ...]  # of the problem, then of the answer
    sure: int  # more is surer
    echo: bool  # a heading, or one whose heading says the same


class Subject(NamedTuple):
    """What a problem says is lacking: its words, and all of it."""

    whole: str
    words: tuple[str, ...]


def subject_of(problem: str) -> Subject | None:
    """Return what is lacking in a problem; None where that is too general to search.

    Examples
    --------
    >>> lacking = ["推动转型升级的大项目不多", "民间投资意愿不强"]
    >>> [subject_of(problem).words for problem in lacking]
    [('大项目',), ('民间投资',)]
    >>> subject_of("风险隐患仍然较多") is None
    True
    """
    found = _predicate().search(problem, 1)
    if not found:
        return None
    whole = HEDGES.sub("", OPENING.sub("", problem[: found.start()]))
    whole = whole.rpartition("的")[2]
    kept = [word for word in _words(whole) if len(word) > 1 and word not in _empty()]
    words = tuple(
        word
        for n, word in enumerate(kept, start=1)
        if n == len(kept) or groups_of(word) or not general(word)
    )
    return Subject(whole, words) if words else None


def quotable(coverage: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Return the problems that may be quoted whole: number, text, clause.

    A member of a list stands by itself only where each member says what is lacking;
    of 消费、投资动力不足 the whole clause is quoted.
    """
    said = clauses.set_index("clause")["text"]
    best = coverage.drop_duplicates("problem")
    rows = [
        (row.problem, int(number), part)
        for row in best.itertuples()
        for number in row.evidence_problem.split()
        for part in [row.text if row.text in said[int(number)] else said[int(number)]]
    ]
    told = pd.DataFrame(rows, columns=["problem", "clause", "text"])
    lacking = told["text"].map(lambda text: bool(_predicate().search(text, 1)))
    each = lacking.groupby(told["clause"]).transform("all")
    told["text"] = told["text"].where(each, told["clause"].map(said))
    told["text"] = [
        OPENING.sub("", text).removesuffix("等").strip() for text in told["text"]
    ]
    frame = told["text"].str.contains(stock("问题背景").pattern)
    fits = (told["text"].str.len() <= LONGEST) & ~told["text"].str.contains(r"\s")
    return told[~frame & fits].drop_duplicates(["clause", "text"])


def pairs(coverage: pd.DataFrame, clauses: pd.DataFrame, where: Places) -> list[Pair]:
    """Return the surest answer of each problem that has one, in the order of the text.

    An answer is a clause that does something about the very thing that the problem
    says is lacking: it has every word of it, or all of its name, behind a verb.
    """
    plan = clauses[clauses["role"] == "plan"]
    answers = coverage[coverage["status"] == "answered"]
    near = set(answers["evidence_clause"].astype(int))
    sentences = set(plan.loc[plan["clause"].isin(near), "sentence"])
    found: dict[int, Pair] = {}
    for row in quotable(coverage, clauses).itertuples():
        subject = subject_of(row.text)
        if subject is None:
            continue
        held = [_holds(subject, text) for text in plan["text"]]
        if not any(held):
            subject = _called(subject)
            held = [_holds(subject, text) for text in plan["text"]]
        having = plan[held]
        if having["section"].nunique() > 1:
            whole = having["text"].str.contains(subject.whole, regex=False)
            long = len("".join(subject.words)) > SPECIFIC
            having = having[having["sentence"].isin(sentences) | (whole & long)]
        for said in having.itertuples():
            sure = _sure(subject, row.text, said.text)
            place = _place(said.section, int(said.clause), where)
            if not sure or place is None:
                continue
            sure += 2 * (said.sentence in sentences) + (not said.heading) + bool(place)
            sure += bool(FIGURE.search(said.text))
            one = Pair(
                int(row.problem),
                row.text,
                said.text,
                said.section,
                place,
                (int(row.clause), int(said.clause)),
                sure,
                said.heading or _holds(subject, said.section),
            )
            if one.number not in found or sure > found[one.number].sure:
                found[one.number] = one
    return [found[number] for number in sorted(found)]


def named_in(problem: str, sentence: str) -> bool:
    """Say whether a sentence names what is lacking, or a word that stands for it."""
    subject = subject_of(problem)
    if subject is None:
        return False
    groups = groups_of(subject.whole)
    return subject.words[-1] in sentence or bool(groups & groups_of(sentence))


def unnamed(problem: str, plan: pd.Series) -> bool:
    """Say whether no clause has any word of a problem, nor one that stands for it."""
    subject = subject_of(problem) or Subject(problem, (problem[:2], problem[-2:]))
    groups = groups_of(problem)
    return not any(
        any(word in text for word in subject.words) or groups & groups_of(text)
        for text in plan
    )


def _sure(subject: Subject, problem: str, text: str) -> int:
    """Return how surely a clause answers; 0 where it does not."""
    if (
        len(text) > QUOTED
        or FRAMED.search(text)
        or BESIDE.search(text)
        or ("、" in text and "、" not in problem)
    ):
        return 0
    at = min(text.find(word) for word in subject.words if word in text)
    end = max(text.rfind(word) + len(word) for word in subject.words if word in text)
    if len(text) - end > TAIL:
        return 0
    acts = _verbs().search(text[:at]) or _verbs().match(text)
    if not acts and not (FIGURE.search(text) and ACT.search(text)):
        return 0
    if len("".join(subject.words)) < SPECIFIC:
        same = groups_of(problem) & groups_of(text)
        ends = any(_bare(word).endswith(subject.words[0]) for word in _words(text))
        if not same or not ends or JOINED.search(text):
            return 0
    return 8 if subject.whole in text else 4


def _holds(subject: Subject, text: str) -> bool:
    """Say whether a text has every word of a subject in its order, or its name."""
    if _in_order(subject.words).search(text):
        return True
    name = "".join(subject.words[-2:])
    whole = len(name) >= SPECIFIC and name in subject.whole
    if JOINED.search(subject.whole):
        return False
    return whole and name in text


@lru_cache(maxsize=64)
def _in_order(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, words)))


def _called(subject: Subject) -> Subject:
    """Return a thing by the name of its group: 有效需求 is 内需."""
    if len(subject.words) > 1 or len(subject.whole) < SPECIFIC:
        return subject
    names = sorted(
        name
        for name in groups_of(subject.whole)
        if {*name} & {*subject.whole} and name in groups_of(name)
    )
    return Subject(subject.whole, (names[0],)) if len(names) == 1 else subject


def _bare(word: str) -> str:
    """Return a word without what every problem has behind it: 投资增长 is 投资."""
    found = next((end for end in _empty() if word.endswith(end) and word != end), "")
    return word.removesuffix(found)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Cut a clause into words."""
    (words,) = words_in([text])
    return tuple(word for _, word in words)


def _place(section: str, clause: int, where: Places) -> str | None:
    """Return where a clause stands; "" if it has no number, None if in no section."""
    if section in where.order:
        return where.of(section, clause)
    if section == "" and where.order and where.first <= clause <= where.last:
        return None
    if section == "" and where.order:
        return where.of(section, clause)
    return "" if section else None


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(_longest(stock("问题谓语").pattern))


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(_longest("|".join(read_lexicon("task_verbs")["verb"])))


@cache
def _empty() -> frozenset[str]:
    return frozenset(stock("问题泛词").pattern.split("|"))


def _longest(pattern: str) -> str:
    return "|".join(sorted(pattern.split("|"), key=len, reverse=True))
