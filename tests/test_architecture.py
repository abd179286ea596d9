"""The flow has one direction: a module may import only what comes before it."""

import ast
from pathlib import Path

import pytest

import analysis

# Every module and folder, in the order of the flow: each may import what stands above.
ORDER = """
lexicons schema
read/ numerals documents/ outline/ reports/ audit
count/ tokens frequency diversity themes/ tasks/ formulations/ quantities/
compare/ sides sampling similarity keyness formulations emphasis ladder
compare/ alignment/ repeats/ targets/
say/ concordance findings/ lexicon/
flow
show/ style charts/ provenance diff/ export/ display briefing/
cli
"""


def _flow():
    """Return each module as `count.tokens`, from first to last."""
    names = []
    for line in ORDER.split("\n"):
        first, *rest = [name.removesuffix("/") for name in line.split()] or [""]
        if line.startswith(f"{first}/"):
            names += [f"{first}.{name}" for name in rest]
        else:
            names += [name for name in (first, *rest) if name]
    return names


FLOW = _flow()
FOLDERS = {name.split(".")[0] for name in FLOW if "." in name}
DRAWING = {"show.style", "show.charts", "show.export", "show.briefing"}
READING = {"lexicons", "read.documents"}  # these read files
SOURCE = Path(analysis.__file__).parent


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
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                source = node.module or ""
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
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]
    return {
        ast.unparse(func) if ast.unparse(func).startswith("os.") else func.attr
        for func in called
        if isinstance(func, ast.Attribute)
    } | {func.id for func in called if isinstance(func, ast.Name)}


@pytest.mark.parametrize("module", FLOW)
def test_imports_point_upstream(module):
    ours = {place(name) for name in imports(module) if name.startswith("analysis.")}
    before = {*FLOW[: FLOW.index(module)], "InputError"}
    assert ours - {module} <= before


@pytest.mark.parametrize("module", [m for m in FLOW if m not in DRAWING])
def test_numbers_know_nothing_of_matplotlib(module):
    assert not any(name.startswith(("matplotlib", "PIL")) for name in imports(module))


@pytest.mark.parametrize("module", [m for m in FLOW if m not in READING])
def test_only_lexicons_and_documents_read_files(module):
    allowed = (
        {"read_text", "read_bytes"}
        if module in {"show.style", "show.export"}
        else set()
    )
    allowed |= {"read_csv"} if module == "show.export" else set()  # its own, to compare
    assert not calls(module) & {"open", "read_text", "read_bytes", "read_csv"} - allowed


@pytest.mark.parametrize("module", [m for m in FLOW if m != "show.export"])
def test_only_export_writes_files(module):
    assert not calls(module) & {"write_bytes", "to_csv", "to_excel", "savefig"} or (
        module == "show.style"
        and "savefig" in calls(module)  # to memory, for notebooks
    )


def test_every_module_has_a_place_in_the_flow():
    found = {
        ".".join(path.relative_to(SOURCE).with_suffix("").parts[:2])
        for path in SOURCE.rglob("[!_]*.py")
    }
    found |= {path.parent.name for path in SOURCE.glob("*/__init__.py")} - FOLDERS
    packages = {
        f"{path.parent.parent.name}.{path.parent.name}"
        for path in SOURCE.glob("*/*/__init__.py")
    }
    assert found | packages == set(FLOW)


def test_no_module_is_named_for_nothing():
    parts = {part for name in FLOW for part in name.split(".")}
    assert not parts & {"utils", "helpers", "core", "base", "manager"}


def test_the_architecture_page_lists_every_module_in_this_order():
    page = (SOURCE.parents[1] / "ARCHITECTURE.md").read_text("utf-8")
    listed = [line.split()[0] for line in page.split("```")[3].splitlines() if line]
    assert listed == list(dict.fromkeys(ORDER.split()))


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
