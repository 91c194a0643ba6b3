"""The curated rules: read from `topics/*.toml`, one file a topic, and indexed by word.

What a file may hold is said in `topics/README.md`. The files are read once a process.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from audio_edition.narrating.warnings.phrases import Groups, Phrase, lines_of, parse, words_of

GRAVEST_FIRST = (
    "child_abuse", "sexual_violence", "trafficking", "torture", "suicide_self_harm",
    "war_terror", "pregnancy_loss", "domestic_abuse", "violence", "medical_gore", "hate",
    "animal_harm", "eating_disorder", "substance_use", "mental_distress", "death_grief",
    "sexual_content", "strong_language",
)  # fmt: skip
"""The 18 topics in the order a warning names them."""
PART_OF = {
    "death_grief": {
        "torture", "war_terror", "violence", "suicide_self_harm", "substance_use",
        "pregnancy_loss", "animal_harm", "eating_disorder", "mental_distress", "medical_gore",
        "trafficking", "domestic_abuse",
    },
    "violence": {
        "torture", "war_terror", "sexual_violence", "domestic_abuse", "child_abuse",
        "trafficking", "animal_harm", "medical_gore",
    },
    "medical_gore": {"torture", "war_terror", "violence", "pregnancy_loss"},
    "mental_distress": {
        "torture", "domestic_abuse", "suicide_self_harm", "eating_disorder", "substance_use",
    },
    "domestic_abuse": {"child_abuse"},
    "sexual_content": {"sexual_violence", "child_abuse", "trafficking"},
    "animal_harm": {"violence"},
}  # fmt: skip
"""Topic → graver topics of which it is a part when it stands near them."""
CERTAIN, LIKELY, CUE, SIGN, HINT = "alone", "likely", "cues", "signs", "hints"
"""Kinds of a rule's phrases, firmest first."""
DETAIL, BLOCKER, DISCLAIMER = "detail", "blockers", "sentences"
"""Kinds of phrases that serve several rules; a disclaimer blocks its whole sentence."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason to warn: some phrases, and the term the warning uses for them."""

    name: str
    """As in evidence: `sexual_violence/rape`."""
    topic: str
    term: str
    """What the warning says, in running text: "rape", "the death of a child"."""
    order: int
    """Place in its file: an earlier rule's term is preferred where evidence is equal."""
    gravest: bool = False
    """Whether its term is said whenever it has evidence, however much others have."""
    graphic: bool = False
    """Whether what it finds is itself told in detail."""
    company: frozenset[str] = frozenset()
    """Words of which some must stand within two sentences of a cue."""
    needs: int = 1
    """How many different words of company a cue needs."""
    despite: frozenset[str] = frozenset()
    """Harmless settings that do not take it away: a play about a suicide is about one."""
    unless: frozenset[str] = frozenset()
    """Words whose presence within two sentences takes the rule's likely phrases and cues away."""


@dataclass(slots=True)
class Entry:
    """A phrase and what finding it means."""

    phrase: Phrase
    kind: str
    """alone, likely, cues, signs, hints, detail, blockers or sentences."""
    rule: Rule | None
    """None for a blocker, a disclaimer or a detail."""
    topic: str = ""
    """For a blocker: the topic it holds for; empty: every topic."""


@dataclass(slots=True)
class RuleBook:
    """All rules, indexed."""

    index: dict[str, list[Entry]] = field(default_factory=dict)
    """Key word → the phrases looked up by it."""
    settings: dict[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)
    """Harmless setting (sport, cookery …) → words that tell it alone, words that help."""
    setting_words: frozenset[str] = frozenset()
    """Every word of every harmless setting."""
    due: dict[str, int] = field(default_factory=dict)
    """Topic → points that its cues, signs and hints need to count together."""
    sober: frozenset[str] = frozenset()
    """Words of sober reporting, which strengthen signs that stand together."""
    topic_terms: dict[str, str] = field(default_factory=dict)
    """Topic → what a warning calls it when no rule is more specific."""

    groups: Groups = field(default_factory=dict)
    """Words that phrases name with @."""
    known: dict[str, frozenset[str]] = field(default_factory=dict)
    """Parts of phrases parsed before."""

    def add(self, text: str, kind: str, rule: Rule | None = None, topic: str = "") -> None:
        """Index each phrase of a block of rules under each word of its key step.

        A rule's `a ... b` is also found as `b ... a`.
        """
        for line in lines_of(text):
            phrase = parse(line, self.groups, self.known)
            self._index(Entry(phrase, kind, rule, topic))
            if rule and " ... " in line and (turned := phrase.turned()):
                self._index(Entry(turned, kind, rule, topic))

    def _index(self, entry: Entry) -> None:
        for word in entry.phrase.steps[entry.phrase.key] or ():
            self.index.setdefault(word, []).append(entry)


@cache
def rule_book() -> RuleBook:
    """Return the rules that come with the package.

    Raises:
        ValueError: if a file of rules is wrong; the message names it.
    """
    folder = resources.files(__package__).joinpath("topics")
    groups = {name: words_of(text, {}) for name, text in _read(folder, "groups").items()}
    book = RuleBook(groups=groups)
    for name, given in _read(folder, "harmless").items():
        _add_harmless(book, name, given)
    book.setting_words = frozenset().union(*(t | h for t, h in book.settings.values()))
    book.sober = words_of(_read(folder, "register")["sober"], groups)
    book.add(_read(folder, "detail")["detail"], DETAIL)
    for topic in GRAVEST_FIRST:
        try:
            _add_topic(book, topic, _read(folder, topic))
        except (ValueError, KeyError) as error:
            raise ValueError(f"topics/{topic}.toml: {error}") from error
    return book


def _read(folder: Traversable, name: str) -> dict[str, Any]:
    return tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _add_harmless(book: RuleBook, name: str, given: dict[str, Any]) -> None:
    """Add one harmless setting, or the idioms that hold everywhere."""
    book.add(given.get("phrases", ""), BLOCKER)
    book.add(given.get("sentences", ""), DISCLAIMER)
    if "telling" in given or "helping" in given:
        telling = words_of(given.get("telling", ""), book.groups)
        book.settings[name] = (telling, words_of(given.get("helping", ""), book.groups) - telling)


def _add_topic(book: RuleBook, topic: str, given: dict[str, Any]) -> None:
    book.topic_terms[topic] = given["spoken"]
    shared = words_of(given.get("company", ""), book.groups)
    for order, made in enumerate(given["rule"]):
        rule = Rule(
            name=f"{topic}/{made['name']}",
            topic=topic,
            term=made.get("term", given["spoken"]),
            order=order,
            gravest=made.get("gravest", False),
            graphic=made.get("graphic", False),
            company=words_of(made["company"], book.groups) if "company" in made else shared,
            needs=made.get("needs", 1),
            despite=frozenset(given.get("despite", ())),
            unless=words_of(made.get("unless", ""), book.groups),
        )
        if "together" in made:
            book.due[topic] = made["together"]
        for kind in (CERTAIN, LIKELY, CUE, SIGN, HINT):
            book.add(made.get(kind, ""), kind, rule)
    book.add(given.get("blockers", ""), BLOCKER, topic=topic)
