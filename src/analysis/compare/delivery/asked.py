"""What a plan asks for: its clauses with a task verb that tell of no situation."""

import re

import pandas as pd

from analysis.count.tasks import tasks

COLUMNS = "report year clause section task verb object row first".split()
# 作出了; not 为了, 了解, 了结, 一关了之, nor 群众盼了多年的实事
DONE = "(?<![为除明末])了(?!解|结[案了纠束]|之|多年的|许久的)"
PAST = f"{DONE}|^已经?(?![^，]{{1,4}}(?:项目|企业|工程|地块|园区))"
VIEWED = "^从.+看$"
WEIGHED = "^(?:充分|综合|统筹)*考虑(?:到|[^，]*(?:确定|提出|制定|安排)的$)"
TURNS = "[由从][^，]+?转[向为变]"
MAKES = "[^，由从]*(?:推动|推进|促进|促使|带动|引导|加快|加速|实现|努力|把|将|要)"
MENDS = "[^，]*(?:解决|应对|化解|防范|帮助|克服|消除|缓解|防止|避免)"
FACES = (
    f"^(?!{MENDS})[^，]*(?:带来|面临|存在(?!问题)|遇到)着?[^的，]*"
    "(?:压力|变数|挑战|困难|风险|影响|机遇|不确定性|问题|矛盾)$"
)
SITUATION = re.compile(f"{PAST}|{VIEWED}|{WEIGHED}|^(?!{MAKES})[^，]*{TURNS}|{FACES}")


def situation(text: str) -> bool:
    """Say whether a clause of a plan tells how things are, or why it is planned so.

    By its form: what is past (作出了部署), 从…看, 考虑到…, what turns by itself
    (动力由…转向…) or brings and faces troubles (面临较大压力).

    Examples
    --------
    >>> situation("发展动力由传统增长点转向新增长点"), situation("推动经济由大转强")
    (True, False)
    >>> situation("已开工项目加快建设"), situation("切实把重心从治标转向治本")
    (False, False)
    >>> situation("应对外部环境变化带来风险"), situation("解决群众盼了多年的问题")
    (False, False)
    >>> situation("考虑了就业的需要"), situation("要考虑到居民承受能力")
    (True, False)
    """
    return bool(SITUATION.search(text))


def tasks_of(plan: pd.DataFrame) -> pd.DataFrame:
    """Return the tasks of a plan: its clauses with a task verb, as a row each.

    Left out are headings and what tells of a situation or a reason: 考虑了…的需要.

    Parameters
    ----------
    plan
        The clauses of the plan, numbered from 0.

    Returns
    -------
    DataFrame
        `report`, `year`, `clause`, `section`, `task`, `verb`, `object`, the `row` of
        the clause and where in it the `first` verb stands.
    """
    asks = ~plan["heading"].astype(bool) & ~plan["text"].map(situation).astype(bool)
    groups = tasks(plan[asks]).groupby("clause", sort=False)
    verb = groups["verb"].agg(lambda verbs: "、".join(dict.fromkeys(verbs)))
    objects = groups["object"].agg(lambda o: "、".join(dict.fromkeys(filter(None, o))))
    asked = plan.assign(row=range(len(plan)))[plan["clause"].isin(verb.index)]
    numbers = asked["clause"]
    asked = asked.assign(
        task=asked["text"],
        verb=numbers.map(verb).astype("str"),
        object=numbers.map(objects).astype("str"),
        first=numbers.map(groups["start"].min()) - asked["start"],
        year=asked["year"] if "year" in asked else pd.NA,
    )
    return asked[COLUMNS]
