"""A fresh profile of LibreOffice in which nothing in a document is run, updated or fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

#: A port on which nothing listens: where a request would go to, were one made.
CLOSED_PROXY: Final = ("127.0.0.1", 9)
_SECURITY: Final = "/org.openoffice.Office.Common/Security/Scripting"
_INET: Final = "/org.openoffice.Inet/Settings"
#: How each programme numbers "never" among the ways to update links.
_NEVER: Final = {"writer": "0", "calc": "1"}
#: Settings by their path in the registry: name and value.
_SETTINGS: Final[tuple[tuple[str, str, str], ...]] = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "OfficeBasic", "0"),
    (_SECURITY, "ExecutePlugins", "false"),
    # Of newer versions; older ones pass over what they do not know. Not DisableActiveContent: with that a
    # file in which a chart is embedded is not opened at all.
    (_SECURITY, "DisablePythonRuntime", "true"),
    (_SECURITY, "DisableOLEAutomation", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    (_SECURITY, "CheckDocumentEvents", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", _NEVER["writer"]),
    ("/org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("/org.openoffice.Office.Writer/Content/Update", "Chart", "false"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", _NEVER["calc"]),
    ("/org.openoffice.Office.Common/Misc", "CrashReport", "false"),
    ("/org.openoffice.Office.Common/Misc", "UseLocking", "false"),
    ("/org.openoffice.Office.Common/VCL", "DisableOpenGL", "true"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    (_INET, "ooInetProxyType", "2"),
    (_INET, "ooInetNoProxy", ""),
    *(
        (_INET, f"ooInet{kind}Proxy{part}", str(value))
        for kind in ("HTTP", "HTTPS", "FTP")
        for part, value in zip(("Name", "Port"), CLOSED_PROXY, strict=True)
    ),
)


def make_profile(folder: Path) -> str:
    """Write a profile into `folder` and return its address, as LibreOffice is told it."""
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    return folder.as_uri()


def _registry() -> str:
    items = "".join(
        f'<item oor:path="{escape(path)}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{escape(value)}</value></prop></item>\n"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n' + items + "</oor:items>\n"
    )
