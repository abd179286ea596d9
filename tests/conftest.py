"""What many tests stand on: the real report, and the corpus where it is at hand."""

from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

from analysis.count.tokens import segment
from analysis.flow import Flow
from analysis.read.outline import parse
from analysis.read.reports import read_reports
from analysis.show.briefing import brief

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "data" / "reports" / "2023-publicity.txt"
SHARED = ROOT.parent / "shared"


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
