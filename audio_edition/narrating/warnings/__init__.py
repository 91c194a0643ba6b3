"""Spoken content warnings: proposed by curated rules, decided by people, put in place.

`topics/` holds the rules as data, one file a topic; `vocabulary.py` the notation they are
written in; `rule_table.py` makes one text of them, which `rule_book.py` reads. `spotting.py`
finds their phrases in sentences; `finding.py` decides which count, `weighing.py` whether the
words around bear it out; `judging.py` says which topics and how strong; `wording.py` says it;
`proposing.py` and `placing.py` do so for a script.
"""

from audio_edition.narrating.warnings.finding import find
from audio_edition.narrating.warnings.judging import Judgement, judge
from audio_edition.narrating.warnings.placing import place_warnings
from audio_edition.narrating.warnings.proposing import propose_warnings
from audio_edition.narrating.warnings.spotting import sentences_of

__all__ = ["Judgement", "assess", "place_warnings", "propose_warnings"]


def assess(text: str) -> Judgement:
    """Return the judgement on a plain text, such as one passage."""
    sentences = list(sentences_of(text))
    words = sum(sentence.length for sentence in sentences)
    return judge(find(sentences), words, len(sentences))
