"""IRIs that a graph once published and has no more, and what each of them is now.

A workspace remembers them in `registry.csv` (iri, replaced_by, name): an IRI that other systems may have
kept goes on answering. What replaced an IRI is a thing of the graph of today; an IRI that nothing replaced is
withdrawn. `redirects` says the same in RDF: `dcterms:isReplacedBy` and `owl:deprecated`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, TextIO

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from ..ontology.namespaces import DCTERMS, DEFAULT_BASE, OWL, THING_NAMES, XSD, thing_prefixes
from .cells import guarded, unguarded
from .files import write_aside
from .names import label

#: The file in an output folder, and its columns.
REGISTRY_NAME: Final = "registry.csv"
REDIRECTS_NAME: Final = "redirects.ttl"
COLUMNS: Final = ("iri", "replaced_by", "name")

#: Bounds of a registry: a file beyond them is no work of ours.
LARGEST_FILE: Final = 2 * 1024**3
MOST_ENTRIES: Final = 5_000_000
_LONGEST_LINE: Final = 20_000
_ADVICE: Final = "请从备份恢复它，或删掉它重建（以前的 IRI 就不再有去向）"

_THING: Final = re.compile(
    rf"https?://(?:[^\s<>\"{{}}|\\^`\x00-\x20\x7f-\x9f%]|%[0-9A-Fa-f]{{2}})+/id/({'|'.join(THING_NAMES)})/"
    r"(?:[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f/?#%]|%[0-9A-Fa-f]{2})+"
)
# What was taken for an organisation may turn out to be a school, and the other way round.
_SORTS: Final = {"organisation": "school"}

_REPLACED: Final = NamedNode(f"{DCTERMS}isReplacedBy")
_DEPRECATED: Final = NamedNode(f"{OWL}deprecated")
_TRUE: Final = Literal("true", datatype=NamedNode(f"{XSD}boolean"))


class RegistryError(ValueError):
    """A registry cannot be read, or is asked to hold what it cannot. The text names the file or the IRI."""


class Gone(NamedTuple):
    """What became of an IRI: the IRI that replaced it, empty where none did, and its last name.

    What replaced it may be gone itself, and so in the registry, replaced by nothing: then both are withdrawn.
    """

    replaced_by: str
    name: str


@dataclass(frozen=True, slots=True)
class Registry:
    """Every IRI that was published and is no thing of the graph any more."""

    entries: Mapping[str, Gone] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def read(cls, path: Path) -> Registry:
        """Read the registry in the file `path`; it is empty where no such file is.

        Raises RegistryError naming the file and the line that is not of its form.
        """
        return cls(MappingProxyType(dict(_read(path)))) if path.exists() else cls()

    def write(self, path: Path) -> None:
        """Write the registry to the file `path`, sorted by IRI, aside and renamed. Raises OSError."""
        write_aside(path, self.to_csv())

    def to_csv(self) -> bytes:
        """Return the registry as CSV in UTF-8, sorted by IRI."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(
            (iri, one.replaced_by, guarded(one.name)) for iri, one in sorted(self.entries.items())
        )
        return out.getvalue().encode()

    def after(
        self, gone: Mapping[str, str], successors: Mapping[str, str], live: Callable[[str], bool]
    ) -> Registry:
        """Return the registry after a build that has published another graph.

        `gone` are IRIs of the graph before that are no things of the graph now, with their last names;
        `successors` says what follows an IRI, maybe in several steps; `live` says whether an IRI is a thing
        of the graph now. What `successors` knows counts more than what was remembered. An IRI that lives
        again leaves the registry, and what had replaced it alone and is gone goes back to it. Raises
        RegistryError for an IRI that is no thing's, and for too many.
        """
        names = {iri: one.name for iri, one in self.entries.items()} | dict(gone)
        dead = {iri: label(name) for iri, name in sorted(names.items()) if not live(iri)}
        for iri in dead:
            sort_of(iri)
        if len(dead) > MOST_ENTRIES:
            raise RegistryError(f"失效的 IRI 超过 {MOST_ENTRIES} 个。请把输出文件夹移走，重新建一个")

        back = self._back(live)

        def follow(iri: str) -> str:
            known = self.entries.get(iri)
            return successors.get(iri) or (known.replaced_by if known else "") or back.get(iri, "")

        def heir(iri: str) -> str:
            """Return the end of the chain: a live IRI of the same sort, else the last one that is dead."""
            seen = [iri]
            while following := follow(seen[-1]):
                if following in seen:
                    return ""
                seen.append(following)
                if live(following):
                    break
            end = seen[-1]
            known = end != iri and (live(end) or end in dead)
            return end if known and sort_of(end) == sort_of(iri) else ""

        return Registry(MappingProxyType({iri: Gone(heir(iri), name) for iri, name in dead.items()}))

    def resolve(self, iri: str) -> str | None:
        """Return the IRI that replaced `iri`, None where it is withdrawn or was never said to be gone."""
        found = self.entries.get(iri)
        return found.replaced_by if found and self._lives(found.replaced_by) else None

    def redirects(self, base: str = DEFAULT_BASE) -> bytes:
        """Return all of it as Turtle, sorted by IRI; prefixes are those of the things under `base`.

        Each IRI is `owl:deprecated`, and `dcterms:isReplacedBy` what replaced it.
        """
        prefixes = {"dcterms": DCTERMS, "owl": OWL, "xsd": XSD} | thing_prefixes(base)
        return serialize(self._triples(), format=RdfFormat.TURTLE, prefixes=prefixes) or b""

    def _back(self, live: Callable[[str], bool]) -> dict[str, str]:
        """Return for each IRI the one that it had replaced and that lives again, where it is only one.

        A new name that people take back, or a fuller name whose report is gone, leaves the thing as it was.
        """
        found: dict[str, list[str]] = {}
        for iri, gone in self.entries.items():
            if gone.replaced_by and live(iri):
                found.setdefault(gone.replaced_by, []).append(iri)
        return {iri: former[0] for iri, former in found.items() if len(former) == 1}

    def _triples(self) -> Iterator[Triple]:
        for iri, gone in sorted(self.entries.items()):
            if self._lives(gone.replaced_by):
                yield Triple(NamedNode(iri), _REPLACED, NamedNode(gone.replaced_by))
            yield Triple(NamedNode(iri), _DEPRECATED, _TRUE)

    def _lives(self, iri: str) -> bool:
        # What replaced an IRI may have gone itself: that is remembered, as it may come back.
        return bool(iri) and iri not in self.entries


def sort_of(iri: str) -> str:
    """Return what sort of thing an IRI stands for: "school", "award" ...; organisations count as schools.

    Raises RegistryError for an IRI that is no thing's.
    """
    found = _THING.fullmatch(iri)
    if found is None:
        raise RegistryError(f"{iri[:200]!r} 不是图谱里事物的 IRI，不能登记")
    return _SORTS.get(found[1], found[1])


def _read(path: Path) -> Iterator[tuple[str, Gone]]:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise RegistryError(f"{path}：文件太大（{size} 字节）。{_ADVICE}")
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(_bounded(lines, path), strict=True)
            if tuple(next(reader, ())) != COLUMNS:
                raise RegistryError(f"{path}，第 1 行：表头不是 {','.join(COLUMNS)}。{_ADVICE}")
            former = ""
            for row in reader:
                place = f"{path}，第 {reader.line_num} 行"
                if len(row) != len(COLUMNS):
                    raise RegistryError(f"{place}：不是 {len(COLUMNS)} 格。{_ADVICE}")
                iri, replaced_by, name = row
                try:
                    same_sort = not replaced_by or sort_of(iri) == sort_of(replaced_by)
                    sort_of(iri)
                except RegistryError as error:
                    raise RegistryError(f"{place}：{error}。{_ADVICE}") from None
                if not same_sort or replaced_by == iri or iri <= former:
                    raise RegistryError(f"{place}：{iri!r} 的去向或次序不对。{_ADVICE}")
                former = iri
                yield iri, Gone(replaced_by, label(unguarded(name)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegistryError(f"{path}：读不了（{error}）。{_ADVICE}") from error


def _bounded(lines: TextIO, path: Path) -> Iterator[str]:
    """Yield lines, none of them longer than any that we write."""
    while line := lines.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise RegistryError(f"{path}：有一行超过 {_LONGEST_LINE} 字。{_ADVICE}")
        yield line
