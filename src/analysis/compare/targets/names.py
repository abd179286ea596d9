"""What an indicator is called: the name as it stands, and the key that pairs it."""

import re
from functools import cache

from analysis.count.tokens import vocabulary
from analysis.lexicons import read_lexicon


@cache
def listed(kind: str) -> tuple[str, ...]:
    """Return the words of one kind in the list, the longest first.

    >>> "产值" in listed("中心词"), "建成" in listed("动词")
    (True, True)
    """
    table = read_lexicon("naming")
    words = table.loc[table["kind"] == kind, "word"]
    return tuple(sorted(words, key=len, reverse=True))


# 分别 between the names and what is told of each, with its verb.
APIECE = re.compile("(?<=.)(?:分别|双双)(?:完成|实现|达到?)?(?=.)")
# What joins the names of a list; not in 普及率, 参与率, 和美乡村.
AND = "(?:、|和(?![美谐平解浩林])|(?<!参)与|(?<![普以涉])及(?![格时]))"
IN_A_ROW = re.compile("连续[0-9一二三四五六七八九十]+年$")
AND_EDGES = re.compile(f"^(?:{AND}|[，,：: ])+|(?:{AND}|[，,：: ])+$")
SUFFIXES = "性化者力率度型式量面体业费额品员器机站点园区"
JOINERS = "(?:和|、|及|与|并|续|或)?"
BEFORE_VERB = (
    "(?:新|再|分批|滚动|规范|重点|累计|共|全面|加快|积极|继续|持续|深入|新改)*"
)
RATES = {"增速": "up", "增幅": "up", "涨幅": "up", "降幅": "down", "增长率": "up"}
LEVELS = re.compile("^(?:国家|省|市|县|区|部|州|自治区|乡镇|村)级$")
MEAN = re.compile("(?:的?(?:全?年)?(?:平均值?|均值))(?:为|稳定在|保持在|控制在)?$")
INVESTED = re.compile("(?:完成|年度计划|计划|年度)投资$")
EDGES = re.compile(r"[，,；;：:。\s]|以及|其中|、(?=力争|争取|确保|努力)")
BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|“|”|‘|’|《|》")
OWN = re.compile("^(?:区|市|县|省|自治区)本级(?=..)")
ETC = re.compile("(?<![平高中初同均何])等(?![级额候])")
# Who pays is not what the money is for: 中央财政拟安排“三农”投入 is of 三农.
PAYER = re.compile(
    "^(?:去年|今年|全年)?(?P<who>(?:中央|国家|全国|地方|各级|省级|市级|县级|省|市|县|区|本级"
    "|和|与|、)*财政(?:预算内?)?|中央|国家)(?:今年|去年|全年|共|拟|将|再|计划|累计|继续)*"
    "(?P<verb>安排|拨付|拨款|投入|下达|用于|筹集|支出|补助|增加)?(?P<rest>.*)$"
)
SPENT = re.compile(
    "(?:的?(?:支出|投入|拨款|(?:专项)?(?:补助|奖补|补贴)?(?:资金|经费)|补助))+$"
)
GENERIC_END = re.compile(
    "(?:的?(?:建设|改造|治理|整治|任务|工作|规模|数量|总数|人数|总量|水平|平均值|"
    "建设任务|目标设定|目标|综合整治|达标|开工|建成|完工|解决|额|改扩建|改建|扩建|新建))+$"
)
GENERIC_START = re.compile(
    "^(?:全国|全省|全市|全区|我省|我市|我区|各类|省委省政府|新(?![能型质材兴媒区城经技疆一]))+"
)
SAME = (
    ("总面积", "面积"),
    ("总产值", "产值"),
    ("投资总额", "投资"),
    ("总投资", "投资"),
    ("现代化", "现代"),
    ("规模以上", "规上"),
    ("比率", "比例"),
    ("占比", "比例"),
    ("国考", "国控"),
    ("优良水质", "水质优良"),
    ("优良水体", "水质优良"),
    ("水质优良率", "水质优良比例"),
    ("安全饮水", "饮水安全"),
    ("入驻企业", "入园企业"),
    ("商业营业面积", "商业面积"),
    ("在城镇落户", "进城落户"),
)


def split(phrase: str) -> tuple[str, str]:
    """Return the verb that opens a phrase, and the noun it governs.

    Examples
    --------
    >>> split("全年新增高技能人才"), split("城镇新增就业"), split("研发经费投入")
    (('新增', '高技能人才'), ('', '城镇新增就业'), ('', '研发经费投入'))
    """
    words, act = bare(phrase), ""
    while not words.startswith(_terms_tuple()):
        match = _verbs().match(words) if act else _verb().match(words)
        while match and not _parts(words, match.end()):
            shorter = match.re.match(words[: match.end() - 1])
            match = shorter if shorter and shorter.end() < match.end() else None
        if not match:
            break
        act, words = act + match[0], words[match.end() :]
    return act, bare(words)


def mean(phrase: str) -> tuple[str, bool]:
    """Return a name without what says that its number is a mean, and whether it did.

    >>> mean("城镇调查失业率均值"), mean("平均城镇调查失业率"), mean("PM2.5平均浓度")
    (('城镇调查失业率', True), ('城镇调查失业率', True), ('PM2.5平均浓度', False))
    """
    short = MEAN.sub("", phrase)
    if short != phrase or canonical(phrase):
        return short, short != phrase
    within = re.sub("(?:全?年)?(?:平均|均值)", "", phrase)
    return (within, True) if canonical(within) and within != phrase else (phrase, False)


def governs(phrase: str) -> str:
    """Return the verb that ends a phrase, and so governs what follows; "" if none.

    >>> governs("保质保量完成"), governs("物业服务覆盖")
    ('完成', '')
    """
    ends = (phrase[-size:] for size in (5, 4, 3, 2) if len(phrase) >= size)
    return next((word for word in ends if word in _verb_words()), "")


def bare(phrase: str) -> str:
    """Return a phrase without what leads up to the name, or follows it."""
    words = AND_EDGES.sub("", phrase)
    edges = [match.end() for match in EDGES.finditer(words)]
    words = words[edges[-1] :] if edges else words
    words = re.sub("^.*(?:把|将)(?=[^握关门来军].)", "", words)
    words = re.sub("^.*提出(?:的)?(?=[今全]年)", "", words)
    words = re.sub("^[到至]?(?:20)?[0-9]{2}年(?:[底末]前?)?", "", words)
    for _ in range(4):
        before = words
        for affix in listed("前置"):
            rest = words.removeprefix(affix)
            if rest != words and not words.startswith(_terms_tuple()):
                words = rest
        for affix in listed("后置"):
            words = words.removesuffix(affix)
        words = IN_A_ROW.sub("", words)
        if words == before:
            break
    return AND_EDGES.sub("", words)


def key(noun: str) -> str:
    """Return what pairs an indicator: its name in the list, else its bare noun.

    Examples
    --------
    >>> key("城镇老旧小区改造"), key("全社会研发投入"), key("规模以上工业增加值")
    ('老旧小区', '研发投入', '规上工业增加值')
    """
    words = noun.strip()
    found = canonical(words)
    if found:
        return found
    if own := OWN.match(words):  # 区本级固定资产投资 is not that of the whole
        return own[0] + key(words[own.end() :])
    words = ETC.sub("", BRACKETS.sub("", words)).replace("的", "")
    if paid := budget(words):
        return paid
    words = GENERIC_START.sub("", words)
    shorter = GENERIC_END.sub("", words)
    words = shorter if len(shorter) > 1 else words
    words = INVESTED.sub("投资", words)
    for ours, theirs in SAME:
        words = words.replace(ours, theirs)
    return canonical(words) or words


def budget(words: str) -> str:
    """Return what money of a payer is for, with the payer; "" if no payer is named.

    A payer alone is its own name, which tells nothing.

    >>> budget("中央财政安排教育支出"), budget("中央财政教育支出"), budget("财政支出")
    ('中央财政教育', '中央财政教育', '')
    """
    match = PAYER.match(words)
    who = match and match["who"]
    if not match or (match["verb"] == "支出" and not match["rest"]):
        return ""
    use = SPENT.sub("", match["rest"])
    spent = use and use != match["rest"] and who.endswith("财政")
    if not (match["verb"] or spent or not match["rest"]):
        return ""
    return who + use


def topic_of(text: str) -> str:
    """Return the last indicator of the list that a text names; "" if none.

    >>> topic_of("棚户区改造工作成效显著，举全区之力")
    '棚户区改造'
    """
    found = [(text.rfind(term), len(term), term) for term in _long_terms()]
    at, _, term = max(found)
    return term if at >= 0 else ""


def pays(noun: str) -> bool:
    """Say whether a noun is only who pays: 中央财政."""
    match = PAYER.match(noun)
    return bool(match) and not match["rest"]


def canonical(noun: str) -> str:
    """Return the name in the list of indicators; "" where the list has it not."""
    table = _indicators()
    for words in (noun, GENERIC_START.sub("", noun), BRACKETS.sub("", noun)):
        if words in table:
            return table[words]
    return ""


def tells(key: str) -> bool:
    """Say whether a key names something: 产值 or 项目 alone do not."""
    if LEVELS.match(key) or pays(key):
        return False
    if key in listed("地域"):
        return False
    return len(key) > 1 and key not in listed("中心词") and key not in _verb_words()


def shortened(key: str) -> str:
    """Return a key without the words that tell no other thing: 公办, 水冲式.

    Examples
    --------
    >>> shortened("亿元以上重点技改项目"), shortened("水冲式公厕")
    ('亿元以上技改项目', '公厕')
    """
    for word in listed("可省"):
        key = key.replace(word, "")
    return key


@cache
def opposes(word: str) -> bool:
    """Say whether a word tells one kind from another: 省级, 农村, 小巨人."""
    return word in listed("相对")


@cache
def means(word: str) -> bool:
    """Say whether a word says what a name is of: not 项目, nor 农村, nor who pays."""
    of = ("中心词", "量词头", "地域", "相对")
    return not word.endswith("财政") and not any(word in listed(kind) for kind in of)


@cache
def empty(word: str) -> bool:
    """Say whether a word adds nothing to a name: a verb, an adverb, 重点, 全省.

    >>> empty("增补"), empty("标准化"), empty("学位")
    (True, True, False)
    """
    kinds = ("前置", "后置", "可省")
    said = any(word in listed(kind) for kind in kinds)
    return said or word in _verb_words() or word in _adverbs()


def under(noun: str, last: str) -> str:
    """Return a head with what it is of: 产量 after 粮食播种面积 is 粮食产量."""
    of = last
    for head in listed("量词头"):
        if of.endswith(head) and len(of) > len(head) + 1:
            of = of.removesuffix(head)
            break
    return of.removesuffix("播种").removesuffix("种植") + noun


def each(phrase: str) -> list[str]:
    """Return the names of a list that share one head: 城镇、农村居民收入.

    Examples
    --------
    >>> each("城镇、农村居民人均可支配收入")
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    >>> each("城乡居民人均可支配收入")
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    >>> each("交通、水利分别完成投资")
    ['交通投资', '水利投资']
    """
    parts = [part for part in re.split(AND, APIECE.sub("", phrase)) if part]
    if len(parts) == 1 and phrase.startswith(("城乡", "城镇农村")):
        rest = phrase[2:]
        return [f"城镇{rest}", f"农村{rest}"]
    last = parts[-1] if parts else ""
    head = next((h for h in listed("中心词") if last.endswith(h)), "")
    names = []
    for part in parts[:-1]:
        whole = part[-1].isascii()  # 广义货币M2和社会融资规模余额: no M2余额
        if canonical(part) and head and not whole and canonical(part + head):
            names.append(part + head)
            continue
        if canonical(part) or not head or part.endswith(head):
            names.append(part)
            continue
        ends = [last[at:] for at in range(1, len(last) - 1)]
        whole = next((part + end for end in ends if canonical(part + end)), "")
        names.append(whole or part + head)
    return [*names, last]


def in_full(key: str) -> str:
    """Return the main indicator that a name is short for; "" for any other name.

    >>> in_full("投资"), in_full("工业投资")
    ('固定资产投资', '')
    """
    return _short().get(key, "")


@cache
def _short() -> dict[str, str]:
    table = read_lexicon("naming")
    rows = table[table["kind"] == "简称"]
    return dict(zip(rows["word"], rows["note"], strict=True))


@cache
def ceilings() -> frozenset[str]:
    """Return the indicators of which less is better: 失业率, 物价, 能耗."""
    table = read_lexicon("indicators")
    return frozenset(table.loc[table["ceiling"] == "是", "indicator"])


@cache
def _indicators() -> dict[str, str]:
    table = read_lexicon("indicators")
    return dict(zip(table["term"], table["indicator"], strict=True))


@cache
def _terms_tuple() -> tuple[str, ...]:
    return tuple(sorted(_indicators(), key=len, reverse=True))


@cache
def _long_terms() -> tuple[str, ...]:
    return tuple(term for term in _indicators() if len(term) > 2)


@cache
def _verb_words() -> frozenset[str]:
    return frozenset(
        {*read_lexicon("task_verbs")["verb"], *listed("动词")} - {*listed("名词")}
    )


@cache
def _adverbs() -> frozenset[str]:
    table = read_lexicon("modifiers")
    return frozenset(table.loc[table["kind"] == "副词", "word"])


@cache
def _verb() -> re.Pattern[str]:
    """Return the pattern of a verb with what leads up to it: 滚动实施, 新建."""
    words = sorted((v for v in _verb_words() if len(v) > 1), key=len, reverse=True)
    return re.compile(
        f"{BEFORE_VERB}(?:{'|'.join(map(re.escape, words))}|建(?=[^设筑]))"
    )


@cache
def _verbs() -> re.Pattern[str]:
    """Return the pattern of a verb that another stands before: 和改造, 投用."""
    return re.compile(JOINERS + _verb().pattern)


def _parts(words: str, end: int) -> bool:
    """Say whether a verb may end there: not in 保障性住房, nor within a word."""
    rest = words[end:]
    if not rest:
        return True
    across = {words[begin : end + 1] for begin in range(max(end - 3, 0), end)}
    crossing = any(word in vocabulary() for word in across - _verb_words())
    return len(rest) > 1 and rest[0] not in SUFFIXES and not crossing
