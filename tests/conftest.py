"""What many tests stand on: the real report, and the corpus where it is at hand."""

import os
import subprocess
import sys
from fcntl import LOCK_EX, flock
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

import analysis
from analysis.cli import main
from analysis.corpus import parts
from analysis.corpus.collection import collect
from analysis.count.tokens import segment
from analysis.flow import Flow
from analysis.read.reports import read_reports
from analysis.read.reports.shelves import KINDS
from analysis.schema import schema
from analysis.show.briefing import brief

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "data" / "reports" / "2023-publicity.txt"
SHARED = ROOT.parent / "shared"
# What processes that tests start compile of this project is compiled once for all.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

ENDLESS = 150  # seconds of processor: four times what all hostile texts together take
# Files that take long are begun first, so that processes side by side end together.
LONG = (
    *("notebooks", "cli", "docs", "briefing", "slides", "targets", "english"),
    *("concordance", "fuzz", "sizes", "tuning", "said", "trends", "document"),
)


class Bar(NamedTuple):
    """A bar of a chart; its width is negative where it goes to the left."""

    left: float
    width: float
    top: float
    colour: str


def bars(ax: Axes) -> list[Bar]:
    """Return the bars of a chart in the order in which they were drawn."""
    found = []
    for group in ax.collections:
        if isinstance(group, PolyCollection):
            colours = cycle(to_hex(c).upper() for c in group.get_facecolors())
            for path, colour in zip(group.get_paths(), colours, strict=False):
                (left, top), (right, _) = path.vertices[:2].tolist()
                found.append(Bar(left, right - left, top, colour))
    return found


def pytest_addoption(parser):
    parser.addoption(
        "--write", action="store_true", help="save the notebooks as they now run"
    )
    parser.addoption(
        "--all", action="store_true", help="read what is said of every real report"
    )


def pytest_collection_modifyitems(items):
    rank = {f"test_{name}": place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(LONG)))


@cache
def flow_of(*paths: Path) -> Flow:
    """Return the flow of reports that no test changes, each read once for all tests."""
    if len(paths) > 1:
        return Flow.of([flow_of(path) for path in paths])
    return Flow(read_reports(list(paths)))


@pytest.fixture(scope="session")
def reports(flow):
    return flow.reports


@pytest.fixture(scope="session")
def clauses(flow):
    return flow.clauses


@pytest.fixture(scope="session")
def tokens(clauses):
    return segment(clauses)


@pytest.fixture(scope="session")
def flow():
    """Every table of the bundled report, each made once for all tests."""
    return flow_of(REPORT)


@pytest.fixture(scope="session")
def years():
    """The reports of one body for three years, two of them written as samples."""
    return flow_of(*sorted(REPORT.parent.glob("202*.txt")))


SISTER = """{body}{year}年工作总结
一、{year}年工作情况
（一）抓好理论学习。开展“守正创新”主题宣讲{n}场，建成阵地{n}个。
（二）建强文化阵地。举办文化惠民演出{n}场，{own}。
二、{next}年工作计划
（一）深化理论武装。开展宣讲{n}场，坚持“守正创新”，{own}，{own}。
（二）繁荣文化事业。办好惠民演出，推进文化产业发展，{own}。"""


@pytest.fixture(scope="session")
def bodies(tmp_path_factory):
    """Three made-up towns' reports on one year."""
    folder = tmp_path_factory.mktemp("bodies")
    towns = (
        ("甲镇", 8, "打造书香小镇"),
        ("乙镇", 12, "建设灯塔书房"),
        ("丙镇", 9, "推广乡村村晚"),
    )
    for body, n, own in towns:
        text = SISTER.format(body=body, n=n, own=own, year=2023, next=2024)
        (folder / f"{body}.txt").write_text(text, "utf-8")
    return Flow(read_reports(sorted(folder.glob("*.txt"))))


def collected(tree, out):
    """Return the collection of a tree, made undisturbed and of several small parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "PER_PART", 2)
        collect(tree, out)
    return out


@pytest.fixture
def run(capsysbinary, monkeypatch):
    """Return what runs the command here: its status, stdout and stderr."""

    def call(*arguments, cwd=None, check=False):
        if cwd:
            monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["zhongxin", *map(str, arguments)])
        status = 0
        try:
            main()
        except SystemExit as ended:
            status = ended.code or 0
        captured = capsysbinary.readouterr()
        assert not check or status == 0
        return subprocess.CompletedProcess([], status, captured.out, captured.err)

    return call


COARSE = "analysis.show.export.images.DPI", 75


@pytest.fixture
def coarse(monkeypatch):
    """Let charts have few dots an inch, where a test looks at none of them."""
    monkeypatch.setattr(*COARSE)


@pytest.fixture(scope="session")
def draft(tmp_path_factory):
    """A made-up town's report with a task that does not say what is to be done."""
    text = SISTER.format(body="甲镇", n=8, own="打造书香小镇", year=2023, next=2024)
    path = tmp_path_factory.mktemp("draft") / "draft.txt"
    path.write_text(f"{text}进一步做好有关工作。", "utf-8")
    return Flow(read_reports([path]))


@pytest.fixture
def having(flow, years, bodies, draft):
    """Return a flow that has the table of a name."""
    flows = {"years": years, "bodies": bodies, "draft": draft}

    def found(name):
        if "superior" in schema()[name].needs:
            return Flow(bodies.reports, superior=flow)
        kinds = [*KINDS, "draft"]
        shelves = [flows[kind] for kind in kinds if kind in schema()[name].needs]
        return (shelves or [flow])[0]

    return found


@pytest.fixture(scope="session")
def briefing(tmp_path_factory, flow):
    """The folder that the main job writes of the bundled report; not to be changed.

    Of the processes that test side by side the first that wants it writes it for all.
    """
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    with (base / "briefing.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        made = base / "briefing" / REPORT.stem
        return made if made.is_dir() else brief(flow, base / "briefing")


@pytest.fixture(scope="session")
def corpus():
    """Every text of the collection of real reports, which is not ours to copy."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here: real reports carry no licence to copy")
    return sorted(folder.glob("*/*.txt"))


@pytest.fixture(scope="session")
def gold():
    """The hand-labelled clauses of the bundled report, and its outline."""
    folder = SHARED / "gold"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here: the hand labels are kept outside")
    return folder


def lines_run(call):
    """Return how many lines of this project a call runs: work that can be counted."""
    source, n = str(Path(analysis.__file__).parent), 0

    def count(frame, event, _):
        nonlocal n
        n += event == "line"
        return count

    def enter(frame, *_):
        return count if frame.f_code.co_filename.startswith(source) else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        call()
    finally:
        sys.settrace(before)
    return n


def endured(*modules):
    """Let `hostile` of test modules run to its end in a process that cannot hang.

    It yields the name of each text before it is read. The limit is no measure of
    speed: a pattern that tries every way to part a text would take years.
    """
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_CPU, ({ENDLESS},) * 2)\n"
        "from importlib import import_module\n"
        f"for module in {modules}:\n"
        "    for name in import_module(module).hostile():\n"
        "        print(module, name, flush=True)\n"
        "print('all')"
    )
    paths = [str(Path(__file__).parent), str(Path(analysis.__file__).parents[1])]
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        check=False,
    )
    *_, last = done.stdout.decode().splitlines() or ["nothing"]
    assert last == "all", f"did not get beyond {last}: {done.stderr.decode()}"
    told = {line.split()[0] for line in done.stdout.decode().splitlines()}
    assert told == {*modules, "all"}
