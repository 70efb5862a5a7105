"""Bundles scripts for the browser from npm packages with esbuild."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path


def bundle(modules: Path, entry: str) -> bytes:
    """Return the script `entry` with all that it imports from `modules`, the folder node_modules.

    esbuild must be installed there. Raises subprocess.CalledProcessError where it fails.
    """
    with tempfile.TemporaryDirectory(dir=modules.parent) as folder:
        begin, out = Path(folder) / "entry.js", Path(folder) / "out.js"
        begin.write_text(entry, encoding="utf-8")
        command = [
            str(modules / ".bin/esbuild"),
            str(begin),
            f"--outfile={out}",
            "--bundle",
            "--minify",
            "--format=iife",
            "--target=es2020",
            "--charset=utf8",
            "--legal-comments=none",
            "--define:process.env.NODE_ENV='production'",
        ]
        subprocess.run(command, check=True)
        return out.read_bytes()
