"""Measure how often a change is claimed where there is none: ``make calibration``.

A shuffled report keeps its text and its units (items, else sections), but the units
change sides at random, as many on each as there were: whatever is then claimed of plan
against review is false. Printed beside it: what simpler rules would claim, how often
each finds a change that was planted, and how often the intervals cover. Reports that
are not at hand are left out. Writes ``benchmarks/CALIBRATION.md``.
"""

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.emphasis import emphasis
from analysis.compare.ladder import verb_classes
from analysis.compare.sampling import (
    ALPHA_SHARES,
    Side,
    bootstrap_interval,
    by_unit,
    locate,
    members,
    permutation_p,
    rare,
    side,
    unit_numbers,
)
from analysis.count.frequency import content
from analysis.flow import FINDINGS, SIDES, Flow
from analysis.read.reports import read_reports
from analysis.say.findings import claims

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
DRAWS = 500  # where rules and intervals are compared: many reports, fewer draws
LEVEL = 0.05
COMPARED = "emphasis keyness verbs ladder".split()  # all that can be said to change
CLAIMED = (*COMPARED, "any")


def main() -> None:
    """Measure, print and write."""
    flows = dict(readable())
    names = list(flows)
    with ProcessPoolExecutor() as pool:
        rules = pd.DataFrame(pool.map(compared, flows.values()), index=names)
        cover = pd.DataFrame(pool.map(coverage, flows.values()), index=names)
        false = []
        for name, n in zip(names, pool.map(false_claims, flows.values()), strict=True):
            print(name, n, file=sys.stderr, flush=True)
            false.append(n)
    real = pd.DataFrame(map(kept, flows.values()), index=names)
    text = page(pd.DataFrame(false, index=names), rules.dropna(), cover.dropna(), real)
    print(text)
    (ROOT / "benchmarks" / "CALIBRATION.md").write_text(text, encoding="utf-8")


def readable() -> Iterator[tuple[str, Flow]]:
    """Yield the reports that are at hand and have both sides."""
    for path in REPORTS:
        if not path.is_file():
            continue
        flow = Flow(read_reports([path]))
        if set(SIDES) <= set(flow.clauses["role"]):
            flow.tokens, flow.tasks, flow.themes  # noqa: B018, made once for all seeds
            yield path.stem, flow


# ── 1: claims in shuffled reports ──


def false_claims(flow: Flow) -> dict[str, int]:
    """Return in how many shuffled reports something is claimed, by kind."""
    n = dict.fromkeys((*CLAIMED, "Dunning's p: words", "Dunning's p: verbs"), 0)
    for seed in range(SEEDS):
        other = shuffled(flow, seed)
        table = claims(judged(other), other.reports, FINDINGS, scheme=other.scheme)
        moved = set(table.loc[table["verdict"].isin(["up", "down"]), "statistic"])
        for kind in CLAIMED:
            n[kind] += bool(moved) if kind == "any" else kind in moved
        n["Dunning's p: words"] += bool((other.keyness["p_adj"] < LEVEL).any())
        n["Dunning's p: verbs"] += bool((other.verbs["p_adj"] < LEVEL).any())
    sizes = [members(flow.clauses, role).max() + 1 for role in SIDES[::-1]]
    return {"units": f"{sizes[0]} / {sizes[1]}"} | n


def shuffled(flow: Flow, seed: int) -> Flow:
    """Return the report with its units' sides drawn at random."""
    clauses = flow.clauses
    unit = unit_numbers(clauses)
    sides = clauses["role"].isin(SIDES).to_numpy()
    role = clauses.loc[sides, "role"].groupby(unit[sides]).first()
    drawn = np.random.default_rng(seed).permutation(role.to_numpy())
    new = dict(zip(role.index, drawn, strict=True))
    roles = np.array(
        [new.get(u, r) for u, r in zip(unit, clauses["role"], strict=True)]
    )
    other = Flow(flow.reports, scheme=flow.scheme)
    for name in ("clauses", "tokens", "tasks", "themes"):
        table = getattr(flow, name)
        other.__dict__[name] = table.assign(role=roles[locate(clauses, table)])
    return other


def judged(flow: Flow) -> dict[str, pd.DataFrame]:
    """Return the tables that claims are made of, judged by unit."""
    tables = {name: getattr(flow, name) for name in COMPARED}
    classed = flow.tasks.assign(**{"class": flow.tasks["verb"].map(verb_classes())})
    verbs = {"kind": "verb", "column": "verb", "base": flow.tokens}
    how = {
        "keyness": (content(flow.tokens), {"kind": "word"}),
        "verbs": (flow.tasks, verbs),
        "ladder": (classed, {"kind": "class", "key": "class", "column": "class"}),
    }
    for name, (rows, options) in how.items():
        if "verdict" not in tables[name]:
            tables[name] = by_unit(tables[name], rows, flow.clauses, **options)
    return tables


def kept(flow: Flow) -> dict[str, int]:
    """Return how many claims of change are made of the report as it is."""
    table = claims(judged(flow), flow.reports, FINDINGS, scheme=flow.scheme)
    moved = table.loc[table["verdict"].isin(["up", "down"]), "statistic"].value_counts()
    return {kind: int(moved.get(kind, 0)) for kind in CLAIMED[:-1]}


# ── 2: rules for a verdict ──


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


def rules(draw: Draw, seed: int) -> dict[str, np.ndarray]:
    """Return which themes each rule would call changed."""
    pair = draw.sides()
    enough = ~rare(*pair)
    low, high = percentile(draw, seed)
    apart = enough & ((low > 0) | (high < 0))
    p, p_adj = permutation_p(*pair, draws=DRAWS, seed=seed)
    low, high = bootstrap_interval(*pair, draws=DRAWS, seed=seed)
    wide = enough & ((low > 0) | (high < 0))
    rejected = np.zeros(len(p), dtype=bool)
    told = np.flatnonzero(~np.isnan(p))
    order = told[np.argsort(p[told], kind="stable")]
    below = np.flatnonzero(p[order] <= LEVEL * np.arange(1, len(told) + 1) / len(told))
    rejected[order[: below.max(initial=-1) + 1]] = True
    return {
        "percentile interval": apart,
        "percentile interval and p, each theme": apart & (p < LEVEL),
        "percentile interval and Benjamini–Hochberg": apart & rejected,
        "Bonferroni": wide & (p * len(told) < LEVEL),
        "maximum": wide & (p_adj < LEVEL),
        "maximum, half of the 5 % (as used)": wide
        & (p_adj < LEVEL * ALPHA_SHARES["theme"]),
    }


def compared(flow: Flow) -> dict[str, float]:
    """Return, by rule, shares of runs: any false claim; the planted change found."""
    draw = by_theme(flow)
    if min(draw.plan.sum(), (~draw.plan).sum()) < 5:
        return {}
    rng = np.random.default_rng(0)
    found: dict[str, float] = {}
    common = np.argsort(-draw.counts.sum(axis=0))[:6]
    for seed in range(SEEDS):
        order = rng.permutation(len(draw.sizes))
        null = Draw(draw.counts[order], draw.sizes[order], draw.plan)
        for name, moved in rules(null, seed).items():
            found[f"false: {name}"] = found.get(f"false: {name}", 0) + moved.any()
        theme = rng.choice(common)
        own = null.plan if rng.random() < 0.5 else ~null.plan
        hit = own & (rng.random(len(own)) < 0.5)
        planted = null.counts.copy()
        planted[hit, theme] = np.ceil(0.8 * null.sizes[hit])
        for name, moved in rules(null._replace(counts=planted), seed).items():
            found[f"found: {name}"] = found.get(f"found: {name}", 0) + moved[theme]
    return {name: n / SEEDS for name, n in found.items()}


# ── 3: intervals ──


def coverage(flow: Flow) -> dict[str, float]:
    """Return how often each interval covers, were the report's units the population."""
    draw = by_theme(flow)
    pair = draw.sides()
    if min(len(one.sizes) for one in pair) < 5:
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
        enough = ~rare(*again.sides()) & ~np.isnan(intervals[1][0])
        told += enough.sum()
        for which, (low, high) in enumerate(intervals):
            hit = (low <= plan - review) & (plan - review <= high)
            within[which] += (hit & enough).sum()
    return dict(
        zip(("percentile", "symmetric studentised"), within / told, strict=True)
    )


# ── the page ──


def wilson(n: int, total: int) -> str:
    """Return a share with its 95 % interval (Wilson 1927)."""
    z = 1.959964
    centre = (n + z**2 / 2) / (total + z**2)
    half = z / (total + z**2) * np.sqrt(n * (total - n) / total + z**2 / 4)
    return f"{n / total:.1%} [{max(centre - half, 0):.1%}, {centre + half:.1%}]"


def page(
    false: pd.DataFrame, rules: pd.DataFrame, cover: pd.DataFrame, real: pd.DataFrame
) -> str:
    """Return the figures as Markdown."""
    counted = false.drop(columns="units")
    total = SEEDS * len(false)
    every = [wilson(counted[name].sum(), total) for name in counted]
    found = rules.mean()
    names = [name.removeprefix("false: ") for name in found.index if "false" in name]
    lines = [
        "# Calibration",
        "",
        f"Written by `make calibration`: {len(false)} reports, {SEEDS} seeds each.",
        "",
        "## How often something is claimed of a shuffled report",
        "",
        "Units (items, else sections) change sides at random, as many on each side as",
        "there were: every claim of change is false. Runs with at least one, of",
        f"{SEEDS}; the last two columns are what Dunning's p, adjusted (Benjamini &",
        "Hochberg), would claim, which takes each word for an independent draw.",
        "",
        *table(["report", *false], false.itertuples()),
        f"| **all** |  | {' | '.join(every)} |",
        "",
        "## Claims of change in the reports as they are",
        "",
        *table(["report", *real], real.itertuples()),
        "",
        "## Rules for the verdict of a theme",
        "",
        "Shares of runs, mean over the reports with 5 units or more a side: any false",
        "claim in a shuffled report; and the planted change found, where one theme",
        "takes four fifths of half of the units of one side. `maximum` is the",
        "step-down maximum of the studentised difference over permutations, together",
        "with the symmetric studentised interval.",
        "",
        *table(
            ["rule", "any false claim", "worst report", "planted change found"],
            (
                [
                    name,
                    f"{found[f'false: {name}']:.1%}",
                    f"{rules[f'false: {name}'].max():.1%}",
                    f"{found[f'found: {name}']:.1%}",
                ]
                for name in names
            ),
        ),
        "",
        "## How often the 95 % interval covers",
        "",
        "The report's units as the population, drawn anew as often as there are.",
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
