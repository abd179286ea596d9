"""Call a section by its noun: 擦亮奋进底色，推进改革创新发展 is 改革创新."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.count.tokens import words_in
from analysis.lexicons import read_lexicon, schemes

FEWEST, MOST = 4, 14  # characters of a name
SHORTEST = 3  # of one that is a whole clause: 稳增长
SHORT = 2  # characters of a word that needs what stands beside it
STANDS = 20  # characters of a clause that stays as it stands
MORE = 1.9  # times as much a later clause says of the subject that is taken instead
JOINS, WITH = "和与及、", ("联合", "会同")
CLAUSES = re.compile("[，；：,;:]")
PARTICLES = "和 与 及 、 的 把 将 以 在 对 从 为 向 使 让 更 我们 要 等 因 好".split()
INSIDE = re.compile("^在(.+?)([中下上])(?!国|央|心|海|市|级|升)(.*)")
AS = re.compile("^以(.+?)为(?!期|主[^线题])..?$")
AS_OF = re.compile("以[^的]+?为[^的]{2}的")
TAKEN = re.compile("[把将](“[^”]+”|.+?)(?:[摆放]在|作为|持续|贯穿)")
WAY = re.compile("^用.+?的办法")
# How or with what something is done, which the next clause names.
WAYS = re.compile(
    "(?:坚持)?以(?:.+为(?:抓手|契机|助推|载体|保障|动力|突破口|目标)"
    "|(?:创建|争创|完善|打造|建设).+为..)，|随着.+，|[^，]+基础上，|弘扬.+(?:传统|精神)，"
)
OFFERED = re.compile("^为.+?提供")
QUOTED = re.compile("^“([^“”]+)”")


@lru_cache(maxsize=4096)
def noun(heading: str) -> str:
    """Return what a heading is about: a name of at most 14 characters, never half.

    The first clause of a couplet, unless a later one has twice as much of the words of
    the theme lists: without the verbs and the frame before its subject (在…上,
    以…为牵引) and the stock words behind it. What is left stays whole. Where that is
    too long, or says nothing, it is the other clause; else a clause as it stands, to
    twenty characters.

    Examples
    --------
    >>> noun("擦亮奋进底色，推进改革创新发展"), noun("扎实做好网信舆情工作")
    ('改革创新', '网信舆情')
    >>> noun("采取果断措施，集中力量抗击非典"), noun("持续用力扩大内需")
    ('抗击非典', '扩大内需')
    >>> noun("推动重要领域改革取得新突破"), noun("加快绿色低碳发展")
    ('重要领域改革', '绿色低碳')
    >>> noun("加强教育、卫生、文化等社会建设"), noun("统筹做好保障和改善民生工作")
    ('教育、卫生、文化等社会建设', '保障和改善民生')
    """
    clauses = _clauses(heading)
    if not clauses:
        return heading
    if thought := _thoughts().search(heading):
        return thought[0]
    names = [_name(clause) for clause in clauses]
    known = [known_in(name, heading) for name in names]
    best = 0
    for n in range(1, len(names)):
        way = n == 1 and WAYS.match(heading) and known[n]
        more = known[n] > MORE * known[best] and not _plain(names[best])
        best = n if way or more else best
    order = [best, *(n for n in range(len(names)) if n != best)]
    least = [1 if f"“{name}”" in heading else SHORTEST for name in names]
    fitting = [n for n in order if least[n] <= len(names[n]) <= MOST]
    told = [n for n in fitting if known[n]]
    if told or (not known[best] and fitting):
        return names[(told or fitting)[0]]
    if fitting and len(clauses[best]) > STANDS:
        return names[fitting[0]]
    return standing([clauses[n] for n in order])


def known_in(name: str, heading: str) -> int:
    """Return how many characters of a name the lists know, or stand in quotes."""
    known = [name[first:last] for first, last in _terms(name)]
    n = sum(len(x) - SHORT * _vague(x[-SHORT:]) for x in known)
    return n or len(name) * (f"“{name}”" in heading)


def _plain(name: str) -> bool:
    """Say whether the lists know all that a name speaks of: 扩大内需."""
    known = [name[first:last] for first, last in _terms(name)]
    said = [
        word.text
        for word in _cut(name)
        if word.known or not (word.leads or word.text in _general() | {*JOINS})
    ]
    whole = bool(said) and all(any(x in term for term in known) for x in said)
    return whole and not _vague(name[-SHORT:])


def _vague(word: str) -> bool:
    """Say whether a word is a noun that says nothing: 底线, 活力."""
    return word in _general() and not leads(word)


def standing(clauses: list[str]) -> str:
    """Return the first clause that is short enough as it stands; else its beginning."""
    for clause in clauses:
        if len(clause) <= STANDS:
            return clause
    words = _cut(clauses[0])
    while _size(words) >= STANDS:
        words = words[:-1]
    return "".join(word.text for word in words) + "…"


class Word(NamedTuple):
    """A word of a heading."""

    text: str
    known: bool  # a list has it, or part of it
    leads: bool  # a verb, an adverb, a particle


def _inner(clause: str) -> str:
    """Return a clause without the frame around it, as 在…上, 以…为牵引, 把…摆在 are."""
    lead = _lead().match(clause)
    if lead and clause[lead.end() : lead.end() + 1] not in JOINS:
        clause = clause[lead.end() :]
    clause = _trail().sub("", clause) or clause
    if found := INSIDE.match(clause):
        inside, side, rest = found.groups()
        if _terms(inside) and (side == "上" or not _terms(rest)):
            return inside
        return rest if _terms(rest) else clause
    for frame in (AS, TAKEN):
        found = frame.search(clause)
        if found and (_terms(found[1]) or found[1][0] == "“"):
            return found[1]
    clause = AS_OF.sub("", clause) or clause
    for frame in (WAY, OFFERED):
        rest = frame.sub("", clause)
        if _terms(rest) or "“" in rest:
            clause = rest
    return clause


def _clauses(heading: str) -> list[str]:
    """Return the clauses of a heading without their frames."""
    return [_inner(clause) for clause in CLAUSES.split(heading) if clause]


def _cut(clause: str) -> list[Word]:
    """Cut a clause into words."""
    terms = _terms(clause)
    words = []
    at = 0
    (pairs,) = words_in([clause])
    for start, text in _parted(_whole(pairs, terms), terms):
        if start > at:  # marks
            words.append(Word(clause[at:start], known=False, leads=False))
        at = start + len(text)
        known = any(first < at and last > start for first, last in terms)
        words.append(Word(text, known, leads(text) or text in PARTICLES))
    if at < len(clause):
        words.append(Word(clause[at:], known=False, leads=False))
    return words


def _whole(
    words: list[tuple[int, str]], terms: list[tuple[int, int]]
) -> list[tuple[int, str]]:
    """Put the pieces of a term together: 可持续发展, not 可, 持续, 发展."""
    for first, last in terms:
        inside = [(start, text) for start, text in words if first <= start < last]
        exact = sum(len(text) for _, text in inside) == last - first
        if len(inside) > 1 and exact and all(leads(text) for _, text in inside):
            at = words.index(inside[0])
            words[at : at + len(inside)] = [(first, "".join(x for _, x in inside))]
    return words


def _parted(
    words: Iterable[tuple[int, str]], terms: list[tuple[int, int]]
) -> Iterator[tuple[int, str]]:
    """Part a term from a verb or a stock word that jieba holds as one with it.

    推进改革 is 推进 and 改革, 人才发展 is 人才 and 发展.
    """
    firsts, lasts = (
        ({*ends} for ends in zip(*terms, strict=True)) if terms else ((), ())
    )
    for start, text in words:
        long = len(text) > SHORT
        if long and text[:SHORT] in _leading() and start + SHORT in firsts:
            yield start, text[:SHORT]
            start, text = start + SHORT, text[SHORT:]
        end = start + len(text) - SHORT
        if len(text) > SHORT and text[-SHORT:] in _general() and end in lasts:
            yield start, text[:-SHORT]
            start, text = end, text[-SHORT:]
        yield start, text


def _name(clause: str) -> str:
    """Return the subject of a clause whole; ``""`` where nothing of it is left."""
    words = _cut(clause)
    words = _tail(words, subject=not _head(words))
    if all(word.leads and not word.known for word in words):
        return ""
    name = "".join(word.text for word in _of_last(words[_back(words, _head(words)) :]))
    quoted = QUOTED.match(name)
    if quoted and (quoted.end() == len(name) or len(name) > MOST):
        return quoted[1]
    return name


def _head(words: list[Word]) -> int:
    """Return how many words before the subject only lead to it, to the last verb."""
    cut = 0
    for n, word in enumerate(words[:-1]):
        after = words[n + 2].leads if n + 2 < len(words) else False
        if word.text in JOINS and cut and words[n + 1].leads:
            continue
        if not word.leads or word.text in _terms_known():
            break
        if leads(word.text) and words[n + 1].text in JOINS and not after:
            break  # 发展 in 统筹发展和安全
        if leads(word.text) and word.text not in _adverbs() | {*PARTICLES}:
            cut = n + 1
        elif leads(word.text) and not words[n + 1].leads and not cut:
            cut = n + 1
    return cut


def _back(words: list[Word], head: int) -> int:
    """Return where a name begins: at its verb, where it says too little without."""
    inner = (
        words[n].text in JOINS and _verb(words[n + 1])
        for n in range(head, len(words) - 2)
    )
    general = words[head].text in _general() and head + 1 < len(words)
    if head and (any(inner) or (general and words[head + 1].text in JOINS)):
        head -= 1
    while head and (
        _size(words[head:]) < FEWEST
        or words[head].text[0] in "之在" + JOINS
        or words[head - 1].text in WITH
    ):
        head -= 1
    while head > 1 and words[head - 1].text in JOINS:
        head -= 2
    return head


def _verb(word: Word) -> bool:
    """Say whether a word is a verb of tasks and nothing else."""
    return leads(word.text) and word.text not in _adverbs() | _terms_known()


def _tail(words: list[Word], *, subject: bool) -> list[Word]:
    """Return words without the stock words behind them, and what came of a subject."""
    for n, word in enumerate(words):
        if n > _head(words) and word.text in _results() and _size(words[:n]) >= FEWEST:
            words = words[:n]
            break
    long = len(words)
    while len(words) > 1 and _empty(words, cut=subject and len(words) < long):
        core = words[:-1][_head(words[:-1]) :]
        acts = core[0].leads and core[0].text not in _adverbs()
        if (len(core) == 1 and acts) or (subject and _size(core) < FEWEST):
            break
        words = words[:-1]
    while subject and len(words) > SHORT and _size(words[:-2]) >= FEWEST:
        if words[-1].known or words[-2].text not in _adverbs() - {*JOINS}:
            break
        words = words[:-2]
    while len(words) > 1 and words[-1].text in JOINS:
        words = words[:-1]
    last, core = words[-1].text, words[_head(words) : -1]
    if leads(last) and last in _general() and not words[-1].known:
        grown = _size(core) >= FEWEST and core[-1].text[-SHORT:] not in _general()
        return words[:-1] if grown and all(word.known for word in core) else words
    return words


def _empty(words: list[Word], *, cut: bool) -> bool:
    """Say whether the last word is stock, or how it went; or a verb left by it."""
    last, before = words[-1], words[-2]
    if before.text in JOINS[:-1]:  # 方向和力度
        return False
    if last.text in _stock() or (not last.known and before.text in _stock()):
        return True
    return cut and not last.known and (last.leads or last.text[:SHORT] in _stock())


def _of_last(words: list[Word]) -> list[Word]:
    """Return what stands behind the last 的, if that is the one thing named."""
    of = [n for n, word in enumerate(words) if word.text == "的"]
    if not of or any(word.text in JOINS for word in words[: of[-1]]):
        return words
    rest = words[of[-1] + 1 :]
    named = _size(rest) >= FEWEST and any(word.known for word in rest)
    return rest if named else words


def _size(words: list[Word]) -> int:
    return sum(len(word.text) for word in words)


def _terms(clause: str) -> list[tuple[int, int]]:
    """Return where words of the lists stand, leftmost longest."""
    return [
        (first, last) for _, first, last in _words().find_matches_as_indexes(clause)
    ]


def words_of(name: str) -> list[str]:
    """Return the words of a name that say what it is about, none of them a piece."""
    words = [word for word in _cut(name) if len(word.text) > 1]
    known = [word.text for word in words if word.known]
    return known or [word.text for word in words if not general(word.text)]


def leads(word: str) -> bool:
    """Say whether a word is one of those that lead a heading: 聚力, 推进."""
    return word in _leading()


def general(word: str) -> bool:
    """Say whether a word says nothing of a heading's subject: 推进, 质量."""
    return leads(word) or word in _general()


@cache
def _words() -> AhoCorasick:
    return AhoCorasick(sorted(_terms_known()), matchkind=MatchKind.LeftmostLongest)


@cache
def _terms_known() -> frozenset[str]:
    general = _general()
    terms = set(read_lexicon("answers")["term"])
    for scheme in schemes():
        table = read_lexicon(f"themes/{scheme}")
        terms |= {t.rstrip("*") for t in table["term"] if not {*"!*"} & {*t[:-1]}}
    return frozenset(term for term in terms if len(term) > 1 and term not in general)


@cache
def _leading() -> frozenset[str]:
    verbs = read_lexicon("task_verbs")["verb"]
    return frozenset([*verbs, *_adverbs(), *_kind("领起")])


@cache
def _adverbs() -> frozenset[str]:
    return frozenset(read_lexicon("modifiers")["word"])


@cache
def _lead() -> re.Pattern[str]:
    return _longest(_kind("领起"))


@cache
def _trail() -> re.Pattern[str]:
    long = [word for word in _stock() if len(word) >= FEWEST]
    return re.compile(f"(?:{_longest(long).pattern})$")


@cache
def _thoughts() -> re.Pattern[str]:
    table = read_lexicon("formulations")
    return _longest(table.loc[table["kind"] == "指导思想", "formulation"].tolist())


@cache
def _stock() -> frozenset[str]:
    return frozenset(_kind("尾语"))


@cache
def _results() -> frozenset[str]:
    return frozenset(_kind("结果"))


@cache
def _general() -> frozenset[str]:
    return frozenset(_kind("泛词"))


def _kind(kind: str) -> list[str]:
    table = read_lexicon("sections")
    return table.loc[table["kind"] == kind, "word"].tolist()


def _longest(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered)) or "(?!)")
