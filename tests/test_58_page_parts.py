"""Parts that pages about many things share: rankings, names in a row, pages of a list, links to queries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhijiao.viz.page_parts import MAX_RANKED, PER_PAGE, cut, names, paged, query_link, ranked
from zhijiao.viz.tables import Part

COUNTS = st.dictionaries(st.text(min_size=1, max_size=3), st.tuples(st.integers(0, 5), st.integers(0, 5)))


@given(COUNTS, st.integers(1, 12))
def test_a_short_ranking_is_the_beginning_of_the_whole(
    counts: dict[str, tuple[int, ...]], limit: int
) -> None:
    whole = sorted(counts.items(), key=lambda item: ([-one for one in item[1]], item[0]))
    rows = ranked(counts, Part, limit)
    assert [(row.part.text, row.numbers) for row in rows] == whole[:limit]


@given(st.lists(st.text(max_size=3)), st.integers(1, 5))
def test_names_stand_once_and_in_order(texts: list[str], limit: int) -> None:
    found = names(map(Part, texts), limit)
    assert [part.text for part in found.parts] == sorted(set(texts))[:limit]
    assert found.total == len(set(texts))


@given(st.integers(0, 3 * PER_PAGE + 1))
def test_pages_of_a_list_hold_every_line_once(count: int) -> None:
    pages = list(paged("majors", cut(range(count))))
    assert [row for _, _, values in pages for row in values["rows"]] == list(range(count))
    assert [path for path, _, _ in pages] == pages[0][2]["pages"]
    assert all(len(values["rows"]) <= PER_PAGE for _, _, values in pages)


def test_values_of_a_query_are_encoded_in_its_link() -> None:
    assert query_link("awards", level="a/b&c=d#e") == "query/awards.html#level=a%2Fb%26c%3Dd%23e"
    assert query_link("groups") == "query/groups.html"


def test_a_ranking_of_many_is_cut_and_counted() -> None:
    counts = {f"{number:04}": (number % 7,) for number in range(3 * MAX_RANKED)}
    rows = ranked(counts, Part)
    assert len(rows) == MAX_RANKED
    assert {row.numbers for row in rows} == {(6,), (5,), (4,)}
