"""The short name of a main indicator in full: 投资增长7% of 固定资产投资."""

import pandas as pd

from analysis.compare.targets import names
from analysis.compare.targets.figures import Figure
from analysis.compare.targets.naming import RATIO
from analysis.compare.targets.promises import promised, result


def in_full(found: list[Figure], clauses: pd.DataFrame) -> list[Figure]:
    """Return the figures of a report, growth planned under a short name in full.

    Only where there is no doubt: the review has one growth of that indicator, the plan
    one, under the short name, and neither its section nor its sentence is of a part.

    Parameters
    ----------
    found, clauses
        The figures of one report, and its clauses.
    """
    grown = [figure for figure in found if figure.base in RATIO and figure.motion]
    results = [figure.key for figure in grown if result(figure)]
    wanted = [figure for figure in grown if promised(figure)]
    keys = [names.in_full(figure.key) or figure.key for figure in wanted]
    full = {}
    for target in wanted:
        name = names.in_full(target.key)
        alone = keys.count(name) == 1 and results.count(name) == 1
        if not name or target.act or not alone:
            continue
        if not _of_part(target, name, grown, clauses):
            full[target] = target._replace(noun=name, key=name)
    return [full.get(figure, figure) for figure in found]


def _of_part(
    target: Figure, name: str, grown: list[Figure], clauses: pd.DataFrame
) -> bool:
    """Say whether a target is told of a part of what is measured: 技改, 基础设施."""
    here = clauses[clauses["clause"] < target.clause]
    sentences = clauses.get("sentence", clauses["clause"])
    own = sentences[clauses["clause"] == target.clause].iloc[0]
    # What has growth of its own is the entry before it in a list: 工业增长7%，消费….
    listed = {figure.clause for figure in grown}
    heard = here[(sentences[here.index] == own) & ~here["clause"].isin(listed)]
    parts = [part for part in names.listed("分项") if part not in name]
    if any(part in target.section + "，".join(heard["text"]) for part in parts):
        return True
    # So is what its own clause names: 工业、消费分别增长7%、6%.
    return any(part in target.lead and not names.in_full(part) for part in parts)
