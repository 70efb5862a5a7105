"""Writes the static site: pages that open from disk, without a server and without the network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from ..queries.run import Store, run
from .addresses import Addresses
from .lists import Lists, Page
from .networks import Networks
from .read import Answer, read_account, read_overview
from .render import Pages
from .tables import Tables
from .things import ThingPages
from .words import Phrases

TITLE: Final = "职教图谱"
#: Called with the number of pages written and the number of all pages.
Progress = Callable[[int, int], None]

#: Where pyvis keeps the script and the styles of vis-network, below its own package.
_VIS: Final = ("templates", "lib", "vis-9.1.2")
_VIS_FILES: Final = ("vis-network.min.js", "vis-network.css")
_ASSETS: Final = (".css", ".js", ".svg")


class SiteError(RuntimeError):
    """The site cannot be written."""


@dataclass(frozen=True, slots=True)
class SiteBuild:
    """What was written: pages of schools with reports, of partners, and in all; bytes of all files."""

    schools: int
    partners: int
    pages: int
    bytes: int


def build_site(
    store: Store,
    out: Path,
    *,
    title: str = TITLE,
    progress: Progress | None = None,
    former: Path | None = None,
    memory: Path | None = None,
    touched: frozenset[str] | None = None,
) -> SiteBuild:
    """Write the site of the graph in `store` into the folder `out`.

    `former` is the site of the build before, which is read and never changed; `memory` the file in which the
    build before noted what each page was made of, written anew by this one; `touched` the IRIs of all
    subjects and IRI objects of the quads added or removed between the two. Pages of which nothing changed are
    linked from `former` instead of being made; where any of the three is missing or does not fit, all are
    made. The bytes of the site are the same either way.

    The site is written beside `out` first and then takes its place, so that a break leaves the former site
    whole. The same graph gives the same bytes. Raises SiteError where the folder cannot be written or the
    installed pyvis lacks its script, and the store's errors.
    """
    staging = out.with_name(out.name + ".part")
    former = out.with_name(out.name + ".former")
    try:
        for folder in (staging, former):
            if folder.exists():
                shutil.rmtree(folder)
        staging.mkdir(parents=True)
        build = _write(store, staging, title, progress)
        if out.exists():
            out.rename(former)
        staging.rename(out)
        if former.exists():
            shutil.rmtree(former)
    except OSError as error:
        raise SiteError(f"{out}：写不了网页（{error.strerror}），请检查磁盘空间和权限") from error
    return build


def _write(store: Store, folder: Path, title: str, progress: Progress | None) -> SiteBuild:
    def ask(name: str, params: Mapping[str, str]) -> Answer:
        return run(store, name, params)

    overview = read_overview(ask)
    shown = overview.paged
    addresses = Addresses(shown)
    networks = Networks(overview, addresses)
    top = list(Lists(overview, Phrases(overview, addresses, ""), addresses).pages(networks.whole()))
    below = ThingPages(overview, networks, Phrases(overview, addresses, "../"), Tables(addresses))

    def all_pages() -> Iterator[Page]:
        yield from top
        for thing in shown:
            # One school at a time: what the graph says of all of them may not fit into memory.
            if path := addresses.path(thing.iri):
                yield (path, *below.page(thing, read_account(ask, thing.iri)))

    pages = Pages(title)
    size = _write_assets(folder / "assets")
    count = 0
    for path, template, values in all_pages():
        size += _write_text(folder / path, pages.page(template, "../" * path.count("/"), **values))
        count += 1
        if progress:
            progress(count, len(top) + len(shown))
    schools = sum(thing.reporting for thing in shown)
    return SiteBuild(schools, len(shown) - schools, count, size)


def _write_text(path: Path, text: str) -> int:
    """Write a page and return its size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode("utf-8")
    path.write_bytes(data)
    return len(data)


def _write_assets(folder: Path) -> int:
    """Copy styles and scripts, ours and those of vis-network, into `folder`; return their size in bytes."""
    folder.mkdir()
    vis = files("pyvis").joinpath(*_VIS)
    sources = [one for one in files(__package__).joinpath("static").iterdir() if one.name.endswith(_ASSETS)]
    sources += [vis.joinpath(name) for name in _VIS_FILES]
    size = 0
    for source in sources:
        if not source.is_file():
            raise SiteError(f"已安装的 pyvis 里没有 {source.name}，请安装 pyvis 0.3.2 或更新的 0.3 版")
        data = source.read_bytes()
        (folder / source.name).write_bytes(data)
        size += len(data)
    return size
