"""Hold the program against small inputs that once failed: ``make cases``.

Every line of ``../shared/cases/cases.jsonl`` is an input with the right answer (the
README beside it says how it is to be read). Printed are the cases right by kind, and
of each wrong one what was said instead. Cases whose right answer describes behaviour
are held by tests: `HELD` names them.
"""

import io
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis import InputError
from analysis.flow import Flow
from analysis.read.reports import read_reports
from analysis.show.export.tables import render_table

ROOT = Path(__file__).parents[1]
CASES = ROOT.parent / "shared" / "cases" / "cases.jsonl"
ABSENT = f"{CASES} is not here: the cases are kept outside"
OUTCOMES = ("right", "wrong", "by hand")
FILES = "test_documents.py"
# The test that holds a case whose right answer is a sentence.
HELD: dict[str, str] = {
    "c02": "test_cases.py::test_sections_of_one_sentence_with_the_same_headings_go_on",
    "c03": "test_cases.py::test_no_year_and_no_number_is_a_content_word",
    "c04": "test_cases.py::test_nothing_is_said_of_how_evenly_words_are_spread",
    "c05": "test_cases.py::test_a_salutation_within_a_side_is_no_section",
    "x09": "test_cases.py::test_each_of_several_leads_is_named_by_its_part",
    "x10": "test_cases.py::test_a_report_without_a_title_has_its_file_for_a_source",
    "x11": "test_cases.py::test_no_year_and_no_number_is_a_content_word",
    "x14": "test_numbering.py::test_word_lists_of_any_form_are_levels",
    "x15": "test_numbering.py::test_word_lists_of_any_form_are_levels",
    "x06": "test_tuning.py::test_a_space_beside_latin_letters_is_matched_and_no_fault",
    "x08": "test_briefing.py::test_subscripts_are_drawn_as_digits_and_nobody_is_warned",
    "o65": f"{FILES}::test_bad_input_is_one_line_that_names_the_file",
    "x02": f"{FILES}::test_a_web_page_without_its_package_is_one_line",
    "x03": f"{FILES}::test_bad_input_is_one_line_that_names_the_file",
    "x04": f"{FILES}::test_bad_input_is_one_line_that_names_the_file",
    "x05": f"{FILES}::test_a_file_of_one_report_a_line_is_counted_by_its_lines",
    "x07": "test_pdf.py::test_a_table_in_a_column_leaves_its_lines_together",
    "x13": f"{FILES}::test_bad_input_is_one_line_that_names_the_file",
}
SHORTEST_HEAD = 2  # characters of an object or measure that still say what it is


class Case(NamedTuple):
    """A case with what came of it."""

    id: str
    kind: str
    outcome: str
    right: Any
    got: str


def main() -> None:
    """Run every case and print."""
    if not CASES.is_file():
        raise SystemExit(f"skipped: {ABSENT}")
    print(told(cases()))


def cases() -> list[Case]:
    """Return every case with its outcome."""
    return [_case(**json.loads(line)) for line in CASES.read_text("utf-8").splitlines()]


def share(found: list[Case]) -> float:
    """Return the share right of those that a program can judge."""
    judged = [case for case in found if case.outcome != "by hand"]
    return sum(case.outcome == "right" for case in judged) / len(judged)


def told(found: list[Case]) -> str:
    """Return the cases by kind as lines."""
    kinds = {case.kind.partition(":")[0]: Counter() for case in found}
    for case in found:
        kinds[case.kind.partition(":")[0]][case.outcome] += 1
    lines = [
        f"{kind}: " + ", ".join(f"{n[name]} {name}" for name in OUTCOMES if n[name])
        for kind, n in kinds.items()
    ]
    wrong = [case for case in found if case.outcome == "wrong"]
    lines += ["", *(f"{c.id} {c.kind}: {c.right} but {c.got}" for c in wrong), ""]
    by_hand = [case for case in found if case.outcome == "by hand"]
    lines += [f"{c.id} {c.kind}: by hand, {c.got}" for c in by_hand]
    n = Counter(case.outcome for case in found)
    judged = n["right"] + n["wrong"]
    return "\n".join([*lines, f"right: {n['right']} of {judged} ({share(found):.1%})"])


def _case(id: str, kind: str, input: str, right: Any) -> Case:
    judge = _judge(kind, right)
    if judge is None:
        return Case(id, kind, "by hand", right, HELD.get(id, "no test yet"))
    try:
        got = judge(flow_of(id, input.partition(" -> ")[0]), right)
    except InputError as error:
        got = str(error)
    return Case(id, kind, "wrong" if got else "right", right, got)


def flow_of(name: str, text: str) -> Flow:
    """Return the flow of a text as a file holds it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{name}.txt")
        path.write_text(text, encoding="utf-8")
        return Flow(read_reports([path]))


def _judge(kind: str, right: Any) -> Callable[[Flow, Any], str] | None:
    """Return what judges a case: it says what is wrong, "" where nothing is."""
    by_kind = {
        "segmentation": _words,
        "task verbs": _tasks,
        "quantity": _quantity,
        "continuity": _links,
        "section lost": _sections,
        "export: numbers rounded": _exported,
    }
    if isinstance(right, str) and kind != "segmentation":
        return None
    return by_kind.get(kind, _facts)


def _facts(flow: Flow, right: dict[str, Any]) -> str:
    """Judge what is told of the report, and the roles of passages."""
    wrong = []
    for key, value in right.items():
        ask = FACTS.get(key)
        if ask is None and key.startswith("times "):
            text = key.split()[1]
            clauses = flow.clauses
            review = clauses["role"] == "review"
            said = int((clauses["text"].eq(text) & review).sum())
        elif ask is None:
            said = _role(flow.clauses, key)
        else:
            said = ask(flow, value)
        if said != value:
            wrong.append(f"{key}: {said}")
    return "; ".join(wrong)


def _of_report(column: str) -> Callable[[Flow, Any], Any]:
    def ask(flow: Flow, right: Any) -> Any:
        said = flow.reports[column].iloc[0]
        return None if pd.isna(said) else said

    return ask


def _named_sections(flow: Flow, right: list[str]) -> list[str]:
    """Return the sections in their order, as far as there are any."""
    named = [text for text in flow.clauses["section"] if text]
    return list(dict.fromkeys(named))


def _items(flow: Flow, right: list[str]) -> list[str]:
    """Return the items: numerals, or numeral and clause for each that is asked."""
    clauses = flow.clauses[flow.clauses["item"] != ""]
    if any(" " in one for one in right):
        said = (clauses["item"] + " " + clauses["text"]).tolist()
        return [one for one in right if one in said] or said
    return list(dict.fromkeys(clauses["item"]))


def _measured(flow: Flow, right: list[str]) -> list[str]:
    """Return the quantities as they stand, without the spaces of the text."""
    return [re.sub(r"\s", "", text) for text in flow.quantities["text"]]


FACTS = {
    name: _of_report(name) for name in ("title", "body", "review_year", "plan_year")
} | {"sections": _named_sections, "items": _items, "quantities": _measured}


def _role(clauses: pd.DataFrame, text: str) -> str:
    """Return the role of the clauses that hold a text, or that stand under it."""
    here = clauses[clauses["text"].eq(text)]
    if here.empty:
        here = clauses[clauses["text"].str.contains(text, regex=False)]
    if here.empty:
        here = clauses[clauses["section"].eq(text) | clauses["part"].eq(text)]
    roles = set(here["role"])
    return roles.pop() if len(roles) == 1 else " ".join(sorted(roles)) or "not found"


def _sections(flow: Flow, right: list[str]) -> str:
    said = _named_sections(flow, right)
    return "" if said == right else str(said)


def _links(flow: Flow, right: list[list[str]]) -> str:
    columns = ["kind", "section_reference", "section_target"]
    said = flow.continuity[columns].to_numpy().tolist()
    return "" if sorted(said) == sorted(right) else str(said)


def _words(flow: Flow, right: str) -> str:
    """Judge words in a row, wherever their text stands; there may be two ways."""
    ways = [way.split() for way in _ways(right)]
    joined = "".join(ways[0])
    found = 0
    for _, rows in flow.tokens.groupby("clause"):
        words = rows["word"].tolist()
        text = "".join(words)
        for match in re.finditer(re.escape(joined), text):
            found += 1
            cut = [w for w, at in _placed(words) if match.start() <= at < match.end()]
            begins = match.start() in {at for _, at in _placed(words)}
            if cut not in ways or not begins:
                return " ".join(words)
    return "" if found else "not found"


def _placed(words: list[str]) -> list[tuple[str, int]]:
    """Return each word with where it starts in the words' text."""
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return list(zip(words, starts, strict=False))


def _ways(right: str) -> list[str]:
    """Return the answers that are right: 新高地 (or 新 高地) has two."""
    first, _, more = right.partition(" (")
    return [first, *re.findall(r"or ([^()]+)\)", f"({more}")]


def _tasks(flow: Flow, right: list[list[str]]) -> str:
    clauses = flow.clauses.set_index("clause")["section"]
    own = flow.tasks[flow.tasks["clause"].map(clauses).eq("抓好落实")]
    own = own[own["role"].eq("review") & ~_opens(own, flow.clauses)]
    said = own[["verb", "object"]].to_numpy().tolist()
    fits = len(said) == len(right) and all(
        a[0] == b[0] and same_head(a[1], b[1], flow)
        for a, b in zip(said, right, strict=True)
    )
    return "" if fits else str(said)


def _opens(tasks: pd.DataFrame, clauses: pd.DataFrame) -> pd.Series:
    """Say which tasks stand in the section's own heading."""
    headings = clauses.loc[clauses["heading"], "clause"]
    return tasks["clause"].isin(headings)


def _quantity(flow: Flow, right: list) -> str:
    """Judge text, value and unit as they are, the measure by its head."""
    said = flow.quantities[["text", "value", "unit", "measure"]].to_numpy().tolist()
    text, value, unit, measure = right
    for row in said:
        exact = row[0] == text and row[2] == unit and abs(row[1] - value) < 1e-9
        if exact and any(same_head(row[3], one, flow) for one in _ways(measure)):
            return ""
    return str(said)


def same_head(said: str, right: str, flow: Flow) -> bool:
    """Say whether two phrases are one, or one is the other's end and begins at a word.

    A Chinese phrase has its head at its end.
    """
    if said == right:
        return True
    short, long = sorted((said, right), key=len)
    if len(short) < SHORTEST_HEAD or not long.endswith(short):
        return False
    tokens = flow.tokens
    text = flow.reports["text"].iloc[0]
    at = text.find(long) + len(long) - len(short)
    return bool(tokens["start"].eq(at).any())


def _exported(flow: Flow, right: list[float]) -> str:
    """Judge the values that CSV and JSON hold."""
    csv, text = (render_table(flow.quantities, form) for form in ("csv", "json"))
    read = pd.read_csv(io.BytesIO(csv))["value"].tolist()
    said = [row["value"] for row in json.loads(text)]
    return "" if read == said == right else f"csv {read}, json {said}"


if __name__ == "__main__":
    main()
