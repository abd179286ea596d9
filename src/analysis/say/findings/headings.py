"""Call a section by its noun: 擦亮奋进底色，推进改革创新发展 is 改革创新."""

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.lexicons import read_lexicon, schemes

FEWEST, MOST = 4, 8  # characters of a name
SHORT = 2  # characters of a word that needs what stands beside it
JOINS = "和与及、的"  # what only joins a noun to the next
LONGEST = 10  # characters of a heading of which no word is known
GAP = 2  # characters between two words of one noun: 和, 扩大
CLAUSES = re.compile("[，；：,;:]")


def noun(heading: str) -> str:
    """Return what a heading is about, in 4 to 8 characters where it has so many.

    Of the clauses of a couplet the one with more words of the theme lists; of that
    clause from the first such word to the last, without the verbs before it and the
    stock words behind it. A heading of which no list knows a word is cut short.

    Examples
    --------
    >>> noun("擦亮奋进底色，推进改革创新发展"), noun("扎实做好网信舆情工作")
    ('改革创新', '网信舆情')
    >>> noun("提高融合能力，推动产业繁荣发展"), noun("持续用力扩大内需")
    ('产业繁荣发展', '扩大内需')
    >>> noun("狠抓投资融资和项目建设，保持经济稳定增长"), noun("加快绿色低碳发展")
    ('投资融资', '绿色低碳')
    """
    clauses = [clause for clause in CLAUSES.split(heading) if clause]
    if not clauses:
        return heading
    if thought := _thoughts().search(heading):
        return thought[0]
    found = [_terms(clause) for clause in clauses]
    known = [sum(last - first for first, last in terms) for terms in found]
    if not max(known):
        bare = _bare(clauses[0])
        whole = bare if len(bare) <= MOST else clauses[0]
        return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1]}…"
    best = max(range(len(clauses)), key=lambda n: (known[n], -n))
    return _span(clauses[best], found[best]).strip("“”、")


def _span(clause: str, terms: list[tuple[int, int]]) -> str:
    """Return from the first word of a noun to its last, grown or cut to size."""
    first, last = terms[0]
    for start, end in terms[1:]:
        if start - last > GAP or end - first > MOST:
            break
        last = end
    if last - first > MOST and (inner := _terms(clause[first + 1 : last])):
        return clause[first + 1 + inner[0][0] : last]
    if last - first > SHORT:
        return clause[first:last]
    behind = _behind(clause[last:])
    if not behind or behind[0] in JOINS:
        return _led(clause[:first]) + clause[first:last]
    return (
        clause[first : first + FEWEST]
        if len(behind) > FEWEST
        else (clause[first:last] + behind)
    )


def _led(before: str) -> str:
    """Return what stands before a noun and belongs to it: 重点领域, else the verb."""
    rest, leading = before, _leading()
    while (found := leading.match(rest)) or rest[:1] in {*JOINS}:
        left = rest[found.end() if found else 1 :]
        if 0 < len(left) <= SHORT and not leading.fullmatch(left):
            break
        rest = left
    if rest and len(rest) <= MOST - SHORT:
        return rest
    for size in (4, 3, 2):
        if len(before) >= size and leading.fullmatch(before[-size:]):
            return before[-size:]
    return ""


def _behind(rest: str) -> str:
    """Return what follows a noun and belongs to it: up to a stock phrase."""
    stock = _listed("尾语").search(rest)
    return rest[: stock.start()] if stock else rest


def _bare(clause: str) -> str:
    """Return a clause without the adverbs and verbs that lead it."""
    leading = _leading()
    while (found := leading.match(clause)) and len(clause) - found.end() > SHORT:
        clause = clause[found.end() :]
    return clause


def _terms(clause: str) -> list[tuple[int, int]]:
    """Return where words of the lists stand, leftmost longest, verbs left out."""
    return [
        (first, last) for _, first, last in _words().find_matches_as_indexes(clause)
    ]


def leads(word: str) -> bool:
    """Say whether a word is one of those that lead a heading: 聚力, 推进."""
    return bool(_leading().fullmatch(word))


@cache
def _words() -> AhoCorasick:
    general = set(_kind("泛词"))
    terms = set(read_lexicon("answers")["term"])
    for scheme in schemes():
        table = read_lexicon(f"themes/{scheme}")
        terms |= {t.rstrip("*") for t in table["term"] if not {*"!*"} & {*t[:-1]}}
    terms = sorted(t for t in terms if len(t) > 1 and t not in general)
    return AhoCorasick(terms, matchkind=MatchKind.LeftmostLongest)


@cache
def _leading() -> re.Pattern[str]:
    verbs = read_lexicon("task_verbs")["verb"]
    adverbs = read_lexicon("modifiers")["word"]
    words = [*verbs, *adverbs, *_kind("领起")]
    return _longest([word for word in words if len(word) > 1])


@cache
def _thoughts() -> re.Pattern[str]:
    table = read_lexicon("formulations")
    return _longest(table.loc[table["kind"] == "指导思想", "formulation"].tolist())


@cache
def _listed(kind: str) -> re.Pattern[str]:
    return _longest(_kind(kind))


def _kind(kind: str) -> list[str]:
    table = read_lexicon("sections")
    return table.loc[table["kind"] == kind, "word"].tolist()


def _longest(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered)) or "(?!)")
