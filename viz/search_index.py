"""The index behind the search box: every name of everything that has a page, in files that pages load.

A page opened from disk can load scripts only, so each file is a script that calls a function of
`static/search_names.js`, which says how the lines are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from ..ontology.codes import concepts, schemes
from ..ontology.namespaces import SCHEME_BASE, SCHEME_NAMES
from ..ontology.regions import above, regions
from .addresses import Addresses
from .assets import FOLDER, hashed
from .drawing import LOOKS, clip
from .model import Overview, Thing
from .networks import look_of
from .pinyin import by_syllable

#: The file that names the others. Its own name never changes, and so pages need not either.
MANIFEST: Final = f"{FOLDER}/names.js"
#: Bytes of a file of names, about: the first shall be there at once.
_CHUNK: Final = 200_000
_MAX_NAME: Final = 120
_MAX_OTHERS: Final = 12
_FIRST_KIND: Final = ord("a")

#: Tab and line feed part the fields and lines of the files.
_BREAKS: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_CHINESE: Final = re.compile("[\u3007\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name to be found: what it is in a word, its other names, its page, the code of its region or "".

    `page` is the path below the site's folder. `coded` is true for a name out of a code list, which has
    English.
    """

    name: str
    kind: str
    page: str
    others: tuple[str, ...] = ()
    region: str = ""
    coded: bool = False


def name_files(overview: Overview, addresses: Addresses) -> list[tuple[str, str]]:
    """Return the files of the index as (path below the site's folder, text), the manifest first.

    Raises AssetError where the installed pypinyin lacks the readings of characters.
    """
    found = list(entries(overview, addresses))
    kinds = list(dict.fromkeys((one.kind, _folder(one), one.coded) for one in found))
    files = [_script("chunk", number, text) for number, text in enumerate(_chunks(found, kinds))]
    paths = [hashed("names.js", text.encode()) for text in files]
    texts = "".join(name for one in found for name in (one.name, *one.others))
    manifest = {
        "kinds": kinds,
        "regions": _region_names({one.region for one in found}),
        "syllables": by_syllable(_CHINESE.findall(texts)),
        "chunks": paths,
        "total": len(found),
    }
    return [(MANIFEST, _script("manifest", manifest)), *zip(paths, files, strict=True)]


def entries(overview: Overview, addresses: Addresses) -> Iterator[Entry]:
    """Yield everything that has a page, what most people look for first.

    That is: schools with reports, those of most partners first; partners of several schools and majors,
    those of most schools first; groups; regions, kinds of programme, levels, indicators and years; the rest.
    """
    seen: set[str] = set()
    around = overview.around
    for one in _ranked(overview):
        page = addresses.path(one.iri)
        if page is not None and one.iri not in seen:
            seen.add(one.iri)
            region = _code(around.places.get(one.iri, ""))
            others = tuple(_line(name) for name in one.other_names[:_MAX_OTHERS])
            yield Entry(_line(one.name), LOOKS[look_of(one)].word, page, others, region)
    yield from _rest(overview, addresses, seen)
