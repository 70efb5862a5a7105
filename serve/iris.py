"""From the addresses of this server to the IRIs of the graph, and back.

The path of an IRI below the graph's base IRI is its path on this server: who looks after the base
(w3id.org, say) redirects all below it here, one rule for all. The vocabulary has fixed IRIs, and its paths
below the project's own base are its paths here, whatever the base of the graph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final
from urllib.parse import quote, urlencode

from starlette.requests import Request

from ..ontology.namespaces import DEFAULT_BASE, ONTOLOGY_IRI, PREFIXES, SCHEME_BASE, ZJ, thing_prefixes

_ENCODED: Final = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
#: What an IRI has unencoded: all beyond ASCII, and of ASCII what a step of a path may hold.
_PLAIN: Final = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@\-]|[^\x00-\x7f]")
#: What the address of an IRI may hold as it is; "%" since an IRI may hold an encoded character.
_SAFE: Final = "/:@!$&'()*+,;=~%"
_PARTS: Final = ("id/", "graph/")


def iri_of(request: Request, base: str) -> str:
    """Return the IRI that a request for a path asks for; `base` is the graph's base IRI.

    Percent-encoding is undone where an IRI has the character itself (RFC 3987, section 3.2), and nowhere
    else: %2F is no slash.
    """
    raw: bytes = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    below = raw.partition(b"?")[0].removeprefix(quote(request.scope.get("root_path", "")).encode())
    path = _ENCODED.sub(_decoded, below.lstrip(b"/")).decode("utf-8", "replace")
    return f"{base if path.startswith(_PARTS) else DEFAULT_BASE}{path}"


def link_to(iri: str, base: str, root: str) -> str:
    """Return the address on this server of an IRI, from a page whose way to the top is `root`.

    What is no thing of this graph is asked for by its whole IRI.
    """
    if iri.startswith(ZJ):
        return f"{root}ontology#{quote(iri.removeprefix(ZJ))}"
    if iri == ONTOLOGY_IRI or iri.startswith(SCHEME_BASE):
        return root + quote(iri.removeprefix(DEFAULT_BASE), safe=_SAFE)
    if iri.startswith(tuple(base + part for part in _PARTS)):
        return root + quote(iri.removeprefix(base), safe=_SAFE)
    return document(iri, root)


def document(iri: str, root: str, **more: str) -> str:
    """Return the address of the document about an IRI; `more` are parameters such as `format="ttl"`."""
    return f"{root}resource?{urlencode({'iri': iri, **more})}"


def _decoded(found: re.Match[bytes]) -> bytes:
    """Undo the encoding of one run of encoded octets, character by character."""
    octets = bytes.fromhex(found[0].replace(b"%", b"").decode())
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
    return "".join(one if _PLAIN.fullmatch(one) else quote(one, safe="") for one in text).encode()


def short(iri: str, base: str) -> str:
    """Return an IRI as prefix:name where a prefix of the vocabularies or of the graph fits, else as it is."""
    end = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _prefixes(base).get(iri[:end])
    return f"{prefix}:{iri[end:]}" if prefix and iri[end:] else iri


@cache
def _prefixes(base: str) -> Mapping[str, str]:
    return {iri: prefix for prefix, iri in (*PREFIXES.items(), *thing_prefixes(base).items())}
