"""Write the true output of the commands, and the measured figures, into the two READMEs.

usage: python benchmarks/refresh_readme.py [--accuracy] [--speed FOLDER] [--formats]

Each ```console block that begins with `$ zhijiao …` gets the output of that command on a fresh build of the
examples. With --accuracy, --speed and --formats the tables between marks such as <!-- accuracy --> are
measured anew, also in docs/; --formats takes half an hour.
"""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READMES = (ROOT / "README.md", ROOT / "README.en.md")
PAGES = (*READMES, ROOT / "docs/reading.md", ROOT / "docs/accuracy.md")
_BLOCK = re.compile(r"```console\n\$ zhijiao ([^\n]+)\n(.*?)```\n", re.DOTALL)


def built(out: Path) -> Path:
    """Build the example reports into `out` and return it."""
    command = [sys.executable, "-m", "zhijiao", "build", str(ROOT / "examples/reports"), "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    return out


def output_of(command: str, out: Path) -> str:
    """Return what `zhijiao command` prints on the build in `out`."""
    arguments = [sys.executable, "-m", "zhijiao", *shlex.split(command), "--store", str(out)]
    done = subprocess.run(arguments, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.removeprefix("\ufeff").replace("\r\n", "\n")


def with_outputs(text: str, out: Path) -> str:
    """Return `text` with the true output in each of its console blocks."""
    return _BLOCK.sub(
        lambda match: f"```console\n$ zhijiao {match[1]}\n{output_of(match[1], out)}```\n", text
    )


def with_table(text: str, name: str, table: str) -> str:
    """Return `text` with `table` between the marks of `name`."""
    return re.sub(
        rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", lambda m: f"{m[1]}{table}{m[2]}", text, flags=re.DOTALL
    )


def main() -> None:
    """Refresh both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accuracy", action="store_true")
    parser.add_argument("--speed", type=Path)
    parser.add_argument("--formats", action="store_true")
    options = parser.parse_args()
    tables = {}
    for name, command in (
        ("accuracy", ["accuracy.py"] if options.accuracy else None),
        ("calibration", ["accuracy.py", "--calibration"] if options.accuracy else None),
        ("partners", ["train_partners.py", "--table"] if options.accuracy else None),
        ("speed", ["speed.py", str(options.speed)] if options.speed else None),
        ("formats", ["formats.py", "--ocr"] if options.formats else None),
    ):
        if command:
            script = [sys.executable, str(ROOT / "benchmarks" / command[0]), *command[1:]]
            tables[name] = subprocess.run(script, check=True, capture_output=True, encoding="utf-8").stdout
    with tempfile.TemporaryDirectory() as folder:
        out = built(Path(folder) / "out")
        for page in PAGES:
            text = with_outputs(page.read_text(encoding="utf-8"), out)
            for name, table in tables.items():
                text = with_table(text, name, table)
            page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
