"""The documents hold what the program does: commands, options, links, figures' scripts."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from zhijiao.cli.reference import reference
from zhijiao.queries.catalogue import catalogue

READMES = ("README.md", "README.en.md")
GUIDES = (
    *sorted(f"docs/{path.name}" for path in (Path(__file__).parent.parent / "docs").glob("*.md")),
    "examples/README.md",
)


def test_the_page_of_commands_is_the_programs_own_help(root: Path) -> None:
    assert (root / "docs/commands.md").read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize("name", READMES)
def test_commands_and_options_named_in_the_readme_exist(root: Path, name: str) -> None:
    help_text = reference()
    parameters = {parameter.name for query in catalogue() for parameter in query.parameters}
    text = (root / name).read_text(encoding="utf-8")
    lines = re.findall(r"^(?:\$ |\.venv/bin/)?zhijiao (.+)$", text, flags=re.MULTILINE)
    assert lines
    for line in lines:
        command, *rest = line.split()
        assert f"## zhijiao {command}\n" in help_text or command.startswith("--"), line
        for option in (word.split("=")[0] for word in rest if word.startswith("--")):
            assert option in help_text or option[2:] in parameters, line


@pytest.mark.parametrize("name", READMES)
def test_queries_named_in_the_readme_exist(root: Path, name: str) -> None:
    known = {query.name for query in catalogue()}
    used = re.findall(r"zhijiao query ([a-z][a-z-]+)(?![\w.-])", (root / name).read_text(encoding="utf-8"))
    assert used
    assert set(used) <= known


@pytest.mark.parametrize(
    "name",
    [*READMES, *GUIDES],
)
def test_links_between_documents_lead_somewhere(root: Path, name: str) -> None:
    page = root / name
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    broken = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not broken


@pytest.mark.parametrize("name", READMES)
def test_the_two_first_commands_are_targets_of_the_makefile(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        assert f"make {target}" in text
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def refresher(root: Path) -> ModuleType:
    """The script that fills in the READMEs; it is no part of the package."""
    spec = importlib.util.spec_from_file_location("refresh_readme", root / "benchmarks/refresh_readme.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", READMES)
def test_python_shown_in_the_readme_runs(
    root: Path,
    refresher: ModuleType,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    refresher.built(tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (root / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, name, "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_outputs_shown_in_the_readmes_are_what_the_commands_print(
    root: Path, refresher: ModuleType, tmp_path: Path
) -> None:
    out = refresher.built(tmp_path / "out")
    for name in READMES:
        text = (root / name).read_text(encoding="utf-8")
        assert text.count("```console\n$ zhijiao") >= 4
        assert refresher.with_outputs(text, out) == text, f"{name}: python benchmarks/refresh_readme.py"
