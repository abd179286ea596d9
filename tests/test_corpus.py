"""A collection: the same bytes whoever makes it, and however often it was killed."""

import json
import logging
import os
import random
import signal
import subprocess
import sys
import time
from importlib.util import find_spec

import docx
import pandas as pd
import pytest
from conftest import ROOT, SISTER, collected

from analysis import InputError
from analysis.cli.corpus import Pace
from analysis.corpus import parts, rows
from analysis.corpus.collection import collect
from analysis.corpus.engines import Engine, Here, run
from analysis.corpus.work import Done, Job, basis
from analysis.flow import Flow
from analysis.read.reports import read_report, read_reports
from analysis.read.reports.folders import files_in

# The command with small parts, so that a small tree has several of them.
COMMAND = (
    "import sys; from analysis.corpus import parts; parts.PER_PART = 2;"
    "from analysis.cli import main; sys.argv = ['zhongxin', 'corpus', *sys.argv[1:]];"
    "main()"
)
TABLES = "reports clauses tasks themes quantities counts".split()
BAD = ["2023/坏的.docx", "2024/空的.txt", "图片.txt"]


def report_of(n, year=2023):
    how = {"body": f"{'甲乙丙丁戊己庚辛壬癸'[n % 10]}镇", "own": f"打造第{n}书房"}
    return SISTER.format(n=n + 3, year=year, next=year + 1, **how)


def fill(folder):
    """Write a small tree: nested folders, one stem twice, several kinds, some bad."""
    for place in ("2023/县", "2024"):
        (folder / place).mkdir(parents=True)
    for n in range(4):
        (folder / "2023" / f"报告{n}.txt").write_text(report_of(n), "utf-8")
        (folder / "2024" / f"报告{n}.txt").write_text(report_of(n, 2024), "gb18030")
    (folder / "2023" / "县" / "报告0.txt").write_text(report_of(7), "utf-8")
    document = docx.Document()
    for line in report_of(8).splitlines():
        document.add_paragraph(line)
    document.save(folder / "总结.docx")
    (folder / "2023" / "坏的.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "2024" / "空的.txt").write_text("", "utf-8")
    (folder / "图片.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / ".隐藏.txt").write_text("x", "utf-8")
    return folder


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """A tree that no test changes."""
    return fill(tmp_path_factory.mktemp("tree"))


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(parts, "PER_PART", 2)


@pytest.fixture(scope="module")
def made(tree, tmp_path_factory):
    """The collection of the tree, made undisturbed; no test changes it."""
    return collected(tree, tmp_path_factory.mktemp("made") / "out")


def held(out):
    """Return the bytes of every file of a collection."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """Return what starts the command; what it compiles is kept for the next."""
    env = os.environ | {"PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("compiled"))}
    env.pop("PYTHONDONTWRITEBYTECODE", None)

    def started(*arguments, **also):
        call = [sys.executable, "-c", COMMAND, *map(str, arguments)]
        return subprocess.Popen(call, stderr=subprocess.PIPE, env=env | also)

    return started


@pytest.fixture
def ran(command):
    """Return what runs the command to its end and returns what it says."""

    def run(*arguments, **also):
        process = command(*arguments, **also)
        said = process.communicate(timeout=300)[1].decode()
        assert process.returncode == 0, said
        return said

    return run


@pytest.fixture
def reads(monkeypatch):
    """The files that are read, in their order."""
    read = []

    def reading(path):
        read.append(path.name)
        return read_report(path)

    monkeypatch.setattr(rows, "read_report", reading)
    return read


# What is in it


def test_every_readable_file_is_a_report_or_a_failure(tree, made):
    reports = pd.read_parquet(made / "reports")
    failed = pd.read_csv(made / "failures.csv")
    files, others = files_in(tree, beside=made)
    assert sorted([*reports["report"], *failed["file"]]) == files
    assert failed["file"].tolist() == sorted(BAD)
    assert others == ["照片.jpg"]
    assert {"2023/报告0.txt", "2023/县/报告0.txt"} < set(reports["report"])


def test_a_failure_is_one_line_that_says_what_to_do_and_names_no_folder(tree, made):
    failed = pd.read_csv(made / "failures.csv").set_index("file")["reason"]
    assert failed["图片.txt"] == "holds a picture; recognise its text first (OCR)"
    assert failed["2024/空的.txt"].startswith("the file holds no text")
    assert not failed.str.contains("\n|fault of the program").any()
    assert not failed.str.contains(str(tree), regex=False).any()


@pytest.mark.parametrize("name", TABLES[1:5])
def test_a_table_is_what_flow_has_of_each_report(tree, made, name):
    table = pd.read_parquet(made / name)
    best = pd.read_parquet(made / "reports").set_index("report")["scheme"]
    for file in ("2024/报告1.txt", "总结.docx"):
        flow = Flow(read_reports([tree / file]).assign(report=file))
        assert best[file] == flow.scheme
        own = table[table["report"] == file]
        if name == "themes":
            own = own[own["scheme"] == flow.scheme].drop(columns="scheme")
        pd.testing.assert_frame_equal(
            own.reset_index(drop=True), getattr(flow, name), check_dtype=True
        )


def test_words_are_counted_as_keywords_are(tree, made):
    counts = pd.read_parquet(made / "counts").query("report == '总结.docx'")
    flow = Flow(read_reports([tree / "总结.docx"]))
    same = ["role", "section", "word", "n", "found"]
    pd.testing.assert_frame_equal(
        counts[same].reset_index(drop=True), flow.keywords[same]
    )
    clauses = pd.read_parquet(made / "clauses").query("report == '总结.docx'")
    texts = clauses.groupby(["role", "section"])["text"].agg("\n".join)
    assert len(counts) > 20
    for row in counts.itertuples():
        assert row.found == texts[row.role, row.section].count(row.word) >= row.n


def test_every_place_leads_back_to_the_text(made):
    text = pd.read_parquet(made / "reports").set_index("report")["text"]
    clauses = pd.read_parquet(made / "clauses")
    assert len(clauses) > 100
    for row in clauses.itertuples():
        assert text[row.report][row.start :].startswith(row.text)


def test_every_part_of_a_table_has_one_schema_and_stands_in_the_order_of_the_files(
    made,
):
    for name in TABLES:
        paths = sorted((made / name).glob("*.parquet"))
        assert len(paths) > 2
        for path in paths:
            found = parts.parquet.ParquetFile(path)
            assert found.schema_arrow.equals(rows.arrow_schema(name), True)
            assert found.read()["report"].to_pylist() == sorted(
                found.read()["report"].to_pylist()
            )
            assert found.metadata.row_group(0).column(0).compression == "ZSTD"


def test_the_readme_says_what_every_column_is(made):
    text = (made / "README.txt").read_text("utf-8")
    for name in TABLES:
        _, part, *_ = text.split(f"\n\n{name}  ")[1].split("\n\n")
        for column in pd.read_parquet(made / name):
            (line,) = [x for x in part.splitlines() if x.startswith(f"  {column} ")]
            assert len(line.split()) > 2, line
    for reader in ("pandas", "Polars", "DuckDB"):
        assert f"\n{reader} " in text


@pytest.mark.parametrize("reader", ["pandas", "Polars", "DuckDB"])
def test_what_the_readme_says_of_reading_works(made, reader, monkeypatch):
    if not find_spec(reader.lower()):
        pytest.skip(f"{reader} is not installed")
    monkeypatch.chdir(made)
    text = (made / "README.txt").read_text("utf-8")
    block = text.split(f"\n{reader} ")[1].split("\n\n")[0]
    *first, last = (line.strip() for line in block.splitlines())
    names = {}
    exec("\n".join(first), names)
    assert len(str(eval(last, names))) > 20


def test_polars_and_duckdb_count_as_pandas_does(made):
    polars, duckdb = pytest.importorskip("polars"), pytest.importorskip("duckdb")
    for name in TABLES:
        n = len(pd.read_parquet(made / name))
        files = f"{made}/{name}/*.parquet"
        assert polars.scan_parquet(files).collect().height == n > 0
        assert duckdb.sql(f"SELECT count(*) FROM '{files}'").fetchall() == [(n,)]


# Engines


def test_two_processes_give_the_same_bytes(tree, made, tmp_path, ran):
    said = ran(tree, "--out", tmp_path / "out", "--workers", 2)
    assert "13 files: 13 read now, 0 kept" in said
    assert held(tmp_path / "out") == held(made)


DASK = "zhongxin[cluster] is not installed"


def test_a_dask_cluster_gives_the_same_bytes(tree, made, tmp_path, ran):
    pytest.importorskip("distributed", reason=DASK)
    ran(tree, "--out", tmp_path / "out", "--dask", "--workers", 2)
    assert held(tmp_path / "out") == held(made)


def test_a_cluster_that_is_there_may_lose_a_worker(tree, made, tmp_path, command):
    """It is asked by its address; whichever part was in work is done again."""
    dask = pytest.importorskip("distributed", reason=DASK)
    own = {"threads_per_worker": 1, "dashboard_address": None}
    own["silence_logs"] = logging.CRITICAL
    with dask.LocalCluster(n_workers=2, **own) as cluster:
        where = "--scheduler", cluster.scheduler_address
        process = command(tree, "--out", tmp_path / "out", *where)
        while process.poll() is None and not parts.markers(tmp_path / "out"):
            time.sleep(0.05)
        os.kill(cluster.workers[0].pid, signal.SIGKILL)
        said = process.communicate(timeout=300)[1].decode()
    assert process.returncode == 0, said
    assert held(tmp_path / "out") == held(made)


def test_without_dask_one_line_says_what_to_install(tree, tmp_path, run, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = run("corpus", tree, "--out", tmp_path / "out", "--dask")
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[-1] == (
        "zhongxin: a Dask cluster needs an extra: pip install 'zhongxin[cluster]'"
    )


def test_few_parts_are_in_flight_however_many_there_are(monkeypatch):
    monkeypatch.setattr("analysis.corpus.engines.make_part", lambda job: job)
    asked = []

    def jobs():
        for n in range(100):
            asked.append(n)
            yield n

    done = 0
    for _ in run(jobs(), Engine(Here, 3)):
        done += 1
        assert len(asked) <= done + 3
    assert done == 100


def test_a_file_that_kills_its_process_is_named_and_left_out(tree, made, tmp_path, ran):
    victim, python = "2024/报告2.txt", tmp_path / "python"
    python.mkdir()
    (python / "sitecustomize.py").write_text(
        "import importlib, os\n"
        "reports = importlib.import_module('analysis.read.reports')\n"
        "read = reports.read_document\n"
        "def deadly(path, **how):\n"
        f"    if str(path).endswith({victim!r}):\n"
        "        os._exit(9)\n"
        "    return read(path, **how)\n"
        "reports.read_document = deadly\n",
        "utf-8",
    )
    out = tmp_path / "out"
    paths = [str(python), str(ROOT / "src")]
    ran(tree, "--out", out, "--workers", 2, PYTHONPATH=os.pathsep.join(paths))
    failed = pd.read_csv(out / "failures.csv").set_index("file")["reason"]
    assert sorted(failed.index) == sorted([*BAD, victim])
    assert "is killed or crashes" in failed[victim]
    assert victim not in set(pd.read_parquet(out / "reports")["report"])
    # Once the fault is mended, what failed is read again, and nothing else.
    assert collect(tree, out, retry=True).read == 4
    assert held(out) == held(made)


def test_what_is_told_on_the_way_is_how_far_how_fast_and_how_long():
    pace = Pace()
    pace.begun -= 60
    pace.add(Done(files=120, read=120, characters=6_000_000, failed=0))
    assert pace.line(480) == "2.0 files/s, 0.10 M characters/s, 0:03 h left"
    assert Pace().line(480) == "0.0 files/s, 0.00 M characters/s"


# Going on


def done_parts(out):
    """Return the parts that are done, and by what their files are told."""
    markers = sorted(out.glob("parts/part-*.json"))
    return {
        path.stem: [
            (own.stat().st_ino, own.stat().st_mtime_ns)
            for own in sorted(out.glob(f"*/{path.stem}.*"))
        ]
        for path in markers
    }


def test_killed_at_any_moment_it_goes_on_and_ends_with_the_same_bytes(
    tree, made, tmp_path, command, ran
):
    out, chance = tmp_path / "out", random.Random(0)
    for workers in (2, 1):
        process = command(tree, "--out", out, "--workers", workers)
        before = len(done_parts(out))
        while process.poll() is None and len(done_parts(out)) == before:
            time.sleep(0.01)
        time.sleep(chance.random() / 20)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    before = done_parts(out)
    files = sum(
        len(json.loads((out / "parts" / f"{part}.json").read_bytes())["files"])
        for part in before
    )
    said = ran(tree, "--out", out)
    assert f"{13 - files} read now, {files} kept" in said
    assert before.items() <= done_parts(out).items()
    assert held(out) == held(made)


def test_a_second_run_reads_nothing(tree, tmp_path, reads):
    collect(tree, tmp_path / "out")
    assert len(reads) == 13
    before = held(tmp_path / "out")
    assert collect(tree, tmp_path / "out").read == 0
    assert len(reads) == 13
    assert held(tmp_path / "out") == before


def test_what_is_new_or_changed_is_read_and_what_is_gone_goes(tmp_path, reads):
    tree, out = fill(tmp_path / "tree"), tmp_path / "out"
    collect(tree, out)
    reads.clear()
    (tree / "2023" / "报告1.txt").write_text(report_of(5), "utf-8")
    (tree / "2024" / "新的.txt").write_text(report_of(6), "utf-8")
    (tree / "2024" / "报告3.txt").unlink()
    (tree / "图片.txt").unlink()
    told = collect(tree, out)
    assert sorted(reads) == ["报告1.txt", "新的.txt"]
    assert (told.files, told.read, told.failed) == (12, 2, 2)
    reports = pd.read_parquet(out / "reports").set_index("report")["text"]
    assert "2024/报告3.txt" not in reports and "打造第6书房" in reports["2024/新的.txt"]
    collect(tree, tmp_path / "afresh")
    assert held(out) == held(tmp_path / "afresh")


def test_a_collection_that_grows_into_more_parts_reads_only_what_is_new(
    tmp_path, reads
):
    tree, out = fill(tmp_path / "tree"), tmp_path / "out"
    collect(tree, out)
    reads.clear()
    for n in range(4):
        (tree / f"又一份{n}.txt").write_text(report_of(n, 2020), "utf-8")
    collect(tree, out)
    assert sorted(reads) == [f"又一份{n}.txt" for n in range(4)]
    assert {path.stem[-5:] for path in out.glob("*/part-*")} == {"00016"}
    collect(tree, tmp_path / "afresh")
    assert held(out) == held(tmp_path / "afresh")


def test_what_the_analyst_says_of_a_report_makes_it_another(tmp_path, reads):
    tree, out = fill(tmp_path / "tree"), tmp_path / "out"
    collect(tree, out)
    reads.clear()
    line = "report,review_year,plan_year,body,note\n报告0,1999,,,\n"
    (tree / "2023" / "reports.csv").write_text(line, "utf-8")  # beside 县
    collect(tree, out)
    assert reads == ["报告0.txt"]
    years = pd.read_parquet(out / "reports").set_index("report")["review_year"]
    assert years["2023/县/报告0.txt"] == 1999


def test_other_lists_or_options_read_all_again(tree, tmp_path, reads, monkeypatch):
    out = tmp_path / "out"
    collect(tree, out, scheme="publicity")
    assert set(pd.read_parquet(out / "themes")["scheme"]) == {"publicity"}
    assert collect(tree, out).read == 13
    monkeypatch.setattr(
        "analysis.corpus.work._program", lambda: {"lexicon": "of another hash"}
    )
    assert collect(tree, out).read == 13


def test_nothing_half_written_is_taken_for_whole(made, tree, tmp_path, reads):
    out = tmp_path / "out"
    collect(tree, out)
    reads.clear()
    first, second, *_ = sorted((out / "tasks").glob("*.parquet"))
    first.write_bytes(first.read_bytes()[:-1])
    second.unlink()
    half = out / "themes" / f".{first.stem}.1-0.new"
    half.write_bytes(b"half")
    collect(tree, out)
    of = [
        json.loads((out / "parts" / f"{x.stem}.json").read_bytes())
        for x in (first, second)
    ]
    assert len(reads) == sum(len(one["files"]) for one in of)
    assert held(out) == held(made)


def test_a_run_killed_among_its_last_renames_is_brought_to_its_end(
    made, tree, tmp_path, reads, monkeypatch
):
    out, replace = tmp_path / "out", os.replace

    def killed(source, target):
        if "quantities" in str(target):
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        collect(tree, out)
    monkeypatch.setattr(os, "replace", replace)
    (ready,) = (out / "parts").glob(".*.ready")
    n = len(json.loads(ready.read_bytes())["files"])
    reads.clear()
    collect(tree, out)
    assert len(reads) == 13 - n
    assert held(out) == held(made)


# What it refuses


def test_a_folder_that_is_not_its_own_is_left_alone(tree, tmp_path):
    (tmp_path / "thesis.docx").write_text("x")
    with pytest.raises(InputError, match="no collection of zhongxin"):
        collect(tree, tmp_path)
    with pytest.raises(InputError, match="the reports lie in it"):
        collect(tree, tree.parent)


def test_a_folder_without_reports_is_one_line(tmp_path, run):
    (tmp_path / "empty").mkdir()
    done = run("corpus", tmp_path / "empty", "--out", tmp_path / "out")
    assert done.returncode == 1 and b"no report there" in done.stderr
    done = run("corpus", tmp_path / "not", "--out", tmp_path / "out")
    assert done.returncode == 1 and b"cannot be read" in done.stderr


def test_a_collection_within_its_tree_is_no_report(tmp_path):
    tree = fill(tmp_path / "tree")
    for _ in range(2):
        assert collect(tree, tree / "tables").files == 13


def test_two_runs_do_not_write_to_one_folder(tree, tmp_path):
    pytest.importorskip("fcntl", reason="Windows has no such lock")
    with parts.claimed(tmp_path), pytest.raises(InputError, match="another run"):
        collect(tree, tmp_path)


def test_a_worker_with_another_program_refuses(tree, tmp_path, monkeypatch):
    of = basis(["publicity"], any_genre=False)
    job = Job(tree, tmp_path, "part-00000-of-00001", [], [], of)
    monkeypatch.setattr("analysis.corpus.work._program", lambda: {"version": "0"})
    with pytest.raises(InputError, match="another version of zhongxin"):
        next(run([job], Engine(Here, 1)))


def test_an_error_of_the_program_costs_one_file_only(tree, tmp_path, monkeypatch):
    whole = rows.tasks

    def failing(clauses):
        if "2024/报告2.txt" in set(clauses["report"]):
            raise KeyError("x")
        return whole(clauses)

    monkeypatch.setattr(rows, "tasks", failing)
    collect(tree, tmp_path / "out")
    failed = pd.read_csv(tmp_path / "out" / "failures.csv").set_index("file")["reason"]
    assert sorted(failed.index) == sorted([*BAD, "2024/报告2.txt"])
    assert failed["2024/报告2.txt"] == (
        "cannot be analysed, which is a fault of the program: KeyError: 'x'"
    )
    assert len(pd.read_parquet(tmp_path / "out" / "reports")) == 9
