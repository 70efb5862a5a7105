"""Measure the network of everything: seconds to make it, bytes, seconds until a browser has drawn it.

usage: python benchmarks/network.py [NODES …]

Networks are invented: half of the partners of a school are known to its region alone, a third drawn by Zipf.
First paint is counted from the opening of the page until the frame after sigma's first, for the view that a
reader sees first and for the one of everything. Frames are those of one turn of the zoom; without a GPU they
say little.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import sync_playwright

from zhijiao.tests.making.overviews import linked_overview
from zhijiao.viz.addresses import Addresses
from zhijiao.viz.assets import assets
from zhijiao.viz.model import Link, Overview, Thing
from zhijiao.viz.render import Pages
from zhijiao.viz.whole_network import whole_network

_CHROMIUM: Final = "/usr/bin/chromium"
_ARGUMENTS: Final = ("--no-sandbox", "--disable-gpu")
_DRAWN: Final = """
new MutationObserver(() => {
  if (window.drawnAt !== undefined || !document.querySelector("[data-ready]")) return;
  window.drawnAt = 0;
  requestAnimationFrame(() => requestAnimationFrame(() => { window.drawnAt = performance.now(); }));
}).observe(document, {subtree: true, attributes: true, childList: true});
"""
_FRAMES: Final = """async () => {
  const sigma = zhijiao.whole.picture.sigma, begin = performance.now();
  let frames = 0;
  while (performance.now() - begin < 3000) {
    sigma.getCamera().setState({ratio: 1 - 0.5 * Math.min(1, (performance.now() - begin) / 3000)});
    await new Promise((done) => requestAnimationFrame(done));
    frames += 1;
  }
  return 1000 * frames / (performance.now() - begin);
}"""


def made_overview(nodes: int) -> Overview:
    """Return an overview with about `nodes` schools and partners; 45 of 100 are schools."""
    chance = random.Random(7)
    schools, partners = int(nodes * 0.45), int(nodes * 0.55)
    pairs = set()
    for school in range(schools):
        for _ in range(5):
            near = (school // 300 * 360 + chance.randrange(360)) % partners
            partner = int(partners ** chance.random()) % partners if chance.random() < 0.33 else near
            pairs.add((f"urn:s:{school}", f"urn:o:{partner}"))
    modes = ("internship", "order_class", "training_base", "supply")
    links = tuple(Link(one, other, (chance.choice(modes),), ("2022",)) for one, other in sorted(pairs))
    schools_named, partners_named = ({pair[end] for pair in pairs} for end in (0, 1))
    things = [
        Thing(iri, "school", f"某市第{iri[6:]}职业技术学校", reporting=True) for iri in sorted(schools_named)
    ]
    things += [
        Thing(iri, "organisation", f"某某第{iri[6:]}科技股份有限公司", kind="enterprise")
        for iri in sorted(partners_named)
    ]
    return linked_overview(things, links)


def written(overview: Overview, out: Path) -> tuple[float, int]:
    """Write the page into `out`; return the seconds to lay it out and the bytes of all that it loads."""
    begin = time.perf_counter()
    values, files = whole_network(overview, Addresses.of(overview.paged))
    seconds = time.perf_counter() - begin
    loaded = [one for name, one in assets().items() if name in {"sigma.js", "base.js", "style.css"}]
    loaded += [one for name, one in assets().items() if name.startswith("whole")]
    for one in assets().values():
        path = out / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)
    for name, text in files:
        (out / name).write_text(text, encoding="utf-8")
    page = Pages("图谱").page("network.html", "", **values)
    (out / "network.html").write_text(page, encoding="utf-8")
    texts = [page, *(text for _, text in files)]
    return seconds, sum(len(one.data) for one in loaded) + sum(len(one.encode()) for one in texts)


def drawn(browser: Any, out: Path, view: str) -> tuple[float, float]:
    """Return the seconds until the page is drawn, and frames a second."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.add_init_script(_DRAWN)
    tab.goto((out / "network.html").as_uri() + view)
    while not (at := tab.evaluate("window.drawnAt")):
        tab.wait_for_timeout(50)
    frames = tab.evaluate(_FRAMES)
    tab.close()
    return at / 1000, frames


def main() -> None:
    """Print a table with a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("nodes", type=int, nargs="*", default=[1000, 5000, 20000])
    print("| nodes | lines | laid out, s | kB | first view, s | frames/s | everything, s | frames/s |")
    print("|---|---|---|---|---|---|---|---|")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        for nodes in parser.parse_args().nodes:
            with tempfile.TemporaryDirectory() as scratch:
                overview = made_overview(nodes)
                seconds, size = written(overview, Path(scratch))
                first, frames = drawn(browser, Path(scratch), "")
                whole, slow = drawn(browser, Path(scratch), "#show=all")
                count = len(overview.things)
                print(
                    f"| {count} | {len(overview.links)} | {seconds:.1f} | {size // 1000} "
                    f"| {first:.1f} | {frames:.1f} | {whole:.1f} | {slow:.1f} |",
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    main()
