"""Bundle what the pages' plots need of ECharts into viz/static/vendor/echarts.js, with the licences.

usage: npm install --ignore-scripts echarts@6.1.0 esbuild@0.28.2
       node node_modules/esbuild/install.js
       python benchmarks/renew_echarts.py node_modules

Taken are the charts and parts named in ENTRY, and the renderer that draws SVG; all else of the library is
left out by esbuild. The script defines `window.echarts` with its function `init`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Final

from zhijiao.benchmarks.bundling import bundle

VENDOR: Final = Path(__file__).resolve().parent.parent / "viz/static/vendor"
ENTRY: Final = """
import {init, use} from "echarts/core";
import {BarChart, BoxplotChart, LineChart} from "echarts/charts";
import {GridComponent, LegendComponent, TitleComponent, TooltipComponent} from "echarts/components";
import {SVGRenderer} from "echarts/renderers";
use([
  BarChart, BoxplotChart, LineChart,
  GridComponent, LegendComponent, TitleComponent, TooltipComponent, SVGRenderer,
]);
window.echarts = {init};
"""
_PACKAGES: Final = ("echarts", "zrender", "tslib")
_LICENCES: Final = ("LICENSE", "LICENSE.txt", "NOTICE")


def main() -> None:
    """Write the files anew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("modules", type=Path, help="the folder node_modules of the installed packages")
    modules: Path = parser.parse_args().modules.resolve()
    (VENDOR / "echarts.js").write_bytes(bundle(modules, ENTRY))
    head = (
        "echarts.js is a part of the npm package echarts, bundled with what it needs by\n"
        "benchmarks/renew_echarts.py. It holds code of the packages below.\n"
    )
    text = "\n".join([head, *(_part(modules / name) for name in _PACKAGES)])
    (VENDOR / "echarts.LICENSES.txt").write_text(text, encoding="utf-8")


def _part(package: Path) -> str:
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    texts = [
        (package / name).read_text(encoding="utf-8").strip()
        for name in _LICENCES
        if (package / name).is_file()
    ]
    texts += _of_dependencies(package)
    head = f"{'=' * 80}\n{about['name']} {about['version']}: {about['license']}\n"
    return "\n\n".join([head.rstrip("\n"), *texts]) + "\n"


def _of_dependencies(package: Path) -> list[str]:
    """Return the texts of licences that a package keeps for code that it has taken over from others."""
    folder = package / "licenses"
    return (
        [one.read_text(encoding="utf-8").strip() for one in sorted(folder.iterdir())]
        if folder.is_dir()
        else []
    )


if __name__ == "__main__":
    main()
