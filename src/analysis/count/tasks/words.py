"""Cut a clause into words, knowing of each what it can be: verb, adverb, coverb, …."""

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.count.tasks.grammar import CLOSED, NO_TAILS, TAILS
from analysis.lexicons import read_lexicon

# What a word can be; many can be more than one thing (规范: verb, noun, adverb).
VERB, NOUN, ADVERB, MODAL, COVERB, PLAIN, LIST, OF, AND, STOP, BODY, SLOGAN = (
    1 << bit for bit in range(12)
)
ANY = (1 << 12) - 1
LINK = LIST | AND
VERBAL = VERB | NOUN
# All that can set a further word beside another.
LINKING = {role for role in range(ANY + 1) if role & (LINK | SLOGAN)}
SHORT = 1 << 12  # of one character: mostly a part of words that no lexicon lists
ALWAYS = AND | OF | LIST | STOP  # stand wherever they are found
ENDED = VERB | ADVERB | COVERB  # the character behind may make another word of these
PASSED = ADVERB | MODAL  # what a verb is looked for behind
KINDS = {"副词": ADVERB, "情态": MODAL, "介词": COVERB, "主语": BODY}
# What stands behind these at the head is no action of the body: …是…之年, 请予审议.
STOPS = "是 有 具有 拥有 具备 标志着 成为 属于 位于 缺少 存在 请 敬请 并请 恳请".split()
# Of the adverbs and coverbs of one character, only these stand in running text;
# the others (就, 值, 实, 大) are mostly parts of words.
FREE = set("向为对从在以与和及把将由用获又也还已均都再更要既拟")
DOING = "做作"  # with 了 behind them, verbs wherever they stand: 要求做了规定
ANDS = "和 与 及 以及 或 并 并且 进而 从而".split()
# Words in which a verb or a coverb only seems to stand.
PLAINS = """
党的 经济 当前 当地 同时 同志 同比 同期 就业 就医 就学 对外 对象 对口
为民 为期 以上 以下 以来 以内 以外 因此 因素 自治 自然 自身 自贸 自信
自愿 自我 向好 向上 离退休 和谐 和平 经验 经费 从业 从事 到位 至今
由此 比例 比重 比赛 在线 在建 在册 大家 大会 大学 大厅 大赛 新型 新兴
新时代 新能源 新质 多元 多样 实体 实效 实际 实事 会议 会展 会员
能力 能源 应急 要素 要点 可持续 服务业 服务区 服务器 服务站 服务点
组织生活 合作社 中心组 改革开放 发展改革 负责人 工作 办公 办法 办事 保险
保税 保洁 保安 建议 建筑 建材 抓手 讲话 讲座 讲师 讲堂 查询 防汛 防火
促销 有关 没有 所有 国有 现有 原有 有限 但是 还是 凡是 是否
突出问题 突出贡献 突出成绩 方向 双向 导向 动向 取向 意向 行为 现在 潜在 保有量
邀请赛 强劲 思维 请进来 走出去 防返贫 防溺水 防灾减灾
教育系统 金融系统 生态系统 文化系统 政法系统 卫生系统 宣传系统 系统性 系统内
所在 信用 费用 实用 涉及 自由 重要 主要 安置房 防疫 做法 增长 增幅
增速 增值 增量 举旗帜 绿水青山就是金山银山 特别是 尤其是
反腐败 反腐倡廉 正风反腐 计划生育 和美 砥砺前行 砥砺奋进 砥砺奋斗
实事求是 开拓创新 主要是 获奖 捕获 收获 获益 获利 获取 缴获 拼出来 强弱
作用 效用 用地 用电 用水 用药 用能 用户 用途 用房 用工 用品 用气 用林 用海 建设用地 均衡
用权 用人 通用 公用 专用 民用 军用 农用 医用 食用 日用 家用 饮用水 农用地
适用 耐用 两用 管用 都市 首都 成都 古都 人均 平均 纲要 必要 首要 紧要 要务 重要
对话 对台 对比 绝对 外向型 横向 纵向 靶向 倾向 去向 偏向 向心力 向往 内在 外在
以旧换新 以质取胜 以商招商 以后 自力更生 再生 人为 从价 和睦 和顺 缓和 祥和 总和
呼和浩特 维和 集中供水 集中供热 集中隔离 集中采购 落地签 落地签证 采购商
服务贸易 服务外包 服务商 创业板 干出来 不确定 不稳定 建章立制 民族团结 更多 虚拟
国际组织 保交房 保交楼 转移支付 专项转移支付
去年 前年 学生 学校 学前 学科 学术
安全 安居 护理 清洁 优质 优势 优秀 优良 强国 强省 强县 强市 强大 转型
立体 立方 创业 创意 提案 开始 开局 治安 治水 治沙 社会 重点工作
重点项目 重点领域 重点任务 结合部 结合点 自组织 党组织
""".split()
# Verbs of slogans; in 统筹稳增长、促改革 all of them are the object.
SINGLE = set(
    "抓促防保讲谋搞建增稳提补强扩优拓聚兴改盯学悟争转调展解控降减去治破查整清惠护守助安创引"
    "招立开树办举帮育抗兜畅"
)
# 加快建设质量强国, but 加快建设步伐.
BUILDING = {"建设", "发展", "规范"}
# 发布会, 管理员, 获得感, 凝聚力, 保护性 are nouns.
SUFFIX = re.compile(
    "(?:会(?![展场馆计])|[者员率感]|链(?![主长条])|组(?![织建合成团]))(?![议商工])|型|园(?![区林艺])|馆(?![校藏际舍])|碑|部(?![门署分队位级委])|[力性](?![量度别])"
)
# 坚定地, but not 重点地区; 同部署、同考核, but not 同部门.
DI = re.compile("地(?![区方点域块位带铁下上质理级址球税])")
TOGETHER = re.compile("(?:部署|安排|检查|考核|落实|推进|研究|规划|谋划)(?:$|[、同])")
ENDINGS = set("会者员率感链组型部力性地园馆碑")
QUOTED = re.compile("[”“》）)’]")
NAME = re.compile(r"^[^“”]+”|“[^“”]*”+|《[^《》]*》|（[^（）]*）|\([^()]*\)|‘[^‘’]*’")


Match = tuple[int, int, int]  # a word of the lexicon, where it starts and ends
NOTHING, NO_ROLES = [""] * 4, [0] * 4
FAR = 100  # so many words are looked ahead: what hostile input costs stays linear


def find(text: str) -> list[Match]:
    """Return the words of the lexicons in a clause; none where no verb is among them.

    Examples
    --------
    >>> find("二○二四年")
    []
    """
    matcher, kinds, _ = _lexicon()
    matches = matcher.find_matches_as_indexes(text)
    for match in matches:
        if kinds[match[0]] & VERB:
            return matches
    return []


class Words:
    """A clause cut into words; word `n` and those behind it are no words (roles 0)."""

    __slots__ = ("fronted", "known", "n", "roles", "starts", "text", "words")

    def __init__(self, text: str, matches: list[Match]) -> None:
        self.text = text
        self.fronted = ""  # what 把 or 将 puts before its verb
        self.starts, self.words, self.roles = _cut(text, matches)
        self.n = len(self.starts) - 1
        self.known: dict[int, tuple[list[int], int]] = {}  # the runs read so far

    def between(self, first: int, end: int) -> str:
        """Return the text from one word up to another."""
        if first >= end:
            return ""
        return self.text[self.starts[first] : self.starts[end]]

    def pure(self, at: int) -> bool:
        """Say whether a verb stands here that is not a noun as well."""
        return self.roles[at] & VERBAL == VERB

    def slogan(self, at: int) -> bool:
        """Say whether slogans begin here: 稳增长、惠民生."""
        return bool(self.roles[at] & SLOGAN)

    def chanted(self, first: int) -> bool:
        """Say whether slogans begin here as the object: 统筹稳增长、促改革."""
        begin = self.starts[first]
        return self.text[begin] in SINGLE and self.text.find("、", begin) == begin + 3

    def tail(self, at: int, *, alone: bool = False) -> bool:
        """Say whether a noun follows that closes a name: …机制, …能力."""
        if not self.roles[at] & PLAIN:
            return False
        if alone:
            return self.words[at] in CLOSED and not self.roles[at + 1] & ~LIST
        word = self.words[at]
        tail = word[:2] in TAILS or word[:1] in TAILS
        return tail and not NO_TAILS.match(word)

    def modified(self, at: int) -> bool:
        """Say whether 的 and a noun come before the next 、: 做好工作的切入点."""
        for place in range(at, min(self.n, at + FAR)):
            roles = self.roles[place]
            if roles & (LIST | OF):
                return bool(roles & OF) and place + 1 < self.n
        return False

    def skip(self, at: int) -> int:
        """Return the place after adverbs and modals: in 丰富开展 丰富 is one."""
        first = at
        while (roles := self.roles[at]) & PASSED and at < first + FAR:
            if roles & VERB and not self.verb_after(at + 1):
                break
            at += 1
        return at if at < self.n else first

    def verb_after(self, at: int) -> bool:
        """Say whether a verb follows, adverbs apart: not in 规范学习制度."""
        last = at + FAR
        while self.roles[at] & (ADVERB | VERB) == ADVERB and at < last:
            at += 1
        if not self.roles[at] & VERB:
            long = len(self.words[at]) > 1 or self.words[at] in "把将"
            return bool(self.roles[at] & COVERB) and long  # 严格按照, 加快把
        builds = self.words[at] in BUILDING and len(self.words[at + 1]) > 2
        return self.pure(at) or builds or not self.tail(at + 1)


@cache
def _lexicon() -> tuple[AhoCorasick, list[int], list[str]]:
    """Return the matcher, what each of its words can be, and the words."""
    names = read_lexicon("words")["word"]
    # 新增 is a task in 城镇新增就业, term though that is
    acting = [name for name in names if "新增" in name or name == "专项整治"]
    roles = dict.fromkeys(set(names) - set(acting), PLAIN)
    verbs = read_lexicon("task_verbs")
    for verb, note in zip(verbs["verb"], verbs["note"], strict=True):
        roles[verb] = VERB | NOUN * ("也作名词" in note) | SLOGAN * ("口号" in note)
    modifiers = read_lexicon("modifiers")
    for word, kind in zip(modifiers["word"], modifiers["kind"], strict=True):
        roles[word] = roles.get(word, 0) & ~PLAIN | KINDS[kind]
    grammar = {STOP: STOPS, OF: ["的"], LIST: ["、"], PLAIN: PLAINS}
    for role, words in grammar.items():
        roles |= dict.fromkeys(words, role)
    for word in ANDS:
        roles[word] = roles.get(word, 0) | AND
    for word, role in roles.items():
        if len(word) == 1 and not role & ALWAYS:
            roles[word] |= SHORT
    matcher = AhoCorasick(list(roles), matchkind=MatchKind.LeftmostLongest)
    return matcher, list(roles.values()), list(roles)


@cache
def _numbers() -> dict[str, int]:
    """Return word → its place among the words of the lexicon."""
    return {word: place for place, word in enumerate(_lexicon()[2])}


def _cut(text: str, matches: list[Match]) -> tuple[list[int], list[str], list[int]]:
    """Cut a clause at the words of the lexicons, longest first; names stay whole.

    Returns where each word starts (it ends where the next does), the word, and what
    it can be; behind the last, what is no word.
    """
    _, kinds, vocabulary = _lexicon()
    if "新" in text:
        matches = _newly(text, matches)
    if QUOTED.search(text):
        matches = _outside(text, matches)
    starts, words, roles = [], [], []
    end = slogan = 0
    for place, (index, first, last) in enumerate(matches):
        role, word = kinds[index], vocabulary[index]
        if role & SHORT:
            plain = roles and roles[-1] & PLAIN
            inside = first > end or bool(role & VERB and plain)
            inside = inside and not _alone(text, first, last)
            if role & SLOGAN:
                if not _chants(text, first) or (inside and first != slogan):
                    continue
                slogan = first + 3
            elif not _stands(word, role, _ahead(matches, place), inside=inside):
                continue
            role &= ANY
        if first > end:
            starts.append(end)
            words.append(text[end:first])
            roles.append(PLAIN)
        starts.append(first)
        if role & ENDED and (text[last : last + 1] in ENDINGS or word == "同"):
            role, last = _ending(text, last, role)
            word = text[first:last]
        if word in ("计划", "实践"):
            role = _placed(word, text[last : last + 1], roles[-1] if first else 0)
        words.append(word)
        roles.append(role)
        end = last
    if end < len(text):
        starts.append(end)
        words.append(text[end:])
        roles.append(PLAIN)
    starts.append(len(text))
    # Where there is no word, before the first as well, stands "".
    return starts, words + NOTHING, roles + NO_ROLES


def _newly(text: str, matches: list[Match]) -> list[Match]:
    """Return the matches with 新 apart where a verb follows it: 新建设, 新开通."""
    _, kinds, vocabulary = _lexicon()
    number = _numbers()
    found: list[Match] = []
    for index, first, last in matches:
        if found and first < found[-1][2]:
            continue
        verb = number.get(text[first + 1 : last + 1], 0)
        apart = kinds[verb] & VERB and text[last + 1 : last + 2] not in ("施", "备")
        if vocabulary[index][0] == "新" and last == first + 2 and apart:
            found += [(number["新"], first, first + 1), (verb, first + 1, last + 1)]
        else:
            found.append((index, first, last))
    return found


def _alone(text: str, first: int, last: int) -> bool:
    """Say whether one character is a verb by itself: 作了规定, 当作大事来抓."""
    if text[first] in DOING and text.startswith("了", last):
        return True
    return last == len(text) and text[first - 1] == "来"


def _placed(word: str, behind: str, before: int) -> int:
    """Return what 计划 or 实践 is in view of the role before and the sign behind.

    计划 is a noun in 学习计划, 计划已下达; 实践 a verb in 勇于实践 alone.
    """
    if word == "计划":
        return PLAIN if before & VERB or (behind == "已" and not before) else MODAL
    return VERB if before & ADVERB and behind in ("", "、") else PLAIN


def _outside(text: str, matches: list[Match]) -> list[Match]:
    """Return the matches that touch no quoted name."""
    names = [match.span() for match in NAME.finditer(text)]
    kept, name = [], 0
    for match in matches:
        while name < len(names) and names[name][1] <= match[1]:
            name += 1
        if name == len(names) or names[name][0] >= match[2]:
            kept.append(match)
    return kept


def _ahead(matches: list[Match], place: int) -> int:
    """Return what the next word can be if it follows at once."""
    if place + 1 == len(matches) or matches[place + 1][1] != matches[place][2]:
        return 0
    return _lexicon()[1][matches[place + 1][0]]


def _ending(text: str, last: int, role: int) -> tuple[int, int]:
    """Return what a word is in view of the character behind it, and its end."""
    behind = text[last : last + 1]
    if role & VERB and SUFFIX.match(text, last):
        role = role & ~(VERB | NOUN) or PLAIN
    if behind == "地" and role & ADVERB and DI.match(text, last):
        return ADVERB, last + 1
    if role & COVERB and text[last - 1] == "同" and TOGETHER.match(text, last):
        return ADVERB, last  # 同部署
    return role, last


def _chants(text: str, at: int) -> bool:
    """Say whether slogans stand here, of three characters: 稳增长、惠民生."""
    stop = text.find("、", at, at + 7)
    slogans = text[at : stop if stop >= 0 else at + 7]
    if len(slogans) == 6 and slogans[3] not in SINGLE:
        return False
    return len(slogans) in (3, 6) and slogans.isalpha()


def _stands(word: str, role: int, ahead: int, *, inside: bool) -> bool:
    """Say whether one character is a word here: 抓 and 就 only outside other text."""
    if word in FREE:
        return True
    if inside or role & (VERB | COVERB):
        return not inside
    return bool(ahead & (VERB | ADVERB | MODAL | COVERB))
