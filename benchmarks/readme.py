"""Write the README's picture and findings from the bundled report: ``make readme``."""

import re
from pathlib import Path

from analysis.briefing import PLOTS, figure, findings
from analysis.export.images import write_charts
from analysis.flow import Flow
from analysis.reports import read_reports
from analysis.style import use_house_style

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "data" / "reports" / "2023-publicity.txt"
BLOCK = re.compile(r"(<!-- written by: make readme -->\n).*(<!-- end -->)", re.DOTALL)


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
    return BLOCK.sub(lambda match: match[1] + said + match[2], readme)


if __name__ == "__main__":
    main()
