"""Damage 10,000 files and read them: ``make fuzz``; writes benchmarks/RELIABILITY.md.

The bundled report as text in five encodings, Markdown, Word, PDF and a web page is
damaged in ten ways: bytes flipped, cut off, spliced with another format, repeated,
nested, put on one huge line, under a wrong name, and inside a Word file's parts. Each
file goes through `read_reports` and `parse`. It may be read, or refused in one line;
a clause must stand where its offset says. A file that takes more than ten seconds, or
ends the process, is counted and named.
"""

import argparse
import io
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pandas as pd
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure

from analysis import InputError
from analysis.read.outline import parse
from analysis.read.reports import read_reports
from analysis.show.style import use_house_style

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "data" / "reports" / "2023-publicity.txt"
FILES, CHUNK = 10_000, 250
SECONDS = 10  # after which a file counts as a hang
ENCODINGS = ("utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
MARKS = [
    "一、",
    "（一）",
    "1.",
    "——",
    "“",
    "（",
    "<div>",
    "[",
    "#",
    "\u3000\u3000",
    "\t",
    "\n壹、",
    "\nⅠ. ",
    "\n1.1 ",
    "\n2.3个",
    "\n第一节 ",
    "\n【存在的问题】",
    "\n## ",
    "\n■",
    "\n①",
    "[SEP]",
    "<br/>",
]


def main() -> None:
    """Read the damaged files, chunk by chunk, each chunk in a process of its own."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=FILES)
    options.add_argument("--chunk", type=int, help="read only this chunk, print counts")
    chosen = options.parse_args()
    if chosen.chunk is not None:
        print(pd.Series(run(chosen.chunk, min(CHUNK, chosen.files))).to_json())
        return
    total: Counter[str] = Counter()
    slowest = 0.0
    for chunk in range(-(-chosen.files // CHUNK)):
        command = [sys.executable, __file__, "--chunk", str(chunk)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            total["crashed"] += 1
            print(f"chunk {chunk} ended with {done.returncode}: {done.stderr[-2000:]}")
            continue
        sys.stderr.write(done.stderr)
        counts = pd.read_json(io.StringIO(done.stdout), typ="series").to_dict()
        slowest = max(slowest, counts.pop("slowest"))
        total.update({name: int(count) for name, count in counts.items()})
        print(f"\r{total['files']} files", end="", file=sys.stderr, flush=True)
    report = page(total, slowest)
    print(report)
    (ROOT / "benchmarks" / "RELIABILITY.md").write_text(report, encoding="utf-8")


def run(chunk: int, files: int) -> dict[str, float]:
    """Read one chunk of damaged files; return what became of them."""
    source = random.Random(chunk)
    seeds = originals()
    counts: Counter[str] = Counter()
    slowest = 0.0
    signal.signal(signal.SIGALRM, hang)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(files):
            name, data = damaged(source, seeds)
            path = Path(folder, f"{number}.{name}")
            path.write_bytes(data)
            start = time.perf_counter()
            counts[outcome(path, chunk)] += 1
            slowest = max(slowest, time.perf_counter() - start)
            path.unlink()
    return {**counts, "files": files, "slowest": slowest}


def outcome(path: Path, chunk: int) -> str:
    """Return what became of one file: read, refused, or what went wrong."""
    signal.alarm(SECONDS)
    try:
        reports = read_reports([path])
        clauses = parse(reports)
    except InputError as error:
        return "refused" if "\n" not in str(error) else "refused in several lines"
    except TimeoutError:
        print(f"chunk {chunk}, {path.name}: more than {SECONDS} s", file=sys.stderr)
        return "hung"
    except Exception as error:
        print(f"chunk {chunk}, {path.name}: {error!r}", file=sys.stderr)
        return "failed"
    finally:
        signal.alarm(0)
    text = reports["text"].item()
    for row in clauses.itertuples():
        if text[row.start : row.start + len(row.text)] != row.text:
            return "wrong offset"
    return "read"


def hang(*_: object) -> None:
    """Raise where a file takes too long."""
    raise TimeoutError


def originals() -> dict[str, list[bytes]]:
    """Return the report in every format, by the end of its file's name."""
    text = REPORT.read_text("utf-8")
    lines = text.splitlines()
    body = "".join(f"<p>{line}</p>" for line in lines)
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line, style="List Number" if "（" in line[:3] else None)
    document.add_table(2, 2).cell(0, 0).text = "项目"
    word = io.BytesIO()
    document.save(word)
    return {
        "txt": [text.encode(encoding) for encoding in ENCODINGS],
        "md": ["\n\n".join(f"## {line}" for line in lines).encode()],
        "html": [f"<!DOCTYPE html><html><body>{body}</body></html>".encode()],
        "docx": [word.getvalue()],
        "pdf": [drawn(lines)],
    }


def drawn(lines: list[str]) -> bytes:
    """Return a page that shows the beginnings of the lines, as PDF."""
    use_house_style()
    figure, file = Figure(figsize=(6, 8)), io.BytesIO()
    FigureCanvasPdf(figure)
    for row, line in enumerate(lines):
        figure.text(0.1, 0.95 - row / 30, line[:28], fontsize=10)
    figure.savefig(file, format="pdf")
    return file.getvalue()


def damaged(source: random.Random, seeds: dict[str, list[bytes]]) -> tuple[str, bytes]:
    """Return a damaged file and the end of its name."""
    name = source.choice(sorted(seeds))
    data = source.choice(seeds[name])
    if name == "docx" and source.random() < 0.7:
        data = in_parts(source, data)
    else:
        for _ in range(source.choice([1, 1, 1, 2, 3])):
            data = source.choice(DAMAGES)(source, data, seeds)
    if source.random() < 0.05:
        name = source.choice(sorted(seeds))
    return name, data


def in_parts(source: random.Random, data: bytes) -> bytes:
    """Damage the XML inside a Word file, not only its zip archive."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        names = old.namelist()
        chosen = set(source.sample(names, 2)) | {"word/document.xml"}
        with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
            for name in names:
                part = old.read(name)
                if name in chosen:
                    part = source.choice(IN_XML)(source, part, {})
                new.writestr(name, part)
    return result.getvalue()


def flip(source: random.Random, data: bytes, _: dict) -> bytes:
    """Change some bytes."""
    changed = bytearray(data)
    for _ in range(source.choice([1, 3, 10, 100])):
        changed[source.randrange(len(changed))] = source.randrange(256)
    return bytes(changed)


def cut(source: random.Random, data: bytes, _: dict) -> bytes:
    """Cut the end off."""
    return data[: source.randrange(1, len(data))]


def splice(source: random.Random, data: bytes, seeds: dict) -> bytes:
    """Put a piece of another format into it."""
    other = source.choice([one for many in seeds.values() for one in many] or [data])
    at, start = source.randrange(len(data)), source.randrange(len(other))
    return data[:at] + other[start : start + source.randrange(1, 3000)] + data[at:]


def drop(source: random.Random, data: bytes, _: dict) -> bytes:
    """Take a piece out."""
    at = source.randrange(len(data))
    return data[:at] + data[at + source.randrange(1, 500) :]


def repeat(source: random.Random, data: bytes, _: dict) -> bytes:
    """Repeat a piece, within the text or the whole of it."""
    at = source.randrange(len(data))
    piece = data[at : at + source.randrange(1, 5000)]
    return data[:at] + piece * source.choice([2, 6, 50]) + data[at:]


def nest(source: random.Random, data: bytes, _: dict) -> bytes:
    """Open the same thing hundreds of times."""
    mark = source.choice(MARKS).encode() * source.choice([10, 500, 5000])
    at = source.randrange(len(data))
    return data[:at] + mark + data[at:]


def one_line(source: random.Random, data: bytes, _: dict) -> bytes:
    """Take the line ends out and make the line long."""
    return data.replace(b"\n", b"").replace(b"\r", b"") * source.choice([1, 20, 60])


def swap(source: random.Random, data: bytes, _: dict) -> bytes:
    """Exchange two pieces."""
    one, other = sorted(source.randrange(len(data)) for _ in range(2))
    return data[other:] + data[one:other] + data[:one]


def blanks(source: random.Random, data: bytes, _: dict) -> bytes:
    """Put many spaces, line ends or zeros into it."""
    at = source.randrange(len(data))
    blank = source.choice([b" ", b"\n", b"\0", "\u3000".encode(), b"\r\n", b"1 "])
    return data[:at] + blank * source.choice([3, 300, 30_000]) + data[at:]


def noise(source: random.Random, data: bytes, _: dict) -> bytes:
    """Put random bytes into it."""
    at = source.randrange(len(data))
    return data[:at] + source.randbytes(source.randrange(1, 2000)) + data[at:]


DAMAGES = [flip, cut, splice, drop, repeat, nest, one_line, swap, blanks, noise]
IN_XML = [flip, drop, repeat, nest, blanks, cut]


def page(total: Counter[str], slowest: float) -> str:
    """Return the page: what became of the files."""
    order = ["files", "read", "refused", "refused in several lines", "failed"]
    order += ["wrong offset", "hung", "crashed"]
    rows = "\n".join(f"| {name} | {total[name]:,} |" for name in order)
    return f"""# Reliability

Made by `make fuzz`: the bundled report as text, Markdown, Word, PDF and web page,
damaged in ten ways (fixed seeds), through `read_reports` and `parse`.

| | number |
|---|---:|
{rows}

*read*: as a report, every clause standing where its offset says. *refused*: with one
line that names the file. *failed*: any other error. *hung*: more than {SECONDS} s;
*crashed*: chunks of {CHUNK} files whose process ended. The slowest file took
{slowest:.1f} s.
"""


if __name__ == "__main__":
    main()
