"""Facts of a made-up school as tables of its page, and what is in the HTML of a table."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from zhijiao.ontology.namespaces import concept_iri
from zhijiao.viz.addresses import Addresses, page_paths, topic_paths, year_paths
from zhijiao.viz.model import Account, Passage, Statement, Thing, Value
from zhijiao.viz.tables import Section, Tables

BASE = "https://w3id.org/zhijiao/id"
SCHOOL = f"{BASE}/school/青禾职校"
PARTNER = Thing(f"{BASE}/organisation/海棠电子", "organisation", "海棠电子")
LEVELS = [concept_iri("level", code) for code in ("national", "provincial", "municipal")]
ADDRESSES = Addresses(page_paths([PARTNER]) | topic_paths(LEVELS[:2]) | year_paths(["2020"]))


def passage(quote: str = "与海棠电子合作", **more: Any) -> Passage:
    values = {"report": "青禾2021.txt", "year": "2021", "section": "二、合作", "page": "3", "confidence": 1.0}
    return Passage(quote=quote, **{**values, **more})


def statement(number: int, sort: str, passages: int = 1, **values: list[Value]) -> Statement:
    return Statement(
        f"{BASE}/statement/{number:020x}",
        sort,
        frozenset({"school"}),
        {name: tuple(found) for name, found in values.items()},
        tuple(passage(f"原文{number}之{place}") for place in range(passages)),
    )


def honour(number: int, level: str, year: str, name: str = "") -> Statement:
    return statement(
        number,
        "Honour",
        prefLabel=[Value(name or f"荣誉{number}")],
        level=[Value("级", level)],
        year=[Value(year)],
    )


def account(*statements: Statement) -> Account:
    return Account({}, (), statements)


def sections(*statements: Statement) -> list[Section]:
    return Tables(ADDRESSES).of_school(account(*statements), lambda _: False)


class Rows(HTMLParser):
    """The ids of rows, the links and the texts of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.tags: list[str] = []
        self.feed(str(html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        if tag == "tr" and found.get("id"):
            self.ids.append(found["id"] or "")
        if tag == "a":
            self.links.append(found["href"] or "")

    def handle_data(self, data: str) -> None:
        self.text += data
