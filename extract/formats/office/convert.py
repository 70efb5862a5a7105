"""Conversion by LibreOffice: in a profile and a network of its own, bounded in time, memory and size."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

from ...errors import ReportError
from ..source import MEGABYTE, Source
from .profile import CLOSED_PROXY, make_profile

_NAMES: Final = ("soffice", "libreoffice")
#: Where LibreOffice is installed without being on the path: macOS, Windows, packages of its makers.
_USUAL_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_OPTIONS: Final = (
    "--headless",
    "--norestore",
    "--nodefault",
    "--nofirststartwizard",
    "--nolockcheck",
    "--nologo",
)
#: Programs of util-linux that run another in a network without any address, and within limits.
_ALONE: Final = ("unshare", "--user", "--map-current-user", "--net", "--")
_WITHIN: Final = "prlimit"
_PROBE_SECONDS: Final = 5
_KILL_SECONDS: Final = 10
_PROXY: Final = f"http://{CLOSED_PROXY[0]}:{CLOSED_PROXY[1]}"
_PROXIES: Final = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy")


def convert(source: Source, suffix: str, to: str, form: str) -> bytes:
    """Return `source`, a file that LibreOffice knows by `suffix`, converted to a file with the ending `to`.

    `form` is the name that LibreOffice has for the format. Macros are not run, links not followed. Raises
    ReportError where LibreOffice is missing, cannot read the file, or is not done within the limits.
    """
    program = _program()
    if program is None:
        raise ReportError(
            source.path,
            f"读 {suffix} 文件要用 LibreOffice，这台机器上没有",
            "请安装（Debian/Ubuntu：sudo apt install libreoffice-writer libreoffice-impress），"
            "或用 Word、WPS 另存为 .docx 或 PDF 再读",
        )
    with tempfile.TemporaryDirectory(prefix="zhijiao-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        report = folder / f"report{suffix}"
        report.write_bytes(source.data)
        command = [
            *_bounds(source),
            *_isolation(),
            program,
            f"-env:UserInstallation={make_profile(folder / 'profile')}",
            *_OPTIONS,
            "--convert-to",
            f"{to.removeprefix('.')}:{form}",
            "--outdir",
            str(folder / "out"),
            str(report),
        ]
        _run(source, command, folder)
        return _result(source, folder / "out" / f"report{to}")


def _program() -> str | None:
    found = (shutil.which(name) for name in _NAMES)
    there = (place for place in _USUAL_PLACES if Path(place).is_file())
    return next((path for path in found if path), None) or next(there, None)


def _bounds(source: Source) -> list[str]:
    """Return the command that bounds memory and size of files, where the system has it."""
    program = shutil.which(_WITHIN)
    if program is None:
        return []
    limits = source.limits
    memory = [f"--as={limits.memory_megabytes * MEGABYTE}"] if limits.memory_megabytes else []
    return [program, f"--fsize={limits.megabytes * MEGABYTE}", "--core=0", *memory, "--"]


@cache
def _isolation() -> tuple[str, ...]:
    """Return the command that runs another without a network, or () where the system does not permit it."""
    if shutil.which(_ALONE[0]) is None:
        return ()
    try:
        tried = subprocess.run([*_ALONE, "true"], capture_output=True, timeout=_PROBE_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return _ALONE if tried.returncode == 0 else ()


def _run(source: Source, command: list[str], folder: Path) -> None:
    """Run the conversion; whatever way it ends, nothing of it goes on running."""
    posix = os.name == "posix"
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(folder),
            start_new_session=posix,
        )
    except OSError as error:
        raise ReportError(
            source.path, f"LibreOffice 启动不了（{error.strerror}）", "请检查它的安装，或另存为 .docx 再读"
        ) from error
    try:
        process.wait(source.limits.seconds)
    except subprocess.TimeoutExpired:
        raise ReportError(
            source.path,
            f"LibreOffice 转换了 {source.limits.seconds:g} 秒还没有完",
            "请检查文件；太长的报告可另存为 .docx 或 PDF 再读",
        ) from None
    finally:
        _end(process, group=posix)


def _end(process: subprocess.Popen[bytes], group: bool) -> None:
    """End a process and all that it started, which may outlive it."""
    try:
        if group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass  # all of it has ended
    process.wait(_KILL_SECONDS)


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment: that of this process, its folders and proxies replaced."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.lower() not in (*_PROXIES, "no_proxy", "display")
    }
    proxies = {name: _PROXY for lower in _PROXIES for name in (lower, lower.upper())}
    own = {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    return kept | proxies | own


def _result(source: Source, made: Path) -> bytes:
    try:
        size = made.stat().st_size
    except FileNotFoundError:
        size = 0
    if not size:
        raise ReportError(
            source.path,
            "LibreOffice 打不开，文件可能损坏、不完整或加了密码",
            "请重新下载；用 Word、WPS 打得开的话，另存为 .docx 或 PDF 再读",
        )
    if size > source.limits.megabytes * MEGABYTE:
        raise ReportError(
            source.path,
            f"转换以后有 {size / MEGABYTE:.0f} MB，超过上限 {source.limits.megabytes} MB",
            "请检查是不是报告；确实要读就用 --max-mb 放宽",
        )
    return made.read_bytes()
