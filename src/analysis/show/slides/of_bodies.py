"""What a slide draws of a finding on the reports of several bodies, by its kind."""

from collections.abc import Callable

import pandas as pd

from analysis.schema import value_labels
from analysis.show.slides.of_report import SHARE
from analysis.show.slides.shapes import (
    Asked,
    Bars,
    Drawing,
    Series,
    chosen,
    marks,
    numbers,
)
from analysis.show.style import TARGET

RATES = {"share": SHARE, "per_10k": "0.0"}  # and how they are written


def bodies(asked: Asked) -> Bars | None:
    """Draw a share, or a rate, of every body, the highest first."""
    finding, table = asked.finding, asked.flow.sisters
    own = table[(table["kind"] == finding.kind) & (table["role"] == "plan")]
    subject = finding.subject
    own = own[(own["label"] == subject) | (own["subject"] == subject)]
    rate = "per_10k" if own["share"].isna().all() else "share"
    if own.empty or own["report"].duplicated().any():
        return None
    rows = own.sort_values(rate, ascending=False, kind="stable")
    value = pd.to_numeric(pd.Series([finding.value_target])).iloc[0]
    named = (rows[rate] - value).abs() < 1e-9
    rows = chosen(rows, named)
    measured = asked.words[f"{rate}_plan"]
    series = [Series(measured, numbers(rows[rate]), TARGET)]
    said = _of(asked, subject, measured), rows["body"].tolist(), series
    chart = "sisters" if finding.kind == "theme" else f"measure_{finding.kind}"
    return Bars(chart, *said, marks(rows, named), RATES[rate])


def _of(asked: Asked, subject: str, measured: str) -> str:
    """Return what is measured, and of what; 网信舆情：占计划的比例."""
    called = asked.flow.sides.themes if asked.lang == "en" else {}
    called = called | value_labels("class", lang=asked.lang)
    name = "of_word" if asked.finding.kind == "word" else "of"
    what = called.get(subject, subject)
    return asked.words[name].format(what=what, said=measured) if what else measured


def alone(asked: Asked) -> Bars | None:
    """Draw the formulations that one body alone has, the commonest first."""
    table = asked.flow.alone
    own = table[(table["kind"] == "formulation") & (table["status"] == "only")]
    own = own.sort_values("n", ascending=False, kind="stable")
    named = own["subject"].isin(asked.quoted)
    if not named.any():
        return None
    rows = chosen(own, named, 10)
    mark = "（{}）" if asked.lang == "zh" else " ({})"
    names = [row.subject + mark.format(row.body) for row in rows.itertuples()]
    series = [Series(asked.words["found_plan"], numbers(rows["n"]), TARGET)]
    said = asked.caption("alone", len(own) - len(rows)), names, series
    return Bars("measure_alone", *said, marks(rows, named))


DRAWN: dict[str, tuple[Callable[[Asked], Drawing | None], ...]] = {
    "theme": (bodies,),
    "class": (bodies,),
    "quantity": (bodies,),
    "word": (bodies,),
    "formulation": (alone,),
}
