"""How the tables of several bodies come about, and what is said of them."""

import pandas as pd

from analysis.compare.sisters import Known, alone, sisters, superior, terms_of
from analysis.count.formulations import mentions
from analysis.count.frequency import keywords
from analysis.flow.counted import Counted, Tables
from analysis.say import findings


def _plans(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["role"] == "plan"]


def beside(flow: Tables) -> Counted:
    """Make `sisters`: each body beside all the others."""
    names = ("themes", "tasks", "quantities")
    found = sisters(
        flow.reports,
        flow.clauses,
        **{name: getattr(flow, name) for name in names},
        words=_plans(keywords(flow.tokens)),
        norm=flow.norm,
        scheme=flow.scheme,
    )
    return Counted(*found)


def _mentioned(flow: Tables) -> pd.DataFrame:
    """Return the formulations of each plan: what only recurs, and titles, are none."""
    plans, words = _plans(flow.clauses), _plans(flow.tokens)
    parts = [
        mentions(own, tokens=words[words["report"] == report])
        for report, own in plans.groupby("report", sort=False)
    ]
    found = pd.concat(parts, ignore_index=True)
    return found[(found["kind"] != "书名") & (found["source"] != "recurring")]


def of_one(flow: Tables) -> Counted:
    """Make `alone`: what one body alone has, or lacks."""
    found = _mentioned(flow)
    words = _plans(keywords(flow.tokens))
    how = {"formulations": found, "words": words, "terms": terms_of(flow.scheme)}
    return Counted(*alone(flow.clauses, flow.reports, **how))


def taken_up(flow: Tables) -> Counted:
    """Make `superior`: what each body takes up of the superior's plan."""
    above = flow.above
    known = (Known(one.reports, one.clauses) for one in (flow, above))
    return Counted(*superior(_mentioned(above), *known, flow.norm))


def told(flow: Tables) -> list:
    """Return what is to be said of the reports of several bodies."""
    names = ["sisters", "alone", "themes", "quantities"]
    names += ["superior"] if flow.above is not None else []
    tables = {name: getattr(flow, name) for name in names}
    how = {"scheme": flow.scheme, "sides": flow.sides}
    return findings.bodies(tables, flow.clauses, **how)
