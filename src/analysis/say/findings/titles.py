"""What a section is called in a sentence: a name that is fair to all of its heading."""

from functools import lru_cache

from analysis.compare.alignment.fields import field_names, fields
from analysis.say.findings.headings import CLAUSES, known_in, noun, standing

# What every section may end in, and no subject of its own: growth, demands on cadres.
GENERAL = {"growth", "party", "demand"}
SUBJECT = 4  # characters that the lists know of what another clause is about


@lru_cache(maxsize=4096)
def called(heading: str) -> str:
    """Return the noun of a heading; all of it where the noun names only half.

    It does where another clause of the heading speaks of a theme of its own. Then the
    heading stands as it is, or cut to twenty characters with ….

    Examples
    --------
    >>> called("坚持走可持续发展道路，促进经济发展与人口、资源、环境相协调")
    '可持续发展道路'
    >>> called("加强民主法制建设，切实维护社会稳定")
    '加强民主法制建设，切实维护社会稳定'
    """
    name = noun(heading)
    clauses = [clause for clause in CLAUSES.split(heading) if clause]
    if len(clauses) < 2 or name not in heading:
        return name
    mine = _themes(name)
    for clause in clauses:
        other = noun(clause)
        apart = name not in clause and known_in(other, heading) >= SUBJECT
        for scheme, own in mine.items() if apart else ():
            theirs = _themes(other).get(scheme, set())
            if theirs - GENERAL and not theirs & own:
                return standing([heading])
    return name


def _themes(text: str) -> dict[str, set[str]]:
    """Return the themes that a text speaks of, of the first scheme that knows any."""
    names = field_names()
    found: dict[str, set[str]] = {}
    for at in fields([text]).indices:
        scheme, _, theme = names[at].partition("/")
        if theme:
            found.setdefault(scheme, set()).add(theme)
    first = min(found, default="")
    return {first: found[first]} if found else {}
