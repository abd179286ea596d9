"""The findings with their sentences as plain Markdown, for a mail or a note."""

import re

from analysis.flow import Flow
from analysis.schema import value_labels
from analysis.show.document.paper import legal
from analysis.show.document.quotes import quotes, some
from analysis.show.titles import Head, head, heading

QUOTES_SHOWN = 6  # of a finding
SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&!$^{}=])")


def points(flow: Flow, lang: str = "zh") -> str:
    """Return what a report tells as Markdown: each finding over its sentences.

    What the report says is shown as it is: signs that mean something in Markdown
    are escaped, and an address is no link.
    """
    words, own = (value_labels(name, lang=lang) for name in ("document", "points"))
    told = getattr(flow, flow.said)
    behind = quotes(flow, lang)
    top = named(flow, lang)
    lines = [f"# {escaped(top.title)}", "", escaped(top.subtitle), ""]
    for n, finding in enumerate(told[lang]):
        lines.append(f"{n + 1}. **{escaped(finding)}**")
        found = behind.get(n, [])
        for one in some(found, QUOTES_SHOWN):
            quoted = words["quote"].format(place=one.place, text=one.text)
            lines.append(f"   - {escaped(quoted)}")
        if (more := len(found) - QUOTES_SHOWN) > 0:
            lines.append(f"   - {own['more'].format(n=more)}")
    if told.empty:
        lines.append(own["none"])
    lines += ["", f"## {own['source']}", ""]
    covered = f"{flow.scheme_coverage[flow.scheme]:.0%}"
    known = {"scheme": flow.scheme, "covered": covered, "n": len(flow.norm.reports)}
    for line in "method_reading method_share method_usual method_near".split():
        lines.append(f"- {escaped(words[line].format(**known))}")
    return "\n".join([*lines, ""])


def named(flow: Flow, lang: str) -> Head:
    """Return what the findings on a report, or on several, are called as a text."""
    top = head(flow, lang)
    called = top.title
    if len(flow.reports) == 1:
        called = heading(flow.reports.iloc[0], lang, quoted=True)
    title = value_labels("document", lang=lang)["title"].format(title=called)
    return top._replace(title=title)


def escaped(text: str) -> str:
    r"""Return a text so that Markdown shows it as it is.

    >>> escaped("*重点* <b> [1](x) a_b"), escaped("见 http://a.cn 和\n- 甲")
    ('\\*重点\\* \\<b\\> \\[1\\](x) a\\_b', '见 http\\://a.cn 和 - 甲')
    """
    plain = " ".join(legal(text).split())
    plain = SPECIAL.sub(r"\\\1", plain)
    plain = re.sub(r"(?i)(https?|ftp|mailto):", r"\1\\:", plain)
    return re.sub(r"(?i)(www)\.|@", lambda m: f"{m[1]}\\." if m[1] else "\\@", plain)
