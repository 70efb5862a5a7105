"""Measure how soon pages of a built site are seen: bytes, first paint, and when nothing is loaded any more.

usage: python benchmarks/first_paint.py OUT [PAGE …] [--runs 3] [--browser /usr/bin/chromium]

OUT is the output folder of a build (`store/` and `site/`), or a site's folder, which is then only opened from
disk. Without PAGE: one of each kind, the largest of each folder. Each page is opened in a fresh context
(nothing cached), from disk and served; the figures are medians. "paint" is the browser's own first contentful
paint, "rest" the time until nothing has been asked for during half a second, without that half second.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from zhijiao.serve.app import create_app
from zhijiao.serve.settings import Settings
from zhijiao.tests.making.serving import serving

#: Milliseconds of quiet after which Playwright says that the network is idle.
_QUIET: Final = 500
_PAINT: Final = """() => new Promise(done => {
    const told = list => {
        const paint = list.find(one => one.name === "first-contentful-paint");
        if (paint) done(paint.startTime);
    };
    told(performance.getEntriesByType("paint"));
    new PerformanceObserver(list => told(list.getEntries())).observe({type: "paint", buffered: true});
})"""


@dataclass(frozen=True, slots=True)
class Opened:
    """What one opening of a page took: bytes of the page and of all else, milliseconds."""

    page: int
    others: int
    paint: float
    rest: float


def opened(browser: Any, address: str) -> Opened:
    """Open a page in a browser that has nothing of it yet. Raises RuntimeError where it cannot be opened."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    answers: list[Any] = []

    # Playwright marks the handlers it is given, which a method of a list does not bear.
    def keep(answer: Any) -> None:
        answers.append(answer)

    tab.on("response", keep)
    tab.goto(address, wait_until="networkidle")
    paint = tab.evaluate(_PAINT)
    rest = tab.evaluate("performance.now()") - _QUIET
    sizes = {one.url: len(one.body()) for one in answers if not 300 <= one.status < 400}
    page = sizes.pop(tab.url)
    context.close()
    return Opened(page, sum(sizes.values()), paint, rest)


def kinds(site: Path) -> Iterator[str]:
    """Yield the path of a page of each kind: the lists' first pages, and the largest of each folder."""
    for place in sorted(site.iterdir()):
        if place.suffix == ".html" and not place.stem.split("-")[-1].isdecimal():
            yield place.name
        elif place.is_dir() and (pages := sorted(place.glob("*.html"))):
            largest = max(pages, key=lambda path: path.stat().st_size)
            yield largest.relative_to(site).as_posix()


@contextmanager
def tops(out: Path) -> Iterator[dict[str, str]]:
    """Give the addresses of the site's top folder by how it is opened."""
    site = out / "site" if (out / "site").is_dir() else out
    found = {"disk": f"{site.resolve().as_uri()}/"}
    if not (out / "store").is_dir():
        yield found
        return
    with serving(create_app(Settings(out / "store", site))) as url:
        yield {**found, "served": f"{url}/"}


def main() -> None:
    """Open pages and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    site = options.out / "site" if (options.out / "site").is_dir() else options.out
    print("| page | opened | page kB | others kB | paint ms | rest ms |\n|---|---|---|---|---|---|")
    with tops(options.out) as found, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        for page in options.pages or kinds(site):
            for how, top in found.items():
                runs = [opened(browser, top + quote(page)) for _ in range(options.runs)]
                paint = statistics.median(one.paint for one in runs)
                rest = statistics.median(one.rest for one in runs)
                sizes = f"{runs[0].page / 1000:.0f} | {runs[0].others / 1000:.0f}"
                print(f"| {page} | {how} | {sizes} | {paint:.0f} | {rest:.0f} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
