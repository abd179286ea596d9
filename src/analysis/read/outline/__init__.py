"""Parse reports into clauses by their own structure: 一、（一）一是."""

import re
from collections.abc import Iterable

import pandas as pd

from analysis import InputError
from analysis.read.outline.characters import CLOSERS, IN_NUMBERS, MARKS, in_simplified
from analysis.read.outline.clauses import Outlined, tabulate
from analysis.read.outline.contents import set_contents_apart
from analysis.read.outline.habits import settle
from analysis.read.outline.leads import tell_leads
from analysis.read.outline.levels import (
    find_bare_headings,
    nest,
    place,
    raise_lone_items,
    set_title_apart,
)
from analysis.read.outline.markers import mark
from analysis.read.outline.paragraphs import Paragraph, split
from analysis.read.outline.roles import assign_roles, number_by_role
from analysis.read.outline.unmarked import number_unmarked
from analysis.read.outline.wording import PROBLEM_PARAGRAPH

__all__ = [
    "MARK",
    "PROBLEM_PARAGRAPH",
    "ROLES",
    "Paragraph",
    "arrange",
    "outline",
    "parse",
    "require_roles",
    "sections",
    "split",
]

ROLES = ("review", "problems", "plan", "other")
# Closing quotes and brackets belong to the mark before them; a comma or colon
# between digits belongs to the number.
MARK = re.compile(
    rf"(?:(?![{IN_NUMBERS}])[{MARKS}]"
    rf"|(?<!\d)[{IN_NUMBERS}]|[{IN_NUMBERS}](?!\d))+[{CLOSERS}]*"
)
SIZES = ["n_clauses", "n_items", "n_characters"]


def outline(
    text: str, years: tuple[int | None, int | None] = (None, None)
) -> list[Paragraph]:
    r"""Return the paragraphs of a text with their place, role and the reasons.

    `years` are the year reviewed and the year planned, where they are known.

    Examples
    --------
    >>> found = outline("总结\n一、2024年工作计划\n办好教育。")
    >>> found[1].role, found[1].reasons
    ('plan', ('heading of the part: 工作计划',))
    """
    return arrange(split(text), text, years)


def arrange(
    found: list[Paragraph], text: str, years: tuple[int | None, int | None]
) -> list[Paragraph]:
    """Return what `split` made of a text with place, role and reasons, step by step.

    Each step returns new paragraphs and leaves those it was given as they were.
    Traditional text is read in simplified characters, and told as it is written.
    """
    plain = in_simplified(text)
    if plain == text:
        return _arranged(found, text, years)
    found = [here._replace(text=plain[here.start : here.end]) for here in found]
    found = _arranged(found, plain, years)
    return [_as_written(here, plain, text) for here in found]


def _arranged(
    found: list[Paragraph], plain: str, years: tuple[int | None, int | None]
) -> list[Paragraph]:
    """Take the steps on a text in simplified characters."""
    found = mark(found)
    found = set_contents_apart(found)
    found = settle(found)
    found = set_title_apart(found)
    found = find_bare_headings(found)
    found = raise_lone_items(found)
    found = nest(found)
    found = place(found)
    found = assign_roles(found, years)
    found = number_unmarked(found, plain)
    found = tell_leads(found, years)
    return number_by_role(found)


def _as_written(here: Paragraph, plain: str, text: str) -> Paragraph:
    """Return a paragraph that was read in simplified characters as it is written."""
    names = {}
    for level in ("part", "section"):
        name = getattr(here, level)
        at = plain.rfind(name, 0, here.end)
        names[level] = text[at : at + len(name)] if at >= 0 else name
    return here._replace(text=text[here.start : here.end], **names)


def parse(
    reports: pd.DataFrame, *, outlines: Iterable[list[Paragraph]] | None = None
) -> pd.DataFrame:
    r"""Split reports into clauses, each carrying its place in the outline.

    A clause is the text between ，。；：！？ or line ends, without its numeral or
    marker; 、 stays inside. ``text[start:start + len(clause)]`` is the clause.

    Parameters
    ----------
    reports
        The `reports` table; `report` and `text` are needed, the years are used.
    outlines
        What `outline` returned for each report, where it is at hand.

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
    rows = list(reports.itertuples())
    years = [(_year(row, "review_year"), _year(row, "plan_year")) for row in rows]
    if outlines is None:
        texts = (row.text for row in rows)
        outlines = (outline(*one) for one in zip(texts, years, strict=True))
    return tabulate(
        Outlined(row.report, row.text, *said, found)
        for row, said, found in zip(rows, years, outlines, strict=True)
    )


def _year(report: tuple, name: str) -> int | None:
    value = getattr(report, name, None)
    return None if value is None or pd.isna(value) else int(value)


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
