"""Whatever a file holds: it is read, or refused in one line, and not without end."""

import functools
import io
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from conftest import REPORT, ROOT, endured
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import InputError
from analysis.read.documents import read_document
from analysis.read.outline import parse
from analysis.read.reports import read_reports

QUICK = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@functools.cache
def seed(kind):
    """Return the report as a file of this kind."""
    text = REPORT.read_text("utf-8")
    if kind == "docx":
        document, data = docx.Document(), io.BytesIO()
        for line in text.splitlines():
            document.add_paragraph(line, style="List Number")
        document.save(data)
        return data.getvalue()
    if kind == "pdf":
        sys.path.insert(0, str(ROOT / "benchmarks"))
        from fuzz import drawn

        return drawn(text.splitlines())
    if kind == "html":
        body = "".join(f"<p>{line}</p>" for line in text.splitlines())
        return f"<html><body>{body}</body></html>".encode()
    return text.encode("gb18030" if kind == "gbk" else "utf-8")


def check(path):
    """Read a file; nothing but a line of error may come."""
    try:
        reports = read_reports([path])
        clauses = parse(reports)
    except InputError as error:
        said = str(error)
        assert "\n" not in said and said.startswith(str(path)) and len(said) < 2000
        return None
    text = reports["text"].item()
    for row in clauses.itertuples():
        assert text[row.start : row.start + len(row.text)] == row.text
    return reports


@pytest.mark.parametrize("kind", ["txt", "gbk", "md", "html", "docx", "pdf"])
def test_what_is_to_be_damaged_is_read(kind, tmp_path):
    """Else every damaged file might be refused, and nothing be read at all."""
    path = tmp_path / f"report.{'txt' if kind == 'gbk' else kind}"
    path.write_bytes(seed(kind))
    text = check(path)["text"].item()
    assert "2023年市政府宣传工作总结" in text.split("\n")[0] and len(text) > 400


@pytest.mark.parametrize("kind", ["txt", "gbk", "md", "html", "docx", "pdf"])
@QUICK
@given(data=st.data())
def test_damaged_files_are_read_or_refused(kind, data, tmp_path):
    content = bytearray(seed(kind))
    at = data.draw(st.integers(0, len(content) - 1))
    piece = data.draw(st.binary(max_size=60))
    how = data.draw(st.sampled_from(["flip", "cut", "insert", "repeat"]))
    if how == "flip":
        content[at : at + len(piece)] = piece
    elif how == "cut":
        del content[at:]
    elif how == "insert":
        content[at:at] = piece
    else:
        content[at:at] = bytes(content[at : at + 3000]) * 5
    path = tmp_path / f"report.{'txt' if kind == 'gbk' else kind}"
    path.write_bytes(content)
    check(path)


@QUICK
@given(text=st.text(max_size=400))
def test_any_text_is_read_or_refused(text, tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    check(path)


@QUICK
@given(data=st.data())
def test_damaged_parts_of_a_word_file_are_read_or_refused(data, tmp_path):
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(io.BytesIO(seed("docx"))) as old:
        name = data.draw(
            st.sampled_from([n for n in old.namelist() if n.endswith(("xml", "rels"))])
        )
        parts = {n: old.read(n) for n in old.namelist()}
    part = bytearray(parts[name])
    at = data.draw(st.integers(0, len(part) - 1))
    word = data.draw(st.sampled_from([b"", b"w:", b"-1", b"9" * 30, b"<w:p>", b"Id"]))
    part[at : at + data.draw(st.integers(0, 40))] = word
    parts[name] = bytes(part)
    with zipfile.ZipFile(path, "w") as new:
        for one, content in parts.items():
            new.writestr(one, content)
    check(path)


HUGE = 100_000


HOSTILE = [
    "工" * HUGE,
    "工 " * HUGE,
    "1 " * HUGE,
    "123 " * HUGE,
    "1" * HUGE,
    "（" * HUGE,
    "、" * HUGE,
    "一、" * HUGE,
    "\u3000" * HUGE + "工",
    "工作\u3000\u3000" * HUGE,
    "工\t" * HUGE,
    "[1]" * HUGE,
    "<U+00A0>" * HUGE + "工",
    "省略 " * HUGE,
    "www.a" * HUGE + ".com",
    "`" * HUGE,
    "(" * HUGE + "省略5字",
    "工(a" * HUGE,
    "篇1\n" * HUGE,
    "1、工\n" * HUGE,
    "工作总结\n一、工\n" * (HUGE // 2),
    "|\n" * HUGE,
    "工作" * 30 + "\n" + "1\n" * HUGE,
    "<!--" * HUGE,
    "&nbsp;" * HUGE + "工",
    "**" * HUGE,
    "[" * HUGE,
    "工作进展，" * (HUGE // 5) + "\n" + "工作进展，" * (HUGE // 5),
]


def hostile():
    """Read texts of which patterns find no end; those with marks as Markdown too."""
    marks = [text for text in HOSTILE if set(text) & set("`|<*[(&")]
    with TemporaryDirectory() as folder:
        for ending, texts in (("txt", HOSTILE), ("md", marks)):
            for text in texts:
                yield f"{text[:8]!r} as {ending}"
                path = Path(folder) / f"report.{ending}"
                path.write_text(text, encoding="utf-8")
                try:
                    read_document(path)
                except InputError as error:
                    assert len(str(error)) < 2000


def test_no_hostile_text_is_read_without_end():
    endured("test_fuzz", "test_quantities", "test_formulations")
