"""Spoken content warnings: proposed by curated rules, decided by people, put in place.

`topics/` holds the rules as data, one file a topic; `phrases.py` the notation they are
written in; `rule_book.py` reads them; `finding.py` finds them in sentences and decides what
counts, `weighing.py` whether the words around bear it out; `judging.py` says which topics and
how strong; `wording.py` says it; `proposing.py` and `placing.py` do so for a script.
"""

from audio_edition.narrating.warnings.finding import find
from audio_edition.narrating.warnings.judging import Judgement, judge
from audio_edition.narrating.warnings.passages import sentences_of
from audio_edition.narrating.warnings.placing import place_warnings
from audio_edition.narrating.warnings.proposing import propose_warnings
from audio_edition.narrating.warnings.rule_book import rule_book

__all__ = ["Judgement", "assess", "place_warnings", "propose_warnings"]


def assess(text: str) -> Judgement:
    """Return the judgement on a plain text, such as one passage."""
    sentences = sentences_of(text)
    words = sum(len(sentence.tokens) for sentence in sentences)
    return judge(find(sentences, rule_book()), words, len(sentences))
