"""What many tests stand on: the real report, and the corpus where it is at hand."""

import os
import subprocess
import sys
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

import analysis
from analysis.count.tokens import segment
from analysis.flow import Flow
from analysis.read.outline import parse
from analysis.read.reports import read_reports
from analysis.show.briefing import brief

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "data" / "reports" / "2023-publicity.txt"
SHARED = ROOT.parent / "shared"
ENDLESS = 300  # seconds of processor: many times what all hostile texts together take


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


@pytest.fixture(scope="session")
def reports():
    return read_reports([REPORT])


@pytest.fixture(scope="session")
def clauses(reports):
    return parse(reports)


@pytest.fixture(scope="session")
def tokens(clauses):
    return segment(clauses)


@pytest.fixture(scope="session")
def flow(reports):
    """Every table of the bundled report, each made once for all tests."""
    return Flow(reports)


@pytest.fixture(scope="session")
def briefing(tmp_path_factory):
    """The folder that the main job writes of the bundled report; not to be changed."""
    return brief(REPORT, tmp_path_factory.mktemp("briefing"))


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
