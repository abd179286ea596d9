"""Find sections of a draft that are far longer or shorter than those beside them."""

import pandas as pd

from analysis.say.draft.places import Draft, passage, remarked
from analysis.say.draft.remark import Remark

KIND = "length"
FEWEST = 4  # sections of a part that say what is usual
TIMES = 3  # as long as the middle one, or a third: 3 sections of 50 real reports are
SHORTEST = 60  # characters of the middle one
SIDES = ("review", "plan")


def length(draft: Draft) -> pd.DataFrame:
    """Return the sections that are a third as long as the middle one, or three times.

    Lengths are characters without the heading. Where more than one section is so, the
    part is no series of like sections and nothing is said; nor is anything of the last
    being long, for what stands behind the sections counts as its own. Parts of a side
    that have no sections are held against one another.

    Returns
    -------
    DataFrame
        The remarks, as `remarks` has them; the passage is the section's heading.
    """
    told = draft.clauses[draft.clauses["role"].isin(SIDES)]
    found = []
    for of, rows in (("section", told[told["section"] != ""]), ("part", _bare(told))):
        above = ["role", "part"] if of == "section" else ["role"]
        for _, series in rows.groupby(above, sort=False):
            found += _odd(draft, series, of)
    return remarked(draft, found)


def _bare(told: pd.DataFrame) -> pd.DataFrame:
    """Return the parts that have no sections: they are sections themselves."""
    cut = (told["section"] != "").groupby([told["role"], told["part"]]).transform("any")
    return told[(told["part"] != "") & ~cut]


def _odd(draft: Draft, series: pd.DataFrame, of: str) -> list[Remark]:
    """Return the remark on the one section of a series that is unlike the others."""
    size = (series["text"].str.len() + 1) * ~series["heading"].astype(bool)
    sizes = size.groupby(series[of], sort=False).sum()
    usual = sizes.median()
    odd = sizes[(sizes >= TIMES * usual) | (sizes * TIMES <= usual)]
    if len(sizes) < FEWEST or usual < SHORTEST or len(odd) != 1:
        return []
    name, own = odd.index[0], int(odd.iloc[0])
    if name == sizes.index[-1] and own > usual:
        return []
    zh = f"这一节{own}字，同一部分各节的中位数是{usual:.0f}字"
    en = f"this section has {own} characters; the middle one has {usual:.0f}"
    place = passage(draft, _heading(series[series[of] == name])["clause"])
    return [Remark(*place, KIND, zh, en)]


def _heading(section: pd.DataFrame) -> pd.DataFrame:
    """Return the heading of a section; where it has none, its first clause."""
    heading = section[section["heading"].astype(bool)]
    return heading if len(heading) else section.head(1)
