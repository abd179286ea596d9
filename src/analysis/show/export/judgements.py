"""Write what an analyst is to judge: the program's proposals, what was judged kept."""

from pathlib import Path

import pandas as pd

from analysis.compare.delivery import propose
from analysis.read.documents.judgements import judgement_file, read_judgements
from analysis.schema import value_labels
from analysis.show.export.tables import render_table, write_whole


def write_judgements(delivery: pd.DataFrame, reports: pd.DataFrame) -> list[Path]:
    """Write a file of judgements for each plan, and return those that were written.

    A file that is there is kept: what was judged stays with its task, tasks that are
    new or worded anew are added unjudged, and judgements whose task is gone stand at
    the end. A file that already holds every task is not touched, so that rows sorted
    and columns added by hand stay.

    Parameters
    ----------
    delivery
        The table `delivery` of one body over the years.
    reports
        The `reports` table; the files lie in `judgements` beside their folder.
    """
    sources = reports.set_index("report")["source"]
    written = []
    for report, own in delivery.groupby("report", sort=False):
        path = judgement_file(sources[report])
        if path is None:
            continue
        before = read_judgements(path) if path.is_file() else None
        table = propose(own.reset_index(drop=True), before)
        if before is not None and _same(table, before):
            continue
        write_whole(path, render_judgements(table))
        written.append(path)
    return written


def render_judgements(table: pd.DataFrame) -> bytes:
    """Return judgements as CSV that Excel opens: statuses in Chinese, a mark first."""
    called = value_labels("judged")
    shown = table.assign(
        status=table["status"].map(called).fillna(""),
        judged=table["judged"].map(called).fillna(""),
    )
    return render_table(shown, "csv", mark=True)


def _same(table: pd.DataFrame, before: pd.DataFrame) -> bool:
    """Say whether a file already asks of every task, and of nothing else."""
    columns = ["task", "judged", "note"]
    rows = [sorted(map(tuple, t[columns].to_numpy())) for t in (table, before)]
    return rows[0] == rows[1]
