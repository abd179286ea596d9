"""Write what the documents say of the program from the program: ``make docs``.

The codebook's tables and the README's picture, findings, list of tables and figures
of reliability; each stands between two marks, and a test holds it to what is said now.
"""

import re
import textwrap
from pathlib import Path

from analysis import read
from analysis.flow import Flow
from analysis.schema import codebook, schema
from analysis.show.briefing import findings
from analysis.show.charts import chart
from analysis.show.export.images import write_charts
from analysis.show.style import use_house_style

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "data" / "reports" / "2023-publicity.txt"
FUZZED = ROOT / "benchmarks" / "RELIABILITY.md"
FINDINGS_SHOWN = 3


def main() -> None:
    """Write all of it."""
    flow = read(REPORT)
    for path, fill in (("README.md", readme), ("data/README.md", codebook_page)):
        page = ROOT / path
        page.write_text(fill(page.read_text("utf-8"), flow), "utf-8")
    use_house_style()
    write_charts({"emphasis": chart(flow, "emphasis")}, ROOT / "docs", formats=["png"])


def readme(text: str, flow: Flow) -> str:
    """Return the README with what the program says now."""
    said = [f"* {finding.text}" for finding in findings(flow)[:FINDINGS_SHOWN]]
    names = " · ".join(
        f"`{table.name}` {table.label_zh}" for table in schema().values()
    )
    tables = textwrap.wrap(names, 70, break_long_words=False, break_on_hyphens=False)
    for mark, lines in (
        ("findings", said),
        ("tables", tables),
        ("reliability", [reliability(FUZZED.read_text("utf-8"))]),
    ):
        text = _between(mark, text, "\n".join(lines))
    return text


def codebook_page(text: str, flow: Flow) -> str:
    """Return the codebook with the tables that the schema declares."""
    return _between("tables", text, "\n" + codebook())


def reliability(page: str) -> str:
    """Return what `make fuzz` measured, as a line."""
    n = dict(re.findall(r"^\| ([a-z ]+) \| ([\d,]+) \|$", page, re.MULTILINE))
    return (
        f"* Of {n['files']} damaged files {n['read']} were read and {n['refused']} "
        f"refused in one line;\n  {n['failed']} failed, {n['hung']} hung, "
        f"{n['crashed']} crashed, {n['wrong offset']} had a clause at a wrong place:\n"
        "  [benchmarks/RELIABILITY.md](benchmarks/RELIABILITY.md), by `make fuzz`."
    )


def _between(mark: str, text: str, said: str) -> str:
    """Return the text with what stands between two marks said anew."""
    begin, end = f"<!-- {mark}: written by make docs -->\n", "<!-- end -->"
    if begin not in text:
        raise ValueError(f"no place for {mark}: put {begin.strip()} there")
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}{said}\n{end}{after}"


if __name__ == "__main__":
    main()
