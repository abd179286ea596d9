"""Names that Excel accepts: of sheets, of tables, of columns."""

import re
from collections.abc import Iterable, Iterator
from itertools import count

LONGEST_SHEET, LONGEST_HEADER = 31, 255  # characters, Excel's limits


def sheet_names(titles: Iterable[str], nameless: str = "表") -> list[str]:
    """Return sheet names that Excel accepts: short, legal, and no two the same.

    Examples
    --------
    >>> sheet_names(["计划/总结", "themes", "Themes", ""])
    ['计划_总结', 'themes', 'Themes 2', '表']
    """
    legal = (re.sub(r"[\[\]:*?/\\\x00-\x1f]", "_", title) for title in titles)
    short = [one.strip("' ")[:LONGEST_SHEET].strip("' ") for one in legal]
    return _different(short, nameless, LONGEST_SHEET, taken={"history"})


def headers(labels: Iterable[object]) -> list[str]:
    """Return the headers of an Excel table: none empty, no two the same.

    >>> headers(["p", "P", ""])
    ['p', 'P 2', '—']
    """
    return _different([" ".join(str(one).split()) for one in labels], "—")


def table_name(sheet: str) -> str:
    """Return a legal and unmistakable name for the table on a sheet.

    >>> table_name("关键词"), table_name("R1C1 2")
    ('t_关键词', 't_R1C1_2')
    """
    return "t_" + re.sub(r"\W", "_", sheet)


def spot(row: int, column: int, fixed: str = "") -> str:
    """Return what Excel calls a cell; with `fixed` = ``$`` as formulas have it.

    >>> spot(0, 0), spot(9, 27), spot(1, 2, "$")
    ('A1', 'AB10', '$C$2')
    """
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{fixed}{letters}{fixed}{row + 1}"


def quoted(sheet: str) -> str:
    """Return a sheet's name as links and formulas have it.

    >>> quoted("What's new")
    "'What''s new'"
    """
    return "'" + sheet.replace("'", "''") + "'"


def internal(sheet: str, cells: str = "A1") -> str:
    """Return a link to cells of a sheet.

    >>> internal("依据", "A2:G3")
    "internal:'依据'!A2:G3"
    """
    return f"internal:{quoted(sheet)}!{cells}"


def _different(
    names: Iterable[str],
    nameless: str,
    longest: int = LONGEST_HEADER,
    taken: Iterable[str] = (),
) -> list[str]:
    """Return names of which Excel, which does not tell A from a, finds no two alike."""
    known, found = set(taken), []
    for name in names:
        name = next(
            one
            for one in _tries(name or nameless, longest)
            if one.casefold() not in known
        )
        known.add(name.casefold())
        found.append(name)
    return found


def _tries(name: str, longest: int) -> Iterator[str]:
    """Yield a name, then the same with a number."""
    yield name[:longest]
    yield from (f"{name[: longest - 1 - len(str(i))]} {i}" for i in count(2))
