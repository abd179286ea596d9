"""Say where one body's plan stands clear of all others: words, themes, quantities.

The highest or the lowest is named only where it stands apart from the next one, and
the next one is named with it: all others together would hide a close second.
"""

import pandas as pd

from analysis.say.findings.finding import Finding
from analysis.say.findings.shelf import Shelf, Told, places
from analysis.say.findings.titles import called

NEWS = {"rare", "notable"}
LEAST = 0.03  # of a plan's clauses that a theme has more, or less, than in the others
FEWEST = 5  # clauses of a theme, and of the section that holds most of them
OFTEN, TIMES = 6, 2.5  # times a word stands in a plan, and more thickly than elsewhere
INHERITED = 0.2  # of a theme's clauses, which have it from their heading: it is said
MOST = {"theme": 4, "word": 8}  # told of a kind
APART = 1.15  # times the next: less is no highest and no lowest
AHEAD = {"word": 1.5, "theme": 1.3}  # times the next, of what a plan is said to stress


def words(held: pd.DataFrame, shelf: Shelf) -> Told:
    """Tell the words of a theme that one plan stresses most, the clearest first."""
    told = telling_words(held)
    told = told.sort_values("z", ascending=False, kind="stable")
    told = told.drop_duplicates("report").head(MOST["word"])
    return [(row.body, _word(row, shelf)) for row in told.itertuples()]


def _word(row: tuple, shelf: Shelf) -> Finding:
    zh = (
        f"“{row.subject}”{row.body}报告计划部分{row.n}次（每万字{row.per_10k:.1f}次），"
        f"{shelf.n}份中最密，"
    )
    en = (
        f"“{row.subject}” stands {row.n} times in the plan of “{row.body}” "
        f"({row.per_10k:.1f} per 10,000 characters), "
    )
    if row.next:
        zh += f"其次{row.next_body}{row.next_n}次（每万字{row.next:.1f}次）"
        en += f"the most of {shelf.n}; next is “{row.next_body}” with {row.next_n} "
        en += f"({row.next:.1f})"
    else:
        zh += f"{shelf.others()}的计划部分没有"
        en += f"and not once in the {shelf.n - 1} others"
    evidence = places(shelf.plans, [row.subject], row.report)
    one = Finding("word", row.subject, zh, en, evidence, weight=row.z)
    return one._replace(
        value_reference=row.next,
        value_target=row.per_10k,
        unit="per_10k",
        difference=row.per_10k - row.next,
    )


def telling_words(held: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `sisters` on words that a plan stresses most of all.

    Far more thickly than the other plans do, and half as thickly again as the next of
    them (`next`, `next_body`).
    """
    every = held[held["kind"] == "word"]
    told = every[every["stressed"] & (every["rank"] == 1) & (every["n"] >= OFTEN)]
    told = told[told["per_10k"] >= TIMES * told["others_per_10k"]]
    told = beside_next(told, every, "per_10k")
    return told[told["per_10k"] >= AHEAD["word"] * told["next"]]


def beside_next(
    told: pd.DataFrame, every: pd.DataFrame, rate: str, *, highest: bool = True
) -> pd.DataFrame:
    """Add to rows of `sisters` the body that comes next to each, and its numbers.

    Parameters
    ----------
    told
        Rows that stand at one end.
    every
        Those of all bodies.
    rate
        The column that they are ranked by.
    highest
        Whether they stand at the upper end.

    Returns
    -------
    DataFrame
        The rows with `next_body`, `next` (its rate), `next_n` and `next_of`.

    Examples
    --------
    >>> every = pd.DataFrame({"subject": "海洋", "report": ["a", "b", "c"], "n": 1,
    ...     "body": ["甲", "乙", "丙"], "of": 9, "share": [0.2, 0.05, 0.1]})
    >>> beside_next(every[:1], every, "share")[["body", "next_body", "next"]]
      body next_body  next
    0    甲         丙   0.1
    """
    ranked = every.sort_values(rate, ascending=not highest, kind="stable")
    names = {"body": "next_body", rate: "next", "n": "next_n", "of": "next_of"}
    rows = []
    for row in told.itertuples():
        others = ranked[
            (ranked["subject"] == row.subject) & (ranked["report"] != row.report)
        ]
        rows.append(others.iloc[0][[*names]].to_dict())
    found = pd.DataFrame(rows, index=told.index, columns=[*names])
    return told.join(found.rename(columns=names))


def themes(held: pd.DataFrame, themes: pd.DataFrame, shelf: Shelf) -> Told:
    """Tell the themes that a plan gives most or least room, beyond what is usual.

    Only where the theme's own terms put the plan at the same end, and the next one is
    clear of it.
    """
    every = held[(held["kind"] == "theme") & (held["role"] == "plan")]
    own = by_own(every)
    clear = every["usual"].isin(NEWS) & (every["difference"].abs() >= LEAST)
    most = clear & (every["rank"] == 1) & (every["n"] >= FEWEST)
    least = clear & (every["rank"] == every["n_bodies"])
    least &= every["others"] >= 2 * LEAST
    top = beside_next(every[most], every, "share")
    top = top[top["share"] >= AHEAD["theme"] * top["next"]]
    low = beside_next(every[least], every, "share", highest=False)
    low = low[low["next"] >= APART * low["share"]]
    top, low = by_terms(top, own), by_terms(low, own, highest=False)
    told = pd.concat([part for part in (top, low) if len(part)] or [top])
    told = told.assign(size=told["difference"].abs())
    told = told.sort_values("size", ascending=False, kind="stable")
    return [_theme(row, themes, shelf) for row in told.head(MOST["theme"]).itertuples()]


def by_own(every: pd.DataFrame) -> pd.DataFrame:
    """Add to rows on themes their share by terms of their own: `own`."""
    return every.assign(own=every["n_own"] / every["of"])


def by_terms(
    told: pd.DataFrame, own: pd.DataFrame, *, highest: bool = True
) -> pd.DataFrame:
    """Leave what the theme's own terms do not bear out: the same end, and clear.

    Where by its terms another body comes next, the next one is not named.
    """
    beside = beside_next(own.loc[told.index], own, "own", highest=highest)
    ends = beside[["own", "next"]].astype(float)
    clear = ends.max(axis=1) >= APART * ends.min(axis=1)
    clear &= (beside["own"] > beside["next"]) == highest
    same = beside["next_body"] == told["next_body"]
    return told.assign(next_body=told["next_body"].where(same, ""))[clear]


def _theme(row: tuple, themes: pd.DataFrame, shelf: Shelf) -> tuple[str, Finding]:
    about = themes[
        (themes["theme"] == row.subject)
        & (themes["report"] == row.report)
        & (themes["role"] == "plan")
    ]
    zh, en = _room(row, about, shelf)
    one = Finding(
        "theme",
        row.label,
        zh,
        en,
        about[["report", "clause", "term"]],
        weight=abs(row.difference),
        value_reference=row.next,
        value_target=row.share,
        unit="share",
        difference=row.share - row.next,
        usual=row.usual,
        norm_low=row.norm_low,
        norm_high=row.norm_high,
        n_norm=row.n_norm,
    )
    return row.body, one


def _room(row: tuple, about: pd.DataFrame, shelf: Shelf) -> tuple[str, str]:
    """Say how much room a theme has in a plan, and in the next; and where."""
    most = row.difference > 0
    n = about.loc[about["section"] != "", "section"].value_counts()
    where = there = by_heading = headed = after = then = ""
    if most and len(n) and n.iloc[0] > max(row.n / 2, FEWEST):
        where = f"，{row.body}{n.iloc[0]}句在“{called(n.index[0])}”一节"
        there = f"; {n.iloc[0]} clauses of the first stand in “{called(n.index[0])}”"
    band = f"{row.norm_low:.1%}—{row.norm_high:.1%}"
    if (given := row.n - row.n_own) >= INHERITED * row.n:
        by_heading = f"，其中{given}句随标题计入"
        headed = f", {given} of them by their heading"
    if row.next_body:
        after = f"，其次{row.next_body}（{row.next:.1%}，{row.next_n}/{row.next_of}句）"
        then = (
            f"; next is “{row.next_body}” ({row.next:.1%}, {row.next_n}/{row.next_of})"
        )
    zh = (
        f"{shelf.n}份报告的计划部分中，{row.body}的『{row.label}』占比最"
        f"{'高' if most else '低'}（{row.share:.1%}，{row.n}/{row.of}句{by_heading}）"
        f"{after}{where}；同类报告{row.n_norm}份中五分之四在{band}之间"
    )
    name = shelf.english.get(row.label, row.label)
    en = (
        f"Of {shelf.n} plans that of “{row.body}” gives “{name}” the "
        f"{'most' if most else 'least'} room ({row.share:.1%}, {row.n}/{row.of} "
        f"clauses{headed}){then}{there}; four in five of {row.n_norm} reports "
        f"of the genre lie within {band.replace('—', '–')}"
    )
    return zh, en


def quantity(held: pd.DataFrame, quantities: pd.DataFrame, shelf: Shelf) -> Told:
    """Tell which plan is fullest of figures, and which barest."""
    every = held[(held["kind"] == "quantity") & (held["role"] == "plan")]
    every = every.sort_values("share", ascending=False, kind="stable")
    top = beside_next(every.head(1), every, "share")
    top = top[top["share"] >= APART * top["next"]]
    low = beside_next(every.tail(1), every, "share", highest=False)
    low = low[low["next"] >= APART * low["share"]]
    ends = pd.concat([top, low]) if len(top) and len(low) else top if len(top) else low
    if every["n"].sum() == 0 or not ends["usual"].isin(NEWS).any():
        return []
    said = [
        f"{x.body}占比最{'高' if x.rank == 1 else '低'}"
        f"（{x.share:.1%}，{x.n}/{x.of}句），其次{x.next_body}（{x.next:.1%}）"
        for x in ends.itertuples()
    ]
    zh = f"{shelf.n}份报告的计划部分中，带数量的句{'；'.join(said)}"
    told = [
        f"that of “{x.body}” has the {'largest' if x.rank == 1 else 'smallest'} share "
        f"of clauses with a quantity ({x.share:.1%}, {x.n}/{x.of}), next is "
        f"“{x.next_body}” ({x.next:.1%})"
        for x in ends.itertuples()
    ]
    en = f"Of {shelf.n} plans {'; '.join(told)}"
    own = quantities[quantities["report"].isin(ends["report"])]
    own = own[own["role"] == "plan"].drop_duplicates(["report", "clause"])
    evidence = own[["report", "clause"]].assign(term=own["text"])
    first = ends.iloc[0]
    one = Finding("quantity", "", zh, en, evidence, weight=first["share"])
    one = one._replace(value_reference=first["next"], value_target=first["share"])
    return [(first["body"], one._replace(unit="share", usual=first["usual"]))]
