"""The shape of the package: what is packed, and which room may import which."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

#: One way only: a room may import itself and those before it.
ROOMS = ("ontology", "extract", "graph", "queries", "viz", "serve", "cli")
#: Libraries that only one room may know.
ONLY_IN = {
    "rdflib": "graph",
    "pyoxigraph": "graph",
    "oxrdflib": "graph",
    "jinja2": "viz",
    "pyvis": "viz",
}
PACKAGE = "zhijiao"


def rooms(root: Path) -> list[Path]:
    return sorted(path.parent for path in root.glob("*/__init__.py") if path.parent.name != "tests")


def packages(root: Path) -> set[str]:
    """Names of all folders that hold code or data of the package, as setuptools writes them."""
    folders = [folder for room in rooms(root) for folder in (room, *room.rglob("*")) if folder.is_dir()]
    kept = [folder for folder in folders if "__pycache__" not in folder.parts]
    return {PACKAGE} | {".".join((PACKAGE, *folder.relative_to(root).parts)) for folder in kept}


def sources(root: Path) -> Iterator[Path]:
    yield from sorted(root.glob("*.py"))
    for room in rooms(root):
        yield from sorted(room.rglob("*.py"))


def imported(tree: ast.AST, module: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every module that the source of `module` imports, as the parts of its full name.

    `from x import y` gives x.y, since y may be a module; the package's own names start with PACKAGE.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            stem = tuple(node.module.split(".")) if node.module else ()
            if node.level:
                stem = module[: len(module) - node.level] + stem
            yield from (stem + (alias.name,) for alias in node.names)
        elif isinstance(node, ast.Call) and node.args and _is_import_call(node.func):
            name = node.args[0]
            if not (isinstance(name, ast.Constant) and isinstance(name.value, str)):
                continue
            if name.value.startswith("."):
                level = len(name.value) - len(name.value.lstrip("."))
                yield module[: len(module) - level] + tuple(name.value.lstrip(".").split("."))
            else:
                yield tuple(name.value.split("."))


def _is_import_call(called: ast.expr) -> bool:
    return (isinstance(called, ast.Attribute) and called.attr == "import_module") or (
        isinstance(called, ast.Name) and called.id in {"import_module", "__import__"}
    )


def faults(root: Path) -> list[str]:
    """Every import that goes the wrong way, or of a library that the room must not know."""
    found = []
    for path in sources(root):
        module = (PACKAGE, *path.relative_to(root).with_suffix("").parts)
        room = module[1] if len(module) > 2 else ""
        for name in imported(ast.parse(path.read_text(encoding="utf-8"), str(path)), module):
            place = f"{path.relative_to(root)} imports {'.'.join(name)}"
            if name[0] == PACKAGE and len(name) > 1 and name[1] in ROOMS:
                if room and ROOMS.index(name[1]) > ROOMS.index(room):
                    found.append(f"{place}: {room} comes before {name[1]}")
            elif name[0] in ONLY_IN and room != ONLY_IN[name[0]]:
                found.append(f"{place}: only {ONLY_IN[name[0]]} may")
    return found


def test_the_packed_packages_are_the_folders_of_the_package(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert sorted(project["tool"]["setuptools"]["packages"]) == sorted(packages(root))


def test_every_room_is_known_and_described(root: Path) -> None:
    assert {room.name for room in rooms(root)} <= set(ROOMS)
    for path in sources(root):
        if path.name != "__init__.py" or path.parent in rooms(root):
            assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path}: no docstring"


def test_rooms_import_one_way_only(root: Path) -> None:
    assert len(list(sources(root))) > len(rooms(root))
    assert faults(root) == []


@pytest.mark.parametrize(
    ("path", "source", "fault"),
    [
        ("ontology/codes.py", "from ..graph.store import open_store", "ontology comes before graph"),
        ("extract/reports.py", "import zhijiao.viz", "extract comes before viz"),
        ("extract/reports.py", "from .. import queries", "extract comes before queries"),
        ("graph/store.py", "def f():\n    from ..cli import app", "graph comes before cli"),
        ("queries/run.py", "import pyoxigraph as ox", "only graph may"),
        ("viz/site.py", "from rdflib.term import URIRef", "only graph may"),
        ("cli/serve.py", "import importlib\nimportlib.import_module('pyvis.network')", "only viz may"),
        ("graph/deep/er.py", "from ...viz import site", "graph comes before viz"),
        ("graph/__init__.py", "from ..viz import site", "graph comes before viz"),
        (
            "graph/lazy.py",
            "import importlib\nimportlib.import_module('..viz.site', __package__)",
            "before viz",
        ),
        ("__main__.py", "import jinja2", "only viz may"),
    ],
)
def test_an_import_the_wrong_way_is_found(tmp_path: Path, path: str, source: str, fault: str) -> None:
    for room in ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text('"""room"""', encoding="utf-8")
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text(source, encoding="utf-8")
    (message,) = faults(tmp_path)
    assert fault in message
    assert Path(path).name in message


def test_an_import_of_a_former_room_is_no_fault(tmp_path: Path) -> None:
    for room in ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text('"""room"""', encoding="utf-8")
    source = "import csv\nimport rdflib\nfrom ..extract.facts import Fact\nfrom .names import x\n"
    (tmp_path / "graph" / "build.py").write_text(source, encoding="utf-8")
    assert faults(tmp_path) == []
    assert packages(tmp_path) == {PACKAGE} | {f"{PACKAGE}.{room}" for room in ROOMS}
