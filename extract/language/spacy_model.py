"""A named-entity model of spaCy that joins the pipeline where the environment names one.

ZHIJIAO_SPACY_MODEL holds the name of an installed package (zh_core_web_sm) or the folder of a model. What it
takes for organisations and persons, and the rules do not, joins the mentions as not `known`: the model is
believed less than an ending or a lexicon. Without the variable nothing is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from ..organisations.organisation_names import MAX_LENGTH, MIN_LENGTH, kind_of
from .mentions import PUNCTUATION, Mention, MentionLabel
from .persons import is_person

if TYPE_CHECKING:
    from spacy.language import Language

ENVIRONMENT: Final = "ZHIJIAO_SPACY_MODEL"
#: Labels of OntoNotes (spaCy's Chinese models) and of MSRA and PKU corpora, by what they are here.
_LABELS: Final[dict[str, MentionLabel]] = {
    "ORG": "organisation",
    "NT": "organisation",
    "PERSON": "person",
    "PER": "person",
    "NR": "person",
}
#: Parts of a pipeline that find no names.
_UNUSED: Final = ("parser", "lemmatizer", "senter", "textcat")


class SpacyModelError(Exception):
    """The model that the environment names cannot be used."""


def model_named() -> str:
    """Return the name of the model that joins, "" where none does."""
    return os.environ.get(ENVIRONMENT, "").strip()


@cache
def load_model(name: str) -> Language:
    """Return the pipeline `name`, an installed package or a folder.

    Raises SpacyModelError where there is none, or it finds no named entities.
    """
    import spacy  # takes half a second, and few name a model

    try:
        nlp = spacy.load(name, exclude=list(_UNUSED))
    except (OSError, ImportError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SpacyModelError(
            f"{ENVIRONMENT}={name}：这个 spaCy 模型用不了（{reason}）。请先装上它，或取消这个环境变量"
        ) from error
    if not {"ner", "entity_ruler", "span_ruler"} & set(nlp.pipe_names):
        raise SpacyModelError(
            f"{ENVIRONMENT}={name}：这个 spaCy 模型不识别名称（没有 ner），请换一个，或取消这个环境变量"
        )
    return nlp


def check_model() -> None:
    """Raise SpacyModelError where the environment names a model that cannot be used."""
    if name := model_named():
        load_model(name)


def model_mentions(text: str, found: Sequence[Mention], name: str) -> list[Mention]:
    """Return what the model `name` adds to the mentions `found` in `text`: none that overlaps one of a kind.

    Raises SpacyModelError where it cannot be used.
    """
    if not text:
        return []
    taken = {(one.label, at) for one in found for at in range(one.start, one.end)}
    added = []
    for entity in load_model(name)(text).ents:
        label = _LABELS.get(entity.label_)
        start, end, words = entity.start_char, entity.end_char, entity.text
        if label is None or any((label, at) in taken for at in range(start, end)):
            continue
        if label == "organisation" and _can_name(words):
            added.append(Mention(start, end, words, label, kind_of(words) or "other", known=False))
        elif label == "person" and is_person(words):
            added.append(Mention(start, end, words, label, known=False))
    return added


def _can_name(words: str) -> bool:
    return MIN_LENGTH <= len(words) <= MAX_LENGTH and PUNCTUATION.isdisjoint(words)
