"""Write the README's picture and findings from the bundled report: ``make readme``."""

import re
from pathlib import Path

from analysis.flow import Flow
from analysis.read.reports import read_reports
from analysis.show.briefing import PLOTS, figure, findings
from analysis.show.export.images import write_charts
from analysis.show.style import use_house_style

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "data" / "reports" / "2023-publicity.txt"
FUZZED = ROOT / "benchmarks" / "RELIABILITY.md"
FINDINGS, RELIABILITY = (
    re.compile(rf"(<!-- {mark} -->\n).*?(<!-- end -->)", re.DOTALL)
    for mark in (
        "written by: make readme",
        "written by: make readme, from benchmarks/RELIABILITY.md",
    )
)


def main() -> None:
    """Write both."""
    readme = ROOT / "README.md"
    flow = Flow(read_reports([REPORT]))
    readme.write_text(filled(readme.read_text("utf-8"), flow), "utf-8")
    use_house_style()
    write_charts({"emphasis": figure(flow, PLOTS[0])}, ROOT / "docs", formats=["png"])


def filled(readme: str, flow: Flow) -> str:
    """Return the README with its findings as the program states them now."""
    said = "".join(f"* {finding.text}\n" for finding in findings(flow))
    readme = FINDINGS.sub(lambda match: match[1] + said + match[2], readme)
    line = reliability(FUZZED.read_text("utf-8"))
    return RELIABILITY.sub(lambda match: match[1] + line + match[2], readme)


def reliability(page: str) -> str:
    """Return what `make fuzz` measured, as a line."""
    n = dict(re.findall(r"^\| ([a-z ]+) \| ([\d,]+) \|$", page, re.MULTILINE))
    return (
        f"* Of {n['files']} damaged files {n['read']} were read and {n['refused']} "
        f"refused in one line;\n  {n['failed']} failed, {n['hung']} hung, "
        f"{n['crashed']} crashed, {n['wrong offset']} had a clause at a wrong place:\n"
        "  [benchmarks/RELIABILITY.md](benchmarks/RELIABILITY.md), by `make fuzz`.\n"
    )


if __name__ == "__main__":
    main()
