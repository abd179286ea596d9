"""How words lean in the genre, and which words lean further in one report.

What `word_counts` counts of each report, `word_norms` sums up over many; by it
`against_genre` tells the words of one report from those of every report.
"""

from functools import cache

import numpy as np
import pandas as pd

from analysis.compare.found import with_found
from analysis.compare.sides import SIDES
from analysis.count.tokens import words_in
from analysis.lexicons import read_lexicon

EDGE = 0.1  # of the reports: so many largest rises and falls are kept
WORD_DIGITS = 4  # significant ones
LEAST = 3  # times a word stands there in all
WORD_COLUMNS = "word n_reports review plan up down falls rises".split()
UNSEEN = 0.5  # what a word counts that the genre does not know
TELLING_OF_RESULTS = "增降词 境况词 结果词 进展词 数量词 程度词 修饰词".split()
WITHIN = 0.6  # of a word's places that a longer word holds: the longer one stays
LEAST_TIMES = 1.5  # as often on the side that has more
FEWEST = 5  # times a word stands on a side that is marked by it


def word_counts(clauses: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Count the words of one report on both sides: one row per word.

    Returns
    -------
    DataFrame
        `word`, `review`, `plan` (times as cut), `rise` (of the times that a search
        finds it, per 10,000 characters of the side: plan − review).
    """
    n = tokens.groupby(["word", "role"]).size().unstack(fill_value=0)
    n = n.reindex(columns=list(SIDES[::-1]), fill_value=0)
    named = n.reset_index().assign(n_reference=n["review"].to_numpy())
    found = with_found(named, clauses)
    rise = found["found_per_10k_target"] - found["found_per_10k_reference"]
    return found[["word", "review", "plan"]].assign(rise=rise)


def word_norms(counted: pd.DataFrame) -> pd.DataFrame:
    """Say how words usually lean: one row per word.

    Parameters
    ----------
    counted
        What `word_counts` returns of many reports, with `report`. A report without
        the word has a rise of 0.

    Returns
    -------
    DataFrame
        `word`, `n_reports` (that have it on one of the two sides), `review`, `plan`
        (times as cut, in all), `up` and `down` (reports in which it rises, or falls),
        `falls` and `rises` (how far, per 10,000
        characters, in the tenth of the reports in which the word falls, or rises,
        most; the furthest first, parted by blanks). Words that stand there less
        than three times in all are left out.

    Examples
    --------
    >>> rows = [{"report": "a", "word": "稳", "review": 2, "plan": 3, "rise": 1.5},
    ...         {"report": "b", "word": "稳", "review": 0, "plan": 1, "rise": 4.0}]
    >>> word_norms(pd.DataFrame(rows))
      word  n_reports  review  plan  up  down falls rises
    0    稳          2       2     4   2     0           4
    """
    edge = int(counted["report"].nunique() * EDGE) + 1
    counted = counted[(counted["review"] > 0) | (counted["plan"] > 0)]
    groups = counted.groupby("word")
    table = groups[["review", "plan"]].sum()
    table.insert(0, "n_reports", groups.size())
    table = table[table["review"] + table["plan"] >= LEAST]
    known = counted[counted["word"].isin(table.index)]
    up = (known["rise"] > 0).groupby(known["word"]).sum()
    down = (known["rise"] < 0).groupby(known["word"]).sum()
    falls = _furthest(known.assign(rise=-known["rise"]), edge)
    rises = _furthest(known, edge)
    table = table.assign(
        up=up,
        down=down,
        falls=falls.reindex(table.index, fill_value=""),
        rises=rises.reindex(table.index, fill_value=""),
    )
    return table.reset_index()[WORD_COLUMNS]


def _furthest(counted: pd.DataFrame, edge: int) -> pd.Series:
    """Write the largest rises of each word, the largest first."""
    up = counted[counted["rise"] > 0].sort_values("rise", ascending=False)
    up = up[up.groupby("word").cumcount() < edge]
    cells = up["rise"].map(lambda rise: f"{rise:.{WORD_DIGITS}g}").astype("str")
    return cells.groupby(up["word"]).agg(" ".join)


def against_genre(
    scores: pd.DataFrame, words: pd.DataFrame, *, totals: tuple[int, int]
) -> pd.DataFrame:
    """Add to scores of words how far each leans beyond what the genre does.

    The prior of a word is what the genre says of it, for each side by itself: its
    counts in the plans, or reviews, of the norm, scaled to as many tokens as the side
    has. What is left when the prior's own log odds are taken off is this report's.

    Parameters
    ----------
    scores
        `word`, `n_target`, `n_reference`, `found_target`, `found_reference` and
        `found_log_ratio`.
    words
        How words lean in the norm, as `read_words` gives it.
    totals
        Tokens of target and reference.

    Returns
    -------
    DataFrame
        The scores with `log_odds_genre` and `z_genre` (Monroe, Colaresi & Quinn 2008,
        eq. 15 with a prior of each side's own, less the log odds of the two priors;
        variance of eq. 20 with the prior in it) and `marks`: target or reference where
        the word leans to that side in the text itself and more than in the genre,
        and stands there five times or more, else ``""``. No side is marked by what
        says nothing by itself (`set_apart`).

    Examples
    --------
    >>> scores = pd.DataFrame({"word": ["加强", "城市"], "n_target": [40, 33],
    ...     "n_reference": [20, 5], "found_target": [40, 33],
    ...     "found_reference": [20, 5], "found_log_ratio": [1.0, 2.7]})
    >>> genre = pd.DataFrame({"plan": [900, 50], "review": [300, 50]},
    ...     index=["加强", "城市"])
    >>> against_genre(scores, genre, totals=(1000, 1000))["marks"].tolist()
    ['', 'target']
    """
    known = words[["plan", "review"]].reindex(scores["word"]).fillna(0) + UNSEEN
    whole = words[["plan", "review"]].sum() + UNSEEN * len(words)
    post, prior, spread = np.zeros(len(scores)), np.zeros(len(scores)), 0.0
    for sign, role, side, total in (
        (1, "plan", "target", totals[0]),
        (-1, "review", "reference", totals[1]),
    ):
        share = known[role].to_numpy() / whole[role]
        n = scores[f"n_{side}"].to_numpy() + share * total
        post += sign * np.log(n / (2 * total - n))
        prior += sign * np.log(share / (1 - share))
        spread = spread + 1 / n
    lean = post - prior
    more = np.sign(scores["found_log_ratio"].to_numpy())
    often = np.where(more > 0, scores["found_target"], scores["found_reference"])
    own = (np.sign(lean) == more) & (often >= FEWEST)
    own &= ~(scores["word"].isin(set_apart()) | (scores["word"].str.len() == 1))
    marks = np.where(more > 0, "target", "reference")
    return scores.assign(
        log_odds_genre=lean,
        z_genre=lean / np.sqrt(spread),
        marks=pd.array(np.where(own & (more != 0), marks, ""), dtype="str"),
    )


def distinctive(scores: pd.DataFrame) -> pd.DataFrame:
    """Return the words that are this report's, the largest rise or fall first.

    Those that mark a side and move by half or more, by count and by rate alike: where
    the sides differ in length, a word that the longer one has more often can stand
    more thickly in the other. Where no word marks a side, all words that move. Of 争先
    and 奋勇争先 the longer one stays, of 教育 and 义务教育 the shorter one.

    Examples
    --------
    >>> scores = pd.DataFrame({"word": ["外资", "城市"], "marks": "target",
    ...     "found_target": [5, 33], "found_reference": [5, 5],
    ...     "found_per_10k_target": [3.5, 26.6], "found_per_10k_reference": [13, 8.3]})
    >>> distinctive(scores)["word"].tolist()
    ['城市']
    """
    counts = scores[["found_target", "found_reference"]].to_numpy(dtype=float)
    rates = scores[["found_per_10k_target", "found_per_10k_reference"]].to_numpy()
    moves = np.sign(counts[:, 0] - counts[:, 1]) == np.sign(rates[:, 0] - rates[:, 1])
    for pair in (counts, rates):
        moves &= pair.max(axis=1) >= LEAST_TIMES * pair.min(axis=1)
    marked = moves & (scores["marks"] != "").to_numpy()
    shown = scores[marked if marked.any() else moves]
    rise = shown["found_per_10k_target"] - shown["found_per_10k_reference"]
    order = rise.abs().sort_values(ascending=False, kind="stable").index
    return _each_once(shown.loc[order])


def _each_once(words: pd.DataFrame) -> pd.DataFrame:
    """Leave out words that mostly stand inside a longer one of the table, or around."""
    n = words["found_target"] + words["found_reference"]
    times = dict(zip(words["word"], n, strict=True))
    kept: list[str] = []
    for word, own in times.items():
        longer = (times[other] for other in times if word in other and word != other)
        inside = max(longer, default=0) >= WITHIN * own
        if not inside and not any(other in word for other in kept):
            kept.append(word)
    return words[words["word"].isin(kept)]


@cache
def set_apart() -> frozenset[str]:
    """Return the words that mark no side: they say nothing of what a report is about.

    Task verbs have a table of their own; 问题, 任务, 安排 head the parts of every
    report; 发展, 质量 stand beside every subject; 面积, 上升, 成效 tell of results; a
    place is no weight.

    Examples
    --------
    >>> set_apart() >= {"加强", "完善", "推进", "安排", "面积", "成效"}
    True
    >>> set_apart() & {"城市", "收入", "融资"}
    frozenset()
    """
    cut = words_in(read_lexicon("roles")["cue"].tolist())
    formulae = [word for words in cut for _, word in words]
    subjects = _of_kind("naming", "kind", ["名词"])
    return frozenset(
        [
            *formulae,
            *read_lexicon("task_verbs")["verb"],
            *read_lexicon("modifiers")["word"],
            *read_lexicon("places")["place"],
            *_of_kind("sections", "kind", ["泛词"]),
            *_of_kind("naming", "kind", ["前置", "后置", "既有"]),
            *_of_kind("naming", "kind", ["量词头"]) - subjects,
            *_of_kind("task_words", "class", TELLING_OF_RESULTS),
        ]
    )


def _of_kind(name: str, column: str, kinds: list[str]) -> set[str]:
    rows = read_lexicon(name)
    return set(rows.loc[rows[column].isin(kinds), "word"])
