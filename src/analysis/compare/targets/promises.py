"""Which figures of a plan are promised, and which of a review are results."""

import re

from analysis.compare.targets.figures import Figure
from analysis.compare.targets.names import BRACKETS, listed
from analysis.compare.targets.naming import RATIO

# Units of what is said, not of what is done, with a numeral in words: 两个积极性.
HAN = re.compile("[〇零一二两三四五六七八九十百千万亿]*")
LONG = 4  # signs of a numeral in words that must measure: 四千三百亿公斤
PLAIN = set("家 所 座 处 户 亩 人 套 栋 公里 万亩 % 倍 番 成 张 台 辆 元 美元".split())
FROM = re.compile("(?:从|由|现行|原来的?|原有|在)[^，、]{0,24}$")
TO = re.compile(
    "^[^，、]{0,8}?(?:提高|增加|扩大|提升|降|下降|减少|增长|上升|升|缩短|压缩|延长|调整|增|扩|改)[到至为]"
)
FACTS = re.compile(
    "^(?:去年|上年|过去|近年来|目前)|已|目前|现有|拥有|近年来|以来|(?<![比较由从在和与])(?:去年|上年)(?!同期|水平|基础|底|末|度)"
    "|现在|至今|历时|长达|连续"
)
# What is there already: 10个在建项目, 已批复的6个基地, 3个综保区高质量发展.
THERE = re.compile(
    "^(?:个|家|项|条|座|处)?(?:在建|续建|已建|现有|既有|存量|原有|已批|已获批)"
)
NAMED = re.compile("(?:批复|批准|获批|确定|认定|现有|已有|在建|原有)的$")
# Works under way at places that are named: 加快建设雄商等6条高铁.
UNDER_WAY = re.compile("^(?:加快|提速|推进|推动|加速)(?:建设|推进|实施)?[^，]*等$")
MANY = 100  # of these a few names are only examples
# What is made ready, told of or described, not done: 6个项目前期工作, 3个试点经验.
ABOUT = re.compile("^[^，、]*(?:前期工作?|经验|做法)$|^[一二三四]期(?:工程|项目)")
# How many there are of what a number is of: 8个产业集群产值突破6100亿元.
SUBJECT = re.compile(
    "^[^，、]+(?:产值|收入|营收|规模|产量|面积|投资|增加值)[^，、]{0,3}[0-9]"
)
BACKED = re.compile("(?:继续|积极|大力|重点)*支持$")
USED = re.compile("(?:利用|依托|盘活|整合)(?:好)?(?:现有|已有|既有|存量)的?")
UPON = re.compile("^(?:全面|基本)?完成对[^，、]*$")
SIZES = re.compile("^(?:项目)?(?:计划|估算)?总投资$")
THRIVE = re.compile("^[^，、]{1,14}(?:高质量|健康|协同|创新|融合|一体化|特色)发展$")
SITES = re.compile(
    "试点(?:省|市|县|区|地区|城市|单位|园区|企业|镇|乡镇|村|项目)?(?:建设|工作)?$"
)
PLACES = re.compile(
    "(?:全[国省市区县旗州]|[我各]?[省市区县]内?|我国|国家|全球|世界|所有|其他|其余|另外|这)$"
)
PEOPLE = re.compile(
    "^(?:多)?(?:人民|人口|群众|儿女|中国人|纳税人|市民|居民|干部|党员|农民|同胞|各族|民族|百姓|"
    "经营主体|市场主体|学子|师生|老人|江|人的|名干部)"
)
BY = re.compile("(?:再|净|约|近)*(?:增加|减少|增长|提高|下降)(?:了|近|约|超)*$")
GROWN = re.compile(
    "^[比较](?:去年|上年)(?:实际|预算|同口径)?(?:增长|下降|减少|压减|提高)$"
)
RELATION = re.compile(
    "^(?:比|较|高于|低于|快于|高出|是|相当于|占)|"
    "(?:比|较)(?:去年|上年)[^，、]{0,4}(?:多|少|高|低|增加|减少)$"
)
NATION = re.compile(
    "^多?(?:中国人|人民|中华|各族|民族|儿女)|^多?[^，、]{0,4}(?:儿女|同胞)"
)
# What a target that is set elsewhere is good for: 6.5%的增速可以实现充分就业.
GOOD_FOR = re.compile("^的?(?:增速|增长|速度|目标)[^，]{0,4}(?:可以|能够|意味着)")
PERIODS = set("年 小时 分钟 个月 周 秒 日 天 个季度 个工作日 岁 代 次 轮 度".split())


def promised(figure: Figure) -> bool:
    """Say whether a figure of a plan is a target of the plan year.

    None are goals of several years, numbers of what is there already, of what is
    being said (两个市场), of sizes and periods, and where a change begins (由50%).
    """
    if figure.role != "plan" or figure.many or not figure.noun:
        return False
    return not (
        _begins(figure)
        or _by(figure)
        or _given(figure)
        or _label(figure)
        or _fact(figure)
    )


def supported(figure: Figure) -> bool:
    """Say whether a figure would be promised if the plan did not only 支持 it.

    支持20所高中改善办学条件 is a target where the review has a result of the kind.
    """
    own = BACKED.sub("", figure.lead)
    if own == figure.lead or promised(figure):
        return False
    return figure.base not in RATIO and promised(figure._replace(lead=own))


def result(figure: Figure) -> bool:
    """Say whether a figure of a review is a result of the review year."""
    if figure.role != "review" or not figure.noun:
        return False
    if figure.many and not figure.closes:
        return False
    told = _begins(figure) or _by(figure) or _label(figure)
    return not (told or figure.unit in PERIODS)


def _by(figure: Figure) -> bool:
    """Say whether a figure only tells by how much another changed: ，增加400亿元."""
    own = re.split("[、，]", figure.lead)[-1]
    if figure.base in RATIO or figure.noun[-4:] in figure.tail:
        return False
    return bool(BY.match(own))


def begins(figure: Figure) -> bool:
    """Say whether a figure is where a change begins: 50% in 由50%提高到60%."""
    return _begins(figure)


def _begins(figure: Figure) -> bool:
    return bool(TO.match(figure.tail) and FROM.search(figure.lead))


def _given(figure: Figure) -> bool:
    """Say whether the things counted are there already."""
    lead = re.split("[，、；]", _done(figure.lead))[-1]
    words = re.sub("(?:近|超|约|超过|这|了)+$", "", lead)
    tail = BRACKETS.sub("", figure.tail)
    count = figure.kind in {"count", "share", "amount"} and figure.noun[-4:] in tail
    if count and words.endswith(listed("既有")):
        return True
    if _there(figure, words, count=count):
        return True
    named = figure.base not in RATIO and (count or figure.base in {"", "人"})
    if named and re.match(
        "的(?!.*(?:任务|建设|改造|治理|绿化|培训|整治))", figure.tail
    ):
        return True
    nation = figure.base == "人" and figure.tail.startswith("民")
    if nation or NATION.match(figure.tail):
        return True
    people = figure.base in {"", "人"} and PEOPLE.match(figure.tail)
    return bool(people) and not re.search(
        "新增|完成|实现|减少|培训|转移|帮扶|资助|救助|引导|组织|让|解决|惠及|扩大",
        lead,
    )


def _done(lead: str) -> str:
    """Return what leads up to a number without what is only worked with, or upon.

    >>> _done("利用现有资源建设"), _done("完成对老城区现有的")
    ('资源建设', '')
    """
    return USED.sub("", UPON.sub("", lead))


def _there(figure: Figure, words: str, *, count: bool) -> bool:
    """Say whether what is counted is what stands in the plan's place already."""
    if figure.kind == "money":
        spends = figure.lead.endswith(listed("动用"))
        return spends and figure.noun[-4:] in figure.tail
    if THERE.match(figure.tail) or NAMED.search(words):
        return True
    if not count:
        return False
    few = figure.value * figure.factor < MANY
    if ABOUT.match(figure.tail) or (few and UNDER_WAY.match(figure.lead)):
        return True
    if not figure.act and SUBJECT.match(figure.tail):
        return True
    carried = listed("延续")
    goes_on = figure.act.endswith(carried) or figure.lead.startswith(carried)
    if goes_on and (THRIVE.match(figure.tail) or SITES.search(figure.noun)):
        return True
    return figure.base not in RATIO and bool(PLACES.search(words))


def _label(figure: Figure) -> bool:
    """Say whether a number counts what is said, or a time."""
    if "亿万" in figure.printed:
        return True
    if figure.unit in PERIODS and not figure.comparator and not figure.motion:
        return not (figure.stock or figure.cue)
    if figure.digits or {figure.unit, figure.base} & PLAIN:
        return False
    return len(HAN.match(figure.printed)[0]) < LONG


def _fact(figure: Figure) -> bool:
    """Say whether a figure of the plan tells what is so, or only by how much more."""
    own = re.split("[、，]", figure.lead)[-1]
    if figure.noun.endswith("毕业生") and not figure.act and figure.base == "人":
        return True
    if SIZES.match(figure.noun) and not figure.act:
        return True
    if FACTS.search(_done(figure.lead)) or "不变" in figure.tail[:12]:
        return True
    if GOOD_FOR.match(figure.tail):
        return True
    if RELATION.search(own) and not (figure.base == "%" and GROWN.match(own)):
        return True
    return figure.lead.endswith(("是", "相当于", "有", "最高", "注册资本"))


def standing(target: Figure, results: list[Figure]) -> bool:
    """Say whether a number is of what stands already: 发展5个集群, 5 of them before."""
    if not target.act.endswith(listed("延续")):
        return False
    return any(
        result.key == target.key and result.value == target.value for result in results
    )
