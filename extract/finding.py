"""Finding reports on disk: files as named, folders searched through."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from .errors import ReportError
from .formats.kinds import IN_FOLDERS

_NAMES_OF_OTHERS: Final = frozenset({"readme.md", "readme.txt", "license.txt", "changelog.md"})
#: Folders in which browsers keep the pictures and scripts of a page that was saved.
_PAGE_PARTS: Final = ("_files", ".files")


def find_reports(paths: Sequence[Path]) -> list[Path]:
    """Return the reports among `paths`: files as given, folders searched through in the order of names.

    In folders, hidden files, pictures and files of other formats are passed over, and links to folders not
    followed.
    A file that does not exist is returned too: reading it tells. Raises ReportError where no report is found.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += _in_folder(path)
        else:
            found.append(path)
    if not found:
        named = "、".join(str(path) for path in paths) or "（空）"
        raise ReportError(named, "里面没有报告", f"在文件夹里找的是 {'、'.join(sorted(IN_FOLDERS))}")
    return list(dict.fromkeys(found))


def _in_folder(folder: Path) -> list[Path]:
    names = []
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts
        if any(part.startswith((".", "~$")) for part in inside) or path.name.lower() in _NAMES_OF_OTHERS:
            continue
        if any(part.endswith(_PAGE_PARTS) for part in inside[:-1]):
            continue
        if path.suffix.lower() in IN_FOLDERS and path.is_file():
            names.append(path)
    return sorted(names, key=lambda path: path.relative_to(folder).as_posix())
