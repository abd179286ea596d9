"""Write what the documents say of the program from the program: ``make docs``.

The codebook's tables, the README's picture, findings, list of tables and figures of
reliability, the list of modules in ARCHITECTURE: each stands between two marks, and a
test holds it to what is said now.
"""

import ast
import re
import textwrap
from graphlib import TopologicalSorter
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
PICTURE = "continuity"  # the chart of the first of them
SOURCE = ROOT / "src" / "analysis"
ORDER = "lexicons schema read count compare say flow show corpus cli".split()


def main() -> None:
    """Write all of it."""
    flow = read(REPORT)
    for path, fill in PAGES.items():
        page = ROOT / path
        page.write_text(fill(page.read_text("utf-8"), flow), "utf-8")
    use_house_style()
    write_charts({PICTURE: chart(flow, PICTURE)}, ROOT / "docs", formats=["png"])


def readme(text: str, flow: Flow) -> str:
    """Return the README with what the program says now."""
    said = _said_first(flow, "en")
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


def readme_zh(text: str, flow: Flow) -> str:
    """Return the Chinese README with what the program says now."""
    return _between("findings", text, "\n".join(_said_first(flow, "zh")))


def _said_first(flow: Flow, lang: str) -> list[str]:
    return [f"* {one.text}" for one in findings(flow, lang)[:FINDINGS_SHOWN]]


def codebook_page(text: str, flow: Flow) -> str:
    """Return the codebook with the tables that the schema declares."""
    return _between("tables", text, "\n" + codebook())


def architecture(text: str, flow: Flow) -> str:
    """Return ARCHITECTURE with every module and the first line of what it says."""
    lines = []
    for name in ORDER:
        path = SOURCE / name
        lines.append(_said(path, ""))
        if path.is_dir():
            lines += [_said(path / inside, "  ") for inside in _modules(path)]
    listed = "\n".join(["```", *lines, "```"])
    return _between("modules", text, listed)


def _modules(folder: Path) -> list[str]:
    """Return the modules of a folder, each behind those that it imports."""
    files = {p.stem: [p] for p in folder.glob("[!_]*.py")}
    files |= {
        p.parent.name: sorted(p.parent.glob("*.py"))
        for p in folder.glob("*/__init__.py")
    }
    graph = {}
    for name, paths in sorted(files.items()):
        text = "".join(path.read_text("utf-8") for path in paths)
        named = re.findall(rf"analysis\.{folder.name}(?:\.| import )(\w+)", text)
        graph[name] = sorted(set(named).intersection(files) - {name})
    return list(TopologicalSorter(graph).static_order())


def _said(path: Path, indent: str) -> str:
    """Return a module's name beside the first line of its docstring."""
    inside = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    first = ast.get_docstring(ast.parse(inside.read_text("utf-8"))).split("\n")[0]
    name = f"{path.name}/" if path.is_dir() else path.name
    return f"{indent}{name:<{15 - len(indent)}} {first}".rstrip()


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


PAGES = {
    "README.md": readme,
    "README.zh-CN.md": readme_zh,
    "data/README.md": codebook_page,
    "ARCHITECTURE.md": architecture,
}

if __name__ == "__main__":
    main()
