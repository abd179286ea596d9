"""Tables as aligned lines: a Chinese character takes two columns of a screen."""

import pandas as pd
from rich.cells import cell_len


def align(table: pd.DataFrame, *, indent: int = 2) -> list[str]:
    """Return a table as lines, columns aligned by the width they take on a screen.

    A Chinese character is two columns wide; numbers stand to the right.

    Examples
    --------
    >>> for line in align(pd.DataFrame({"word": ["提法", "a"], "n": [2, 10]})):
    ...     print(line)
      word   n
      提法   2
      a     10
    """
    columns = []
    for name in table:
        number = pd.api.types.is_numeric_dtype(table[name])
        cells = [str(name), *map(_said, table[name])]
        width = max(map(cell_len, cells))
        columns.append([_pad(cell, width, right=number) for cell in cells])
    rows = zip(*columns, strict=True)
    return [(" " * indent + "  ".join(row)).rstrip() for row in rows]


def _said(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _pad(text: str, width: int, *, right: bool) -> str:
    blank = " " * (width - cell_len(text))
    return blank + text if right else text + blank
