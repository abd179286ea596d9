"""Say which formulations enter with the plan and which are dropped."""

import pandas as pd

from analysis.read.outline.places import GAP
from analysis.say.findings.finding import Finding
from analysis.say.findings.notation import listed, quoted

FEWEST = 3  # times on the side that has it
NAMED = 3  # formulations in a sentence


def phrases(
    table: pd.DataFrame, clauses: pd.DataFrame, names: tuple[str, str]
) -> list[Finding]:
    """Say which formulations stand on one side alone: dropped first, then entered.

    Parameters
    ----------
    table
        The table `formulations`.
    clauses
        The `clauses` table: what is said of a formulation is what a search of it finds.
    names
        What the plan and the review are called.

    Returns
    -------
    list of Finding
        At most one on each side; titles of books, and phrases that only recur, are no
        formulations.
    """
    text = {
        role: GAP.join(clauses.loc[clauses["role"] == role, "text"])
        for role in ("plan", "review", "problems")
    }
    told = table[(table["kind"] != "书名") & (table["source"] != "recurring")]
    counts = {
        role: [words.count(name) for name in told["formulation"]]
        for role, words in text.items()
    }
    told = told.assign(**counts)
    plan = names[0]
    found = []
    for here, there, verb, en in (
        ("review", "plan", f"不再见于{plan}", "no longer in the plan"),
        ("plan", "review", f"只见于{plan}", "only in the plan"),
    ):
        rows = told[(told[there] == 0) & (told["problems"] == 0)]
        rows = rows[rows[here] >= FEWEST].sort_values(
            here, ascending=False, kind="stable"
        )
        if len(rows):
            found.append(_alone(rows.head(NAMED), here, verb, en, clauses, names))
    return found


def _alone(
    rows: pd.DataFrame,
    here: str,
    verb: str,
    en: str,
    clauses: pd.DataFrame,
    names: tuple[str, str],
) -> Finding:
    """Name formulations of one side with their counts, the earlier side first."""
    n = rows[here].tolist()
    plan, review = names
    each = "、".join(f"{count}次" for count in n)
    if len(rows) == 1:
        pair = (n[0], 0) if here == "review" else (0, n[0])
        zh = f"{quoted(rows['formulation'])}{review}{pair[0]}次、{plan}{pair[1]}次"
    else:
        whose = f"{review}里" if here == "review" else ""
        zh = f"{whose}{quoted(rows['formulation'])}{verb}（{each}）"
    own = clauses[clauses["role"] == here]
    evidence = [
        own.loc[
            own["text"].str.contains(name, regex=False), ["report", "clause"]
        ].assign(term=name)
        for name in rows["formulation"]
    ]
    return Finding(
        "formulation",
        rows["formulation"].iloc[0],
        zh,
        f"{listed(rows['formulation'])}: {en} ({', '.join(map(str, n))})",
        pd.concat(evidence, ignore_index=True),
        weight=float(n[0]),
        value_reference=float(n[0]) if here == "review" else 0.0,
        value_target=0.0 if here == "review" else float(n[0]),
        unit="次",
    )
