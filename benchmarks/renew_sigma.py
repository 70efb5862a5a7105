"""Bundle sigma.js and graphology into viz/static/vendor/sigma.js, with the licences of all it holds.

usage: npm install --ignore-scripts sigma@3.0.3 graphology@0.26.0 esbuild@0.28.2
       node node_modules/esbuild/install.js
       python benchmarks/renew_sigma.py node_modules

The script defines `window.zhijiaoSigma`. Version 3 is taken and not 4: its bundle is a third of the size, and
where a browser draws WebGL without a GPU, its frames of 20,000 nodes take well under half the time.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Final

from zhijiao.benchmarks.bundling import bundle

VENDOR: Final = Path(__file__).resolve().parent.parent / "viz/static/vendor"
ENTRY: Final = """
import Graph from "graphology";
import Sigma from "sigma";
import {EdgeLineProgram, EdgeRectangleProgram, NodeProgram} from "sigma/rendering";
import {floatColor} from "sigma/utils";
window.zhijiaoSigma = {Graph, Sigma, EdgeLineProgram, EdgeRectangleProgram, NodeProgram, floatColor};
"""
_PACKAGES: Final = ("sigma", "graphology", "graphology-utils", "events")


def main() -> None:
    """Write the files anew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("modules", type=Path, help="the folder node_modules of the installed packages")
    modules: Path = parser.parse_args().modules.resolve()
    (VENDOR / "sigma.js").write_bytes(bundle(modules, ENTRY))
    head = (
        "sigma.js is made of the npm packages below, bundled by benchmarks/renew_sigma.py with esbuild;\n"
        "only the parts in use are taken.\n"
    )
    text = "\n".join([head, *(_part(modules / name) for name in _PACKAGES)])
    (VENDOR / "sigma.LICENSES.txt").write_text(text, encoding="utf-8")


def _part(package: Path) -> str:
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    files = sorted(one for one in package.iterdir() if one.name.lower().startswith("licen"))
    texts = [one.read_text(encoding="utf-8").strip() for one in files]
    return "\n\n".join([f"{'=' * 80}\n{about['name']} {about['version']}: {about['license']}", *texts]) + "\n"


if __name__ == "__main__":
    main()
