"""What was chosen, as HTML: a line, bars with their numbers, the sentences."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

import pandas as pd

from analysis.flow import Flow
from analysis.lexicons import theme_labels
from analysis.read.reports.shelves import YEARS
from analysis.say.findings import side_names
from analysis.schema import label, value_labels
from analysis.show.explore.selection import Asked, Selection
from analysis.show.export.cells import place
from analysis.show.style import ROLE_COLOURS, pale

MOST = 200  # sentences listed; what is longer nobody reads, and a browser stumbles
WHOLE = "zx-explore"  # the widgets and what they show
LIVE = "zx-live"
SAVED = "zx-saved"  # beside what is live, picture and sentences saved are hidden
CSS = f"""<style>
.{LIVE} {{display: flex; flex-wrap: wrap; gap: 0 2em; line-height: 1.5}}
.{LIVE} > p {{flex: 100%; margin: .3em 0; font-size: 1.1em}}
.{LIVE} > div {{flex: 1 1 24em; min-width: 0; max-height: 46em; overflow: auto}}
.{LIVE} table {{border-collapse: collapse; width: 100%; margin: 0 0 1em}}
.{LIVE} th, .{LIVE} td {{padding: .1em .5em .1em 0; font-weight: normal;
  text-align: right; vertical-align: middle; font-variant-numeric: tabular-nums}}
.{LIVE} th, .{LIVE} td {{white-space: nowrap}}
.{LIVE} thead th {{opacity: .7}}
.{LIVE} tbody th {{text-align: left; width: 50%; max-width: 11em; overflow: hidden;
  text-overflow: ellipsis}}
.{LIVE} tr.group th {{opacity: .7; padding-top: .8em}}
.{LIVE} td.bar {{width: 30%; min-width: 4em}}
.{LIVE} td.bar i {{display: block; height: .8em}}
.{LIVE} tr.aside {{opacity: .45}}
.{LIVE} small {{opacity: .7}}
.jp-OutputArea:has(.{LIVE}) .{SAVED},
.jp-OutputArea:has(.{LIVE}) .jp-RenderedImage {{display: none}}
</style>"""
# JupyterLab takes arrows and letters for itself, also where a list has the focus.
KEYS = f"""<script>
document.addEventListener("focusin", ({{target}}) => target.closest(".{WHOLE}") &&
  target.setAttribute("data-lm-suppress-shortcuts", "true"));
</script>"""


class Called(NamedTuple):
    """What reports, roles and themes are called in the language of the reader."""

    lang: str
    roles: Mapping[tuple[str, str], str]  # report and role
    themes: Mapping[str, str]

    def word(self, name: str, **values: object) -> str:
        """Return a word of this display, with what is filled in."""
        return value_labels("explore", lang=self.lang)[name].format(**values)


def names(flow: Flow, lang: str = "zh") -> Called:
    """Return what the reports, roles and themes of a flow are called."""
    reports, roles = flow.reports, value_labels("role", lang=lang)
    several = len(reports) > 1 and flow.shelf[0] != YEARS
    found = {}
    for n, report in enumerate(reports["report"]):
        plan, review = side_names(reports.iloc[[n]], lang)
        problems = review.replace(roles["review"], roles["problems"])
        own = roles | {"plan": plan, "review": review, "problems": problems}
        for role, name in own.items():
            found[report, role] = f"{report} {name}" if several else name
    return Called(lang, found, theme_labels(flow.scheme, lang))


def live(found: Selection, asked: Asked, called: Called) -> str:
    """Return what is seen on each change: a line, bars, and all the sentences."""
    one = asked.report or found.by_section["report"].nunique() == 1
    groups = bars(found, asked, called, sections=bool(one))
    note = f"<p><small>{escape(called.word('counted'))}</small></p>"
    return (
        f"{CSS}<div class='{LIVE}'><p><b>{escape(told(found, asked, called))}</b></p>"
        f"<div>{groups}{note}</div>"
        f"<div tabindex='0'>{sentences(found.sentences, called)}</div></div>"
    )


def told(found: Selection, asked: Asked, called: Called) -> str:
    """Return the counts as a line: 选中 5/111 句（4.5%）；检索“舆情”5 次."""
    row = found.total.iloc[0]
    n, of = int(row["n"]), int(row["n_clauses"])
    said = [called.word("selected", n=n, of=of, share=f"{n / of if of else 0:.1%}")]
    if asked.term:
        said.append(called.word("found", word=asked.term, n=int(row["found_term"])))
    if asked.verb:
        times = {"word": asked.verb, "n": int(row["n_tasks"])}
        said.append(called.word("as_verb", **times))
        said.append(called.word("found", word=asked.verb, n=int(row["found_verb"])))
    return ("；" if called.lang == "zh" else "; ").join(dict.fromkeys(said))


def bars(found: Selection, asked: Asked, called: Called, *, sections: bool) -> str:
    """Return roles and sections as a table: how many of each were chosen.

    The pale bar is all clauses of the group, the dark one those chosen. Where a section
    is chosen, the others stand back.
    """
    shown = {"found_term": asked.term, "n_tasks": asked.verb, "found_verb": asked.verb}
    words = [name for name, word in shown.items() if word]
    heads = [called.word("chosen"), label("share", lang=called.lang)]
    heads += [called.word(name) for name in words]
    head = "".join(f"<th scope=col>{escape(one)}</th>" for one in ["", "", *heads])
    body = _group(found.by_role, words, asked, called)
    if sections:
        title = escape(called.word("sections"))
        body += f"<tr class=group><th scope=rowgroup colspan=9>{title}</th></tr>"
        body += _group(found.by_section, words, asked, called)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _group(table: pd.DataFrame, words: list[str], asked: Asked, called: Called) -> str:
    """Return the rows of some groups, with bars on a scale of their own."""
    longest, lines = max(table["n_clauses"], default=1), []
    for row in table.to_dict("records"):
        own = (row["role"], row.get("part"), row.get("section"))
        aside = asked.section and "section" in row and own != asked.section
        cells = [f"{row['n']}/{row['n_clauses']}", f"{row['share']:.1%}"]
        cells += [str(row[name]) for name in words]
        name = escape(name_of(row, called))
        lines.append(
            f"<tr{' class=aside' if aside else ''}>"
            f"<th scope=row title='{name}'>{name}</th>"
            f"<td class=bar>{_bar(row, longest)}</td>"
            f"{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
        )
    return "".join(lines)


def name_of(row: Mapping[str, str], called: Called) -> str:
    """Return what a group is called: its section, else its role."""
    if "section" not in row:
        return called.roles[row["report"], row["role"]]
    heading = row["section"] or row["part"]
    return heading or called.word("no_heading", role=_role(row, called))


def _role(row: Mapping[str, str], called: Called) -> str:
    return value_labels("role", lang=called.lang)[row["role"]]


def _bar(row: Mapping[str, object], longest: int) -> str:
    """Return a bar whose dark part is what was chosen of all."""
    colour = ROLE_COLOURS[row["role"]]
    whole, part = 100 * row["n_clauses"] / longest, 100 * row["share"]
    ground = f"linear-gradient(90deg,{colour} {part:.2f}%,{pale(colour)} {part:.2f}%)"
    return f"<i style='width:{whole:.2f}%;background:{ground}'></i>"


def sentences(table: pd.DataFrame, called: Called, most: int = MOST) -> str:
    """Return the clauses under their places, with what was asked for marked."""
    if table.empty:
        return f"<p>{escape(called.word('none'))}</p>"
    parts = []
    for where, rows in _places(table.head(most), called):
        lines = "".join(f"<li>{_clause(row, called)}</li>" for row in rows)
        parts.append(f"<p {_TIGHT}><b>{escape(where)}</b></p><ul {_TIGHT}>{lines}</ul>")
    rest = len(table) - most
    more = f"<p><small>{escape(called.word('more', n=rest))}</small></p>"
    return "".join(parts) + more * (rest > 0)


_TIGHT = "style='margin:.4em 0 0;text-align:left'"


def _places(table: pd.DataFrame, called: Called) -> Iterator[tuple[str, list[dict]]]:
    """Yield the clauses of each place, with its path."""
    levels = ["report", "role", "part", "section", "item"]
    run = (table[levels] != table[levels].shift()).any(axis=1).cumsum()
    for _, rows in table.groupby(run, sort=False):
        first = rows.iloc[0]
        role = called.roles[first["report"], first["role"]]
        said = {"role": role, "section": first["section"], "item": first["item"]}
        yield place(said, called.lang), rows.to_dict("records")


def _clause(row: Mapping, called: Called) -> str:
    """Return a clause with its marks, and how it has the theme if not of its own."""
    text, done, parts = row["text"], 0, []
    for start, end in row["marks"]:
        start = max(start, done)
        if end > start:
            marked = f"<mark>{escape(text[start:end])}</mark>"
            parts += [escape(text[done:start]), marked]
            done = end
    parts.append(escape(text[done:]))
    if row["via"] not in ("", "term"):
        how = value_labels("via", lang=called.lang)[row["via"]]
        parts.append(f" <small>（{escape(how)}）</small>")
    return "".join(parts)


def saved(found: Selection, called: Called, most: int) -> str:
    """Return what a reader without a kernel sees below the picture: sentences."""
    note = f"<p><small>{escape(called.word('saved'))}</small></p>"
    shown = sentences(found.sentences, called, most)
    return f"<div class='{SAVED}'>{shown}{note}</div>{KEYS}"
