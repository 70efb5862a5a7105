"""Measure the search box: bytes of its files, seconds to read them, milliseconds for what one key more finds.

usage: python benchmarks/search.py [--schools N] [--partners N]

Names are put together of the regions and majors of the code lists, so that characters and syllables occur as
they do in names of schools and firms. Chromium opens the site from disk; each query is asked several times
with the names all read, and the time is that of finding and of laying out the list together.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import sync_playwright

from zhijiao.ontology.catalogue import entries
from zhijiao.ontology.regions import regions
from zhijiao.tests.making.overviews import names_of, search_page
from zhijiao.viz.model import Thing

_CHROMIUM: Final = "/usr/bin/chromium"
_SORTS: Final = ("职业技术学校", "职业中等专业学校", "职教中心", "技师学院")
_FORMS: Final = ("有限公司", "科技有限公司", "集团股份有限公司", "行业协会", "实业有限公司")
#: What is typed: characters, syllables, initials, both mixed, much and little of it, nothing to be found.
QUERIES: Final = (
    *("学", "汽车", "有限公司", "机械制造有限公司", "没有这样的名称"),
    *(
        "j",
        "zh",
        "jl",
        "jili",
        "jiliqiche",
        "hangzhou",
        "qcyx",
        "jixiezhizao",
        "zhejiangshengzyjs",
        "汽che",
        "xqzvk",
    ),
)
#: Finds what stands in the box and lays out the list, as a key does; milliseconds of each turn, and the hits.
_TYPED: Final = """words => {
    const box = document.querySelector("#q");
    const list = document.querySelector("#hits");
    const times = [];
    for (let turn = 0; turn < 9; turn++) {
        box.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}));
        box.value = words;
        const begin = performance.now();
        box.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowDown", bubbles: true}));
        list.getBoundingClientRect();
        times.push(performance.now() - begin);
    }
    return [times, zhijiao.names.find(words, 1).total];
}"""
#: Reads all names; milliseconds until the first file is there, until all are, and the longest of one file.
_READ: Final = """source => new Promise(done => {
    const begin = performance.now();
    const after = [];
    zhijiao.load(source, () => zhijiao.names.open(() => {
        after.push(performance.now() - begin);
        if (zhijiao.names.complete()) done(after);
    }));
})"""


def made_things(schools: int, partners: int) -> Iterator[Thing]:
    """Yield so many schools with reports, each with a short name, and partners."""
    chance = random.Random(5)
    places = [one.name for one in regions().values()]
    trades = sorted({one.name for one in entries().values()})
    taken: set[str] = set()
    while len(taken) < schools + partners:
        school = len(taken) < schools
        word = "".join(chance.choice(chance.choice(trades)) for _ in range(2))
        end = chance.choice(_SORTS) if school else chance.choice(trades)[:4] + chance.choice(_FORMS)
        name = chance.choice(places) + word + end
        if name in taken:
            continue
        taken.add(name)
        sort = "school" if school else "organisation"
        others = (name[-8:],) if school else ()
        yield Thing(f"https://names.example/id/{sort}/{name}", sort, name, others, "enterprise", school)


def main() -> None:
    """Write the files and ask them in Chromium; print bytes and milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=10_000)
    parser.add_argument("--partners", type=int, default=50_000)
    options = parser.parse_args()
    things = sorted(made_things(options.schools, options.partners), key=lambda one: one.name)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        begin = time.perf_counter()
        files = names_of(things)
        sizes = [len(text.encode()) for text in files.values()]
        print(f"{len(things)} names written in {time.perf_counter() - begin:.2f} s")
        print(
            f"{len(sizes)} files, {sum(sizes)} bytes; manifest {sizes[0]}, first {sizes[1]}, max {max(sizes)}"
        )
        browser = driver.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        tab.goto(search_page(Path(scratch), files).as_uri())
        after = tab.evaluate(_READ, tab.get_attribute("[data-search]", "data-names"))
        print(f"read: first file {after[0]:.0f} ms, all {after[-1]:.0f} ms")
        print("| typed | found | median ms | longest ms |\n|---|---|---|---|")
        for words in QUERIES:
            times, total = tab.evaluate(_TYPED, words)
            print(f"| {words} | {total} | {median(times):.1f} | {max(times):.1f} |")
        browser.close()


if __name__ == "__main__":
    main()
