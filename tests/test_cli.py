"""The command: data to stdout, one line to stderr, a status.

Most calls run in this process, which is quicker; what depends on a terminal, a pipe
or the start of the process runs as one of its own.
"""

import json
import os
import pty
import subprocess
import sys
from io import BytesIO, StringIO

import pandas as pd
import pytest
from conftest import REPORT, ROOT

from analysis.cli import main
from analysis.flow import TABLES
from analysis.schema import schema

CLI = [sys.executable, "-m", "analysis"]
ONLY_REVIEW = "2023年某局工作总结\n一、2023年工作情况\n加强学习，做好服务。\n"


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


def process(*arguments):
    """Run the command as a process of its own."""
    command = [*CLI, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True)


def refused(done, status=1):
    """Return the one line of a command that was refused."""
    assert done.returncode == status
    assert done.stdout == b""
    lines = done.stderr.decode().strip().splitlines()
    if status == 1:
        assert len(lines) == 1
        assert lines[0].startswith("zhongxin: ")
    assert "Traceback" not in done.stderr.decode()
    return " ".join(lines)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_can_be_had_as_json(run, name):
    done = run("table", name, REPORT, "--format", "json", check=True)
    rows = json.loads(done.stdout)
    told = done.stderr.decode().splitlines()
    assert [line.split()[:5] for line in told] == (
        ["themes by the scheme publicity".split()]
        if "scheme" in schema()[name].needs
        else []
    )
    # The report names no quantity.
    assert bool(rows) == (name not in ("quantities", "targets"))
    assert all(isinstance(row, dict) for row in rows)
    assert "\\u" not in done.stdout.decode()  # 汉字 as they are


def test_csv_to_a_pipe_is_plain_and_to_a_file_opens_in_excel(run, tmp_path):
    piped = run("table", "sections", REPORT, check=True).stdout
    file = tmp_path / "sections.csv"
    run("table", "sections", REPORT, "--out", file, check=True)
    assert file.read_bytes() == b"\xef\xbb\xbf" + piped
    assert len(pd.read_csv(StringIO(piped.decode()))) == 14


def test_excel_and_parquet_hold_the_same_rows(run):
    n = {}
    for form, read in (("xlsx", pd.read_excel), ("parquet", pd.read_parquet)):
        done = run("table", "emphasis", REPORT, "--format", form, check=True)
        n[form] = read(BytesIO(done.stdout))
    assert n["xlsx"]["n_target"].tolist() == n["parquet"]["n_target"].tolist()


def test_the_outline_is_said_for_people_and_for_programs(run):
    text = run("outline", REPORT, check=True).stdout.decode()
    assert "强化思想引领，夯实理论根基   items 一、二、三" in text
    assert "line 8: '##paidbegin##'" in text
    record = json.loads(run("outline", REPORT, "--format", "json", check=True).stdout)
    assert (record["review_year"], record["plan_year"]) == (2023, 2024)
    assert record["counts"]["review"] == {"clauses": 100, "sections": 7, "items": 22}
    assert record["counts"]["problems"]["items"] == 4
    assert record["warnings"] == []


@pytest.fixture
def review_only(tmp_path):
    path = tmp_path / "summary.txt"
    path.write_text(ONLY_REVIEW, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["keyness", "emphasis", "verbs"])
def test_a_comparison_without_a_plan_is_one_line(run, review_only, name):
    line = refused(run("table", name, review_only))
    assert "summary: no plan found" in line
    assert "review 3 clauses" in line


def test_tables_that_compare_nothing_need_no_plan(run, review_only):
    for name in ("clauses", "tokens", "themes", "tasks", "sections"):
        assert run("table", name, review_only).returncode == 0


def test_an_outline_without_a_plan_says_so(run, review_only):
    assert b"warning: no plan found" in run("outline", review_only, check=True).stdout


def test_a_briefing_without_a_plan_compares_nothing(run, review_only, tmp_path):
    out = tmp_path / "out"
    run("brief", review_only, "--out", out, check=True)
    folder = next(out.iterdir())
    tables = {path.stem for path in (folder / "tables").iterdir()}
    assert {"themes", "tasks", "sections"} <= tables
    assert not [name for name in tables if "both" in schema()[name].needs]
    assert "报告里没有计划，无从对照" in (folder / "index.html").read_text("utf-8")


@pytest.mark.parametrize("command", [["brief"], ["outline"], ["table", "clauses"]])
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.write_bytes(b""), "holds no text"),
        (lambda path: path.write_bytes(b"\x00\x01\x02"), "is not text"),
        (lambda path: path.mkdir(), "is a folder"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line(run, tmp_path, command, make, said):
    path = tmp_path / "x.txt"
    make(path)
    line = refused(run(*command, path, cwd=tmp_path))
    assert str(path) in line and said in line
    assert not (tmp_path / "output").exists()


def test_the_scheme_may_be_asked_for(run):
    done = run("table", "emphasis", REPORT, "--scheme", "government", check=True)
    assert "经济增长" in done.stdout.decode()
    assert done.stderr == b""
    assert "no such theme scheme" in refused(
        run("table", "themes", REPORT, "--scheme", "nothing")
    )


def test_the_lists_are_checked_and_suggestions_made(run):
    assert b"remark" in run(
        "lexicon", "check", "--format", "json", check=True
    ).stdout or (
        run("lexicon", "check", "--format", "json", check=True).stdout.strip() == b"[]"
    )
    tables = json.loads(
        run("lexicon", "suggest", REPORT, "--format", "json", check=True).stdout
    )
    assert "collocations" in tables


def test_an_unknown_table_names_those_there_are(run):
    line = refused(run("table", "clause", REPORT), status=2)
    assert "no table 'clause'" in line and "clauses" in line


@pytest.mark.parametrize(
    "arguments", [["table", "clauses"], ["no"], ["brief", "--no"], ["table"]]
)
def test_wrong_usage_is_status_two(run, arguments):
    refused(run(*arguments), status=2)


def test_without_reports_the_command_says_where_it_looked(run, tmp_path):
    assert "data/reports: no report there" in refused(run("brief", cwd=tmp_path))


def test_lab_without_notebooks_says_so(run, tmp_path):
    assert "notebooks: no such folder" in refused(run("lab", cwd=tmp_path))


def test_a_reader_that_has_enough_is_no_error():
    first = f"{sys.executable} -m analysis table tokens {REPORT} | head -n 1"
    done = subprocess.run(["bash", "-c", first], capture_output=True, check=True)
    assert done.stdout.startswith(b"report,clause")
    assert done.stderr == b""


def test_progress_shows_on_a_terminal_and_is_silent_in_a_pipe(tmp_path):
    quiet = process("brief", REPORT, "--out", tmp_path / "a")
    assert quiet.stdout == b""
    chosen, page = quiet.stderr.decode().splitlines()
    assert chosen.startswith("themes by the scheme publicity (it covers most")
    assert page == str(tmp_path / "a" / "2023-publicity" / "index.html")
    ours, theirs = pty.openpty()
    started = subprocess.Popen(
        [*CLI, "brief", str(REPORT), "--out", str(tmp_path / "b")], stderr=theirs
    )
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    assert started.wait() == 0
    assert "作图" in shown.decode() and b"/5" in shown


def _read(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # how a terminal says that the other end is gone
        return b""


def test_every_command_is_explained_and_in_the_readme(run):
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in ("brief", "outline", "table", "diff", "lab"):
        help_text = run(command, "--help", check=True).stdout.decode()
        assert "Usage" in help_text
        assert f"zhongxin {command}" in readme
    for name in TABLES:
        assert f"`{name}`" in readme


def test_help_is_quick_because_it_loads_nothing():
    code = (
        "import sys; from analysis import cli; "
        "print([m for m in ('pandas', 'matplotlib', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
