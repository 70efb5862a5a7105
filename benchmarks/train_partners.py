"""Train the scorer of partners: which organisations that a short text names work with its school.

usage: python benchmarks/train_partners.py [--write] [--weights] [--table]

Texts are the passages in tests/data that may be used for development, and those of a folder `shared` beside
the repository. Every figure printed is of texts of schools left out in training. With --write the weights go
to extract/partners/partner_weights.json, with --weights they are printed too; with --table nothing is
printed but a Markdown table of the figures. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import LeaveOneGroupOut

from zhijiao.benchmarks.accuracy import ROOT, SHARED
from zhijiao.extract.extractor import distinct
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.likeness import normal
from zhijiao.extract.majors.joint import joint_programmes
from zhijiao.extract.organisations.short_forms import with_short_forms
from zhijiao.extract.partners.candidates import Context
from zhijiao.extract.partners.features import could_work, features_of
from zhijiao.extract.partners.partnerships import SHORT_TEXT, forms_of_names, partnerships
from zhijiao.extract.partners.scorer import scorer
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import find_speaker

WEIGHTS: Final = ROOT / "extract/partners/partner_weights.json"
#: Sets of passages; those that real pages were restated for come first.
SETS: Final = {
    "pages": ROOT / "tests/data/pages_passages.jsonl",
    "unseen": ROOT / "tests/data/unseen_passages.jsonl",
    "wider": ROOT / "tests/data/wider_passages.jsonl",
    "newest": ROOT / "tests/data/newest_passages.jsonl",
    "fresh": ROOT / "tests/data/fresh_passages.jsonl",
    "first": ROOT / "tests/data/passages.jsonl",
    "shared": SHARED / "gold/passages.jsonl",
}
#: Sets that no rule was tuned on and no weight comes from.
UNSEEN: Final = {name: ROOT / f"tests/data/{name}_passages.jsonl" for name in ("held", "last")}
FROM_PAGES: Final = frozenset({"pages", "unseen", "wider"})
NAMES: Final = {
    "pages": "改写的网页",
    "unseen": "改写的网页，又一批",
    "wider": "改写的网页和报告片段",
    "newest": "写法少见的段落",
    "fresh": "写法平常的段落",
    "first": "最早的段落",
    "shared": "66 段文字",
}
#: How strongly weights are held small (smaller is more), and how many texts a feature must be seen in.
STRENGTHS: Final = (0.1, 0.2, 0.4)
THRESHOLDS: Final = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
LEAST_SEEN: Final = 3
#: How much recall counts beside precision where the threshold is chosen (1: as much).
BETA: Final = 1.0


@dataclass(frozen=True, slots=True)
class Example:
    """An organisation in a text: its features, whether it is a partner, whether the rules say so.

    `named` tells that its name is exactly one of the partner's: others are partners but ill-bounded names.
    """

    text: int
    name: str
    kind: str
    features: frozenset[str]
    partner: bool
    named: bool
    ruled: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A text's set, its school, and how many partnerships the gold has, the rules find, and rightly."""

    set: str
    school: str
    gold: int
    got: int
    hit: int


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON Lines; none where there is no such file."""
    if path.exists():
        yield from (
            json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
        )


def read(sets: Mapping[str, Path]) -> tuple[list[Text], list[Example]]:
    """Return the texts of `sets` and the organisations in them."""
    texts: list[Text] = []
    examples: list[Example] = []
    for name, path in sets.items():
        facts = [one for one in lines(path.with_stem(f"{path.stem}_facts")) if one["fact"] == "partnership"]
        for line in lines(path):
            gold = [names_of(one) for one in facts if one["id"] == line["id"]]
            text, found = organisations(len(texts), str(line["text"]), gold)
            texts.append(Text(name, str(line.get("school", line["id"])), *text))
            examples += found
    return texts, examples


def names_of(fact: Any) -> set[str]:
    """Return the even names of a partner."""
    return {normal(name) for name in (fact.get("partner"), *(fact.get("aliases") or ()))}


def organisations(
    number: int, text: str, gold: Sequence[set[str]]
) -> tuple[tuple[int, int, int], list[Example]]:
    """Return the counts of a text by the rules, and its organisations where it is a short one."""
    document = read_layout(text)
    sentences = list(sentences_of(document))
    speaker = find_speaker(document, sentences)
    joint = distinct(joint_programmes(document, sentences, speaker))
    sentences = list(with_short_forms(sentences, speaker.is_own))
    facts = partnerships(document, sentences, speaker, joint, scored=False)
    found = [names_of(fact) for fact in facts]
    counts = len(gold), len(found), sum(any(names & one for one in found) for names in gold)
    if sum(len(sentence.text) for sentence in sentences) > SHORT_TEXT:
        return counts, []
    context = Context.of(document, sentences, speaker, forms_of_names((), sentences, speaker))
    decided = {form for fact in facts for form in (fact.get("partner"), *fact.get("aliases", ()))}
    examples = []
    for one in context.candidates.values():
        names = {normal(name) for name in one.names}
        ruled = any(names & other for other in found)
        if ruled or could_work(one, context):
            features = features_of(context, one, decided - one.names)
            named = any(names & other for other in gold)
            partner = named or any(_holds(a, b) for a in names for other in gold for b in other)
            examples.append(Example(number, one.name, one.kind, features, partner, named, ruled))
    return counts, examples


def _holds(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= 3 and (a in b or b in a)


def matrix(examples: Sequence[Example]) -> tuple[Any, list[str]]:
    """Return the features of `examples` as a matrix, with the features' names; rare ones are left out."""
    vectorizer = DictVectorizer(sort=True)
    table = vectorizer.fit_transform([dict.fromkeys(one.features, 1) for one in examples]).tocsr()
    kept = np.asarray((table > 0).sum(axis=0)).ravel() >= LEAST_SEEN
    return table[:, kept], list(vectorizer.get_feature_names_out()[kept])


def model(strength: float) -> LogisticRegression:
    """Return a model to be trained."""
    return LogisticRegression(C=strength, max_iter=5_000)


def left_out(texts: Sequence[Text], examples: Sequence[Example], strength: float) -> Any:
    """Return the likelihood of each example by a model that saw no text of its school."""
    table, _ = matrix(examples)
    truth = np.array([one.partner for one in examples])
    schools = np.array([texts[one.text].school for one in examples])
    likelihood = np.zeros(len(examples))
    for train, test in LeaveOneGroupOut().split(table, truth, schools):
        likelihood[test] = model(strength).fit(table[train], truth[train]).predict_proba(table[test])[:, 1]
    return likelihood


def measured(
    texts: Sequence[Text], examples: Sequence[Example], sets: set[str], added: Callable[[int], bool]
) -> str:
    """Return precision, recall and F1 over `sets` of the rules with the examples that are `added`."""
    held = [text for text in texts if text.set in sets]
    new = [
        one
        for number, one in enumerate(examples)
        if texts[one.text].set in sets and not one.ruled and added(number)
    ]
    hit = sum(text.hit for text in held) + sum(one.named for one in new)
    gold, got = sum(text.gold for text in held), sum(text.got for text in held) + len(new)
    right = sum(one.partner for one in new)
    return (
        f"P {hit / got:.3f} R {hit / gold:.3f} F {2 * hit / (got + gold):.3f}"
        f"  (added {len(new)}, partners {right}, their names exact {sum(one.named for one in new)})"
    )


def simple(one: Example) -> bool:
    """Tell what a simple default would take: firms, hospitals, kindergartens whose sentence says how."""
    return one.kind in ("enterprise", "hospital", "kindergarten") and not one.features.isdisjoint(
        {"firm&clause says how", "firm&sentence says how"}
    )


def balance(texts: Sequence[Text], examples: Sequence[Example], likelihood: Any, threshold: float) -> float:
    """Return the mean F (of BETA) of rules and scorer on texts restated from pages and on others.

    Ill-bounded names count as right: to find their bounds is not the scorer's task.
    """
    scores = []
    for restated in (True, False):
        held = [text for text in texts if (text.set in FROM_PAGES) is restated]
        new = [
            one
            for one, p in zip(examples, likelihood, strict=True)
            if (texts[one.text].set in FROM_PAGES) is restated and not one.ruled and p >= threshold
        ]
        hit = sum(text.hit for text in held) + sum(one.partner for one in new)
        got, gold = sum(text.got for text in held) + len(new), sum(text.gold for text in held)
        scores.append((1 + BETA**2) * hit / (BETA**2 * gold + got))
    return sum(scores) / len(scores)


def chosen(texts: Sequence[Text], examples: Sequence[Example], runs: dict[float, Any]) -> tuple[float, float]:
    """Return the strength and threshold that balance best."""
    found = {(s, at): balance(texts, examples, run, at) for s, run in runs.items() for at in THRESHOLDS}
    return max(found, key=lambda pair: found[pair])


def markdown(texts: Sequence[Text], examples: Sequence[Example]) -> str:
    """Return the figures of rules, simple default and scorer, each text's by a model of other schools."""
    runs = {strength: left_out(texts, examples, strength) for strength in STRENGTHS}
    strength, threshold = chosen(texts, examples, runs)
    run = runs[strength]
    rows = ["| 留出的段落 | 只用规则 | 规则加简单的默认 | 规则加打分 |", "|---|---|---|---|"]
    for label, sets in ((NAMES[name], {name}) for name in SETS):
        if any(text.set in sets for text in texts):
            ways: Sequence[Callable[[int], bool]] = (
                lambda _: False,
                lambda n: simple(examples[n]),
                lambda n: bool(run[n] >= threshold),
            )
            cells = [measured(texts, examples, sets, way).partition("  (")[0] for way in ways]
            rows.append(f"| {label} | " + " | ".join(cells) + " |")
    unseen_texts, unseen = read(UNSEEN)
    shipped = scorer()
    likely = [shipped.likelihood(one.features) for one in unseen]
    cells = [
        measured(unseen_texts, unseen, set(UNSEEN), way).partition("  (")[0]
        for way in (
            lambda _: False,
            lambda n: simple(unseen[n]),
            lambda n: likely[n] >= shipped.threshold,
        )
    ]
    rows.append("| 规则和训练都没有用过的 80 段 | " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--weights", action="store_true")
    parser.add_argument("--table", action="store_true")
    options = parser.parse_args()
    texts, examples = read(SETS)
    if options.table:
        print(markdown(texts, examples), end="")
        return
    undecided = [number for number, one in enumerate(examples) if not one.ruled]
    print(f"{len(texts)} texts, {len(examples)} organisations, {len(undecided)} not told by rules")
    truth = np.array([one.partner for one in examples])
    runs = {strength: left_out(texts, examples, strength) for strength in STRENGTHS}
    for strength, run in runs.items():
        found = [f"{at} {balance(texts, examples, run, at):.3f}" for at in THRESHOLDS]
        average = average_precision_score(truth[undecided], run[undecided])
        print(f"strength {strength}: average precision {average:.3f}; F at", ", ".join(found))
    strength, threshold = chosen(texts, examples, runs)
    run = runs[strength]
    print(f"chosen: strength {strength}, threshold {threshold}")
    for label, sets in (*((name, {name}) for name in SETS), ("all", set(SETS))):
        if not any(text.set in sets for text in texts):
            continue
        print(f"{label:8} rules   {measured(texts, examples, sets, lambda _: False)}")
        print(f"{'':8} default {measured(texts, examples, sets, lambda n: simple(examples[n]))}")
        print(f"{'':8} scorer  {measured(texts, examples, sets, lambda n: bool(run[n] >= threshold))}")
    table, names = matrix(examples)
    trained = model(strength).fit(table, truth)
    weights = {name: round(float(w), 2) for name, w in zip(names, trained.coef_[0], strict=True)}
    ordered = dict(sorted(weights.items(), key=lambda item: (-item[1], item[0])))
    if options.weights:
        print(*(f"{weight:+.2f} {name}" for name, weight in ordered.items()), sep="\n")
    if options.write:
        held = {
            "made_by": "benchmarks/train_partners.py",
            "from": f"{len(texts)} passages, {len(examples)} organisations: {', '.join(SETS)}",
            "threshold": threshold,
            "bias": round(float(trained.intercept_[0]), 2),
            "weights": {name: weight for name, weight in ordered.items() if weight},
        }
        WEIGHTS.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
