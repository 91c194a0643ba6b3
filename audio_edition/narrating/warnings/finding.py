"""Finding the rules' phrases in sentences, and deciding which of them count.

A phrase that counts alone is only taken away by a blocker that shares a word with it. A
likely phrase is also taken away by a negation, by being a name, and by a harmless setting
(sport, cookery, software …) in the sentences around it. A cue needs company besides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from audio_edition.narrating.warnings.phrases import WORD, tokens_of, word_set
from audio_edition.narrating.warnings.rules import (
    BLOCKER,
    CERTAIN,
    CUE,
    DETAIL,
    DISCLAIMER,
    HINT,
    LIKELY,
    PART_OF,
    SIGN,
    Entry,
    Rule,
    RuleBook,
)

LONG_WORDS = 2_500
"""In a longer text, signs that only stand together say nothing: they are bound to."""
WINDOW = 2
"""Sentences on either side whose words are company, or a harmless setting."""
SETTING_POINTS = 3
"""A telling word has two points, one that helps has one: so many make a harmless setting, if
one word at least is telling."""
SIGN_POINTS = {CUE: 2, SIGN: 2, HINT: 1}
"""What a phrase is worth where several make a topic together."""
LEAST_SIGNS = 1
"""So many of them must be cues or signs: hints alone say nothing."""
NEGATION_REACH = 4
"""Words before a phrase in which a negation takes it away."""
NEGATIONS = word_set(
    "no not never nobody none nothing nor neither without isn't wasn't aren't weren't don't "
    "doesn't didn't hasn't haven't hadn't won't wouldn't can't couldn't cannot"
)
STILL_SAID = word_set(
    "why who how whether what when where which know knew known say said says yet only just until "
    "because although but that alone if identified named believe believed first longer"
)
"""Words after a negation that leave what follows standing: "do not know why he was killed"."""
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
OLD_YEAR = re.compile(r"1[0-8]\d\d")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the rules see it."""

    text: str
    tokens: Sequence[str]
    segment: str = ""
    """Id of the segment it is in."""
    chapter: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a rule that counts."""

    sentence: int
    """Index of the sentence it is in."""
    first: int
    """Index of its first token."""
    last: int
    """Index of its last token."""
    rule: Rule
    kind: str
    phrase: int = 0
    """Which phrase it is, to tell different ones from the same one twice."""


@dataclass(slots=True)
class Findings:
    """What the rules found in a text."""

    hits: list[Hit] = field(default_factory=list)
    details: list[int] = field(default_factory=list)
    """Sentences with a phrase of physical detail, once for each."""


def sentences_of(text: str, segment: str = "", chapter: int = 0) -> list[Sentence]:
    """Return the sentences of a text, roughly: rules need no more than that."""
    parts = SENTENCE_END.split(text) if len(text) > 80 else [text]
    return [Sentence(part, tokens_of(part), segment, chapter) for part in parts]


def words_found(sentence: Sentence, first: int, last: int) -> str:
    """Return the words of a sentence from token `first` to `last`, as written."""
    spans = [match.span() for match in WORD.finditer(sentence.text.replace("’", "'"))]
    return sentence.text[spans[first][0] : spans[last][1]]


def find(sentences: Sequence[Sentence], book: RuleBook) -> Findings:
    """Return every phrase that counts, in the order of the text."""
    findings = Findings()
    is_long = sum(len(sentence.tokens) for sentence in sentences) > LONG_WORDS
    waiting: list[Hit] = []
    index = book.index
    for number, sentence in enumerate(sentences):
        at = [i for i, token in enumerate(sentence.tokens) if token in index]
        if at:
            _Search(sentences, number, book, is_long).into(findings, waiting, at)
    findings.hits += _standing_together(waiting, findings.hits)
    findings.hits.sort(key=lambda h: (h.sentence, h.first))
    return findings


Match = tuple[Entry, int, int]


def _standing_together(waiting: Sequence[Hit], firm: Sequence[Hit]) -> list[Hit]:
    """Return the cues, signs and hints that make a topic together.

    They speak only where nothing firmer does, and only for the topic they speak for most.
    """
    by_sentence: dict[int, list[Hit]] = {}
    for hit in waiting:
        by_sentence.setdefault(hit.sentence, []).append(hit)
    found: list[Hit] = []
    until = -1
    for number in by_sentence:
        near = [h for n in range(number, number + WINDOW + 1) for h in by_sentence.get(n, ())]
        open_to = [h for h in near if not _is_settled(h, firm)]
        if number > until and (best := _best(open_to)):
            found += best
            until = number + WINDOW
    return found


def _is_settled(hit: Hit, firm: Sequence[Hit]) -> bool:
    """Whether something firmer near by says what is told, and is no part of the hit's topic."""
    return any(
        abs(h.sentence - hit.sentence) <= WINDOW
        and hit.rule.topic not in PART_OF.get(h.rule.topic, ())
        for h in firm
    )


def _best(near: Sequence[Hit]) -> list[Hit]:
    """Return the hits of the rule that has most above its due, or none."""
    by_rule: dict[str, dict[tuple[int, int], Hit]] = {}
    for hit in near:
        by_rule.setdefault(hit.rule.name, {}).setdefault((hit.sentence, hit.first), hit)
    above: list[tuple[int, list[Hit]]] = []
    for hits in by_rule.values():
        texts = {hit.phrase: hit for hit in hits.values()}
        points = sum(SIGN_POINTS[hit.kind] for hit in texts.values())
        due = next(iter(hits.values())).rule.together
        signs = sum(hit.kind != HINT for hit in texts.values())
        if points >= due and signs >= LEAST_SIGNS:
            above.append((points - due, list(hits.values())))
    best = max(above, key=lambda a: a[0])[1] if above else []
    return [replace(hit, kind=HINT if i else SIGN) for i, hit in enumerate(best)]


@dataclass
class _Search:
    """The phrases of one sentence, and what stands around it."""

    sentences: Sequence[Sentence]
    number: int
    book: RuleBook
    is_long: bool
    """Whether the text is too long for signs to say anything."""

    def into(self, findings: Findings, waiting: list[Hit], at: Sequence[int]) -> None:
        """Add what counts of the phrases whose key words are at some positions."""
        matches = self._matches(at)
        if any(entry.kind == DISCLAIMER for entry, _, _ in matches):
            return
        blocked = [m for m in matches if m[0].kind == BLOCKER]
        taken: set[tuple[str, int]] = set()
        for entry, first, last in matches:
            if entry.kind == BLOCKER or _is_blocked(entry, first, last, blocked):
                continue
            if entry.kind == DETAIL:
                findings.details.append(self.number)
            elif entry.rule and not {(entry.rule.name, i) for i in range(first, last + 1)} & taken:
                hit = Hit(self.number, first, last, entry.rule, entry.kind, id(entry.phrase))
                if self._counts(hit, waiting):
                    taken.update((entry.rule.name, i) for i in range(first, last + 1))
                    findings.hits.append(hit)

    def _matches(self, at: Sequence[int]) -> list[Match]:
        """Return the phrases found, those that count alone first."""
        tokens = self.sentences[self.number].tokens
        matches: list[Match] = []
        for position in at:
            for entry in self.book.index[tokens[position]]:
                if self.is_long and entry.kind in (SIGN, HINT):
                    continue
                if found := entry.phrase.find(tokens, position):
                    matches.append((entry, *found))
        return sorted(matches, key=lambda m: m[0].kind)

    def _counts(self, hit: Hit, waiting: list[Hit]) -> bool:
        """Whether a phrase stands up to what is around it; a cue without company waits."""
        if hit.kind == CERTAIN:
            return True
        rule, sentence = hit.rule, self.sentences[self.number]
        if self.is_old or not self.settings <= rule.despite:
            return False
        if is_negated(sentence.tokens, hit.first) or is_name(sentence, hit.first, hit.last):
            return False
        if hit.kind == LIKELY and not rule.unless:
            return True
        others = self.around.union(sentence.tokens[: hit.first], sentence.tokens[hit.last + 1 :])
        if not rule.unless.isdisjoint(others):
            return False
        if hit.kind == LIKELY or (hit.kind == CUE and len(rule.company & others) >= rule.needs):
            return True
        if rule.together:
            waiting.append(hit)
        return False

    @cached_property
    def around(self) -> set[str]:
        """The words of the sentences around this one, in the same chapter."""
        chapter = self.sentences[self.number].chapter
        begin = max(self.number - WINDOW, 0)
        near = range(begin, min(self.number + WINDOW + 1, len(self.sentences)))
        others = [self.sentences[n] for n in near if n != self.number]
        return {token for s in others if s.chapter == chapter for token in s.tokens}

    @cached_property
    def settings(self) -> set[str]:
        """The harmless settings told in this sentence and around it."""
        words = self.book.setting_words & self.around.union(self.sentences[self.number].tokens)
        return {
            name
            for name, (telling, helping) in self.book.settings.items()
            if (told := 2 * len(telling & words)) and told + len(helping & words) >= SETTING_POINTS
        }

    @cached_property
    def is_old(self) -> bool:
        """Whether the sentence gives a year before 1900: history in passing."""
        return any(len(t) == 4 and OLD_YEAR.match(t) for t in self.sentences[self.number].tokens)


def _is_blocked(entry: Entry, first: int, last: int, blocked: Sequence[Match]) -> bool:
    """Whether a blocker shares a word with a phrase."""
    topic = entry.rule.topic if entry.rule else ""
    return any(
        b.topic in ("", topic) and begin <= last and end >= first for b, begin, end in blocked
    )


def is_negated(tokens: Sequence[str], first: int) -> bool:
    """Whether a negation a few words before takes a phrase away."""
    for token in reversed(tokens[max(first - NEGATION_REACH, 0) : first]):
        if token in STILL_SAID:
            return False
        if token in NEGATIONS:
            return True
    return False


def is_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a phrase is (part of) a name: capitals where running text has none."""
    words = WORD.findall(sentence.text.replace("’", "'"))
    if sum(word[0].isupper() for word in words) > 0.6 * len(words):
        return False
    return any(i > 0 and words[i][0].isupper() for i in range(first, last + 1))
