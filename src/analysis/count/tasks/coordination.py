"""Verbs side by side: 巩固壮大, 学习宣传贯彻, but not 强化督导检查."""

from analysis.count.tasks.classes import (
    AIMING,
    BUILDING_TOO,
    CAUSING,
    DESCRIBING,
    DRAFTING,
    FITTING,
    FOUNDING,
    GROWING,
    INVITING,
    ISSUING,
    JOINING,
    LIGHT,
    NAMING,
    NOUN_TAKING,
    RENEWING,
    SERIAL,
    SETTING_UP,
    SHAPING,
    VISITING,
    listed,
    words_of,
)
from analysis.count.tasks.objects import AMOUNT
from analysis.count.tasks.standing import (
    FAR,
    Clause,
    last_tail,
    modified,
    pure,
    skip,
    tail,
)
from analysis.count.tasks.vocabulary import (
    AND,
    BESIDE,
    BODY,
    LINK,
    LIST,
    NOUN,
    OF,
    PASSED,
    PLAIN,
    SLOGAN,
    VERB,
    VERBAL,
)

# 建成使用, 推出发布, 建立完善: what is founded is run, issued, mended.
RUNNING = FOUNDING | RENEWING | BUILDING_TOO | ISSUING | words_of("运行动词")
NAMED = PLAIN | BODY
DOCUMENTS = listed("文件词尾")  # 制定优化营商环境规划
STRUCTURES = listed("结构词尾")  # 健全防止返贫帮扶政策体系
PLACES = listed("场所词尾")  # 打造畅通双循环重要节点
ACTIVITIES = listed("活动词尾")  # 组织宣传工作


def run_from(clause: Clause, at: int) -> tuple[list[int], int]:
    """Return the coordinated verbs that begin here and the place behind them."""
    ends = clause.ends
    if not ends:
        return [at], at + 1
    if clause.words[at] == "突出":
        at = _begin(clause, at)
    run, end, nexts = [at], ends[at], clause.nexts
    while at := nexts[at]:
        run.append(at)
    return run, end


def run_end(clause: Clause, at: int) -> int:
    """Return the place behind the coordinated verbs that begin here."""
    ends = clause.ends
    if not ends:
        return at + 1
    return ends[_begin(clause, at) if clause.words[at] == "突出" else at]


def side_by_side(clause: Clause) -> Clause:
    """Return a clause that knows which of its verbs stand side by side.

    Examples
    --------
    >>> from analysis.count.tasks.cutting import cut
    >>> clause = side_by_side(*cut(["深入学习宣传贯彻会议精神"]))
    >>> clause.words[:4], run_from(clause, 1)
    (('深入', '学习', '宣传', '贯彻'), ([1, 2, 3], 4))
    """
    verbs, roles = clause.verbs, clause.roles
    if len(verbs) < 2:
        return clause
    joined: dict[int, int] = {}
    for at in verbs:
        if clause.words[at + 1] == "好" == clause.words[at + 3]:
            if roles[at + 2] & VERB:  # 建设好管理好农村公路
                joined[at] = at + 2
        elif roles[at + 1] & BESIDE:
            linked = bool(roles[at + 1] & LINK)
            following = at + 1 + linked
            if roles[following] & PASSED:
                following = skip(clause, following)
            if roles[following] & VERB and _joins(clause, at, following, linked):
                joined[at] = following
    if not joined and "突出" not in clause.text:
        return clause
    nexts, ends = [0] * clause.n, list(range(1, clause.n + 1))
    for at, following in reversed(joined.items()):
        nexts[at], ends[at] = following, ends[following]
    known = clause.text, clause.starts, clause.words, roles, verbs, clause.n
    return Clause(*known, clause.has, tuple(nexts), tuple(ends))


def _begin(clause: Clause, at: int) -> int:
    """Return where the task begins, at 突出 or behind it: 突出抓好, 突出培育."""
    at += 1
    acts = clause.words[at] in LIGHT or (
        pure(clause, at)
        and clause.roles[at + 1] & PLAIN
        and not tail(clause, at + 1)
        and "、" not in clause.text
        and not modified(clause, at)
    )
    return at if acts else at - 1


def _joins(clause: Clause, last: int, at: int, linked: bool) -> bool:
    """Say whether a verb is coordinated with the last: 巩固壮大, 学习宣传贯彻.

    `linked` says that 、 or 和 stands between them.
    """
    before, word = clause.words[last], clause.words[at]
    if before == "坚持" and _persists(clause, at):
        return True
    if not linked and (before in NOUN_TAKING or before in AIMING):
        # 参与制定国家标准
        return before == "参与" and pure(clause, at) and not tail(clause, at + 1)
    if word in LIGHT and not clause.roles[last] & NOUN and before not in JOINING:
        if before not in CAUSING or at > last + 1:
            return False  # but 推动形成
    if len(word) == 1 or before[-1] in "在入为于向":
        return False  # 摆在突出位置
    if (clause.has & OF and _of_verbs(clause, at)) or (
        not linked and _describes(clause, last, at)
    ):
        return False
    if before in FOUNDING and not linked and word not in RUNNING:
        return False  # 设立弘扬家风专题讲堂
    if before in DRAFTING and clause.text.endswith(DOCUMENTS):
        apart = at > last + 1 and not linked
        if word not in ISSUING or apart or clause.n == at + 2:
            return False  # 制定优化营商环境规划, 编制实施计划
    if _pairs(clause, last, at):
        return True
    if pure(clause, at):
        return not last_tail(clause, at + 1)
    if before in CAUSING and word in INVITING:
        return not tail(clause, at + 1)
    if before in CAUSING or before in NOUN_TAKING or word == "发展":
        return before == "坚持" and _by_and(clause, last, at)  # 坚持和发展
    return not tail(clause, at + 1) and _joins_as_noun(clause, last, at, linked)


def _joins_as_noun(clause: Clause, last: int, at: int, linked: bool) -> bool:
    """Say whether a verb that is a noun as well is coordinated with the last."""
    roles, before = clause.roles, clause.words[last]
    if not linked and roles[at + 1] & LINK and roles[at + 2] & PLAIN:
        return False  # 谋划投资和项目建设
    if before == "组织" and _event(clause, at):
        return False
    if not linked and before in VISITING and at == last + 1:
        return True  # 参观学习, 走访慰问
    if before in ("安排", "部署") and _counted(clause, at):
        return False  # 安排调研4次
    if _by_and(clause, last, at):
        return True  # 解决和处置信访问题
    behind = clause.starts[at + 1]
    if clause.text[behind : behind + 1] in ("“", "《"):
        return before not in SERIAL  # 培育推广“四首”产品
    if roles[last] & NOUN or before in JOINING:
        return True
    if linked and roles[at + 1] & LIST and roles[at + 3] & NAMED:
        if pure(clause, at + 2) and not tail(clause, at + 3):
            return True  # 团结、教育、挽救被蒙骗的群众
    doubled = pure(clause, at + 1) and not roles[at + 1] & SLOGAN
    return doubled and not tail(clause, at + 2)


def _by_and(clause: Clause, last: int, at: int) -> bool:
    """Say whether 和 sets the verb beside the last, before a noun that they share."""
    return bool(clause.roles[last + 1] & AND and clause.roles[at + 1] & NAMED)


def _describes(clause: Clause, last: int, at: int) -> bool:
    """Say whether a verb tells of what kind the object of the last is."""
    before, word, roles = clause.words[last], clause.words[at], clause.roles
    if before == "依靠" or word in DESCRIBING or word[0] == "新":
        return True  # 依靠改革激发活力, 解决突出矛盾, 控制新开工项目
    if at > last + 1 and clause.words[at - 1] in NAMING:
        return True  # 创建高度开放的园区
    fits = word in FITTING and before not in FITTING and modified(clause, at)
    if fits and not _pairs(clause, last, at):
        return True  # 建立适应现代企业制度的机制
    if before in SETTING_UP and roles[at + 1] & LIST:
        return OF in roles[at + 1 : at + FAR]  # 健全分级负责、协同的机制
    if not pure(clause, at):
        mechanism = before in SETTING_UP and clause.text.endswith(STRUCTURES)
        prevents = roles[at + 1] & VERBAL == VERB and word not in RENEWING
        return mechanism and prevents  # 完善防范化解债务风险机制
    if before in SETTING_UP and word not in RENEWING:
        if at == last + 1 and modified(clause, at):
            return True  # 完善鼓励服务贸易的政策
        if clause.text.endswith(STRUCTURES) and roles[at + 1] & ~LINK:
            if OF not in roles[at + 1 : at + FAR]:
                return True  # 健全防止返贫帮扶政策体系
    if clause.roles[at + 1] & PLAIN and pairs_of(clause, at):
        return True  # 弘扬尊重知识、尊重人才的风气
    if before not in SHAPING:
        return False
    if clause.text.endswith(PLACES):
        return True  # 打造畅通双循环重要节点
    return modified(clause, at) or pairs_of(clause, at)  # 构建联通各地的廊道


def _counted(clause: Clause, at: int) -> bool:
    """Say whether how often directly follows a verb: 安排调研4次."""
    return bool(AMOUNT.match(clause.text, clause.starts[at + 1]))


def pairs_of(clause: Clause, at: int) -> bool:
    """Say whether phrases side by side modify the object: 联通南北、对接东西的."""
    if not (clause.has & OF and clause.has & LIST):
        return False
    listed, roles = 0, clause.roles
    for place in range(at + 1, min(clause.n, at + FAR)):
        if roles[place] & LIST:
            listed = place
        elif roles[place] & OF:
            following = skip(clause, listed + 1)
            behind = place + 1 < clause.n and following < place
            return bool(listed and behind and pure(clause, following))
    return False


def _event(clause: Clause, at: int) -> bool:
    """Say whether a verb names what is organized: 组织培训3次, 组织宣传工作."""
    rest = clause.text[clause.starts[at + 1] :]
    if not rest or AMOUNT.match(rest) or rest.endswith(ACTIVITIES):
        return True
    return bool(clause.roles[clause.n - 1] & NOUN)  # 组织宣传实践和特色宣讲


def _pairs(clause: Clause, last: int, at: int) -> bool:
    """Say whether these make a pair: 规划建设新城, 繁荣发展文艺, 服从服务于大局."""
    if clause.words[last] == "服从":
        if clause.text.startswith("于", clause.starts[at + 1]):
            return True
    paired = clause.words[at] in BUILDING_TOO
    paired = paired or (clause.words[at] == "发展" and clause.words[last] in GROWING)
    paired = paired and not clause.words[at + 1].startswith("项目")
    plain = paired and clause.roles[at + 1] & PLAIN
    return bool(plain) and not tail(clause, at + 1)


def _persists(clause: Clause, at: int) -> bool:
    """Say whether 坚持 goes on with a verb of its own: 坚持开展读书活动."""
    if "、" in clause.text or modified(clause, at) or not pure(clause, at):
        return False
    goes_on = clause.roles[at + 1] & (PLAIN | AND)
    return bool(goes_on) and len(clause.text) - clause.starts[at] > 5


def _of_verbs(clause: Clause, at: int) -> bool:
    """Say whether 的 follows these verbs directly: 打造共建共享的家园."""
    last = at + FAR
    while clause.roles[at] & VERB and at < last:
        at += 1
    return bool(clause.roles[at] & OF)
