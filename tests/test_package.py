"""The wheel works by itself, outside the checkout; so does a machine without rjieba."""

import subprocess
import sys
import zipfile

import pytest
from conftest import ROOT

from analysis.lexicons import COLUMNS, lexicon_folder

TEXT = (
    "某局2023年工作总结\n一、2023年工作情况\n加强学习。\n二、2024年工作安排\n加强管理。"
)


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
    norms = {p.name for p in (ROOT / "data" / "norms").glob("*.csv")}
    packaged = installed / "analysis" / "data" / "norms"
    assert {path.name for path in packaged.glob("*.csv")} == norms != set()
    assert (installed / "analysis" / "show" / "house.mplstyle").is_file()
    assert (installed / "analysis" / "show" / "export" / "page.html.j2").is_file()


def test_the_installed_command_does_the_main_job_outside_the_checkout(
    installed, tmp_path
):
    (tmp_path / "small.txt").write_text(TEXT, encoding="utf-8")
    code = (
        f"import sys; sys.path.insert(0, {str(installed)!r});"
        "from analysis import lexicons; from analysis.cli import main;"
        "print(lexicons.lexicon_folder());"
        "sys.argv = ['zhongxin', 'brief', 'small.txt']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True
    )
    lists = installed / "analysis" / "data" / "lexicons"
    assert done.stdout.decode().strip() == str(lists)
    made = tmp_path / "output" / "small"
    assert (made / "index.html").is_file()
    assert (made / "tables.xlsx").is_file()


def test_without_rjieba_jieba_cuts_the_same(clauses, tokens):
    """Of what it is given, as JSON, a process that has no rjieba."""
    code = (
        "import sys; sys.modules['rjieba'] = None;"
        "import pandas as pd; from analysis.count.tokens import segment;"
        "sys.stdout.reconfigure(encoding='utf-8');"
        "clauses = pd.read_json(sys.stdin.buffer, orient='records', dtype=False);"
        "print(' '.join(segment(clauses)['word']))"
    )
    given = clauses[["report", "clause", "start", "text"]]
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=given.to_json(orient="records", force_ascii=False).encode(),
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().split() == tokens["word"].tolist()
    assert done.stderr == b""
