"""Places among the sections that two years both have: what one alone has moves none."""

import pandas as pd

ENDS = "_first", "_last"


def common_places(first: pd.DataFrame, last: pd.DataFrame) -> pd.DataFrame:
    """Return the sections that both of two years have, with their places among these.

    Parameters
    ----------
    first, last
        Rows of kind ``section`` of table `trends`, of one side and one year each.

    Returns
    -------
    DataFrame
        One row per section, by `subject`: `before` and `after` (1, 2, … among the
        sections of both years), and the columns of each year with ``_first`` and
        ``_last`` behind their names.

    Examples
    --------
    >>> first = pd.DataFrame({"subject": ["甲", "丙", "乙"], "rank": [1, 2, 3]})
    >>> last = pd.DataFrame({"subject": ["丁", "乙", "甲"], "rank": [1, 2, 3]})
    >>> common_places(first, last)[["before", "after"]].to_dict("index")
    {'甲': {'before': 1, 'after': 2}, '乙': {'before': 2, 'after': 1}}
    """
    ends = [
        one.drop_duplicates("subject").set_index("subject") for one in (first, last)
    ]
    ends = [one.add_suffix(end) for one, end in zip(ends, ENDS, strict=True)]
    table = ends[0].join(ends[1], how="inner")
    return table.assign(
        before=table["rank_first"].astype(int).rank(method="first").astype(int),
        after=table["rank_last"].astype(int).rank(method="first").astype(int),
    )
