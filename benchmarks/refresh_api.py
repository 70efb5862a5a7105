"""Write the true output of the calls into docs/api.md.

usage: python benchmarks/refresh_api.py

Each ```console block whose lines begin with `$ curl …` gets what these print, against a server of a fresh
build of the examples.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from zhijiao.serve.app import create_app
from zhijiao.serve.settings import Settings
from zhijiao.tests.making.serving import serving

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs/api.md"
#: Where the document says that the server is.
SHOWN: Final = "http://127.0.0.1:8080"
_BLOCK: Final = re.compile(r"```console\n((?:\$ curl [^\n]+\n)+)[^`]*```\n")


def main() -> None:
    """Write the document anew."""
    text = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(with_outputs(text, built(Path(folder) / "out")), encoding="utf-8")


def built(out: Path) -> Path:
    """Build the example reports into `out` and return it."""
    command = [sys.executable, "-m", "zhijiao", "build", str(ROOT / "examples/reports"), "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    return out


def with_outputs(text: str, out: Path) -> str:
    """Return a document with the outputs of its calls from a server of the build `out`."""
    settings = Settings(out / "store", out / "site", workers=1, public_url=SHOWN)
    with serving(create_app(settings)) as url:
        return _BLOCK.sub(lambda found: _block(found[1], url), text)


def _block(calls: str, url: str) -> str:
    lines = []
    for call in calls.splitlines():
        command = call.removeprefix("$ ").replace(SHOWN, url)
        done = subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True)
        printed = done.stdout.replace(url, SHOWN).replace("\r", "").removeprefix("\ufeff")
        lines += [call, *printed.rstrip("\n").split("\n")]
    return "\n".join(["```console", *lines, "```\n"])


if __name__ == "__main__":
    main()
