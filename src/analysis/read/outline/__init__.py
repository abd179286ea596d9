"""Parse reports into clauses by their own structure: 一、（一）一是."""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis import InputError
from analysis.read.outline.cutting import Cut, cut
from analysis.read.outline.heads import number_heads
from analysis.read.outline.levels import Paragraph, paragraphs
from analysis.read.outline.roles import assign
from analysis.read.outline.wording import PROBLEM_PARAGRAPH

__all__ = [
    "MARK",
    "PROBLEM_PARAGRAPH",
    "ROLES",
    "ROLE_NAMES",
    "Paragraph",
    "outline",
    "parse",
    "require_roles",
    "sections",
]

ROLE_NAMES = {"review": "总结", "problems": "问题", "plan": "计划", "other": "其他"}
ROLES = tuple(ROLE_NAMES)
# Closing quotes and brackets belong to the mark before them; a comma or colon
# between digits belongs to the number.
MARK = re.compile(r"(?:[，。；：！!？?;]|(?<!\d)[,:]|[,:](?!\d))+[”’」』）)》]*")
SIZES = ["n_clauses", "n_items", "n_characters"]
COLUMNS = (
    "report clause sentence role year part section item heading start text".split()
)


def parse(reports: pd.DataFrame) -> pd.DataFrame:
    r"""Split reports into clauses, each carrying its place in the outline.

    A clause is the text between ，。；：！？ or line ends, without its numeral or
    marker; 、 stays inside. ``text[start:start + len(clause)]`` is the clause.

    Parameters
    ----------
    reports
        The `reports` table; `report` and `text` are needed, the years are used.

    Returns
    -------
    DataFrame
        The `clauses` table, one row per clause, in reading order.

    Examples
    --------
    >>> text = "总结\n一、2024年工作计划\n（一）服务群众。一是办好就业。二是办好教育。"
    >>> clauses = parse(pd.DataFrame({"report": ["2023"], "text": [text]}))
    >>> clauses[["role", "section", "item", "text"]]
        role section item         text
    0  other                        总结
    1   plan               2024年工作计划
    2   plan    服务群众              服务群众
    3   plan    服务群众    一       办好就业
    4   plan    服务群众    二       办好教育
    """
    read = [_read(report) for report in reports.itertuples()]
    return _table(read, [report.report for report in reports.itertuples()])


def sections(clauses: pd.DataFrame) -> pd.DataFrame:
    """Measure every section: one row per section, in reading order.

    A part without sections of its own is one row, with `section` ``""``; text that
    stands above the first section of its part is left out.

    Returns
    -------
    DataFrame
        `report`, `role`, `year`, `part`, `section`, `order` (1, 2, … within the
        role), `n_clauses`, `n_items`, `n_characters` (of the clauses) and `share`
        (of the clauses of the role's sections).
    """
    place = ["report", "role", "part", "section"]
    headed = clauses[(clauses["part"] != "") | (clauses["section"] != "")]
    divided = headed.groupby(place[:3])["section"].transform(lambda s: (s != "").any())
    inside = headed[(headed["section"] != "") | ~divided.astype(bool)]
    table = (
        inside.assign(characters=inside["text"].str.len())
        .groupby(place, sort=False)
        .agg(
            year=("year", "first"),
            n_clauses=("clause", "size"),
            n_items=("item", lambda item: item[item != ""].nunique()),
            n_characters=("characters", "sum"),
        )
        .reset_index()
    )
    role = table.groupby(["report", "role"], sort=False)
    return table.assign(
        order=role.cumcount() + 1,
        share=table["n_clauses"] / role["n_clauses"].transform("sum"),
    )[[*place[:2], "year", *place[2:], "order", *SIZES, "share"]]


def require_roles(clauses: pd.DataFrame, roles: Iterable[str], purpose: str) -> None:
    """Raise one clear line where a report lacks one of the roles.

    Raises
    ------
    InputError
        Naming the report, what was found in it and what needs the roles.
    """
    if clauses.empty:
        raise InputError(f"the report holds no clause; {purpose} needs some")
    for report, rows in clauses.groupby("report", sort=False):
        n = rows["role"].value_counts(sort=False)
        if missing := [role for role in roles if role not in n.index]:
            found = ", ".join(f"{role} {count} clauses" for role, count in n.items())
            raise InputError(
                f"{report}: no {' and no '.join(missing)} found (found: {found}); "
                f"{purpose} needs {' and '.join(roles)}. "
                "See how it was read: zhongxin outline"
            )


def outline(
    text: str, years: tuple[int | None, int | None] = (None, None)
) -> list[Paragraph]:
    r"""Return the paragraphs of a text with their place, role and the reasons.

    Examples
    --------
    >>> found = outline("总结\n一、2024年工作计划\n办好教育。")
    >>> found[1].role, found[1].reasons
    ('plan', ['heading of the part: 工作计划'])
    """
    found = paragraphs(text)
    assign(found, years)
    number_heads(text, found)
    return found


class _Read:
    """One report as it was read: the parts of its rows."""

    __slots__ = ("cut", "found", "text", "years")

    def __init__(self, report: tuple) -> None:
        self.text = report.text
        review, plan = (_year(report, f"{side}_year") for side in ("review", "plan"))
        self.years = {"review": review, "problems": review, "plan": plan}
        self.found = outline(report.text, (review, plan))
        self.cut: Cut = cut(report.text, self.found)


def _read(report: tuple) -> _Read:
    return _Read(report)


def _year(report: tuple, name: str) -> int | None:
    value = getattr(report, name, None)
    return None if value is None or pd.isna(value) else int(value)


def _table(read: list[_Read], names: list[str]) -> pd.DataFrame:
    """Put the clauses of all reports into one table.

    What many clauses share is written once and taken by its number, which is what
    makes this fast.
    """
    sizes = [len(one.cut.start) for one in read]
    before = np.cumsum([0, *(len(one.found) for one in read)])
    block = _joined(
        [one.cut.block + n for one, n in zip(read, before, strict=False)], np.int64
    )
    found = [(paragraph, one.years) for one in read for paragraph in one.found]

    def shared(values: list[str]) -> pd.api.extensions.ExtensionArray:
        return pd.array(values, dtype="str").take(block) if values else _empty()

    years = [years.get(paragraph.role) for paragraph, years in found]
    columns = {
        "report": pd.array(names, dtype="str").take(
            np.repeat(np.arange(len(names)), sizes)
        )
        if names
        else _empty(),
        "clause": _joined([np.arange(n) for n in sizes], np.int64),
        "sentence": _joined([one.cut.sentence for one in read], np.int64),
        "role": shared([paragraph.role for paragraph, _ in found]),
        "year": pd.array(years, dtype="Int64").take(block) if years else years,
        "part": shared([paragraph.part for paragraph, _ in found]),
        "section": shared([paragraph.section for paragraph, _ in found]),
        "item": [item for one in read for item in one.cut.item],
        "heading": _joined([one.cut.heading for one in read], bool),
        "start": _joined([one.cut.start for one in read], np.int64),
        "text": [text for one in read for text in _texts(one)],
    }
    table = pd.DataFrame(columns, columns=COLUMNS)
    return table.astype({"year": "Int64", "item": "str", "text": "str"})


def _texts(one: _Read) -> list[str]:
    text = one.text
    bounds = zip(one.cut.start.tolist(), one.cut.end.tolist(), strict=True)
    return [text[start:end] for start, end in bounds]


def _joined(arrays: list[np.ndarray], dtype: type) -> np.ndarray:
    return np.concatenate([np.zeros(0, dtype), *arrays]).astype(dtype)


def _empty() -> pd.api.extensions.ExtensionArray:
    return pd.array([], dtype="str")
