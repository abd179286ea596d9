"""One list of dependencies: environment.yml and the lock say what pyproject says."""

import re
import tomllib

import pytest
from conftest import ROOT


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def dependencies(project):
    return {*project["dependencies"], *project["optional-dependencies"]["dev"]}


def entries(section):
    """Return the list items of environment.yml, by their indentation."""
    lines = (ROOT / "environment.yml").read_text("utf-8").splitlines()
    return [m[1] for line in lines if (m := re.fullmatch(section + r"- (\S.*)", line))]


def test_conda_and_pip_together_install_what_pyproject_lists(dependencies):
    conda = {entry for entry in entries("  ") if not entry.startswith("pip")}
    pip = {entry for entry in entries("      ") if entry != "-e ."}
    listed = conda | pip
    python = {entry for entry in listed if entry.startswith("python>")}
    ours = {entry.lower() for entry in dependencies}
    assert listed - python - {"conda-forge"} == ours


def test_conda_takes_the_python_that_pyproject_asks_for(project):
    assert f"python{project['requires-python']}" in entries("  ")


def test_every_dependency_is_locked_with_its_hash(dependencies):
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = dict(
        re.findall(r"^([\w.-]+)==\S+.*?((?:\n    --hash=\S+.*)+)", lock, re.M)
    )
    names = {re.match(r"[\w-]+", entry)[0].lower() for entry in dependencies}
    assert names <= set(locked)
