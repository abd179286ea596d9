"""Find in reports what the term lists may lack: terms, theme words, task verbs."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.say.lexicon.association import NUMBER_TOKEN, collocations
from analysis.say.lexicon.terms import glued, read_terms, word_class
from analysis.say.lexicon.text import align

KEY = ["report", "clause"]
OFTEN = 0.5  # at least this share of a verb's uses opens its clause
LONGEST_CLAUSE = 28  # characters of a clause that is shown
CANDIDATES_SHOWN = 12  # rows of each table that are shown
CANDIDATE_TITLES = {
    "theme_coverage": ("Clauses with a theme; few in all: another scheme may fit", ""),
    "collocations": (
        "Adjacent words that may be one term, pairs by z and longer ones by count",
        "to have one: a row in words.csv: {},术语,",
    ),
    "clauses_without_theme": ("Clauses without a theme, commonest first", ""),
    "words_without_theme": (
        "Words of the clauses without a theme; share: of the word's clauses",
        "to have one: a row in themes/<scheme>.csv, under the theme it speaks for: {}",
    ),
    "unknown_verbs": (
        "Words that open clauses as a verb does and are in no list",
        "to have one: a row in task_verbs.csv: {},<class>,",
    ),
}


def theme_coverage(clauses: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Say how much of the reports the themes reach: one row per role.

    Returns
    -------
    DataFrame
        `role`, `n` (clauses with a theme), `n_clauses` and `share` (0 to 1).
    """
    spoken = clauses.assign(spoken=_spoken(clauses, mentions))
    groups = spoken.groupby("role", sort=False)["spoken"]
    table = groups.agg(n="sum", n_clauses="size", share="mean").reset_index()
    return table.astype({"n": "int64"})


def without_theme(clauses: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """List the clauses that speak of no theme: one row per text, commonest first.

    Clauses that differ in numbers and signs only are one text. What belongs to no
    part (`role` other) is left out.

    Parameters
    ----------
    clauses, mentions
        The clauses and what `themes` found in them.

    Returns
    -------
    DataFrame
        `text` (digits as N), `count`, `n_reports`, and of its first clause `report`,
        `clause`, `role`; equally common ones in the order of the text.

    Examples
    --------
    >>> text = ["投资5万元", "建成“中心”", "投资12.5万元", "志愿服务"]
    >>> clauses = pd.DataFrame({"report": "r", "clause": range(4), "text": text})
    >>> clauses = clauses.assign(role="review")
    >>> mentions = pd.DataFrame({"report": ["r"], "clause": [3]})
    >>> without_theme(clauses, mentions)[["text", "count"]]
          text  count
    0  投资N万元      2
    1   建成中心      1
    """
    silent = clauses[~_spoken(clauses, mentions) & (clauses["role"] != "other")]
    plain = silent["text"].str.replace(r"\d+(?:[.,，．]\d+)*", "N", regex=True)
    plain = plain.str.replace(r"[^\w%％、]", "", regex=True)
    groups = silent.assign(text=plain).groupby("text", sort=False)
    table = groups.agg(
        count=("clause", "size"),
        n_reports=("report", "nunique"),
        report=("report", "first"),
        clause=("clause", "first"),
        role=("role", "first"),
    )
    order = table.sort_values("count", ascending=False, kind="stable")
    return order.reset_index()


def words_without_theme(
    clauses: pd.DataFrame, tokens: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    """Count the words of the clauses that speak of no theme: one row per word.

    Left out are numbers, single characters, stop words, task verbs and modifiers
    (what is done, and how, is no theme), and words that a theme excludes.

    Returns
    -------
    DataFrame
        `word`, `count` (clauses without a theme that hold it), `n_clauses` (all that
        do), `share` (of the two) and `example`; by falling count and share.
    """
    spoken = clauses[KEY].assign(
        spoken=_spoken(clauses, mentions), text=clauses["text"]
    )
    held = tokens[_content(tokens["word"])].drop_duplicates([*KEY, "word"])
    held = held[[*KEY, "word"]].merge(spoken, on=KEY)
    silent = held[~held["spoken"]].groupby("word", sort=False)
    table = silent.agg(count=("text", "size"), example=("text", "first"))
    n_clauses = held["word"].value_counts().reindex(table.index)
    table = table.assign(n_clauses=n_clauses)
    table = table.assign(share=table["count"] / table["n_clauses"])
    order = table.sort_values(["count", "share"], ascending=False, kind="stable")
    return order.reset_index()[["word", "count", "n_clauses", "share", "example"]]


def unknown_verbs(
    clauses: pd.DataFrame, tokens: pd.DataFrame, tasks: pd.DataFrame
) -> pd.DataFrame:
    """List words that open clauses as a task verb does but are in no list.

    That is: adverbs, modals and the body's own name apart, the word comes first and
    something follows; jieba's dictionary knows it as a verb; at least half of its
    uses are such; and no task verb was found there.

    Parameters
    ----------
    clauses, tokens, tasks
        The clauses, their words, and the task verbs found in them.

    Returns
    -------
    DataFrame
        One row per word: `word`, `count`, `n` (all its uses), `share` (of the two)
        and `example`, the first such clause; by falling count, then as they stand.
    """
    terms = read_terms()
    passed = terms[(terms["list"] == "modifiers") & (terms["kind"] != "介词")]
    heads = tokens[~tokens["word"].isin(passed["term"])].drop_duplicates(KEY)
    last = tokens.groupby(KEY)["position"].max().rename("last").reset_index()
    first = tasks.groupby(KEY)["start"].min().rename("task").reset_index()
    heads = heads.merge(last, on=KEY).merge(first, on=KEY, how="left")
    end = heads["start"] + heads["word"].str.len()
    unknown = ~(heads["task"] < end) & ~heads["word"].isin(terms["term"])
    heads = heads[unknown & (heads["position"] < heads["last"])]
    verbs = [word for word in heads["word"].unique() if _verb(word)]
    found = heads.loc[heads["word"].isin(verbs), [*KEY, "word"]].merge(
        clauses[[*KEY, "text"]], on=KEY
    )
    groups = found.groupby("word", sort=False)
    table = groups.agg(count=("text", "size"), example=("text", "first"))
    table = table.assign(n=tokens["word"].value_counts().reindex(table.index))
    table = table.assign(share=table["count"] / table["n"])
    order = table[table["share"] >= OFTEN].sort_values(
        "count", ascending=False, kind="stable"
    )
    return order.reset_index()[["word", "count", "n", "share", "example"]]


def suggest(
    clauses: pd.DataFrame,
    tokens: pd.DataFrame,
    mentions: pd.DataFrame,
    tasks: pd.DataFrame,
) -> dict[str, pd.DataFrame]:
    """Return all candidates by name, the likeliest first.

    Of the collocations only those that do not always have the same neighbour: the
    others are parts of longer ones. Pairs come by falling z, longer ones by count,
    for their λ says how much more than their pairs they are, not how firm.
    """
    table = collocations(tokens)
    whole = (table["left_entropy"] > 0) & (table["right_entropy"] > 0)
    weight = np.where(table["length"] == 2, table["z"], table["count"])
    table = table[whole].assign(weight=weight[whole])
    table = table.sort_values(
        ["length", "weight", "z"], ascending=[True, False, False], kind="stable"
    )
    return {
        "theme_coverage": theme_coverage(clauses, mentions),
        "collocations": table.drop(columns="weight").reset_index(drop=True),
        "clauses_without_theme": without_theme(clauses, mentions),
        "words_without_theme": words_without_theme(clauses, tokens, mentions),
        "unknown_verbs": unknown_verbs(clauses, tokens, tasks),
    }


def suggest_text(
    tables: Mapping[str, pd.DataFrame], *, top: int = CANDIDATES_SHOWN
) -> str:
    """Return the head of each table of candidates as lines for people."""
    lines = []
    for name, table in tables.items():
        title, advice = CANDIDATE_TITLES[name]
        lines += [f"{title} ({len(table)})"]
        if table.empty:
            lines += ["  none", ""]
            continue
        lines += align(_head(name, table, top))
        lines += [f"  {advice.format(table.iloc[0, 0])}", ""] if advice else [""]
    return "\n".join(lines[:-1])


def _head(name: str, table: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return what is shown of a table: the first rows, long clauses cut short."""
    if name == "collocations":
        return table.groupby("length").head(top)
    if name == "theme_coverage":
        return table
    long = {"text", "example"} & set(table)
    return table.head(top).assign(**{name: table[name].map(_short) for name in long})


def _spoken(clauses: pd.DataFrame, mentions: pd.DataFrame) -> np.ndarray:
    """Say of each clause whether it speaks of a theme."""
    found = pd.MultiIndex.from_frame(mentions[KEY])
    return pd.MultiIndex.from_frame(clauses[KEY]).isin(found)


def _content(words: pd.Series) -> pd.Series:
    """Say of each word whether it can be what a clause is about."""
    terms = read_terms()
    lists = ["stopwords", "task_verbs", "modifiers", "units"]
    by_list = terms.groupby("list")["term"].agg(set)
    void = set().union(*by_list[lists])
    void |= {term[1:] for term in terms["term"] if term.startswith("!")}
    pair = by_list["modifiers"], by_list["task_verbs"]
    void |= {word for word in words.unique() if glued(word, *pair)}
    number = words.str.fullmatch(NUMBER_TOKEN)
    return ~words.isin(void) & ~number & (words.str.len() > 1)


def _verb(word: str) -> bool:
    return len(word) > 1 and word_class(word).startswith("v")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_CLAUSE else text[: LONGEST_CLAUSE - 1] + "…"
