"""How much of what names a thing some clauses mention."""

from typing import NamedTuple

import pandas as pd

from analysis.compare.delivery.telling import indexed, spread, tellings
from analysis.compare.delivery.worth import Clause, weighed


class Mention(NamedTuple):
    """A thing cut into weighed words, and how much of it one clause mentions most."""

    thing: Clause
    worth: float  # of all its words; officialese is worth nothing
    most: float  # the largest share of that worth in one clause, 0 to 1


def mentions(things: list[str], told: pd.DataFrame) -> list[Mention]:
    """Say how much of each thing one of the clauses `told` mentions, in its words.

    Words and other names are those of `compare.delivery`. Of a list one part is enough.
    """
    none = dict.fromkeys(told.columns, "") | {"heading": False, "start": 0}
    rows = pd.DataFrame([{**none, "text": thing} for thing in things])
    rows["clause"] = rows["sentence"] = range(len(rows))
    cut = weighed(pd.concat([rows, told], ignore_index=True))
    review = indexed(cut[len(rows) :], told.reset_index(drop=True))
    found = []
    for thing in cut[: len(rows)]:
        said = tellings(thing, [spread(thing, review)])
        most = float(max(said.share.max(), said.part.max()))
        found.append(Mention(thing, said.worth, most))
    return found
