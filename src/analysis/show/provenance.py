"""Say what the numbers rest on: text, lists, program, packages, parameters, formulas.

The record holds no date, no machine and no folder: same input, same record. Every
hash is a SHA-256 that ``sha256sum`` gives as well, except that of the program, which
takes the line ends of Windows for those of other systems.
"""

import platform
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from inspect import signature
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.compare.norms import PHRASES, REPORTS, WORDS, YEARS, Norms, beside
from analysis.count.dictionary import default_engine
from analysis.flow import TABLES, Flow
from analysis.lexicons import lexicon_files
from analysis.read.documents import digest
from analysis.schema import schema, value_labels

ELSEWHERE = {"scheme"}  # a parameter with a place of its own in the record
PACKAGES = ("pandas", "numpy", "scipy", "ahocorasick-rs")  # these can change a number
SOURCE_SUFFIXES = {".py", ".j2", ".mplstyle"}
HASH_SHOWN = 12  # characters of a hash that tell two apart

Record = dict[str, Any]


def provenance(flow: Flow, tables: Iterable[str] | None = None) -> Record:
    """Return what some tables of a flow rest on, by default all that it has.

    It is plain data in a fixed order.

    Keys: `tables`; `reports` (key, file name, hash of the text as read and of the
    file, which is missing where the file is gone); `lexicon` (hash of all lists and
    of each); `scheme` of the themes and whether it was `asked` for, missing where no
    table speaks of themes; `norm` (name and hash of what is usual); `program`
    (version, hash of its source and of each file); `engine` of the segmentation;
    `packages`; `parameters`, seeds among them, and `formulas` by table.
    """
    tables = list(flow.available if tables is None else tables)
    lists = lexicon_hashes()
    themed = any("scheme" in schema()[name].needs for name in tables)
    asked = flow.asked is not None
    engine = default_engine()
    return {
        "tables": tables,
        "reports": [_report(row) for row in flow.reports.itertuples()],
        "lexicon": {"sha256": joint_hash(lists), "files": lists},
        "scheme": {"name": flow.scheme, "asked": asked} if themed else None,
        "norm": {"name": flow.norm.name, "sha256": joint_hash(_of_norm(flow.norm))},
        "program": {
            "version": version("zhongxin"),
            "sha256": joint_hash(program_files()),
            "files": dict(program_files()),
        },
        "engine": engine,
        "packages": {
            "python": platform.python_version(),
            **{name: version(name) for name in (engine, *PACKAGES)},
        },
        "parameters": {
            name: parameters(*TABLES[name].by) for name in tables if TABLES[name].by
        },
        "formulas": _formulas(tables),
    }


def provenance_line(record: Record) -> str:
    """Return the record as one short line, for what has no room for more.

    Examples
    --------
    >>> text = [{"report": "2023", "text_sha256": "a1" * 32}]
    >>> program = {"version": "0.1.0", "sha256": "c3" * 32}
    >>> lexicon = {"sha256": "b2" * 32}
    >>> record = {"reports": text, "lexicon": lexicon, "program": program}
    >>> provenance_line(record | {"scheme": None})
    'zhongxin 0.1.0 c3c3c3c3c3c3; report 2023; text a1a1a1a1a1a1; lexicon b2b2b2b2b2b2'
    """
    program = record["program"]
    names = ", ".join(report["report"] for report in record["reports"])
    texts = ", ".join(short(report["text_sha256"]) for report in record["reports"])
    parts = [
        f"zhongxin {program['version']} {short(program['sha256'])}",
        f"report {names}",
        f"text {texts}",
        f"lexicon {short(record['lexicon']['sha256'])}",
    ]
    if record["scheme"]:
        parts.append(f"scheme {record['scheme']['name']}")
    return "; ".join(parts)


def provenance_sheet(record: Record, lang: str = "zh") -> pd.DataFrame:
    """Return the record for a workbook: one row per fact, what it is and what it says.

    How each column was made stands in the codebook.
    """
    called = value_labels("origin", lang=lang)
    rows: list[tuple[str, str]] = []
    for report in record["reports"]:
        name = report["report"]
        rows += [
            (called["report"].format(name), report["file"]),
            (called["text"].format(name), report["text_sha256"]),
            (called["file"].format(name), report["file_sha256"] or called["gone"]),
        ]
    rows.append((called["lexicons"], record["lexicon"]["sha256"]))
    files = record["lexicon"]["files"].items()
    rows += [(called["lexicon"].format(name), value) for name, value in files]
    if scheme := record["scheme"]:
        how = called["asked" if scheme["asked"] else "chosen"]
        rows.append((called["scheme"], f"{scheme['name']} ({how})"))
    norm, program = record["norm"], record["program"]
    rows += [
        (called["norm"].format(norm["name"]), norm["sha256"]),
        (called["version"], f"zhongxin {program['version']}"),
        (called["program"], program["sha256"]),
        (called["engine"], record["engine"]),
    ]
    packages = record["packages"].items()
    rows += [(called["package"].format(name), value) for name, value in packages]
    for table, values in record["parameters"].items():
        said = ", ".join(f"{name}={value}" for name, value in values.items())
        rows.append((called["parameters"].format(table), said))
    return pd.DataFrame(rows, columns=[called["fact"], called["content"]])


def short(digest: str) -> str:
    """Return as much of a hash as a person compares."""
    return digest[:HASH_SHOWN]


def joint_hash(files: Mapping[str, str]) -> str:
    r"""Return one hash for many files: that of what ``sha256sum`` prints of them.

    Examples
    --------
    >>> one, two = joint_hash({"a.csv": "01"}), joint_hash({"b.csv": "01"})
    >>> one == two, one == sha256(b"01  a.csv\n").hexdigest()
    (False, True)
    """
    lines = (f"{files[name]}  {name}\n" for name in sorted(files))
    return _hash("".join(lines).encode())


def parameters(*functions: Callable) -> dict[str, Any]:
    """Return the functions' keyword defaults and the numbers that their modules name.

    Examples
    --------
    >>> found = parameters(*TABLES["emphasis"].by)
    >>> found["draws"], found["seed"], found["LEVEL"]
    (2000, 0, 0.95)
    """
    defaults, named = {}, {}
    for function in functions:
        for name, parameter in signature(function).parameters.items():
            if isinstance(parameter.default, (bool, int, float, str)):
                defaults[name] = parameter.default
        for name, value in vars(sys.modules[function.__module__]).items():
            if name.isupper() and isinstance(value, (int, float)):
                named[name] = value
    # DRAWS is what `draws` has by default.
    named = {
        name: named[name] for name in sorted(named) if name.lower() not in defaults
    }
    found = {**defaults, **named}
    return {name: found[name] for name in found if name not in ELSEWHERE}


def lexicon_hashes() -> dict[str, str]:
    """Return the hash of each list that can change a number."""
    return {name: _hash(data) for name, data in lexicon_files().items()}


@cache
def program_files() -> dict[str, str]:
    """Return the hash of each file of the program, lists and caches apart."""
    package = Path(__file__).parents[1]
    files = {
        path.relative_to(package).as_posix(): digest(path, lines=True)
        for path in package.rglob("*")
        if path.suffix in SOURCE_SUFFIXES
    }
    return dict(sorted(files.items()))


def _report(row: tuple) -> dict[str, str | None]:
    return {
        "report": row.report,
        "file": Path(row.source).name,
        "text_sha256": _hash(row.text.encode("utf-8", errors="surrogatepass")),
        "file_sha256": digest(Path(row.source)),
    }


def _of_norm(norm: Norms) -> dict[str, str]:
    """Return the hash of each file of a norm."""
    files = [
        norm.path,
        *(beside(norm.path, n) for n in (REPORTS, WORDS, PHRASES, YEARS)),
    ]
    return {path.name: digest(path, lines=True) for path in files if path.is_file()}


def _formulas(tables: list[str]) -> dict[str, dict[str, str]]:
    """Return how each column was made, by table."""
    return {
        name: {one.name: one.note_zh for one in schema()[name].columns.values()}
        for name in tables
    }


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
