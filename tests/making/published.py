"""The output folder of a small graph with its site, as a build writes it, and requests as bytes."""

from __future__ import annotations

import http.client
import json
from collections import defaultdict
from dataclasses import dataclass
from email.message import Message
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from zhijiao.extract.facts import Fact, ReportFacts
from zhijiao.graph.build import build_graph
from zhijiao.graph.registry import REGISTRY_NAME, Gone, Registry
from zhijiao.graph.store import GraphStore
from zhijiao.ontology.namespaces import DEFAULT_BASE
from zhijiao.serve.settings import Settings
from zhijiao.viz.site import build_site

_FACTS: Final = Path(__file__).resolve().parent.parent / "data" / "site_facts.jsonl"
SCHOOL: Final = f"{DEFAULT_BASE}id/school/青禾市云岭职业技术学校"
PARTNER: Final = f"{DEFAULT_BASE}id/organisation/海棠电子股份有限公司"
#: IRIs of the registry: one that moved to PARTNER, one that was withdrawn.
MOVED: Final = f"{DEFAULT_BASE}id/organisation/棠电"
WITHDRAWN: Final = f"{DEFAULT_BASE}id/organisation/双河机床厂"


@cache
def quads(base: str = DEFAULT_BASE) -> bytes:
    """Return the graph of the small site."""
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for line in _FACTS.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        data = json.loads(line)
        facts[data["report"]].append(Fact.from_json(data))
    reports = [ReportFacts(name, tuple(found)) for name, found in facts.items()]
    return build_graph(reports, base).nquads


def published(out: Path, base: str = DEFAULT_BASE) -> Settings:
    """Write store, site and registry into the folder `out` and return the settings to serve them."""
    store = GraphStore.create(out / "store", quads(base))
    build_site(store, out / "site")
    gone = {MOVED: Gone(PARTNER, "棠电"), WITHDRAWN: Gone("", "双河机床厂")}
    Registry(gone).write(out / REGISTRY_NAME)
    return Settings(out / "store", out / "site", base, workers=1)


@dataclass(frozen=True, slots=True)
class Got:
    """A response to a request."""

    status: int
    headers: Message
    body: bytes

    def text(self) -> str:
        """Return the body as text."""
        return self.body.decode("utf-8")


def below(top: str, app: ASGIApp) -> ASGIApp:
    """Return `app` as a proxy has it below the path `top`: the path that it sees begins after that."""

    async def proxied(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        assert scope["path"].startswith(f"{top}/"), scope["path"]
        seen = {**scope, "path": scope["path"][len(top) :], "raw_path": scope["raw_path"][len(top) :]}
        await app(seen, receive, send)

    return proxied


def get(url: str, target: str, method: str = "GET", **headers: str) -> Got:
    """Send a request whose target stands as it is: no client tidies it. Underscores in names are hyphens."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        return Got(response.status, response.headers, response.read())
    finally:
        connection.close()
