"""The wheel works by itself, outside the checkout; so does a machine without rjieba."""

import subprocess
import sys
import zipfile

import pytest
from conftest import REPORT, ROOT

from analysis.lexicons import COLUMNS, lexicon_folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Return a folder that holds the built wheel, unpacked as pip would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("zhongxin-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_carries_every_list_and_every_template(installed):
    lists = {p.relative_to(lexicon_folder()) for p in lexicon_folder().rglob("*.csv")}
    packaged = installed / "analysis" / "data" / "lexicons"
    assert {p.relative_to(packaged) for p in packaged.rglob("*.csv")} == lists
    assert {f"{name}.csv" for name in COLUMNS if name != "themes"} <= set(
        map(str, lists)
    )
    assert (installed / "analysis" / "show" / "house.mplstyle").is_file()
    assert (installed / "analysis" / "show" / "export" / "page.html.j2").is_file()


def test_the_installed_command_does_the_main_job_outside_the_checkout(
    installed, tmp_path
):
    code = (
        f"import sys; sys.path.insert(0, {str(installed)!r});"
        "from analysis import lexicons; from analysis.cli import main;"
        "assert 'site' in str(lexicons.lexicon_folder());"
        f"sys.argv = ['zhongxin', 'brief', {str(REPORT)!r}]; main()"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    made = tmp_path / "output" / "2023-publicity"
    assert (made / "index.html").is_file()
    assert (made / "tables.xlsx").is_file()


def test_without_rjieba_jieba_cuts_the_same():
    code = (
        "import sys; {block}"
        "from pathlib import Path; from analysis.flow import Flow;"
        "from analysis.read.reports import read_reports;"
        f"t = Flow(read_reports([Path({str(REPORT)!r})])).tokens;"
        "print(' '.join(t['word']))"
    )
    words = [
        subprocess.run(
            [sys.executable, "-c", code.format(block=block)],
            capture_output=True,
            check=True,
        )
        for block in ("sys.modules['rjieba'] = None;", "")
    ]
    assert words[0].stdout == words[1].stdout != b""
    assert words[0].stderr == b""
