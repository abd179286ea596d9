"""The flow has one direction: a module may import only what comes before it."""

import ast
from pathlib import Path

import pytest

import analysis

FLOW = (
    "lexicons documents reports outline audit tokens frequency diversity inheritance "
    "themes tasks "
    "ladder formulations quantities keyness resampling emphasis similarity alignment "
    "reuse concordance tuning claims flow provenance differences style charts export "
    "briefing cli"
).split()
DRAWING = {"style", "charts", "export", "briefing"}  # these know matplotlib
READING = {"lexicons", "documents"}  # these read files
SOURCE = Path(analysis.__file__).parent


def files(module):
    """Return the files of a module, or of a package."""
    package = SOURCE / module
    return (
        sorted(package.glob("*.py")) if package.is_dir() else [SOURCE / f"{module}.py"]
    )


def imports(module):
    """Return every name that a module imports, inside functions as well."""
    names = set()
    for path in files(module):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names.add(node.module or "")
                if node.module == "analysis":
                    names |= {f"analysis.{alias.name}" for alias in node.names}
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
    ours = {n.split(".")[1] for n in imports(module) if n.startswith("analysis.")}
    before = {*FLOW[: FLOW.index(module)], "InputError"}
    own = {module} if (SOURCE / module).is_dir() else set()
    assert ours - own <= before


@pytest.mark.parametrize("module", [m for m in FLOW if m not in DRAWING])
def test_numbers_know_nothing_of_matplotlib(module):
    assert not any(name.startswith(("matplotlib", "PIL")) for name in imports(module))


@pytest.mark.parametrize("module", [m for m in FLOW if m not in READING])
def test_only_lexicons_and_documents_read_files(module):
    allowed = {"read_text", "read_bytes"} if module in {"style", "export"} else set()
    allowed |= {"read_csv"} if module == "export" else set()  # its own, to compare
    assert not calls(module) & {"open", "read_text", "read_bytes", "read_csv"} - allowed


@pytest.mark.parametrize("module", [m for m in FLOW if m != "export"])
def test_only_export_writes_files(module):
    assert not calls(module) & {"write_bytes", "to_csv", "to_excel", "savefig"} or (
        module == "style" and "savefig" in calls(module)  # to memory, for notebooks
    )


def test_every_module_has_a_place_in_the_flow():
    modules = {path.stem for path in SOURCE.glob("[!_]*.py")}
    packages = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert modules | packages == set(FLOW)


def test_no_module_is_named_for_nothing():
    assert not {"utils", "helpers", "core", "base", "manager"} & set(FLOW)


def test_the_architecture_page_names_every_module_in_this_order():
    page = (SOURCE.parents[1] / "ARCHITECTURE.md").read_text("utf-8")
    listed = [line.split()[0] for line in page.split("```")[3].splitlines() if line]
    assert [name.rstrip("/") for name in listed] == FLOW


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
