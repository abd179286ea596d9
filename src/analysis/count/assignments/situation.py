"""Tell sentences that only judge the situation from those that hand something out.

Rather a sentence too many is handed out than a task is lost.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from analysis.lexicons import read_lexicon

DONE = "了着过"  # behind a verb: it tells, it does not ask
LEADS = 6  # characters before the verb with which a clause begins
READY = "做好"


def judges(clauses: Iterable[tuple[str, int]], verbs: Iterable[Any]) -> bool:
    """Say whether a sentence judges the situation and hands nothing out.

    It has words of judging (仍处于, 面临), or verbs that only look at the situation
    (分析形势), and no clause of it begins with another task verb. A verb behind what
    does something by itself (人民群众追求) or before 了 begins none.

    Parameters
    ----------
    clauses
        The text of each clause and where it begins.
    verbs
        The rows of `tasks` found in them: `verb`, `object`, `start`.

    Examples
    --------
    >>> from types import SimpleNamespace as Row
    >>> judges([("我国仍处于重要战略机遇期", 0)], []), judges([("稳定就业", 0)], [])
    (True, False)
    >>> judges([("针对面临的困难", 0), ("要加强帮扶", 8)],
    ...     [Row(verb="加强", object="帮扶", start=9)])
    False
    >>> judges([("深入分析形势", 0)], [Row(verb="分析", object="形势", start=2)])
    True
    """
    said, found = list(clauses), list(verbs)
    text = "，".join(clause for clause, _ in said)
    looks = [one for one in found if one.verb in _words("估量")]
    at_situation = looks and any(word in text for word in _words("形势"))
    if not at_situation and not any(word in text for word in _words("判断")):
        return False
    return not any(_asks(one, said) for one in found)


def _asks(one: Any, clauses: list[tuple[str, int]]) -> bool:
    """Say whether a clause begins with a verb, or nearly so, and wants it done."""
    if one.verb in _words("估量"):
        return False
    if one.verb == READY and one.object.strip("，。；、 ").endswith(_words("心理")):
        return False
    clause, start = max((own for own in clauses if own[1] <= one.start), key=_start)
    before = clause[: one.start - start]
    behind = clause[one.start - start + len(one.verb) :]
    if behind.startswith(tuple(DONE)) or before.endswith(_words("主体")):
        return False
    return len(before) <= LEADS or any(word in before for word in _words("布置"))


def _start(clause: tuple[str, int]) -> int:
    return clause[1]


@cache
def _words(kind: str) -> tuple[str, ...]:
    table = read_lexicon("situation")
    return tuple(table.loc[table["kind"] == kind, "word"])
