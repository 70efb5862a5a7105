"""The pipeline's components, run as they are and as a pipeline of spaCy, and what finds words in texts."""

from zhijiao.extract.language.pipeline import COMPONENTS, mentions_in, words_of
from zhijiao.extract.language.spacy_pipeline import pipeline
from zhijiao.extract.language.terms import TermFinder, places_of

TEXT = "学校与青石岭机械有限公司、云屏电子集团合作，开设数控技术应用、电子商务2个专业，李明老师带队参赛。"


def test_spacy_finds_the_same_words_and_mentions() -> None:
    doc = pipeline()(TEXT)
    words, mentions = mentions_in(TEXT)
    assert (doc._.words, doc._.mentions) == (words, mentions)
    assert [token.text for token in doc] == [word.word for word in words]
    assert {mention.label for mention in mentions} == {"organisation", "major", "person"}


def test_components_go_by_their_names() -> None:
    assert pipeline().pipe_names == list(COMPONENTS)


def test_each_component_stands_alone() -> None:
    words = words_of(TEXT)
    majors = [mention.text for mention in COMPONENTS["zhijiao_majors"](TEXT, words)]
    assert majors == ["数控技术应用", "电子商务"]


def test_words_cover_the_text() -> None:
    words = words_of(TEXT)
    assert "".join(word.word for word in words) == TEXT
    assert all(TEXT[word.start : word.end] == word.word for word in words)
    assert words_of("") == ()


def test_places_of_words_do_not_overlap() -> None:
    assert list(places_of("县县", "县县县县乡县县")) == [0, 2, 5]
    assert list(places_of("", TEXT)) == []


def test_finders_of_nothing_find_nothing() -> None:
    assert TermFinder(()).longest(TEXT) == TermFinder(()).all(TEXT) == []
