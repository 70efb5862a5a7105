"""Take the query editor YASGUI from its npm package into serve/static/, with the licences of all it bundles.

usage: npm install --ignore-scripts @zazuko/yasgui@4.6.2 @triply/yasgui@4.2.28
       python benchmarks/renew_yasgui.py node_modules

@zazuko/yasgui is the maintained fork of Triply's YASGUI; its package has no file with the licence (MIT), so
that text comes from the package that it was forked from. What it bundles is read from its source map, which
is not shipped itself.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Final

STATIC: Final = Path(__file__).resolve().parent.parent / "serve/static"
_PACKAGE: Final = "@zazuko/yasgui"
_ORIGIN: Final = "@triply/yasgui"
_SOURCE: Final = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)")
_MAP: Final = re.compile(rb"\n?//# sourceMappingURL=\S+\s*\Z")


def main() -> None:
    """Write the files anew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("modules", type=Path, help="the folder node_modules of the installed package")
    modules: Path = parser.parse_args().modules
    package = modules / _PACKAGE
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    script = (package / "build/yasgui.min.js").read_bytes()
    (STATIC / "yasgui.min.js").write_bytes(_MAP.sub(b"\n", script))
    (STATIC / "yasgui.min.css").write_bytes((package / "build/yasgui.min.css").read_bytes())
    head = (
        f"yasgui.min.js and yasgui.min.css are those of the npm package {_PACKAGE} {about['version']}\n"
        f"({about['homepage']}), licence {about['license']}, unchanged but for the line that names the\n"
        "source map. Renewed by benchmarks/renew_yasgui.py. They bundle the packages below.\n"
    )
    parts = [head, _part(_PACKAGE, about["version"], about["license"], _licence(modules / _ORIGIN))]
    parts += [_bundled(modules, name) for name in bundled(package / "build/yasgui.min.js.map")]
    (STATIC / "yasgui.LICENSES.txt").write_text("\n".join(parts), encoding="utf-8")


def bundled(source_map: Path) -> list[str]:
    """Return the names of the packages from which a bundle was made, by its source map."""
    sources = json.loads(source_map.read_text(encoding="utf-8"))["sources"]
    return sorted({found[-1] for one in sources if (found := _SOURCE.findall(one))})


def _bundled(modules: Path, name: str) -> str:
    own = modules / _PACKAGE / "node_modules" / name
    folder = own if own.is_dir() else modules / name
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    return _part(name, about["version"], str(about.get("license", "see below")), _licence(folder))


def _part(name: str, version: str, licence: str, text: str) -> str:
    return f"{'=' * 80}\n{name} {version}: {licence}\n\n{text.strip()}\n"


def _licence(folder: Path) -> str:
    files = sorted(one for one in folder.iterdir() if one.name.lower().startswith("licen"))
    if files:
        return files[0].read_text(encoding="utf-8")
    return "(The package has no file with the licence.)"


if __name__ == "__main__":
    main()
