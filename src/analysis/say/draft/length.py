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
    being long, for what stands behind the sections counts as its own.

    Returns
    -------
    DataFrame
        The remarks, as `remarks` has them; the passage is the section's heading.
    """
    told = draft.clauses[draft.clauses["role"].isin(SIDES)]
    told = told[told["section"] != ""]
    found = []
    for _, part in told.groupby(["role", "part"], sort=False):
        size = (part["text"].str.len() + 1) * ~part["heading"].astype(bool)
        sizes = size.groupby(part["section"], sort=False).sum()
        usual = sizes.median()
        odd = sizes[(sizes >= TIMES * usual) | (sizes * TIMES <= usual)]
        if len(sizes) < FEWEST or usual < SHORTEST or len(odd) != 1:
            continue
        section, own = odd.index[0], int(odd.iloc[0])
        if section != sizes.index[-1] or own < usual:
            heads = part[part["section"] == section]
            zh = f"这一节{own}字，同一部分各节的中位数是{usual:.0f}字"
            en = f"this section has {own} characters; the middle one has {usual:.0f}"
            place = passage(draft, _heading(heads)["clause"])
            found.append(Remark(*place, KIND, zh, en))
    return remarked(draft, found)


def _heading(section: pd.DataFrame) -> pd.DataFrame:
    """Return the heading of a section; where it has none, its first clause."""
    heading = section[section["heading"].astype(bool)]
    return heading if len(heading) else section.head(1)
