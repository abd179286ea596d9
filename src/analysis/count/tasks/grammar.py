"""The word classes and patterns by which the rules for task verbs tell cases apart."""

import re

# These take a noun, so a verb behind them is one: 强化督导检查, 加强统筹组织.
NOUN_ONLY = set(
    "加强 强化 加大 做好 抓好 抓实 搞好 作好 开展 进行 突出 注重 重视 取得 获得 采取 "
    "完成 提供 给予 实行 推行 试行 展开 举办 举行 参加 参与 形成 坚持 保持 "
    "提高 增强 增加 减少 营造 掀起 兴起".split()
)
# So do these, but they can stand in a list of verbs: 聚焦中心、服务大局.
AIMING = set("实施 落实 紧扣 聚焦 锚定 紧盯 瞄准 找准 打好 打赢".split())
# 制定优化营商环境规划: what is drafted has a verb in its name.
DRAFTING = set("制定 制订 出台 印发 编制 发布 起草".split())
DRAFT = re.compile("(?:规划|方案|意见|办法|计划|清单|措施|政策|条例|细则|通知|决定)$")
ISSUING = set("完善 实施 印发 出台 发布 下发 落实 修订".split())
# 找准做好工作的切入点: behind another verb these open a modifier.
LIGHT = set("做好 抓好 搞好 开展 进行 形成 取得 提供 完成".split())
# 推动学习教育向深度拓展: what the object then does is its own movement.
PIVOT = set(
    "推动 促进 支持 扶持 鼓励 引导 确保 保证 保持 助推 助力 促使 带动 督促 力促 倡导 "
    "激励".split()
)
# 倡导节约资源的生产方式: behind these a verb before 的 tells what or who is meant.
ALLOWING = set(
    "倡导 鼓励 支持 扶持 确保 保证 构建 打造 建设 形成 营造 构筑 塑造 出台".split()
)
# 组织党员开展活动, 召开会议研究方案: the body's own people and means; both verbs count.
SERIAL = set(
    "组织 带领 动员 发动 深入 召开 投入 筹集 争取 利用 运用 用好 发挥 集中 抽调 "
    "选派 遵循 筹措 投资 出台 制定 印发 成立 组建 借助 牵头 协调 帮助 协助 配合 联合 "
    "走进 下沉 出动 安排 派出 整合 抓住 抢抓 采取".split()
)
# What their people then do is a task too: 组织党员学习党章.
LED = set("组织 带领 动员 发动 召集 安排 选派 抽调".split())
# These stand before nouns as well: 推动重点专科向县域延伸.
ATTRIBUTIVE = set(
    "专题 专项 高度 重点 综合 基本 整体 系统 统一 实际 现场 全域 全程 高质量 "
    "高水平".split()
)
# 邀请专家授课: what those invited do is theirs.
INVITING = PIVOT | set("邀请 组织 允许".split())
NAMING = set("专题 专项 高度 重点 综合 整体 系统 全域".split())
MOVED = PIVOT | {"推进", "坚持"}
# Behind these a clause may end in adverb and verb: 推动工作扎实开展.
LEADING = PIVOT | SERIAL | set("推进 落实 抓好 做到 实现 坚持".split())
# 统筹协调, 传达学习: these join a verb that elsewhere is a noun.
JOINING = set("统筹 组织 传达 指导 协助 配合 参与 牵头 领会".split())
# 为…提供保障: what a frame with 为 leads up to, whatever verbs stand in it.
GIVING = set(
    "提供 留足 留出 作出 做出 奠定 注入 凝聚 营造 增添 赢得 创造 贡献 积累 打下 打牢 "
    "夯实".split()
)
# A thing can be their subject: 地区生产总值实现…, 项目带动就业.
OF_THINGS = set(
    "实现 完成 突破 增加 减少 提升 提高 增强 改善 优化 取得 获得 荣获 入选 形成 呈现 "
    "展现 彰显 体现 焕发 激发 覆盖 惠及 带动 拉动 吸引 保持 扩大 壮大 巩固 满足 释放 "
    "集聚 赢得 降低 缩小 稳定 创下 入围 获批 发挥 发展 延伸 迈出 参与 参加 融合 升级 "
    "活跃 繁荣 转变 深化 开拓 开创 加快 加速 开工 投入 "
    "缩短 缩减 净增 新开工 落地 获 提速 清零 迎来 带来 贯穿".split()
)
# What a thing is said to do at the end of a clause: 惠民的工程稳步推进.
FARING = OF_THINGS | set(
    "推进 开展 实施 落实 启动 建立 构建 完善 健全 加强 展开 规范 普及 拓展 推广 夯实 "
    "筑牢 凸显 攀升 压实 收窄 理顺 运行 建设 建成 推开 贯彻 履行".split()
)
# A verb before one of these is part of a name: 质量提升行动, 服务保障能力; but not
# before 区域, 量子, 平台经济, which only begin so.
TAILS = set(
    "工作 机制 体系 体制 制度 能力 水平 行动 工程 活动 措施 举措 方案 方法 方式 "
    "力度 作用 情况 任务 责任 意识 力量 队伍 格局 效果 成效 成果 质量 效率 功能 "
    "政策 计划 规划 平台 模式 会 类 型 业 权 点 区 期 量 库 资金 机构 系统 人员 "
    "单位 部门 思维 思路 步伐 进程 流程 标准 形式 载体 渠道 手段 内容 路径 领域 "
    "职责 职能 战略 经验 问题 需要 要求 需求 环境 氛围 面积 比例 比重 总量 总额 "
    "时间 时限 名单 程序 数量".split()
)
NO_TAILS = re.compile(
    "成果转化|形式主义|政策性|平台经济|平台企业|战略性|需求变化|库存|会[议展员计商]|类似|型号|"
    "业[务态主界内]|权[益威利力]|点[击对亮]|区[域划间县块位]|期[间待货盼]|量[子化身]"
)
# 八是推进…, 重点是搞好…, 就是要统筹…: behind these the clause but begins.
OPENING = re.compile(
    "(?:[一二三四五六七八九十]+|工作重点|重点|关键|核心|要点|就|特别|尤其)是"
)
# 保护环境, 总结经验: of these, what a verb can govern where nothing else follows.
GOVERNED = set(
    "环境 经验 职能 职责 需求 问题 任务 责任 要求 方式 标准 内容 资金 力量 人员 "
    "政策 思想 时间 功能 路径 模式 平台 机制 制度 载体 渠道 队伍 氛围 格局".split()
)
# 提升引领带动作用: the same, where nothing else follows.
CLOSED = "能力 作用 行动 活动 工程".split()
# 处理改革、发展、稳定的关系: what stands in the relation is no task.
RELATING = set("处理 把握 协调 理顺 平衡 认识".split())
# 推动发展、维护稳定的能力: the verbs before it are its modifiers.
CAPACITIES = tuple("能力 本领 水平 作用 责任 任务 要求 机制 格局".split())
CAPACITY = re.compile(
    "的(?:各项|重要)?(?:能力|本领|水平|作用|责任|任务|要求|机制|格局)$"
)
# 还不完全适应.
NEGATED = re.compile("[不未没](?:够|能|完全|太)?$")
# 宣传思想文化工作综述 is a title; 全面通车, 开通运行 what became of a thing.
TITLE = re.compile("工作(?:综述|总结|计划|要点|报告|汇报|思路|方案|情况)")
RESULT = re.compile(
    "在(?![建线职])|[到为]|运行|运营|通车|投产|投运|投用|使用|见效|完工|竣工|验收|交付|施行"
)
ACTIVITY = ("工作", "活动")
# 抓落实的先手不够: a clause that ends so says what is lacking.
DEFECTS = tuple(
    "不够 不足 不强 不高 不大 不多 不深 不实 不全 不优 不快 不细 不严 "
    "不力 不齐 不到位 不平衡 不充分 不明显 不突出 不适应 不充实 不健全 "
    "不完善 不规范 欠缺 薄弱 严峻 较弱 偏弱 滞后 缓慢 较慢 重大 艰巨 "
    "有差距 至关重要 十分重要".split()
)
LACKING = re.compile("(?:缺少..|有待.{2,6})$")
REMEDYING = PIVOT | set(
    "解决 破解 克服 弥补 改变 扭转 补齐 消除 化解 缓解 整改 查找 纠正".split()
)
# 解决突出矛盾, 优化丰富多样的供给: behind a verb these describe.
DESCRIBING = set("突出 坚定 充实 活跃 明确 丰富 稳定".split())
# 建立适应现代企业制度的机制: these tell, before 的, what the thing is for.
FITTING = set(
    "适应 覆盖 联通 贯通 辐射 满足 体现 反映 契合 支撑 引领 服务 促进 保障".split()
)
# What is built up has verbs in its name: 健全防止返贫帮扶政策体系, 健全决策、执行机制;
# but 完善落实政策.
BUILDING_UP = {"健全", "完善", "建立", "构建", "形成"}
RENEWING = BUILDING_UP | set(
    "落实 执行 实施 推广 巩固 创新 优化 规范 用好 推行 提升 改进".split()
)
STRUCTURES = ("体系", "机制", "制度", "政策", "办法", "体制", "标准")
# 打造畅通双循环重要节点: the same of places, without 的.
PLACES_BUILT = ("节点", "枢纽", "通道", "高地", "桥梁", "门户", "样板", "窗口")
# 新建改造管网: these are second verbs, before what is no tail.
BUILT = {"建设", "改造", "改建", "扩建", "出版"}
# 服务外包金额增长6%: what a name of verbs begins is told of a thing.
FARED = re.compile(
    "(?:增长|下降|上升|占|位居|增至|升至|降至)[^、]{0,6}?[0-9一二两三四五六七八九十百千万％%]"
    "|达到?[^、]{0,4}?[0-9一二两三四五六七八九十百千万％%]"
    "|(?<=[量数额值率度入模重比分积位资费别计])(?:超过?|突破)[^、]{0,4}?[0-9一二两三四五六七八九十百千万]"
    "|(?:超过?|突破)[^、]{0,2}?[0-9.]{1,9}[％%]"
    "|取得|呈现|成效|顺利$|显著|不及|有声有色|[更愈]加..$|明显|良好$|仍|要有|[迈跃再登]上|面临|处于|依然|依旧|还[是有]"
    "|(?:完工|竣工|投用|投产|通车|交付)$"
)
# 采取减税、退税等多种方式减轻负担: behind these comes what they serve.
MEANS = ("方式", "方法", "办法", "措施", "手段", "形式")
# 新设企业增长近七成, 建立制度步伐加快: what is told of a thing.
GREW = re.compile(
    "[^、产值量](?:同比)?(?:增长|下降|上升)[约近超过]{0,2}[0-9.]{1,6}[%％倍][^、]{0,2}$"
    "|(?:步伐|进程|进度)(?:明显|不断|进一步)?(?:加快|提速)$"
    "|步伐(?:更加?|进一步)?(?:大|快|稳|坚实)$"
)
# 社区服务站投入使用: so it is told of a thing.
STARTED = ("投入使用", "投入运营", "投入运行", "开工建设", "建成投用", "投入生产")
# 防范化解重大风险攻坚战: the battle's name holds the verbs.
BATTLES = ("攻坚战", "持久战", "保卫战", "歼灭战", "阻击战", "整体战", "主动仗")
# 融入新格局取得新进展: the verb's phrase is what made progress.
PROGRESS = tuple("进展 成效 突破 成果 进步 成绩".split())
# 在…等方面 at the end leads up to nothing.
PLACES = tuple("方面 之下 之际 期间 背景下 领导下 指导下 支持下 部署下 中".split())
# 观念同实践结合起来 carries on what 把 began.
JOINED = re.compile("(?:结合|统一|衔接|联系)起来$")
# 抓好落实是关键 says what a task is, 牢记初心是什么 is one.
KNOWING = set("牢记 明确 认识 注意 坚信 把握 理解 考虑 重申 了解 坚持 注重".split())
# 在取得一定成绩的同时.
FRAME_ENDS = tuple(
    "的同时 基础上 情况下 条件下 过程中 前提下 背景下 以来 时 如下 后".split()
)
# 据调查显示, 据统计; 如观看录像、实地参观 names forms of what was done.
REPORTED = re.compile("据(?![点守理此实])|[例比]?如(?![期实约数愿火此何上意果皋东])")
NO_FRAME_ENDS = tuple("今后 前后 落后 滞后 最后 此后 善后 先后 随后".split())
# Units and people of the body itself act for it: 全市教育系统获得表彰.
OWN = re.compile(
    "(?:(?<!生态)系统|党委|党组|党支部|部门|街道|机关|领导小组|中心组|干部|职工|党员)$"
)
# 各项工作推进有力、落实有效: how it went is told, not what was done.
WENT = re.compile("有[力序效]|到位|得力|顺利")
# 集中学习与分散自学相结合.
COMBINED = ("相结合", "相统一", "相衔接", "相促进")
# 以科技创新引领产业创新: what a frame with 以 leads up to, nouns though they can be.
DRIVING = set("引领 带动 驱动 支撑 保障 服务 赋能 融入 引导".split())
# 繁荣发展文艺创作: behind these 发展 is a second verb, before what is no tail.
GROWING = set("创新 培育 繁荣 支持 鼓励 扶持 保护 传承 壮大".split())
# When, where and how; anything else before the verb is a subject.
ADVERBIAL = re.compile(
    "^(?![比较]).*(?:[年月日来季底前后中上下里内]|(?<=[年季])度|(?<=[期时年])间"
    "|(?<![一二三四五六])期|(?<![模方形仪])式|种方式|不同程度|(?<![层档名])次"
    "|(?<![基工用土耕园阵绿草林营湿胜产碱])地|月份)共?$"
    "|(?<!代)化$|^更多$|时间$|目前$|同时$|此外$|其中$|^[0-9.%]+$"
)
ADVERBIAL_ENDS = set("多共份年月日来期间季度底前后中上下里内地式次化时外%0123456789.")
# 将学习放在突出位置: what stands behind 将 is its object.
FRONTING = re.compile(
    "作为|[放摆落实]在|[放摆]到|纳入|列入|列为|贯穿|转化|融入|当作|结合"
)
# 在富集地区布局建设项目.
SITE = re.compile("[区域市县镇村园线带点校院所城乡国省街社会台]$|.[中上下里内]$")
# 在统筹发展和安全上善作善为.
WITHIN = re.compile("[上中下里](?![海国心央一级小医年东西部华原文学午旬半升山])")
# 向关心支持我省发展的朋友: those who are thanked did this.
GREETED = {"关心", "支持", "投资", "建设", "帮助", "改革", "发展"}
# 以…为抓手: with these the frame ends.
AIMED = re.compile(
    "为.{0,6}(?:抓手|重点|目标|主题|主线|契机|牵引|引领|统领|导向|支撑|核心|突破口|龙头|指导|准绳|遵循)$"
)
# 以更大力度推进: behind these the main verb.
MANNERS = ("力度", "标准", "强度", "方式", "姿态")
LOCATIVE = set("中上下后前里内间时面程")
# 落地见效, 常态化制度化: movements that no lexicon lists.
MOVEMENT = re.compile(
    "蓬勃|健康|平稳|落地|落细|落到|走出去|见效|走深|走实|做大|做强|转型|提档|(?<!、)(?:[扩减].)?提质(?!效|.{0,20}(?:行动|工程|计划|任务)$)|扩围|扩容|扩能|增收|同部署|再上|迈上|有声有色|有声势|稳中|上台阶"
    "|(?:(?!工业|城[镇市乡]|全球|多极|现代|信息|产业|一体|民主|社会|区域).[^转文变绿美净优深强细固硬亮]化){1,9}(?:、|$)"
)


def adverbial(word: str) -> bool:
    """Say whether a word tells when, where or how: 今年以来, 全市范围内."""
    return word[-1] in ADVERBIAL_ENDS and bool(ADVERBIAL.search(word))


def frames_all(clause: str) -> bool:
    """Say whether a clause only frames the next: 在取得一定成绩的同时."""
    if clause[:1] in "据如例比" and REPORTED.match(clause):
        return True
    if clause.endswith("的结果") and "取" not in clause:
        return True  # 省委带领全省人民拼搏实干的结果
    return clause.endswith(FRAME_ENDS) and not clause.endswith(NO_FRAME_ENDS)


def lacks(clause: str) -> bool:
    """Say whether a clause tells what is lacking: 抓落实的先手不够."""
    if clause.endswith(DEFECTS):
        return True
    return ("有待" in clause or "缺少" in clause) and bool(LACKING.search(clause[-10:]))


def progress(clause: str, first: int) -> bool:
    """Say whether a clause ends in progress made behind a place: 取得新进展."""
    made = clause.rfind("取得", first)
    if made < 0 or not clause.endswith(PROGRESS):
        return False
    return clause.find("、取", made) < 0 and clause.find("的取", made) < 0


def fared(rest: str) -> bool:
    """Say whether what follows a verb tells how a thing fared: 实施进展顺利."""
    told = rest.partition("、")[0].rpartition("”")[2]
    jobs = told.startswith("就业")  # 城镇新增就业超过5万人
    return not (jobs or "的" in told or "“" in told) and bool(FARED.search(told))
