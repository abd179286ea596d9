"""Where a clause stands, and which clauses stand at one place."""

import numpy as np
import pandas as pd

# What a row that was found in a clause brings of it.
PLACE = ["report", "clause", "role", "year", "section", "item"]
GAP = "\n"  # stands between clauses searched as one text: nothing reaches across


def codes_of(text: str) -> np.ndarray:
    """Return the characters of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def place_numbers(clauses: pd.DataFrame) -> pd.Series:
    """Return the number of the item each clause stands in; outside items, sentence."""
    levels = ["report", "role", "part", "section", "item"]
    place = clauses[[level for level in levels if level in clauses]]
    run = (place != place.shift()).any(axis=1)
    if "item" in clauses:
        inside = clauses["item"] != ""
        sentence = clauses.get("sentence", clauses["clause"])
        run |= ~inside & (sentence != sentence.shift())
    else:
        run[:] = True
    return run.cumsum()
