"""Chromium for tests: a browser that several modules share, a small site on disk and served, watched tabs.

`conftest.py` makes the fixtures known to all tests: `browser`, `site`, `served`, `top`, `page`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from zhijiao.serve.app import create_app
from zhijiao.serve.settings import Settings

from .published import published
from .serving import HOST, serving

CHROMIUM: Final = Path("/usr/bin/chromium")
#: Widths and heights of the screens on which pages are looked at.
SCREENS: Final = {"desk": (1280, 900), "phone": (390, 844)}
#: The page of a school of the small site, below its folder.
SCHOOL_PAGE: Final = "school/青禾市云岭职业技术学校.html"
#: The page of a partner with several names, below its folder.
PARTNER_PAGE: Final = "organisation/海棠电子股份有限公司.html"

_ARGUMENTS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_NEEDED: Final = ("browser", "page")
#: Milliseconds after which what a test waits for will not come.
_PATIENCE: Final = 15_000
#: Where servers of tests are.
_SERVER: Final = f"http://{HOST}:"


class _Kept:
    """The browser that runs, and its driver; none at first."""

    def __init__(self) -> None:
        self._driver: Any = None
        self._browser: Any = None

    def browser(self) -> Any:
        """Return the browser, started where it does not run. Skips the test where there is none."""
        if self._browser is None:
            playwright = pytest.importorskip(
                "playwright.sync_api", reason="the Python package playwright is not installed"
            )
            if not CHROMIUM.exists():
                pytest.skip(f"no browser at {CHROMIUM}")
            self._driver = playwright.sync_playwright().start()
            self._browser = self._driver.chromium.launch(executable_path=str(CHROMIUM), args=_ARGUMENTS)
        return self._browser

    def end(self) -> None:
        """End the browser and its driver, whose event loop would be in the way of others of this thread."""
        if self._browser is not None:
            self._browser.close()
            self._driver.stop()
            self._driver = self._browser = None


_KEPT: Final = _Kept()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """End the browser when tests of a module follow that has no use for it."""
    if nextitem is None or (nextitem.path != item.path and not _needed_in(nextitem)):
        _KEPT.end()


def _needed_in(first: pytest.Item) -> bool:
    return any(
        one.path == first.path and not set(getattr(one, "fixturenames", ())).isdisjoint(_NEEDED)
        for one in first.session.items
    )


@pytest.fixture(scope="module")
def browser() -> Any:
    """Chromium, driven by Playwright; modules that follow each other share it."""
    return _KEPT.browser()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of `data/site_facts.jsonl`, hostile names among them; only to be read."""
    folder = published(tmp_path_factory.mktemp("browsed")).site
    assert folder is not None
    return folder


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The address, without a slash at its end, at which the same site is served with its graph."""
    with serving(create_app(Settings(site.parent / "store", site, workers=1))) as url:
        yield url


@pytest.fixture(params=["disk", "served"])
def top(request: pytest.FixtureRequest) -> str:
    """The address of the site's top folder, with its slash: once from disk, once served."""
    if request.param == "disk":
        return f"{request.getfixturevalue('site').as_uri()}/"
    return f"{request.getfixturevalue('served')}/"


@pytest.fixture
def expected() -> list[str]:
    """Beginnings of complaints of a page that are right in a test."""
    return []


@pytest.fixture(params=list(SCREENS))
def page(browser: Any, request: pytest.FixtureRequest, expected: list[str]) -> Iterator[Any]:
    """A tab, once of a desk's and once of a phone's size, that fails its test as `watched` says."""
    with watched(browser, request.param, expected=expected) as tab:
        yield tab


@contextmanager
def watched(
    browser: Any, screen: str = "desk", *, scheme: str = "light", expected: list[str] | None = None
) -> Iterator[Any]:
    """Give a tab and assert at its end that no page complained, popped up a dialog or asked elsewhere.

    `screen` is one of SCREENS, `scheme` "light" or "dark"; `expected` are beginnings of complaints that are
    right. Pages may ask for files; those of a test's server for what that has.
    """
    width, height = SCREENS[screen]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    try:
        context.set_default_timeout(_PATIENCE)
        tab = context.new_page()
        faults = watch(tab)
        yield tab
    finally:
        context.close()
    complaints = [fault for fault in faults if not fault.startswith(tuple(expected or ()))]
    assert not complaints, "\n".join(complaints)


def watch(tab: Any) -> list[str]:
    """Return the list to which everything is added of which the pages of this tab should do nothing."""
    faults: list[str] = []

    def asked(request: Any) -> None:
        at_server = tab.url.startswith(_SERVER) or request.is_navigation_request()
        if not request.url.startswith(("file:", "data:", "blob:", *([_SERVER] if at_server else []))):
            faults.append(f"asked for {request.url}")

    def told(message: Any) -> None:
        # What the browser says of its own drawing without a graphics card is nothing of the page's.
        if message.type != "log" and "GL Driver Message" not in message.text:
            faults.append(message.text)

    def dialog(shown: Any) -> None:
        faults.append(f"dialog {shown.message}")
        shown.dismiss()

    tab.on("console", told)
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("dialog", dialog)
    tab.context.on("request", asked)
    return faults
