"""Read the term lists (CSV an analyst edits in Excel) into tidy tables, checked."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pandas as pd

from analysis import InputError

COLUMNS = {
    "words": ("word", "kind", "note"),
    "stopwords": ("word", "group", "note"),
    "units": ("unit", "note"),
    "task_verbs": ("verb", "class", "note"),
    "modifiers": ("word", "kind", "note"),
    "task_words": ("word", "class", "note"),
    "framing": ("phrase", "place", "note"),
    "roles": ("role", "cue", "note"),
    "wording": ("role", "cue", "place", "weight", "note"),
    "zones": ("zone", "cue", "note"),
    "genres": ("genre", "cue", "place", "note"),
    "kinds": ("kind", "report", "heading", "note"),
    "bodies": ("ending", "kind", "note"),
    "formulations": ("formulation", "kind", "since", "note"),
    "set_forms": ("form", "note"),
    "spelling": ("text", "kind", "note"),
    "sounds": ("sound", "characters"),
    "indicators": ("indicator", "term", "ceiling", "note"),
    "naming": ("word", "kind", "note"),
    "places": ("place", "kind", "note"),
    "answers": ("group", "term", "note"),
    "sections": ("word", "kind", "note"),
    "progress": ("word", "kind", "note"),
    "synonyms": ("group", "term", "note"),
    "things": ("group", "term", "note"),
    "drafting": ("word", "kind", "note"),
    "duties": ("word", "kind", "note"),
    "situation": ("word", "kind", "note"),
    "tables": tuple(
        "table label_zh label_en key counts needs chapter rows_zh rows_en".split()
    ),
    "columns": tuple(
        "table column label_zh label_en format page note_zh note_en".split()
    ),
    "values": ("column", "value", "label_zh", "label_en"),
    "themes": ("theme", "label_zh", "label_en", "term", "note"),
}
# Lies beside the folder of reports, not among the lists, and may be absent.
BESIDE = {"reports": ("report", "review_year", "plan_year", "body", "note")}
# What may stand only once; elsewhere the first column is the key.
KEYS = {
    "modifiers": ("word", "kind"),
    "task_words": ("word", "class"),
    "roles": ("cue",),
    "wording": ("cue", "place"),
    "zones": ("zone", "cue"),
    "indicators": ("term",),
    "naming": ("word", "kind"),
    "genres": ("cue",),
    "bodies": ("ending", "kind"),
    "answers": ("group", "term"),
    "sections": ("word", "kind"),
    "progress": ("word", "kind"),
    "synonyms": ("group", "term"),
    "things": ("group", "term"),
    "drafting": ("word", "kind"),
    "spelling": ("text", "kind"),
    "duties": ("word", "kind"),
    "situation": ("word", "kind"),
    "columns": ("table", "column"),
    "values": ("column", "value"),
    "themes": ("term",),
}
MAY_BE_EMPTY = set(
    "note since review_year plan_year body counts needs chapter page ceiling".split()
)
MAY_BE_EMPTY_IN = {"columns": set("label_zh label_en format note_zh note_en".split())}
NAMES_ONLY = {"tables.csv", "columns.csv", "values.csv"}  # these change no number
VALUES = {
    ("roles", "role"): set("review problems plan dated shortcoming matter".split()),
    ("wording", "role"): {"review", "problems", "plan", "none"},
    ("wording", "place"): {"段首", "文中", "导语"},
    ("wording", "weight"): {"1", "2", "3"},
    ("zones", "zone"): {
        "salutation",
        "address",
        "purpose",
        "formula",
        "annex",
        "service",
        "closing",
        "chrome",
        "colophon",
        "label",
        "title",
        "deals",
        "before_problems",
        "notice",
    },
    ("sections", "kind"): {
        "总述",
        "套话",
        "领起",
        "结果",
        "尾语",
        "泛词",
        "泛称",
        "年份",
        "问题接续",
        "问题套语",
        "问题引起",
        "问题收束",
        "问题总说",
        "问题谓语",
        "问题泛词",
        "问题背景",
        "跨年",
    },
    ("genres", "place"): {"题目", "开头"},
    ("indicators", "ceiling"): {"是", ""},
    ("places", "kind"): {"省级", "地级", "区域", "自称"},
    ("spelling", "kind"): set("虚词 修饰 层级 地名 另说 可省 形近 近义".split()),
    ("naming", "kind"): set(
        "前置 后置 动词 名词 中心词 量词头 地域 既有 动用 延续 可省 相对 非指标 "
        "总称 简称 分项 下界 上界 约数 不含本数 储备阶段 签约阶段 开工阶段 在建阶段 "
        "竣工阶段 实施阶段".split()
    ),
    ("progress", "kind"): set(
        "收尾 在途 限定 准备 起步 终点 一次 做过 套话 致谢".split()
    ),
    ("drafting", "kind"): set(
        "项目名 工程名 动工 空宾语 空修饰 泛指 泛宾语 续行 对分 地界 众人 泛称".split()
    ),
    ("duties", "kind"): set("负责 标签 单位 时点 节日 办成 往时 非时点".split()),
    ("situation", "kind"): set("判断 估量 形势 布置 主体 心理".split()),
    ("kinds", "report"): {"是", "工作后", "否"},
    ("kinds", "heading"): {"是", "否"},
    ("bodies", "kind"): {"名尾", "弱名尾", "非名尾"},
    ("framing", "place"): {"句首", "句中", "句末", "全句"},
    ("modifiers", "kind"): {"副词", "情态", "介词", "主语"},
    ("columns", "format"): set(
        "text flag list place count share points rate p statistic".split()
    )
    | {""},
    ("task_words", "class"): set(
        """
        非动词 拆开词 止读词 连词 递进连词 独立单字 口号字 同步动词 名宾动词 对象动词
        轻动词 兼语动词 邀请动词 推进动词 连动动词 带领动词 领起动词 承接动词 起草动词
        印发动词 营造动词 并联动词 建设动词 建造动词 培育动词 健全动词 改进动词 修饰动词
        适应动词 关系动词 补救动词 认知动词 提供动词 引领动词 致意动词 物主动词 进展动词
        成为动词 结果词 得力词 增降词 境况词 境况句尾 启用句尾 进展词 结合句尾 起来动词
        不足词 动态词 名称词尾 非词尾 句末词尾 单独宾语 文件词尾 结构词尾 场所词尾
        手段词尾 战役词尾 能力词尾 活动词尾 标题词 定语词 冠名词 开头词 使令介词
        面对介词 处置词 处置补语 目标词 姿态词尾 方面词尾 方位字 非方位词 框架词尾
        非框架词尾 自身机构 人员词尾 转入打算 需要词 量词 数量词 修饰词 程度词
        事业动词 入列动词 授誉动词 惠及动词 框架名词 领动介词 运行动词 创设动词 投入动词
        财物词尾 工具词尾 处置单字 口号非动词 兴旺词 首字分开 整词 态度动词 深入动词
        凭借介词 效劳动词 走访动词 在字动词 增减动词 尺度词
        报告动词
        """.split()
    ),
    ("formulations", "kind"): {
        "指导思想",
        "政治要求",
        "战略布局",
        "经济",
        "改革开放",
        "科技创新",
        "社会民生",
        "三农",
        "生态",
        "文化宣传",
        "安全法治",
        "党建",
    },
    ("task_verbs", "class"): {
        "启动新建",
        "持续推进",
        "深化提升",
        "约束整治",
        "保障支撑",
    },
}
PACKAGED = Path(__file__).parent / "data" / "lexicons"
CHECKOUT = Path(__file__).parents[2] / "data" / "lexicons"


def lexicon_folder() -> Path:
    """Return where the lists are: inside the installed package, or the checkout."""
    return PACKAGED if PACKAGED.is_dir() else CHECKOUT


def schemes() -> list[str]:
    """Return the names of the theme schemes there are.

    Examples
    --------
    >>> "publicity" in schemes()
    True
    """
    return sorted(path.stem for path in (lexicon_folder() / "themes").glob("*.csv"))


def lexicon_files() -> dict[str, bytes]:
    """Return the bytes of every list that can change a number, by file name.

    All but those that only say what tables are called.

    Examples
    --------
    >>> files = lexicon_files()
    >>> "themes/publicity.csv" in files, "columns.csv" in files
    (True, False)
    """
    folder = lexicon_folder()
    names = [p.relative_to(folder).as_posix() for p in folder.rglob("*.csv")]
    return {
        name: (folder / name).read_bytes()
        for name in sorted(names)
        if name not in NAMES_ONLY
    }


def list_cells(data: bytes) -> list[tuple[int, list[str]]]:
    r"""Return the cells of each row of a list with its line: the header, then terms.

    Examples
    --------
    >>> list_cells("word,note\n# 地名\n青城,\n".encode())
    [(1, ['word', 'note']), (3, ['青城', ''])]
    """
    lines = _decode(data).splitlines()
    reader = csv.reader("" if line.lstrip().startswith("#") else line for line in lines)
    rows = ([cell.strip() for cell in row] for row in reader)
    return [(reader.line_num, row) for row in rows if any(row)]


def read_lexicon(name: str, *, folder: Path | None = None) -> pd.DataFrame:
    """Read one list: one row per term, all columns text, `note` last.

    The index, `line`, is the line of the file on which the term stands.

    Parameters
    ----------
    name
        ``"words"``, ``"stopwords"``, …, or ``"themes/<scheme>"``.
    folder
        Where the lists are; by default the project's own.

    Raises
    ------
    InputError
        With file and line, where a column is missing, a cell that must not be is
        empty, a value is unknown, or a term stands twice.

    Examples
    --------
    >>> verbs = read_lexicon("task_verbs")
    >>> verbs.loc[verbs["verb"] == "打造", "class"].item()
    '启动新建'
    """
    kind = name.partition("/")[0]
    path = (folder or lexicon_folder()) / f"{name}.csv"
    if kind == "themes" and not path.is_file():
        known = "、".join(schemes())
        raise InputError(f"{path}: no such theme scheme; there are: {known}")
    now = path.stat() if path.is_file() else None
    changed = (now.st_mtime_ns, now.st_size, now.st_ino) if now else None
    return _read(path, kind, changed).copy()


@cache
def _read(path: Path, kind: str, changed: tuple[int, int, int] | None) -> pd.DataFrame:
    """Read a list once for each time that its file has `changed`."""
    columns = (COLUMNS | BESIDE)[kind]
    rows = _rows(path, columns)
    _check(path, kind, rows)
    lines = pd.Index([line for line, _ in rows], name="line")
    cells = [row for _, row in rows]
    return pd.DataFrame(cells, lines, list(columns)).astype("str")


def any_of(words: Iterable[str]) -> str:
    """Return the pattern that matches any of these words, the longest first.

    Words that begin alike are tried together, so that a search is quick.

    Examples
    --------
    >>> any_of(["问题", "困难", "困难问题"])
    '困(?:难问题|难)|问(?:题)'
    """
    after: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        after.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in after.items())


@cache
def theme_labels(scheme: str, language: str = "zh") -> dict[str, str]:
    """Return each theme's name by its id, in the scheme's order.

    Examples
    --------
    >>> [theme_labels("publicity", name)["safety"] for name in ("zh", "en")]
    ['安全稳定', 'safety and stability']
    """
    table = read_lexicon(f"themes/{scheme}").drop_duplicates("theme")
    return dict(zip(table["theme"], table[f"label_{language}"], strict=True))


def _rows(path: Path, columns: tuple[str, ...]) -> list[tuple[int, list[str]]]:
    """Return the cells of every row with the line it stands on."""
    try:
        found = list_cells(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    if not found or tuple(found[0][1]) != columns:
        header = ",".join(found[0][1]) if found else "nothing"
        expected = ",".join(columns)
        raise InputError(f"{path}:1: header is {header!r}; write {expected!r}")
    return found[1:]


def _decode(data: bytes) -> str:
    """Decode as Excel saves: UTF-8, with or without BOM, or GBK on Chinese Windows."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def _check(path: Path, kind: str, rows: list[tuple[int, list[str]]]) -> None:
    """Raise on the first row that breaks a rule of its list."""
    columns = (COLUMNS | BESIDE)[kind]
    key = [columns.index(name) for name in KEYS.get(kind, columns[:1])]
    empty = MAY_BE_EMPTY | MAY_BE_EMPTY_IN.get(kind, set())
    rules = [(name, name in empty, VALUES.get((kind, name))) for name in columns]
    labels: dict[str, list[str]] = {}
    seen: dict[tuple[str, ...], int] = {}
    for line, row in rows:
        where = f"{path}:{line}"
        if len(row) != len(columns):
            raise InputError(
                f"{where}: {len(row)} cells instead of {len(columns)}; "
                "put a cell that holds a comma in quotes"
            )
        for (name, may_be_empty, allowed), cell in zip(rules, row, strict=True):
            if not cell and not may_be_empty:
                raise InputError(f"{where}: {name} is empty; fill it in")
            if allowed and cell not in allowed:
                choices = ", ".join(sorted(allowed))
                raise InputError(f"{where}: {name} is {cell!r}; use one of {choices}")
        term = tuple(row[index] for index in key)
        if term in seen:
            what = " ".join(term)
            raise InputError(f"{where}: {what!r} stands on line {seen[term]} already")
        seen[term] = line
        if kind == "themes" and labels.setdefault(row[0], row[1:3]) != row[1:3]:
            raise InputError(f"{where}: theme {row[0]!r} has two names; keep one")
