"""The index behind the search box: every name of everything that has a page, in files that pages load.

A page opened from disk can load scripts only, so each file is a script that calls a function of
`static/search_names.js`, which says how the lines are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ..ontology.codes import schemes
from ..ontology.regions import above, regions
from .addresses import Addresses
from .assets import FOLDER, hashed
from .drawing import LOOKS, clip
from .looks import look_of
from .model import Overview, Thing
from .pinyin import by_syllable
from .summaries import code_of

#: The file that names the others. Its own name never changes, and so pages need not either.
MANIFEST: Final = f"{FOLDER}/names.js"
#: Bytes of a file of names, about: the first shall be there at once.
_CHUNK: Final = 200_000
_MAX_NAME: Final = 120
_MAX_OTHERS: Final = 60
_FIRST_KIND: Final = ord("a")

#: Tab and line feed part the fields and lines of the files.
_BREAKS: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_CHINESE: Final = re.compile("[\u3007\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name to be found, a word for what it is, the path of its page below the site's folder, other names.

    `region` is the code of the region in which it lies, or "". `coded` is true for a name out of a code
    list, which has English.
    """

    name: str
    kind: str
    path: str
    others: tuple[str, ...] = ()
    region: str = ""
    coded: bool = False

    @property
    def folder(self) -> str:
        """The folder of its page."""
        return self.path.partition("/")[0]


#: What many entries share: word, folder, whether names have English.
_Kind = tuple[str, str, bool]


def name_files(overview: Overview, addresses: Addresses) -> list[tuple[str, str]]:
    """Return the files of the index as (path below the site's folder, text), the manifest first.

    Raises AssetError where the installed pypinyin lacks the readings of characters.
    """
    found = list(entries(overview, addresses))
    kinds = list(dict.fromkeys(map(_kind, found)))
    files = [_script("chunk", number, text) for number, text in enumerate(_chunks(found, kinds))]
    paths = [hashed("names.js", text.encode()) for text in files]
    characters = {one for entry in found for name in (entry.name, *entry.others) for one in name}
    manifest = {
        "kinds": kinds,
        "regions": _region_names({entry.region for entry in found}),
        "syllables": by_syllable(filter(_CHINESE.fullmatch, characters)),
        "chunks": paths,
        "total": len(found),
    }
    return [(MANIFEST, _script("manifest", manifest)), *zip(paths, files, strict=True)]


def entries(overview: Overview, addresses: Addresses) -> Iterator[Entry]:
    """Yield everything that has a page, what most people look for first.

    That is: schools with reports, those of most partners first; partners of several schools and majors,
    those of most schools first; groups; regions, kinds of programme, levels, indicators and years; the rest.
    """
    around = overview.around
    groups = (one for one in overview.partners if one.kind == "group")
    seen: set[str] = set()

    def things(found: Iterable[Thing]) -> Iterator[Entry]:
        for one in found:
            path = addresses.path(one.iri)
            if path is not None and one.iri not in seen:
                seen.add(one.iri)
                others = tuple(_line(name) for name in one.other_names[:_MAX_OTHERS])
                region = code_of(around.places.get(one.iri, ""))
                yield Entry(_line(one.name), LOOKS[look_of(one)].word, path, others, region)

    yield from things(_by_number(overview.schools, around.by_school))
    yield from things(overview.shared)
    yield from things(_by_number(overview.majors, around.offered_by))
    yield from things(groups)
    yield from _areas(overview.areas, addresses)
    yield from _topics(overview.topics, addresses)
    for year in overview.years:
        if (path := addresses.year(year, "")) is not None:
            yield Entry(year, "年份", path)
    yield from things(overview.partners)
    yield from things(overview.paged)


def _by_number(things: Iterable[Thing], ties: Mapping[str, Sequence[object]]) -> list[Thing]:
    return sorted(things, key=lambda one: -len(ties.get(one.iri, ())))


def _areas(areas: Iterable[str], addresses: Addresses) -> Iterator[Entry]:
    """Yield the regions, each in the one around it."""
    for iri in areas:
        region, path = regions().get(code_of(iri)), addresses.path(iri)
        if region is not None and path is not None:
            yield Entry(region.name, "地区", path, region=region.broader)


def _topics(topics: Iterable[str], addresses: Addresses) -> Iterator[Entry]:
    """Yield the concepts of code lists, which can be found in English, too."""
    known = {one.iri: (scheme.zh, one) for scheme in schemes() for one in scheme.concepts}
    for iri in topics:
        path = addresses.path(iri)
        if path is not None and iri in known:
            kind, one = known[iri]
            yield Entry(one.zh, kind, path, (one.en,), coded=True)


def _kind(one: Entry) -> _Kind:
    return one.kind, one.folder, one.coded


def _chunks(found: Iterable[Entry], kinds: Sequence[_Kind]) -> Iterator[str]:
    """Yield the lines of the entries, cut where they have become long enough for a file."""
    letters = {kind: chr(_FIRST_KIND + place) for place, kind in enumerate(kinds)}
    lines: list[str] = []
    size = 0
    for one in found:
        line = _entry_line(letters[_kind(one)], one)
        size += len(line.encode())
        lines.append(line)
        if size > _CHUNK:
            yield "\n".join(lines)
            lines, size = [], 0
    if lines:
        yield "\n".join(lines)


def _entry_line(letter: str, one: Entry) -> str:
    """Return letter of the kind and name, name of the page's file, region, other names, parted by tabs.

    The file's name is left out where it follows from the name, and so are empty fields at the end.
    """
    stem = one.path.removeprefix(f"{one.folder}/").removesuffix(".html")
    fields = (letter + one.name, "" if stem == one.name else stem, one.region, *one.others)
    return "\t".join(fields).rstrip("\t")


def _region_names(codes: Iterable[str]) -> dict[str, str]:
    """Return by code the names of regions, each after those of the regions around it."""
    known = [regions()[code] for code in sorted(set(codes)) if code in regions()]
    return {one.code: " ".join([*reversed([each.name for each in above(one)]), one.name]) for one in known}


def _line(name: str) -> str:
    return clip(" ".join(_BREAKS.split(name)).strip(), _MAX_NAME)


def _script(function: str, *values: Any) -> str:
    texts = (json.dumps(one, ensure_ascii=False, separators=(",", ":"), sort_keys=True) for one in values)
    text = f"window.zhijiao.names.{function}({','.join(texts)});\n"
    # These two end a line in older JavaScript.
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
