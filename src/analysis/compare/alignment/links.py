"""Link sections: which goes on as which, which ends, which is new."""

from zlib import crc32

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from analysis.compare.alignment.passages import Side, evidence, joined, sides
from analysis.compare.keyness import benjamini_hochberg
from analysis.compare.similarity import product, total, unit

SHUFFLES = 500  # shuffles of the sentences
FALSE_LINKS = 0.05  # expected share of false links among the links claimed
SIZE = 500  # clauses: a shorter text gets more draws of its clauses, a longer fewer
LINK_COLUMNS = (
    "kind section_reference section_target order_reference order_target item score p "
    "evidence_reference evidence_target"
).split()


def continuity(
    clauses: pd.DataFrame,
    *,
    target: str = "plan",
    reference: str = "review",
    reports: pd.DataFrame | None = None,
    draws: int = SHUFFLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Say which review section goes on as which plan section: one row per link or end.

    Every section of either side stands in at least one row.

    Parameters
    ----------
    clauses
        The `clauses` table; each report is aligned by itself.
    target, reference
        The roles: which goes on from which.
    reports
        The `reports` table. With it a role without sections is compared by its
        paragraphs, each called by its first clause; without it such a role is one
        passage, and a report whose role has fewer than two passages has no rows.
    draws, seed
        Of the permutation test.

    Returns
    -------
    DataFrame
        `report`; `kind`: ``same`` 延续 (one to one), ``part`` 并入 (the reference
        section goes on only within the target section), ``split`` 分出 (the target
        section was only within the reference section), ``ended`` 未延续, ``new`` 新增;
        `section_reference`, `section_target` (``""`` where there is none),
        `order_reference`, `order_target` (1, 2, … within the role), `item` (numeral
        of the item it is part of, or was split from), `score` (cosine, 0 to 1), `p`
        and `evidence_reference`, `evidence_target` (numbers of the clauses that have
        most in common, best first, parted by blanks).

    Notes
    -----
    A passage is the sum of its sentences, a sentence the counts of its characters and
    pairs of characters × log(sentences ÷ sentences with it), brought to length 1, so
    that a long sentence has one vote. The score is the cosine of two passages.

    How much is chance: the sentences of one side are shuffled among its sections, and
    `p` is the share of shuffled sections that have as much in common with the other
    side's section; each side is shuffled in turn, and the two p are put together by
    their geometric mean. Pairs that pass Benjamini & Hochberg (1995) at 0.05 are
    links; of them an assignment with the largest sum of scores is ``same``
    (Kuhn 1955). A section left over is ``part`` of the best of its other links; else
    of an item that stands out among all items when the clauses are shuffled among them
    (the maximum over all is tested: Westfall & Young 1993), and to which its own
    sentences are closer than the other sections' (Wilcoxon's rank sum, permuted).

    Chosen among content words, characters and n-grams with tf-idf, BM25, PPMI, χ²
    residuals, and theme profiles, against 61 links made by hand in ten reports of six
    bodies: the lexical measures put the right section first for 54 to 58 of them,
    theme profiles for 53. No method was given a list or a threshold of its own.
    """
    found = []
    for report, own in clauses.groupby("report", sort=False):
        groups = (own[own["role"] == role] for role in (target, reference))
        links = align(*groups, reports=reports, draws=draws, seed=seed)
        found.append(links.drop(columns=["report_target", "report_reference"]))
        found[-1].insert(0, "report", report)
    return joined(found, ["report", *LINK_COLUMNS])


def delivery(
    plan: pd.DataFrame,
    review: pd.DataFrame,
    *,
    reports: pd.DataFrame | None = None,
    draws: int = SHUFFLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Say what became of a plan in a later review: one row per link or end.

    Parameters
    ----------
    plan, review
        The `clauses` of the report that planned and of the one that looks back.
    reports, draws, seed
        As for `continuity`; `reports` must hold both.

    Returns
    -------
    DataFrame
        As `continuity`, with `report_reference` (of the plan) and `report_target`
        (of the review) in place of `report`. ``ended`` is what was planned and is not
        reported on, ``new`` what is reported on and was not planned.
    """
    target, reference = review["role"] == "review", plan["role"] == "plan"
    given = {"reports": reports, "draws": draws, "seed": seed}
    return align(review[target], plan[reference], **given)


def align(
    target: pd.DataFrame,
    reference: pd.DataFrame,
    *,
    reports: pd.DataFrame | None = None,
    draws: int = SHUFFLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Link the sections of any two groups of clauses; see `continuity` and `delivery`.

    Swapping the two mirrors the table: part and split, ended and new change places,
    scores and p stay.
    """
    columns = ["report_reference", "report_target", *LINK_COLUMNS]
    if target.empty or reference.empty:
        return joined([], columns)
    (before, after), _ = sides([reference, target], reports)
    if min(len(before.sections), len(after.sections)) < 2:
        return joined([], columns)
    cosines = product(*(unit(total(s.sentences, s.section)) for s in (before, after)))
    chance = _chance(before, after, draws, seed), _chance(after, before, draws, seed).T
    p = np.sqrt(chance[0] * chance[1])
    linked = _passing(p) | (cosines > 1 - 1e-9)  # a copy needs no test
    # every weight is above 0, since 0 would be no edge
    weights = csr_matrix(2 - cosines * linked)
    best = zip(*min_weight_full_bipartite_matching(weights), strict=True)
    pairs = [(int(r), int(t)) for r, t in best if linked[r, t]]
    links = [("same", r, t, None, cosines[r, t], p[r, t]) for r, t in pairs]
    left = {"part": (before, after, 1), "split": (after, before, 0)}
    for kind, (own, other, axis) in left.items():
        done = {pair[1 - axis] for pair in pairs}
        way = (linked, cosines, p) if axis else (linked.T, cosines.T, p.T)
        links += _parts(kind, own, other, done, *way, draws, seed)
    table = _table(_mutual(links), before, after)
    ends = {"report_reference": before, "report_target": after}
    ends = {name: side.clauses["report"].iloc[0] for name, side in ends.items()}
    return joined([table.assign(**ends)], columns)


def _chance(own: Side, other: Side, draws: int, seed: int) -> np.ndarray:
    """Return own × other sections: how often shuffling the other's does as well.

    The null is that of all pairs together, each in units of its own spread.
    """
    sections = unit(total(own.sentences, own.section))
    shared = product(sections, other.sentences)
    shared -= shared.mean(axis=0)  # long sentences have something of every section
    shuffled = _shuffles(other, len(other.section), draws, seed)
    observed, null = _standard(shared, other.section, shuffled)
    null = np.sort(null.ravel())
    as_good = len(null) - np.searchsorted(null, observed - 1e-9)
    return (1 + as_good) / (1 + len(null))


def _standard(
    shared: np.ndarray, group: np.ndarray, shuffled: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the groups' sums, and those of shuffled members, as standard scores.

    `shared` is what each row has in common with each member. Mean and spread of the
    sum of so many members, drawn without replacement, are known.
    """
    order = np.argsort(group, kind="stable")
    size = np.bincount(group)
    starts = np.concatenate([[0], np.cumsum(size)[:-1]])
    mean, spread = _moments(shared, size)
    observed = (np.add.reduceat(shared[:, order], starts, axis=1) - mean) / spread
    null = np.add.reduceat(shared[:, shuffled], starts, axis=2)
    return observed, (null - mean[:, None]) / spread[:, None]


def _moments(shared: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and spread of the sum of so many drawn without replacement."""
    n = shared.shape[1]
    mean = shared.mean(axis=1)[:, None] * size
    drawn = size * (n - size) / max(n - 1, 1)
    spread = np.sqrt(shared.var(axis=1)[:, None] * drawn)
    return mean, np.maximum(spread, 1e-12)


def _shuffles(side: Side, size: int, draws: int, seed: int) -> np.ndarray:
    """Return draws × size: orders that depend on the side's text alone.

    Swapping target and reference then changes no p.
    """
    text = "\n".join(side.clauses["text"])
    rng = np.random.default_rng([seed, crc32(text.encode())])
    return np.argsort(rng.random((draws, size)), axis=1)


def _passing(p: np.ndarray) -> np.ndarray:
    """Say which p pass at the level of false discoveries."""
    return benjamini_hochberg(p.ravel()).reshape(p.shape) <= FALSE_LINKS


def _parts(kind, own, other, done, linked, cosines, p, draws, seed) -> list[tuple]:
    """Find what sections that are left over are part of, or that they have ended."""
    left = [n for n in range(len(own.sections)) if n not in done]
    if not left:
        return []
    items = unit(total(other.sentences, other.item))
    alike = product(unit(total(own.sentences, own.section)), items)
    rest = [n for n in left if not linked[n].any()]
    sure = {}
    if rest:
        best, chance = _best_items(own, other, rest, draws, seed)
        found = zip(best.tolist(), chance, _passing(chance), strict=True)
        sure = dict(zip(rest, found, strict=True))
    links = []
    for n in left:
        if linked[n].any():
            section = int(np.where(linked[n], cosines[n], -1).argmax())
            item = int(np.where(other.within == section, alike[n], -1).argmax())
            found = section, item, cosines[n, section], p[n, section]
        elif sure[n][2]:
            item, chance_ = sure[n][:2]
            found = int(other.within[item]), item, alike[n, item], chance_
        else:
            found = None, None, np.nan, np.nan
        section, *rest_ = found
        pair = (n, section) if kind == "part" else (section, n)
        ended = "ended" if kind == "part" else "new"
        links.append((kind if section is not None else ended, *pair, *rest_))
    return links


def _best_items(
    own: Side, other: Side, sections: list[int], draws: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return each section's best item, and how often shuffling does as well.

    The other side's clauses are shuffled among its items, the best of all items being
    held against the best of the shuffled ones; then this side's sentences among its
    sections, which are ranked by what they share with that item (Wilcoxon's rank sum:
    that one sentence ranks highest is not enough).
    """
    shared = product(unit(total(own.sentences, own.section)), other.words)
    shared = (shared - shared.mean(axis=0))[sections]
    size = shared.shape[1]
    more = np.clip(SIZE / size, 0.4, 4)  # the work stays the same
    shuffled = _shuffles(other, size, round(draws * more), seed)
    pairs = [_standard(row[None], other.clause_item, shuffled) for row in shared]
    observed = np.array([items[0] for items, _ in pairs])
    null = np.sort([shuffle.max(axis=2) for _, shuffle in pairs], axis=None)
    as_good = len(null) - np.searchsorted(null, observed.max(axis=1) - 1e-9)
    best = observed.round(9).argmax(axis=1)
    stands_out = (1 + as_good) / (1 + len(null))
    ranks = _rank_sums(own, other, sections, best, draws, seed)
    return best, np.maximum(stands_out, ranks)


def _rank_sums(
    own: Side, other: Side, sections: list[int], best: np.ndarray, draws: int, seed: int
) -> np.ndarray:
    """Return how often shuffled sections rank as high for the item as the section."""
    shared = product(own.sentences, unit(total(other.sentences, other.item)))
    shared = (shared - shared.mean(axis=1)[:, None]).round(9)
    shuffled = _shuffles(own, len(shared), draws, seed)
    chance = []
    for section, item in zip(sections, best, strict=True):
        ranks = pd.Series(shared[:, item]).rank().to_numpy()
        members = own.section == section
        null = ranks[shuffled[:, : members.sum()]].sum(axis=1)
        as_good = (null >= ranks[members].sum() - 1e-9).sum()
        chance.append((1 + as_good) / (1 + draws))
    return np.array(chance)


def _mutual(links: list[tuple]) -> list[tuple]:
    """Make one link of two sections that are each part of the other."""
    parts = {link[1:3]: link for link in links if link[0] == "part"}
    both = {link[1:3]: link for link in links if link[0] == "split"}.keys() & parts
    kept = [link for link in links if link[0] == "same" or link[1:3] not in both]
    return kept + [("same", *pair, None, *parts[pair][4:]) for pair in sorted(both)]


def _table(links: list[tuple], before: Side, after: Side) -> pd.DataFrame:
    """Write the links out, by their order in the reference, then in the target."""
    last = len(before.sections)
    links = sorted(links, key=lambda x: (last if x[1] is None else x[1], x[2] or 0))
    shared = product(before.words, after.words).round(9)
    numbers = [side.clauses["clause"].to_numpy() for side in (before, after)]
    rows = []
    for kind, r, t, item, score, p in links:
        ends = [
            side.sections[n] if n is not None else ""
            for side, n in ((before, r), (after, t))
        ]
        orders = [pd.NA if n is None else n + 1 for n in (r, t)]
        other = after if kind == "part" else before
        numeral = other.numerals[item] if item is not None else ""
        shown = ("", "")
        if r is not None and t is not None:
            masks = [before.clause_section == r, after.clause_section == t]
            if item is not None:
                masks[kind == "part"] &= other.clause_item == item
            shown = evidence(
                shared[np.ix_(*masks)],
                *(n[m] for n, m in zip(numbers, masks, strict=True)),
            )
        rows.append((kind, *ends, *orders, numeral, score, p, *shown))
    return pd.DataFrame(rows, columns=LINK_COLUMNS)
