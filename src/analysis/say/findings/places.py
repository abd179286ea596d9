"""Say where something stands in a plan: 第二节, 第八节之后."""

import re
from typing import NamedTuple

import pandas as pd

from analysis.compare.alignment.units import spans_years
from analysis.say.findings.headings import noun
from analysis.say.findings.notation import Said
from analysis.say.findings.titles import called

TARGETS = "预期目标"  # the passage of a plan that has them says so
DIGITS = "零一二三四五六七八九十"
SEVERAL = 2  # sections of a part whose sections have numbers
LARGEST = 20  # numerals that are written out


class Places(NamedTuple):
    """The sections of a plan, numbered where only one part has several."""

    order: dict[str, int]  # heading and number, from 1; none where two parts count
    parts: tuple[tuple[int, int, str], ...]  # without sections: clauses, and heading
    headings: frozenset[str]  # of all its parts
    clauses: dict[str, int]  # heading and how many clauses
    total: int
    first: int  # number of the first clause of the numbered sections, or of all
    last: int

    def of(self, section: str, clause: int) -> str:
        """Return where a clause stands: 第二节; outside of sections before or after."""
        return self.both(section, clause).zh

    def both(self, section: str, clause: int) -> Said:
        """Return in Chinese and in English where a clause stands."""
        if section in self.order:
            n = self.order[section]
            return Said(f"第{numeral(n)}节", f"section {n}")
        name = f"“{called(section)}”"
        if section in self.headings:
            return Said(f"{name}一节", f"section {name}")
        if TARGETS in section:
            return Said("主要预期目标中", "the main targets")
        for first, last, part in self.parts:
            if first <= clause <= last:
                return Said(f"“{called(part)}”部分", f"part “{called(part)}”")
        if not self.headings:
            return Said(name, name)
        if self.first <= clause <= self.last:
            return Said(f"{name}一段", f"passage {name}")
        if not self.order:
            end = clause > self.last
            return Said(f"{'结尾' if end else '开头'}部分", "end" if end else "opening")
        n = len(self.order)
        if clause > self.last:
            return Said(f"第{numeral(n)}节之后", f"after section {n}")
        return Said("第一节之前", "before section 1")

    def size(self, section: str) -> str:
        """Return how long a section is: 52/831; ``""`` of what is none."""
        n = self.clauses.get(section)
        return f"{n}/{self.total}" if n and section in self.headings else ""


def places(clauses: pd.DataFrame, role: str = "plan") -> Places:
    """Give the sections of the longest part of a side their numbers.

    Parameters
    ----------
    clauses
        The `clauses` table of one report.
    role
        Which side.
    """
    side = clauses[clauses["role"] == role]
    own = side[side["section"] != ""]
    of_work = own[own["part"].isin(parts_of_work(own))]
    n = of_work.groupby("part", sort=False)["section"].nunique()
    one = len(n) and (n >= SEVERAL).sum() <= 1  # else there are two of each number
    main = own[own["part"] == n.idxmax()] if one else own
    names = main["section"].unique() if one else []
    ends = (main["clause"].min(), main["clause"].max()) if len(main) else (0, 0)
    return Places(
        {name: at for at, name in enumerate(names, start=1)},
        _undivided(side) if len(own) else (),
        frozenset(own["section"]),
        own["section"].value_counts(sort=False).to_dict(),
        len(side),
        *map(int, ends),
    )


def _undivided(side: pd.DataFrame) -> tuple[tuple[int, int, str], ...]:
    """Return the parts without a section that name a subject: clauses, and heading.

    2014年工作总体部署 names none: it is what stands before the first section.
    """
    found = []
    for part, rows in side.groupby("part", sort=False):
        named = part and not re.search("[0-9“]", noun(part))
        if named and (rows["section"] == "").all():
            found.append((int(rows["clause"].min()), int(rows["clause"].max()), part))
    return tuple(found)


def parts_of_work(own: pd.DataFrame) -> set[str]:
    """Return the parts whose sections are work: not those on the years ahead."""
    parts = set(own["part"])
    others = {part for part in parts if spans_years(part)}
    return parts - others or parts


def numeral(n: int) -> str:
    """Write a number as a numeral of a section.

    Examples
    --------
    >>> [numeral(n) for n in (2, 10, 12, 21)]
    ['二', '十', '十二', '21']
    """
    if n > LARGEST - 1:
        return "二十" if n == LARGEST else str(n)
    return DIGITS[n] if n <= len(DIGITS) - 1 else "十" + DIGITS[n - 10]
