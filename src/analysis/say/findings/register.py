"""Say where plan and review differ in register as in hardly any other report.

Review and plan are two registers: the plan holds fewer quantities and more verbs of
深化提升 in nearly every report. Only what is rare is told.
"""

import pandas as pd

from analysis.compare.ladder import verb_classes
from analysis.compare.norms import Norms, Standing, alike, standing
from analysis.compare.sides import SIDES
from analysis.say.findings.finding import Finding
from analysis.say.findings.notation import (
    class_in_english,
    course,
    further_en,
    further_zh,
)

FEWEST = 50  # task verbs of each side: of fewer a share moves by itself
LARGER = 10  # verbs of the class, or clauses with a quantity, on the larger side


def register(
    ladder: pd.DataFrame,
    quantification: pd.DataFrame,
    tasks: pd.DataFrame,
    quantities: pd.DataFrame,
    clauses: pd.DataFrame,
    *,
    norm: Norms,
    kin: bool,
    names: tuple[str, str] = ("计划", "总结"),
) -> list[Finding]:
    """Tell classes of task verbs, and quantities, that move as in hardly any report.

    Only of a report as long as those of the norm: a short one moves more by itself.
    These measures do not depend on a scheme of themes, nor does their norm.

    Parameters
    ----------
    ladder, quantification, tasks, quantities, clauses
        The tables of those names, of one report.
    kin
        Whether the norm is of reports of the same kind of body; if not, it is named.
    names
        What the plan and the review are called.
    """
    whose = "" if kin else norm.name
    if not alike(norm, clauses):
        return []
    whole = ladder[ladder["theme"] == ""].rename(columns={"class": "kind"})
    classes = tasks["verb"].map(verb_classes())
    enough = whole[["n_target", "n_reference"]].sum().min() >= FEWEST
    found = [
        _of_class(
            row,
            tasks[(classes == row.kind) & tasks["role"].isin(SIDES)],
            norm,
            whose,
            names,
        )
        for row in (whole.itertuples() if enough else ())
    ]
    shares = quantification[quantification["level"] == "role"].set_index("role")
    told = quantities[quantities["role"].isin(SIDES)]
    found.append(
        _of_quantity(*(shares.loc[role] for role in SIDES), told, norm, whose, names)
    )
    return sorted(filter(None, found), key=lambda one: -one.weight)


def _of_class(
    row: tuple, verbs: pd.DataFrame, norm: Norms, whose: str, names: tuple[str, str]
) -> Finding | None:
    move = row.share_target - row.share_reference
    stands = standing(norm, "class", move, key=row.kind)
    stands = stands._replace(of=whose)
    if stands.usual != "rare" or max(row.n_target, row.n_reference) < LARGER:
        return None
    before, after = f"{row.share_reference:.1%}", f"{row.share_target:.1%}"
    moved = course(names, before, after)
    zh = f"“{row.kind}”类任务动词占任务动词的比例{moved.zh}"
    en = f"Task verbs of the class “{class_in_english(row.kind)}”: {moved.en} "
    en += "of all task verbs"
    n = f"{row.n_reference}→{row.n_target}"
    evidence = verbs[["report", "clause"]].assign(term=verbs["verb"])
    shares = row.share_reference, row.share_target
    said = f"{zh}（{n}个）", f"{en} ({n})"
    return _finding("class", row.kind, said, evidence, shares, stands)


def _of_quantity(
    plan: pd.Series,
    review: pd.Series,
    quantities: pd.DataFrame,
    norm: Norms,
    whose: str,
    names: tuple[str, str],
) -> Finding | None:
    stands = standing(norm, "quantification", plan["share"] - review["share"])
    stands = stands._replace(of=whose)
    if stands.usual != "rare" or max(plan["n"], review["n"]) < LARGER:
        return None
    before, after = f"{review['share']:.1%}", f"{plan['share']:.1%}"
    n = f"{review['n']}/{review['n_clauses']}→{plan['n']}/{plan['n_clauses']}"
    moved = course(names, before, after)
    zh = f"带数量的句{moved.zh}（{n}句）"
    en = f"Clauses with a quantity {moved.en} ({n})"
    evidence = quantities[["report", "clause"]].assign(term=quantities["text"])
    shares = review["share"], plan["share"]
    return _finding("quantity", "", (zh, en), evidence, shares, stands)


def _finding(
    kind: str,
    subject: str,
    said: tuple[str, str],
    evidence: pd.DataFrame,
    shares: tuple[float, float],
    stands: Standing,
) -> Finding:
    move = shares[1] - shares[0]
    return Finding(
        kind,
        subject,
        said[0] + further_zh(stands, move),
        said[1] + further_en(stands, move),
        evidence,
        weight=abs(move),
        value_reference=shares[0],
        value_target=shares[1],
        unit="share",
        difference=move,
        usual=stands.usual,
        norm_low=stands.low,
        norm_high=stands.high,
        n_norm=stands.n,
    )
