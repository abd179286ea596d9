"""The flow has one direction: a module may import only what comes before it."""

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import analysis

# The flow: a module imports from folders that stand above its own, and from modules of
# its folder in one direction only.
ORDER = "lexicons schema read count compare say flow show corpus cli".split()
SOURCE = Path(analysis.__file__).parent
FOLDERS = {name for name in ORDER if (SOURCE / name).is_dir()}
PACKAGES = [path.parent for path in SOURCE.glob("*/*/__init__.py")]
FLOW = sorted(
    {
        ".".join(path.relative_to(SOURCE).with_suffix("").parts[:2])
        for path in [*SOURCE.rglob("[!_]*.py"), *PACKAGES]
    }
)
DRAWING = {"show.style", "show.charts", "show.export"}
READING = {"lexicons", "read.documents", "compare.norms"}  # these read files
READS = {"open", "read_text", "read_bytes", "read_csv", "read_excel", "read_parquet"}
READS |= {"read_json", "ZipFile"}
WRITES = {"write_text", "write_bytes", "to_csv", "to_excel", "to_parquet", "savefig"}
MAY = {
    "show.style": {"read_text", "savefig"},  # its fonts; to memory, for notebooks
    "show.export": READS - {"open"},  # its own results, to compare them
    "corpus.parts": {"open", "read_bytes"},  # its own parts
    "read.documents": {"write_text"},  # LibreOffice's settings, in a temporary folder
}
TESTS = Path(__file__).parent
FOREIGN = {"matplotlib", "mpl_toolkits", "jieba", "rjieba", "pandas", "re"}
OPEN = {"_asdict", "_replace", "_make", "_fields", "_repr_html_"}  # public all the same


@cache
def parsed(path):
    """Return a file as a tree, read once."""
    return ast.parse(path.read_text("utf-8"))


def files(module):
    """Return the files of a module, or of a package."""
    path = SOURCE / module.replace(".", "/")
    return sorted(path.glob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def place(name):
    """Return the module of the flow that an imported name belongs to."""
    parts = name.split(".")[1:]
    return ".".join(parts[: 2 if parts[0] in FOLDERS else 1])


def imports(module):
    """Return every name that a module imports, inside functions as well."""
    names = set()
    for path in files(module):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom):
                source = "." * node.level + (node.module or "")
                inside = [f"{source}.{alias.name}" for alias in node.names]
                whole = source.removeprefix("analysis.") in {"analysis", *FOLDERS}
                names |= set(inside) if whole else {source}
            elif isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
    return names


def calls(module):
    """Return each function or method that a module calls; os.open keeps its os."""
    called = [
        node.func
        for path in files(module)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
    ]
    return {
        ast.unparse(func) if ast.unparse(func).startswith("os.") else func.attr
        for func in called
        if isinstance(func, ast.Attribute)
    } | {func.id for func in called if isinstance(func, ast.Name)}


def ours(module):
    """Return the other modules of the project that a module imports."""
    names = {place(name) for name in imports(module) if name.startswith("analysis.")}
    return names - {module, "InputError"}


@pytest.mark.parametrize("module", FLOW)
def test_imports_point_upstream(module):
    assert not [n for n in imports(module) if n == "analysis" or n.startswith(".")]
    folder = module.split(".")[0]
    above = ORDER[: ORDER.index(folder)]
    outside = {name for name in ours(module) if name.split(".")[0] != folder}
    assert {name.split(".")[0] for name in outside} <= set(above)


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_the_modules_of_a_folder_have_an_order(folder):
    inside = [name for name in FLOW if name.split(".")[0] == folder]
    graph = {name: ours(name).intersection(inside) for name in inside}
    assert sorted(TopologicalSorter(graph).static_order()) == sorted(inside)


@pytest.mark.parametrize("module", [m for m in FLOW if m not in DRAWING])
def test_numbers_know_nothing_of_matplotlib(module):
    assert not any(name.startswith(("matplotlib", "PIL")) for name in imports(module))


@pytest.mark.parametrize("module", [m for m in FLOW if m not in READING])
def test_only_lexicons_documents_and_norms_read_files(module):
    assert not calls(module) & READS - MAY.get(module, set())


@pytest.mark.parametrize("module", [m for m in FLOW if m != "show.export"])
def test_only_export_writes_files(module):
    assert not calls(module) & WRITES - MAY.get(module, set())


def test_every_module_has_a_place_in_the_flow():
    assert {name.split(".")[0] for name in FLOW} == set(ORDER)


def test_no_module_is_named_for_nothing():
    parts = {part for name in FLOW for part in name.split(".")}
    assert not parts & {"utils", "helpers", "core", "base", "manager"}


def test_the_architecture_page_lists_every_module():
    page = (SOURCE.parents[1] / "ARCHITECTURE.md").read_text("utf-8")
    listed = [
        line.split()[0].rstrip("/") for line in page.split("```")[3].split("\n")[1:-1]
    ]
    assert {name.split(".")[-1] for name in FLOW} | FOLDERS == set(listed)


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.stem
)
def test_modules_and_functions_stay_small(path):
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            assert not body or node.end_lineno - body[0].lineno < 40, node.name


# What is private to matplotlib, jieba, pandas and re may be gone tomorrow.


def bound(tree):
    """Return each name that a file imports, with the full path of what it is."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.split(".")[0]
                names[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def path_of(node, names):
    """Return the full path of a dotted name; of anything else its last attributes."""
    rest = []
    while isinstance(node, ast.Attribute):
        rest.append(node.attr)
        node = node.value
    first = node.id if isinstance(node, ast.Name) else "?"
    return ".".join([names.get(first, first), *reversed(rest)])


def hidden(name):
    return name.startswith("_") and not name.startswith("__") and name not in OPEN


def private(path):
    """Say whether a full path leads to what one of the packages keeps to itself."""
    package, *rest = path.split(".")
    inside = any(map(hidden, rest)) or (package == "pandas" and rest[:1] == ["core"])
    return package in FOREIGN and inside


def named_as_text(tree):
    """Yield what is asked for or replaced by its name as a text, and its line."""
    asking = {"getattr", "setattr", "hasattr", "delattr", "delitem", "attrgetter"}
    asking |= {"object", "import_module", "methodcaller"}  # mock.patch.object
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            asked = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for place, said in enumerate(node.args[:2] if asked in asking else []):
                if isinstance(said, ast.Constant) and isinstance(said.value, str):
                    yield said.value, node.args[0] if place else None, node.lineno


@cache
def own_private_names():
    """Return the private names that this project gives: they are no one else's."""
    ours = set()
    for path in [*SOURCE.rglob("*.py"), *TESTS.glob("*.py")]:
        for node in ast.walk(parsed(path)):
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                ours.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                ours.add(node.id)
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                if isinstance(node.value, ast.Name) and node.value.id == "self":
                    ours.add(node.attr)
    return ours


def offenders(tree, ours=frozenset(), *, strict=True):
    """Return each private name of the packages that a file uses, with its line.

    `strict` also takes a private attribute of an object nobody knows for theirs.
    """
    names, found = bound(tree), []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            paths = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [(node.lineno, path) for path in paths]
        elif isinstance(node, ast.Attribute):
            path = path_of(node, names)
            unknown = path_of(node, {}).split(".")[0] not in {*names, "self", "cls"}
            if strict and unknown and hidden(node.attr) and node.attr not in ours:
                path = f"re.{path}"  # whoever it is of, it is not ours
            found.append((node.lineno, path))
    for said, target, line in named_as_text(tree):
        whole = said if target is None else f"{path_of(target, names)}.{said}"
        found.append((line, whole))
    return sorted({(line, path) for line, path in found if private(path)})


@pytest.mark.parametrize(
    "text",
    [
        "import re._parser",
        "from re._constants import NEGATE",
        "from matplotlib.backends import _backend_pdf_ps as fonts",
        "import matplotlib as mpl\nmpl._api.check",
        "from matplotlib.text import Text\nText._get_layout = None",
        "import pandas.core.frame",
        "import pandas as pd\npd.core.frame.DataFrame",
        "import jieba\njieba.dt._private()",
        "from matplotlib.text import Text\nsetattr(Text, '_get_layout', None)",
        "def test(monkeypatch):\n monkeypatch.setattr('matplotlib.text._wrap', 1)",
        "import re\ndef test(mp):\n mp.setattr(re, '_cache', {})",
        "from importlib import import_module\nimport_module('re._parser')",
    ],
)
def test_a_private_name_is_noticed_however_it_is_reached(text):
    assert offenders(ast.parse(text), strict=False)


def test_names_that_are_public_or_ours_are_left_alone():
    ours = "import re\nimport pandas as pd\nfrom analysis.flow import Flow\n"
    ours += "re.compile('')\npd.__version__\nrow._asdict()\nFlow._told\nself._a\n"
    assert offenders(ast.parse(ours)) == []
    assert offenders(ast.parse("ax._children")) == [(1, "re.ax._children")]


@pytest.mark.parametrize("folder", [SOURCE, TESTS], ids=["src", "tests"])
def test_no_private_name_of_another_package_is_used_or_replaced(folder):
    ours, found = own_private_names(), []
    for path in sorted(folder.rglob("*.py")):
        names = offenders(parsed(path), ours, strict=folder == SOURCE)
        found += [f"{path.relative_to(folder)}:{line}: {name}" for line, name in names]
    assert not found, "\n".join(found)


def test_no_class_inherits_from_a_class_of_this_project_but_an_error():
    trees = {path: parsed(path) for path in sorted(SOURCE.rglob("*.py"))}
    found = []
    for path, tree in trees.items():
        names = bound(tree)
        classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        local = {node.name for node in classes}
        for node in classes:
            bases = [path_of(base, names) for base in node.bases]
            ours = {b for b in bases if b.startswith("analysis.") or b in local}
            found += [
                f"{path.relative_to(SOURCE)}:{node.lineno}: {node.name}({base})"
                for base in sorted(ours - {"InputError", "analysis.InputError"})
            ]
    assert not found, "\n".join(found)
