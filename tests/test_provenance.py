"""What numbers rest on is recorded, travels with every export, and says why they moved.

Hashes are checked against hashlib, as ``sha256sum`` prints them; the files against
readers of their own: Pillow, pdfium, openpyxl, pyarrow.
"""

import csv
import hashlib
import json
import re
import shutil
import sys
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pypdfium2
import pytest
from conftest import REPORT, ROOT
from lxml import html
from PIL import Image
from pyarrow import parquet

from analysis import InputError, lexicons
from analysis.flow import Flow
from analysis.lexicons import lexicon_files
from analysis.read.reports import read_reports
from analysis.show import provenance as module
from analysis.show.briefing.contents import findings_told
from analysis.show.diff import compare
from analysis.show.diff.lines import differences_text
from analysis.show.diff.rows import table_differences
from analysis.show.export.results import read_results, sidecar, write_record
from analysis.show.export.tables import write_table
from analysis.show.provenance import provenance, provenance_line, provenance_sheet

TEXT = """某局2023年工作总结
一、2023年工作情况
（一）筑牢思想阵地
一是抓好意识形态工作，加强学习。二是做好安全生产工作，开展督查。
二、2024年工作安排
（一）推进改革创新
一是抓好意识形态工作，推进改革创新。二是加强队伍建设，做好服务。"""


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "text" / "small.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """What is written of the report as it is above: not to be changed."""
    path = tmp_path_factory.mktemp("plain") / "small.txt"
    path.write_text(TEXT, encoding="utf-8")
    return written(path, path.parent / "out")


@pytest.fixture
def lists(tmp_path, monkeypatch):
    """Return a copy of the lists that the program reads now, to be edited."""
    folder = tmp_path / "lists"
    shutil.copytree(lexicons.lexicon_folder(), folder)
    monkeypatch.setattr(lexicons, "PACKAGED", folder)
    forget()
    yield folder
    forget()


def forget():
    """Let every list be read anew."""
    ours = [m for name, m in sys.modules.items() if name.startswith("analysis")]
    for found in {id(f): f for m in ours for f in vars(m).values()}.values():
        if hasattr(found, "cache_clear"):
            found.cache_clear()


def record_of(path, **options):
    return provenance(Flow(read_reports([path]), **options))


def written(path, folder, **options):
    """Write the tables of a report and what they rest on, without charts."""
    flow = Flow(read_reports([path]), **options)
    (folder / "tables").mkdir(parents=True)
    for name in flow.available:
        write_table(getattr(flow, name), folder / "tables" / f"{name}.csv", "csv")
    write_record(provenance(flow), findings_told(flow), folder)
    return folder


def found(before, after):
    return compare(read_results(before), read_results(after))


def only(comparison):
    (result,) = comparison["results"]
    return result


# The record


def test_hashes_are_those_of_sha256sum(report):
    record = record_of(report)
    (said,) = record["reports"]
    assert said["file_sha256"] == hashlib.sha256(report.read_bytes()).hexdigest()
    assert said["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    folder = ROOT / "data" / "lexicons"
    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.csv"))
    names = [name for name in names if name not in lexicons.NAMES_ONLY]
    lines = ""
    for name in names:
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        assert record["lexicon"]["files"][name] == digest
        lines += f"{digest}  {name}\n"
    assert record["lexicon"]["sha256"] == hashlib.sha256(lines.encode()).hexdigest()


def test_the_record_holds_no_folder_and_no_date(report, tmp_path):
    said = json.dumps(record_of(report), ensure_ascii=False)
    assert str(tmp_path) not in said and str(ROOT) not in said
    assert not re.search(r"\d{4}-\d\d-\d\d|\d\d:\d\d", said)


def test_where_a_report_lies_changes_nothing(report, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    other = shutil.copy(report, tmp_path / "elsewhere" / report.name)
    assert record_of(report) == record_of(other)


def changed(before, after):
    return {key for key in before if before[key] != after[key]}


def test_one_character_of_text_changes_the_text_and_nothing_else(report):
    before = record_of(report)
    report.write_text(TEXT.replace("督查", "检查"), encoding="utf-8")
    assert changed(before, record_of(report)) == {"reports"}


def test_another_encoding_is_another_file_and_the_same_text(report):
    before = record_of(report)
    report.write_bytes(TEXT.encode("gb18030"))
    after = record_of(report)
    (old,), (new,) = before["reports"], after["reports"]
    assert changed(old, new) == {"file_sha256"}


def test_one_term_changes_its_list_and_nothing_else(report, lists):
    before = record_of(report)
    with (lists / "words.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["服务队伍建设", "术语", ""])
    after = record_of(report)
    assert changed(before, after) == {"lexicon"}
    assert changed(before["lexicon"]["files"], after["lexicon"]["files"]) == {
        "words.csv"
    }


def test_the_names_of_columns_are_no_list_that_changes_a_number(report, lists):
    before = record_of(report)
    path = lists / "columns.csv"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Dunning 1993", "Dunning (1993)"), "utf-8")
    forget()
    after = record_of(report)
    assert changed(before, after) == {"formulas"}
    assert "Dunning (1993)" in after["formulas"]["keyness"]["g2"]


def test_one_version_changes_the_packages_and_nothing_else(report, monkeypatch):
    before = record_of(report)
    version = module.version
    monkeypatch.setattr(
        module, "version", lambda name: "9" if name == "numpy" else version(name)
    )
    after = record_of(report)
    assert changed(before, after) == {"packages"}
    assert changed(before["packages"], after["packages"]) == {"numpy"}


@pytest.fixture
def source(tmp_path, monkeypatch):
    """Return a copy of the program's source that is taken for the program."""
    package = tmp_path / "analysis"
    ours = ROOT / "src" / "analysis"
    shutil.copytree(ours, package, ignore=shutil.ignore_patterns("__pycache__"))
    module.program_files()  # is kept as the program's own, until the cache is cleared
    monkeypatch.setattr(module, "__file__", str(package / "show" / "provenance.py"))
    yield package
    module.program_files.cache_clear()


def test_a_changed_source_of_the_same_version_is_noticed(report, source):
    before = record_of(report)
    module.program_files.cache_clear()
    assert record_of(report) == before, "a copy is the same program"
    text = (source / "compare" / "keyness.py").read_bytes()
    for changed_to, same in (
        (text.replace(b"\n", b"\r\n"), True),  # line ends are no change
        (text + b"# more\n", False),
    ):
        (source / "compare" / "keyness.py").write_bytes(changed_to)
        module.program_files.cache_clear()
        program = record_of(report)["program"]
        assert program["version"] == before["program"]["version"]
        assert (program == before["program"]) is same
    names = program["files"]
    assert changed(before["program"]["files"], names) == {"compare/keyness.py"}


def test_parameters_are_those_of_the_code_and_seeds_are_among_them(report):
    said = record_of(report)["parameters"]
    assert said["keyness"]["convention"] == "dunning"
    assert (said["keyness"]["prior"], said["keyness"]["EXACT_BELOW"]) == (0.01, 5)
    assert (said["emphasis"]["draws"], said["emphasis"]["seed"]) == (2000, 0)
    assert said["emphasis"]["LEVEL"] == 0.95


def test_every_table_of_the_comparison_names_its_formulas(report):
    formulas = record_of(report)["formulas"]
    assert "Dunning 1993" in formulas["keyness"]["g2"]
    assert "Hardie 2014" in formulas["keyness"]["log_ratio"]
    assert "整群自助法" in formulas["emphasis"]["low"]


def test_one_table_rests_on_no_more_than_it_needs(report):
    flow = Flow(read_reports([report]))
    record = provenance(flow, ["sections"])
    assert record["scheme"] is None
    assert set(record["formulas"]) == {"sections"}
    assert provenance(flow, ["emphasis"])["scheme"]["asked"] is False


def test_a_report_that_is_gone_has_no_file_to_hash(report):
    flow = Flow(read_reports([report]))
    report.unlink()
    (said,) = provenance(flow)["reports"]
    assert said["file_sha256"] is None
    assert said["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()


# Every export carries it


@pytest.fixture(scope="module")
def record(briefing):
    return json.loads((briefing / "provenance.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def line(record):
    return provenance_line(record)


def test_the_line_names_the_report_and_the_first_of_each_hash(record, line):
    text = hashlib.sha256(REPORT.read_bytes()).hexdigest()
    assert record["reports"][0]["file_sha256"] == text
    hashes = [record[key]["sha256"][:12] for key in ("program", "lexicon")]
    program, lexicon = hashes
    assert line == (
        f"zhongxin {record['program']['version']} {program}; report 2023-publicity; "
        f"text {record['reports'][0]['text_sha256'][:12]}; lexicon {lexicon}; "
        "scheme publicity"
    )


def test_every_image_carries_the_line(briefing, line):
    charts = list((briefing / "charts").iterdir())
    for path in charts:
        if path.suffix == ".png":
            with Image.open(path) as image:
                assert image.text["Comment"] == line, path
        elif path.suffix == ".svg":
            (said,) = ElementTree.parse(path).iter(
                "{http://purl.org/dc/elements/1.1/}description"
            )
            assert said.text == line, path
        else:
            document = pypdfium2.PdfDocument(path)
            assert document.get_metadata_value("Keywords") == line, path
            document.close()
    assert {path.suffix for path in charts} == {".png", ".svg", ".pdf"}


def test_the_workbook_has_a_sheet_and_a_keyword(briefing, record, line):
    book = openpyxl.load_workbook(briefing / "tables.xlsx", read_only=True)
    assert book.properties.keywords == line
    assert book.sheetnames[-1] == "来源"
    rows = list(book["来源"].values)
    assert rows[0] == ("项目", "内容")
    facts = dict(rows[1:])
    assert facts["词表（全部）SHA-256"] == record["lexicon"]["sha256"]
    assert facts["程序源码 SHA-256"] == record["program"]["sha256"]
    assert "seed=0" in facts["参数 emphasis"].split(", ")
    made = {row[3]: row[2] for row in book["字段"].values}
    assert "Dunning 1993" in made["keyness.g2"]


def test_the_page_shows_the_hashes_and_embeds_the_record(briefing, record):
    page = html.parse(str(briefing / "index.html")).getroot()
    embedded = page.get_element_by_id("record")
    assert (embedded.get("id"), embedded.get("type")) == ("record", "application/json")
    assert json.loads(embedded.text) == record
    names = [name.text for name in page.iter("dt")]
    said = dict(zip(names, (said.text for said in page.iter("dd")), strict=True))
    text, lists, program = (
        record["reports"][0]["text_sha256"][:12],
        record["lexicon"]["sha256"][:12],
        record["program"]["sha256"][:12],
    )
    assert said["指纹"].startswith(f"文本 {text}，词表 {lists}，程序 {program}（")


def test_the_lists_that_were_used_lie_beside_the_results(briefing):
    with zipfile.ZipFile(briefing / "lexicons.zip") as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    assert kept == lexicon_files()
    folder = ROOT / "data" / "lexicons"
    assert kept["words.csv"] == (folder / "words.csv").read_bytes()


@pytest.mark.parametrize("format", ["csv", "json"])
def test_data_on_stdout_are_data_only_and_a_file_has_its_record_beside(
    run, report, tmp_path, format
):
    piped = run("table", "keyness", report, "--format", format)
    assert piped.stderr == b""
    file = tmp_path / f"keyness.{format}"
    run("table", "keyness", report, "--format", format, "--out", file)
    assert file.read_bytes().removeprefix(b"\xef\xbb\xbf") == piped.stdout
    record = json.loads(sidecar(file).read_text("utf-8"))
    assert record["tables"] == ["keyness"]
    assert record["parameters"]["keyness"]["prior"] == 0.01


def test_the_record_lies_beside_the_file_and_not_beside_a_link_to_it(
    run, report, tmp_path
):
    real, link = tmp_path / "real" / "keyness.csv", tmp_path / "keyness.csv"
    real.parent.mkdir()
    real.touch()
    link.symlink_to(real)
    run("table", "keyness", report, "--out", link)
    assert sidecar(real).is_file() and not sidecar(link).exists()
    run("diff", link, real, check=True)


def test_excel_and_parquet_carry_the_record_to_stdout_too(run, report):
    content = run("table", "keyness", report, "--format", "parquet").stdout
    kept = json.loads(parquet.read_metadata(BytesIO(content)).metadata[b"zhongxin"])
    assert kept["reports"][0]["text_sha256"] == (
        hashlib.sha256(TEXT.encode()).hexdigest()
    )
    assert len(pd.read_parquet(BytesIO(content)))
    content = run("table", "keyness", report, "--format", "xlsx").stdout
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == ["table", "来源"]
    assert book.properties.keywords == provenance_line(kept)


# Why two results differ


def test_the_same_twice_is_no_difference(report, plain, tmp_path):
    result = found(plain, written(report, tmp_path / "b"))
    assert result["same"] and result["same_numbers"]
    assert "no difference" in differences_text(result)


def test_an_edited_text_is_the_cause_and_its_clauses_are_named(report, plain, tmp_path):
    report.write_text(
        TEXT.replace("，开展督查", "").replace("做好服务", "做好网信服务"),
        encoding="utf-8",
    )
    comparison = found(plain, written(report, tmp_path / "b"))
    result = only(comparison)
    assert set(result["why"]) == {"text"}
    cause = result["why"]["text"]
    assert [c["text"] for c in cause["added"]] == ["做好网信服务"]
    assert [c["text"] for c in cause["removed"]] == ["开展督查", "做好服务"]
    assert cause["added"][0]["role"] == "plan"
    keyness = result["tables"]["keyness"]["rows"]
    assert {"kind": "removed", "key": {"word": "督查"}} in keyness
    said = differences_text(comparison)
    assert "text: 1 clause added, 2 removed, 11 kept" in said
    assert "+ 做好网信服务" in said
    assert said.index("Why") < said.index("Tables that differ")


def test_a_report_with_another_name_is_compared_by_its_text(report, plain, tmp_path):
    other = shutil.copy(report, report.with_name("again.txt"))
    result = only(found(plain, written(other, tmp_path / "b")))
    assert result["same_numbers"] and not result["why"]


def test_an_edited_list_is_the_cause_and_its_terms_are_named(
    report, plain, tmp_path, lists
):
    path = lists / "words.csv"
    text = path.read_text("utf-8-sig")
    path.write_text(text + "做好服务,术语,\n", "utf-8")
    forget()
    comparison = found(plain, written(report, tmp_path / "b"))
    result = only(comparison)
    assert set(result["why"]) == {"lexicon"}
    assert result["why"]["lexicon"]["terms"] == {
        "words.csv": [{"name": "做好服务", "before": None, "after": "术语"}]
    }
    rows = result["tables"]["keyness"]["rows"]
    assert {"kind": "added", "key": {"word": "做好服务"}} in rows
    said = differences_text(comparison)
    assert "lexicon: words.csv: 1 term added, 0 removed, 0 changed" in said
    assert "+ 做好服务  术语" in said


def test_a_changed_note_is_said_to_be_only_that(report, plain, tmp_path, lists):
    path = lists / "words.csv"
    path.write_text(path.read_text("utf-8-sig") + "# 完\n", "utf-8")
    forget()
    comparison = found(plain, written(report, tmp_path / "b"))
    assert comparison["same_numbers"] and not comparison["same"]
    said = differences_text(comparison)
    assert "words.csv: only its notes, comments or order" in said
    assert "The numbers and findings are the same." in said


def test_a_changed_version_is_the_cause(report, plain, tmp_path, monkeypatch):
    version = module.version
    newer = {"pandas": "99.0", "zhongxin": "0.2.0"}
    monkeypatch.setattr(module, "version", lambda name: newer.get(name, version(name)))
    comparison = found(plain, written(report, tmp_path / "b"))
    result = only(comparison)
    assert set(result["why"]) == {"program", "packages"}
    assert result["why"]["packages"] == [
        {"name": "pandas", "before": version("pandas"), "after": "99.0"}
    ]
    said = differences_text(comparison)
    assert f"program: zhongxin {version('zhongxin')} → 0.2.0" in said
    assert f"packages: pandas {version('pandas')} → 99.0" in said


def test_a_changed_source_names_the_files_that_count(
    report, plain, tmp_path, monkeypatch
):
    program = dict(module.program_files())
    program |= {"compare/keyness.py": "0" * 64, "show/charts/words.py": "0" * 64}
    monkeypatch.setattr(module, "program_files", lambda: program)
    monkeypatch.setattr("analysis.compare.keyness.EXACT_BELOW", 4)
    comparison = found(plain, written(report, tmp_path / "b"))
    cause = only(comparison)["why"]["program"]
    assert (cause["counting"], cause["showing"]) == (
        ["compare/keyness.py"],
        ["show/charts/words.py"],
    )
    assert cause["parameters"] == [
        {"name": f"{table}.EXACT_BELOW", "before": 5, "after": 4}
        for table in ("verbs", "keyness")
    ]
    said = differences_text(comparison)
    assert "what counts: compare/keyness.py" in said
    assert "keyness.EXACT_BELOW 5 → 4" in said


def test_another_scheme_is_an_option(report, tmp_path):
    a = written(report, tmp_path / "a", scheme="publicity")
    b = written(report, tmp_path / "b", scheme="government")
    comparison = found(a, b)
    assert set(only(comparison)["why"]) == {"options"}
    assert "scheme publicity (asked for) → government (asked for)" in (
        differences_text(comparison)
    )


def test_a_number_changed_by_hand_is_found_out(plain, tmp_path):
    b = shutil.copytree(plain, tmp_path / "b")
    table = pd.read_csv(b / "tables" / "keyness.csv")
    table.loc[0, "n_target"] += 7
    table.to_csv(b / "tables" / "keyness.csv", index=False)
    comparison = found(plain, b)
    assert not only(comparison)["why"]
    assert set(only(comparison)["tables"]) == {"keyness"}
    assert "edited after it was written" in differences_text(comparison)


def test_a_finding_that_reads_differently_is_told(report, plain, tmp_path):
    report.write_text(
        TEXT.replace("服务", "服务。加强学习。加强管理"), encoding="utf-8"
    )
    after = written(report, tmp_path / "b")
    findings = only(found(plain, after))["findings"]
    (figures,) = [one for one in findings if "数量指标" in one["before"]]
    assert "计划6句" in figures["before"]
    assert "计划8句" in figures["after"]


def test_the_largest_change_of_a_count_comes_first():
    columns = ["word", "n_target", "p"]
    before = pd.DataFrame([["稳", "1", "0.1"], ["进", "1", "0.1"], ["立", "1", "0.1"]])
    after = pd.DataFrame([["稳", "1", "0.9"], ["进", "9", "0.1"], ["立", "3", "0.1"]])
    tables = [table.set_axis(columns, axis=1) for table in (before, after)]
    compared = table_differences("keyness", *tables)
    assert [row["key"]["word"] for row in compared["rows"]] == ["进", "立", "稳"]
    assert (compared["changed"], compared["changed_in_counts"]) == (3, 2)


def test_a_clause_before_the_others_moves_no_row():
    before = pd.DataFrame(
        {"clause": ["0", "1"], "start": ["0", "4"], "verb": ["a", "b"]}
    )
    before["start_target"] = before["start"]
    after = before.assign(
        clause=["1", "2"], start=["9", "13"], start_target=["9", "13"]
    )
    assert table_differences("tasks", before, after) is None


def test_the_formats_of_one_table_are_the_same(run, report, tmp_path):
    for format in ("csv", "json", "parquet"):
        file = tmp_path / f"emphasis.{format}"
        run("table", "emphasis", report, "--format", format, "--out", file)
    for other in ("json", "parquet"):
        files = tmp_path / "emphasis.csv", tmp_path / f"emphasis.{other}"
        said = run("diff", *files, check=True).stdout.decode()
        assert "no difference" in said, said


def test_folders_of_many_reports_are_compared_by_name(plain, tmp_path):
    for out, names in {"a": ("one", "two"), "b": ("one", "three")}.items():
        for name in names:
            shutil.copytree(plain, tmp_path / out / name)
    comparison = found(tmp_path / "a", tmp_path / "b")
    assert comparison["only_before"] == ["two"]
    assert comparison["only_after"] == ["three"]
    assert not comparison["same"]
    assert [result["same"] for result in comparison["results"]] == [True]
    shutil.rmtree(tmp_path / "b" / "one")
    shutil.copytree(plain, tmp_path / "b" / "four")
    with pytest.raises(InputError, match="nothing to compare"):
        found(tmp_path / "a", tmp_path / "b")


# The command


def test_diff_is_status_0_whether_or_not_it_finds_something(
    run, report, plain, tmp_path
):
    report.write_text(TEXT.replace("督查", "检查"), encoding="utf-8")
    b = written(report, tmp_path / "b")
    for other, same in ((plain, True), (b, False)):
        said = run("diff", plain, other, "--format", "json", check=True).stdout
        assert json.loads(said)["same"] == same
        assert "\\u" not in said.decode()


def refused(run, *arguments):
    done = run("diff", *arguments)
    error = done.stderr.decode()
    assert (done.returncode, done.stdout) == (1, b"")
    assert error.startswith("zhongxin: ") and error.count("\n") == 1
    return error


def test_what_cannot_be_compared_is_one_line(run, report, plain, tmp_path):
    a = plain
    assert "no such file or folder" in refused(run, a, tmp_path / "none")
    (tmp_path / "empty").mkdir()
    assert "holds no provenance.json" in refused(run, a, tmp_path / "empty")
    assert "cannot be compared" in refused(run, a, report)
    bare = tmp_path / "keyness.csv"
    bare.write_text("word,n_target\n稳,1\n", encoding="utf-8")
    assert "nothing says what keyness.csv rests on" in refused(run, bare, a)
    for name, content, reason in (
        ("provenance.json", b"{", "is no JSON"),
        ("provenance.json", b"[]", "holds no record"),
        ("lexicons.zip", b"PK", "is no zip file"),
        ("tables/keyness.csv", b"a,b\n1,2,3\n\xff", "is no table"),
    ):
        broken = tmp_path / f"broken {reason}"
        shutil.copytree(a, broken)
        (broken / name).write_bytes(content)
        assert reason in refused(run, a, broken)


def test_tables_of_different_names_are_not_compared(run, report, tmp_path):
    for name in ("keyness", "emphasis"):
        run("table", name, report, "--out", tmp_path / f"{name}.csv")
    line = refused(run, tmp_path / "keyness.csv", tmp_path / "emphasis.csv")
    assert "hold different tables" in line


def test_the_sheet_says_every_hash(report):
    record = record_of(report)
    cells = set(provenance_sheet(record)["内容"])
    assert set(record["lexicon"]["files"].values()) <= cells
    assert {record["program"]["sha256"], record["reports"][0]["text_sha256"]} <= cells
