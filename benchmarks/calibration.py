"""Measure how often an interval by units covers: ``make calibration``.

The units of a report (items, else sections) are taken for the population and drawn
anew as often as there are: how often does the 95 % interval of the difference of a
theme's shares hold the difference of the report itself? Reports that are not at hand
are left out. Writes ``benchmarks/CALIBRATION.md``.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.emphasis import emphasis
from analysis.compare.sampling import (
    Side,
    bootstrap_interval,
    locate,
    members,
    side,
)
from analysis.flow import SIDES, Flow
from analysis.read.reports import read_reports

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
REPORTS = (
    ROOT / "data" / "reports" / "2023-publicity.txt",
    *(CORPUS / "local" / f"{year}_hailaer_district.txt" for year in range(2012, 2017)),
    *(CORPUS / "gwr" / f"{year}.txt" for year in range(2016, 2020)),
    *(
        CORPUS / "local" / f"2025_{place}.txt"
        for place in ("anhui", "guangdong", "shandong")
    ),
)
SEEDS = 200
DRAWS = 500  # many reports, fewer draws
FEWEST_UNITS = 5  # a side with fewer says nothing about spread
FEWEST_COUNTED, FEWEST_UNITS_WITH = 5, 3  # themes named less often are left out


def main() -> None:
    """Measure, print and write."""
    flows = dict(readable())
    names = list(flows)
    with ProcessPoolExecutor() as pool:
        cover = pd.DataFrame(pool.map(coverage, flows.values()), index=names)
    text = page(cover.dropna())
    print(text)
    (ROOT / "benchmarks" / "CALIBRATION.md").write_text(text, encoding="utf-8")


def readable() -> Iterator[tuple[str, Flow]]:
    """Yield the reports that are at hand and have both sides."""
    for path in REPORTS:
        if not path.is_file():
            continue
        flow = Flow(read_reports([path]))
        if set(SIDES) <= set(flow.clauses["role"]):
            yield path.stem, flow


class Draw(NamedTuple):
    """A report's themes by unit: clauses with each theme, clauses, and which side."""

    counts: np.ndarray
    sizes: np.ndarray
    plan: np.ndarray

    def sides(self) -> tuple[Side, Side]:
        """Return the plan and the review."""
        sides = (self.plan, ~self.plan)
        return tuple(Side(self.counts[own], self.sizes[own]) for own in sides)


def by_theme(flow: Flow) -> Draw:
    """Count the themes in the units of the report."""
    clauses, every = flow.clauses, np.arange(len(flow.clauses))
    themes = pd.Index(emphasis(clauses, flow.themes, scheme=flow.scheme)["theme"])
    at, theme = locate(clauses, flow.themes), themes.get_indexer(flow.themes["theme"])
    plan, review = (
        side(members(clauses, role), at, theme, len(themes), every) for role in SIDES
    )
    own = np.arange(len(plan.sizes) + len(review.sizes)) < len(plan.sizes)
    counts = np.vstack([plan.counts, review.counts])
    return Draw(counts, np.concatenate([plan.sizes, review.sizes]), own)


def percentile(draw: Draw, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the percentile interval of a cluster bootstrap, of differences."""
    rng = np.random.default_rng(seed)
    shares = []
    for one in draw.sides():
        n = len(one.sizes)
        weights = rng.multinomial(n, np.full(n, 1 / n), DRAWS)
        shares.append(weights @ one.counts / (weights @ one.sizes)[:, None])
    return tuple(np.quantile(shares[0] - shares[1], [0.025, 0.975], axis=0))


def rare(counts: np.ndarray) -> np.ndarray:
    """Say which themes stand in too few clauses or units to have a spread."""
    return (counts.sum(axis=0) < FEWEST_COUNTED) | (
        (counts > 0).sum(axis=0) < FEWEST_UNITS_WITH
    )


def coverage(flow: Flow) -> dict[str, float]:
    """Return how often each interval covers, were the report's units the population."""
    draw = by_theme(flow)
    pair = draw.sides()
    if min(len(one.sizes) for one in pair) < FEWEST_UNITS:
        return {}
    plan, review = (one.counts.sum(axis=0) / one.sizes.sum() for one in pair)
    rng = np.random.default_rng(0)
    within, told = np.zeros(2), 0
    for seed in range(SEEDS):
        picks = [
            rng.choice(np.flatnonzero(own), own.sum())
            for own in (draw.plan, ~draw.plan)
        ]
        pick = np.concatenate(picks)
        again = Draw(draw.counts[pick], draw.sizes[pick], draw.plan)
        intervals = (
            percentile(again, seed),
            bootstrap_interval(*again.sides(), draws=DRAWS, seed=seed),
        )
        enough = ~rare(again.counts) & ~np.isnan(intervals[1][0])
        told += enough.sum()
        for which, (low, high) in enumerate(intervals):
            hit = (low <= plan - review) & (plan - review <= high)
            within[which] += (hit & enough).sum()
    return dict(
        zip(("percentile", "symmetric studentised"), within / told, strict=True)
    )


# ── the page ──


def page(cover: pd.DataFrame) -> str:
    """Return the figures as Markdown."""
    lines = [
        "# Calibration",
        "",
        f"Written by `make calibration`: {len(cover)} reports, {SEEDS} seeds each.",
        "",
        "## How often the 95 % interval covers",
        "",
        "The report's units as the population, drawn anew as often as there are, of",
        f"themes in {FEWEST_COUNTED} clauses and {FEWEST_UNITS_WITH} units or more.",
        "",
        *table(
            ["report", *cover],
            ([row[0], *(f"{x:.1%}" for x in row[1:])] for row in cover.itertuples()),
        ),
        "",
    ]
    return "\n".join(lines)


def table(header: list[str], rows: Iterable) -> list[str]:
    """Return a Markdown table as lines."""
    cells = [header, ["---"] * len(header), *rows]
    return [f"| {' | '.join(map(str, row))} |" for row in cells]


if __name__ == "__main__":
    main()
