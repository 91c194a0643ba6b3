"""How the parts of one article are told: what every teller of a part is given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from audio_edition.narrating.structure import pauses
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.parts import Leaf, Node
from audio_edition.narrating.structure.running import Tongue, lines_of
from audio_edition.narrating.structure.wording import cue
from audio_edition.script import Role, VoiceRole


@dataclass(frozen=True, slots=True)
class Manner:
    """How to tell: at which verbosity, in which language, in which voice."""

    verbosity: str
    """terse, standard or verbose."""
    tongue: Tongue
    dispatch: Callable[[Sequence[Node], "Manner"], list[Line]]
    """Tells parts, each by its kind; tellers reach one another through it alone."""
    repeated: frozenset[int] = frozenset()
    """Indices of the pull quotes whose words the running text has too."""
    cued_begin: frozenset[int] = frozenset()
    """Indices of the paragraphs before which "Quote" is said."""
    cued_end: frozenset[int] = frozenset()
    """Indices of the paragraphs after which "End quote" is said."""
    above_text: frozenset[int] = frozenset()
    """Indices of the blocks that stand above the running text."""
    named: frozenset[int] = frozenset()
    """Indices of the notes whose heading says what they are."""
    role: Role = Role.SENTENCE
    voice: VoiceRole = VoiceRole.NARRATOR

    @property
    def is_terse(self) -> bool:
        """Whether only the cues are said without which the text is not understood."""
        return self.verbosity == "terse"

    @property
    def is_verbose(self) -> bool:
        """Whether everything is read, and the end of everything is said."""
        return self.verbosity == "verbose"

    def quoting(self) -> "Manner":
        """Return the manner of telling what is quoted."""
        return replace(self, role=Role.QUOTATION, voice=VoiceRole.QUOTATION)

    def sentences(self, leaf: Leaf, last_pause_ms: int = pauses.PARAGRAPH_MS) -> list[Line]:
        """Return the sentences of a block, with no cue."""
        return lines_of(leaf, self.tongue, last_pause_ms, self.role, self.voice)

    def all_sentences(
        self, leaves: Sequence[Leaf], last_pause_ms: int = pauses.PARAGRAPH_MS
    ) -> list[Line]:
        """Return the sentences of several blocks, with no cue."""
        return [line for leaf in leaves for line in self.sentences(leaf, last_pause_ms)]

    def tell(self, nodes: Sequence[Node]) -> list[Line]:
        """Return the lines of some parts, in order, each told by its kind."""
        return self.dispatch(nodes, self)

    def between(
        self,
        opening: str,
        lines: list[Line],
        closing: str,
        pause_ms: int = pauses.PARAGRAPH_MS,
    ) -> list[Line]:
        """Return lines between two cues; the closing one is left out when terse.

        Args:
            opening: words of the first cue, or empty for none.
            lines: what stands between; if there are none, nothing is said at all.
            closing: words of the second cue, or empty for none.
            pause_ms: silence after it all.
        """
        if not lines:
            return []
        beside = lines[0].text
        begun = [cue(opening, lines[0].begin, beside)] if opening else []
        if not closing or self.is_terse:
            return begun + paused(lines, pause_ms)
        ended = cue(closing, lines[-1].end, beside, pause_ms)
        return [*begun, *paused(lines, pauses.SENTENCE_MS), ended]


def paused(lines: list[Line], pause_ms: int) -> list[Line]:
    """Return lines with another silence after the last."""
    return [*lines[:-1], *(replace(line, pause_after_ms=pause_ms) for line in lines[-1:])]


def leaves_of(nodes: Sequence[Node]) -> list[Leaf]:
    """Return every block in some parts, however deep, in order."""
    return [leaf for node in nodes for leaf in node.leaves()]
